// Goal: what a service does not offer is refused by name, and what it offers becomes the right
// units and times. Method: tables of selections, each one thing away from a sound one.
#include <functional>

#include <gtest/gtest.h>

#include "core/booking/selection.h"
#include "tests/fakes/sample.h"

namespace lobby::booking {
namespace selection_refusals_test {

using inventory::Slot;
using inventory::SlotUnits;

const catalog::Catalog hotel = tests::sample_catalog();
const ZoneRules zone = tests::sample_zone();
const LocalDate today = LocalDate::of(2026, 12, 1);

struct Refusal {
  const char* name;
  Selection sound;
  std::function<void(Selection&)> spoil;
  ErrorCode code;
};

TEST(Selection, what_is_not_offered_is_refused_by_name) {
  const Selection room = tests::king_stay(LocalDate::of(2026, 12, 11), 2);
  const Selection hall = tests::hall_afternoon();
  const Selection spa = tests::spa_visit(today, 11 * 60, 2);
  const Refusal table[] = {
      {"unknown service", room, [](Selection& s) { s.service = ServiceId::literal("no-such"); },
       ErrorCode::not_found},
      {"nobody", room, [](Selection& s) { s.party = {0, 0}; }, ErrorCode::out_of_range},
      {"children alone", room, [](Selection& s) { s.party = {0, 2}; }, ErrorCode::out_of_range},
      {"children where none may", hall, [](Selection& s) { s.party = {10, 1}; },
       ErrorCode::out_of_range},
      {"negative children", room, [](Selection& s) { s.party = {2, -1}; }, ErrorCode::out_of_range},
      {"too many people", room, [](Selection& s) { s.party = {3, 1}; }, ErrorCode::out_of_range},
      {"no night", room, [](Selection& s) { s.nights = 0; }, ErrorCode::out_of_range},
      {"too many nights", room, [](Selection& s) { s.nights = 15; }, ErrorCode::out_of_range},
      {"nights in a hall", hall, [](Selection& s) { s.nights = 2; }, ErrorCode::out_of_range},
      {"yesterday", room, [](Selection& s) { s.date = today.plus_days(-1); },
       ErrorCode::policy_refused},
      {"beyond the horizon", room, [](Selection& s) { s.date = today.plus_days(91); },
       ErrorCode::policy_refused},
      {"blocks in a room", room, [](Selection& s) { s.block_starts = {600}; },
       ErrorCode::out_of_range},
      {"no block", hall, [](Selection& s) { s.block_starts = {}; }, ErrorCode::out_of_range},
      {"too many blocks", hall, [](Selection& s) { s.block_starts = {480, 600, 720, 840, 960}; },
       ErrorCode::out_of_range},
      {"a block that is not there", hall, [](Selection& s) { s.block_starts = {481}; },
       ErrorCode::not_found},
      {"a gap between blocks", hall, [](Selection& s) { s.block_starts = {480, 720}; },
       ErrorCode::policy_refused},
      {"blocks backwards", hall, [](Selection& s) { s.block_starts = {960, 840}; },
       ErrorCode::policy_refused},
      {"a block twice", hall, [](Selection& s) { s.block_starts = {840, 840}; },
       ErrorCode::policy_refused},
      {"too short notice", spa, [](Selection& s) { s.block_starts = {600}; },
       ErrorCode::policy_refused},
      {"add-on of another service", room,
       [](Selection& s) { s.add_ons = {{AddOnId::literal("tea-break"), 1}}; },
       ErrorCode::not_found},
      {"add-on that is not there", hall,
       [](Selection& s) { s.add_ons = {{AddOnId::literal("piano"), 1}}; }, ErrorCode::not_found},
      {"no add-on", hall, [](Selection& s) { s.add_ons.front().count = 0; },
       ErrorCode::out_of_range},
      {"too much of an add-on", hall, [](Selection& s) { s.add_ons.back().count = 2; },
       ErrorCode::out_of_range},
      {"an add-on twice", hall, [](Selection& s) { s.add_ons.push_back(s.add_ons.front()); },
       ErrorCode::already_exists},
  };
  for (const Refusal& row : table) {
    SCOPED_TRACE(row.name);
    ASSERT_TRUE(check_selection(hotel, row.sound, zone, tests::sample_now).ok());
    Selection spoiled = row.sound;
    row.spoil(spoiled);
    const Status status = check_selection(hotel, spoiled, zone, tests::sample_now);
    ASSERT_FALSE(status.ok());
    EXPECT_EQ(name_of(status.error().code), name_of(row.code)) << status.error().detail;
  }
}

TEST(Selection, the_ends_of_what_is_offered_are_offered) {
  EXPECT_TRUE(check_selection(hotel, tests::king_stay(today, 14), zone, tests::sample_now).ok());
  EXPECT_TRUE(
      check_selection(hotel, tests::king_stay(today.plus_days(90), 1), zone, tests::sample_now)
          .ok());
  // The notice is an hour: at 10:00 the block of 11:00 is the first.
  const UtcTime later = tests::sample_now + Duration::milliseconds(1);
  const Selection eleven = tests::spa_visit(today, 11 * 60, 2);
  EXPECT_TRUE(check_selection(hotel, eleven, zone, tests::sample_now).ok());
  EXPECT_EQ(check_selection(hotel, eleven, zone, later).error().code, ErrorCode::policy_refused);
}

TEST(Selection, today_is_the_day_at_the_hotel) {
  // 23:30 UTC on the 30th is 07:30 on the 1st in Shanghai.
  const UtcTime morning = zone.to_utc({today, 7 * 60 + 30});
  EXPECT_TRUE(check_selection(hotel, tests::king_stay(today, 1), zone, morning).ok());
  EXPECT_FALSE(check_selection(hotel, tests::king_stay(today.plus_days(-1), 1), zone, morning));
}

SlotUnits units(const char* pool, LocalDate date, std::int32_t minute, std::int32_t count) {
  return {Slot{PoolId::literal(pool), date, minute}, count};
}

TEST(Selection, demand_is_every_cell_in_order) {
  const LocalDate date = LocalDate::of(2026, 12, 9);
  EXPECT_EQ(demand_of(hotel, tests::king_stay(date, 3)),
            (std::vector<SlotUnits>{units("king-room", date, 0, 1),
                                    units("king-room", date.plus_days(1), 0, 1),
                                    units("king-room", date.plus_days(2), 0, 1)}));
  EXPECT_EQ(demand_of(hotel, tests::hall_afternoon()),
            (std::vector<SlotUnits>{units("hall", date, 840, 1), units("hall", date, 960, 1)}));
  EXPECT_EQ(demand_of(hotel, tests::spa_visit(date, 600, 3)),
            (std::vector<SlotUnits>{units("therapists", date, 600, 3)}));
  EXPECT_EQ(
      demand_of(hotel, tests::tour_day(date, 5)),
      (std::vector<SlotUnits>{units("coach-seats", date, 0, 5), units("guides", date, 0, 1)}));
}

TEST(Selection, a_block_covers_the_cells_of_a_finer_pool) {
  catalog::Catalog finer = hotel;
  finer.pools[1].cell_minutes = 30;
  const std::vector<SlotUnits> demand = demand_of(finer, tests::hall_afternoon());
  ASSERT_EQ(demand.size(), 8U);
  EXPECT_EQ(demand.front().slot.start_minute, 840);
  EXPECT_EQ(demand.back().slot.start_minute, 1'050);
}

TEST(Selection, windows_are_wall_time_at_the_hotel) {
  const LocalDate date = LocalDate::of(2026, 12, 9);
  const auto moment = [&](LocalDate day, std::int32_t minute) {
    return zone.to_utc({day, minute});
  };
  struct Row {
    Selection selection;
    Window window;
  };
  const Row table[] = {
      {tests::king_stay(date, 2),
       {moment(date, 900), moment(date.plus_days(2), 720), moment(date, 0)}},
      {tests::hall_afternoon(), {moment(date, 840), moment(date, 1'080), moment(date, 0)}},
      {tests::tour_day(date, 2),
       {moment(date, 510), moment(date.plus_days(1), 0), moment(date, 0)}},
  };
  for (const Row& row : table) {
    EXPECT_EQ(window_of(hotel, row.selection, zone), row.window);
  }
}

TEST(Selection, a_stay_over_a_change_of_clocks_ends_at_noon) {
  const ZoneRules berlin = tests::summer_time_zone();
  const Selection stay = tests::king_stay(LocalDate::of(2027, 3, 27), 2);
  const Window window = window_of(hotel, stay, berlin);
  EXPECT_EQ(berlin.to_local(window.until), (LocalTime{LocalDate::of(2027, 3, 29), 720}));
  EXPECT_EQ(window.until - window.from, Duration::hours(44));  // 45 on the clock, 44 passed
}

TEST(Selection, openings_are_one_a_block_or_one_a_day) {
  const LocalDate date = LocalDate::of(2026, 12, 9);
  EXPECT_EQ(openings_on(hotel, hotel.services[0], date, 2).size(), 1U);
  const std::vector<Opening> hall = openings_on(hotel, hotel.services[1], date, 30);
  ASSERT_EQ(hall.size(), 6U);
  EXPECT_EQ(hall[3].block_start, 840);
  EXPECT_EQ(hall[3].demand, (std::vector<SlotUnits>{units("hall", date, 840, 1)}));
  const std::vector<Opening> tour = openings_on(hotel, hotel.services[3], date, 4);
  ASSERT_EQ(tour.size(), 1U);
  EXPECT_EQ(tour[0].demand, demand_of(hotel, tests::tour_day(date, 4)));
}

TEST(Selection, the_sample_hotel_has_no_fault) {
  const std::vector<catalog::Fault> faults = catalog::validate(hotel);
  for (const catalog::Fault& fault : faults) {
    ADD_FAILURE() << fault.place << ": " << fault.remedy;
  }
}

}  // namespace selection_refusals_test
}  // namespace lobby::booking
