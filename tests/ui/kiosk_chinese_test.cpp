// Goal: a guest types a Chinese name on the screen, on a real keyboard or by ear, and it is on the
// review as it was chosen; the bar and its page hold the floors of the design. Method: real SDL
// touches on the on-screen keys, and librime with the packaged dictionary as lobby-kiosk opens it.
#include <algorithm>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include <gtest/gtest.h>

#include "app/kiosk/wiring.h"
#include "app/ui/candidate_bar.h"
#include "app/ui/keyboard.h"
#include "core/flow/kiosk_entry.h"
#include "tests/fakes/rig.h"
#include "tests/ui/kiosk_finish_stage.h"
#include "tests/ui/lone_kiosk.h"

namespace lobby::tests {
namespace kiosk_chinese_test {

using flow::KioskScreen;
using ui::Role;

const ServiceId king = ServiceId::literal("lake-view-king");

std::unique_ptr<port::InputMethod> open_dictionary() {
  return kiosk::open_pinyin(built_assets()).value();
}

// A guest at the name field, phone and consent given.
flow::KioskState at_name(std::string_view name = "") {
  flow::KioskState state = filled_details(king);
  state.name = name;
  return state;
}

class ChineseName : public testing::TestWithParam<Look> {
 protected:
  ChineseName() : stage_(GetParam(), at_name()) {
    stage_.pinyin = pinyin_.get();
    stage_.show(at_name());
  }
  UiDriver& driver() { return stage_.driver(); }
  bool zh() const { return GetParam().language != "en"; }
  std::string says(ui::Msg message) {
    ui::TextCatalog texts = load_test_texts();
    texts.select(zh() ? "zh_CN" : "en");
    return std::string(texts.tr(message));
  }
  void turn_chinese_on() {
    if (!zh()) {
      driver().tap(Role::key, says("Chinese characters"));
    }
  }
  // One touch on a candidate; through the pages where the bar does not have it.
  void choose(std::string_view text) {
    const std::string next = says("Next page");
    if (!driver().has(Role::key, text) && driver().has(Role::key, says("More"))) {
      driver().tap(Role::key, says("More"));
    }
    while (!driver().has(Role::key, text)) {
      ASSERT_FALSE(driver().find(Role::key, next).state.disabled) << text << " is on no page";
      driver().tap(Role::key, next);
    }
    driver().tap(Role::key, text);
  }
  void go_to_review() {
    stage_.turn_part();  // to the consent, where the roomy layout has it on a part of its own
    driver().tap(Role::button, says("Next: review"));
  }
  void must_fit(std::string_view scene) {
    EXPECT_EQ(stage_.findings(), "") << scene;
    stage_.save(std::string("chinese-") + std::string(scene));
  }

