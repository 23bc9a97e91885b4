// Checked arithmetic and text of money.
#include "core/base/money.h"

#include <cstdlib>

#include "core/base/limits.h"

namespace lobby {
namespace {

struct KnownCurrency {
  std::string_view code;
  int exponent;
  std::string_view symbol;
};

// ISO 4217: code and minor unit exponent.
constexpr KnownCurrency known_currencies[] = {
    {"CNY", 2, "¥"}, {"HKD", 2, "HK$"}, {"MOP", 2, "MOP$"}, {"TWD", 2, "NT$"}, {"JPY", 0, "¥"},
    {"USD", 2, "$"}, {"EUR", 2, "€"},   {"GBP", 2, "£"},    {"SGD", 2, "S$"},
};

const KnownCurrency& known(std::string_view code) {
  for (const KnownCurrency& currency : known_currencies) {
    if (currency.code == code) {
      return currency;
    }
  }
  check_failed("a currency made by parse()", __FILE__, __LINE__);
}

Money checked(std::int64_t amount_minor, Currency currency) {
  CHECK(amount_minor <= limits::money_minor_max && amount_minor >= -limits::money_minor_max);
  return {amount_minor, currency};
}

}  // namespace

Result<Currency> Currency::parse(std::string_view code) {
  for (const KnownCurrency& candidate : known_currencies) {
    if (candidate.code == code) {
      Currency currency;
      currency.code_ = {code[0], code[1], code[2]};
      return currency;
    }
  }
  return fail(ErrorCode::out_of_range,
              "'" + std::string(code.substr(0, 8)) + "' is not a currency this program knows");
}

int Currency::exponent() const {
  return known(code()).exponent;
}
std::string_view Currency::symbol() const {
  return known(code()).symbol;
}

Money operator+(Money a, Money b) {
  CHECK(a.currency == b.currency);
  return checked(a.amount_minor + b.amount_minor, a.currency);
}

Money operator-(Money a, Money b) {
  CHECK(a.currency == b.currency);
  return checked(a.amount_minor - b.amount_minor, a.currency);
}

Money operator*(Money unit, std::int64_t count) {
  std::int64_t product = 0;
  CHECK(!__builtin_mul_overflow(unit.amount_minor, count, &product));
  return checked(product, unit.currency);
}

bool operator<(Money a, Money b) {
  CHECK(a.currency == b.currency);
  return a.amount_minor < b.amount_minor;
}

Money percent_of(Money amount, std::int32_t percent) {
  const Money hundredfold = amount * percent;
  const std::int64_t half = hundredfold.amount_minor < 0 ? -50 : 50;
  return {(hundredfold.amount_minor + half) / 100, amount.currency};
}

std::string money_text(Money money) {
  std::int64_t scale = 1;
  for (int digit = 0; digit < money.currency.exponent(); ++digit) {
    scale *= 10;
  }
  const std::int64_t magnitude = std::llabs(money.amount_minor);
  std::string major = std::to_string(magnitude / scale);
  for (std::size_t position = major.size(); position > 3;) {
    position -= 3;
    major.insert(position, 1, ',');
  }
  std::string text = money.amount_minor < 0 ? "−" : "";
  text += money.currency.symbol();
  text += major;
  if (magnitude % scale != 0) {
    const std::string minor = std::to_string(magnitude % scale);
    text += '.';
    text.append(static_cast<std::size_t>(money.currency.exponent()) - minor.size(), '0');
    text += minor;
  }
  return text;
}

}  // namespace lobby
