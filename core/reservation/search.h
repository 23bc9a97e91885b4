// Looking for what can be had. Any thread.
#pragma once

#include "core/protocol/office.h"
#include "core/reservation/request.h"

namespace lobby::reservation {

// The wish on the days asked for; where it cannot be had as it stands, the nearest times and other
// services that would fit. Errors: those of booking::vacancies().
Result<std::string> search(const Request& request, const protocol::AvailabilityQuery& query);

}  // namespace lobby::reservation