  std::unique_ptr<port::InputMethod> pinyin_ = open_dictionary();
  Stage stage_;
};

TEST_P(ChineseName, lin_yi_is_typed_and_stands_on_the_review) {
  turn_chinese_on();
  must_fit("surnames");
  driver().tap_keys("linyi");
  EXPECT_TRUE(driver().has_text("linyi"));
  must_fit("surname");
  EXPECT_EQ(stage_.state().name, "");
  choose("林");
  must_fit("syllable");
  EXPECT_TRUE(driver().find(Role::button, says("Choose the characters")).state.disabled);
  choose("怡");
  EXPECT_EQ(stage_.state().name, "林怡");
  must_fit("name");
  go_to_review();
  EXPECT_EQ(stage_.state().screen, KioskScreen::review);
  EXPECT_TRUE(driver().has_text("林怡"));
}

TEST_P(ChineseName, ou_yang_is_one_touch) {
  turn_chinese_on();
  driver().tap_keys("ouyang");
  const ui::Node first = driver().find(Role::key, "欧阳");
  EXPECT_TRUE(first.state.selected);
  EXPECT_NE(first.value.find("1"), std::string::npos) << first.value;
  must_fit("compound");
  choose("欧阳");
  driver().tap_keys("nana");
  choose("娜");
  EXPECT_EQ(stage_.state().composing.letters, "na");
  choose("娜");
  EXPECT_EQ(stage_.state().name, "欧阳娜娜");
  go_to_review();
  EXPECT_TRUE(driver().has_text("欧阳娜娜"));
}

TEST_P(ChineseName, pages_hold_every_candidate_and_the_keys_come_back) {
  turn_chinese_on();
  stage_.show([&] {
    flow::KioskState state = stage_.state();
    state.name = "林";
    return state;
  }());
  driver().tap_keys("yi");
  driver().tap(Role::key, says("More"));
  must_fit("page");
  EXPECT_FALSE(driver().has(Role::key, says("Space")));
  EXPECT_TRUE(driver().find(Role::key, says("Previous")).state.disabled);
  driver().tap(Role::key, says("Next page"));
  must_fit("page-2");
  driver().tap(Role::key, says("Previous"));
  driver().tap(Role::key, says("Keys"));
  EXPECT_TRUE(driver().has(Role::key, says("Space")));
  driver().tap(Role::key, says("More"));
  driver().tap(Role::key, says("Delete"));
  EXPECT_EQ(stage_.state().composing.letters, "y");
}

TEST_P(ChineseName, words_split_and_digits_have_their_keys) {
  turn_chinese_on();
  driver().tap(Role::key, says("Names"));
  EXPECT_TRUE(stage_.state().composing.words);
  must_fit("words-hint");
  driver().tap_keys("zhongguoren");
  must_fit("words");
  driver().tap(Role::key, says("More"));
  must_fit("words-page");
  driver().tap(Role::key, says("Keys"));
  choose("中国人");
  EXPECT_EQ(stage_.state().name, "中国人");
  driver().tap_keys("xi");
  driver().tap(Role::key, says("Split"));
  driver().tap_keys("an");
  EXPECT_EQ(stage_.state().composing.letters, "xi'an");
  driver().tap_keys(" ");
  EXPECT_EQ(stage_.state().name, "中国人西安");
  driver().tap(Role::key, says("Symbols"));
  must_fit("numbers");
  driver().tap_keys("2");
  EXPECT_EQ(stage_.state().name, "中国人西安2");
  driver().tap(Role::key, says("Letters"));
  driver().tap_keys("v");
  EXPECT_TRUE(driver().has_text(says("No character is spelled so")));
  must_fit("nothing");
}

TEST_P(ChineseName, latin_letters_stay_possible) {
  turn_chinese_on();
  driver().tap_keys("li");
  driver().tap(Role::key, says("Latin letters"));
  EXPECT_EQ(stage_.state().name, "li");
  EXPECT_TRUE(driver().has(Role::key, says("Chinese characters")));
  must_fit("latin");
  driver().tap_keys(" 2");
  EXPECT_EQ(stage_.state().name, "li 2");
}

TEST_P(ChineseName, the_longest_that_can_be_composed_shows_its_end) {
  turn_chinese_on();
  driver().tap_keys("ouyang");
  choose("欧阳");
  driver().type("zhuangchuangshuangxiangxiang");
  EXPECT_EQ(stage_.state().composing.letters.size(), port::composing_letters_max);
  must_fit("longest");
}

TEST_P(ChineseName, a_real_keyboard_composes_too) {
  turn_chinese_on();
  driver().type("ouyang");
  EXPECT_EQ(stage_.state().composing.letters, "ouyang");
  driver().type("1");
  EXPECT_EQ(stage_.state().name, "欧阳");
  driver().type("yi");
  driver().key("Backspace");
  EXPECT_EQ(stage_.state().composing.letters, "y");
  EXPECT_EQ(stage_.state().name, "欧阳");
}

// Each orientation, language, theme and size of text at least once.
std::vector<Look> some_looks() {
  using enum ui::Orientation;
  return {{portrait, "zh-CN"},
          {landscape, "en", true},
          {landscape, "zh-CN", false, true, true},
          {portrait, "en", true, true},
          {portrait, "zh-CN", false, false, true}};
}

INSTANTIATE_TEST_SUITE_P(Kiosk, ChineseName, testing::ValuesIn(some_looks()), [](const auto& look) {
  std::string name = name_of(look.param);
  std::ranges::replace(name, '-', '_');
  return name;
});

// The lowest tray that a screen may give: rows of 76.
TEST(CandidateBar, a_low_tray_holds_the_floors) {
  constexpr float low = 440;
  for (const bool portrait : {true, false}) {
    const ui::Rect tray = portrait ? ui::Rect{0, 1176, 1080, low} : ui::Rect{840, 368, 1080, low};
    for (const bool opened : {false, true}) {
      for (const bool words : {false, true}) {
        const ui::CandidateBarSpec spec{
            .tray = tray,
            .mode = "Names",
            .candidates = words ? std::vector<std::string_view>{"中华人民共和国成立大会万", "中国"}
                                : std::vector<std::string_view>(35, "怡")};
        const ui::Orientation orientation =
            portrait ? ui::Orientation::portrait : ui::Orientation::landscape;
        UiDriver driver({.orientation = orientation, .language = "en"}, [&](ui::Frame& frame) {
          ui::KeyboardState keys;
          if (opened) {
            ui::candidate_page(frame, spec);
          } else {
            ui::keyboard(frame, keys, {.tray = tray, .language_key = "中/英", .composes = true});
            ui::candidate_bar(frame, spec);
          }
        });
        driver.settle();
        EXPECT_EQ(list_findings(driver.self_check()), "") << portrait << opened << words;
      }
    }
  }
}

// By ear: candidates are controls like others, and what was typed is said.
TEST(ChineseByEar, a_guest_who_listens_chooses_a_surname) {
  const auto pinyin = open_dictionary();
  LoneKiosk kiosk({.pinyin = pinyin.get()});
  const auto find = [&](std::string_view words) {
    for (int presses = 0; presses < 150; ++presses) {
      if (kiosk.speech().heard().find(words) != std::string::npos) {
        return true;
      }
      kiosk.key("Right");
    }
    return false;
  };
  kiosk.key("F15");
  kiosk.kiosk().take(flow::StartTouched{});
  kiosk.kiosk().take(flow::ServiceChosen{king});
  kiosk.kiosk().take(flow::NextTouched{});
  kiosk.kiosk().take(flow::NextTouched{});
  ASSERT_EQ(kiosk.kiosk().state().screen, KioskScreen::details);
  kiosk.kiosk().take(flow::FieldFocused{flow::FieldId::name});
  kiosk.settle();
  kiosk.key("Right");
  kiosk.driver().type("linyi");
  kiosk.settle();
  EXPECT_NE(kiosk.speech().heard().find("linyi"), std::string::npos) << kiosk.speech().heard();
  ASSERT_TRUE(find("林, 候选 1")) << kiosk.driver().list_nodes();
  kiosk.key("Return");
  EXPECT_EQ(kiosk.kiosk().state().name, "林");
  EXPECT_EQ(kiosk.kiosk().state().composing.letters, "yi");
}

}  // namespace kiosk_chinese_test
}  // namespace lobby::tests
