// What the house does for bookings beside selling them: work orders of departments, what it owes
// minors who stay, and the terms that a guest agreed to. Each function answers with JSON.
// Any thread; every function is one store transaction.
#pragma once

#include <cstddef>

#include "core/reservation/request.h"

namespace lobby::reservation {

// Staff; what a department has to do on a day: of at most `limit` bookings after an id. REQUIRES:
// limit <= limits::page_items_max. Errors: not_found (the department).
Result<std::string> list_work_orders(const Request& request, const DepartmentId& department,
                                     LocalDate day, BookingId after, std::size_t limit);

// Staff. Errors: not_found (no booking, or no minor stays with it).
Result<std::string> read_duties(const Request& request, BookingId id);
// What was done, and by whom. A duty once recorded stays. Errors: as above; missing_field (who did
// it; of a guardian), version_conflict, policy_refused (a duty taken back).
Result<std::string> record_duties(const Request& request, BookingId id,
                                  const protocol::DutiesOrder& order);
// Errors: policy_refused names the duty that is not recorded and stands in the way.
Status check_duties(const Work& work, const booking::Booking& booking, booking::Command command);
// The record of a booking that is being made, where a minor is among those who stay.
Status begin_duties(const Visit& visit, const booking::Booking& booking,
                    const protocol::PlaceOrder& order);

// Errors: not_found.
Result<std::string> read_terms(const Request& request, BookingId id);

}  // namespace lobby::reservation
