// gzip (RFC 1952) for what travels: one member, the whole text at once, and never more out of it
// than the reader allows, whatever the bytes say.
// Any thread.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "core/base/result.h"

namespace lobby::zlib {

// Errors: too_large (4 GiB and more), unavailable (no memory).
Result<std::string> compress(std::string_view text);

// Errors: too_large (more than `bytes_max` would come out; it stops there), malformed (no gzip, cut
// short, damaged, or followed by something), unavailable (no memory).
Result<std::string> decompress(std::string_view bytes, std::size_t bytes_max);

}  // namespace lobby::zlib
