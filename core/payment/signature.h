// What a gateway signs of a notification, and where it says so: the header
//   Lobby-Signature: t=<seconds since 1970>,v1=<hexadecimal HMAC-SHA256>[,v1=…]
// over the bytes "<t>.<body>". Several v1 stand there while a secret is being changed. The time is
// part of what is signed, so that a notification that was overheard is of no use after
// `signature_tolerance`; within it a repeat changes nothing (payment::learned).
// Any thread.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/result.h"
#include "core/base/time.h"

namespace lobby::payment {

using Mac = std::array<std::uint8_t, 32>;

inline constexpr std::string_view signature_header = "Lobby-Signature";
inline constexpr Duration signature_tolerance = Duration::minutes(5);
inline constexpr std::size_t signature_values_max = 4;

struct NoticeSignature {
  std::int64_t seconds = 0;  // since 1970, as it stands in what was signed
  std::vector<Mac> values;

  bool operator==(const NoticeSignature&) const = default;
};

// Errors: malformed, too_large (more than signature_values_max values).
Result<NoticeSignature> parse_signature(std::string_view header);
std::string signature_text(const NoticeSignature& signature);
std::string signed_text(std::int64_t seconds, std::string_view body);
// `expected` is the keyed hash over signed_text(). The comparison takes as long for any two values.
// Errors: bad_signature (none of the values is it), expired (it is, but of another time).
Status check_signature(const NoticeSignature& signature, const Mac& expected, UtcTime now);

}  // namespace lobby::payment
