// From what a guest chose to a booking that has only to be placed. Any thread.
#pragma once

#include "core/booking/booking.h"
#include "core/catalog/catalog.h"

namespace lobby::booking {

// Selection, quote, policy, plan, window and demand as the catalogue has them at `now`; who makes
// it, its ids and its guest are the caller's.
// By another quote of the same selection where one was given. REQUIRES: check_selection() passed.
Booking draft_of(const catalog::Catalog& catalog, const Selection& selection, const Quote& quote,
                 const ZoneRules& zone, UtcTime now);
Booking draft_of(const catalog::Catalog& catalog, const Selection& selection, const ZoneRules& zone,
                 UtcTime now);

}  // namespace lobby::booking
