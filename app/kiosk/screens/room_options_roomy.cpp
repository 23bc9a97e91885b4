// Options of a nightly service in the roomy layout (screens 31): first two weeks of nights, then
// how many nights and people. The upper half keeps telling what it comes to. UI thread.
#include <array>
#include <string>

#include "app/common/words.h"
#include "app/kiosk/screens/options_roomy.h"
#include "app/kiosk/screens/room_days.h"
#include "app/ui/stepper.h"

namespace lobby::kiosk {
namespace {

using catalog::Service;
using ui::Rect;

constexpr std::int32_t dates_part = 0;
constexpr std::int32_t room_parts = 2;

Touch draw_weeks(ui::Frame& frame, const KioskView& view, const Service& service) {
  const LocalDate first = view.state.shown_from;
  const LocalDate last = first.plus_days(flow::weeks_days - 1);
  std::array<DayWords, flow::weeks_days> said;
  std::array<std::string, days_in_week> letters;
  const std::string title =
      frame.tr("{0} to {1}", words::day(frame.texts(), first), words::day(frame.texts(), last));
  ui::WeeksGridSpec spec{.rect = roomy_places(frame).controls, .title = title};
  for (std::size_t day = 0; day < days_in_week; ++day) {
    letters[day] = words::weekday_letter(frame.texts(), static_cast<Weekday>(day));
    spec.weekdays.push_back(letters[day]);
  }
  for (std::size_t day = 0; day < said.size(); ++day) {
    const LocalDate date = first.plus_days(static_cast<std::int32_t>(day));
    spec.days.push_back(day_cell(frame, view, service, date, said[day]));
  }
  const LocalDate today = flow::today(view.context);
  spec.full_word = frame.tr("Full");
  spec.earlier_enabled = first > today;
  spec.later_enabled = last < today.plus_days(service.horizon_days);
  return dates_touch(ui::weeks_grid(frame, spec), first);
}

Touch draw_nights_row(ui::Frame& frame, const KioskView& view, const Service& service, Rect rect) {
  const std::int32_t nights = view.state.selection.nights;
  const std::string value = frame.tr("{0} (nights)", nights);
  const ui::StepperTap tap = ui::stepper_row(frame, {.id = "nights",
                                                     .rect = rect,
                                                     .label = frame.tr("Nights"),
                                                     .value = value,
                                                     .at_min = nights <= 1,
                                                     .at_max = nights >= service.nights_max});
  if (tap == ui::StepperTap::minus) {
    return flow::NightsChanged{-1};
  }
  return tap == ui::StepperTap::plus ? Touch{flow::NightsChanged{1}} : std::nullopt;
}

Touch draw_numbers(ui::Frame& frame, const KioskView& view, const Service& service) {
  const auto counts = party_counts(frame, service, view.state.selection.party);
  const std::vector<Rect> rows = option_rows(frame, counts.size() + 1);
  Touch touch = draw_nights_row(frame, view, service, rows.front());
  for (std::size_t index = 0; index < counts.size(); ++index) {
    if (const Touch tap = draw_party_stepper(frame, counts[index], rows[index + 1])) {
      touch = tap;
    }
  }
  return touch;
}

}  // namespace

Touch draw_roomy_room_options(ui::Frame& frame, const KioskView& view) {
  draw_step_bar(frame, view, 2);
  draw_info_panel(frame);
  const Service* service = flow::chosen_service(view.state, view.context);
  const std::int32_t part = std::min(view.state.part, room_parts - 1);
  Touch touch;
  if (service != nullptr) {
    tell_choice(frame, view, *service, {part, room_parts});
    touch = part == dates_part ? draw_weeks(frame, view, *service)
                               : draw_numbers(frame, view, *service);
  }
  if (const Touch tap = draw_option_actions(frame, view, {part, room_parts},
                                            {frame.tr("Next: how many people"), true, true})) {
    touch = tap;
  }
  return touch;
}

}  // namespace lobby::kiosk
