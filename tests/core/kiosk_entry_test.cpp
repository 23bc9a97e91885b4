// Goal: Chinese and Latin names are typed side by side, nothing typed is lost by going back, and
// nothing is left of it afterwards. Method: a guest drives step() with an input method that knows a
// few syllables and answers at once, as the wiring does.
#include "core/flow/kiosk_entry.h"

#include <algorithm>

#include <gtest/gtest.h>

#include "core/base/limits.h"
#include "core/base/text.h"
#include "tests/fakes/few_characters.h"
#include "tests/fakes/kiosk_guest.h"

namespace lobby::flow {
namespace kiosk_entry_test {

using tests::FewCharacters;
using tests::KioskGuest;

class KioskEntry : public testing::Test {
 protected:
  KioskEntry() {
    guest_.pinyin = &pinyin_;
    guest_.go_to_details();
    guest_.take(LanguageChosen{"zh-CN"});
    guest_.take(KeyTyped{"13800005678"});
    guest_.take(FieldFocused{FieldId::name});
  }
  void type(std::string_view text) { guest_.take(KeyTyped{std::string(text)}); }
  // As a finger does on what is offered.
  void choose(std::string_view text) {
    const std::vector<port::Candidate> all = offered_now();
    const auto found = std::ranges::find(all, text, &port::Candidate::text);
    ASSERT_NE(found, all.end()) << text << " is not offered";
    guest_.take(CandidateChosen{static_cast<std::size_t>(found - all.begin())});
  }
  std::vector<port::Candidate> offered_now() const {
    return offered(guest_.state.composing, guest_.state.name);
  }
  std::string first() const { return offered_now().empty() ? "" : offered_now().front().text; }
  const std::string& name() const { return guest_.state.name; }
  const std::string& letters() const { return guest_.state.composing.letters; }

