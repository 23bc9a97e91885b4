// Goal: a pool's grid, what a balance can sell, and the standing allotment. Method: tables, and
// random top-ups that must never leave capacity.
#include <gtest/gtest.h>

#include "core/inventory/slot.h"
#include "tests/fakes/seeded_entropy.h"

namespace lobby::inventory {
namespace {

const LocalDate date = LocalDate::of(2026, 12, 9);

catalog::Pool pool(std::int32_t cell, std::int32_t opens, std::int32_t closes) {
  catalog::Pool made;
  made.id = PoolId::literal("hall");
  made.cell_minutes = cell;
  made.opens_minute = opens;
  made.closes_minute = closes;
  return made;
}

TEST(Slot, a_pool_is_cut_into_cells) {
  struct Row {
    catalog::Pool pool;
    std::vector<std::int32_t> starts;
  };
  const Row table[] = {
      {pool(1'440, 0, 1'440), {0}},
      {pool(120, 480, 1'200), {480, 600, 720, 840, 960, 1'080}},
      {pool(240, 480, 1'200), {480, 720, 960}},
      {pool(60, 1'380, 1'440), {1'380}},
      {pool(60, 600, 600), {}},
  };
  for (const Row& row : table) {
    const std::vector<Slot> slots = slots_on(row.pool, date);
    std::vector<std::int32_t> starts;
    for (const Slot& slot : slots) {
      EXPECT_EQ(slot.pool, row.pool.id);
      EXPECT_EQ(slot.date, date);
      starts.push_back(slot.start_minute);
    }
    EXPECT_EQ(starts, row.starts);
  }
  EXPECT_EQ(slots_between(pool(60, 480, 1'200), date, 600, 720).size(), 2U);
}

TEST(Slot, order_is_pool_then_date_then_time) {
  const PoolId hall = PoolId::literal("hall");
  const PoolId room = PoolId::literal("king-room");
  EXPECT_LT((Slot{hall, date.plus_days(1), 0}), (Slot{room, date, 0}));
  EXPECT_LT((Slot{hall, date, 600}), (Slot{hall, date.plus_days(1), 0}));
  EXPECT_LT((Slot{hall, date, 0}), (Slot{hall, date, 600}));
}

TEST(Slot, reads_as_staff_say_it) {
  EXPECT_EQ(to_string(Slot{PoolId::literal("king-room"), date, 0}), "king-room 2026-12-09");
  EXPECT_EQ(to_string(Slot{PoolId::literal("hall"), date, 840}), "hall 2026-12-09 14:00");
}

TEST(Availability, is_the_tightest_of_all_slots) {
  const Slot first{PoolId::literal("coach-seats"), date, 0};
  const Slot second{PoolId::literal("guides"), date, 0};
  const Slot unknown{PoolId::literal("boats"), date, 0};
  Availability availability;
  availability.balances[first] = {.granted = 8, .sold = 1, .elsewhere = 20};
  availability.balances[second] = {.granted = 2, .sold = 0, .elsewhere = 1};
  struct Row {
    std::vector<SlotUnits> demand;
    std::int32_t sellable;
    std::int32_t left;
  };
  const Row table[] = {
      {{{first, 1}}, 7, 27},
      {{{first, 4}}, 1, 6},
      {{{first, 8}}, 0, 3},
      {{{first, 1}, {second, 1}}, 2, 3},
      {{{first, 7}, {second, 2}}, 1, 1},
      {{{second, 3}}, 0, 1},
      {{{unknown, 1}}, 0, 0},
      {{{first, 1}, {unknown, 1}}, 0, 0},
      {{}, 0, 0},
  };
  for (const Row& row : table) {
    EXPECT_EQ(availability.sellable(row.demand), row.sellable);
    EXPECT_EQ(availability.left(row.demand), row.left);
  }
}

TEST(Allotment, is_filled_to_its_standing_and_never_beyond_capacity) {
  struct Row {
    std::int32_t standing;
    Capacity capacity;
    std::int32_t held;
    std::int32_t units;
  };
  const Row table[] = {
      {2, {3, 0, 0}, 0, 2}, {2, {3, 0, 2}, 2, 0}, {2, {3, 1, 1}, 1, 1}, {2, {3, 2, 1}, 1, 0},
      {2, {3, 0, 3}, 0, 0}, {0, {3, 0, 0}, 0, 0}, {2, {0, 0, 0}, 0, 0}, {2, {3, 0, 3}, 3, 0},
      {9, {3, 0, 0}, 0, 3}, {2, {1, 2, 0}, 0, 0},  // staff lowered the capacity below what is sold
  };
  for (const Row& row : table) {
    EXPECT_EQ(top_up(row.standing, row.capacity, row.held), row.units)
        << row.standing << " of " << row.capacity.capacity;
  }
}

TEST(Allotment, random_top_ups_stay_within_capacity) {
  tests::SeededEntropy random(3);
  for (int round = 0; round < 2'000; ++round) {
    const auto standing = static_cast<std::int32_t>(random.between(0, 12));
    Capacity capacity{static_cast<std::int32_t>(random.between(0, 20)), 0, 0};
    capacity.sold = static_cast<std::int32_t>(random.between(0, capacity.capacity));
    capacity.granted =
        static_cast<std::int32_t>(random.between(0, capacity.capacity - capacity.sold));
    const std::int32_t held = static_cast<std::int32_t>(random.between(0, capacity.granted));
    const std::int32_t units = top_up(standing, capacity, held);
    ASSERT_GE(units, 0);
    ASSERT_LE(capacity.sold + capacity.granted + units, capacity.capacity);
    ASSERT_LE(units == 0 ? 0 : held + units, standing);
  }
}

TEST(Allotment, rule_7_is_no_more_than_a_fair_share_of_what_is_left) {
  struct Row {
    std::int32_t per_device;
    Capacity capacity;
    std::int32_t kiosks;
    std::int32_t standing;
    std::int32_t expected = 0;
  };
  const Row table[] = {
      {4, {20, 0, 0}, 3, 4},
      {4, {20, 12, 0}, 3, 2},
      {4, {20, 18, 0}, 3, 0},
      {4, {20, 20, 0}, 3, 0},
      {1, {1, 0, 0}, 1, 1},
      {1, {1, 0, 0}, 2, 0},  // scarce: held only while a guest decides
      {0, {20, 0, 0}, 3, 0},
      {4, {20, 0, 9}, 3, 4},  // what is granted is not sold
      {4, {20, 0, 0}, 0, 4},
      {4, {20, 0, 0}, 3, 6, 9},  // what sells well, up to the fair share
      {4, {20, 0, 0}, 1, 9, 9},
      {4, {20, 0, 0}, 1, 4, 2},
      {0, {20, 0, 0}, 1, 0, 9},
      {4, {20, 10, 0, 12}, 1, 2},  // staff want fewer sold
      {4, {20, 14, 0, 12}, 1, 0},
  };
  for (const Row& row : table) {
    catalog::Pool pool;
    pool.standing_per_device = row.per_device;
    EXPECT_EQ(standing_of(pool, row.capacity, row.kiosks, row.expected), row.standing)
        << row.per_device << " of " << row.capacity.capacity << " at " << row.kiosks;
  }
}

TEST(Inventory, rule_7_expected_units_follow_what_was_sold_in_a_week) {
  struct Row {
    std::int32_t sold;
    std::int32_t lead;
    std::int64_t outage_hours;
    std::int32_t units;
  };
  const Row table[] = {
      {0, 0, 4, 0},    {1, 0, 4, 1},  {42, 0, 4, 3}, {42, 0, 24, 11},
      {420, 0, 4, 17}, {42, 2, 4, 2}, {42, 0, 0, 0},
  };
  for (const Row& row : table) {
    EXPECT_EQ(expected_units(row.sold, row.lead, Duration::hours(row.outage_hours)), row.units)
        << row.sold << " at lead " << row.lead << " through " << row.outage_hours << " h";
  }
  const LocalDate today = LocalDate::of(2026, 11, 28);
  const std::int32_t leads[] = {0, 1, 2, 2, 2, 2, 2, 3, 3};
  for (std::int32_t ahead = 0; ahead < 9; ++ahead) {
    EXPECT_EQ(lead_of(today, today.plus_days(ahead)), leads[ahead]) << ahead;
  }
  EXPECT_EQ(lead_of(today, today.plus_days(-1)), 0);
}

}  // namespace
}  // namespace lobby::inventory
