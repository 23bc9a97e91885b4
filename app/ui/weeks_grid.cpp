// WeeksGrid of calendar.h. UI thread.
#include <string>

#include "app/ui/buttons.h"
#include "app/ui/day_grid.h"
#include "app/ui/label.h"

namespace lobby::ui {
namespace {

constexpr int days_in_week = 7;
constexpr float gap = 8;

struct WeeksPlaces {
  Rect earlier;
  Rect later;
  DayGrid grid;
  float weekday_y = 0;  // of the head's row; in landscape the cells tell the weekday
};

WeeksPlaces places_of(const Frame& frame, const Rect& rect) {
  WeeksPlaces places;
  places.grid.framed = true;
  if (frame.portrait()) {
    constexpr float head = 96;
    constexpr float side = 16;
    places.earlier = {rect.x, rect.y, 144, head};
    places.later = {rect.right() - 144, rect.y, 144, head};
    places.weekday_y = rect.y + head + 4;
    const float top = places.weekday_y + frame.theme().size(type::body) + gap;
    places.grid.pitch_x = (rect.w - 2 * side + gap) / days_in_week;
    places.grid.pitch_y = (rect.bottom() - top + gap) / 2;
    places.grid.area = {rect.x + side, top, rect.w - 2 * side, rect.bottom() - top};
  } else {
    constexpr float arrow = 76;
    constexpr float close = 4;  // fourteen in a row want the width
    places.earlier = {rect.x, rect.y, arrow, rect.h};
    places.later = {rect.right() - arrow, rect.y, arrow, rect.h};
    places.grid.area = {rect.x + arrow + close, rect.y, rect.w - 2 * (arrow + close), rect.h};
    places.grid.pitch_x = (places.grid.area.w + close) / (2 * days_in_week);
    places.grid.cell = {places.grid.pitch_x - close, rect.h};
    return places;
  }
  places.grid.cell = {places.grid.pitch_x - gap, places.grid.pitch_y - gap};
  return places;
}

void draw_state(Frame& frame, const WeeksGridSpec& spec, const DayCell& day, Rect line) {
  Canvas& canvas = frame.canvas();
  const Theme& theme = frame.theme();
  const float middle = line.centre().x;
  if (day.selected) {
    canvas.icon({middle - 20, line.y + (line.h - 40) / 2}, 40, "check_circle", theme.primary);
  } else if (!day.few.empty()) {
    const Rect chip{line.x + 8, line.y, line.w - 16, line.h - 4};
    canvas.rect(chip, {.fill = theme.warn, .radius = 12});
    const TextStyle style =
        fitting(canvas, day.few, {.colour = theme.on_warn, .align = Align::centre}, chip.w - 8);
    canvas.text({middle, canvas.centred_y(chip.y, chip.h, style.size, style.scaled)}, day.few,
                style);
  } else if (day.state == CellState::full) {
    const TextStyle style = fitting(canvas, spec.full_word,
                                    {.colour = theme.accent, .align = Align::centre}, line.w - 8);
    canvas.text({middle, line.y}, spec.full_word, style);
  }
}

void draw_day(Frame& frame, const WeeksGridSpec& spec, const DayGrid& grid, const DayCell& day) {
  Canvas& canvas = frame.canvas();
  const Theme& theme = frame.theme();
  const Rect rect = place_of(grid, day);
  const float middle = rect.centre().x;
  const bool quiet = day.state == CellState::full || day.state == CellState::closed;
  const float pitch = theme.size(type::body) + 2;
  const bool tells_weekday = !frame.portrait();
  const float lines = tells_weekday ? 4 : 3;
  float y = rect.y + (rect.h - lines * pitch) / 2;
  const auto line = [&](std::string_view text, Weight weight, Colour colour) {
    const TextStyle style{.weight = weight, .colour = colour, .align = Align::centre};
    canvas.text({middle, y}, text, fitting(canvas, text, style, rect.w - 4));
    y += pitch;
  };
  if (tells_weekday) {
    line(spec.weekdays[static_cast<std::size_t>(day.column % days_in_week)], Weight::regular,
         quiet ? theme.on_disabled : theme.second);
  }
  line(std::to_string(day.day), Weight::bold, quiet ? theme.on_disabled : theme.text);
  const bool strong = day.selected && frame.portrait();
  line(quiet ? std::string_view() : day.price, strong ? Weight::bold : Weight::regular,
       day.selected ? theme.accent : theme.second);
  draw_state(frame, spec, day, {rect.x, y, rect.w, pitch});
}

void draw_head(Frame& frame, const WeeksGridSpec& spec, const WeeksPlaces& places) {
  Canvas& canvas = frame.canvas();
  TextStyle title{.size = type::button, .weight = Weight::bold, .align = Align::centre};
  title = fitting(canvas, spec.title, title, spec.rect.w - 2 * (places.earlier.w + 24));
  frame.heading({spec.rect.centre().x,
                 canvas.centred_y(places.earlier.y, places.earlier.h, title.size, title.scaled)},
                spec.title, title);
  for (std::size_t column = 0; column < spec.weekdays.size(); ++column) {
    const float x = places.grid.area.x + static_cast<float>(column) * places.grid.pitch_x +
                    places.grid.cell.w / 2;
    frame.text({x, places.weekday_y}, spec.weekdays[column],
               {.colour = frame.theme().second, .align = Align::centre});
  }
}

}  // namespace

MonthTap weeks_grid(Frame& frame, WeeksGridSpec spec) {
  const WeeksPlaces places = places_of(frame, spec.rect);
  const int a_row = frame.portrait() ? days_in_week : 2 * days_in_week;
  for (std::size_t index = 0; index < spec.days.size(); ++index) {
    spec.days[index].row = static_cast<int>(index) / a_row;
    spec.days[index].column = static_cast<int>(index) % a_row;
  }
  if (frame.portrait()) draw_head(frame, spec, places);
  MonthTap tap;
  if (icon_button(frame, {.id = "weeks.earlier",
                          .rect = places.earlier,
                          .icon = "chevron_left",
                          .label = frame.tr("Earlier"),
                          .enabled = spec.earlier_enabled})) {
    tap.what = MonthTap::What::earlier;
  }
  const MonthTap day_tap = press_days(frame, spec.days, places.grid);
  if (day_tap.what != MonthTap::What::none) tap = day_tap;
  for (const DayCell& day : spec.days) {
    frame.canvas().set_disabled(day.state == CellState::closed);
    draw_day(frame, spec, places.grid, day);
    frame.canvas().set_disabled(false);
  }
  if (icon_button(frame, {.id = "weeks.later",
                          .rect = places.later,
                          .icon = "chevron_right",
                          .label = frame.tr("Later"),
                          .enabled = spec.later_enabled})) {
    tap.what = MonthTap::What::later;
  }
  return tap;
}

}  // namespace lobby::ui
