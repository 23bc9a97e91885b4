// Options of a nightly service: the month with its prices, nights and party, the total so far.
// Landscape: the month left, reaching up beside the service's facts; what is chosen right.
// UI thread.
#include <array>
#include <cmath>
#include <string>

#include "app/common/words.h"
#include "app/kiosk/screens/room_days.h"
#include "app/kiosk/screens/roomy.h"
#include "app/ui/label.h"
#include "app/ui/widgets.h"

namespace lobby::kiosk {
namespace {

using catalog::Service;
using ui::Rect;

bool later_month_open(const KioskView& view, const Service& service) {
  const LocalDate last = flow::today(view.context).plus_days(service.horizon_days);
  return view.state.shown_from.plus_months_first(1) <= last;
}
bool earlier_month_open(const KioskView& view) {
  return view.state.shown_from > flow::today(view.context).first_of_month();
}

Touch draw_month(ui::Frame& frame, const KioskView& view, const Service& service, Rect card) {
  const LocalDate first = view.state.shown_from.first_of_month();
  std::vector<DayWords> said(first.days_in_month());
  const std::string title = words::month(frame.texts(), first);
  std::array<std::string, days_in_week> letters;
  ui::MonthGridSpec spec{.card = card, .title = title};
  for (std::size_t day = 0; day < days_in_week; ++day) {
    letters[day] = words::weekday_letter(frame.texts(), static_cast<Weekday>(day));
    spec.weekdays.push_back(letters[day]);
  }
  for (std::size_t day = 0; day < said.size(); ++day) {
    const LocalDate date = first.plus_days(static_cast<std::int32_t>(day));
    spec.days.push_back(day_cell(frame, view, service, date, said[day]));
    const int place = static_cast<int>(first.weekday()) + static_cast<int>(day);
    spec.days.back().column = place % static_cast<int>(days_in_week);
    spec.days.back().row = place / static_cast<int>(days_in_week);
  }
  const std::string chip = frame.tr("×{0}", 2);
  spec.full_word = frame.tr("Full");
  spec.full_icon = request_icon;
  spec.legend_few_chip = chip;
  spec.legend_few = frame.tr("rooms left");
  spec.legend_full = frame.tr("full, tap to ask for it");
  spec.earlier_enabled = earlier_month_open(view);
  spec.later_enabled = later_month_open(view, service);
  return dates_touch(ui::month_grid(frame, spec), first);
}

Touch draw_nights(ui::Frame& frame, const KioskView& view, const Service& service, Rect box) {
  const std::int32_t nights = view.state.selection.nights;
  const std::string value = frame.tr("{0} (nights)", nights);
  switch (ui::stepper_box(frame, {.id = "nights",
                                  .rect = box,
                                  .label = frame.tr("Nights"),
                                  .value = value,
                                  .at_min = nights <= 1,
                                  .at_max = nights >= service.nights_max,
                                  .button_width = box.w < narrow_box ? 84.F : 96.F,
                                  .dividers = box.w >= narrow_box})) {
    case ui::StepperTap::minus:
      return flow::NightsChanged{-1};
    case ui::StepperTap::plus:
      return flow::NightsChanged{1};
    case ui::StepperTap::none:
    case ui::StepperTap::minus_ten:
    case ui::StepperTap::plus_ten:
      return std::nullopt;
  }
  return std::nullopt;
}

// Nights and party side by side: label, and 56 below it the box.
Touch draw_numbers(ui::Frame& frame, const KioskView& view, const Service& service, Rect row) {
  const auto counts = party_counts(frame, service, view.state.selection.party);
  constexpr float gap = 24;
  constexpr float label_h = 56;
  const auto columns = static_cast<float>(counts.size() + 1);
  const float width = (row.w - gap * (columns - 1)) / columns;
  const auto box_at = [&](float column) {
    return Rect{row.x + column * (width + gap), row.y + label_h, width, row.h - label_h};
  };
  const auto label_at = [&](float column, std::string_view label) {
    draw_count_label(frame, {box_at(column).x, row.y}, label, width);
  };
  label_at(0, frame.tr("Nights"));
  Touch touch = draw_nights(frame, view, service, box_at(0));
  for (std::size_t index = 0; index < counts.size(); ++index) {
    const auto column = static_cast<float>(index + 1);
    label_at(column, counts[index].children && width >= narrow_box ? frame.tr("Children (under 12)")
                                                                   : counts[index].label);
    if (const Touch tap = draw_party_count(frame, counts[index], box_at(column))) {
      touch = tap;
    }
  }
  return touch;
}

Touch draw_portrait(ui::Frame& frame, const KioskView& view, const Service& service) {
  ui::header_panel(frame, {.title = service.name.in(view.language()),
                           .rows = service_facts(view, service),
                           .picture = service.picture,
                           .picture_label = service.name.in(view.language())});
  Touch touch = draw_month(frame, view, service, {48, 576, 984, 728});
  if (const Touch tap = draw_numbers(frame, view, service, {48, 1316, 984, 144})) {
    touch = tap;
  }
  draw_total(frame, view, service, {48, 1480, 984, 136});
  return touch;
}

// The band behind the month's head, and in it the service: name, two facts, picture.
void draw_band(ui::Frame& frame, const KioskView& view, const Service& service) {
  ui::header_panel(frame, {});
  const std::string& name = service.name.in(view.language());
  constexpr float x = 1056;
  constexpr float room = 488;
  ui::TextStyle title{.size = ui::type::heading};
  frame.heading({x, 128}, name, ui::fitting(frame.canvas(), name, title, room));
  std::vector<ui::IconText> rows = service_facts(view, service);
  if (rows.size() > 2) {  // the first fact, and when it is free to cancel
    rows.erase(rows.begin() + 1, rows.end() - 1);
  }
  float y = 196;
  for (const ui::IconText& row : rows) {
    frame.canvas().icon({x, y + 4}, 40, row.icon, frame.theme().accent);
    frame.text({x + 56, y}, row.text, ui::fitting(frame.canvas(), row.text, {}, room - 56));
    y += 54;
  }
  frame.image({1568, 130, 304, 174}, service.picture, name, {.radius = 24});
}

Touch draw_month_buttons(ui::Frame& frame, const KioskView& view, const Service& service) {
  const LocalDate shown = view.state.shown_from;
  const std::string before = words::month(frame.texts(), shown.plus_months_first(-1));
  const std::string after = words::month(frame.texts(), shown.plus_months_first(1));
  Touch touch;
  if (ui::button(frame, {.id = "month.earlier",
                         .rect = {1056, 332, 396, 88},
                         .label = before,
                         .icon = "chevron_left",
                         .size = ui::type::body,
                         .enabled = earlier_month_open(view)})) {
    touch = flow::DatesTurned{-1};
  }
  if (ui::button(frame, {.id = "month.later",
                         .rect = {1476, 332, 396, 88},
                         .label = after,
                         .icon_right = "chevron_right",
                         .size = ui::type::body,
                         .enabled = later_month_open(view, service)})) {
    touch = flow::DatesTurned{1};
  }
  return touch;
}

Touch draw_landscape(ui::Frame& frame, const KioskView& view, const Service& service) {
  draw_band(frame, view, service);
  Touch touch = draw_month(frame, view, service, {48, 128, 984, 680});
  if (const Touch tap = draw_month_buttons(frame, view, service)) {
    touch = tap;
  }
  if (const Touch tap = draw_numbers(frame, view, service, {1056, 444, 816, 144})) {
    touch = tap;
  }
  draw_total(frame, view, service, {1056, 612, 816, 128});
  if (const catalog::Policy* policy = view.catalog().policy(service.policy)) {
    frame.canvas().icon({1056, 758}, 40, "event_repeat", frame.theme().accent);
    frame.text({1112, 754}, policy->change_rule.in(view.language()),
               {.colour = frame.theme().second, .max_width = 760});
  }
  return touch;
}

}  // namespace

Touch draw_room_options(ui::Frame& frame, const KioskView& view) {
  if (is_roomy(frame)) {
    return draw_roomy_room_options(frame, view);
  }
  draw_step_bar(frame, view, 2);
  const Service* service = flow::chosen_service(view.state, view.context);
  Touch touch;
  if (service != nullptr) {
    touch = frame.portrait() ? draw_portrait(frame, view, *service)
                             : draw_landscape(frame, view, *service);
  }
  if (const Touch tap = draw_way_to_details(frame, view)) {
    touch = tap;
  }
  return touch;
}

}  // namespace lobby::kiosk
