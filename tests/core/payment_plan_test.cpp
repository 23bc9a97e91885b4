// Goal: a large booking or a long stay has its deposit and balance at real instants, and what is to
// be done follows from what was paid and the hour. Method: tables round the demo's clock.
#include "core/booking/payment_plan.h"

#include <gtest/gtest.h>

#include "tests/fakes/sample.h"

namespace lobby::booking {
namespace payment_plan_test {

constexpr UtcTime booked{1'796'000'000'000};

Money yuan(std::int64_t minor) {
  return {minor, {}};
}

catalog::DepositRule rule() {
  return {yuan(300'000), 7, 30, 24, 3, 12, 6};
}

// A booking of `total` for `nights`, that begins `ahead` after it was made.
struct Made {
  std::int64_t total_minor = 0;
  std::int32_t nights = 1;
  Duration ahead = Duration::days(10);
};

PaymentPlan plan(const catalog::DepositRule& given, const Made& made) {
  Quote quote;
  quote.total = yuan(made.total_minor);
  Selection selection;
  selection.nights = made.nights;
  const UtcTime from = booked + made.ahead;
  return plan_of(given, quote, selection, {from, from + Duration::days(1), from}, booked);
}

TEST(PaymentPlan, is_for_large_totals_and_long_stays) {
  struct Row {
    Made made;
    std::size_t payments;
  };
  const Row table[] = {
      {{299'999, 1}, 0}, {{300'000, 1}, 2}, {{299'999, 6}, 0},
      {{1'000, 7}, 2},   {{0, 7}, 0},       {{300'000, 30}, 2},
  };
  for (const Row& row : table) {
    EXPECT_EQ(plan(rule(), row.made).size(), row.payments)
        << row.made.total_minor << " for " << row.made.nights;
  }
  catalog::DepositRule only_nights = rule();
  only_nights.from_total = yuan(0);
  EXPECT_TRUE(plan(only_nights, {9'000'000, 1}).empty());
}

TEST(PaymentPlan, a_deposit_and_a_balance) {
  const PaymentPlan made = plan(rule(), {1'000'001, 2});
  ASSERT_EQ(made.size(), 2U);
  EXPECT_EQ(made[0], (DuePayment{DueKind::deposit, yuan(300'000), booked + Duration::hours(12),
                                 booked + Duration::hours(24), booked + Duration::hours(30)}));
  EXPECT_EQ(
      made[1],
      (DuePayment{DueKind::balance, yuan(700'001), booked + Duration::days(7) - Duration::hours(12),
                  booked + Duration::days(7), booked + Duration::days(7) + Duration::hours(6)}));
}

TEST(PaymentPlan, all_is_due_at_once_when_it_begins_soon) {
  struct Row {
    Duration ahead;
    Duration due;
    Duration release;
  };
  const Row table[] = {
      {Duration::days(3), Duration::hours(24), Duration::hours(30)},
      {Duration::hours(30), Duration::hours(24), Duration::hours(30)},
      {Duration::hours(25), Duration::hours(24), Duration::hours(25)},
      {Duration::hours(2), Duration::hours(2), Duration::hours(2)},
      {Duration::hours(-1), Duration{}, Duration{}},
  };
  for (const Row& row : table) {
    const PaymentPlan made = plan(rule(), {1'000'000, 1, row.ahead});
    ASSERT_EQ(made.size(), 1U) << row.ahead.ms;
    EXPECT_EQ(made[0].amount, yuan(1'000'000));
    EXPECT_EQ(made[0].due_at, booked + row.due) << row.ahead.ms;
    EXPECT_EQ(made[0].release_at, booked + row.release) << row.ahead.ms;
    EXPECT_LE(made[0].remind_at, made[0].due_at);
    EXPECT_GE(made[0].remind_at, booked);
  }
}

TEST(PaymentPlan, a_rule_of_no_deposit_asks_for_the_balance) {
  catalog::DepositRule later = rule();
  later.percent = 0;
  const PaymentPlan made = plan(later, {400'000, 1});
  ASSERT_EQ(made.size(), 1U);
  EXPECT_EQ(made[0].kind, DueKind::balance);
  EXPECT_EQ(made[0].amount, yuan(400'000));
  later.percent = 100;
  ASSERT_EQ(plan(later, {400'000, 1}).size(), 1U);
  EXPECT_EQ(plan(later, {400'000, 1})[0].kind, DueKind::deposit);
}

TEST(PaymentPlan, what_is_to_be_done) {
  const PaymentPlan made = plan(rule(), {1'000'000, 1});  // 3,000 then 7,000
  using enum PaymentStep;
  struct Row {
    std::int64_t paid;
    Duration since;
    PaymentStep step;
    std::optional<DueKind> due;
    std::int64_t missing;
  };
  const Row table[] = {
      {0, Duration{}, wait, DueKind::deposit, 300'000},
      {0, Duration::hours(12), remind, DueKind::deposit, 300'000},
      {100'000, Duration::hours(23), remind, DueKind::deposit, 200'000},
      {299'999, Duration::hours(24), overdue, DueKind::deposit, 1},
      {299'999, Duration::hours(30), release, DueKind::deposit, 1},
      {300'000, Duration::hours(30), wait, DueKind::balance, 700'000},
      {300'000, Duration::days(7) - Duration::hours(12), remind, DueKind::balance, 700'000},
      {650'000, Duration::days(7), overdue, DueKind::balance, 350'000},
      {999'999, Duration::days(7) + Duration::hours(6), release, DueKind::balance, 1},
      {1'000'000, Duration::days(9), settled, std::nullopt, 0},
      {1'500'000, Duration::days(9), settled, std::nullopt, 0},
  };
  for (const Row& row : table) {
    const PaymentState state = payment_state(made, yuan(row.paid), booked + row.since);
    EXPECT_EQ(state, (PaymentState{row.step, row.due, yuan(row.missing)}))
        << row.paid << " after " << row.since.ms << ": " << name_of(state.step);
  }
  EXPECT_EQ(payment_state({}, yuan(0), booked).step, settled);
}

}  // namespace payment_plan_test
}  // namespace lobby::booking
