// Frame: one drawing of one screen (screens include app/ui/widgets.h). A screen is a function of a
// view that draws with the widgets of app/ui/ and returns what the guest did; it keeps nothing.
// Canvas pixels everywhere.
//
//   std::optional<Event> draw_options(ui::Frame& frame, const OptionsView& view) {
//     using namespace lobby::ui;
//     top_bar(frame, {.hotel = view.hotel, .right = frame.tr("Step {0} of {1}", 2, 5),
//                     .steps = step_labels(frame), .step = 2});
//     header_panel(frame, {.title = view.service, .picture = view.picture, .rows = view.facts});
//     frame.text({48, 1084}, frame.tr("Add services"), {.weight = Weight::bold});
//     if (stepper(frame, {.id = "nights", .at = {48, 1316}, .label = frame.tr("Nights"),
//                         .value = view.nights, .at_min = view.nights_min}) == StepperTap::plus)
//       return MoreNights{};
//     const ActionTap tap = action_bar(frame, {.back = frame.tr("Back"),
//         .primary = frame.tr("Next: your details"), .primary_enabled = view.complete});
//     if (tap == ActionTap::primary) return Continue{};
//     if (tap == ActionTap::back) return Back{};
//     return from_access(access_bar(frame, {.other_language = view.other_language}));
//   }
//
// Rules: ids are unique on a screen and stable from frame to frame ("slot.2026-12-11T14:00"). Draw
// the AccessBar on every screen, also beside a sheet. Draw a sheet after what lies under it. For a
// drawing of your own: frame.canvas().rect/text/icon/image..., and frame.press(...) to make it a
// control; text a guest reads outside any control goes through frame.text / frame.text_block, so
// that it becomes a node. Ask frame.wake_at(ms) for a countdown, frame.keep_animating() for motion;
// otherwise no further frame is drawn until something happens.
// UI thread; lives for one frame.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "app/ui/canvas.h"
#include "app/ui/interaction.h"
#include "app/ui/node.h"
#include "app/ui/text_catalog.h"
#include "app/ui/text_model.h"
#include "app/ui/theme.h"

namespace lobby::ui {

// An interactive thing on the screen. Its looks are the caller's business.
struct Control {
  std::string_view id{};
  Role role = Role::button;
  std::string_view label{};
  std::string_view value{};
  Rect rect{};
  float radius = 20;
  bool enabled = true;
  bool selected = false;
  bool expanded = false;
  bool primary = false;
};

struct Press {
  bool activated = false;  // released inside, or Enter or Space with the focus on it
  bool pressed = false;    // held down right now: draw the pressed look
  bool focused = false;    // the frame draws the ring; a widget need not
};

// Why and when the next frame is due without input.
struct Wants {
  bool animate = false;          // at 30 frames a second
  std::int64_t wake_at_ms = -1;  // monotonic; -1: never
  bool operator==(const Wants&) const = default;
};

struct FrameContext {
  const Theme& theme;
  const TextCatalog& texts;
  Interaction& interaction;
  Orientation orientation = Orientation::portrait;
  std::int64_t now_ms = 0;  // monotonic
};

class Frame {
 public:
  Frame(const FrameContext& context, Surface surface, Fit fit);
  Frame(const Frame&) = delete;
  Frame& operator=(const Frame&) = delete;

  Canvas& canvas() { return canvas_; }
  const Theme& theme() const { return context_.theme; }
  Size size() const { return canvas_.size(); }
  Orientation orientation() const { return context_.orientation; }
  bool portrait() const { return context_.orientation == Orientation::portrait; }
  std::int64_t now_ms() const { return context_.now_ms; }

  const TextCatalog& texts() const { return context_.texts; }
  std::string_view tr(Msg message) const { return context_.texts.tr(message); }
  template <class... Arguments>
    requires(sizeof...(Arguments) > 0)
  std::string tr(Msg message, Arguments&&... arguments) const {
    return context_.texts.tr(message, std::forward<Arguments>(arguments)...);
  }
  template <class... Arguments>
  std::string trn(Msg one, Msg other, std::int64_t count, Arguments&&... arguments) const {
    return context_.texts.trn(one, other, count, std::forward<Arguments>(arguments)...);
  }

  // Makes `control.rect` touchable and reachable by keys, and registers its node.
  Press press(const Control& control);
  // Readable things outside controls: drawn and registered.
  Extents text(Point at, std::string_view text, const TextStyle& style = {});
  Extents text_block(Point at, std::string_view text, const TextStyle& style, float gap = 0,
                     int max_lines = 0);
  Extents heading(Point at, std::string_view text, TextStyle style);
  bool image(Rect where, std::string_view name, std::string_view label,
             const ImageStyle& style = {});
  // A node without drawing: an alert, a list, a composed picture.
  void note_node(Role role, std::string_view id, std::string_view label, Rect rect,
                 std::string_view value = {});

  // What `draw` adds that is only read is one stop for who listens, heard in the order it was
  // added: "2 nights, ¥688 a night, ¥1,376".
  template <class Draw>
  void in_one_breath(const Draw& draw) {
    const std::size_t first = nodes_.size();
    draw();
    join_nodes(first);
  }

  // Dims `area` and takes everything drawn in it so far out of touch, keys, speech and checks.
  void cover(Rect area);

  // Keys and text typed since the last frame (a scanner, a real keyboard), oldest first.
  const std::vector<Event>& events() const { return context_.interaction.events(); }
  // How often a finger or a button went down in `where` since the last frame, on whatever is drawn
  // there.
  std::int32_t presses_in(Rect where) const;
  const std::string& activated_id() const { return context_.interaction.activated(); }
  void set_focus(std::string_view id) { context_.interaction.set_focus(id); }
  void set_reading(bool reading) { context_.interaction.set_reading(reading); }

  void keep_animating() { wants_.animate = true; }
  void wake_at(std::int64_t at_ms);
  const Wants& wants() const { return wants_; }
  const std::vector<Node>& nodes() const { return nodes_; }

  // Draws the focus ring and closes the press model; called once by the session.
  void finish();

 private:
  void add_text_node(Role role, const Extents& extents, std::string_view text,
                     const TextStyle& style);
  void join_nodes(std::size_t first);
  void draw_focus_ring();

  FrameContext context_;
  Canvas canvas_;
  Fit fit_;
  std::vector<Node> nodes_;
  Wants wants_;
};

}  // namespace lobby::ui
