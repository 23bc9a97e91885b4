// Review: what, how the price adds up, what cancelling costs and when, what the hotel owes, and the
// guest's consent. Portrait stacks the cards and lets them give way where a booking has many lines;
// landscape has two columns and the consent between the buttons.
#include <algorithm>
#include <cmath>
#include <vector>

#include "app/kiosk/screens/review_actions.h"
#include "app/kiosk/screens/review_model.h"
#include "app/kiosk/screens/screens.h"
#include "app/ui/text_wrap.h"
#include "app/ui/widgets.h"

namespace lobby::kiosk {
namespace {

using ui::Rect;

constexpr std::size_t easy_rows = 4;  // more make the cards round them give way
constexpr float card_width = 984;

struct ReviewPlaces {
  Rect failure;  // empty: nothing failed, the title stands here
  ui::Point title;
  Rect what;
  float row_pitch = 50;  // of the rows in `what`
  Rect prices;
  float price_pitch = 50;
  Rect tiers;
  Rect breach;
  Rect consent;
};

// Everything but the rows themselves: title, rule and total.
float prices_height(std::size_t rows, float pitch) {
  return 160 + static_cast<float>(rows) * pitch;
}

ReviewPlaces portrait_review(const Review& review, bool failed) {
  constexpr float bottom = 1604;
  const bool tight = failed || review.prices.size() > easy_rows;
  const float pitch = review.prices.size() > easy_rows ? 44.F : 50.F;
  const float top = failed ? 308.F : tight ? 256.F : 268.F;
  const float what_h = failed ? 240.F : 280.F;
  const float heights[] = {what_h, prices_height(review.prices.size(), pitch),
                           tight ? 286.F : 296.F, tight ? 170.F : 184.F, tight ? 128.F : 152.F};
  float used = 0;
  for (const float height : heights) {
    used += height;
  }
  const float gap = std::clamp((bottom - top - used) / 4, 8.F, 28.F);
  Rect place{ui::margin_px, top, card_width, 0};
  Rect rects[5];
  for (std::size_t index = 0; index < 5; ++index) {
    place.h = heights[index];
    rects[index] = place;
    place.y = std::round(place.bottom() + gap);
  }
  rects[4].y = bottom - rects[4].h;
  return {failed ? Rect{48, 184, 984, 112} : Rect{},
          {48, tight ? 182.F : 188.F},
          rects[0],
          failed ? 42.F : 50.F,
          rects[1],
          pitch,
          rects[2],
          rects[3],
          rects[4]};
}

ReviewPlaces landscape_review(const Review& review, bool failed) {
  constexpr float left = 48;
  constexpr float right = 1032;
  constexpr float left_width = 960;
  constexpr float right_width = 840;
  const float prices_h = prices_height(review.prices.size(), 50);
  const float breach_y = 128 + prices_h + 16;
  return {failed ? Rect{left, 128, left_width, 112} : Rect{},
          {left, 124},
          failed ? Rect{left, 252, left_width, 240} : Rect{left, 212, left_width, 280},
          failed ? 42.F : 50.F,
          {right, 128, right_width, prices_h},
          50,
          {left, 508, left_width, 296},
          {right, breach_y, right_width, 804 - breach_y},
          action_middle};
}

void draw_title(ui::Frame& frame, const Review& review, ui::Point at) {
  const std::string_view title =
      review.request ? frame.tr("Check your request") : frame.tr("Check your booking");
  const ui::Extents drawn = frame.heading(at, title, {.size = ui::type::title});
  if (review.request) {
    ui::chip(frame, {.at = {drawn.right() + 32, at.y + 8},
                     .label = frame.tr("Not a booking yet"),
                     .icon = "hourglass_top"});
  }
}

void draw_what(ui::Frame& frame, const KioskView& view, const Review& review,
               const ReviewPlaces& places) {
  const Rect& rect = places.what;
  ui::card(frame, rect);
  const float picture_w = frame.portrait() ? 300.F : 256.F;
  const Rect picture{rect.x + 16, rect.y + 16, picture_w, rect.h - 32};
  frame.image(picture, review.service.picture, review.chosen.service, {.radius = 16});
  const float x = picture.right() + 24;
  frame.text(
      {x, rect.y + (rect.h < 280 ? 4.F : 12.F)}, review.chosen.units,
      {.size = ui::type::button, .weight = ui::Weight::bold, .max_width = rect.right() - 16 - x});
  const float room = rect.right() - 16 - (x + 56);
  const std::vector<WhatRow> rows = what_rows(frame, view, review, room);
  float y = rect.y + (rect.h < 280 ? 54.F : 70.F);
  for (const WhatRow& row : rows) {
    frame.canvas().icon({x, y + 4}, 40, row.icon, frame.theme().accent);
    frame.text({x + 56, y}, row.text, {.max_width = room});
    y += places.row_pitch;
  }
}

void draw_prices(ui::Frame& frame, const Review& review, const ReviewPlaces& places) {
  ui::PriceLinesSpec spec{.rect = places.prices,
                          .title = frame.tr("How the price adds up"),
                          .total_label = review.request ? frame.tr("If confirmed, pay at the hotel")
                                                        : frame.tr("Total, pay at the hotel"),
                          .total = review.total,
                          .pitch = places.price_pitch};
  for (const PriceRow& row : review.prices) {
    spec.lines.push_back({row.what, row.how, row.amount, row.included});
  }
  ui::price_lines(frame, spec);
}

void draw_terms(ui::Frame& frame, const KioskView& view, const Review& review,
                const ReviewPlaces& places) {
  const std::string_view language = view.language();
  ui::PolicyBoxSpec box{.rect = places.tiers, .title = frame.tr("If you cancel")};
  if (review.terms != nullptr) {
    box.right = review.terms->change_rule.in(language);
  }
  const float room = (places.tiers.w - 48) / static_cast<float>(review.tiers.size()) - 10;
  for (const TierRow& tier : review.tiers) {
    // Where the words and a high amount do not fit side by side, the amount is what counts.
    const bool fits = frame.canvas().text_width(tier.cost, {.weight = ui::Weight::bold}) <= room;
    box.tiers.push_back(
        {fits ? tier.cost : tier.amount, tier.until_one, tier.until_two, tier.tone});
  }
  ui::policy_box(frame, box);
  if (review.terms == nullptr) {
    return;
  }
  const ui::Theme& theme = frame.theme();
  const Rect& rect = places.breach;
  frame.canvas().rect(rect, {.fill = theme.sand_light,
                             .border = theme.high_contrast ? theme.line : theme.sand,
                             .radius = 24});
  const float x = rect.x + 88;
  ui::TextStyle text{.max_width = rect.right() - 24 - x};
  constexpr float line = 50;
  const std::string& promise = review.terms->breach_text.in(language);
  const std::string& title = review.terms->breach_title.in(language);
  const auto lines = static_cast<float>(frame.canvas().line_count(promise, text));
  const float top = rect.y + std::round((rect.h - 52 - lines * line) / 2);
  frame.canvas().icon({rect.x + 24, top + 2}, 48, "verified_user", theme.accent);
  frame.in_one_breath([&] {
    frame.text({x, top}, title, {.weight = ui::Weight::bold, .max_width = text.max_width});
    text.max_width = ui::balanced_width(promise, text.max_width, [&](std::string_view piece) {
      return frame.canvas().text_width(piece, text);
    });
    frame.text_block({x, top + 52}, promise, text, line - ui::type::body);
  });
}

Touch draw_actions(ui::Frame& frame, const KioskView& view, const Review& review) {
  const flow::Obstacle obstacle = flow::obstacle(view.state, view.context);
  return step_touch(
      finish_actions(frame, {.back = frame.tr("Back"),
                             .primary = review_primary(frame, review, obstacle),
                             .primary_icon = review.request ? ui::Icon("send") : ui::Icon("check"),
                             .enabled = obstacle == flow::Obstacle::none,
                             .busy = view.state.committing}));
}

}  // namespace

Touch draw_review(ui::Frame& frame, const KioskView& view) {
  const catalog::Service* service = flow::chosen_service(view.state, view.context);
  CHECK(service != nullptr);  // review is behind details
  if (frame.theme().large_text()) {
    return draw_large_review(frame, view, *service);
  }
  const Review review = review_of(frame, view, *service);
  const bool failed = view.state.failure.has_value();
  const ReviewPlaces places =
      frame.portrait() ? portrait_review(review, failed) : landscape_review(review, failed);
  draw_step_bar(frame, view, 4);
  if (failed) {
    draw_review_failure(frame, view, places.failure);
  } else {
    draw_title(frame, review, places.title);
  }
  draw_what(frame, view, review, places);
  draw_prices(frame, review, places);
  draw_terms(frame, view, review, places);
  Touch touch = draw_terms_consent(frame, view, review, places.consent);
  if (Touch action = draw_actions(frame, view, review)) {
    touch = std::move(action);
  }
  return touch;
}

}  // namespace lobby::kiosk
