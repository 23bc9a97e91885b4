// The two halves of a quote: the lines that have a price of their own, and what is then taken off
// and added. Apart, so that a change of a booking can keep the prices of the one and the promises
// of the other. Any thread.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "core/booking/quote.h"

namespace lobby::booking {

// What is taken off, before it is known of what.
struct Adjustment {
  LineKind kind = LineKind::tier_offer;
  std::int32_t percent = 0;
  std::string source{};  // as QuoteLine::source
  Money worth{};         // a voucher without a percentage
  // long_stay: the nights it is for, counted from 1, the last one included.
  std::int32_t first_night = 0;
  std::int32_t last_night = 0;

  bool operator==(const Adjustment&) const = default;
};

// Nights, days, blocks, extra people, add-ons and what is included. REQUIRES: as quote_of().
std::vector<QuoteLine> priced_lines(const catalog::Catalog& catalog, const Selection& selection,
                                    const QuoteTerms& terms);
// In the order in which they apply. REQUIRES: as quote_of().
std::vector<Adjustment> adjustments_of(const catalog::Catalog& catalog, const Selection& selection,
                                       const QuoteTerms& terms);
// The whole: amounts of the priced lines, the adjustments, service charge, tax, rounding, total.
Quote settled(const catalog::Site& site, const Selection& selection, std::vector<QuoteLine> priced,
              const std::vector<Adjustment>& adjustments);

}  // namespace lobby::booking
