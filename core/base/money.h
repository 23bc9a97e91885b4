// Money in minor units (fen, cents) of an ISO 4217 currency. Checked: a sum that leaves the
// range is a programming error, since every input is bounded by limits.h. Never floating point.
// Any thread.
#pragma once

#include <array>
#include <compare>
#include <cstdint>
#include <string>
#include <string_view>

#include "core/base/result.h"

namespace lobby {

class Currency {
 public:
  constexpr Currency() = default;
  // Three capital letters that this program knows (ISO 4217).
  static Result<Currency> parse(std::string_view code);

  std::string_view code() const { return {code_.data(), code_.size()}; }
  int exponent() const;             // 2 for CNY, 0 for JPY
  std::string_view symbol() const;  // "¥"

  bool operator==(const Currency&) const = default;

 private:
  std::array<char, 3> code_{'C', 'N', 'Y'};
};

struct Money {
  std::int64_t amount_minor = 0;
  Currency currency;

  bool operator==(const Money&) const = default;
  bool is_zero() const { return amount_minor == 0; }
};

// REQUIRES: one currency; the result stays within limits::money_minor_max.
Money operator+(Money a, Money b);
Money operator-(Money a, Money b);
Money operator*(Money unit, std::int64_t count);
// REQUIRES: one currency.
bool operator<(Money a, Money b);

// `percent` of `amount`, rounded half up to the minor unit.
Money percent_of(Money amount, std::int32_t percent);

// "¥1,536" or "¥1,536.50": minor digits only when they are not zero.
std::string money_text(Money money);

}  // namespace lobby
