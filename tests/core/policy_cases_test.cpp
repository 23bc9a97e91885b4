// Goal: what cancelling costs, and until when, for each kind of policy in zones whose clocks change
// and in those that do not. Method: one row a case: who books what where, and the fee at an instant
// given in UTC, reckoned by hand from the zone's rules.
#include <gtest/gtest.h>

#include "core/booking/policy.h"
#include "tests/fakes/sample.h"

namespace lobby::booking {
namespace policy_cases_test {

using catalog::FeeBasis;

const Currency yuan = *Currency::parse("CNY");

UtcTime utc(int year, unsigned month, unsigned day, int hour, int minute = 0) {
  return UtcTime{std::int64_t{LocalDate::of(year, month, day).days()} * 86'400'000} +
         Duration::minutes(hour * 60 + minute);
}

// Sydney changes on the first Sundays of October and April, at 16:00 UTC of the day before.
ZoneRules sydney() {
  return {"Australia/Sydney",
          {{utc(2026, 4, 4, 16), 600},
           {utc(2026, 10, 3, 16), 660},
           {utc(2027, 4, 3, 16), 600},
           {utc(2027, 10, 2, 16), 660}}};
}
// New York on the second Sunday of March at 07:00 UTC, the first of November at 06:00 UTC.
ZoneRules new_york() {
  return {"America/New_York",
          {{utc(2026, 3, 8, 7), -240},
           {utc(2026, 11, 1, 6), -300},
           {utc(2027, 3, 14, 7), -240},
           {utc(2027, 11, 7, 6), -300}}};
}
// Lord Howe Island moves by half an hour.
ZoneRules lord_howe() {
  return {
      "Australia/Lord_Howe",
      {{utc(2026, 4, 4, 15), 630}, {utc(2026, 10, 3, 15, 30), 660}, {utc(2027, 4, 3, 15), 630}}};
}
ZoneRules shanghai() {
  return tests::sample_zone();
}
ZoneRules berlin() {
  return tests::summer_time_zone();
}
ZoneRules kathmandu() {
  return ZoneRules::fixed("Asia/Kathmandu", 345);
}

catalog::Policy policy(std::vector<catalog::CancellationTier> tiers) {
  catalog::Policy made;
  made.id = PolicyId::literal("terms");
  made.tiers = std::move(tiers);
  catalog::DepositRule deposit;
  deposit.percent = 30;
  deposit.from_total = {10'000'000, yuan};
  made.deposit = deposit;
  return made;
}

// Free until 18:00 two days before, half of the first night until noon, then the first night.
catalog::Policy room() {
  return policy({{FeeBasis::free, 0, {}, 2, 18 * 60},
                 {FeeBasis::first_unit, 50, {}, 0, 12 * 60},
                 {FeeBasis::first_unit, 100, {}, 0, {}}});
}
// Free until 24 h before, a part until 2 h, then the deposit is kept.
catalog::Policy hall() {
  return policy({{FeeBasis::free, 0, 24 * 60, 0, {}},
                 {FeeBasis::total, 15, 2 * 60, 0, {}},
                 {FeeBasis::deposit, 100, {}, 0, {}}});
}
catalog::Policy non_refundable() {
  return policy({{FeeBasis::total, 100, {}, 0, {}}});
}

struct Case {
  const char* name;
  catalog::Policy (*terms)();
  ZoneRules (*zone)();
  LocalDate first;
  std::int32_t begins_minute;
  UtcTime at;
  const char* fee;  // of a total of ¥2,001 with a first night of ¥667
};

Money fee_in(const Case& row) {
  const ZoneRules zone = row.zone();
  Quote quote;
  quote.total = {200'100, yuan};
  quote.first_unit = {66'700, yuan};
  const UtcTime begins = zone.to_utc({row.first, row.begins_minute});
  const ResolvedPolicy resolved =
      resolve(row.terms(), quote, row.first, begins, zone, begins - Duration::days(40));
  return cancellation_fee(resolved, row.at);
}

void expect_fees(const std::vector<Case>& cases) {
  for (const Case& row : cases) {
    EXPECT_EQ(money_text(fee_in(row)), row.fee) << row.name;
  }
}

constexpr std::int32_t three = 15 * 60;

TEST(PolicyCases, rooms_where_clocks_stand_still) {
  const LocalDate first = LocalDate::of(2026, 12, 11);
  expect_fees({
      {"Shanghai, the last free minute", room, shanghai, first, three, utc(2026, 12, 9, 9, 59),
       "¥0"},
      {"Shanghai, 18:00 sharp", room, shanghai, first, three, utc(2026, 12, 9, 10), "¥333.50"},
      {"Shanghai, before noon", room, shanghai, first, three, utc(2026, 12, 11, 3, 59), "¥333.50"},
      {"Shanghai, noon", room, shanghai, first, three, utc(2026, 12, 11, 4), "¥667"},
      {"Shanghai, a no-show", room, shanghai, first, three, utc(2026, 12, 12, 15), "¥667"},
      {"Kathmandu, 17:59", room, kathmandu, first, three, utc(2026, 12, 9, 12, 14), "¥0"},
      {"Kathmandu, 18:00", room, kathmandu, first, three, utc(2026, 12, 9, 12, 15), "¥333.50"},
      {"over the turn of the year", room, shanghai, LocalDate::of(2027, 1, 1), three,
       utc(2026, 12, 30, 9, 59), "¥0"},
      {"on the leap day", room, shanghai, LocalDate::of(2028, 3, 1), three, utc(2028, 2, 28, 9, 59),
       "¥0"},
      {"after 28 February of a leap year", room, shanghai, LocalDate::of(2028, 3, 1), three,
       utc(2028, 2, 28, 10), "¥333.50"},
  });
}

TEST(PolicyCases, rooms_over_a_change_of_clocks) {
  const LocalDate spring = LocalDate::of(2027, 3, 29);
  const LocalDate autumn = LocalDate::of(2026, 10, 26);
  expect_fees({
      {"Berlin spring, deadline in winter time", room, berlin, spring, three,
       utc(2027, 3, 27, 16, 59), "¥0"},
      {"Berlin spring, past it", room, berlin, spring, three, utc(2027, 3, 27, 17), "¥333.50"},
      {"Berlin spring, noon in summer time", room, berlin, spring, three, utc(2027, 3, 29, 10),
       "¥667"},
      {"Berlin spring, a minute before", room, berlin, spring, three, utc(2027, 3, 29, 9, 59),
       "¥333.50"},
      {"Berlin autumn, deadline in summer time", room, berlin, autumn, three,
       utc(2026, 10, 24, 15, 59), "¥0"},
      {"Berlin autumn, past it", room, berlin, autumn, three, utc(2026, 10, 24, 16), "¥333.50"},
      {"Berlin autumn, noon in winter time", room, berlin, autumn, three, utc(2026, 10, 26, 11),
       "¥667"},
      {"Sydney spring, deadline in standard time", room, sydney, LocalDate::of(2026, 10, 5), three,
       utc(2026, 10, 3, 7, 59), "¥0"},
      {"Sydney spring, past it", room, sydney, LocalDate::of(2026, 10, 5), three,
       utc(2026, 10, 3, 8), "¥333.50"},
      {"Sydney spring, noon in summer time", room, sydney, LocalDate::of(2026, 10, 5), three,
       utc(2026, 10, 5, 1), "¥667"},
      {"New York spring, on the day of change", room, new_york, LocalDate::of(2027, 3, 16), three,
       utc(2027, 3, 14, 21, 59), "¥0"},
      {"New York spring, past it", room, new_york, LocalDate::of(2027, 3, 16), three,
       utc(2027, 3, 14, 22), "¥333.50"},
      {"Lord Howe, half an hour", room, lord_howe, LocalDate::of(2026, 10, 6), three,
       utc(2026, 10, 4, 6, 59), "¥0"},
      {"Lord Howe, past it", room, lord_howe, LocalDate::of(2026, 10, 6), three,
       utc(2026, 10, 4, 7), "¥333.50"},
  });
}

TEST(PolicyCases, halls_count_real_hours) {
  const LocalDate spring = LocalDate::of(2027, 3, 28);
  const LocalDate autumn = LocalDate::of(2026, 10, 25);
  constexpr std::int32_t two = 14 * 60;
  expect_fees({
      {"Shanghai, a day before", hall, shanghai, LocalDate::of(2026, 12, 9), two,
       utc(2026, 12, 8, 5, 59), "¥0"},
      {"Shanghai, 24 h sharp", hall, shanghai, LocalDate::of(2026, 12, 9), two, utc(2026, 12, 8, 6),
       "¥300.15"},
      {"Shanghai, 2 h and a minute", hall, shanghai, LocalDate::of(2026, 12, 9), two,
       utc(2026, 12, 9, 3, 59), "¥300.15"},
      {"Shanghai, the deposit is kept", hall, shanghai, LocalDate::of(2026, 12, 9), two,
       utc(2026, 12, 9, 4), "¥600.30"},
      {"Shanghai, a no-show", hall, shanghai, LocalDate::of(2026, 12, 9), two, utc(2026, 12, 10, 4),
       "¥600.30"},
      {"Berlin, the short day: 13:00 the day before", hall, berlin, spring, two,
       utc(2027, 3, 27, 11, 59), "¥0"},
      {"Berlin, the short day, past it", hall, berlin, spring, two, utc(2027, 3, 27, 12),
       "¥300.15"},
      {"Berlin, the long day: 15:00 the day before", hall, berlin, autumn, two,
       utc(2026, 10, 24, 12, 59), "¥0"},
      {"Berlin, the long day, past it", hall, berlin, autumn, two, utc(2026, 10, 24, 13),
       "¥300.15"},
      {"New York, the hour that comes twice counts once", hall, new_york,
       LocalDate::of(2026, 11, 1), 3 * 60, utc(2026, 11, 1, 5, 59), "¥300.15"},
      {"New York, two real hours before 03:00", hall, new_york, LocalDate::of(2026, 11, 1), 3 * 60,
       utc(2026, 11, 1, 6), "¥600.30"},
  });
}

TEST(PolicyCases, non_refundable_costs_all_at_any_time) {
  const LocalDate first = LocalDate::of(2026, 12, 11);
  expect_fees({
      {"a month before", non_refundable, shanghai, first, three, utc(2026, 11, 11, 0), "¥2,001"},
      {"an hour before", non_refundable, berlin, first, three, utc(2026, 12, 11, 13), "¥2,001"},
      {"a no-show", non_refundable, sydney, first, three, utc(2026, 12, 12, 0), "¥2,001"},
  });
}

// A deadline that the clocks skip moves forward with them; of one that comes twice the first
// counts.
TEST(PolicyCases, deadlines_in_the_change_itself) {
  const auto until_half_past_two = [] {
    return policy({{FeeBasis::free, 0, {}, 1, 2 * 60 + 30}, {FeeBasis::total, 100, {}, 0, {}}});
  };
  expect_fees({
      {"02:30 does not exist: 03:30 it is", until_half_past_two, berlin, LocalDate::of(2027, 3, 29),
       three, utc(2027, 3, 28, 1, 29), "¥0"},
      {"past 03:30", until_half_past_two, berlin, LocalDate::of(2027, 3, 29), three,
       utc(2027, 3, 28, 1, 30), "¥2,001"},
      {"02:30 comes twice: before the first", until_half_past_two, berlin,
       LocalDate::of(2026, 10, 26), three, utc(2026, 10, 25, 0, 29), "¥0"},
      {"02:30 comes twice: after the first", until_half_past_two, berlin,
       LocalDate::of(2026, 10, 26), three, utc(2026, 10, 25, 0, 30), "¥2,001"},
  });
}

TEST(PolicyCases, a_booking_keeps_the_version_and_the_terms_of_a_breach) {
  catalog::Policy terms = room();
  terms.version = 7;
  terms.breach = catalog::BreachRule{false, FeeBasis::first_unit, 100, 0};
  Quote quote;
  quote.total = {200'100, yuan};
  quote.first_unit = {66'700, yuan};
  const LocalDate first = LocalDate::of(2026, 12, 11);
  const UtcTime begins = shanghai().to_utc({first, three});
  const auto resolved = [&] {
    return resolve(terms, quote, first, begins, shanghai(), tests::sample_now);
  };
  EXPECT_EQ(resolved().version, 7);
  EXPECT_EQ(resolved().breach, (ResolvedBreach{false, {66'700, yuan}, 0}));
  terms.breach = catalog::BreachRule{true, FeeBasis::total, 30, 50};
  EXPECT_EQ(resolved().breach, (ResolvedBreach{true, {60'030, yuan}, 50}));
  terms.breach.reset();
  EXPECT_EQ(resolved().breach, std::nullopt);
}

TEST(PolicyCases, a_policy_without_a_deposit_keeps_none) {
  catalog::Policy terms = hall();
  terms.deposit.reset();
  Quote quote;
  quote.total = quote.first_unit = {200'100, yuan};
  const LocalDate first = LocalDate::of(2026, 12, 9);
  const UtcTime begins = shanghai().to_utc({first, three});
  const ResolvedPolicy resolved =
      resolve(terms, quote, first, begins, shanghai(), tests::sample_now);
  EXPECT_EQ(money_text(cancellation_fee(resolved, begins)), "¥0");
}

}  // namespace policy_cases_test
}  // namespace lobby::booking
