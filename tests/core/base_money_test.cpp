// Money: exact sums, rounding half up (away from zero for refunds) and the text guests read.
// Method: tables; a broken rule must end the process.
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "core/base/limits.h"
#include "core/base/money.h"

namespace lobby {
namespace {

Currency currency(std::string_view code) {
  return *Currency::parse(code);
}
Money yuan(std::int64_t minor) {
  return {minor, currency("CNY")};
}

TEST(Money, text_shows_minor_digits_only_when_they_count) {
  struct Case {
    std::string_view code;
    std::int64_t minor;
    std::string_view text;
  };
  const Case cases[] = {
      {"CNY", 0, "¥0"},           {"CNY", 68'800, "¥688"},
      {"CNY", 153'600, "¥1,536"}, {"CNY", 153'650, "¥1,536.50"},
      {"CNY", 5, "¥0.05"},        {"CNY", -37'400, "−¥374"},
      {"CNY", -1, "−¥0.01"},      {"CNY", 123'456'789'00, "¥123,456,789"},
      {"CNY", 100'000, "¥1,000"}, {"CNY", 99'999, "¥999.99"},
      {"JPY", 1'536, "¥1,536"},   {"USD", 1'050, "$10.50"},
      {"EUR", 100, "€1"},
  };
  for (const Case& expected : cases) {
    EXPECT_EQ(money_text({expected.minor, currency(expected.code)}), expected.text);
  }
}

TEST(Money, percent_rounds_half_up_to_the_minor_unit) {
  struct Case {
    std::int64_t minor;
    std::int32_t percent;
    std::int64_t expected;
  };
  const Case cases[] = {
      {74'800, 50, 37'400},  {74'801, 50, 37'401}, {1, 50, 1},    {1, 49, 0},    {-1, 50, -1},
      {-1, 49, 0},           {99, 33, 33},         {101, 33, 33}, {150, 33, 50}, {74'800, 0, 0},
      {74'800, 100, 74'800},
  };
  for (const Case& given : cases) {
    EXPECT_EQ(percent_of(yuan(given.minor), given.percent), yuan(given.expected))
        << given.minor << " at " << given.percent << " %";
  }
}

TEST(Money, sums_and_products_are_exact) {
  EXPECT_EQ(yuan(74'800) + yuan(78'800), yuan(153'600));
  EXPECT_EQ(yuan(50'000) - yuan(37'400), yuan(12'600));
  EXPECT_EQ(yuan(4'800) * 30, yuan(144'000));
  EXPECT_LT(yuan(-1), yuan(0));
  EXPECT_TRUE(yuan(0).is_zero());
}

TEST(Money, a_sum_of_two_currencies_ends_the_process) {
  EXPECT_DEATH((void)(yuan(1) + Money{1, currency("USD")}), "CHECK");
}

TEST(Money, a_product_out_of_range_ends_the_process) {
  EXPECT_DEATH((void)(yuan(limits::money_minor_max) * 2), "CHECK");
  EXPECT_DEATH((void)(yuan(limits::money_minor_max) * limits::money_minor_max), "CHECK");
}

TEST(Currency, only_known_codes_are_accepted) {
  for (const std::string_view code : {"", "cny", "CN", "CNYX", "XXX", "人民币"}) {
    ASSERT_FALSE(Currency::parse(code)) << code;
    EXPECT_EQ(Currency::parse(code).error().code, ErrorCode::out_of_range);
  }
  EXPECT_EQ(currency("JPY").exponent(), 0);
  EXPECT_EQ(currency("CNY").symbol(), "¥");
}

TEST(Money, shares_and_multiples_round_half_away_from_zero) {
  const auto fen = [](std::int64_t amount) { return Money{amount, {}}; };
  EXPECT_EQ(share_of(fen(748), fen(50), fen(100)), fen(374));
  EXPECT_EQ(share_of(fen(1), fen(1), fen(2)), fen(1));
  EXPECT_EQ(share_of(fen(1), fen(1), fen(3)), fen(0));
  EXPECT_EQ(share_of(fen(-1), fen(1), fen(2)), fen(-1));
  // Beyond 64 bits on the way.
  EXPECT_EQ(share_of(fen(1'000'000'000'000), fen(999'999'999'999), fen(1'000'000'000'000)),
            fen(999'999'999'999));
  EXPECT_EQ(percent_of(fen(900'000'000'000'000), 100), fen(900'000'000'000'000));
  struct Row {
    std::int64_t amount;
    std::int64_t unit;
    std::int64_t rounded;
  };
  for (const Row& row : {Row{104, 10, 100},
                         {105, 10, 110},
                         {-105, 10, -110},
                         {-104, 10, -100},
                         {60'544, 100, 60'500},
                         {60'550, 100, 60'600},
                         {7, 5, 5},
                         {8, 5, 10},
                         {7, 1, 7},
                         {0, 50, 0}}) {
    EXPECT_EQ(rounded_to(fen(row.amount), row.unit), fen(row.rounded)) << row.amount;
  }
}

RC_GTEST_PROP(MoneyProperty, whole_shares_round_trip, ()) {
  const Money amount{*rc::gen::inRange<std::int64_t>(-1'000'000'000'000, 1'000'000'000'000), {}};
  const Money whole{*rc::gen::inRange<std::int64_t>(1, 1'000'000'000'000), {}};
  RC_ASSERT(share_of(amount, whole, whole) == amount);
  RC_ASSERT(percent_of(amount, 100) == amount);
  const std::int64_t unit = *rc::gen::inRange<std::int64_t>(1, 1'000);
  const Money rounded = rounded_to(amount, unit);
  RC_ASSERT(rounded.amount_minor % unit == 0);
  RC_ASSERT(rounded_to(rounded, unit) == rounded);
  const std::int64_t moved = (rounded - amount).amount_minor;
  RC_ASSERT(2 * moved <= unit && 2 * moved >= -unit);
}

}  // namespace
}  // namespace lobby
