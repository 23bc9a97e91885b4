// Goal: presses and focus follow the rules of ui.md. Method: the pure press model over hand-made
// nodes, events in canvas pixels (scale 1), one frame at a time.
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "app/ui/adapt.h"
#include "app/ui/frame_pacer.h"
#include "app/ui/interaction.h"

namespace lobby::ui {
namespace {

Node control(std::string id, Rect rect, Role role = Role::button) {
  Node node;
  node.id = std::move(id);
  node.role = role;
  node.rect = rect;
  node.interactive = true;
  return node;
}

Event pointer(EventKind kind, float x, float y, bool touch = true) {
  Event event;
  event.kind = kind;
  event.at = {x, y};
  event.touch = touch;
  return event;
}

Event key(Key code, bool shift = false) {
  Event event;
  event.kind = EventKind::key_down;
  event.key = code;
  event.shift = shift;
  return event;
}

class Pressing : public testing::Test {
 protected:
  void frame() { interaction.begin(nodes, {}); }

  std::vector<Node> nodes = {control("a", {0, 0, 100, 100}), control("b", {200, 0, 100, 100}),
                             control("c", {0, 200, 100, 100})};
  Interaction interaction;
};

TEST_F(Pressing, shows_at_once_and_activates_on_release_inside) {
  interaction.push(pointer(EventKind::pointer_down, 50, 50));
  interaction.push(pointer(EventKind::pointer_up, 50, 50));
  frame();
  EXPECT_TRUE(interaction.pressed("a"));
  EXPECT_FALSE(interaction.activated("a"));
  frame();
  EXPECT_FALSE(interaction.pressed("a"));
  EXPECT_TRUE(interaction.activated("a"));
  frame();
  EXPECT_FALSE(interaction.activated("a"));
}

TEST_F(Pressing, forgives_twelve_pixels_and_no_more) {
  for (const float out : {111.F, 113.F}) {
    interaction.push(pointer(EventKind::pointer_down, 95, 50));
    frame();
    interaction.push(pointer(EventKind::pointer_move, out, 50));
    frame();
    EXPECT_EQ(interaction.pressed("a"), out < 112);
    interaction.push(pointer(EventKind::pointer_up, out, 50));
    frame();
    EXPECT_EQ(interaction.activated("a"), out < 112) << out;
  }
}

TEST_F(Pressing, coming_back_inside_takes_it_up_again_and_another_node_never_fires) {
  interaction.push(pointer(EventKind::pointer_down, 50, 50));
  frame();
  interaction.push(pointer(EventKind::pointer_move, 250, 50));
  frame();
  EXPECT_FALSE(interaction.pressed("b"));
  interaction.push(pointer(EventKind::pointer_up, 250, 50));
  frame();
  EXPECT_EQ(interaction.activated(), "");
}

TEST_F(Pressing, two_quick_taps_are_seen_by_two_frames_in_order) {
  for (const float x : {50.F, 250.F}) {
    interaction.push(pointer(EventKind::pointer_down, x, 50));
    interaction.push(pointer(EventKind::pointer_up, x, 50));
  }
  std::string order;
  while (interaction.has_pending()) {
    frame();
    order += interaction.activated();
  }
  EXPECT_EQ(order, "ab");
}

TEST_F(Pressing, touch_leaves_no_hover_and_a_mouse_does) {
  interaction.push(pointer(EventKind::pointer_move, 10, 10, false));
  frame();
  EXPECT_TRUE(interaction.hover().has_value());
  interaction.push(pointer(EventKind::pointer_down, 10, 10));
  interaction.push(pointer(EventKind::pointer_up, 10, 10));
  frame();
  frame();
  EXPECT_FALSE(interaction.hover().has_value());
}

TEST_F(Pressing, disabled_and_covered_nodes_do_not_react_and_the_topmost_wins) {
  nodes[0].state.disabled = true;
  nodes[1].covered = true;
  nodes.push_back(control("over", {0, 200, 50, 50}));
  for (const Point at : {Point{50, 50}, Point{250, 50}, Point{20, 220}}) {
    interaction.push(pointer(EventKind::pointer_down, at.x, at.y));
    interaction.push(pointer(EventKind::pointer_up, at.x, at.y));
  }
  std::string order;
  while (interaction.has_pending()) {
    frame();
    order += interaction.activated();
  }
  EXPECT_EQ(order, "over");
}

TEST_F(Pressing, tab_walks_in_order_and_wraps_and_enter_activates) {
  std::string order;
  for (int step = 0; step < 4; ++step) {
    interaction.push(key(Key::tab));
    frame();
    order += interaction.focus();
  }
  EXPECT_EQ(order, "abca");
  interaction.push(key(Key::tab, true));
  frame();
  EXPECT_TRUE(interaction.focused("c"));
  interaction.push(key(Key::enter));
  frame();
  EXPECT_TRUE(interaction.activated("c"));
}

TEST_F(Pressing, arrows_go_where_they_point_and_a_touch_hides_the_ring) {
  interaction.push(key(Key::tab));
  interaction.push(key(Key::right));
  frame();
  frame();
  EXPECT_TRUE(interaction.focused("b"));
  interaction.push(key(Key::left));
  interaction.push(key(Key::down));
  frame();
  frame();
  EXPECT_TRUE(interaction.focused("c"));
  interaction.push(pointer(EventKind::pointer_down, 500, 500));
  frame();
  EXPECT_FALSE(interaction.focus_visible());
}

TEST_F(Pressing, a_field_keeps_space_and_the_side_arrows_for_itself) {
  nodes[0].role = Role::field;
  interaction.push(key(Key::tab));
  interaction.push(key(Key::space));
  interaction.push(key(Key::right));
  frame();
  frame();
  EXPECT_FALSE(interaction.activated("a"));
  EXPECT_TRUE(interaction.focused("a"));
}

TEST_F(Pressing, focus_that_lost_its_node_falls_to_the_first_one) {
  interaction.push(key(Key::tab));
  interaction.push(key(Key::tab));
  frame();
  frame();
  nodes.erase(nodes.begin() + 1);
  interaction.end(nodes);
  EXPECT_TRUE(interaction.focused("a"));
  interaction.clear();
  EXPECT_FALSE(interaction.focus_visible());
}

TEST(KeyName, reads_sdl_names) {
  EXPECT_EQ(key_from_name("Return").key, Key::enter);
  EXPECT_EQ(key_from_name("F12").key, Key::f12);
  EXPECT_EQ(key_from_name("K").character, U'k');
  EXPECT_EQ(key_from_name("Left Shift").key, Key::none);
}

TEST(FramePacer, draws_three_frames_after_an_event_and_then_rests) {
  FramePacer pacer;
  for (int frame = 0; frame < 3; ++frame) {
    EXPECT_TRUE(pacer.due(0));
    pacer.note_frame(0, false, false, -1);
  }
  EXPECT_FALSE(pacer.due(1'000'000));
  EXPECT_EQ(pacer.wait_ms(5), FramePacer::for_ever);
  pacer.note_event();
  EXPECT_EQ(pacer.wait_ms(5), 0);
}

TEST(FramePacer, goes_on_while_input_is_pending) {
  FramePacer pacer;
  for (int frame = 0; frame < 10; ++frame) pacer.note_frame(0, true, false, -1);
  EXPECT_TRUE(pacer.due(0));
}

TEST(FramePacer, paces_animation_and_wakes_at_deadlines) {
  FramePacer pacer{.frames_due = 1};
  pacer.note_frame(1'000, false, true, -1);
  EXPECT_FALSE(pacer.due(1'033));
  EXPECT_TRUE(pacer.due(1'034));
  pacer.note_frame(2'000, false, false, 3'000);
  EXPECT_EQ(pacer.wait_ms(2'400), 600);
  pacer.note_frame(3'000, false, false, 2'000);  // passed already: must not spin
  EXPECT_FALSE(pacer.due(3'000));
}

}  // namespace
}  // namespace lobby::ui
