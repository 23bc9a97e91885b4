// UUID text and UUIDv7 layout (RFC 9562).
#include "core/base/id.h"

#include <algorithm>

#include "core/base/text.h"

namespace lobby {

std::string id_text(const IdBytes& bytes) {
  std::string text = hex_text(bytes);
  for (const std::size_t position : {20U, 16U, 12U, 8U}) {
    text.insert(position, 1, '-');
  }
  return text;
}

Result<IdBytes> parse_id_bytes(std::string_view text) {
  const auto wrong = [&] {
    return fail(ErrorCode::malformed, "'" + std::string(text.substr(0, 40)) + "' is not a UUID");
  };
  if (text.size() != 36 || text[8] != '-' || text[13] != '-' || text[18] != '-' ||
      text[23] != '-') {
    return wrong();
  }
  std::string digits;
  for (const char c : text) {
    if (c != '-') {
      digits += c;
    }
  }
  const std::optional<Bytes> parsed = parse_hex(digits);
  if (!parsed || parsed->size() != std::tuple_size_v<IdBytes>) {
    return wrong();
  }
  IdBytes bytes;
  std::ranges::copy(*parsed, bytes.begin());
  return bytes;
}

IdBytes uuid_v7(UtcTime now, const IdBytes& random) {
  IdBytes bytes = random;
  const auto ms = static_cast<std::uint64_t>(now.ms);
  for (unsigned index = 0; index < 6; ++index) {
    bytes[index] = static_cast<std::uint8_t>(ms >> (40U - 8U * index));
  }
  bytes[6] = static_cast<std::uint8_t>(0x70U | (bytes[6] & 0x0FU));
  bytes[8] = static_cast<std::uint8_t>(0x80U | (bytes[8] & 0x3FU));
  return bytes;
}

bool is_slug(std::string_view text) {
  constexpr std::size_t length_max = 40;
  const auto allowed = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-';
  };
  return !text.empty() && text.size() <= length_max && text.front() != '-' &&
         std::ranges::all_of(text, allowed);
}

}  // namespace lobby
