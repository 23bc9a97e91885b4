// The one place where libcurl's errors become ours.
// Any thread.
#pragma once

#include <string_view>

#include <curl/curl.h>

#include "core/base/result.h"

namespace lobby::curl {

// `connected`: the TLS handshake had been completed. `reason` is libcurl's own sentence.
Error curl_error(CURLcode code, bool connected, std::string_view server, std::string_view reason);

}  // namespace lobby::curl
