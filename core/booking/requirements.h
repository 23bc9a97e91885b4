// What a booking needs beside units and money: the house's word, documents, an age. Any thread.
#pragma once

#include <cstdint>
#include <vector>

#include "core/base/result.h"
#include "core/base/time.h"
#include "core/booking/selection.h"
#include "core/catalog/catalog.h"

namespace lobby::booking {

struct Requirements {
  bool approval = false;  // submitted, not placed (booking.h)
  catalog::IdentityNeed identity = catalog::IdentityNeed::none;
  std::int32_t age_min = 0;  // years, of everybody

  bool operator==(const Requirements&) const = default;
};

// Of the service, and of the parts of a composite the strictest. REQUIRES: check_selection()
// passed.
Requirements requirements_of(const catalog::Catalog& catalog, const Selection& selection);

// Whole years between the dates; a birthday on 29 February is on 1 March in other years. Below zero
// before the birth.
std::int32_t age_on(LocalDate birth, LocalDate day);

// Whether those whose birth dates are known are old enough on the first day. Errors:
// policy_refused. REQUIRES: as above.
Status check_ages(const catalog::Catalog& catalog, const Selection& selection,
                  const std::vector<LocalDate>& birth_dates);

}  // namespace lobby::booking
