// Goal: what a guest can choose and type stays within what the service takes.
// Method: tables of touches on the options and details screens of the sample hotel.
#include <gtest/gtest.h>

#include "core/base/limits.h"
#include "core/base/text.h"
#include "core/flow/kiosk_flow.h"
#include "tests/fakes/kiosk_guest.h"

namespace lobby::flow {
namespace {

using tests::KioskGuest;

TEST(KioskFlow, blocks_stay_one_visit) {
  struct Case {
    const char* name;
    std::vector<std::int32_t> hours;
    std::vector<std::int32_t> chosen;
  };
  const Case cases[] = {
      {"one", {14}, {14}},
      {"next to it", {14, 16}, {14, 16}},
      {"before it", {14, 12}, {12, 14}},
      {"a gap starts anew", {10, 14}, {14}},
      {"the last one off", {12, 14, 14}, {12}},
      {"the first one off", {12, 14, 12}, {14}},
      {"the only one off", {12, 12}, {}},
      {"the middle starts anew", {12, 14, 16, 14}, {14}},
      {"no more than four", {10, 12, 14, 16, 18}, {18}},
      {"no such block", {14, 13}, {14}},
  };
  for (const Case& c : cases) {
    KioskGuest guest;
    guest.go_to_options("yunting-hall");
    guest.take(DateChosen{LocalDate::of(2026, 12, 9)});
    for (const std::int32_t hour : c.hours) {
      guest.take(BlockToggled{hour * 60});
    }
    std::vector<std::int32_t> chosen;
    for (const std::int32_t start : guest.state.selection.block_starts) {
      chosen.push_back(start / 60);
    }
    EXPECT_EQ(chosen, c.chosen) << c.name;
  }
}

TEST(KioskFlow, another_day_takes_the_blocks_off_and_a_past_block_cannot_be_taken) {
  KioskGuest guest;
  guest.go_to_options("yunting-hall");
  guest.take(DateChosen{LocalDate::of(2026, 12, 1)});  // it is 10:00, two hours of notice
  guest.take(BlockToggled{10 * 60});
  EXPECT_TRUE(guest.state.selection.block_starts.empty());
  guest.take(BlockToggled{12 * 60});
  EXPECT_EQ(guest.state.selection.block_starts, std::vector<std::int32_t>{12 * 60});
  guest.take(DateChosen{LocalDate::of(2026, 12, 2)});
  EXPECT_TRUE(guest.state.selection.block_starts.empty());
}

TEST(KioskFlow, the_party_stays_within_the_service) {
  struct Case {
    const char* service;
    std::vector<KioskEvent> touches;
    booking::Party party;
  };
  const Case cases[] = {
      {"lake-view-king", {}, {2, 0}},
      {"lake-view-king", {ChildrenChanged{1}}, {2, 1}},
      {"lake-view-king", {ChildrenChanged{1}, AdultsChanged{1}}, {2, 1}},
      {"lake-view-king", {AdultsChanged{1}, ChildrenChanged{1}}, {3, 0}},
      {"lake-view-king", {AdultsChanged{-1}}, {1, 0}},
      {"lake-view-king", {AdultsChanged{-1}, AdultsChanged{-1}}, {1, 0}},
      {"lake-view-king", {ChildrenChanged{-1}}, {2, 0}},
      {"lake-spa", {ChildrenChanged{1}}, {2, 0}},
      {"yunting-hall", {AdultsChanged{10}, AdultsChanged{108}}, {120, 0}},
      {"yunting-hall", {AdultsChanged{119}}, {2, 0}},
  };
  for (const Case& c : cases) {
    KioskGuest guest;
    guest.go_to_options(c.service);
    for (const KioskEvent& touch : c.touches) {
      guest.take(touch);
    }
    EXPECT_EQ(guest.state.selection.party, c.party) << c.service << " " << &c - cases;
  }
}

TEST(KioskFlow, nights_and_dates_stay_within_the_service) {
  KioskGuest guest;
  guest.go_to_options();
  EXPECT_EQ(guest.state.selection.date, LocalDate::of(2026, 12, 1)) << "the first day is offered";
  guest.take(NightsChanged{100});
  EXPECT_EQ(guest.state.selection.nights, 14);
  guest.take(NightsChanged{-100});
  EXPECT_EQ(guest.state.selection.nights, 1);
  for (const LocalDate wrong : {LocalDate::of(2026, 11, 30), LocalDate::of(2027, 3, 2)}) {
    guest.take(DateChosen{wrong});
    EXPECT_EQ(guest.state.selection.date, LocalDate::of(2026, 12, 1)) << wrong.text();
  }
  guest.take(DateChosen{LocalDate::of(2027, 3, 1)});
  EXPECT_EQ(guest.state.selection.date, LocalDate::of(2027, 3, 1)) << "the horizon is 90 days";
}

TEST(KioskFlow, months_and_strips_turn_between_today_and_the_horizon) {
  KioskGuest guest;
  guest.go_to_options();
  guest.take(DatesTurned{-1});
  EXPECT_EQ(guest.state.shown_from, LocalDate::of(2026, 12, 1));
  for (int month = 0; month < 6; ++month) {
    guest.take(DatesTurned{1});
  }
  EXPECT_EQ(guest.state.shown_from, LocalDate::of(2027, 3, 1));

  KioskGuest bather;
  bather.go_to_options("lake-spa");
  bather.take(DatesTurned{1});
  EXPECT_EQ(bather.state.shown_from, LocalDate::of(2026, 12, 6));
  bather.take(DatesTurned{-2});
  EXPECT_EQ(bather.state.shown_from, LocalDate::of(2026, 12, 1));
}

TEST(KioskFlow, add_ons_stay_within_their_counts_and_their_service) {
  const AddOnId tea = AddOnId::literal("tea-break");
  KioskGuest guest;
  guest.go_to_options("yunting-hall");
  guest.take(AddOnChanged{tea, 500});
  const std::vector<booking::AddOnChoice> most = {{tea, 120}};
  EXPECT_EQ(guest.state.selection.add_ons, most);
  guest.take(AddOnChanged{tea, 0});
  guest.take(AddOnChanged{tea, -3});
  guest.take(AddOnChanged{AddOnId::literal("no-such-add-on"), 1});
  EXPECT_TRUE(guest.state.selection.add_ons.empty());

  KioskGuest sleeper;
  sleeper.go_to_options("lake-view-king");
  sleeper.take(AddOnChanged{tea, 1});
  EXPECT_TRUE(sleeper.state.selection.add_ons.empty()) << "a room is not offered with tea breaks";
}

TEST(KioskFlow, another_service_starts_a_selection_of_its_own) {
  KioskGuest guest;
  guest.go_to_options();
  guest.take(NightsChanged{3});
  guest.take(ChildrenChanged{1});
  guest.take(BackTouched{});
  guest.take(CategoryChosen{catalog::Category::spa});
  guest.take(ServiceChosen{ServiceId::literal("lake-spa")});
  EXPECT_EQ(guest.state.selection.nights, 1);
  EXPECT_EQ(guest.state.selection.party, (booking::Party{2, 0}));
  EXPECT_EQ(guest.state.selection.date, LocalDate{});
}

TEST(KioskFlow, typing_fills_the_focused_field_up_to_its_limit) {
  KioskGuest guest;
  guest.go_to_details();
  ASSERT_EQ(guest.state.focus, FieldId::phone);
  for (int digit = 0; digit < 40; ++digit) {
    guest.take(KeyTyped{"1"});
  }
  EXPECT_EQ(guest.state.phone.size(), limits::phone_digits_max + 1);
  guest.take(KeyErased{});
  EXPECT_EQ(guest.state.phone.size(), limits::phone_digits_max);

  guest.take(FieldFocused{FieldId::name});
  for (int letter = 0; letter < 100; ++letter) {
    guest.take(KeyTyped{"林"});
  }
  EXPECT_EQ(code_point_count(guest.state.name), limits::guest_name_code_points);
  guest.take(KeyErased{});
  EXPECT_EQ(code_point_count(guest.state.name), limits::guest_name_code_points - 1);
  EXPECT_TRUE(is_utf8(guest.state.name));
  guest.take(KeyTyped{"\xE6\x9E"});
  EXPECT_TRUE(is_utf8(guest.state.name)) << "half a character is not taken";

  guest.take(KeyboardHidden{});
  const std::string before = guest.state.name;
  guest.take(KeyTyped{"x"});
  guest.take(KeyErased{});
  EXPECT_EQ(guest.state.name, before);
}

TEST(KioskFlow, pages_of_cards_turn_between_the_first_and_the_last) {
  KioskGuest guest;
  for (std::uint16_t number = 10; number < 19; ++number) {
    catalog::Service copy = guest.hotel.services.front();
    copy.id = ServiceId::literal("room-" + std::to_string(number));
    copy.number = number;
    guest.hotel.services.push_back(copy);
  }
  guest.go_to_services();
  EXPECT_EQ(page_count(guest.state, guest.hotel), 3);
  guest.take(PageTurned{1});
  guest.take(PageTurned{9});
  EXPECT_EQ(guest.state.page, 2);
  guest.take(PageTurned{-9});
  EXPECT_EQ(guest.state.page, 0);
  guest.take(PageTurned{1});
  guest.take(CategoryChosen{catalog::Category::spa});
  EXPECT_EQ(guest.state.page, 0);
}

TEST(KioskFlow, new_stock_is_read_where_it_is_shown) {
  KioskGuest guest;
  guest.go_to_options();
  guest.take(StockChanged{});
  const auto* load = guest.effect<LoadAvailability>();
  ASSERT_NE(load, nullptr);
  EXPECT_EQ(load->pools, std::vector<PoolId>{tests::king_rooms});
  EXPECT_EQ(load->first, LocalDate::of(2026, 12, 1));
  EXPECT_EQ(load->last, LocalDate::of(2026, 12, 31));

  guest.take(DateChosen{LocalDate::of(2026, 12, 30)});
  guest.take(NightsChanged{5});
  load = guest.effect<LoadAvailability>();
  ASSERT_NE(load, nullptr);
  EXPECT_GE(load->last, LocalDate::of(2027, 1, 4)) << "the whole stay";
}

}  // namespace
}  // namespace lobby::flow
