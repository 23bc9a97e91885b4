// Dates and times: MonthGrid, DateStrip, SlotGrid. They show what they are told (a price, "3 left",
// full) and return what was tapped; they know no calendar rule. UI thread.
#pragma once

#include <string_view>
#include <vector>

#include "app/ui/frame.h"

namespace lobby::ui {

enum class CellState : std::uint8_t { free, few, full, closed };

struct DayCell {
  std::string_view id{};  // "2026-12-11"
  int day = 1;
  int column = 0;             // 0 to 6
  int row = 0;                // 0 to 5
  std::string_view price{};   // "¥688"
  std::string_view few{};     // "3 left", short: with CellState::few
  std::string_view spoken{};  // "Friday 11 December, ¥748, 3 left"
  CellState state = CellState::free;
  bool selected = false;  // neighbours in a row merge into one band
};
struct MonthGridSpec {
  Rect card{48, 576, 984, 728};              // landscape 48,128 984x680; cells take the width
  std::string_view title{};                  // "December 2026"
  std::vector<std::string_view> weekdays{};  // seven, short
  std::vector<DayCell> days{};
  std::string_view full_word{};  // on a full day: "Full" or "Waitlist"
  Icon full_icon = "playlist_add";
  std::string_view legend_few_chip{};  // "×2"
  std::string_view legend_few{};       // "rooms left"
  std::string_view legend_full{};      // "full, tap to join the list"
  bool earlier_enabled = true;         // portrait; in landscape the card begins above the height at
  bool later_enabled = true;           // which controls may stand, so the screen places its own
};
struct MonthTap {
  enum class What : std::uint8_t { none, day, earlier, later };
  What what = What::none;
  int index = -1;  // into spec.days
};
MonthTap month_grid(Frame& frame, const MonthGridSpec& spec);

// Two weeks with large cells (screen 31): the number, the price, and what is left in words.
// Portrait has a head with the arrows and two rows of seven, landscape one row of fourteen between
// them.
struct WeeksGridSpec {
  Rect rect{48, 960, 984, 576};              // landscape 48,540 1824x268
  std::string_view title{};                  // "7 to 20 December"; portrait only
  std::vector<std::string_view> weekdays{};  // seven, short
  std::vector<DayCell> days{};               // fourteen; row and column are set by the grid
  std::string_view full_word{};
  bool earlier_enabled = true;
  bool later_enabled = true;
};
MonthTap weeks_grid(Frame& frame, WeeksGridSpec spec);

struct StripDay {
  std::string_view id{};
  std::string_view weekday{};  // "Mon"
  std::string_view date{};     // "7 Dec"
  bool selected = false;
  bool enabled = true;
};
struct DateStripSpec {
  float y = 576;
  float x = 48;
  float width = 984;
  float height = 128;            // 160 holds large text
  std::vector<StripDay> days{};  // five fit
  bool earlier_enabled = true;
  bool later_enabled = true;
};
struct StripTap {
  enum class What : std::uint8_t { none, day, earlier, later };
  What what = What::none;
  int index = -1;
};
StripTap date_strip(Frame& frame, const DateStripSpec& spec);

enum class SlotState : std::uint8_t { free, few, full, held, closed };
struct Slot {
  std::string_view id{};
  std::string_view time{};  // "08:00–10:00"
  std::string_view note{};  // price, "Full: wait list", "Held for you"
  std::string_view few{};   // "×1"
  SlotState state = SlotState::free;
};
struct SlotGridSpec {
  Point at{48, 792};
  int columns = 3;
  Size cell{312, 128};
  float gap_x = 24;
  float gap_y = 16;
  std::vector<Slot> slots{};
  Icon full_icon = "playlist_add";
};
// Index of the tapped slot, or -1.
int slot_grid(Frame& frame, const SlotGridSpec& spec);

}  // namespace lobby::ui
