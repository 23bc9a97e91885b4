// What is recorded of minors who stay, one record a booking.
// The thread that runs the transaction.
#pragma once

#include <optional>

#include "core/office/minors.h"
#include "core/service/work.h"

namespace lobby::service {

// Nothing where no minor stays with this booking, as far as is known.
Result<std::optional<office::MinorStay>> minor_stay_of(const Work& work,
                                                       const booking::Booking& booking);
// Stores it as its version says. Errors: version_conflict.
Status save_minor_stay(const Work& work, const office::MinorStay& stay);

}  // namespace lobby::service
