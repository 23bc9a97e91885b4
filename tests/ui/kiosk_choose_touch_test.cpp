// Goal: what a guest touches on the screens of choosing becomes the right event. Method: controls
// are found by role and label, touched with real SDL events; the event is read from the stage.
#include <utility>

#include <gtest/gtest.h>

#include "core/flow/kiosk_view.h"
#include "tests/ui/kiosk_choose_scenes.h"

namespace lobby::tests {
namespace kiosk_choose_touch_test {

using ui::Role;

constexpr Look english{ui::Orientation::portrait, "en", false};
const ServiceId king = ServiceId::literal("lake-view-king");
const ServiceId hall = ServiceId::literal("yunting-hall");
const ServiceId pool_day = ServiceId::literal("pool-day");

Look english_look(ui::Orientation orientation) {
  return {orientation, "en", false};
}

class ChooseTouch : public testing::TestWithParam<ui::Orientation> {
 protected:
  Look look() const { return english_look(GetParam()); }

  // Touches one control and returns what came of it.
  template <class Event>
  const Event* touch(Stage& stage, Role role, std::string_view label) {
    stage.driver().tap(role, label);
    return stage.last<Event>();
  }
};

TEST_P(ChooseTouch, attract_starts_in_every_way_it_offers) {
  Stage stage(look(), at_attract());
  EXPECT_NE(touch<flow::StartTouched>(stage, Role::button, "Touch to start"), nullptr);
  stage.show(at_attract());
  const auto* dining = touch<flow::CategoryChosen>(stage, Role::button, "Dining");
  ASSERT_NE(dining, nullptr);
  EXPECT_EQ(dining->category, catalog::Category::dining);
  stage.show(at_attract());
  const auto* language = touch<flow::LanguageChosen>(stage, Role::toggle, "中文");
  ASSERT_NE(language, nullptr);
  EXPECT_EQ(language->language, "zh-CN");
}

TEST_P(ChooseTouch, attract_shows_nothing_that_is_not_built) {
  Stage stage(look(), at_attract());
  for (const char* absent : {"Rate us", "Ask us", "Speech"}) {
    EXPECT_FALSE(stage.driver().has(Role::button, absent)) << absent;
    EXPECT_FALSE(stage.driver().has(Role::toggle, absent)) << absent;
  }
  EXPECT_NE(touch<flow::FindTouched>(stage, Role::button, "Find my booking"), nullptr);
}

TEST_P(ChooseTouch, access_bar_opens_what_it_names) {
  Stage stage(look(), opened(king));
  const auto* language = touch<flow::OverlayOpened>(stage, Role::button, "中文");
  ASSERT_NE(language, nullptr);
  EXPECT_EQ(language->overlay, flow::KioskOverlay::language);
  stage.show(opened(king));
  const auto* over = touch<flow::OverlayOpened>(stage, Role::button, "Restart");
  ASSERT_NE(over, nullptr);
  EXPECT_EQ(over->overlay, flow::KioskOverlay::start_over);
  stage.show(opened(king));
  const auto* staff = touch<flow::OverlayOpened>(stage, Role::button, "Call staff");
  ASSERT_NE(staff, nullptr);
  EXPECT_EQ(staff->overlay, flow::KioskOverlay::call_staff);
  stage.show(opened(king));
  EXPECT_NE(touch<flow::ContrastToggled>(stage, Role::toggle, "Contrast"), nullptr);
  EXPECT_NE(touch<flow::LargeTextToggled>(stage, Role::toggle, "Big text"), nullptr);
  stage.show(opened(king));
  EXPECT_NE(touch<flow::ReachToggled>(stage, Role::toggle, "Reach"), nullptr);
}

TEST_P(ChooseTouch, services_choose_turn_and_go_on) {
  Stage stage(look(), at_services(catalog::Category::rooms));
  EXPECT_TRUE(stage.driver().find(Role::button, "Choose a service first").state.disabled);
  const auto* twin = touch<flow::ServiceChosen>(stage, Role::toggle, "Garden Twin");
  ASSERT_NE(twin, nullptr);
  EXPECT_EQ(twin->service, ServiceId::literal("garden-twin"));
  EXPECT_NE(touch<flow::NextTouched>(stage, Role::button, "Next: choose dates"), nullptr);
  stage.show(at_services(catalog::Category::rooms));
  const auto* page = touch<flow::PageTurned>(stage, Role::button, "Next");
  ASSERT_NE(page, nullptr);
  EXPECT_EQ(page->by, 1);
  const auto* spa = touch<flow::CategoryChosen>(stage, Role::tab, "Spa");
  ASSERT_NE(spa, nullptr);
  EXPECT_EQ(spa->category, catalog::Category::spa);
  EXPECT_NE(touch<flow::BackTouched>(stage, Role::button, "Back"), nullptr);
}

TEST_P(ChooseTouch, services_tell_what_is_left) {
  Stage stage(look(), at_services(catalog::Category::rooms));
  EXPECT_TRUE(stage.driver().has_text("3 left tonight"));
  EXPECT_TRUE(stage.driver().has_text("Full this week"));
  // A full one can be chosen all the same: it will be a request.
  EXPECT_NE(touch<flow::ServiceChosen>(stage, Role::toggle, "Yunting Suite"), nullptr);
}

TEST_P(ChooseTouch, room_takes_nights_party_and_days) {
  Stage stage(look(), completed(king));
  const auto* day = touch<flow::DateChosen>(stage, Role::button, "Fri 18 Dec");
  ASSERT_NE(day, nullptr);
  EXPECT_EQ(day->date, LocalDate::of(2026, 12, 18));
  const auto* full = touch<flow::DateChosen>(stage, Role::button, "Thu 24 Dec, full");
  ASSERT_NE(full, nullptr);
  EXPECT_EQ(full->date, LocalDate::of(2026, 12, 24));
  const auto* nights = touch<flow::NightsChanged>(stage, Role::button, "Nights: one more");
  ASSERT_NE(nights, nullptr);
  EXPECT_EQ(nights->by, 1);
  const auto* adults = touch<flow::AdultsChanged>(stage, Role::button, "Adults: one less");
  ASSERT_NE(adults, nullptr);
  EXPECT_EQ(adults->by, -1);
  EXPECT_TRUE(stage.driver().find(Role::button, "Children: one less").state.disabled);
}

TEST_P(ChooseTouch, full_day_becomes_a_request) {
  flow::KioskState state = opened(king);
  state = chosen(std::move(state), flow::DateChosen{LocalDate::of(2026, 12, 24)});
  Stage stage(look(), std::move(state));
  EXPECT_TRUE(stage.driver().has_text("Full: this will be a request"));
  EXPECT_NE(touch<flow::NextTouched>(stage, Role::button, "Next: your request"), nullptr);
}

TEST_P(ChooseTouch, room_months_turn_within_the_horizon) {
  Stage stage(look(), opened(king));
  const bool portrait = GetParam() == ui::Orientation::portrait;
  const char* earlier = portrait ? "Earlier" : "November 2026";
  const char* later = portrait ? "Later" : "January 2027";
  EXPECT_TRUE(stage.driver().find(Role::button, earlier).state.disabled);
  const auto* turned = touch<flow::DatesTurned>(stage, Role::button, later);
  ASSERT_NE(turned, nullptr);
  EXPECT_EQ(turned->by, 1);
}

TEST_P(ChooseTouch, hall_takes_slots_people_and_add_ons) {
  Stage stage(look(), completed(hall));
  const auto* slot = touch<flow::BlockToggled>(stage, Role::toggle, "18:00–20:00");
  ASSERT_NE(slot, nullptr);
  EXPECT_EQ(slot->start_minute, 18 * 60);
  const auto* ten = touch<flow::AdultsChanged>(stage, Role::button, "People: ten more");
  ASSERT_NE(ten, nullptr);
  EXPECT_EQ(ten->by, 10);
  const auto* tea = touch<flow::AddOnChanged>(stage, Role::button, "Tea break: one more");
  ASSERT_NE(tea, nullptr);
  EXPECT_EQ(tea->count, 31);
  const auto* screen = touch<flow::AddOnChanged>(stage, Role::toggle, "Screen, sound");
  ASSERT_NE(screen, nullptr);
  EXPECT_EQ(screen->count, 0);
}

TEST_P(ChooseTouch, steps_of_ten_stop_at_the_party_limits) {
  flow::KioskState state = opened(hall);
  state.selection.party.adults = 115;
  Stage stage(look(), std::move(state));
  const auto* more = touch<flow::AdultsChanged>(stage, Role::button, "People: ten more");
  ASSERT_NE(more, nullptr);
  EXPECT_EQ(more->by, 5);
}

TEST_P(ChooseTouch, first_tea_is_for_everybody) {
  flow::KioskState state = opened(hall);
  state.selection.party.adults = 80;
  Stage stage(look(), std::move(state));
  const auto* tea = touch<flow::AddOnChanged>(stage, Role::toggle, "Tea break");
  ASSERT_NE(tea, nullptr);
  EXPECT_EQ(tea->count, 80);
}

TEST_P(ChooseTouch, hall_asks_for_a_time_before_it_goes_on) {
  Stage stage(look(), opened(hall));
  EXPECT_TRUE(stage.driver().find(Role::button, "Choose a time first").state.disabled);
  EXPECT_FALSE(stage.driver().has(Role::button, "Next: your details"));
}

TEST_P(ChooseTouch, whole_day_takes_a_date_and_a_party) {
  Stage stage(look(), opened(pool_day));
  const auto* day = touch<flow::DateChosen>(stage, Role::toggle, "Wed 9 Dec");
  ASSERT_NE(day, nullptr);
  EXPECT_EQ(day->date, LocalDate::of(2026, 12, 9));
  const auto* child = touch<flow::ChildrenChanged>(stage, Role::button, "Children: one more");
  ASSERT_NE(child, nullptr);
  EXPECT_EQ(child->by, 1);
  const auto* later = touch<flow::DatesTurned>(stage, Role::button, "Later");
  ASSERT_NE(later, nullptr);
  EXPECT_EQ(later->by, 1);
}

TEST_P(ChooseTouch, out_of_service_calls_staff) {
  Stage stage(look(), flow::first_state(demo_catalog(), demo_now()));
  const auto* staff = touch<flow::OverlayOpened>(stage, Role::button, "Call staff");
  ASSERT_NE(staff, nullptr);
  EXPECT_EQ(staff->overlay, flow::KioskOverlay::call_staff);
}

INSTANTIATE_TEST_SUITE_P(Kiosk, ChooseTouch,
                         testing::Values(ui::Orientation::portrait, ui::Orientation::landscape),
                         [](const auto& orientation) {
                           return orientation.param == ui::Orientation::portrait ? "portrait"
                                                                                 : "landscape";
                         });

}  // namespace kiosk_choose_touch_test
}  // namespace lobby::tests
