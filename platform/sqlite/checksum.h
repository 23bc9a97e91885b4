// A checksum over stored texts, so that a flipped bit inside one is found when it is read.
// FNV-1a, 64 bits (RFC draft-eastlake-fnv): finds accidents, not forgers.
// Any thread.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

namespace lobby::sqlite {

// Eight bytes, most significant first; of fixed length so that a row can be overwritten in place.
inline std::array<std::uint8_t, 8> checksum_of(std::string_view text) {
  std::uint64_t hash = 0xCBF29CE484222325ULL;
  for (const char letter : text) {
    hash = (hash ^ static_cast<std::uint8_t>(letter)) * 0x100000001B3ULL;
  }
  std::array<std::uint8_t, 8> bytes{};
  for (unsigned index = 0; index < bytes.size(); ++index) {
    bytes[index] = static_cast<std::uint8_t>(hash >> (56U - 8U * index));
  }
  return bytes;
}

}  // namespace lobby::sqlite
