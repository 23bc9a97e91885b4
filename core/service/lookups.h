// How bookings are found: by the keyed hash of the guest's phone for as long as they are open, and
// by the days on which departments work for them. Guests whom the house does not serve are found by
// phone in the same way. No phone stands in a key; without a vault (Office::vault) none is noted.
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

// A booking that is new here is found from now on. Errors: those of the store.
Status note_lookup(const Work& work, const booking::Booking& booking);
// It is found by what it became; one that is called off only by its days, so that departments see
// it. A day after its end it is not found any more.
Status renew_lookup(const Work& work, const booking::Booking& booking);

// What a day's bookings are found by.
std::string work_day_key(LocalDate day);
// At most limits::contacts_max of them, the oldest first.
Result<std::vector<booking::Booking>> open_bookings_of(const Work& work, std::string_view phone);

// The refusal list.
Result<bool> is_refused(const Work& work, std::string_view phone);

}  // namespace lobby::service
