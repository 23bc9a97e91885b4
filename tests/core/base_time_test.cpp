// Dates, clock texts and wall time in zones that skip and repeat hours.
// Method: zones built by hand from their published rules, so that no file is needed.
#include <gtest/gtest.h>

#include "core/base/time.h"

namespace lobby {
namespace {

UtcTime utc(int year, unsigned month, unsigned day, std::int32_t minute) {
  return UtcTime{} + Duration::days(LocalDate::of(year, month, day).days()) +
         Duration::minutes(minute);
}

// CET-1CEST: the changes of 2026 at 01:00 UTC on 29 March and 25 October.
ZoneRules berlin() {
  return {"Europe/Berlin",
          {{utc(2025, 10, 26, 60), 60}, {utc(2026, 3, 29, 60), 120}, {utc(2026, 10, 25, 60), 60}}};
}

// EST5EDT: at 02:00 local, that is 07:00 UTC on 8 March and 06:00 UTC on 1 November 2026.
ZoneRules new_york() {
  return {
      "America/New_York",
      {{utc(2025, 11, 2, 360), -300}, {utc(2026, 3, 8, 420), -240}, {utc(2026, 11, 1, 360), -300}}};
}

LocalTime local(int month, int day, std::int32_t minute) {
  return {LocalDate::of(2026, static_cast<unsigned>(month), static_cast<unsigned>(day)), minute};
}

TEST(LocalDate, text_and_parts_agree) {
  const LocalDate date = LocalDate::of(2026, 12, 11);
  EXPECT_EQ(date.text(), "2026-12-11");
  EXPECT_EQ(date.weekday(), Weekday::friday);
  EXPECT_EQ(date.plus_days(2).text(), "2026-12-13");
  EXPECT_EQ(date.plus_days(2).weekday(), Weekday::sunday);
  EXPECT_EQ(date.first_of_month().text(), "2026-12-01");
  EXPECT_EQ(date.plus_months_first(1).text(), "2027-01-01");
  EXPECT_EQ(date.plus_months_first(-12).text(), "2025-12-01");
  EXPECT_EQ(*LocalDate::parse("2026-12-11"), date);
}

TEST(LocalDate, leap_years_follow_the_gregorian_rule) {
  EXPECT_EQ(LocalDate::of(2028, 2, 1).days_in_month(), 29U);
  EXPECT_EQ(LocalDate::of(2027, 2, 1).days_in_month(), 28U);
  EXPECT_EQ(LocalDate::of(2100, 2, 1).days_in_month(), 28U);
  EXPECT_EQ(LocalDate::of(2000, 2, 1).days_in_month(), 29U);
  EXPECT_EQ(LocalDate::of(2028, 2, 28).plus_days(1).text(), "2028-02-29");
  EXPECT_EQ(LocalDate::of(1970, 1, 1).days(), 0);
  EXPECT_EQ(LocalDate::of(1969, 12, 31).days(), -1);
}

TEST(LocalDate, malformed_texts_are_refused) {
  for (const std::string_view text :
       {"", "2026-12-1", "2026-13-01", "2026-02-29", "2026-00-10", "2026-01-00", "2026/12/11",
        "26-12-11", "2026-12-11 ", "2026-1a-11", "-026-12-11", "２０２６-12-11"}) {
    ASSERT_FALSE(LocalDate::parse(text)) << text;
    EXPECT_EQ(LocalDate::parse(text).error().code, ErrorCode::malformed);
  }
}

TEST(ClockText, parses_what_it_prints) {
  for (const std::int32_t minute : {0, 1, 59, 60, 900, 1439, 1440}) {
    EXPECT_EQ(*parse_clock(clock_text(minute)), minute);
  }
  EXPECT_EQ(clock_text(1440), "24:00");
  for (const std::string_view text :
       {"", "8:00", "24:01", "25:00", "12:60", "12-00", "12:0", "12:000", "ab:cd", "+1:00"}) {
    EXPECT_FALSE(parse_clock(text)) << text;
  }
}

TEST(ZoneRules, a_zone_without_transitions_is_utc) {
  EXPECT_EQ(ZoneRules().to_utc(local(7, 1, 720)), utc(2026, 7, 1, 720));
}

TEST(ZoneRules, a_fixed_offset_holds_on_both_sides_of_1970) {
  const ZoneRules shanghai = ZoneRules::fixed("Asia/Shanghai", 480);
  EXPECT_EQ(shanghai.to_utc(local(12, 9, 1080)), utc(2026, 12, 9, 600));
  EXPECT_EQ(shanghai.to_local(utc(2026, 12, 9, 1020)), local(12, 10, 60));
  EXPECT_EQ(shanghai.to_local(UtcTime{-1}).date.text(), "1970-01-01");
  EXPECT_EQ(ZoneRules::fixed("x", -1).to_local(UtcTime{0}).minute_of_day, 1439);
}

struct ZoneCase {
  LocalTime local_time;
  UtcTime instant;
};

TEST(ZoneRules, berlin_moves_skipped_times_forward_and_takes_the_earlier_of_two) {
  const ZoneRules zone = berlin();
  const ZoneCase cases[] = {
      {local(3, 29, 119), utc(2026, 3, 29, 59)},      // 01:59, the last minute of winter time
      {local(3, 29, 120), utc(2026, 3, 29, 60)},      // 02:00 does not exist: becomes 03:00
      {local(3, 29, 150), utc(2026, 3, 29, 90)},      // 02:30 becomes 03:30
      {local(3, 29, 180), utc(2026, 3, 29, 60)},      // 03:00, the first of summer time
      {local(10, 25, 119), utc(2026, 10, 24, 1439)},  // 01:59 summer time
      {local(10, 25, 120), utc(2026, 10, 25, 0)},     // 02:00 twice: the earlier
      {local(10, 25, 179), utc(2026, 10, 25, 59)},    // 02:59 twice: the earlier
      {local(10, 25, 180), utc(2026, 10, 25, 120)},   // 03:00 winter time
  };
  for (const ZoneCase& expected : cases) {
    EXPECT_EQ(zone.to_utc(expected.local_time).ms, expected.instant.ms)
        << expected.local_time.date.text() << " " << clock_text(expected.local_time.minute_of_day);
  }
  EXPECT_EQ(zone.to_local(utc(2026, 10, 25, 90)), local(10, 25, 150));  // the later 02:30
}

TEST(ZoneRules, new_york_moves_skipped_times_forward_and_takes_the_earlier_of_two) {
  const ZoneRules zone = new_york();
  const ZoneCase cases[] = {
      {local(3, 8, 119), utc(2026, 3, 8, 419)},  {local(3, 8, 150), utc(2026, 3, 8, 450)},
      {local(3, 8, 180), utc(2026, 3, 8, 420)},  {local(11, 1, 59), utc(2026, 11, 1, 299)},
      {local(11, 1, 90), utc(2026, 11, 1, 330)}, {local(11, 1, 120), utc(2026, 11, 1, 420)},
  };
  for (const ZoneCase& expected : cases) {
    EXPECT_EQ(zone.to_utc(expected.local_time).ms, expected.instant.ms)
        << expected.local_time.date.text() << " " << clock_text(expected.local_time.minute_of_day);
  }
}

TEST(ZoneRules, days_of_23_and_25_hours_begin_at_midnight) {
  const ZoneRules zone = berlin();
  const auto hours = [&](LocalDate date) {
    return (zone.start_of(date.plus_days(1)) - Duration{zone.start_of(date).ms}).ms / 3'600'000;
  };
  EXPECT_EQ(hours(LocalDate::of(2026, 3, 29)), 23);
  EXPECT_EQ(hours(LocalDate::of(2026, 10, 25)), 25);
  EXPECT_EQ(hours(LocalDate::of(2026, 6, 1)), 24);
}

TEST(ZoneRules, every_instant_survives_the_way_to_wall_time_and_back) {
  for (const ZoneRules& zone : {berlin(), new_york()}) {
    for (std::int32_t day = 0; day < 365; ++day) {
      for (std::int32_t hour = 0; hour < 24; ++hour) {
        const UtcTime instant = utc(2026, 1, 1, day * 1'440 + hour * 60);
        const UtcTime back = zone.to_utc(zone.to_local(instant));
        // The second of two equal wall times comes back as the first.
        EXPECT_TRUE(back == instant || back == instant - Duration::hours(1)) << instant.ms;
        EXPECT_EQ(zone.to_local(back), zone.to_local(instant));
      }
    }
  }
}

TEST(ZoneRules, midnight_that_ends_a_day_is_midnight_that_begins_the_next) {
  EXPECT_EQ(berlin().to_utc(local(3, 28, 1440)), berlin().start_of(LocalDate::of(2026, 3, 29)));
}

}  // namespace
}  // namespace lobby
