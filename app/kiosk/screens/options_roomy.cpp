// Told half, rows and way on.
#include "app/kiosk/screens/options_roomy.h"

#include <algorithm>
#include <cmath>

#include "app/ui/stepper.h"

namespace lobby::kiosk {
namespace {

using ui::Rect;

constexpr float row_gap = 16;

bool is_mended_here(const NextPart& part, flow::Obstacle obstacle) {
  const bool date = obstacle == flow::Obstacle::choose_date;
  const bool time =
      obstacle == flow::Obstacle::choose_time || obstacle == flow::Obstacle::not_offered;
  return (part.mends_date && date) || (part.mends_time && time);
}

}  // namespace

void tell_choice(ui::Frame& frame, const KioskView& view, const catalog::Service& service,
                 PartOf which) {
  constexpr int lines = 4;
  const std::string& name = service.name.in(view.language());
  InfoColumn told = info_with_picture(frame, service.picture, name, lines);
  const float room = frame.portrait() ? 984.F : 1180.F;
  const TotalWords words = total_words(frame, view, service, room);
  told.heading(name, part_text(frame, which.part, which.parts));
  if (words.total.empty()) {
    for (const ui::IconText& fact : service_facts(view, service)) {
      told.row(fact.icon, fact.text);
    }
    return;
  }
  told.total(frame.tr("Total"), words.total);
  for (const std::string& line : words.lines) {
    told.text(line, 1);
  }
  if (const catalog::Policy* policy = view.catalog().policy(service.policy)) {
    told.row(policy_icon(*policy), policy->summary.in(view.language()));
  }
}

std::size_t rows_a_part(const ui::Frame& frame) {
  return frame.portrait() ? 3 : 4;
}

std::vector<Rect> option_rows(const ui::Frame& frame, std::size_t count) {
  const Rect all = roomy_places(frame).controls;
  const std::size_t columns = frame.portrait() ? 1 : 2;
  constexpr float row_most = 160;
  const std::size_t lines_a_part = rows_a_part(frame) / columns;
  const auto lines = static_cast<float>(lines_a_part);
  const float height = std::min(row_most, std::floor((all.h - (lines - 1) * row_gap) / lines));
  const float width = columns == 1 ? all.w : (all.w - 24) / 2;
  std::vector<Rect> rows;
  for (std::size_t index = 0; index < count; ++index) {
    const std::size_t line = index / columns;
    rows.push_back({all.x + static_cast<float>(index % columns) * (width + 24),
                    all.y + static_cast<float>(line) * (height + row_gap), width, height});
  }
  return rows;
}

Touch draw_party_stepper(ui::Frame& frame, const PartyCount& count, Rect row) {
  const std::string value = frame.tr("{0} (people)", count.value);
  return party_touch(count,
                     ui::stepper_row(frame, {.id = count.id,
                                             .rect = row,
                                             .label = count.label,
                                             .note = count.children ? frame.tr("under 12") : "",
                                             .value = value,
                                             .at_min = count.value <= count.low,
                                             .at_max = count.value >= count.high,
                                             .tens = count.tens}));
}

Touch draw_option_actions(ui::Frame& frame, const KioskView& view, PartOf which,
                          const NextPart& next) {
  const bool last = which.part + 1 >= which.parts;
  const std::string hint = what_is_missing(frame, view);
  const bool here = last || is_mended_here(next, flow::obstacle(view.state, view.context));
  const bool off = here && !hint.empty();
  return draw_part_actions(frame, {.part = which.part,
                                   .parts = which.parts,
                                   .primary = off    ? std::string_view(hint)
                                              : last ? way_to_details(frame, view)
                                                     : next.words,
                                   .enabled = !off});
}

}  // namespace lobby::kiosk
