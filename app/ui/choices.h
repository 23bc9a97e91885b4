// Choices: Chip (a state, not touchable), Pill (a touchable one), Checkbox, Radio, Toggle, Tick,
// OptionCard. State is never told by colour alone. UI thread.
#pragma once

#include <string_view>
#include <vector>

#include "app/ui/frame.h"

namespace lobby::ui {

enum class ChipKind : std::uint8_t { warn, full, sand, success, danger, plain };
struct ChipSpec {
  Point at{};  // top left; top right with align right
  std::string_view label{};
  Icon icon{};
  ChipKind kind = ChipKind::warn;
  Align align = Align::left;
  float height = 56;
};
// Draws it and returns its rectangle. Registers nothing: it belongs to a card or a row.
Rect chip(Frame& frame, const ChipSpec& spec);
float chip_width(Frame& frame, std::string_view label, bool with_icon);

// Marks only, drawn inside a control the caller registers.
void tick_mark(Frame& frame, Point at, float size = 48);
void radio_mark(Frame& frame, Point at, bool on);                 // 48
void checkbox_mark(Frame& frame, Point at, bool on);              // 56
void toggle_mark(Frame& frame, Point at, bool on, bool enabled);  // 112 x 64

struct ChoiceSpec {
  std::string_view id{};
  Rect rect{};               // the whole touch target
  std::string_view label{};  // wraps inside the rect
  bool on = false;
  bool enabled = true;
  bool framed = false;  // a surface with a control border round the whole (consent)
};
// Each returns true when tapped; the caller owns the state.
bool checkbox(Frame& frame, const ChoiceSpec& spec);
bool radio(Frame& frame, const ChoiceSpec& spec);
bool toggle(Frame& frame, const ChoiceSpec& spec);  // label left, switch right

struct PillItem {
  std::string_view id{};
  std::string_view label{};
  bool on = false;
  bool enabled = true;
};
struct PillsSpec {
  Point at{48, 0};
  float right = 1032;  // wraps to a new row of pitch 96
  std::vector<PillItem> items{};
  bool one_row = false;  // set closer where the row would not hold them all
};
struct PillsTap {
  int index = -1;
  float bottom = 0;  // where the last row ends
};
PillsTap pills(Frame& frame, const PillsSpec& spec);

// A bordered area that can be chosen; the caller draws its content after it.
struct OptionCardSpec {
  std::string_view id{};
  Rect rect{};
  std::string_view label{};
  std::string_view value{};
  bool selected = false;
  bool enabled = true;
  Role role = Role::radio;
};
Press option_card(Frame& frame, const OptionCardSpec& spec);

}  // namespace lobby::ui
