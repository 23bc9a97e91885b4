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
  std::int64_t cash_unit_minor;
};

// ISO 4217: code and minor unit exponent. The smallest coins in use: 10 cents in Hong Kong, 10 avos
// in Macau, one dollar in Taiwan, 5 cents in Singapore.
constexpr KnownCurrency known_currencies[] = {
    {"CNY", 2, "¥", 1},     {"HKD", 2, "HK$", 10}, {"MOP", 2, "MOP$", 10},
    {"TWD", 2, "NT$", 100}, {"JPY", 0, "¥", 1},    {"USD", 2, "$", 1},
    {"EUR", 2, "€", 1},     {"GBP", 2, "£", 1},    {"SGD", 2, "S$", 5},
};
// For products of two amounts.
__extension__ using Wide = __int128;

// Half away from zero. REQUIRES: divisor > 0.
Wide divided(Wide dividend, Wide divisor) {
  return (2 * dividend + (dividend < 0 ? -divisor : divisor)) / (2 * divisor);
}

const KnownCurrency& known(std::string_view code) {
  for (const KnownCurrency& currency : known_currencies) {
    if (currency.code == code) {
      return currency;
    }
  }
  check_failed("a currency made by parse()", __FILE__, __LINE__);
}

Money checked(Wide amount_minor, Currency currency) {
  CHECK(amount_minor <= limits::money_minor_max && amount_minor >= -limits::money_minor_max);
  return {static_cast<std::int64_t>(amount_minor), currency};
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
std::int64_t Currency::cash_unit_minor() const {
  return known(code()).cash_unit_minor;
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
  return checked(divided(Wide{amount.amount_minor} * percent, 100), amount.currency);
}

Money share_of(Money amount, Money part, Money whole) {
  CHECK(amount.currency == part.currency && part.currency == whole.currency);
  CHECK(whole.amount_minor > 0);
  return checked(divided(Wide{amount.amount_minor} * part.amount_minor, whole.amount_minor),
                 amount.currency);
}

Money rounded_to(Money amount, std::int64_t unit_minor) {
  CHECK(unit_minor >= 1);
  return checked(divided(amount.amount_minor, unit_minor) * unit_minor, amount.currency);
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
