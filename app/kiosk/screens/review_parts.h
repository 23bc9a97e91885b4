// The parts of the review as values: price lines, cancellation tiers, what went wrong. Worded once,
// drawn by review.cpp in either orientation. Private to the review.
// UI thread.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "app/kiosk/screens/screens.h"
#include "app/ui/prices.h"

namespace lobby::kiosk {

// A price line that owns its words.
struct PriceRow {
  std::string what;
  std::string how;
  std::string amount;
  bool included = false;
};
// At most `rows_max` rows, the tax line included: what does not fit is summed into one line that
// says how many it stands for.
std::vector<PriceRow> price_rows(const ui::Frame& frame, const KioskView& view,
                                 const catalog::Service& service, const booking::Quote& quote,
                                 std::size_t rows_max);

// One step of the cancellation terms that owns its words.
struct TierRow {
  std::string cost;    // "First night ¥748"
  std::string amount;  // "¥748"
  std::string until_one;
  std::string until_two;
  std::string until;  // both on one line: "until 18:00 on 9 Dec"
  ui::Tone tone = ui::Tone::success;
};
std::vector<TierRow> tier_rows(const ui::Frame& frame, const KioskView& view,
                               const catalog::Service& service,
                               const booking::ResolvedPolicy& policy);

// Why the last confirm did not go through, in the guest's words, and what to do now.
struct FailureWords {
  std::string_view title;
  std::string_view line;
};
FailureWords failure_words(const ui::Frame& frame, ErrorCode code);

}  // namespace lobby::kiosk
