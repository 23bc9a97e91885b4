// Input: what the guest did since the last frame, as values, in window pixels. Filled from
// platform/sdl events by adapt.h; consumed by Interaction. UI thread.
#pragma once

#include <cstdint>
#include <deque>
#include <string>
#include <vector>

#include "app/ui/geometry.h"

namespace lobby::ui {

enum class EventKind : std::uint8_t {
  pointer_down,
  pointer_move,
  pointer_up,
  pointer_cancel,
  key_down,
  text,
  wake,
  resized,
  quit,
  file_dropped,  // text is its path
};

enum class Key : std::uint8_t {
  none,
  character,
  tab,
  enter,
  space,
  escape,
  backspace,
  erase,
  left,
  right,
  up,
  down,
  home,
  end,
  page_up,
  page_down,
  f1,
  f2,
  f3,
  f4,
  f5,
  f6,
  f7,
  f8,
  f9,
  f10,
  f11,
  f12,
  headset_in,   // F15: a tactile keypad's socket (Storm AudioNav and others send it)
  headset_out,  // F16
};

struct Event {
  EventKind kind = EventKind::wake;
  Point at;            // window pixels, for pointer events
  bool touch = false;  // a finger: no hover remains after release
  Key key = Key::none;
  char32_t character = 0;  // for Key::character: lower case letter, digit or sign
  bool shift = false;
  bool control = false;
  bool alt = false;
  std::string text;        // EventKind::text, UTF-8
  std::int64_t at_ms = 0;  // monotonic, when it happened
  bool operator==(const Event&) const = default;
};

}  // namespace lobby::ui
