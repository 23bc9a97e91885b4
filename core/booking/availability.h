// Where a wish fits: the days and times at which a selection could be had, the nearest to the one
// that is gone, and other services that would do. Over counts that the caller has; a search of a
// month asks for each slot once.
// Any thread.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <vector>

#include "core/base/money.h"
#include "core/booking/selection.h"
#include "core/catalog/catalog.h"

namespace lobby::booking {

// Units of a slot that can be had; nothing at all where there is no such slot.
using FreeUnits = std::function<std::int32_t(const inventory::Slot&)>;

// A selection that can be had, now.
struct Vacancy {
  Selection selection;
  std::int32_t left = 0;  // how many such bookings fit; at least one
  bool few_left = false;  // so few that the guest is told (catalog::Pool::few_left)
  Money total;

  bool operator==(const Vacancy&) const = default;
};

// What a search looks through. Borrowed.
struct Market {
  const catalog::Catalog& catalog;
  const ZoneRules& zone;
  const FreeUnits& free;
  UtcTime now;
};

// How many bookings of the selection fit, by the scarcest slot it needs. REQUIRES:
// check_selection() passed.
std::int32_t bookings_left(const Market& market, const Selection& selection);

// The wish on every day from `first` to `last`, at most limits::horizon_days_max of them: as it is
// for nights and days; for time slots with every run of as many blocks, one after another, as the
// wish has (one at least). Days and times at which it cannot be booked are left out. Errors: those
// of check_selection() that no other day would mend (service, party, add-ons), out_of_range (the
// days).
Result<std::vector<Vacancy>> vacancies(const Market& market, const Selection& wish, LocalDate first,
                                       LocalDate last);

// The `count` vacancies nearest to the wish, the wish itself left out: by days from it, then by
// minutes of the day, the earlier first; at most `days_around` days away. Errors: as vacancies().
struct Nearness {
  std::size_t count = 3;
  std::int32_t days_around = 30;
};
Result<std::vector<Vacancy>> nearest(const Market& market, const Selection& wish,
                                     const Nearness& nearness);

// Other services of the same category that take the party on the wish's own days, the cheapest
// first. Add-ons that they do not offer are left out, and all parts of a composite are in.
std::vector<Vacancy> substitutes(const Market& market, const Selection& wish);

}  // namespace lobby::booking
