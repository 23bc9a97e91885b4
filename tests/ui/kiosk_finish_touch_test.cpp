// Goal: what a guest touches on the last steps reaches the flow, and the screens tell the truth.
// Method: real SDL touches on the on-screen keys and buttons; labels of the English texts.
#include <string>
#include <utility>

#include <gtest/gtest.h>

#include "tests/ui/kiosk_finish_stage.h"

namespace lobby::tests {
namespace kiosk_finish_touch_test {

using flow::KioskOverlay;
using flow::KioskScreen;
using ui::Role;

const ServiceId king = ServiceId::literal("lake-view-king");
const ServiceId hall = ServiceId::literal("yunting-hall");

class BothOrientations : public testing::TestWithParam<ui::Orientation> {
 protected:
  Look look(std::string language = "en") const { return {GetParam(), std::move(language), false}; }
};

TEST_P(BothOrientations, phone_and_name_are_typed_on_the_screen) {
  Stage stage(look(), at_details(king));
  UiDriver& driver = stage.driver();
  EXPECT_TRUE(driver.find(Role::button, "Type your phone number").state.disabled);
  driver.tap_keys("13800005678");
  EXPECT_EQ(stage.state().phone, "13800005678");
  EXPECT_TRUE(driver.has_text("138 0000 5678"));
  EXPECT_TRUE(driver.has_text("Number valid"));
  driver.tap(Role::field, "Name");
  driver.tap_keys("L");
  driver.tap_keys("in ");
  driver.tap_keys("Yii");
  driver.tap(Role::key, "Delete");
  EXPECT_EQ(stage.state().name, "Lin Yi");
  EXPECT_TRUE(driver.find(Role::button, "Tick the box to go on").state.disabled);
  driver.tap(Role::toggle, "Use these only for this booking");
  EXPECT_TRUE(stage.state().data_consent);
  driver.tap(Role::button, "Next: review");
  EXPECT_EQ(stage.state().screen, KioskScreen::review);
}

TEST_P(BothOrientations, a_number_from_abroad_begins_with_a_plus) {
  Stage stage(look(), at_details(king));
  stage.driver().tap(Role::key, "+");
  stage.driver().tap_keys("4420");
  EXPECT_EQ(stage.state().phone, "+4420");
}

TEST_P(BothOrientations, a_real_keyboard_types_too) {
  Stage stage(look(), at_details(king));
  stage.driver().type("138a0000 5678");
  EXPECT_EQ(stage.state().phone, "13800005678");
  stage.driver().key("Backspace");
  EXPECT_EQ(stage.state().phone, "1380000567");
}

TEST_P(BothOrientations, a_mistake_is_named_at_its_field) {
  Stage stage(look(), at_details(king));
  UiDriver& driver = stage.driver();
  driver.tap_keys("13800");
  EXPECT_TRUE(driver.has_text("5 of 11 digits"));
  driver.tap(Role::field, "Name");
  EXPECT_TRUE(driver.has_text("5 of 11 digits"));
  EXPECT_TRUE(driver.find(Role::button, "Check the phone number").state.disabled);
}

TEST_P(BothOrientations, the_keyboard_hides_and_comes_back) {
  Stage stage(look(), filled_details(king));
  UiDriver& driver = stage.driver();
  driver.tap(Role::key, "Hide");
  EXPECT_FALSE(stage.state().focus.has_value());
  EXPECT_FALSE(driver.has(Role::key, "Space"));
  driver.tap(Role::field, "Phone");
  EXPECT_EQ(stage.state().focus, flow::FieldId::phone);
  EXPECT_TRUE(driver.has(Role::key, "5"));
}

TEST_P(BothOrientations, symbols_and_capitals_stay_until_the_guest_turns_them_off) {
  Stage stage(look(), at_details(king));
  UiDriver& driver = stage.driver();
  driver.tap(Role::field, "Name");
  driver.tap(Role::key, "Symbols");
  driver.tap(Role::key, "-");
  driver.tap(Role::key, "'");
  driver.tap(Role::key, "Letters");
  EXPECT_EQ(stage.state().name, "-'");
}

TEST_P(BothOrientations, wishes_and_privacy_are_one_touch_away) {
  Stage stage(look(), at_details(king));
  UiDriver& driver = stage.driver();
  driver.tap(Role::toggle, "Quiet floor");
  EXPECT_TRUE(stage.state().notes.contains(NoteId::literal("quiet-floor")));
  driver.tap(Role::button, "Privacy");
  EXPECT_EQ(stage.state().overlay, KioskOverlay::privacy);
  driver.tap(Role::toggle, "Use these only for this booking");
  EXPECT_TRUE(stage.state().data_consent);
  driver.tap(Role::button, "Back to my details");
  EXPECT_EQ(stage.state().overlay, KioskOverlay::none);
}

TEST_P(BothOrientations, the_review_books_only_after_the_terms_are_ticked) {
  Stage stage(look(), at_review(king));
  UiDriver& driver = stage.driver();
  EXPECT_TRUE(driver.find(Role::button, "Tick the box to book").state.disabled);
  EXPECT_FALSE(driver.find(Role::toggle, "I have read").state.selected);
  driver.tap(Role::toggle, "I have read");
  driver.tap(Role::button, "Confirm booking");
  EXPECT_TRUE(stage.state().committing);
}

TEST_P(BothOrientations, the_review_shows_the_sums_and_the_dates) {
  Stage stage(look(), at_review(king));
  for (const char* text :
       {"¥748", "¥788", "¥1,536", "Lin Yi, 2 adults", "Half night ¥374", "First night ¥748",
        "until 9 Dec", "18:00", "Fri 11 Dec, in from 15:00", "Sun 13 Dec, out by 12:00"}) {
    EXPECT_TRUE(stage.driver().has_text(text)) << text;
  }
}

TEST_P(BothOrientations, lines_that_do_not_fit_are_summed_to_the_same_total) {
  Stage stage(look(), at_review(king));
  flow::KioskState state = at_review(king);
  state.selection.nights = 9;
  stage.show(state);
  // Three nights are drawn (748, 788, 688); six more stand for the rest of the total.
  EXPECT_TRUE(stage.driver().has_text("and 6 more"));
}

TEST_P(BothOrientations, without_units_nothing_says_confirmed) {
  Stage stage(look(), at_review(hall, Stock::none));
  UiDriver& driver = stage.driver();
  EXPECT_TRUE(driver.has_text("Check your request"));
  driver.tap(Role::toggle, "I know this is a request");
  EXPECT_TRUE(driver.has(Role::button, "Send request"));
  EXPECT_FALSE(driver.has(Role::button, "Confirm"));
  stage.show(at_issued(hall, Stock::none));
  EXPECT_EQ(stage.state().screen, KioskScreen::request);
  EXPECT_TRUE(driver.has_text("Not a confirmed booking yet."));
  EXPECT_TRUE(driver.has_text("Request only"));
  EXPECT_FALSE(driver.has_text("Booking confirmed"));
}

TEST_P(BothOrientations, a_failed_confirm_is_told_in_words) {
  Stage stage(look(), at_review(king));
  flow::KioskState state = at_review(king, Stock::none);
  state.failure = fail(ErrorCode::sold_out, "no unit left");
  stage.show(state);
  EXPECT_TRUE(stage.driver().has_text("The last one has just gone."));
  state.failure = fail(ErrorCode::disk_full, "no space left on device");
  stage.show(state);
  EXPECT_TRUE(stage.driver().has_text("This kiosk cannot save bookings now."));
}

TEST_P(BothOrientations, the_ticket_counts_down_and_offers_two_ways_on) {
  Stage stage(look(), at_issued(king));
  UiDriver& driver = stage.driver();
  EXPECT_TRUE(driver.has(Role::button, "Done (60)"));
  EXPECT_TRUE(driver.has_text("Free to cancel until 18:00 on 9 Dec"));
  stage.pass(Duration::seconds(15));
  EXPECT_TRUE(driver.has_text("This screen clears itself in 45 s"));
  driver.tap(Role::button, "Book more");
  ASSERT_NE(stage.last<flow::BookMoreTouched>(), nullptr);
  stage.show(at_issued(king));
  driver.tap(Role::button, "Done");
  EXPECT_EQ(stage.state().screen, KioskScreen::attract);
}

TEST_P(BothOrientations, starting_over_asks_and_says_what_goes) {
  Stage stage(look(), at_review(king));
  flow::KioskState state = at_review(king);
  state.overlay = KioskOverlay::start_over;
  stage.show(state);
  UiDriver& driver = stage.driver();
  EXPECT_TRUE(driver.has_text("Lin Yi, 138 0000 5678"));
  driver.tap(Role::button, "No, carry on");
  EXPECT_EQ(stage.state().overlay, KioskOverlay::none);
  stage.show(state);
  driver.tap(Role::button, "Clear and start over");
  EXPECT_EQ(stage.state().screen, KioskScreen::attract);
  EXPECT_TRUE(stage.state().name.empty());
}

TEST_P(BothOrientations, still_there_counts_and_can_always_be_extended) {
  Stage stage(look(), at_review(king));
  flow::KioskState state = at_review(king);
  state.overlay = KioskOverlay::still_there;
  state.overlay_since = demo_now().boot;
  stage.show(state);
  UiDriver& driver = stage.driver();
  EXPECT_TRUE(driver.has_text("30"));
  driver.tap(Role::button, "I need help");
  EXPECT_EQ(stage.state().overlay, KioskOverlay::call_staff);
  EXPECT_TRUE(driver.has_text(demo_catalog().site.phone));
  driver.tap(Role::button, "Close and carry on");
  EXPECT_EQ(stage.state().overlay, KioskOverlay::none);
  stage.show(state);
  driver.tap(Role::button, "Yes, carry on");
  EXPECT_EQ(stage.state().overlay, KioskOverlay::none);
  stage.show(state);
  driver.tap(Role::button, "Leave");
  EXPECT_EQ(stage.state().screen, KioskScreen::attract);
}

TEST_P(BothOrientations, a_language_is_chosen_by_its_own_name) {
  Stage stage(look(), at_review(king));
  flow::KioskState state = at_review(king);
  state.overlay = KioskOverlay::language;
  stage.show(state);
  stage.driver().tap(Role::radio, "中文");
  ASSERT_NE(stage.last<flow::LanguageChosen>(), nullptr);
  EXPECT_EQ(stage.last<flow::LanguageChosen>()->language, "zh-CN");
  stage.show(state);
  stage.driver().tap(Role::button, "Carry on in English");
  EXPECT_NE(stage.last<flow::OverlayClosed>(), nullptr);
}

INSTANTIATE_TEST_SUITE_P(KioskFinish, BothOrientations,
                         testing::Values(ui::Orientation::portrait, ui::Orientation::landscape),
                         [](const auto& orientation) {
                           return orientation.param == ui::Orientation::portrait ? "portrait"
                                                                                 : "landscape";
                         });

}  // namespace kiosk_finish_touch_test
}  // namespace lobby::tests
