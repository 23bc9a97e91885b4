// The review as values and the parts that both its layouts draw: what is booked, what it costs, its
// terms, the consent, and what went wrong. Private to the review.
// UI thread.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "app/kiosk/screens/review_parts.h"
#include "app/kiosk/screens/review_words.h"
#include "app/kiosk/screens/screens.h"

namespace lobby::kiosk {

// What is drawn, computed once.
struct Review {
  const catalog::Service& service;
  const catalog::Policy* terms = nullptr;
  ChosenWords chosen;
  std::vector<PriceRow> prices{};
  std::vector<TierRow> tiers{};
  std::string total{};
  bool request = false;
};

Review review_of(const ui::Frame& frame, const KioskView& view, const catalog::Service& service);

struct WhatRow {
  ui::Icon icon;
  std::string text;
};

// When, who, and how to reach them, in rows of `room`.
std::vector<WhatRow> what_rows(ui::Frame& frame, const KioskView& view, const Review& review,
                               float room);

void draw_review_failure(ui::Frame& frame, const KioskView& view, ui::Rect where);
Touch draw_terms_consent(ui::Frame& frame, const KioskView& view, const Review& review,
                         ui::Rect where);
// What the primary says: what is missing, or what a touch does.
std::string_view review_primary(const ui::Frame& frame, const Review& review,
                                flow::Obstacle obstacle);

// review_large.cpp
Touch draw_large_review(ui::Frame& frame, const KioskView& view, const catalog::Service& service);

}  // namespace lobby::kiosk
