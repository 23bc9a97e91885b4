// The phone number port: what a guest typed, in the plan of the country it belongs to.
// Any thread; several at once.
#pragma once

#include <string>
#include <string_view>

#include "core/base/result.h"

namespace lobby::port {

struct PhoneNumber {
  std::string e164;            // ITU-T E.164 with its '+': what is stored
  std::string national;        // as it is written in its own country
  std::string international;   // ITU-T E.123
  std::string region;          // ISO 3166-1 alpha-2; "001" for numbers of no country
  bool may_be_mobile = false;  // a text message may reach it

  bool operator==(const PhoneNumber&) const = default;
};

class PhoneNumbers {
 public:
  virtual ~PhoneNumbers() = default;
  // `region` (ISO 3166-1 alpha-2) is for numbers typed without a country's code. Errors: too_large
  // (64 bytes), invalid_utf8, malformed (no number, or one with an extension), not_found (no
  // country has this calling code; or `region` is none), out_of_range (too short, too long, or no
  // number of its country begins so). None repeats the number.
  virtual Result<PhoneNumber> parse(std::string_view typed, std::string_view region) = 0;
};

}  // namespace lobby::port
