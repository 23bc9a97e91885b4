// Options of slots and whole days in the roomy layout: the day with the first times, more times,
// then the party and extras as rows. How many parts that makes depends on the service. UI thread.
#include <algorithm>
#include <cmath>

#include "app/kiosk/screens/options_roomy.h"
#include "app/kiosk/screens/slot_options.h"

namespace lobby::kiosk {
namespace {

using catalog::Service;
using ui::Rect;

constexpr float part_gap = 16;

enum class PartKind : std::uint8_t { day, slots, rows };

struct Part {
  PartKind kind = PartKind::day;
  std::size_t first = 0;  // of the blocks, or of the rows
  std::size_t count = 0;
};

// The day is chosen on a part of its own, or above the times where there is room for both.
struct Plan {
  std::vector<Part> parts;
  std::vector<PartyCount> counts;
  std::vector<const catalog::AddOn*> extras;
};

// How many times stand in a part: under the days in portrait; alone in landscape, where large text
// leaves one row of them.
std::size_t slots_a_part(const ui::Frame& frame) {
  constexpr std::size_t under_days = 6;
  constexpr std::size_t one_row = 5;
  constexpr std::size_t two_rows = 8;
  if (frame.portrait()) {
    return under_days;
  }
  return frame.theme().large_text() ? one_row : two_rows;
}

void add_chunks(std::vector<Part>& parts, PartKind kind, std::size_t items, std::size_t a_part) {
  for (std::size_t first = 0; first < items; first += a_part) {
    parts.push_back({kind, first, std::min(a_part, items - first)});
  }
}

Plan plan_of(const ui::Frame& frame, const KioskView& view, const Service& service) {
  Plan plan{{}, party_counts(frame, service, view.state.selection.party), {}};
  for (const AddOnId& id : service.add_ons) {
    if (const catalog::AddOn* add_on = view.catalog().add_on(id)) {
      plan.extras.push_back(add_on);
    }
  }
  const bool timed = service.kind == catalog::ServiceKind::time_slot;
  if (!timed || !frame.portrait()) {
    plan.parts.push_back({PartKind::day});
  }
  if (timed) {
    add_chunks(plan.parts, PartKind::slots, service.blocks.size(), slots_a_part(frame));
  }
  add_chunks(plan.parts, PartKind::rows, plan.counts.size() + plan.extras.size(),
             rows_a_part(frame));
  return plan;
}

float strip_height_of(const ui::Frame& frame) {
  return std::round(strip_height * frame.theme().text_scale);
}

Touch draw_day_part(ui::Frame& frame, const KioskView& view, const Service& service, Rect all) {
  const bool timed = service.kind == catalog::ServiceKind::time_slot;
  const float height = timed ? std::min(all.h, 200.F) : strip_height_of(frame);
  if (!timed && !frame.portrait()) {
    constexpr float left = 1104;
    constexpr float side = 200;
    const float top = all.y + (all.h - side) / 2;
    draw_day(frame, view, service, {all.x + left + 24, top, all.w - left - 24, side});
    return draw_days(frame, view, service, {all.x, top, left, side});
  }
  const float y = timed ? all.y + (all.h - height) / 2 : all.y + 16;
  const Touch touch = draw_days(frame, view, service, {all.x, y, all.w, height});
  if (!timed) {
    const float room = all.bottom() - y - height - part_gap;
    const float day = std::min(room, day_height * frame.theme().text_scale);
    draw_day(frame, view, service, {all.x, y + height + part_gap, all.w, day});
  }
  return touch;
}

Touch draw_slots_part(ui::Frame& frame, const KioskView& view, const Service& service,
                      const Part& part, Rect all) {
  Touch touch;
  SlotPlaces places{.at = {all.x, all.y}, .first = part.first, .count_max = part.count};
  float room = all.h;
  if (frame.portrait()) {
    const float strip = strip_height_of(frame);
    touch = draw_days(frame, view, service, {all.x, all.y + 16, all.w, strip});
    places.at.y += strip + 2 * part_gap;
    room -= strip + 2 * part_gap;
  } else {
    const bool large = frame.theme().large_text();
    places.columns = large ? 5 : 4;
    places.cell.w = large ? 345 : 438;
    places.at.y += large ? 40 : 0;
  }
  constexpr float cell_most = 176;
  const bool one_row = !frame.portrait() && frame.theme().large_text();
  places.cell.h = one_row ? cell_most : std::min(cell_most, std::floor((room - places.gap_y) / 2));
  if (const Touch tap = draw_slots(frame, view, service, places)) {
    touch = tap;
  }
  return touch;
}

Touch draw_rows_part(ui::Frame& frame, const KioskView& view, const Plan& plan, const Part& part) {
  const std::vector<Rect> places = option_rows(frame, part.count);
  Touch touch;
  for (std::size_t row = 0; row < part.count; ++row) {
    const std::size_t index = part.first + row;
    const bool person = index < plan.counts.size();
    const Touch tap =
        person
            ? draw_party_stepper(frame, plan.counts[index], places[row])
            : draw_add_on_row(frame, view, *plan.extras[index - plan.counts.size()], places[row]);
    if (tap) {
      touch = tap;
    }
  }
  return touch;
}

Touch draw_part(ui::Frame& frame, const KioskView& view, const Service& service, const Plan& plan,
                const Part& part) {
  const Rect all = roomy_places(frame).controls;
  switch (part.kind) {
    case PartKind::day:
      return draw_day_part(frame, view, service, all);
    case PartKind::slots:
      return draw_slots_part(frame, view, service, part, all);
    case PartKind::rows:
      return draw_rows_part(frame, view, plan, part);
  }
  return std::nullopt;
}

NextPart next_part(const ui::Frame& frame, const Plan& plan, std::size_t index) {
  const Part& here = plan.parts[index];
  NextPart next{.mends_date = here.kind == PartKind::day || frame.portrait(),
                .mends_time = here.kind == PartKind::slots};
  if (index + 1 >= plan.parts.size()) {
    return next;
  }
  const Part& after = plan.parts[index + 1];
  switch (after.kind) {
    case PartKind::day:
      break;
    case PartKind::slots:
      next.mends_time = false;
      next.words = here.kind == PartKind::day ? frame.tr("Next: choose a time")
                                              : frame.tr("Next: more times");
      break;
    case PartKind::rows:
      next.words = after.first < plan.counts.size() ? frame.tr("Next: how many people")
                                                    : frame.tr("Next: extras");
      break;
  }
  return next;
}

}  // namespace

Touch draw_roomy_slot_options(ui::Frame& frame, const KioskView& view) {
  draw_step_bar(frame, view, 2);
  draw_info_panel(frame);
  const Service* service = flow::chosen_service(view.state, view.context);
  if (service == nullptr) {
    return draw_part_actions(frame,
                             {.primary = frame.tr("Choose a service first"), .enabled = false});
  }
  const Plan plan = plan_of(frame, view, *service);
  const std::size_t index =
      std::min(static_cast<std::size_t>(view.state.part), plan.parts.size() - 1);
  const PartOf which{static_cast<std::int32_t>(index),
                     static_cast<std::int32_t>(plan.parts.size())};
  tell_choice(frame, view, *service, which);
  Touch touch = draw_part(frame, view, *service, plan, plan.parts[index]);
  if (const Touch tap = draw_option_actions(frame, view, which, next_part(frame, plan, index))) {
    touch = tap;
  }
  return touch;
}

}  // namespace lobby::kiosk
