// Goal: attract, services, options and out of service hold the floors of the design everywhere,
// for every service of the catalogue. Method: states made by the flow over a sample of what is
// left, drawn in both languages, both orientations and both themes; the self-check finds nothing.
#include <algorithm>
#include <array>
#include <utility>

#include <gtest/gtest.h>

#include "app/kiosk/screens/screens.h"
#include "tests/ui/kiosk_choose_scenes.h"

namespace lobby::tests {
namespace {

// Of the options one service of each kind is compared with its picture; the others differ in words.
bool is_compared(std::string_view scene) {
  constexpr std::string_view options = "options-";
  return !scene.starts_with(options) ||
         std::ranges::any_of(std::array{"lake-view-king", "yunting-hall", "lake-spa", "pool-day"},
                             [&](std::string_view service) {
                               return scene.substr(options.size()).starts_with(service);
                             });
}

class ChooseLook : public testing::TestWithParam<Look> {};

TEST_P(ChooseLook, every_screen_passes_the_self_check) {
  Stage stage(GetParam(), at_attract());
  for (ChooseScene& scene : choose_scenes()) {
    stage.show(std::move(scene.state));
    EXPECT_EQ(stage.faults(scene.name, is_compared(scene.name)), "");
  }
}

// Six weeks on one card, in both directions of turning.
TEST_P(ChooseLook, every_month_of_the_horizon_fits) {
  Stage stage(GetParam(), at_attract());
  flow::KioskState state = opened(ServiceId::literal("yunting-suite"));
  for (int month = 0; month < 12; ++month) {
    state = chosen(std::move(state), flow::DatesTurned{1});
    stage.show(state);
    if (month == 7) stage.save("options-month-of-six-weeks");
    EXPECT_EQ(stage.findings(), "") << state.shown_from.text();
  }
}

// A kiosk that never had a catalogue still says what is the matter.
TEST_P(ChooseLook, out_of_service_needs_no_catalogue) {
  const catalog::Catalog none;
  flow::KioskState state = flow::first_state(none, demo_now());
  const Look& look = GetParam();
  state.language = look.language;
  state.high_contrast = look.high_contrast;
  state.large_text = look.large_text;
  state.reach = look.reach;
  const flow::KioskContext context{none, demo_zone(), demo_now()};
  UiDriver driver({.orientation = look.orientation,
                   .language = look.language == "en" ? "en" : "zh_CN",
                   .access = look.access()},
                  [&](ui::Frame& frame) { kiosk::draw_kiosk(frame, {state, context}); });
  EXPECT_EQ(list_findings(driver.self_check()), "");
}

INSTANTIATE_TEST_SUITE_P(Kiosk, ChooseLook, testing::ValuesIn(every_look()), [](const auto& look) {
  std::string name = name_of(look.param);
  std::erase(name, '-');
  return name;
});

}  // namespace
}  // namespace lobby::tests
