// Goal: every widget draws, registers its nodes and answers a real touch; focus, sheets, typing,
// still screens and the wipe work through the whole stack. Method: small screens driven by SDL
// finger, mouse and key events on the dummy video driver.
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "app/ui/widgets.h"
#include "tests/fakes/ui_driver.h"
#include "tests/fakes/ui_gallery.h"

namespace lobby::tests {
namespace {

using namespace lobby::ui;

// Records what one widget answered over all frames.
struct Seen {
  std::vector<std::string> taps;
  void add(bool tapped, std::string what) {
    if (tapped) taps.push_back(std::move(what));
  }
};

TEST(Widgets, buttons_tabs_tiles_and_rows_answer_a_touch) {
  Seen seen;
  UiDriver driver({}, [&](Frame& frame) {
    seen.add(button(frame, {.id = "b", .rect = {48, 600, 296, 120}, .label = "返回"}), "button");
    seen.add(
        button(frame, {.id = "off", .rect = {400, 600, 296, 120}, .label = "关", .enabled = false}),
        "off");
    seen.add(
        icon_button(
            frame,
            {.id = "i", .rect = {750, 600, 96, 96}, .icon = "chevron_left", .label = "上个月"}),
        "icon");
    seen.add(link_button(frame, {.id = "l", .y = 740, .label = "怎样使用"}), "link");
    const int tab = tab_row(frame, {.rect = {48, 840, 984, 120},
                                    .items = {{"t0", "hotel", "客房"}, {"t1", "spa", "水疗"}}});
    seen.add(tab >= 0, "tab" + std::to_string(tab));
    seen.add(
        tile(frame, {.id = "t", .rect = {48, 980, 312, 184}, .icon = "luggage", .label = "搬行李"}),
        "tile");
    seen.add(row_button(frame, {.id = "r",
                                .rect = {48, 1200, 984, 136},
                                .icon = "event_note",
                                .title = "查找我的订单",
                                .second = "Find my booking",
                                .right = "改期",
                                .chevron = true}),
             "row");
  });
  EXPECT_EQ(list_findings(driver.self_check()), "");
  driver.tap(Role::button, "返回");
  driver.tap(Role::button, "上个月");
  driver.tap(Role::button, "怎样使用");
  driver.tap(Role::tab, "水疗");
  driver.tap(Role::toggle, "搬行李");
  driver.click(Role::button, "查找");
  EXPECT_THAT(seen.taps, testing::ElementsAre("button", "icon", "link", "tab1", "tile", "row"));
  EXPECT_THROW(driver.tap(Role::button, "关"), std::runtime_error);
}

TEST(Widgets, a_missing_node_is_answered_with_what_is_there) {
  UiDriver driver({}, [](Frame& frame) {
    button(frame, {.id = "b", .rect = {48, 600, 296, 120}, .label = "返回"});
  });
  try {
    driver.tap(Role::button, "继续");
    FAIL() << "there is no such button";
  } catch (const std::runtime_error& error) {
    EXPECT_THAT(error.what(), testing::HasSubstr("button \"返回\""));
  }
}

TEST(Widgets, choices_steppers_and_pagers_answer_a_touch) {
  Seen seen;
  UiDriver driver({}, [&](Frame& frame) {
    seen.add(checkbox(frame, {.id = "c", .rect = {48, 600, 984, 96}, .label = "同意"}), "check");
    seen.add(radio(frame, {.id = "r", .rect = {48, 700, 984, 96}, .label = "首选"}), "radio");
    seen.add(
        toggle(frame, {.id = "t", .rect = {48, 800, 984, 96}, .label = "短信", .framed = true}),
        "toggle");
    const PillsTap pill =
        pills(frame, {.at = {48, 920}, .items = {{"p0", "过敏"}, {"p1", "晚到"}}});
    seen.add(pill.index >= 0, "pill" + std::to_string(pill.index));
    const Press card =
        option_card(frame, {.id = "o", .rect = {48, 1040, 480, 184}, .label = "English"});
    seen.add(card.activated, "option");
    const StepperTap step =
        stepper(frame, {.id = "n", .at = {48, 1260}, .label = "成人", .value = "2 位"});
    seen.add(step == StepperTap::minus, "minus");
    seen.add(step == StepperTap::plus, "plus");
    const int page = pager(frame, {.page = 2, .pages = 3});
    seen.add(page != 0, "page" + std::to_string(page));
  });
  EXPECT_EQ(list_findings(driver.self_check()), "");
  driver.tap(Role::toggle, "同意");
  driver.tap(Role::radio, "首选");
  driver.tap(Role::toggle, "短信");
  driver.tap(Role::toggle, "晚到");
  driver.tap(Role::radio, "English");
  driver.tap(Role::button, "成人：减一");
  driver.tap(Role::button, "成人：加一");
  driver.tap(Role::button, "下一页");
  EXPECT_THAT(seen.taps, testing::ElementsAre("check", "radio", "toggle", "pill1", "option",
                                              "minus", "plus", "page1"));
  EXPECT_EQ(driver.find(Role::stepper, "成人").value, "2 位");
}

TEST(Widgets, calendar_and_slots_answer_with_the_index_tapped) {
  Seen seen;
  UiDriver driver({}, [&](Frame& frame) {
    const MonthTap month = month_grid(
        frame,
        {.title = "2026年12月",
         .weekdays = {"一", "二", "三", "四", "五", "六", "日"},
         .days =
             {{.id = "d1", .day = 1, .column = 1, .price = "¥688", .spoken = "12月1日"},
              {.id = "d2", .day = 2, .column = 2, .spoken = "12月2日", .state = CellState::closed}},
         .full_word = "候补"});
    seen.add(month.what == MonthTap::What::day, "day" + std::to_string(month.index));
    seen.add(month.what == MonthTap::What::later, "later");
    const int slot = slot_grid(
        frame,
        {.at = {48, 1320},
         .slots = {{.id = "s0", .time = "08:00", .note = "¥1"},
                   {.id = "s1", .time = "10:00", .note = "候补", .state = SlotState::full}}});
    seen.add(slot >= 0, "slot" + std::to_string(slot));
  });
  driver.tap(Role::button, "12月1日");
  driver.tap(Role::button, "更晚");
  driver.tap(Role::toggle, "10:00");
  EXPECT_THAT(seen.taps, testing::ElementsAre("day0", "later", "slot1"));
  EXPECT_THROW(driver.tap(Role::button, "12月2日"), std::runtime_error);
}

TEST(Widgets, keyboard_types_capitals_symbols_and_deletes) {
  TextModel model(20);
  KeyboardState state;
  bool hidden = false;
  UiDriver driver({}, [&](Frame& frame) {
    const KeyTap tap = keyboard(frame, state, {.language_key = "中文"});
    apply_key(tap, model);
    hidden = hidden || tap.what == KeyTap::What::hide;
  });
  EXPECT_EQ(list_findings(driver.self_check()), "");
  driver.tap(Role::key, "大写");
  driver.tap(Role::key, "L");
  driver.tap_keys("in y8");
  driver.tap(Role::key, "符号");
  driver.tap(Role::key, "@");
  driver.tap(Role::key, "字母");
  driver.tap(Role::key, "删除");
  EXPECT_EQ(model.text(), "Lin y8");
  driver.tap(Role::key, "收起键盘");
  EXPECT_TRUE(hidden);
}

TEST(Widgets, two_fast_key_touches_both_count_in_order) {
  TextModel model(20);
  KeyboardState state;
  UiDriver driver({}, [&](Frame& frame) { apply_key(keyboard(frame, state, {}), model); });
  driver.tap_keys("qwertyuiop");
  EXPECT_EQ(model.text(), "qwertyuiop");
}

TEST(Widgets, a_real_keyboard_types_into_a_field) {
  TextModel model(20);
  UiDriver driver({}, [&](Frame& frame) {
    apply_typed(frame, model);
    field(frame, {.id = "f",
                  .rect = {48, 600, 984, 96},
                  .label = "姓名",
                  .value = model.text(),
                  .state = FieldState::typing});
  });
  driver.type("林怡 ok");
  driver.key("Backspace");
  EXPECT_EQ(model.text(), "林怡 o");
  EXPECT_EQ(driver.find(Role::field, "姓名").value, "林怡 o");
}

TEST(Widgets, number_pads_type_digits) {
  std::string typed;
  UiDriver driver({}, [&](Frame& frame) {
    const KeyTap tap = number_pad(frame, {.low_left = "下一栏"});
    typed += tap.text;
    if (tap.what == KeyTap::What::next) typed += "N";
    if (tap.what == KeyTap::What::backspace) typed += "<";
  });
  EXPECT_EQ(list_findings(driver.self_check()), "");
  driver.tap_keys("1380");
  driver.tap(Role::key, "下一栏");
  driver.tap(Role::key, "删除");
  EXPECT_EQ(typed, "1380N<");
}

TEST(Widgets, a_sheet_takes_what_lies_under_it_out_of_reach) {
  UiDriver driver({}, draw_timeout_sample);
  EXPECT_FALSE(driver.has(Role::button, "下面的按钮"));
  EXPECT_TRUE(driver.has(Role::button, "我还在"));
  EXPECT_TRUE(driver.has(Role::button, "呼叫员工"));
  for (int step = 0; step < 3; ++step) driver.key("Tab");
  for (const Node& node : driver.nodes()) {
    EXPECT_FALSE(node.state.focused && node.covered) << node.id;
  }
}

TEST(Widgets, every_access_item_answers) {
  std::vector<AccessTap> taps;
  UiDriver driver({.language = "en"}, [&](Frame& frame) {
    const AccessTap tap = access_bar(frame, {.other_language = "中文"});
    if (tap != AccessTap::none) taps.push_back(tap);
  });
  for (const char* label : {"中文", "Call staff", "Restart"}) driver.tap(Role::button, label);
  for (const char* label : {"Big text", "Contrast", "Reach", "Speech"}) {
    driver.tap(Role::toggle, label);
  }
  EXPECT_THAT(taps, testing::ElementsAre(AccessTap::language, AccessTap::call_staff,
                                         AccessTap::start_over, AccessTap::large_text,
                                         AccessTap::contrast, AccessTap::reach, AccessTap::speech));
  driver.set_access({.large_text = true});
  EXPECT_EQ(list_findings(driver.self_check()), "");
}

TEST(Widgets, keys_reach_and_activate_everything_with_the_ring_shown) {
  Seen seen;
  UiDriver driver({}, [&](Frame& frame) {
    const ActionTap tap = action_bar(frame, {.back = "返回", .primary = "继续"});
    seen.add(tap == ActionTap::back, "back");
    seen.add(tap == ActionTap::primary, "primary");
  });
  const image::Pixels before = driver.pixels();
  driver.key("Tab");
  EXPECT_FALSE(before == driver.pixels());
  driver.key("Return");
  driver.key("Right");
  driver.key("Space");
  EXPECT_THAT(seen.taps, testing::ElementsAre("back", "primary"));
  driver.tap_at({540, 900});
  EXPECT_TRUE(before == driver.pixels()) << "a touch hides the ring";
}

TEST(Widgets, a_press_is_shown_before_it_is_released) {
  UiDriver driver({}, [](Frame& frame) {
    primary_button(frame, {.id = "b", .rect = {48, 600, 984, 120}, .label = "继续"});
  });
  driver.press_down({100, 660});
  EXPECT_TRUE(driver.find(Role::button, "继续").state.pressed);
  const image::Pixels pixels = driver.pixels();
  const std::size_t at = (620 * 1080 + 80) * 4;
  EXPECT_EQ(pixels.rgba[at], 0x0A);
  EXPECT_EQ(pixels.rgba[at + 1], 0x43);
  driver.press_up({100, 660});
  EXPECT_FALSE(driver.find(Role::button, "继续").state.pressed);
}

TEST(Widgets, a_still_screen_draws_nothing_and_a_countdown_once_a_second) {
  std::int64_t left_ms = 0;
  UiDriver driver({}, [&](Frame& frame) {
    frame.text({48, 200}, "静");
    if (left_ms > 0) {
      countdown_bar(frame, {.text = "清除", .left_ms = left_ms, .of_ms = 10'000});
    }
  });
  const std::int64_t still = driver.frames_drawn();
  driver.advance_ms(60'000);
  EXPECT_EQ(driver.frames_drawn(), still);
  left_ms = 10'000;
  driver.invalidate();
  driver.settle();
  const std::int64_t counted = driver.frames_drawn();
  driver.advance_ms(900);
  EXPECT_EQ(driver.frames_drawn(), counted);
  driver.advance_ms(200);
  EXPECT_EQ(driver.frames_drawn(), counted + 1);
}

TEST(Widgets, a_smaller_window_is_letterboxed_and_still_touched_where_it_shows) {
  Seen seen;
  UiDriver driver({.width_px = 720, .height_px = 1360}, [&](Frame& frame) {
    seen.add(button(frame, {.id = "b", .rect = {48, 1640, 296, 120}, .label = "返回"}), "tap");
  });
  driver.tap(Role::button, "返回");
  EXPECT_THAT(seen.taps, testing::ElementsAre("tap"));
}

TEST(Widgets, text_that_does_not_fit_is_cut_and_reported) {
  UiDriver driver({}, [](Frame& frame) {
    frame.text({48, 200}, "An English sentence that is far too long", {.max_width = 300});
    frame.text({48, 300}, "grey on white", {.colour = rgb(0xBBBBBB)});
  });
  const auto findings = driver.self_check();
  ASSERT_EQ(findings.size(), 2U) << list_findings(findings);
  EXPECT_EQ(findings[0].fault, Fault::text_clipped);
  EXPECT_EQ(findings[1].fault, Fault::contrast_text);
}

}  // namespace
}  // namespace lobby::tests
