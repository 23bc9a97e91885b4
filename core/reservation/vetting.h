// The site's risk rules, held against an order before anything is promised.
// The thread that runs the transaction.
#pragma once

#include <string>
#include <vector>

#include "core/booking/amendment.h"
#include "core/booking/booking.h"
#include "core/office/risk.h"
#include "core/reservation/request.h"

namespace lobby::reservation {

struct Vetting {
  bool review = false;               // a person decides: it waits for approval
  std::vector<std::string> notices;  // staff are told, the booking stands
};

// What is sold here: staff sell everything, other channels what the catalogue says. REQUIRES:
// check_selection() passed. Errors: policy_refused.
Status check_channel(const Work& work, const booking::Selection& selection,
                     booking::Channel channel);
// The same for a booking that is changed: what needs the house's word is for staff to change into.
// Other needs alone sell nothing, and are everybody's but for a special set-up.
Status check_change(const Work& work, const booking::AmendmentPreview& preview,
                    booking::Channel channel);

// Errors: policy_refused names the rule that blocks it; those of what is said about a guardian or a
// company (missing_field, malformed).
Result<Vetting> vet(const Visit& visit, const booking::Booking& draft,
                    const protocol::PlaceOrder& order);

}  // namespace lobby::reservation
