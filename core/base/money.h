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
  // The smallest amount that is paid in cash, in minor units: 10 for HKD, 100 for TWD, else 1 or 5.
  std::int64_t cash_unit_minor() const;

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

// `percent` of `amount`, rounded half away from zero to the minor unit.
Money percent_of(Money amount, std::int32_t percent);
// `amount` × `part` / `whole`, rounded half away from zero. REQUIRES: one currency, whole > 0.
Money share_of(Money amount, Money part, Money whole);
// To the nearest multiple of `unit_minor`, half away from zero. REQUIRES: unit_minor >= 1.
Money rounded_to(Money amount, std::int64_t unit_minor);

// "¥1,536" or "¥1,536.50": minor digits only when they are not zero.
std::string money_text(Money money);

}  // namespace lobby
