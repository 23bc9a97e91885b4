// Goal: composites, unlimited services, several units, add-ons with a stock, lead times, opening
// hours and maintenance become the right units and times, or a refusal that names the field.
// Method: the priced hotel with one thing changed, and tables.
#include <functional>

#include <gtest/gtest.h>

#include "core/booking/availability.h"
#include "core/booking/requirements.h"
#include "tests/fakes/priced_hotel.h"
#include "tests/fakes/sample.h"

namespace lobby::booking {
namespace selection_parts_test {

using catalog::Catalog;
using inventory::SlotUnits;

const ZoneRules zone = tests::sample_zone();
const LocalDate monday = LocalDate::of(2026, 12, 7);
const ServiceId spa = ServiceId::literal("lake-spa");

std::string demand_text(const Catalog& hotel, const Selection& selection) {
  std::string text;
  for (const SlotUnits& need : demand_of(hotel, selection)) {
    text += (text.empty() ? "" : ", ") + inventory::to_string(need.slot) + " ×" +
            std::to_string(need.units);
  }
  return text;
}

// The code and the field of a refusal; "ok" where there is none.
std::string verdict(const Catalog& hotel, const Selection& selection,
                    UtcTime now = tests::sample_now, const ZoneRules& at = zone) {
  const Status status = check_selection(hotel, selection, at, now);
  if (status) {
    return "ok";
  }
  const std::string& detail = status.error().detail;
  return std::string(name_of(status.error().code)) + " " + detail.substr(0, detail.find(':'));
}

Selection without_spa(Selection selection) {
  selection.parts_left_out = {spa};
  return selection;
}

TEST(Composite, needs_what_its_parts_need) {
  const Catalog hotel = tests::priced_hotel();
  EXPECT_EQ(demand_text(hotel, tests::weekend(monday, 2)),
            "king-room 2026-12-07 ×1, therapists 2026-12-08 10:00 ×2");
  EXPECT_EQ(demand_text(hotel, without_spa(tests::weekend(monday, 2))), "king-room 2026-12-07 ×1");
}

TEST(Composite, parts_on_the_same_cells_add_up) {
  Catalog hotel = tests::priced_hotel();
  hotel.services[4].parts.push_back({ServiceId::literal("lake-tour"), 0, 1, {}, 1, false});
  hotel.services[3].uses = {{PoolId::literal("king-room"), 1, catalog::UnitsPer::person}};
  EXPECT_EQ(demand_text(hotel, without_spa(tests::weekend(monday, 2))), "king-room 2026-12-07 ×3");
}

TEST(Composite, holds_from_its_first_part_to_the_end_of_its_last) {
  const Catalog hotel = tests::priced_hotel();
  const auto at = [](LocalDate date, std::int32_t hour) { return zone.to_utc({date, hour * 60}); };
  EXPECT_EQ(window_of(hotel, tests::weekend(monday, 2), zone),
            (Window{at(monday, 15), at(monday.plus_days(1), 12), at(monday, 0)}));
  Catalog later = hotel;
  later.services[4].parts[1].block_starts = {14 * 60};
  EXPECT_EQ(window_of(later, tests::weekend(monday, 2), zone).until, at(monday.plus_days(1), 15));
}

TEST(Composite, leaves_out_only_what_may_be_left_out) {
  Catalog hotel = tests::priced_hotel();
  Selection trip = tests::weekend(monday, 2);
  EXPECT_EQ(verdict(hotel, trip), "ok");
  EXPECT_EQ(verdict(hotel, without_spa(trip)), "ok");
  trip.parts_left_out = {ServiceId::literal("lake-view-king")};
  EXPECT_EQ(verdict(hotel, trip), "policy_refused parts_left_out");
  trip.parts_left_out = {ServiceId::literal("lake-tour")};
  EXPECT_EQ(verdict(hotel, trip), "not_found parts_left_out");
  trip.parts_left_out = {spa, spa};
  EXPECT_EQ(verdict(hotel, trip), "already_exists parts_left_out");
  hotel.policies.back().parts_cancellable = false;
  EXPECT_EQ(verdict(hotel, without_spa(tests::weekend(monday, 2))),
            "policy_refused parts_left_out");
}

TEST(Composite, keeps_the_notice_of_its_parts_and_its_own) {
  Catalog hotel = tests::priced_hotel();
  const LocalDate today = LocalDate::of(2026, 12, 1);
  EXPECT_EQ(verdict(hotel, tests::weekend(today, 2)), "ok");
  hotel.services[2].notice_minutes = 2 * 1'440;  // of the spa, tomorrow at 10:00
  EXPECT_EQ(verdict(hotel, tests::weekend(today, 2)), "policy_refused block_starts");
  EXPECT_EQ(verdict(hotel, without_spa(tests::weekend(today, 2))), "ok");
  hotel.services[4].notice_minutes = 6 * 60;  // it begins at 15:00, now it is 10:00
  EXPECT_EQ(verdict(hotel, without_spa(tests::weekend(today, 2))), "policy_refused date");
}

TEST(Composite, is_vacant_where_all_its_parts_are) {
  const Catalog hotel = tests::priced_hotel();
  std::int32_t therapists = 6;
  const FreeUnits free = [&](const inventory::Slot& slot) {
    return slot.pool == PoolId::literal("therapists") ? therapists : 3;
  };
  const Market market{hotel, zone, free, tests::sample_now};
  const auto found = [&](const Selection& wish) {
    return vacancies(market, wish, monday, monday)->size();
  };
  EXPECT_EQ(found(tests::weekend(monday, 2)), 1U);
  therapists = 1;
  EXPECT_EQ(found(tests::weekend(monday, 2)), 0U);
  EXPECT_EQ(found(without_spa(tests::weekend(monday, 2))), 1U);
}

TEST(Unlimited, needs_no_units_and_has_a_day_or_a_block) {
  Catalog hotel = tests::priced_hotel();
  const Selection cloak = tests::cloakroom(monday);
  EXPECT_EQ(verdict(hotel, cloak), "ok");
  EXPECT_EQ(demand_text(hotel, cloak), "");
  EXPECT_EQ(openings_on(hotel, hotel.services[5], monday, 1).size(), 1U);
  hotel.services[5].blocks = hotel.services[2].blocks;
  EXPECT_EQ(verdict(hotel, cloak), "out_of_range block_starts");
  Selection at_ten = cloak;
  at_ten.block_starts = {10 * 60};
  EXPECT_EQ(verdict(hotel, at_ten), "ok");
  EXPECT_EQ(window_of(hotel, at_ten, zone).from, zone.to_utc({monday, 10 * 60}));
  EXPECT_EQ(quote_of(hotel, at_ten).lines.front().kind, LineKind::block);
  EXPECT_EQ(openings_on(hotel, hotel.services[5], monday, 1).size(), 10U);
}

TEST(Units, of_a_booking_are_taken_and_hold_more_people) {
  const Catalog hotel = tests::priced_hotel();
  Selection rooms = tests::king_stay(monday, 1);
  rooms.party = {6, 0};
  EXPECT_EQ(verdict(hotel, rooms), "out_of_range party");
  rooms.units = 2;
  EXPECT_EQ(verdict(hotel, rooms), "ok");
  EXPECT_EQ(demand_text(hotel, rooms), "king-room 2026-12-07 ×2");
}

// Screens for the hall come from a stock of three, for every day of use.
Catalog with_screens() {
  Catalog hotel = tests::priced_hotel();
  catalog::Pool screens = hotel.pools[0];
  screens.id = PoolId::literal("screens");
  screens.kind = catalog::PoolKind::equipment;
  hotel.pools.push_back(screens);
  hotel.add_ons[1].stock = catalog::AddOnStock{screens.id, 2};
  return hotel;
}

TEST(AddOns, take_from_their_stock) {
  const Catalog hotel = with_screens();
  EXPECT_EQ(demand_text(hotel, tests::hall_afternoon()),
            "hall 2026-12-09 14:00 ×1, hall 2026-12-09 16:00 ×1, screens 2026-12-09 ×2");
  EXPECT_EQ(catalog::pools_of(hotel, hotel.services[1]).back(), PoolId::literal("screens"));
  Catalog trip = hotel;
  trip.services[4].add_ons = {AddOnId::literal("screen-sound")};
  Selection weekend = tests::weekend(monday, 2);
  weekend.add_ons = {{AddOnId::literal("screen-sound"), 1}};
  EXPECT_EQ(demand_text(trip, weekend),
            "king-room 2026-12-07 ×1, screens 2026-12-07 ×2, screens 2026-12-08 ×2, "
            "therapists 2026-12-08 10:00 ×2");
}

TEST(AddOns, are_ordered_in_time) {
  Catalog hotel = tests::priced_hotel();
  const Selection hall = tests::hall_afternoon();  // 9 December, 14:00
  const UtcTime day_before = zone.to_utc({LocalDate::of(2026, 12, 8), 14 * 60});
  hotel.add_ons[0].lead_hours = 24;
  EXPECT_EQ(verdict(hotel, hall, day_before), "ok");
  const Status late = check_selection(hotel, hall, zone, day_before + Duration::milliseconds(1));
  ASSERT_FALSE(late);
  EXPECT_EQ(late.error().detail,
            "add_ons: tea-break is ordered 24 hours before; that was until 2026-12-08 14:00");
  hotel.departments[0].lead_hours = 48;  // the longer one counts
  EXPECT_EQ(verdict(hotel, hall, day_before), "policy_refused add_ons");
  Selection bare = hall;
  bare.add_ons.clear();
  EXPECT_EQ(verdict(hotel, bare, day_before), "ok");
}

TEST(Offered, what_is_closed_or_in_maintenance_is_refused_and_no_opening) {
  Catalog hotel = tests::priced_hotel();
  const Selection hall = tests::hall_afternoon();
  catalog::Pool& pool = hotel.pools[1];
  pool.maintenance = {{{hall.date, hall.date}, 17 * 60, 18 * 60, 0}};
  EXPECT_EQ(verdict(hotel, hall), "policy_refused date");
  Selection earlier = hall;
  earlier.block_starts = {12 * 60, 14 * 60};
  EXPECT_EQ(verdict(hotel, earlier), "ok");
  EXPECT_EQ(openings_on(hotel, hotel.services[1], hall.date, 30).size(), 5U);
  pool.state = catalog::PoolState::out_of_order;
  EXPECT_EQ(verdict(hotel, earlier), "policy_refused date");
  EXPECT_TRUE(openings_on(hotel, hotel.services[1], hall.date, 30).empty());
}

TEST(Offered, a_room_less_is_enough_for_one_and_not_for_three) {
  Catalog hotel = tests::priced_hotel();
  hotel.pools[0].maintenance = {{{monday, monday}, 0, 1'440, 1}};
  Selection rooms = tests::king_stay(monday, 1);
  EXPECT_EQ(verdict(hotel, rooms), "ok");
  rooms.units = 3;
  const Status status = check_selection(hotel, rooms, zone, tests::sample_now);
  ASSERT_FALSE(status);
  EXPECT_EQ(status.error().detail, "date: king-room 2026-12-07 has only 2 in service");
}

TEST(Clocks, a_time_that_they_skip_is_refused_and_one_that_comes_twice_is_not) {
  Catalog hotel = tests::priced_hotel();
  catalog::Service& nights = hotel.services[2];
  nights.blocks = {{2 * 60 + 30, 4 * 60, nights.rates}};
  nights.uses.clear();
  nights.kind = catalog::ServiceKind::unlimited;
  const ZoneRules berlin = tests::summer_time_zone();
  const LocalDate spring = LocalDate::of(2027, 3, 28);
  const LocalDate autumn = LocalDate::of(2026, 10, 25);
  EXPECT_EQ(verdict(hotel, tests::spa_visit(spring, 2 * 60 + 30, 1),
                    berlin.start_of(spring.plus_days(-3)), berlin),
            "policy_refused block_starts");
  EXPECT_EQ(verdict(hotel, tests::spa_visit(autumn, 2 * 60 + 30, 1),
                    berlin.start_of(autumn.plus_days(-3)), berlin),
            "ok");
}

TEST(Notice, of_a_day_is_kept) {
  Catalog hotel = tests::priced_hotel();
  const LocalDate tomorrow = LocalDate::of(2026, 12, 2);  // the tour begins at 08:30
  EXPECT_EQ(verdict(hotel, tests::tour_day(tomorrow.plus_days(-1), 2)), "ok");
  hotel.services[3].notice_minutes = 12 * 60;
  const UtcTime evening = zone.to_utc({tomorrow.plus_days(-1), 20 * 60 + 30});
  EXPECT_EQ(verdict(hotel, tests::tour_day(tomorrow, 2), evening), "ok");
  EXPECT_EQ(verdict(hotel, tests::tour_day(tomorrow, 2), evening + Duration::milliseconds(1)),
            "policy_refused date");
}

TEST(Requirements, are_the_strictest_of_a_service_and_its_parts) {
  Catalog hotel = tests::priced_hotel();
  const Selection trip = tests::weekend(monday, 3);
  EXPECT_EQ(requirements_of(hotel, trip), Requirements{});
  hotel.services[0].identity = catalog::IdentityNeed::everyone;
  hotel.services[2].age_min = 16;
  hotel.services[4].identity = catalog::IdentityNeed::booker;
  hotel.services[4].approval_from_party = 3;
  EXPECT_EQ(requirements_of(hotel, trip),
            (Requirements{true, catalog::IdentityNeed::everyone, 16}));
  EXPECT_EQ(requirements_of(hotel, without_spa(tests::weekend(monday, 2))),
            (Requirements{false, catalog::IdentityNeed::everyone, 0}));
}

TEST(Requirements, an_age_is_reached_on_the_birthday) {
  Catalog hotel = tests::priced_hotel();
  hotel.services[2].age_min = 16;
  const Selection visit = tests::spa_visit(monday, 600, 1);
  EXPECT_TRUE(check_ages(hotel, visit, {}));
  EXPECT_TRUE(check_ages(hotel, visit, {LocalDate::of(2010, 12, 7)}));
  EXPECT_EQ(check_ages(hotel, visit, {LocalDate::of(1990, 1, 1), LocalDate::of(2010, 12, 8)})
                .error()
                .code,
            ErrorCode::policy_refused);
}

TEST(Requirements, ages_are_whole_years) {
  struct Row {
    LocalDate birth;
    LocalDate day;
    std::int32_t years;
  };
  const Row table[] = {
      {LocalDate::of(2008, 2, 29), LocalDate::of(2026, 2, 28), 17},
      {LocalDate::of(2008, 2, 29), LocalDate::of(2026, 3, 1), 18},
      {LocalDate::of(2008, 2, 29), LocalDate::of(2028, 2, 29), 20},
      {LocalDate::of(2026, 12, 1), LocalDate::of(2026, 12, 1), 0},
      {LocalDate::of(2025, 12, 2), LocalDate::of(2026, 12, 1), 0},
      {LocalDate::of(2010, 12, 7), LocalDate::of(2026, 12, 6), 15},
      {LocalDate::of(2010, 12, 7), LocalDate::of(2026, 12, 7), 16},
      {LocalDate::of(2012, 2, 29), LocalDate::of(2028, 2, 28), 15},
      {LocalDate::of(2011, 3, 1), LocalDate::of(2027, 3, 1), 16},
      {LocalDate::of(2026, 12, 2), LocalDate::of(2026, 12, 1), -1},
  };
  for (const Row& row : table) {
    EXPECT_EQ(age_on(row.birth, row.day), row.years) << row.birth.text() << " " << row.day.text();
  }
}

}  // namespace selection_parts_test
}  // namespace lobby::booking
