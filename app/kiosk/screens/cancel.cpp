// Cancel: what it costs now and later, the ways to end the booking with what each gives back, and
// only then the button that does it.
// UI thread.
#include <algorithm>
#include <array>
#include <string>
#include <vector>

#include "app/common/words.h"
#include "app/kiosk/screens/find_parts.h"
#include "app/kiosk/screens/review_actions.h"
#include "app/kiosk/screens/review_parts.h"
#include "app/kiosk/screens/roomy.h"
#include "app/ui/label.h"
#include "app/ui/widgets.h"
#include "core/base/check.h"

namespace lobby::kiosk {
namespace {

using booking::Settlement;
using ui::Rect;
using ui::Weight;

struct WayOut {
  Settlement settlement = Settlement::fee;
  std::string_view id;
  std::string title;
  std::string line;
  std::string chip;
  bool costs = false;
};

std::string refund_title(const ui::Frame& frame, const booking::CancellationOffer& offer) {
  if (!offer.refund.is_zero()) {
    return frame.tr("Cancel, {0} back", money_text(offer.refund));
  }
  return offer.owed.is_zero() ? std::string(frame.tr("Cancel, nothing to pay"))
                              : frame.tr("Cancel, {0} to pay", money_text(offer.owed));
}

std::string refund_line(const ui::Frame& frame, const booking::CancellationOffer& offer) {
  if (!offer.refund.is_zero()) {
    return std::string(frame.tr("Back the way you paid"));
  }
  return std::string(offer.owed.is_zero() ? frame.tr("Nothing was paid, nothing is owed")
                                          : frame.tr("Please pay it at reception"));
}

std::vector<WayOut> ways_to_cancel(const ui::Frame& frame,
                                   const booking::CancellationOffer& offer) {
  const bool costs = !offer.fee.is_zero();
  const std::string fee = frame.tr("{0} fee", money_text(offer.fee));
  std::vector<WayOut> ways;
  if (!offer.voucher.is_zero()) {
    ways.push_back({Settlement::voucher, "cancel.voucher",
                    frame.tr("Voucher for {0}", money_text(offer.voucher)),
                    std::string(frame.tr("For all you paid; use it for anything here")),
                    std::string(frame.tr("No fee")), false});
  }
  ways.push_back({Settlement::fee, "cancel.refund", refund_title(frame, offer),
                  refund_line(frame, offer), costs ? fee : std::string(frame.tr("No fee")), costs});
  return ways;
}

// Deadlines that have passed are over; the first left is the one in force.
std::vector<TierRow> tiers_left(const ui::Frame& frame, const KioskView& view,
                                const FoundWords& words) {
  if (words.service == nullptr) {
    return {};
  }
  booking::ResolvedPolicy policy = words.booking.policy;
  std::erase_if(policy.tiers, [&](const booking::ResolvedTier& tier) {
    return tier.until && *tier.until <= view.context.now.wall;
  });
  return tier_rows(frame, view, *words.service, policy);
}

void draw_cancel_tiers(ui::Frame& frame, const std::vector<TierRow>& tiers, Rect rect) {
  ui::PolicyBoxSpec box{.rect = rect, .title = frame.tr("What cancelling costs")};
  const float room =
      (rect.w - 48) / static_cast<float>(std::max<std::size_t>(tiers.size(), 1)) - 10;
  const bool fits = std::ranges::all_of(tiers, [&](const TierRow& tier) {
    return frame.canvas().text_width(tier.cost, {.weight = Weight::bold}) <= room;
  });
  for (const TierRow& tier : tiers) {
    box.tiers.push_back({.cost = fits ? tier.cost : tier.amount,
                         .until_one = tier.until_one,
                         .until_two = tier.until_two,
                         .tone = tier.tone,
                         .current = box.tiers.empty()});
  }
  ui::policy_box(frame, box);
}

bool draw_way_out(ui::Frame& frame, const WayOut& way, bool on, Rect rect) {
  ui::Canvas& canvas = frame.canvas();
  const bool pressed =
      ui::option_card(
          frame,
          {.id = way.id, .rect = rect, .label = way.title, .value = way.line, .selected = on})
          .activated;
  const float scale = frame.theme().text_scale;
  const float top = rect.y + std::max(8.F, std::round((rect.h - 108 * scale) / 2));
  ui::radio_mark(frame, {rect.x + 24, top + 4}, on);
  const Rect tag =
      ui::chip(frame, {.at = {rect.right() - 24, top},
                       .label = way.chip,
                       .kind = way.costs ? ui::ChipKind::danger : ui::ChipKind::success,
                       .align = ui::Align::right});
  const float x = rect.x + 96;
  const ui::TextStyle title{.size = ui::type::button, .weight = Weight::bold};
  canvas.text({x, top}, way.title, ui::fitting(canvas, way.title, title, tag.x - 24 - x));
  canvas.text(
      {x, top + 58 * scale}, way.line,
      ui::fitting(canvas, way.line, {.colour = frame.theme().second}, rect.right() - 24 - x));
  return pressed;
}

// Days to which the house would rather move it, nearest first.
std::string moves_text(const ui::Frame& frame, const booking::CancellationOffer& offer) {
  std::string days;
  for (const booking::Vacancy& move : offer.moves) {
    days = joined(frame.texts(), days, words::day(frame.texts(), move.selection.date));
  }
  return days.empty() ? std::string() : frame.tr("Available: {0}", days);
}

std::string_view cancel_primary(const ui::Frame& frame, flow::FindObstacle obstacle) {
  switch (obstacle) {
    case flow::FindObstacle::asking:
      return frame.tr("Cancelling…");
    case flow::FindObstacle::offline:
      return frame.tr("No connection");
    case flow::FindObstacle::nothing_chosen:
      return frame.tr("Choose one of the two");
    default:
      return frame.tr("Cancel the booking");
  }
}

Touch draw_cancel_actions(ui::Frame& frame, const KioskView& view) {
  const flow::FindObstacle obstacle = flow::find_obstacle(view.state, view.context);
  const bool ready = obstacle == flow::FindObstacle::none;
  return step_touch(ui::action_bar(
      frame, {.back = frame.tr("Keep it"),
              .back_icon = {},
              .primary = cancel_primary(frame, obstacle),
              .primary_icon_right = {},
              .primary_enabled = ready,
              .primary_kind = ready ? ui::ButtonKind::danger_filled : ui::ButtonKind::primary}));
}

Touch draw_ways_to_cancel(ui::Frame& frame, const KioskView& view,
                          const booking::CancellationOffer& offer, Rect first, ui::Point step) {
  Touch touch;
  Rect rect = first;
  for (const WayOut& way : ways_to_cancel(frame, offer)) {
    if (draw_way_out(frame, way, view.state.finding.settlement == way.settlement, rect)) {
      touch = flow::SettlementChosen{way.settlement};
    }
    rect.x += step.x;
    rect.y += step.y;
  }
  return touch;
}

Touch draw_usual_cancel(ui::Frame& frame, const KioskView& view, const FoundWords& words,
                        const booking::CancellationOffer& offer) {
  frame.heading({48, 196}, frame.tr("Before you cancel"), {.size = ui::type::title});
  frame.text({48, 284}, joined(frame.texts(), words.chosen.service, words.chosen.when),
             {.colour = frame.theme().second, .max_width = 984});
  if (const std::vector<TierRow> tiers = tiers_left(frame, view, words); !tiers.empty()) {
    draw_cancel_tiers(frame, tiers, {48, 360, 984, 296});
  }
  const Touch touch = draw_ways_to_cancel(frame, view, offer, {48, 704, 984, 168}, {0, 192});
  const std::string moves = moves_text(frame, offer);
  if (!moves.empty()) {
    ui::note(frame, {.rect = {48, 1112, 984, 152},
                     .icon = "event_repeat",
                     .lines = {frame.tr("Another day instead? Staff will move it."), moves}});
  }
  ui::note(frame, {.rect = {48, 1288, 984, 88},
                   .icon = "support_agent",
                   .lines = {frame.tr("Ill, or flight cancelled? Ask staff to waive the fee.")}});
  draw_find_failure(frame, view, {48, 1400, 984, 152});
  return touch;
}

Touch draw_roomy_cancel(ui::Frame& frame, const KioskView& view, const FoundWords& words,
                        const booking::CancellationOffer& offer) {
  draw_info_panel(frame);
  InfoColumn told(frame, roomy_places(frame).info);
  told.heading(frame.tr("Before you cancel"), words.chosen.service);
  if (view.state.finding.failure) {
    const FindFailure failure = find_failure(frame, view);
    told.row("error", failure.title);
    told.text(failure.line);
  }
  told.row("event", words.chosen.when);
  for (const TierRow& tier : tiers_left(frame, view, words)) {
    told.pair(tier.until, tier.cost);
  }
  if (const std::string moves = moves_text(frame, offer); !moves.empty()) {
    told.row("event_repeat", moves);
  }
  told.text(frame.tr("Ill, or flight cancelled? Ask staff to waive the fee."));
  const Rect all = roomy_places(frame).controls;
  if (frame.portrait()) {
    const float height = (all.h - 24) / 2;
    return draw_ways_to_cancel(frame, view, offer, {all.x, all.y, all.w, std::min(height, 240.F)},
                               {0, std::min(height, 240.F) + 24});
  }
  const float width = (all.w - 24) / 2;
  return draw_ways_to_cancel(frame, view, offer, {all.x, all.y, width, std::min(all.h, 200.F)},
                             {width + 24, 0});
}

// What becomes of the money, in one line.
std::string settled_words(const ui::Frame& frame, const flow::Finding& finding) {
  const bool voucher = finding.settlement == Settlement::voucher;
  if (!finding.offer || (voucher && !finding.ended->voucher_code.empty())) {
    return {};
  }
  if (voucher) {
    return std::string(frame.tr("It went back to the vouchers you paid with."));
  }
  if (!finding.offer->refund.is_zero()) {
    return frame.tr("{0} goes back the way you paid.", money_text(finding.offer->refund));
  }
  return finding.offer->owed.is_zero()
             ? std::string(frame.tr("Nothing to pay."))
             : frame.tr("Please pay {0} at reception.", money_text(finding.offer->owed));
}

Rect cancelled_card(const ui::Frame& frame) {
  const ui::Layout layout = ui::layout_of(frame);
  if (frame.portrait()) {
    return {48, 392, 984, layout.content_bottom - 392};
  }
  return {48, 288, 1824, layout.content_bottom - 288};
}

}  // namespace

Touch draw_cancel(ui::Frame& frame, const KioskView& view) {
  CHECK(view.state.finding.offer.has_value());  // cancel is behind the answer
  const FoundWords words = found_words(frame, view);
  draw_find_bar(frame, view, frame.tr("Cancel the booking"));
  const bool usual = frame.portrait() && !is_roomy(frame);
  const Touch touch = usual ? draw_usual_cancel(frame, view, words, *view.state.finding.offer)
                            : draw_roomy_cancel(frame, view, words, *view.state.finding.offer);
  const Touch action = draw_cancel_actions(frame, view);
  return action ? action : touch;
}

Touch draw_cancelled(ui::Frame& frame, const KioskView& view) {
  CHECK(view.state.finding.ended.has_value());
  const FoundWords words = found_words(frame, view);
  const protocol::EndedBooking& ended = *view.state.finding.ended;
  draw_find_bar(frame, view, frame.tr("Cancelled"));
  const Rect banner = frame.portrait()
                          ? Rect{48, frame.theme().large_text() ? 216.F : 208.F, 984, 152}
                          : Rect{48, 136, 1824, 132};
  ui::banner(frame, {.rect = banner,
                     .tone = ui::Tone::info,
                     .icon = "event_available",
                     .title = frame.tr("Your booking is cancelled"),
                     .line = frame.tr("Its ticket is not valid any more.")});
  const Rect card = cancelled_card(frame);
  ui::card(frame, card);
  InfoColumn told(frame, {card.x + 32, card.y + 32, card.w - 64, card.h - 64});
  if (frame.portrait() && words.service != nullptr) {
    constexpr int lines = 6;
    told.picture(words.service->picture, words.chosen.service, lines);
  }
  told.heading(words.chosen.service, words.booking.code.spaced_text());
  told.row("event", words.chosen.when);
  if (const std::string settled = settled_words(frame, view.state.finding); !settled.empty()) {
    told.row("payments", settled);
  }
  if (!ended.voucher_code.empty()) {
    told.row("card_giftcard", frame.tr("Voucher for {0}", money_text(ended.voucher_amount)));
    told.heading(ended.voucher_code);
    if (ended.voucher_last_day) {
      told.text(frame.tr("Good until {0}", words::day(frame.texts(), *ended.voucher_last_day) +
                                               " " +
                                               std::to_string(ended.voucher_last_day->year())));
    }
    told.row("photo_camera", frame.tr("Photograph the code; it is told only once."));
  }
  if (ui::action_bar(frame, {.primary = frame.tr("Done, close"), .primary_icon_right = "logout"}) ==
      ui::ActionTap::primary) {
    return flow::NextTouched{};
  }
  return std::nullopt;
}

}  // namespace lobby::kiosk
