// Party, add-ons and terms of slot_options.h. UI thread.
#include <algorithm>
#include <string>

#include "app/kiosk/screens/review_parts.h"
#include "app/kiosk/screens/review_words.h"
#include "app/kiosk/screens/slot_options.h"
#include "app/ui/label.h"
#include "app/ui/text_wrap.h"
#include "app/ui/widgets.h"

namespace lobby::kiosk {
namespace {

using catalog::Service;
using ui::Rect;

constexpr std::size_t add_ons_a_row = 3;
constexpr std::int32_t many = 20;  // above this an add-on is counted by heads

std::int32_t count_of(const KioskView& view, const AddOnId& id) {
  const auto& chosen = view.state.selection.add_ons;
  const auto found = std::ranges::find(chosen, id, &booking::AddOnChoice::id);
  return found == chosen.end() ? 0 : found->count;
}

// What the first tap takes: for a large party one for everybody.
std::int32_t first_count(const KioskView& view, const catalog::AddOn& add_on) {
  if (add_on.basis == catalog::AddOnBasis::once) {
    return 1;
  }
  const std::int32_t wanted =
      add_on.count_max > many ? view.state.selection.party.total() : add_on.count_start;
  return std::clamp(wanted, 1, add_on.count_max);
}

std::string price_of(const catalog::AddOn& add_on, std::string_view language) {
  return money_text(add_on.price) + " " + add_on.price_unit.in(language);
}

// Once it is taken, what people can have several of is counted.
bool is_counted(const catalog::AddOn& add_on, std::int32_t count) {
  return add_on.basis == catalog::AddOnBasis::each && count > 0;
}

Touch toggled(const KioskView& view, const catalog::AddOn& add_on, std::int32_t count) {
  return flow::AddOnChanged{add_on.id, count > 0 ? 0 : first_count(view, add_on)};
}

Touch draw_add_on(ui::Frame& frame, const KioskView& view, const catalog::AddOn& add_on,
                  Rect rect) {
  const std::int32_t count = count_of(view, add_on.id);
  const catalog::Language& language = view.language();
  const bool counted = is_counted(add_on, count);
  const std::string id = "add_on." + add_on.id.text();
  const std::string price = price_of(add_on, language);
  const std::string shown = std::to_string(count);
  switch (ui::add_on_card(frame, {.id = id,
                                  .rect = rect,
                                  .picture = add_on.picture,
                                  .picture_focus = {0.5F, 0.6F},
                                  .name = add_on.name.in(language),
                                  .price = price,
                                  .kind = counted ? ui::AddOnKind::counted : ui::AddOnKind::chosen,
                                  .on = count > 0,
                                  .count = shown,
                                  .at_max = count >= add_on.count_max,
                                  .add_label = frame.tr("Add"),
                                  .added_label = frame.tr("Added")})) {
    case ui::AddOnTap::none:
      return std::nullopt;
    case ui::AddOnTap::minus:
      return flow::AddOnChanged{add_on.id, count - 1};
    case ui::AddOnTap::plus:
      return flow::AddOnChanged{add_on.id, count + 1};
    case ui::AddOnTap::toggled:
      return toggled(view, add_on, count);
  }
  return std::nullopt;
}

}  // namespace

Touch draw_add_on_row(ui::Frame& frame, const KioskView& view, const catalog::AddOn& add_on,
                      Rect row) {
  const std::int32_t count = count_of(view, add_on.id);
  const std::string& name = add_on.name.in(view.language());
  const std::string price = price_of(add_on, view.language());
  const std::string id = "add_on." + add_on.id.text();
  if (!is_counted(add_on, count)) {
    const std::string label = joined(frame.texts(), name, price);
    const bool tapped =
        ui::toggle(frame, {.id = id, .rect = row, .label = label, .on = count > 0, .framed = true});
    return tapped ? toggled(view, add_on, count) : std::nullopt;
  }
  const std::string shown = std::to_string(count);
  const ui::StepperTap tap = ui::stepper_row(frame, {.id = id,
                                                     .rect = row,
                                                     .label = name,
                                                     .note = price,
                                                     .value = shown,
                                                     .at_max = count >= add_on.count_max});
  if (tap == ui::StepperTap::none) {
    return std::nullopt;
  }
  return flow::AddOnChanged{add_on.id, tap == ui::StepperTap::minus ? count - 1 : count + 1};
}

Touch draw_party_row(ui::Frame& frame, const PartyCount& count, Rect row) {
  const float width = count.tens ? 480.F : 312.F;
  const Rect box{row.right() - width, row.y, width, row.h};
  const ui::TextStyle style{.colour = frame.theme().second, .align = ui::Align::right};
  frame.canvas().text({box.x - 24, frame.canvas().centred_y(row.y, row.h)}, count.label,
                      ui::fitting(frame.canvas(), count.label, style, box.x - 24 - row.x));
  return draw_party_count(frame, count, box);
}

Touch draw_party_columns(ui::Frame& frame, const std::vector<PartyCount>& counts, Rect rect) {
  constexpr float gap = 24;
  constexpr float label_h = 56;
  const auto columns = static_cast<float>(std::max<std::size_t>(2, counts.size()));
  const float width = (rect.w - gap * (columns - 1)) / columns;
  Touch touch;
  float x = rect.x;
  for (const PartyCount& count : counts) {
    draw_count_label(frame, {x, rect.y}, count.label, width);
    if (const Touch tap =
            draw_party_count(frame, count, {x, rect.y + label_h, width, rect.h - label_h})) {
      touch = tap;
    }
    x += width + gap;
  }
  return touch;
}

Touch draw_add_ons(ui::Frame& frame, const KioskView& view, const Service& service, Rect row) {
  constexpr float gap = 24;
  constexpr auto columns = static_cast<float>(add_ons_a_row);
  const float width = (row.w - gap * (columns - 1)) / columns;
  const std::size_t count = std::min(service.add_ons.size(), add_ons_a_row);
  Touch touch;
  for (std::size_t index = 0; index < count; ++index) {
    const catalog::AddOn* add_on = view.catalog().add_on(service.add_ons[index]);
    const float x = row.x + static_cast<float>(index) * (width + gap);
    if (add_on == nullptr) {
      continue;
    }
    if (const Touch tap = draw_add_on(frame, view, *add_on, {x, row.y, width, row.h})) {
      touch = tap;
    }
  }
  return touch;
}

namespace {

constexpr float between = 16;

// What the house owes when it cannot keep its word: the title, and the text in lines of `width`.
std::vector<std::string_view> promise_lines(ui::Frame& frame, const KioskView& view,
                                            const catalog::Policy& policy, float width) {
  const auto measure = [&](std::string_view piece) { return frame.canvas().text_width(piece); };
  std::vector<std::string_view> lines = {policy.breach_title.in(view.language())};
  constexpr float icon_and_padding = 112;
  const auto text =
      ui::wrap_text(policy.breach_text.in(view.language()), width - icon_and_padding, measure);
  lines.insert(lines.end(), text.begin(), text.end());
  return lines;
}

float lines_height(std::size_t lines) {
  return lines <= 2 ? note_height : 24 + 52 * static_cast<float>(lines);
}

void draw_policy(ui::Frame& frame, const KioskView& view, const Service& service,
                 const catalog::Policy& policy, Rect rect) {
  const std::string& rule = policy.change_rule.in(view.language());
  if (rect.h < policy_height) {
    ui::note(frame, {.rect = rect,
                     .icon = policy_icon(policy),
                     .lines = {policy.summary.in(view.language()), rule}});
    return;
  }
  const auto dated = flow::policy(view.state, view.context);
  const std::vector<TierRow> rows = tier_rows(frame, view, service, *dated);
  ui::PolicyBoxSpec spec{.rect = rect, .title = frame.tr("If you cancel"), .right = rule};
  for (const TierRow& row : rows) {
    spec.tiers.push_back({row.cost, row.until_one, row.until_two, row.tone});
  }
  ui::policy_box(frame, spec);
}

// The heights of what fits: the terms, and under them the promise.
struct TermsHeights {
  float policy = 0;
  float promise = 0;
};
TermsHeights terms_heights(ui::Frame& frame, const KioskView& view, const Service& service,
                           float width, float room) {
  const catalog::Policy* policy = view.catalog().policy(service.policy);
  TermsHeights heights;
  if (policy == nullptr) {
    return heights;
  }
  const auto dated = flow::policy(view.state, view.context);
  const bool tiers = dated && dated->tiers.size() > 1;
  heights.policy = tiers && room >= policy_height ? policy_height
                   : room >= note_height          ? note_height
                                                  : 0;
  const float promise = lines_height(promise_lines(frame, view, *policy, width).size());
  if (heights.policy > 0 && room >= heights.policy + between + promise) {
    heights.promise = promise;
  }
  return heights;
}

}  // namespace

float terms_height(ui::Frame& frame, const KioskView& view, const Service& service, float width,
                   float room) {
  const TermsHeights heights = terms_heights(frame, view, service, width, room);
  return heights.policy + (heights.promise > 0 ? between + heights.promise : 0);
}

void draw_terms(ui::Frame& frame, const KioskView& view, const Service& service, Rect rect) {
  const catalog::Policy* policy = view.catalog().policy(service.policy);
  const TermsHeights heights = terms_heights(frame, view, service, rect.w, rect.h);
  if (policy == nullptr || heights.policy == 0) {
    return;
  }
  draw_policy(frame, view, service, *policy, {rect.x, rect.y, rect.w, heights.policy});
  if (heights.promise > 0) {
    ui::note(frame, {.rect = {rect.x, rect.y + heights.policy + between, rect.w, heights.promise},
                     .icon = "verified_user",
                     .lines = promise_lines(frame, view, *policy, rect.w)});
  }
}

}  // namespace lobby::kiosk
