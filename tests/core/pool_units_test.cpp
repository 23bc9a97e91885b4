// Goal: what is offered of a pool follows its state, hours, closed days and maintenance.
// Method: tables of dates and minutes over one hall and one pool of rooms.
#include <gtest/gtest.h>

#include "core/catalog/catalog.h"
#include "tests/fakes/sample.h"

namespace lobby::catalog {
namespace {

const LocalDate monday = LocalDate::of(2026, 12, 7);
const LocalDate sunday = LocalDate::of(2026, 12, 13);
const LocalDate christmas = LocalDate::of(2026, 12, 25);  // a Friday, a holiday of the sample
const LocalDate last_day = LocalDate::of(2026, 12, 31);   // a Thursday, peak

struct Offer {
  LocalDate date;
  std::int32_t start_minute;
  std::int32_t units;
};

void expect_units(const Pool& pool, const std::vector<Offer>& offers) {
  const Site site = tests::sample_catalog().site;
  for (const Offer& row : offers) {
    EXPECT_EQ(units_offered(site, pool, row.date, row.start_minute), row.units)
        << row.date.text() << " " << clock_text(row.start_minute);
  }
}

Pool hall() {
  Pool pool = tests::sample_catalog().pools[1];  // two-hour cells from 08:00 to 20:00
  pool.capacity = 4;
  return pool;
}

TEST(UnitsOffered, all_of_them_unless_something_says_otherwise) {
  expect_units(hall(), {{monday, 480, 4}, {christmas, 1'080, 4}});
  Pool broken = hall();
  broken.state = PoolState::out_of_order;
  expect_units(broken, {{monday, 480, 0}, {christmas, 1'080, 0}});
}

TEST(UnitsOffered, only_in_cells_that_lie_within_the_hours_of_the_day) {
  Pool pool = hall();
  pool.hours = {{{OpenDay::monday, OpenDay::friday, OpenDay::thursday}, 480, 1'080},
                {{OpenDay::saturday}, 540, 1'200}};
  expect_units(pool, {{monday, 480, 4},
                      {monday, 960, 4},
                      {monday, 1'080, 0},              // 18:00 to 20:00
                      {sunday, 600, 0},                // no entry
                      {sunday.plus_days(-1), 480, 0},  // opens at 09:00
                      {sunday.plus_days(-1), 600, 4},
                      {christmas, 480, 4},  // as any Friday
                      {last_day, 960, 4}});
}

TEST(UnitsOffered, holidays_follow_their_own_hours_where_there_are_some) {
  Pool pool = hall();
  pool.hours = {{{OpenDay::thursday, OpenDay::friday}, 480, 1'200}, {{OpenDay::holiday}, 600, 840}};
  expect_units(pool, {{christmas, 480, 0},
                      {christmas, 600, 4},
                      {christmas, 840, 0},
                      {last_day, 480, 0},
                      {last_day, 720, 4},
                      {christmas.plus_days(-7), 480, 4}});
}

TEST(UnitsOffered, none_on_closed_days) {
  Pool pool = hall();
  pool.closed = {{monday, monday.plus_days(1)}};
  expect_units(pool, {{monday.plus_days(-1), 480, 4},
                      {monday, 480, 0},
                      {monday.plus_days(1), 1'080, 0},
                      {monday.plus_days(2), 480, 4}});
}

TEST(UnitsOffered, less_what_is_in_maintenance) {
  Pool pool = hall();
  pool.maintenance = {{{monday, monday.plus_days(1)}, 540, 720, 1},
                      {{monday, monday}, 720, 840, 2},
                      {{monday, monday}, 600, 601, 3},
                      {{sunday, sunday}, 0, 1'440, 0}};
  expect_units(pool, {{monday, 480, 3},  // 09:00 lies in 08:00 to 10:00
                      {monday, 600, 0},  // 1 and 3 of 4
                      {monday, 720, 2},
                      {monday, 840, 4},
                      {monday.plus_days(1), 600, 3},
                      {monday.plus_days(1), 720, 4},
                      {sunday, 960, 0}});
}

TEST(UnitsOffered, nights_are_one_cell) {
  Pool rooms = tests::sample_catalog().pools[0];
  rooms.hours = {{{OpenDay::monday}, 0, 1'440}};
  rooms.maintenance = {{{monday, monday}, 600, 660, 1}};
  expect_units(rooms, {{monday, 0, 2}, {sunday, 0, 0}});
}

TEST(UnitsOffered, a_service_reaches_as_far_as_its_last_part) {
  Service trip;
  trip.kind = ServiceKind::composite;
  trip.horizon_days = 60;
  trip.parts = {{ServiceId::literal("tour"), 4, 1, {}, 1, false},
                {ServiceId::literal("king"), 3, 5, {}, 1, false}};
  EXPECT_EQ(reach_days(trip), 67);
  trip.kind = ServiceKind::nightly;
  trip.parts.clear();
  trip.nights_max = 14;
  EXPECT_EQ(reach_days(trip), 73);
}

}  // namespace
}  // namespace lobby::catalog
