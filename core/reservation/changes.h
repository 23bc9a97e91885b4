// Changing and cancelling a booking at the office, and its folio: shown first, then done against
// the version that was shown. Each function answers with JSON.
// Any thread; every function is one store transaction.
#pragma once

#include "core/reservation/request.h"

namespace lobby::reservation {

// What the change would mean, and whether its units can be had now. Errors: not_found, sold_out,
// those of booking::preview_amendment().
Result<std::string> preview_change(const Request& request, BookingId id,
                                   const booking::Amendment& amendment);
// Nothing of the old booking is given up before what the new one needs is taken. Errors: as above.
Result<std::string> change_booking(const Request& request, BookingId id,
                                   const protocol::AmendOrder& order);

// Fee, refund and what the house offers instead. Errors: not_found, invalid_transition.
Result<std::string> cancellation_of(const Request& request, BookingId id);
// Staff alone waive the fee, with a reason. With a voucher in place of the fee the answer has its
// code, the only time that it is told. Errors: not_found, version_conflict, invalid_transition,
// forbidden, missing_field.
Result<std::string> cancel_booking(const Request& request, BookingId id,
                                   const protocol::CancelOrder& order);

// Errors: not_found.
Result<std::string> read_folio(const Request& request, BookingId id);
// Staff: a payment, an adjustment, a reversal… A deposit that is covered confirms the booking; what
// a reversed voucher paid is left of it again. Errors: not_found, those of booking::post(),
// forbidden (a kind the house posts itself).
Result<std::string> post_to_folio(const Request& request, BookingId id,
                                  const protocol::PostOrder& order);

}  // namespace lobby::reservation
