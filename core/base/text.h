// UTF-8 text at the border: validity, length in code points, hexadecimal, Base32 and
// Base64.
// Any thread.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/result.h"

namespace lobby {

using Bytes = std::vector<std::uint8_t>;

// RFC 3629: no overlong forms, no surrogates, nothing above U+10FFFF.
bool is_utf8(std::string_view text);
// REQUIRES: is_utf8(text).
std::size_t code_point_count(std::string_view text);
// White space and control characters removed at both ends, control characters refused within.
// Errors: invalid_utf8, too_large, malformed (a control character).
Result<std::string> clean_text(std::string_view text, std::size_t code_points_max);

// Overwrites the characters before letting go of them; for what a guest typed.
void wipe_text(std::string& text);

std::string hex_text(std::span<const std::uint8_t> bytes);
std::optional<Bytes> parse_hex(std::string_view text);

// RFC 4648 §6 alphabet, upper case, without padding. Parsing accepts exactly what encoding makes.
std::string base32_text(std::span<const std::uint8_t> bytes);
std::optional<Bytes> parse_base32(std::string_view text);

// RFC 4648 §4, padded. Parsing accepts exactly what encoding makes.
std::string base64_text(std::span<const std::uint8_t> bytes);
std::optional<Bytes> parse_base64(std::string_view text);

// The name of an enumerator from a table ordered as the enum, and back.
template <class Enum, std::size_t N>
std::optional<Enum> enum_from(const std::string_view (&names)[N], std::string_view text) {
  for (std::size_t index = 0; index < N; ++index) {
    if (names[index] == text) {
      return static_cast<Enum>(index);
    }
  }
  return std::nullopt;
}

}  // namespace lobby
