// Goal: cancellation tiers fall on the real dates of the mock-up, on the right instant when the
// clocks change, and cost what they say. Method: tables of instants and fees.
#include <gtest/gtest.h>

#include "core/booking/policy.h"
#include "tests/fakes/sample.h"

namespace lobby::booking {
namespace policy_tiers_test {

const catalog::Catalog hotel = tests::sample_catalog();
const ZoneRules shanghai = tests::sample_zone();

UtcTime at(const ZoneRules& zone, LocalDate date, int hour, int minute = 0) {
  return zone.to_utc({date, hour * 60 + minute});
}

// The room of kiosk-06, booked at `now`.
ResolvedPolicy room_policy(const ZoneRules& zone, LocalDate first, UtcTime now) {
  const Quote quote = quote_of(hotel, tests::king_stay(first, 2));
  return resolve(*hotel.policy(PolicyId::literal("room")), quote, first, at(zone, first, 15), zone,
                 now);
}

TEST(Policy, the_tiers_of_the_review) {
  const LocalDate first = LocalDate::of(2026, 12, 11);
  const ResolvedPolicy policy = room_policy(shanghai, first, tests::sample_now);
  ASSERT_EQ(policy.tiers.size(), 3U);
  EXPECT_EQ(policy.id, PolicyId::literal("room"));
  EXPECT_EQ(money_text(policy.tiers[0].fee), "¥0");
  EXPECT_EQ(policy.tiers[0].until, at(shanghai, LocalDate::of(2026, 12, 9), 18));
  EXPECT_EQ(money_text(policy.tiers[1].fee), "¥374");
  EXPECT_EQ(policy.tiers[1].until, at(shanghai, first, 12));
  EXPECT_EQ(money_text(policy.tiers[2].fee), "¥748");
  EXPECT_EQ(policy.tiers[2].until, std::nullopt);
}

TEST(Policy, passed_deadlines_are_left_out) {
  const LocalDate first = LocalDate::of(2026, 12, 11);
  struct Row {
    UtcTime now;
    std::size_t tiers;
  };
  const UtcTime free_until = at(shanghai, LocalDate::of(2026, 12, 9), 18);
  const UtcTime half_until = at(shanghai, first, 12);
  const Row table[] = {{free_until - Duration::milliseconds(1), 3},
                       {free_until, 2},
                       {half_until - Duration::milliseconds(1), 2},
                       {half_until, 1},
                       {half_until + Duration::days(400), 1}};
  for (const Row& row : table) {
    EXPECT_EQ(room_policy(shanghai, first, row.now).tiers.size(), row.tiers) << row.now.ms;
  }
}

TEST(Policy, the_fee_changes_at_the_deadline) {
  const LocalDate first = LocalDate::of(2026, 12, 11);
  const ResolvedPolicy policy = room_policy(shanghai, first, tests::sample_now);
  struct Row {
    UtcTime now;
    const char* fee;
  };
  const Row table[] = {
      {tests::sample_now, "¥0"},
      {at(shanghai, LocalDate::of(2026, 12, 9), 17, 59), "¥0"},
      {at(shanghai, LocalDate::of(2026, 12, 9), 18), "¥374"},
      {at(shanghai, first, 11, 59), "¥374"},
      {at(shanghai, first, 12), "¥748"},
      {at(shanghai, first, 23), "¥748"},
      {at(shanghai, LocalDate::of(2027, 1, 1), 0), "¥748"},
  };
  for (const Row& row : table) {
    EXPECT_EQ(money_text(cancellation_fee(policy, row.now)), row.fee) << row.now.ms;
  }
}

TEST(Policy, a_share_of_the_total_and_minutes_before) {
  const Quote quote = quote_of(hotel, tests::hall_afternoon());
  const LocalDate date = LocalDate::of(2026, 12, 9);
  const ResolvedPolicy policy = resolve(*hotel.policy(PolicyId::literal("venue")), quote, date,
                                        at(shanghai, date, 14), shanghai, tests::sample_now);
  ASSERT_EQ(policy.tiers.size(), 3U);
  EXPECT_EQ(policy.tiers[0].until, at(shanghai, LocalDate::of(2026, 12, 6), 14));
  EXPECT_EQ(money_text(policy.tiers[1].fee), "¥2,052");  // 30 % of 6,840
  EXPECT_EQ(policy.tiers[1].until, at(shanghai, LocalDate::of(2026, 12, 8), 14));
  EXPECT_EQ(money_text(policy.tiers[2].fee), "¥6,840");
}

TEST(Policy, half_a_fen_rounds_up) {
  Quote quote = quote_of(hotel, tests::king_stay(LocalDate::of(2026, 12, 11), 1));
  quote.first_unit = {74'801, quote.total.currency};
  const ResolvedPolicy policy =
      resolve(*hotel.policy(PolicyId::literal("room")), quote, LocalDate::of(2026, 12, 11),
              at(shanghai, LocalDate::of(2026, 12, 11), 15), shanghai, tests::sample_now);
  EXPECT_EQ(policy.tiers[1].fee.amount_minor, 37'401);
}

TEST(Policy, deadlines_keep_wall_time_when_the_clocks_change) {
  const ZoneRules berlin = tests::summer_time_zone();
  struct Row {
    const char* name;
    LocalDate first;
    UtcTime free_until;  // 18:00 two days before, at the hotel
  };
  const auto utc = [](LocalDate date, int hour) {
    return UtcTime{std::int64_t{date.days()} * 86'400'000 + std::int64_t{hour} * 3'600'000};
  };
  const Row table[] = {
      {"before spring", LocalDate::of(2027, 3, 27), utc(LocalDate::of(2027, 3, 25), 17)},
      {"deadline in winter, stay in summer", LocalDate::of(2027, 3, 29),
       utc(LocalDate::of(2027, 3, 27), 17)},
      {"deadline on the day of change", LocalDate::of(2027, 3, 30),
       utc(LocalDate::of(2027, 3, 28), 16)},
      {"deadline in summer, stay in winter", LocalDate::of(2026, 10, 26),
       utc(LocalDate::of(2026, 10, 24), 16)},
      {"deadline on the long day", LocalDate::of(2026, 10, 27),
       utc(LocalDate::of(2026, 10, 25), 17)},
  };
  for (const Row& row : table) {
    SCOPED_TRACE(row.name);
    const ResolvedPolicy policy =
        room_policy(berlin, row.first, row.free_until - Duration::days(20));
    ASSERT_EQ(policy.tiers.size(), 3U);
    EXPECT_EQ(policy.tiers[0].until, row.free_until);
    EXPECT_EQ(berlin.to_local(*policy.tiers[0].until),
              (LocalTime{row.first.plus_days(-2), 18 * 60}));
  }
}

TEST(Policy, minutes_before_count_real_time_across_a_change) {
  const ZoneRules berlin = tests::summer_time_zone();
  const LocalDate date = LocalDate::of(2027, 3, 28);
  const UtcTime starts = at(berlin, date, 14);
  const Quote quote = quote_of(hotel, tests::hall_afternoon());
  const ResolvedPolicy policy = resolve(*hotel.policy(PolicyId::literal("venue")), quote, date,
                                        starts, berlin, starts - Duration::days(20));
  // 24 real hours before 14:00 summer time is 13:00 winter time.
  EXPECT_EQ(policy.tiers[1].until, starts - Duration::hours(24));
  EXPECT_EQ(berlin.to_local(*policy.tiers[1].until), (LocalTime{date.plus_days(-1), 13 * 60}));
}

}  // namespace policy_tiers_test
}  // namespace lobby::booking
