// KeyFace: one key of an on-screen keyboard, drawn and registered as a node. Internal to app/ui.
// UI thread.
#pragma once

#include <cstdint>
#include <string_view>

#include "app/ui/frame.h"

namespace lobby::ui {

struct KeyFace {
  enum class Act : std::uint8_t { text, backspace, hide, next, language, shift, page, mark };
  Rect rect;
  std::string_view text{};   // typed, or drawn on a function key
  std::string_view label{};  // of the node
  Icon icon{};
  Act act = Act::text;
  bool lit = false;  // shift is on
  float size = type::heading;
  Weight weight = Weight::regular;
  bool enabled = true;
  bool outlined = false;  // stands on a sheet, not on a tray
};
bool draw_key(Frame& frame, const KeyFace& key);

// Where the keys of a tray of five rows stand: 1080 wide, the rows share its height.
struct TrayRows {
  Rect first;  // across the keys, the top row
  float pitch = 0;
  Rect row(int index) const { return first.moved(0, static_cast<float>(index) * pitch); }
};
TrayRows tray_rows(Rect tray);

}  // namespace lobby::ui