  FewCharacters pinyin_;
  KioskGuest guest_;
};

TEST_F(KioskEntry, a_surname_first_then_a_character_a_syllable) {
  EXPECT_TRUE(is_composing(guest_.state, guest_.context()));
  EXPECT_EQ(first(), "王");  // the common ones, before a letter
  type("linyi");
  EXPECT_EQ(name(), "");
  EXPECT_EQ(first(), "林");  // and not the town 临沂
  EXPECT_EQ(std::ranges::count(offered_now(), "林", &port::Candidate::text), 1);
  choose("林");
  EXPECT_EQ(letters(), "yi");
  EXPECT_EQ(first(), "一");
  EXPECT_EQ(offered_now()[1].text, "怡");  // 以 is in no name
  EXPECT_EQ(offered_now().back().text, "以");
  choose("怡");
  EXPECT_EQ(name(), "林怡");
  EXPECT_EQ(letters(), "");
  EXPECT_TRUE(offered_now().empty());
}

TEST_F(KioskEntry, a_surname_of_two_characters_is_one_touch) {
  type("ouyang");
  EXPECT_EQ(first(), "欧阳");
  choose("欧阳");
  type("yi");
  choose("依");
  EXPECT_EQ(name(), "欧阳依");
}

TEST_F(KioskEntry, a_common_surname_needs_no_letter) {
  choose("陈");
  type("xi'an");
  choose("溪");
  EXPECT_EQ(letters(), "an");
  choose("安");
  EXPECT_EQ(name(), "陈溪安");
}

TEST_F(KioskEntry, words_are_the_other_mode) {
  guest_.take(WordsSwitched{});
  EXPECT_TRUE(offered_now().empty());
  type("linyi");
  EXPECT_EQ(first(), "临沂");
  guest_.take(WordsSwitched{});
  EXPECT_EQ(first(), "林");
  EXPECT_EQ(letters(), "linyi");
}

TEST_F(KioskEntry, letters_are_erased_before_characters) {
  type("lin");
  choose("林");
  type("yi");
  guest_.take(KeyErased{});
  EXPECT_EQ(letters(), "y");
  guest_.take(KeyErased{});
  EXPECT_EQ(letters(), "");
  EXPECT_EQ(name(), "林");
  guest_.take(KeyErased{});
  EXPECT_EQ(name(), "");
  EXPECT_EQ(first(), "王");
}

TEST_F(KioskEntry, a_real_keyboard_chooses_with_space_and_digits) {
  type("lin yi2");  // in one event, as when the machine was busy
  EXPECT_EQ(name(), "林怡");
  EXPECT_EQ(letters(), "");
  type(" 2");
  EXPECT_EQ(name(), "林怡 2");  // with no letters they are what they are
  guest_.take(KeyErased{});
  type("YI");
  EXPECT_EQ(letters(), "yi");
}

TEST_F(KioskEntry, what_is_no_pinyin_stays_as_it_was_typed) {
  type("lin");
  type("-");
  EXPECT_EQ(name(), "lin-");
  type("v ");
  EXPECT_EQ(name(), "lin-v ");
  type("9");
  EXPECT_EQ(name(), "lin-v 9");
  type("'");
  EXPECT_EQ(name(), "lin-v 9'");
}

TEST_F(KioskEntry, latin_letters_are_one_key_away) {
  type("lin");
  guest_.take(ScriptSwitched{});
  EXPECT_EQ(name(), "lin") << "what was composed is not lost";
  EXPECT_FALSE(is_composing(guest_.state, guest_.context()));
  type(" Yi");
  EXPECT_EQ(name(), "lin Yi");
  guest_.take(ScriptSwitched{});
  type("yi");
  EXPECT_EQ(letters(), "yi");
}

TEST_F(KioskEntry, the_script_follows_the_language_until_the_guest_says) {
  guest_.take(LanguageChosen{"en"});
  EXPECT_FALSE(is_composing(guest_.state, guest_.context()));
  guest_.take(LanguageChosen{"zh-CN"});
  EXPECT_TRUE(is_composing(guest_.state, guest_.context()));
  type("yi");
  guest_.take(LanguageChosen{"en"});
  EXPECT_TRUE(is_composing(guest_.state, guest_.context())) << "letters are under way";
  guest_.take(ScriptSwitched{});
  guest_.take(LanguageChosen{"zh-CN"});
  EXPECT_FALSE(is_composing(guest_.state, guest_.context())) << "the guest's own choice";
}

TEST_F(KioskEntry, without_an_input_method_letters_are_letters) {
  guest_.pinyin = nullptr;
  guest_.take(ScriptSwitched{});
  EXPECT_FALSE(is_composing(guest_.state, guest_.context()));
  type("Lin");
  EXPECT_EQ(name(), "Lin");
}

TEST_F(KioskEntry, when_the_input_method_fails_surnames_and_letters_are_left) {
  pinyin_.break_it();
  type("lin");
  EXPECT_EQ(first(), "林");
  choose("林");
  type("yi");
  EXPECT_TRUE(offered_now().empty());
  guest_.take(ScriptSwitched{});
  EXPECT_EQ(name(), "林yi");
}

TEST_F(KioskEntry, going_back_and_forth_keeps_letters_and_holds_the_guest_until_they_are_chosen) {
  guest_.take(DataConsentToggled{});
  type("lin");
  choose("林");
  EXPECT_EQ(obstacle(guest_.state, guest_.context()), Obstacle::none);
  type("yi");
  EXPECT_EQ(obstacle(guest_.state, guest_.context()), Obstacle::name_composing);
  guest_.take(NextTouched{});
  EXPECT_EQ(guest_.state.screen, KioskScreen::details);
  const Composing composing = guest_.state.composing;
  guest_.take(KeyboardHidden{});
  guest_.take(BackTouched{});
  guest_.take(BackTouched{});
  guest_.take(NextTouched{});
  guest_.take(NextTouched{});
  EXPECT_EQ(guest_.state.screen, KioskScreen::details);
  EXPECT_EQ(guest_.state.focus, FieldId::name);
  EXPECT_EQ(guest_.state.composing, composing);
  choose("怡");
  guest_.take(NextTouched{});
  EXPECT_EQ(guest_.state.screen, KioskScreen::review);
  EXPECT_EQ(name(), "林怡");
}

TEST_F(KioskEntry, all_candidates_open_in_place_of_the_keys_and_close_by_themselves) {
  type("lin");
  choose("林");
  type("yi");
  guest_.take(CandidatesOpened{true, 3});
  EXPECT_TRUE(guest_.state.composing.opened);
  EXPECT_EQ(guest_.state.composing.shown, 3);
  guest_.take(CandidatesOpened{true, 900});
  EXPECT_EQ(guest_.state.composing.shown, 0);
  choose("奕");
  EXPECT_FALSE(guest_.state.composing.opened);
  EXPECT_EQ(name(), "林奕");
  guest_.take(CandidatesOpened{true, 0});
  EXPECT_FALSE(guest_.state.composing.opened) << "there is nothing to show";
}

TEST_F(KioskEntry, limits_are_kept) {
  guest_.take(ScriptSwitched{});
  type(std::string(limits::guest_name_code_points - 1, 'x'));
  guest_.take(ScriptSwitched{});
  type("yi");
  choose("怡");
  EXPECT_EQ(code_point_count(name()), limits::guest_name_code_points);
  const std::string full = name();
  type("yi");
  choose("怡");
  EXPECT_EQ(name(), full);
  EXPECT_EQ(letters(), "yi") << "still there to be erased";
  type(std::string(5'000, 'y'));
  EXPECT_EQ(letters().size(), port::composing_letters_max);
  guest_.take(ScriptSwitched{});
  EXPECT_EQ(name(), full);
}

TEST_F(KioskEntry, letters_that_the_name_has_no_room_for_stay_in_sight) {
  guest_.take(DataConsentToggled{});
  guest_.take(ScriptSwitched{});
  type(std::string(limits::guest_name_code_points - 3, 'x'));
  guest_.take(ScriptSwitched{});
  type("linyi");
  const std::string before = name();
  guest_.take(ScriptSwitched{});
  EXPECT_EQ(letters(), "linyi");
  EXPECT_TRUE(is_composing(guest_.state, guest_.context())) << "they can be chosen";
  EXPECT_EQ(obstacle(guest_.state, guest_.context()), Obstacle::name_composing);
  type("z");  // goes behind the letters and not before them
  EXPECT_EQ(name(), before);
  EXPECT_EQ(letters(), "linyiz");
  guest_.take(LanguageChosen{"en"});
  EXPECT_TRUE(is_composing(guest_.state, guest_.context()));
  for (int erased = 0; erased < 3; ++erased) {
    guest_.take(KeyErased{});
  }
  guest_.take(ScriptSwitched{});
  EXPECT_EQ(name(), before + "lin");
  EXPECT_EQ(letters(), "");
  EXPECT_FALSE(is_composing(guest_.state, guest_.context()));
}

TEST_F(KioskEntry, a_full_name_with_letters_is_told_and_can_be_erased) {
  guest_.take(DataConsentToggled{});
  guest_.take(ScriptSwitched{});
  type(std::string(limits::guest_name_code_points, 'x'));
  guest_.take(ScriptSwitched{});
  type("yi");
  choose("怡");  // for which there is no room
  EXPECT_EQ(letters(), "yi");
  EXPECT_EQ(obstacle(guest_.state, guest_.context()), Obstacle::name_wrong);
  guest_.take(NextTouched{});
  EXPECT_EQ(guest_.state.screen, KioskScreen::details);
  guest_.take(KeyErased{});
  guest_.take(KeyErased{});
  EXPECT_EQ(letters(), "");
  EXPECT_EQ(obstacle(guest_.state, guest_.context()), Obstacle::none);
}

TEST_F(KioskEntry, an_answer_to_other_letters_is_not_taken) {
  guest_.pinyin = nullptr;
  guest_.state.composing.script = Script::chinese;
  guest_.state.name = "林";
  KioskContext context = guest_.context();
  context.chinese = true;
  KioskState state = step(guest_.state, KeyTyped{"yi"}, context).state;
  state = step(state, CandidatesFound{"y", {{"一", 1}}}, context).state;
  EXPECT_TRUE(state.composing.candidates.empty());
  state = step(state, KeyTyped{" "}, context).state;  // waits for the answer
  EXPECT_EQ(state.name, "林");
  const std::string sentence = "一二三四五六七八九十一二三";
  state = step(state, CandidatesFound{"yi", {{sentence, 2}, {"一", 2}}}, context).state;
  EXPECT_EQ(state.name, "林一");
}

TEST_F(KioskEntry, nothing_of_it_outlives_the_guest) {
  type("lin");
  choose("林");
  type("yi");
  guest_.take(CandidatesOpened{true, 0});
  guest_.take(OverlayOpened{KioskOverlay::start_over});
  guest_.take(StartOverConfirmed{});
  EXPECT_EQ(guest_.state.composing, Composing{});
  EXPECT_EQ(name(), "");
}

}  // namespace kiosk_entry_test
}  // namespace lobby::flow
