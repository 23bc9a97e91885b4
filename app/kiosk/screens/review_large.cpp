// Review in large text, in two parts: what it is and what it costs; the terms and the consent. What
// failed is told on the second, where the guest confirmed. UI thread.
#include <algorithm>
#include <cmath>
#include <string>

#include "app/kiosk/screens/review_model.h"
#include "app/kiosk/screens/roomy.h"
#include "app/ui/label.h"
#include "app/ui/text_wrap.h"
#include "app/ui/widgets.h"

namespace lobby::kiosk {
namespace {

using ui::Rect;

constexpr std::int32_t large_review_parts = 2;
constexpr float pad = 24;

struct LargeReviewPlaces {
  ui::Point title;
  Rect what;
  Rect prices;
  Rect tiers;
  Rect breach;
  Rect consent;
  Rect sum;  // what and how much, or what failed
};

LargeReviewPlaces large_review_places(const ui::Frame& frame, const Review& review) {
  if (frame.portrait()) {
    const float prices = 204 + 68 * static_cast<float>(review.prices.size());
    const float tiers = 112 + 92 * static_cast<float>(review.tiers.size());
    const float breach_y = 208 + tiers + 16;
    return {{48, 204},
            {48, 312, 984, 416},
            {48, 744, 984, prices},
            {48, 208, 984, tiers},
            {48, breach_y, 984, 952 - breach_y},
            {48, 968, 984, 232},
            {48, 1224, 984, 296}};
  }
  return {{48, 120},
          {48, 228, 900, 580},
          {972, 128, 900, 680},
          {48, 128, 900, 392},
          {972, 128, 900, 392},
          {48, 540, 800, 264},
          {872, 540, 1000, 264}};
}

Rect inside(Rect rect) {
  return {rect.x + pad, rect.y + 16, rect.w - 2 * pad, rect.h - 32};
}

void draw_what(ui::Frame& frame, const KioskView& view, const Review& review, Rect rect) {
  ui::card(frame, rect);
  const float width = frame.portrait() ? 240.F : 220.F;
  const Rect picture{rect.x + 16, rect.y + 16, width, std::min(rect.h - 32, 384.F)};
  frame.image(picture, review.service.picture, review.chosen.service, {.radius = 16});
  const float x = picture.right() + 24;
  const float room = rect.right() - 20 - x;
  const ui::TextStyle title =
      ui::fitting(frame.canvas(), review.chosen.units,
                  {.size = ui::type::button, .weight = ui::Weight::bold}, room);
  frame.text({x, rect.y + 16}, review.chosen.units, title);
  constexpr float icon = 44;
  const std::vector<WhatRow> rows = what_rows(frame, view, review, room - icon - 20);
  const float pitch = frame.theme().size(ui::type::body) + 16;
  float y = rect.y + 96;
  for (const WhatRow& row : rows) {
    frame.canvas().icon({x, y + 8}, icon, row.icon, frame.theme().accent);
    const ui::TextStyle style = ui::fitting(frame.canvas(), row.text, {}, room - icon - 20);
    frame.text({x + icon + 20, y}, row.text, style);
    y += pitch;
  }
}

void draw_prices(ui::Frame& frame, const Review& review, Rect rect) {
  ui::card(frame, rect);
  InfoColumn column(frame, inside(rect));
  column.text(frame.tr("How the price adds up"), 1);
  column.total(review.request ? frame.tr("If confirmed, pay at the hotel")
                              : frame.tr("Total, pay at the hotel"),
               review.total);
  for (const PriceRow& row : review.prices) {
    column.pair(row.how.empty() ? row.what : row.what + " " + row.how, row.amount);
  }
}

ui::Colour tier_colour(const ui::Theme& theme, ui::Tone tone) {
  switch (tone) {
    case ui::Tone::success:
      return theme.success;
    case ui::Tone::danger:
      return theme.danger;
    case ui::Tone::warn:
    case ui::Tone::info:
    case ui::Tone::plain:
      return theme.text;
  }
  return theme.text;
}

void draw_tier(ui::Frame& frame, const TierRow& tier, Rect row) {
  ui::Canvas& canvas = frame.canvas();
  const ui::Theme& theme = frame.theme();
  const ui::Colour colour = tier_colour(theme, tier.tone);
  constexpr float knob = 36;
  const ui::Colour mark = tier.tone == ui::Tone::warn ? theme.sun : colour;
  canvas.rect({row.x, row.y + (row.h - knob) / 2, knob, knob},
              {.fill = theme.surface, .border = mark, .border_width = 6, .radius = knob / 2});
  const float x = row.x + knob + 20;
  ui::TextStyle cost{.weight = ui::Weight::bold, .colour = colour, .align = ui::Align::right};
  const bool whole = canvas.text_width(tier.cost, cost) <= row.w * 0.45F;
  const std::string& said = whole ? tier.cost : tier.amount;
  cost = ui::fitting(canvas, said, cost, row.w * 0.45F);
  const float room = row.right() - canvas.text_width(said, cost) - 24 - x;
  const ui::TextStyle when = ui::fitting(canvas, tier.until, {}, room);
  frame.in_one_breath([&] {
    frame.text({x, canvas.centred_y(row.y, row.h, when.size, when.scaled)}, tier.until, when);
    frame.text({row.right(), canvas.centred_y(row.y, row.h, cost.size, cost.scaled)}, said, cost);
  });
}

void draw_tiers(ui::Frame& frame, const KioskView& view, const Review& review, Rect rect) {
  ui::card(frame, rect);
  const Rect place = inside(rect);
  InfoColumn column(frame, place);
  column.text(frame.tr("If you cancel"), 1);
  const float line = column.line_height();
  const float left = place.bottom() - place.y - line - 8;
  const float pitch = std::min(92.F, left / static_cast<float>(review.tiers.size() + 1));
  float y = place.y + line + 8;
  for (const TierRow& tier : review.tiers) {
    draw_tier(frame, tier, {place.x, y, place.w, pitch});
    y += pitch;
  }
  if (review.terms != nullptr && place.bottom() - y >= line - 8) {
    InfoColumn(frame, {place.x, y + 4, place.w, place.bottom() - y - 4})
        .text(review.terms->change_rule.in(view.language()), 1);
  }
}

void draw_breach(ui::Frame& frame, const KioskView& view, const Review& review, Rect rect) {
  if (review.terms == nullptr) {
    return;
  }
  const ui::Theme& theme = frame.theme();
  frame.canvas().rect(rect, {.fill = theme.sand_light,
                             .border = theme.high_contrast ? theme.line : theme.sand,
                             .radius = 24});
  ui::Canvas& canvas = frame.canvas();
  const float line = theme.size(ui::type::body) + 8;
  const float x = rect.x + 100;
  const float room = rect.right() - pad - x;
  const std::string& promise = review.terms->breach_text.in(view.language());
  const std::string& name = review.terms->breach_title.in(view.language());
  ui::TextStyle text{.max_width = room};
  if (static_cast<float>(canvas.line_count(promise, text) + 1) * line > rect.h - 24) {
    text.scaled = false;
  }
  const float lines = static_cast<float>(canvas.line_count(promise, text));
  const float height = line + lines * (text.scaled ? line : ui::type::body + 8);
  float y = rect.y + std::max(12.F, std::round((rect.h - height) / 2));
  canvas.icon({rect.x + pad, y + 4}, 56, "verified_user", theme.accent);
  frame.in_one_breath([&] {
    frame.text({x, y}, name, ui::fitting(canvas, name, {.weight = ui::Weight::bold}, room));
    text.max_width = ui::balanced_width(
        promise, room, [&](std::string_view piece) { return canvas.text_width(piece, text); });
    frame.text_block({x, y + line}, promise, text, 8);
  });
}

void draw_sum(ui::Frame& frame, const KioskView& view, const Review& review, Rect rect) {
  if (view.state.failure) {
    draw_review_failure(frame, view, rect);
    return;
  }
  ui::card(frame, rect);
  InfoColumn column(frame, inside(rect));
  column.total(frame.tr("Total, pay at the hotel"), review.total);
  column.heading(review.chosen.service);
  column.text(review.chosen.when, 1);
}

void draw_large_title(ui::Frame& frame, const Review& review, ui::Point at) {
  const std::string_view title =
      review.request ? frame.tr("Check your request") : frame.tr("Check your booking");
  const float room = frame.portrait() ? 984.F : 900.F;
  frame.heading(at, title, ui::fitting(frame.canvas(), title, {.size = ui::type::title}, room));
}

}  // namespace

Touch draw_large_review(ui::Frame& frame, const KioskView& view, const catalog::Service& service) {
  const Review review = review_of(frame, view, service);
  const LargeReviewPlaces places = large_review_places(frame, review);
  const std::int32_t part = std::clamp(view.state.part, 0, large_review_parts - 1);
  const bool last = part + 1 == large_review_parts;
  draw_step_bar(frame, view, 4);
  Touch touch;
  if (last) {
    draw_tiers(frame, view, review, places.tiers);
    draw_breach(frame, view, review, places.breach);
    touch = draw_terms_consent(frame, view, review, places.consent);
    draw_sum(frame, view, review, places.sum);
  } else {
    draw_large_title(frame, review, places.title);
    draw_what(frame, view, review, places.what);
    draw_prices(frame, review, places.prices);
  }
  const flow::Obstacle obstacle = flow::obstacle(view.state, view.context);
  if (Touch action = draw_part_actions(
          frame,
          {.part = part,
           .parts = large_review_parts,
           .primary = last ? review_primary(frame, review, obstacle) : frame.tr("Next: the terms"),
           .icon = review.request ? ui::Icon("send") : ui::Icon("check"),
           .icon_right = last ? ui::Icon() : ui::Icon("arrow_forward"),
           .enabled = !last || obstacle == flow::Obstacle::none,
           .busy = view.state.committing})) {
    touch = std::move(action);
  }
  return touch;
}

}  // namespace lobby::kiosk
