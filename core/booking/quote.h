// A quote: lines that each say how they were computed, frozen into the booking.
// Lines are free of language; screens and letters word them from kind, date, count and ids.
// Any thread.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "core/base/money.h"
#include "core/base/time.h"
#include "core/booking/selection.h"
#include "core/catalog/catalog.h"

namespace lobby::booking {

enum class LineKind : std::uint8_t {
  night,     // one night of `date`: count × unit
  day,       // one day of `date`
  block,     // `start_minute`..`end_minute` of `date`
  add_on,    // catalogue add-on `item`
  included,  // part of the price: `item` is the index in service.included; amount zero
};
std::string_view name_of(LineKind kind);

struct QuoteLine {
  LineKind kind = LineKind::night;
  LocalDate date;
  catalog::DateKind date_kind = catalog::DateKind::weekday;
  std::int32_t start_minute = 0;
  std::int32_t end_minute = 0;
  AddOnId add_on;                   // add_on lines
  std::int32_t included_index = 0;  // included lines
  std::int32_t count = 1;           // units, people, or what is included a day
  std::int32_t days = 1;            // included per person_night: on how many mornings
  Money unit;
  Money amount;  // count × unit

  bool operator==(const QuoteLine&) const = default;
};

struct Quote {
  std::vector<QuoteLine> lines;
  Money total;
  Money first_unit;              // the first night, day or block: base of some fees
  std::int32_t tax_percent = 0;  // both contained in the total
  std::int32_t service_percent = 0;

  bool operator==(const Quote&) const = default;
};

// REQUIRES: check_selection() passed. The same catalogue and selection give the same quote.
Quote quote_of(const catalog::Catalog& catalog, const Selection& selection);

// The lowest price a card can show: "¥688 a night".
Money price_from(const catalog::Service& service);
// The price of one unit on a date (nightly and whole_day).
Money price_on(const catalog::Site& site, const catalog::Service& service, LocalDate date);

}  // namespace lobby::booking
