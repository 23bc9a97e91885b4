// What is looked at before a transport is made. Private to this adapter.
// Any thread.
#pragma once

#include <filesystem>
#include <string>

#include "core/base/result.h"
#include "platform/curl/transport.h"

namespace lobby::curl {

// Errors: configuration (the URL is not https, or a file is missing).
Status check_options(const Options& options);
// The text of a certificate's file. Errors: configuration (missing, empty, over 64 KiB).
Result<std::string> read_certificate(const std::filesystem::path& file);

}  // namespace lobby::curl
