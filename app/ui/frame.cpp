// Frame: nodes, presses, covering and the focus ring. UI thread.
#include "app/ui/frame.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace lobby::ui {

namespace {

// A text's id is where it stands: stable while the screen keeps its layout.
std::string place_id(std::string_view kind, Rect box) {
  return std::string(kind) + "@" + std::to_string(static_cast<int>(box.x)) + "," +
         std::to_string(static_cast<int>(box.y));
}

}  // namespace

Frame::Frame(const FrameContext& context, Surface surface, Fit fit)
    : context_(context),
      canvas_(std::move(surface), context.theme, canvas_size(context.orientation), fit),
      fit_(fit) {
  nodes_.reserve(128);
}

std::int32_t Frame::presses_in(Rect where) const {
  return static_cast<std::int32_t>(std::ranges::count_if(events(), [&](const Event& event) {
    return event.kind == EventKind::pointer_down && where.contains(to_canvas(fit_, event.at));
  }));
}

Press Frame::press(const Control& control) {
  Press press;
  if (control.enabled) {
    press.activated = context_.interaction.activated(control.id);
    press.pressed = context_.interaction.pressed(control.id);
  }
  press.focused = context_.interaction.focused(control.id);
  Node node;
  node.id = std::string(control.id);
  node.role = control.role;
  node.label = std::string(control.label);
  node.value = std::string(control.value);
  node.state = {!control.enabled, control.selected, press.focused, press.pressed, control.expanded};
  node.rect = control.rect;
  node.interactive = true;
  node.primary = control.primary;
  node.radius = control.radius;
  nodes_.push_back(std::move(node));
  return press;
}

void Frame::add_text_node(Role role, const Extents& extents, std::string_view text,
                          const TextStyle& style) {
  if (text.empty()) return;
  Node node;
  node.id = place_id(name_of(role), extents.box);
  node.role = role;
  node.label = std::string(text);
  node.rect = extents.box;
  node.foreground = style.colour.value_or(theme().text);
  if (!canvas_.texts().empty()) {
    node.background = canvas_.texts().back().background.value_or(theme().bg);
  }
  node.font_size = style.scaled ? theme().size(style.size) : style.size;
  node.state.focused = context_.interaction.focused(node.id);
  nodes_.push_back(std::move(node));
}

Extents Frame::text(Point at, std::string_view text, const TextStyle& style) {
  const Extents extents = canvas_.text(at, text, style);
  add_text_node(Role::text, extents, text, style);
  return extents;
}

Extents Frame::text_block(Point at, std::string_view text, const TextStyle& style, float gap,
                          int max_lines) {
  const Extents extents = canvas_.text_block(at, text, style, gap, max_lines);
  add_text_node(Role::text, extents, text, style);
  return extents;
}

Extents Frame::heading(Point at, std::string_view text, TextStyle style) {
  style.weight = Weight::bold;
  const Extents extents = canvas_.text(at, text, style);
  add_text_node(Role::heading, extents, text, style);
  return extents;
}

bool Frame::image(Rect where, std::string_view name, std::string_view label,
                  const ImageStyle& style) {
  const bool drawn = canvas_.image(where, name, style);
  if (theme().high_contrast && style.radius > 0) {
    canvas_.rect(where, {.border = theme().line,
                         .border_width = 4,
                         .radius = style.radius,
                         .corners = style.corners});
  }
  if (!label.empty()) note_node(Role::image, place_id("image", where), label, where);
  return drawn;
}

void Frame::note_node(Role role, std::string_view id, std::string_view label, Rect rect,
                      std::string_view value) {
  Node node;
  node.id = std::string(id);
  node.role = role;
  node.label = std::string(label);
  node.value = std::string(value);
  node.rect = rect;
  node.state.focused = context_.interaction.focused(node.id);
  nodes_.push_back(std::move(node));
}

void Frame::join_nodes(std::size_t first) {
  for (std::size_t index = first + 1; index < nodes_.size(); ++index) {
    nodes_[index].goes_on = !nodes_[index].interactive && !nodes_[index - 1].interactive;
  }
}

void Frame::cover(Rect area) {
  canvas_.rect(area, {.fill = theme().scrim});
  canvas_.cover(area);
  for (Node& node : nodes_) node.covered = node.covered || node.rect.overlaps(area);
  for (std::size_t index = 1; index < nodes_.size(); ++index) {
    nodes_[index].goes_on = nodes_[index].goes_on && !nodes_[index - 1].covered;
  }
}

void Frame::wake_at(std::int64_t at_ms) {
  wants_.wake_at_ms = wants_.wake_at_ms < 0 ? at_ms : std::min(wants_.wake_at_ms, at_ms);
}

void Frame::finish() {
  draw_focus_ring();
  context_.interaction.end(nodes_);
}

void Frame::draw_focus_ring() {
  const auto focused = std::find_if(nodes_.begin(), nodes_.end(), [](const Node& node) {
    return node.state.focused && !node.covered;
  });
  if (focused == nodes_.end()) return;
  Rect place = focused->rect;
  for (auto node = focused + 1; node != nodes_.end() && node->goes_on && !node->covered; ++node) {
    place = place.united(node->rect);
  }
  const auto ring = [&](float outside, float width, Colour colour) {
    // At the canvas's edge the ring stays inside it: focus is always visible.
    const Rect wide = place.grown(outside);
    const float x = std::max(wide.x, 0.F);
    const float y = std::max(wide.y, 0.F);
    const Rect seen{x, y, std::min(wide.right(), size().w) - x,
                    std::min(wide.bottom(), size().h) - y};
    canvas_.rect(seen,
                 {.border = colour, .border_width = width, .radius = focused->radius + outside});
  };
  if (theme().high_contrast) return ring(12, 8, rgb(0x7CC4FF));
  ring(14, 6, rgb(0x14181F));
  ring(8, 4, rgb(0xFFB000));
}

}  // namespace lobby::ui
