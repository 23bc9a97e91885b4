// MonthGrid: the month of calendar.h. Five rows fill the card; a month of six rows gives up the
// legend in portrait; landscape has lower cells and no arrows. UI thread.
#include <algorithm>
#include <cmath>
#include <string>

#include "app/ui/buttons.h"
#include "app/ui/calendar.h"
#include "app/ui/day_grid.h"
#include "app/ui/label.h"

namespace lobby::ui {

namespace {

int row_count(const MonthGridSpec& spec) {
  int rows = 5;
  for (const DayCell& day : spec.days) rows = std::max(rows, day.row + 1);
  return rows;
}

void draw_few(Frame& frame, std::string_view few, Point top_right) {
  const float width = std::ceil(frame.canvas().text_width(few, {.scaled = false})) + 14;
  const Rect chip{top_right.x - width, top_right.y, width, 42};
  frame.canvas().rect(chip, {.fill = frame.theme().warn, .radius = 12});
  frame.canvas().text({chip.centre().x, chip.y - 3}, few,
                      {.colour = frame.theme().on_warn, .align = Align::centre, .scaled = false});
}

void draw_cell(Frame& frame, const MonthGridSpec& spec, const DayGrid& grid, const DayCell& day) {
  Canvas& canvas = frame.canvas();
  const Theme& theme = frame.theme();
  const Rect rect = place_of(grid, day);
  const bool full = day.state == CellState::full;
  const bool closed = day.state == CellState::closed;
  const std::string number = std::to_string(day.day);
  // In lower cells the two lines move together.
  const float tight = grid.cell.h < 80 ? 6.F : grid.cell.h < 96 ? 3.F : 0.F;
  const float number_y = rect.y + 1 - tight;
  const Colour quiet = full || closed ? theme.on_disabled : theme.text;
  canvas.text({rect.x + 12, number_y}, number,
              {.weight = Weight::bold, .colour = quiet, .scaled = false});
  const float second_y = rect.y + grid.cell.h - 50 + tight;
  if (day.selected) {
    canvas.icon({rect.right() - 49, rect.y + 8 - tight}, 40, "check_circle", theme.primary);
  } else if (!day.few.empty()) {
    draw_few(frame, day.few, {rect.right() - 6, rect.y + 6 - tight / 2});
  }
  if (full) {
    canvas.icon({rect.x + 10, second_y + 6}, 36, spec.full_icon, theme.accent);
    const TextStyle style{.colour = theme.accent, .scaled = false};
    canvas.text({rect.x + 50, second_y}, spec.full_word,
                fitting(canvas, spec.full_word, style, grid.cell.w - 52));
    return;
  }
  if (closed || day.price.empty()) return;
  const TextStyle style{.weight = day.selected ? Weight::bold : Weight::regular,
                        .colour = day.selected ? theme.accent : theme.second,
                        .scaled = false};
  canvas.text({rect.x + 12, second_y}, day.price,
              fitting(canvas, day.price, style, grid.cell.w - 16));
}

MonthTap month_cells(Frame& frame, const MonthGridSpec& spec, const DayGrid& grid) {
  const MonthTap tap = press_days(frame, spec.days, grid);
  for (const DayCell& day : spec.days) {
    frame.canvas().set_disabled(day.state == CellState::closed);
    draw_cell(frame, spec, grid, day);
    frame.canvas().set_disabled(false);
  }
  return tap;
}

void draw_legend(Frame& frame, const MonthGridSpec& spec, Point at, float room) {
  Canvas& canvas = frame.canvas();
  const Theme& theme = frame.theme();
  const TextStyle style{.colour = theme.second, .scaled = false};
  float x = at.x;
  const bool stacked = room < 400;
  if (!spec.legend_few.empty()) {
    const float width = std::ceil(canvas.text_width(spec.legend_few_chip, style)) + 16;
    draw_few(frame, spec.legend_few_chip, {at.x + width, at.y + 3});
    const Extents text = frame.text({at.x + width + 12, at.y}, spec.legend_few,
                                    fitting(canvas, spec.legend_few, style, room - width - 12));
    x = text.right() + 40;
  }
  if (spec.legend_full.empty()) return;
  const Point icon = stacked ? Point{at.x, at.y + 64} : Point{x, at.y};
  canvas.icon({icon.x, icon.y + 4}, 40, spec.full_icon, theme.accent);
  TextStyle full = style;
  full.max_width = at.x + room - icon.x - 48;
  if (stacked)
    frame.text_block({icon.x + 48, icon.y}, spec.legend_full, full, 0, 3);
  else
    frame.text({icon.x + 48, icon.y}, spec.legend_full, full);
}

MonthTap arrows(Frame& frame, const MonthGridSpec& spec, Rect earlier, Rect later) {
  MonthTap tap;
  if (icon_button(frame, {.id = "month.earlier",
                          .rect = earlier,
                          .icon = "chevron_left",
                          .label = frame.tr("Earlier"),
                          .enabled = spec.earlier_enabled})) {
    tap.what = MonthTap::What::earlier;
  }
  if (icon_button(frame, {.id = "month.later",
                          .rect = later,
                          .icon = "chevron_right",
                          .label = frame.tr("Later"),
                          .enabled = spec.later_enabled})) {
    tap.what = MonthTap::What::later;
  }
  return tap;
}

void draw_weekdays(Frame& frame, const MonthGridSpec& spec, const DayGrid& grid, float y) {
  for (std::size_t column = 0; column < spec.weekdays.size(); ++column) {
    const float x = grid.area.x + static_cast<float>(column) * grid.pitch_x + grid.cell.w / 2;
    frame.text({x, y}, spec.weekdays[column],
               {.colour = frame.theme().second, .align = Align::centre, .scaled = false});
  }
}

MonthTap month_portrait(Frame& frame, const MonthGridSpec& spec) {
  const Rect& card = spec.card;
  DayGrid grid;
  const int rows = row_count(spec);
  grid.area = {card.x + 16, card.y + 144, card.w - 32, card.h - 144};
  const bool legend = rows <= 5 && card.h >= 720;
  const float room = card.h - 144 - (legend ? 64.F : 8.F);
  grid.pitch_y = std::min(104.F, room / static_cast<float>(rows));
  grid.cell = {129, grid.pitch_y - 8};
  frame.heading({card.x + 24, card.y + 18}, spec.title,
                {.size = type::heading, .max_width = 700, .scaled = false});
  MonthTap tap = arrows(frame, spec, {card.right() - 232, card.y + 12, 96, 76},
                        {card.right() - 120, card.y + 12, 96, 76});
  draw_weekdays(frame, spec, grid, card.y + 92);
  const MonthTap cells = month_cells(frame, spec, grid);
  if (cells.what != MonthTap::What::none) tap = cells;
  if (legend) {
    frame.canvas().rect({card.x + 24, card.y + 664, card.w - 48, 2}, {.fill = frame.theme().line});
    draw_legend(frame, spec, {card.x + 24, card.y + 671}, card.w - 40);
  }
  return tap;
}

// Title, legend and weekdays stand above the height at which controls may begin.
MonthTap month_landscape(Frame& frame, const MonthGridSpec& spec) {
  const Rect& card = spec.card;
  DayGrid grid;
  constexpr float above = 196;
  const auto rows = static_cast<float>(row_count(spec));
  grid.area = {card.x + 16, card.y + above, card.w - 32, card.h - above - 12};
  grid.pitch_x = (grid.area.w + 8) / 7;
  grid.pitch_y = std::floor((grid.area.h + 4) / rows);
  grid.cell = {grid.pitch_x - 8, grid.pitch_y - (rows > 5 ? 4.F : 8.F)};
  frame.heading({card.x + 24, card.y + 12}, spec.title,
                {.size = type::heading, .max_width = card.w - 48, .scaled = false});
  draw_legend(frame, spec, {card.x + 24, card.y + 80}, card.w - 40);
  draw_weekdays(frame, spec, grid, card.y + 140);
  return month_cells(frame, spec, grid);
}

}  // namespace

MonthTap month_grid(Frame& frame, const MonthGridSpec& spec) {
  const Theme& theme = frame.theme();
  RectStyle style{.fill = theme.surface, .radius = 24, .shadow = true};
  if (theme.high_contrast) style.border = theme.line;
  frame.canvas().rect(spec.card, style);
  return frame.portrait() ? month_portrait(frame, spec) : month_landscape(frame, spec);
}

}  // namespace lobby::ui
