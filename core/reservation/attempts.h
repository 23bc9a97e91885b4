// Tries at a kiosk that were refused: somebody who guesses codes, or who looks for an order that
// passes. They are counted for the time the site says, across restarts. Any thread.
#pragma once

#include "core/reservation/request.h"

namespace lobby::reservation {

// Refused ones of the device within catalog.risk.attempts_minutes, and the one under way. Of desks
// none are counted. The thread that runs the transaction.
Result<std::int32_t> attempts_at(const Visit& visit);

// Errors: policy_refused where the house blocks a kiosk with too many of them.
Status may_try(const Visit& visit);

// Passes `reply` on; where a kiosk was refused in a way that counts, it is noted first, in a
// transaction of its own. Errors: those of `reply`; of the store.
Result<std::string> counted(const Request& request, Result<std::string> reply);

}  // namespace lobby::reservation
