// Goal: large text and reach change how much a screen shows at a time and nothing a guest chose or
// typed. Method: guests who switch them on and off in the middle of each step.
#include <gtest/gtest.h>

#include "core/flow/kiosk_flow.h"
#include "tests/fakes/kiosk_guest.h"

namespace lobby::flow {
namespace kiosk_roomy_test {

using tests::KioskGuest;

constexpr std::size_t more_rooms = 9;

void add_rooms(catalog::Catalog& hotel) {
  for (std::size_t room = 0; room < more_rooms; ++room) {
    catalog::Service copy = hotel.services.front();
    copy.number = static_cast<std::uint16_t>(20 + room);
    copy.id = ServiceId::literal("room-" + std::to_string(copy.number));
    hotel.services.push_back(copy);
  }
}

TEST(KioskRoomy, either_setting_asks_for_the_roomy_layout) {
  KioskGuest guest;
  guest.go_to_services();
  EXPECT_FALSE(is_roomy(guest.state));
  guest.take(LargeTextToggled{});
  EXPECT_TRUE(is_roomy(guest.state));
  guest.take(ReachToggled{});
  guest.take(LargeTextToggled{});
  EXPECT_TRUE(is_roomy(guest.state));
  guest.take(ReachToggled{});
  EXPECT_FALSE(is_roomy(guest.state));
}

TEST(KioskRoomy, half_as_many_cards_a_page_begin_at_the_same_card) {
  KioskGuest guest;
  add_rooms(guest.hotel);
  guest.go_to_services();
  guest.take(PageTurned{1});
  const std::int32_t pages = page_count(guest.state, guest.hotel);
  const std::int32_t first = guest.state.page * cards_per_page(guest.state);
  guest.take(LargeTextToggled{});
  EXPECT_EQ(guest.state.page * cards_per_page(guest.state), first);
  EXPECT_GT(page_count(guest.state, guest.hotel), pages);
  guest.take(LargeTextToggled{});
  EXPECT_EQ(guest.state.page * cards_per_page(guest.state), first);
}

TEST(KioskRoomy, nights_are_shown_by_two_weeks_from_a_monday) {
  KioskGuest guest;
  guest.take(ReachToggled{});
  guest.go_to_options();
  EXPECT_EQ(guest.state.shown_from.weekday(), Weekday::monday);
  EXPECT_LE(guest.state.shown_from, today(guest.context()));
  const LocalDate first = guest.state.shown_from;
  guest.take(DatesTurned{1});
  EXPECT_EQ(guest.state.shown_from, first.plus_days(weeks_days));
  guest.take(DatesTurned{-5});
  EXPECT_EQ(guest.state.shown_from, first);
}

TEST(KioskRoomy, the_chosen_night_stays_in_sight) {
  KioskGuest guest;
  guest.go_to_options();
  guest.take(DatesTurned{1});
  const LocalDate night = guest.state.shown_from.plus_days(19);
  guest.take(DateChosen{night});
  ASSERT_EQ(guest.state.selection.date, night);
  guest.take(LargeTextToggled{});
  EXPECT_LE(guest.state.shown_from, night);
  EXPECT_LT(night, guest.state.shown_from.plus_days(weeks_days));
  guest.take(LargeTextToggled{});
  EXPECT_EQ(guest.state.shown_from, night.first_of_month());
  EXPECT_EQ(guest.state.selection.date, night);
}

TEST(KioskRoomy, each_part_of_the_details_has_its_keys) {
  KioskGuest guest;
  guest.take(LargeTextToggled{});
  guest.go_to_details();
  EXPECT_EQ(guest.state.focus, FieldId::phone);
  guest.take(PartTurned{1});
  EXPECT_EQ(guest.state.focus, FieldId::name);
  guest.take(PartTurned{1});
  EXPECT_EQ(guest.state.focus, std::nullopt);
  guest.take(PartTurned{1});
  EXPECT_EQ(guest.state.part, details_parts - 1);
  guest.take(FieldFocused{FieldId::phone});
  EXPECT_EQ(guest.state.part, 0);
}

TEST(KioskRoomy, typing_goes_on_where_it_was) {
  KioskGuest guest;
  guest.go_to_details();
  guest.take(KeyTyped{"138"});
  guest.take(LargeTextToggled{});
  guest.take(KeyTyped{"0000"});
  EXPECT_EQ(guest.state.phone, "1380000");
  guest.take(FieldFocused{FieldId::name});
  guest.take(LargeTextToggled{});
  guest.take(KeyTyped{"Li"});
  EXPECT_EQ(guest.state.name, "Li");
  EXPECT_EQ(guest.state.phone, "1380000");
}

TEST(KioskRoomy, a_step_begins_with_its_first_part) {
  KioskGuest guest;
  guest.take(ReachToggled{});
  guest.go_to_options();
  guest.take(PartTurned{1});
  guest.take(NextTouched{});
  EXPECT_EQ(guest.state.screen, KioskScreen::details);
  EXPECT_EQ(guest.state.part, 0);
}

// How many parts a step has depends on the size of the text.
TEST(KioskRoomy, a_change_of_the_text_begins_the_step_anew) {
  KioskGuest guest;
  guest.take(ReachToggled{});
  guest.take(LargeTextToggled{});
  guest.go_to_options();
  guest.take(PartTurned{3});
  guest.take(LargeTextToggled{});
  EXPECT_EQ(guest.state.part, 0);
}

TEST(KioskRoomy, the_next_guest_finds_the_usual_layout) {
  KioskGuest guest;
  guest.go_to_services();
  guest.take(LargeTextToggled{});
  guest.take(ReachToggled{});
  guest.take(StartOverConfirmed{});
  EXPECT_FALSE(is_roomy(guest.state));
}

// A passer-by on the first screen.
TEST(KioskRoomy, what_was_switched_on_and_left_is_switched_off) {
  KioskGuest guest;
  guest.take(ServiceOpened{});
  guest.take(LargeTextToggled{});
  guest.wait(idle_after);
  EXPECT_FALSE(is_roomy(guest.state));
}

}  // namespace kiosk_roomy_test
}  // namespace lobby::flow
