// The phone number port on Google's libphonenumber, with the plans of the version installed. A
// number is well formed in its plan; whether anybody answers there it cannot say.
// Any thread; several at once: the library's one instance is read only once it is there.
#pragma once

#include "core/port/phone_numbers.h"

namespace lobby::phonenumber {

class PhoneNumbers final : public port::PhoneNumbers {
 public:
  // Silences the library's own log, which would print what guests type.
  PhoneNumbers();
  Result<port::PhoneNumber> parse(std::string_view typed, std::string_view region) override;
};

}  // namespace lobby::phonenumber
