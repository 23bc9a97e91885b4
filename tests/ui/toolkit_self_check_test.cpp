// Goal: the self-check finds every kind of fault and stays silent on a sound screen. Method: one
// sound screen as data, one fault planted at a time.
#include <functional>
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "app/ui/self_check.h"

namespace lobby::ui {
namespace toolkit_self_check_test {

Node control(std::string id, Rect rect) {
  Node node;
  node.id = std::move(id);
  node.role = Role::button;
  node.label = node.id;
  node.rect = rect;
  node.interactive = true;
  return node;
}

TextRecord text(std::string words, Rect box) {
  TextRecord record;
  record.text = std::move(words);
  record.box = box;
  record.size = box.h;
  record.colour = rgb(0x14181F);
  record.background = rgb(0xFFFFFF);
  return record;
}

Drawn sound_screen() {
  Drawn drawn;
  drawn.canvas = {1080, 1920};
  drawn.nodes = {control("back", {48, 1640, 296, 120}), control("next", {368, 1640, 664, 120})};
  drawn.nodes[1].primary = true;
  drawn.texts = {text("Title", {48, 200, 300, 72}), text("Back", {100, 1676, 120, 48})};
  drawn.edges = {{{48, 1640, 296, 120}, rgb(0x767F8E), rgb(0xF6F7F9), false}};
  return drawn;
}

struct Planted {
  Fault fault;
  std::function<void(Drawn&)> plant;
};

void PrintTo(const Planted& planted, std::ostream* out) {
  *out << name_of(planted.fault);
}

class SelfCheck : public testing::TestWithParam<Planted> {};

std::vector<Finding> check(const Drawn& drawn, const Panel& panel = {}) {
  return check_drawn(drawn, panel, kiosk_rules(Orientation::portrait, false));
}

TEST_P(SelfCheck, finds_the_planted_fault_and_nothing_else) {
  Drawn drawn = sound_screen();
  ASSERT_THAT(check(drawn), testing::IsEmpty());
  GetParam().plant(drawn);
  const std::vector<Finding> findings = check(drawn);
  ASSERT_EQ(findings.size(), 1U) << (findings.empty() ? ""
                                                      : to_string(findings[0]) + "\n" +
                                                            to_string(findings.back()));
  EXPECT_EQ(findings[0].fault, GetParam().fault) << to_string(findings[0]);
}

INSTANTIATE_TEST_SUITE_P(
    Faults, SelfCheck,
    testing::Values(
        Planted{Fault::duplicate_id, [](Drawn& drawn) { drawn.nodes[1].id = "back"; }},
        Planted{Fault::unlabelled, [](Drawn& drawn) { drawn.nodes[0].label.clear(); }},
        Planted{Fault::target_small,
                [](Drawn& drawn) {
                  drawn.nodes[0].rect.h = 71;
                  drawn.texts[1].box.y = 1650;
                }},
        Planted{Fault::primary_low, [](Drawn& drawn) { drawn.nodes[1].rect.h = 112; }},
        Planted{Fault::controls_overlap, [](Drawn& drawn) { drawn.nodes[0].rect.w = 330; }},
        Planted{Fault::off_screen, [](Drawn& drawn) { drawn.nodes[1].rect.w = 760; }},
        Planted{Fault::control_high,
                [](Drawn& drawn) { drawn.nodes.push_back(control("high", {48, 500, 96, 96})); }},
        Planted{Fault::text_clipped, [](Drawn& drawn) { drawn.texts[0].clipped = true; }},
        Planted{Fault::text_off_screen, [](Drawn& drawn) { drawn.texts[0].box.x = -4; }},
        Planted{Fault::text_overlaps,
                [](Drawn& drawn) { drawn.texts.push_back(text("Over", {60, 220, 100, 48})); }},
        Planted{Fault::text_crosses_control, [](Drawn& drawn) { drawn.texts[1].box.x = 20; }},
        Planted{Fault::text_small, [](Drawn& drawn) { drawn.texts[0].size = 30; }},
        Planted{Fault::contrast_text, [](Drawn& drawn) { drawn.texts[0].colour = rgb(0x888F9A); }},
        Planted{Fault::contrast_large,
                [](Drawn& drawn) {
                  drawn.texts[0].weight = Weight::bold;
                  drawn.texts[0].colour = rgb(0xAAAAAA);
                }},
        Planted{Fault::contrast_edge, [](Drawn& drawn) { drawn.edges[0].edge = rgb(0xDDE1E7); }},
        Planted{Fault::background_unknown,
                [](Drawn& drawn) { drawn.texts[0].background.reset(); }}),
    [](const auto& planted) { return std::string(name_of(planted.param.fault)); });

TEST(SelfCheckPanel, names_the_millimetres_on_a_panel_that_is_too_small) {
  Drawn drawn = sound_screen();
  drawn.nodes[0].rect = {48, 1640, 96, 96};
  drawn.texts.clear();
  EXPECT_THAT(check(drawn, {.diagonal_in = 27}), testing::IsEmpty());
  const auto findings = check(drawn, {.diagonal_in = 15.6F});
  ASSERT_FALSE(findings.empty());
  EXPECT_EQ(findings[0].fault, Fault::target_small_mm);
  EXPECT_THAT(findings[0].what, testing::HasSubstr("17.3 mm"));
}

TEST(SelfCheckPanel, covered_and_disabled_things_are_not_judged) {
  Drawn drawn = sound_screen();
  drawn.nodes.push_back(control("covered", {48, 100, 10, 10}));
  drawn.nodes.back().covered = true;
  drawn.texts[0].colour = rgb(0xFFFFFF);
  drawn.texts[0].disabled = true;
  EXPECT_THAT(check(drawn), testing::IsEmpty());
}

TEST(SelfCheckPanel, reach_mode_moves_the_line_down) {
  const Rules rules = kiosk_rules(Orientation::portrait, true);
  EXPECT_FLOAT_EQ(rules.controls_from_y, 960);
  EXPECT_FLOAT_EQ(kiosk_rules(Orientation::landscape, false).controls_from_y, 324);
}

}  // namespace toolkit_self_check_test
}  // namespace lobby::ui
