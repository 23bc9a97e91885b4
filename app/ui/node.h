// Semantic nodes: what is on the screen, as a list. One list drives touch and keys, speech, the
// tests and the self-check; a widget that does not register is invisible to all four.
// UI thread; a list lives until the next frame.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "app/ui/colour.h"
#include "app/ui/geometry.h"

namespace lobby::ui {

enum class Role : std::uint8_t {
  button,
  toggle,
  radio,
  tab,
  field,
  key,
  stepper,
  text,
  heading,
  image,
  list,
  alert,
};

std::string_view name_of(Role role);

struct NodeState {
  bool disabled = false;
  bool selected = false;
  bool focused = false;
  bool pressed = false;
  bool expanded = false;
  bool operator==(const NodeState&) const = default;
};

struct Node {
  std::string id;  // stable from frame to frame and unique on the screen
  Role role = Role::text;
  std::string label;  // already translated
  std::string value;  // what it holds now: a field's text, a stepper's number
  NodeState state;
  Rect rect;  // canvas pixels
  bool interactive = false;
  bool primary = false;  // the screen's main action: held to the primary height
  bool covered = false;  // under a sheet: not touchable, not spoken, not checked
  bool goes_on = false;  // heard in one breath with the node before it; no stop of its own
  float radius = 0;      // of its corners, for the focus ring
  // For text and heading: how it was drawn.
  Colour foreground;
  Colour background;
  float font_size = 0;
};

}  // namespace lobby::ui
