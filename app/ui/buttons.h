// Buttons and tabs: Button (primary, secondary, danger), LinkButton, IconButton, Tab row, Tile.
// Each returns whether it was activated in this frame. UI thread.
#pragma once

#include <string_view>
#include <vector>

#include "app/ui/bars.h"
#include "app/ui/frame.h"

namespace lobby::ui {

struct ButtonSpec {
  std::string_view id{};
  Rect rect{};
  std::string_view label{};
  ButtonKind kind = ButtonKind::secondary;
  Icon icon{};  // left of the label
  Icon icon_right{};
  float icon_size = 48;
  float size = type::button;
  Weight weight = Weight::bold;
  bool enabled = true;
  bool busy = false;          // a spinner replaces the icon; not enabled while busy
  bool main_action = false;   // held to the primary height by the self-check
  std::string_view spoken{};  // node label when it differs from the drawn one
};
bool button(Frame& frame, const ButtonSpec& spec);
// The same, filled with the brand colour and marked as the main action.
bool primary_button(Frame& frame, ButtonSpec spec);

struct IconButtonSpec {
  std::string_view id{};
  Rect rect{};
  Icon icon{};
  std::string_view label{};  // spoken, not drawn
  bool enabled = true;
  float icon_size = 48;
};
bool icon_button(Frame& frame, const IconButtonSpec& spec);

// Underlined words with an icon, right aligned at `right`; its target is 88 high from `y`.
struct LinkButtonSpec {
  std::string_view id{};
  float right = 1032;
  float y = 0;
  std::string_view label{};
  Icon icon = "info";
};
bool link_button(Frame& frame, const LinkButtonSpec& spec);

struct TabItem {
  std::string_view id{};
  Icon icon{};
  std::string_view label{};
  bool enabled = true;
};
struct TabRowSpec {
  Rect rect{};  // portrait 48,576 984x120; landscape 48,332 1824x96
  std::vector<TabItem> items{};
  int selected = 0;
  float gap = 16;            // landscape 26
  bool icon_beside = false;  // icon left of the label (landscape, find booking)
};
// Index of the tapped tab, or -1.
int tab_row(Frame& frame, const TabRowSpec& spec);

// A choice tile: icon above label, with a tick when selected (184x120 kinds, 312x184 reasons).
struct TileSpec {
  std::string_view id{};
  Rect rect{};
  Icon icon{};
  std::string_view label{};
  bool selected = false;
  bool enabled = true;
  Role role = Role::toggle;
};
bool tile(Frame& frame, const TileSpec& spec);

// A wide button with an icon disc, a title and a second line (attract, my booking).
struct RowButtonSpec {
  std::string_view id{};
  Rect rect{};
  Icon icon{};
  std::string_view title{};
  std::string_view second{};
  std::string_view right{};  // second colour, right, before the chevron
  bool chevron = false;
  bool enabled = true;
};
bool row_button(Frame& frame, const RowButtonSpec& spec);

}  // namespace lobby::ui
