// Interaction: the press and focus model, kept between frames. Events are judged against the nodes
// of the frame the guest saw. A press starts on a node, follows a slop of 12 canvas pixels outside
// it, and activates on release inside; the pointer leaves after a touch release. One frame consumes
// events up to and including the next press, release or activating key, so every activation is seen
// by exactly one frame, in order. Pure: no Dear ImGui, no SDL. UI thread.
#pragma once

#include <deque>
#include <optional>
#include <string>
#include <vector>

#include "app/ui/input.h"
#include "app/ui/node.h"

namespace lobby::ui {

inline constexpr float press_slop_px = 12;

class Interaction {
 public:
  void push(Event event) { queue_.push_back(std::move(event)); }
  bool has_pending() const { return !queue_.empty(); }

  // Starts a frame: consumes events against `seen`, the nodes of the frame before.
  void begin(const std::vector<Node>& seen, const Fit& fit);
  // Ends a frame: a focus that is visible but lost its node falls to the first one left.
  void end(const std::vector<Node>& drawn);

  bool activated(std::string_view id) const { return !activated_.empty() && activated_ == id; }
  const std::string& activated() const { return activated_; }
  bool pressed(std::string_view id) const { return inside_ && !pressed_.empty() && pressed_ == id; }
  bool focused(std::string_view id) const { return focus_visible_ && focus_ == id; }
  const std::string& focus() const { return focus_; }
  bool focus_visible() const { return focus_visible_; }
  void set_focus(std::string_view id) { focus_ = id; }
  // Down and up also stop at what is only read, and at controls that are not available: a guest who
  // hears the screen has to find them. Right and left go from control to control. From the next
  // frame on.
  void set_reading(bool reading);
  // Where the press began on the activated node (canvas), for widgets that divide their rect.
  Point activated_at() const { return activated_at_; }
  // Hovering pointer of a mouse, canvas pixels; nothing with touch.
  std::optional<Point> hover() const { return hover_; }
  // What this frame consumed, for screens that listen to keys, scanners and idle time.
  const std::vector<Event>& events() const { return events_; }
  // Forgets press, focus and everything queued (the wipe).
  void clear();

 private:
  bool consume(const Event& event, const std::vector<Node>& seen, const Fit& fit);
  bool consume_key(const Event& event, const std::vector<Node>& seen);
  bool stops_at(const Node& node) const;
  const Node* find_stop(const std::vector<Node>& nodes, std::string_view id) const;
  void move_focus(const std::vector<Node>& seen, int step);
  void read_on(const std::vector<Node>& seen, Key direction);
  void move_focus_towards(const std::vector<Node>& seen, Key direction);

  std::deque<Event> queue_;
  std::vector<Event> events_;
  std::string pressed_;
  Rect pressed_rect_;
  Point pressed_at_;
  bool inside_ = false;
  std::string activated_;
  Point activated_at_;
  std::string focus_;
  bool focus_visible_ = false;
  bool reading_ = false;
  std::optional<Point> hover_;
};

}  // namespace lobby::ui
