// Reading the header and comparing what it claims.
#include "core/payment/signature.h"

#include <algorithm>
#include <charconv>
#include <optional>

#include "core/base/text.h"

namespace lobby::payment {
namespace {

constexpr std::size_t header_bytes_max = 512;
constexpr std::int64_t seconds_max = 253'402'300'799;  // the end of the year 9999

Error unreadable() {
  return fail(ErrorCode::malformed, "the header " + std::string(signature_header) +
                                        " is not t=<seconds>,v1=<64 hexadecimal digits>");
}

std::optional<std::int64_t> parse_seconds(std::string_view text) {
  std::int64_t seconds = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), seconds);
  const bool canonical = error == std::errc{} && std::to_string(seconds) == text;
  return canonical && seconds >= 0 && seconds <= seconds_max ? std::optional(seconds)
                                                             : std::nullopt;
}

std::optional<Mac> parse_mac(std::string_view text) {
  const std::optional<Bytes> bytes = parse_hex(text);
  Mac mac{};
  if (!bytes || bytes->size() != mac.size()) {
    return std::nullopt;
  }
  std::ranges::copy(*bytes, mac.begin());
  return mac;
}

// Every byte is looked at, whatever the first ones say.
bool same_in_constant_time(const Mac& one, const Mac& other) {
  unsigned difference = 0;
  for (std::size_t index = 0; index < one.size(); ++index) {
    difference |= static_cast<unsigned>(one[index] ^ other[index]);
  }
  return difference == 0;
}

}  // namespace

Result<NoticeSignature> parse_signature(std::string_view header) {
  if (header.size() > header_bytes_max || !header.starts_with("t=")) {
    return unreadable();
  }
  const std::size_t first_end = header.find(',');
  const std::optional<std::int64_t> seconds = first_end == std::string_view::npos
                                                  ? std::nullopt
                                                  : parse_seconds(header.substr(2, first_end - 2));
  if (!seconds) {
    return unreadable();
  }
  NoticeSignature signature{*seconds, {}};
  for (std::size_t from = first_end; from != std::string_view::npos;) {
    const std::size_t end = header.find(',', from + 1);
    const std::string_view item = header.substr(from + 1, end - from - 1);
    const std::optional<Mac> mac =
        item.starts_with("v1=") ? parse_mac(item.substr(3)) : std::nullopt;
    if (!mac) {
      return unreadable();
    }
    if (signature.values.size() == signature_values_max) {
      return fail(ErrorCode::too_large, "the header " + std::string(signature_header) +
                                            " has more than " +
                                            std::to_string(signature_values_max) + " values");
    }
    signature.values.push_back(*mac);
    from = end;
  }
  return signature;
}

std::string signature_text(const NoticeSignature& signature) {
  std::string text = "t=" + std::to_string(signature.seconds);
  for (const Mac& value : signature.values) {
    text += ",v1=" + hex_text(value);
  }
  return text;
}

std::string signed_text(std::int64_t seconds, std::string_view body) {
  return std::to_string(seconds) + "." + std::string(body);
}

Status check_signature(const NoticeSignature& signature, const Mac& expected, UtcTime now) {
  bool known = false;
  for (const Mac& value : signature.values) {
    known = same_in_constant_time(value, expected) || known;
  }
  if (!known) {
    return fail(ErrorCode::bad_signature,
                "the notification was not signed with this site's gateway secret");
  }
  const std::int64_t apart = now.ms - signature.seconds * 1'000;
  if (apart > signature_tolerance.ms || apart < -signature_tolerance.ms) {
    return fail(ErrorCode::expired, "the notification was signed " + std::to_string(apart / 1'000) +
                                        " s ago; at most 300 s are accepted: check both clocks");
  }
  return done();
}

}  // namespace lobby::payment
