// What must hold of a booking that a device says it sold. Price and policy are checked against
// themselves, never against today's catalogue: the device sold under the one it had.
// Any thread.
#pragma once

#include "core/base/result.h"
#include "core/booking/booking.h"

namespace lobby::service {

// A fresh booking, confirmed or requested, made by `device` for `site`. Errors: wrong_site,
// forbidden (another device made it), invalid_transition (its history is not one step),
// out_of_range (demand, sums, tiers or window contradict themselves; the detail says which).
Status check_placed(const booking::Booking& booking, const SiteId& site, DeviceId device);

}  // namespace lobby::service
