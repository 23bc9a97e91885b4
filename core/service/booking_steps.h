// Steps of a stored booking: moved, saved and told to the desks as one.
// The thread that runs the transaction.
#pragma once

#include <optional>

#include "core/booking/booking.h"
#include "core/service/work.h"

namespace lobby::service {

// The booking after the step, not saved. Errors: invalid_transition, too_large (its history is
// at limits::booking_version_max).
Result<booking::Booking> next_step(const booking::Booking& booking, const booking::Act& act);

// `maker`: the name of the device that made it.
Status tell_desks(const Work& work, const booking::Booking& booking, const std::string& maker);
Status save_and_tell(const Work& work, const booking::Booking& booking);

// The units of a booking that holds some are free again; of one in conflict, which holds none, the
// conflict is settled instead, and `settlement` says how.
Status give_back_units(const Work& work, const booking::Booking& booking,
                       const std::string& settlement);

// Everybody of a booking is in, or not: its first ticket is admitted by the device, or admits
// again. The desks are told; nothing happens where it is so already.
Status set_admission(const Work& work, const booking::Booking& booking, bool in,
                     const port::DeviceRecord& device);

// The booking that an admission is for, when it has arrived: its code, made under that key.
Result<std::optional<booking::Booking>> booking_admitted(const Work& work,
                                                         const protocol::AdmissionId& id);

}  // namespace lobby::service
