// The days of a nightly service as cells, for the month and for the weeks. Private to the options
// of a room.
// UI thread.
#pragma once

#include <string>

#include "app/kiosk/screens/choosing.h"
#include "app/ui/calendar.h"

namespace lobby::kiosk {

inline constexpr std::size_t days_in_week = 7;

// The words of one day's cell; the toolkit's spec points into it.
struct DayWords {
  std::string id;
  std::string price;
  std::string few;
  std::string spoken;
};

// Row and column are the grid's.
ui::DayCell day_cell(const ui::Frame& frame, const KioskView& view, const catalog::Service& service,
                     LocalDate date, DayWords& said);

// What a tap on a grid that begins with `first` asks for.
Touch dates_touch(const ui::MonthTap& tap, LocalDate first);

// room_options_roomy.cpp
Touch draw_roomy_room_options(ui::Frame& frame, const KioskView& view);

}  // namespace lobby::kiosk
