// Goal: the server's counts follow what the house offers: maintenance, hours, and pools that only
// an add-on or a part of a package takes from; and a sale with a rebate is taken where it adds up.
// Method: a house over the priced hotel on a memory store.
#include <functional>

#include <gtest/gtest.h>

#include "tests/core/service_house.h"
#include "tests/fakes/priced_hotel.h"

namespace lobby::service {
namespace {

using inventory::Slot;

const LocalDate monday = LocalDate::of(2026, 12, 7);

std::int32_t wanted(tests::House& house, const Slot& slot) {
  const tests::MemorySite site = house.site();
  const auto found = site.slots.find(slot);
  return found == site.slots.end() ? -1 : found->second.wanted;
}

TEST(ServiceOffered, maintenance_lowers_the_capacity_and_its_end_raises_it) {
  catalog::Catalog hotel = tests::priced_hotel();
  hotel.pools[0].maintenance = {{{monday, monday.plus_days(1)}, 0, 1'440, 2}};
  hotel.pools[1].hours = {{{catalog::OpenDay::monday}, 600, 1'200}};
  tests::House house(hotel);
  const PoolId rooms = tests::king_rooms;
  EXPECT_EQ(wanted(house, {rooms, monday.plus_days(-1), 0}), 3);
  EXPECT_EQ(wanted(house, {rooms, monday, 0}), 1);
  EXPECT_EQ(wanted(house, {rooms, monday.plus_days(1), 0}), 1);
  EXPECT_EQ(wanted(house, {tests::halls, monday, 480}), 0);
  EXPECT_EQ(wanted(house, {tests::halls, monday, 600}), 1);
  EXPECT_EQ(wanted(house, {tests::halls, monday.plus_days(1), 600}), 0);
  house.hotel.pools[0].maintenance.clear();
  house.hotel.pools[1].state = catalog::PoolState::out_of_order;
  ASSERT_TRUE(install_catalog(house.office(), "second catalogue", house.now).ok());
  EXPECT_EQ(wanted(house, {rooms, monday, 0}), 3);
  EXPECT_EQ(wanted(house, {tests::halls, monday, 600}), 0);
}

TEST(ServiceOffered, pools_of_add_ons_and_parts_have_slots_as_far_as_they_are_sold) {
  catalog::Catalog hotel = tests::priced_hotel();
  catalog::Pool screens = hotel.pools[0];
  screens.id = PoolId::literal("screens");
  hotel.pools.push_back(screens);
  hotel.add_ons[1].stock = catalog::AddOnStock{screens.id, 1};  // of the hall, 180 days ahead
  hotel.services[4].horizon_days = 60;                          // the spa is sold for 30
  tests::House house(hotel);
  const LocalDate today = LocalDate::of(2026, 12, 1);
  EXPECT_EQ(wanted(house, {screens.id, today.plus_days(180), 0}), 3);
  EXPECT_EQ(wanted(house, {screens.id, today.plus_days(181), 0}), -1);
  const PoolId therapists = PoolId::literal("therapists");
  EXPECT_EQ(wanted(house, {therapists, today.plus_days(61), 600}), 6);  // the day after
  EXPECT_EQ(wanted(house, {therapists, today.plus_days(62), 600}), -1);
}

TEST(ServiceOffered, a_stay_with_a_rebate_is_taken_where_it_adds_up) {
  struct Row {
    const char* name;
    std::function<void(booking::Quote&)> spoil;
    const char* outcome;
  };
  const Row table[] = {
      {"as quoted", [](booking::Quote&) {}, "applied"},
      {"more off than the percentage",
       [](booking::Quote& quote) {
         quote.lines.back().amount.amount_minor -= 100;
         quote.total.amount_minor -= 100;
       },
       "out_of_range"},
      {"more than all", [](booking::Quote& quote) { quote.lines.back().percent = 101; },
       "out_of_range"},
      {"a first unit that is not its share",
       [](booking::Quote& quote) { quote.first_unit.amount_minor += 1; }, "out_of_range"},
  };
  for (const Row& row : table) {
    tests::House house(tests::priced_hotel());
    const DeviceId kiosk = house.kiosk("Kiosk 1");
    std::int64_t cursor = 0;
    (void)house.all_feed(kiosk, cursor);
    booking::Booking booking =
        tests::sample_booking({.selection = tests::king_stay(monday, 6), .device = kiosk});
    booking.quote = booking::quote_of(house.hotel, booking.selection);
    ASSERT_EQ(booking.quote.lines.back().kind, booking::LineKind::long_stay);
    row.spoil(booking.quote);
    const auto replies = house.send(
        kiosk, {tests::sample_operation(kiosk, 1, tests::place_sealed(std::move(booking)))});
    ASSERT_EQ(replies.size(), 1U);
    EXPECT_EQ(tests::outcome(replies[0]), row.outcome) << row.name;
  }
}

}  // namespace
}  // namespace lobby::service
