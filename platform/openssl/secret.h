// A secret shared with somebody outside: one line of text in a file of mode 0600.
// Any thread.
#pragma once

#include <filesystem>
#include <string>

#include "core/base/result.h"

namespace lobby::openssl {

inline constexpr std::size_t secret_bytes_min = 16;
inline constexpr std::size_t secret_bytes_max = 256;

// Without the line's end. Errors of read_private_file (file.h); malformed where it is not one line
// of secret_bytes_min to secret_bytes_max printable ASCII characters without blanks.
Result<std::string> read_secret(const std::filesystem::path& file);

}  // namespace lobby::openssl
