// DayGrid: the days that month_grid and weeks_grid share: where a cell stands, its touch, its
// ground and the band round chosen days. What stands in a cell is each grid's own. Internal to
// app/ui. UI thread.
#pragma once

#include <vector>

#include "app/ui/calendar.h"

namespace lobby::ui {

struct DayGrid {
  Rect area;
  float pitch_x = 137;
  float pitch_y = 104;
  Size cell{129, 96};
  bool framed = false;  // cells stand on the screen's ground, not on a card
};

Rect place_of(const DayGrid& grid, const DayCell& day);

// Makes the days touchable and draws what lies under their words.
MonthTap press_days(Frame& frame, const std::vector<DayCell>& days, const DayGrid& grid);

}  // namespace lobby::ui
