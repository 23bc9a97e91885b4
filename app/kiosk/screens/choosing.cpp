// The way on, facts and party of choosing.h. Totals are in choosing_total.cpp. UI thread.
#include "app/kiosk/screens/choosing.h"

#include <algorithm>

#include "app/kiosk/screens/review_actions.h"
#include "app/ui/label.h"
#include "app/ui/stepper.h"

namespace lobby::kiosk {
namespace {

constexpr std::int32_t small_party = 20;
constexpr std::int32_t ten = 10;
constexpr std::size_t rows_max = 4;

}  // namespace

std::string what_is_missing(const ui::Frame& frame, const KioskView& view) {
  const catalog::Service* service = flow::chosen_service(view.state, view.context);
  switch (flow::obstacle(view.state, view.context)) {
    case flow::Obstacle::choose_service:
      return std::string(frame.tr("Choose a service first"));
    case flow::Obstacle::choose_date:
      return std::string(frame.tr("Choose a date first"));
    case flow::Obstacle::choose_time:
      return std::string(frame.tr("Choose a time first"));
    case flow::Obstacle::party_size:
      return service == nullptr
                 ? std::string()
                 : frame.tr("For {0} to {1} people", service->party_min, service->party_max);
    case flow::Obstacle::not_offered:
      return std::string(frame.tr("Choose another time"));
    case flow::Obstacle::none:
    case flow::Obstacle::phone_missing:
    case flow::Obstacle::phone_wrong:
    case flow::Obstacle::name_missing:
    case flow::Obstacle::name_composing:
    case flow::Obstacle::name_wrong:
    case flow::Obstacle::consent_missing:
    case flow::Obstacle::terms_missing:
    case flow::Obstacle::units_awaited:
    case flow::Obstacle::committing:
      return {};
  }
  return {};
}

Touch draw_way_on(ui::Frame& frame, const KioskView& view, std::string_view primary) {
  const std::string hint = what_is_missing(frame, view);
  const bool off = !hint.empty();
  return step_touch(ui::action_bar(frame, {.back = frame.tr("Back"),
                                           .primary = off ? std::string_view(hint) : primary,
                                           .primary_icon_right = off ? ui::Icon{} : "arrow_forward",
                                           .primary_enabled = !off}));
}

std::string_view way_to_details(const ui::Frame& frame, const KioskView& view) {
  return flow::as_request(view.state, view.context) ? frame.tr("Next: your request")
                                                    : frame.tr("Next: your details");
}

Touch draw_way_to_details(ui::Frame& frame, const KioskView& view) {
  return draw_way_on(frame, view, way_to_details(frame, view));
}

ui::Icon policy_icon(const catalog::Policy& policy) {
  const bool free = !policy.tiers.empty() && policy.tiers.front().basis == catalog::FeeBasis::free;
  return free ? ui::Icon("event_available") : ui::Icon("event_busy");
}

std::vector<ui::IconText> service_facts(const KioskView& view, const catalog::Service& service) {
  std::vector<ui::IconText> rows;
  rows.reserve(service.facts.size() + 1);
  for (const catalog::Fact& fact : service.facts) {
    rows.push_back(
        {ui::find_icon(fact.icon).value_or(ui::Icon("info")), fact.text.in(view.language())});
  }
  if (const catalog::Policy* policy = view.catalog().policy(service.policy)) {
    rows.push_back({policy_icon(*policy), policy->summary.in(view.language())});
  }
  if (rows.size() > rows_max) {  // when it is free to cancel stays
    rows.erase(rows.begin() + static_cast<std::ptrdiff_t>(rows_max) - 1, rows.end() - 1);
  }
  return rows;
}

std::vector<PartyCount> party_counts(const ui::Frame& frame, const catalog::Service& service,
                                     const booking::Party& party) {
  const bool tens = service.party_max > small_party;
  if (service.party_max <= 1) {
    return {};
  }
  const PartyCount adults{"party.adults",
                          service.children_allowed ? frame.tr("Adults") : frame.tr("People"),
                          party.adults,
                          std::max(1, service.party_min - party.children),
                          service.party_max - party.children,
                          false,
                          tens};
  if (!service.children_allowed) {
    return {adults};
  }
  return {adults,
          {"party.children", frame.tr("Children"), party.children,
           std::max(0, service.party_min - party.adults), service.party_max - party.adults, true,
           tens}};
}

Touch party_touch(const PartyCount& count, ui::StepperTap tap) {
  std::int32_t by = 0;
  switch (tap) {
    case ui::StepperTap::none:
      return std::nullopt;
    case ui::StepperTap::minus:
      by = -1;
      break;
    case ui::StepperTap::plus:
      by = 1;
      break;
    case ui::StepperTap::minus_ten:
      by = -ten;
      break;
    case ui::StepperTap::plus_ten:
      by = ten;
      break;
  }
  by = std::clamp(count.value + by, count.low, count.high) - count.value;
  if (count.children) {
    return flow::ChildrenChanged{by};
  }
  return flow::AdultsChanged{by};
}

Touch draw_party_count(ui::Frame& frame, const PartyCount& count, ui::Rect box) {
  const std::string value = frame.tr("{0} (people)", count.value);
  const float button = count.tens || box.w < narrow_box ? 84.F : 96.F;
  return party_touch(count, ui::stepper_box(frame, {.id = count.id,
                                                    .rect = box,
                                                    .label = count.label,
                                                    .value = value,
                                                    .at_min = count.value <= count.low,
                                                    .at_max = count.value >= count.high,
                                                    .button_width = button,
                                                    .dividers = box.w >= narrow_box,
                                                    .tens = count.tens}));
}

void draw_count_label(ui::Frame& frame, ui::Point at, std::string_view label, float room) {
  const ui::TextStyle style{.colour = frame.theme().second};
  frame.canvas().text(at, label, ui::fitting(frame.canvas(), label, style, room));
}

}  // namespace lobby::kiosk
