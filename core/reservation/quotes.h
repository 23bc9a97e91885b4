// Quotes that the house keeps to for a while: given, read again, and booked at what they said. Each
// function answers with JSON. Any thread; every function is one store transaction.
#pragma once

#include "core/booking/quote_record.h"
#include "core/reservation/request.h"

namespace lobby::reservation {

// Tier, first booking and contract are what a desk says of the guest; a kiosk quotes to a walk-in.
// Vouchers are not used up by it. Errors: those of booking::make_quote() and voucher_terms().
Result<std::string> give_quote(const Request& request, const protocol::QuoteOrder& order);
// Errors: not_found.
Result<std::string> read_quote(const Request& request, booking::QuoteId id);

// The quote a booking is made by. Errors: not_found, expired, policy_refused (it is of another
// selection).
Result<booking::Quote> quote_for(const Work& work, booking::QuoteId id,
                                 const booking::Selection& selection);

}  // namespace lobby::reservation
