// Presses, grounds and bands.
#include "app/ui/day_grid.h"

namespace lobby::ui {
namespace {

// Neighbouring selected days of one row share one bordered band.
void draw_bands(Frame& frame, const std::vector<DayCell>& days, const DayGrid& grid) {
  const Theme& theme = frame.theme();
  for (std::size_t first = 0; first < days.size();) {
    std::size_t last = first;
    if (days[first].selected) {
      while (last + 1 < days.size() && days[last + 1].selected &&
             days[last + 1].row == days[first].row &&
             days[last + 1].column == days[last].column + 1) {
        ++last;
      }
      const Rect from = place_of(grid, days[first]);
      const Rect to = place_of(grid, days[last]);
      frame.canvas().rect({from.x, from.y, to.right() - from.x, from.h},
                          {.fill = theme.selected,
                           .border = theme.selected_border,
                           .border_width = 4,
                           .radius = 16,
                           .control = true});
    }
    first = last + 1;
  }
}

}  // namespace

Rect place_of(const DayGrid& grid, const DayCell& day) {
  return {grid.area.x + static_cast<float>(day.column) * grid.pitch_x,
          grid.area.y + static_cast<float>(day.row) * grid.pitch_y, grid.cell.w, grid.cell.h};
}

MonthTap press_days(Frame& frame, const std::vector<DayCell>& days, const DayGrid& grid) {
  const Theme& theme = frame.theme();
  MonthTap tap;
  for (std::size_t index = 0; index < days.size(); ++index) {
    const DayCell& day = days[index];
    const Rect rect = place_of(grid, day);
    const bool closed = day.state == CellState::closed;
    const Press press = frame.press({.id = day.id,
                                     .label = day.spoken,
                                     .value = day.price,
                                     .rect = rect,
                                     .radius = 16,
                                     .enabled = !closed,
                                     .selected = day.selected});
    if (press.activated) tap = {MonthTap::What::day, static_cast<int>(index)};
    if (day.selected) continue;
    const bool grey = closed || day.state == CellState::full;
    RectStyle style{.fill = press.pressed ? theme.selected
                            : grey        ? theme.disabled
                            : grid.framed ? theme.surface
                                          : theme.bg,
                    .border_width = 2,
                    .radius = 16};
    if (grid.framed && !grey) style.border = theme.line;
    if (theme.high_contrast) style.border = closed ? theme.disabled_border : theme.line;
    frame.canvas().rect(rect, style);
  }
  draw_bands(frame, days, grid);
  return tap;
}

}  // namespace lobby::ui
