// HKDF-SHA256 (RFC 5869): several keys from one, none of which tells another.
// Any thread.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

#include "core/base/text.h"

namespace lobby::openssl {

// REQUIRES: `key` not empty; 1 <= size <= 255 * 32.
Bytes hkdf_sha256(std::span<const std::uint8_t> key, std::span<const std::uint8_t> salt,
                  std::string_view purpose, std::size_t size);

}  // namespace lobby::openssl
