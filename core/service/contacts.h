// Whose open bookings are whose: a booking is found by the keyed hash of its guest's phone for as
// long as it is open, and guests whom the house does not serve are found in the same way. No phone
// stands in a key. Without a vault (Office::vault) nothing is noted and nothing found.
// The thread that runs the transaction.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/booking/booking.h"
#include "core/service/work.h"

namespace lobby::service {

// What a phone is found by, the newest vault key first; empty without a vault or a phone.
std::vector<std::string> phone_keys(const Office& office, std::string_view phone);

// The booking is found by its guest's phone from now on. Errors: those of the store.
Status note_contact(const Work& work, const booking::Booking& booking);
// It is over: nobody looks for it.
Status drop_contact(const Work& work, BookingId booking);
// At most limits::contacts_max of them, the oldest first.
Result<std::vector<booking::Booking>> open_bookings_of(const Work& work, std::string_view phone);

// The refusal list.
Result<bool> is_refused(const Work& work, std::string_view phone);

}  // namespace lobby::service
