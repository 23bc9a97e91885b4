// Bookings at the office: made at the counter, on the phone or online, found, read, and moved
// through their states by staff. Each function answers with JSON.
// Any thread; every function is one store transaction.
#pragma once

#include <cstddef>
#include <string_view>

#include "core/port/signer.h"
#include "core/reservation/request.h"
#include "core/reservation/vetting.h"

namespace lobby::reservation {

// Made from free units; the vouchers of its quote are used. Errors: those of
// booking::check_selection() and of a guest's name and phone, sold_out, id_reused,
// invalid_transition (another booking has used a voucher of the quote).
Result<std::string> place_booking(const Request& request, const protocol::PlaceOrder& order);

// Errors: not_found.
Result<std::string> read_booking(const Request& request, BookingId id);
// By its code and the phone it was made with; which of them is wrong is not told. Errors:
// not_found, malformed (the phone).
Result<std::string> find_booking(const Request& request, ticket::BookingCode code,
                                 std::string_view phone);
// By a ticket of this house: who holds it may see its booking, as at the desk. Errors: not_found
// (none of this house's devices signed it, or its booking is not here).
Result<std::string> find_booking(const Request& request, port::Verifier& verifier,
                                 const ticket::SignedTicket& ticket);
// Staff; the page after an id. REQUIRES: limit <= limits::page_items_max.
Result<std::string> list_bookings(const Request& request, BookingId after, std::size_t limit);

// Staff: approve, refuse, confirm, check_in, undo_check_in, complete, mark_no_show, release. What
// holds no units and is promised takes them, or nothing changes; what is given up gives them back;
// whose last member has come in is admitted, so that its ticket admits nobody else. Errors:
// not_found, version_conflict, invalid_transition, sold_out, forbidden (a command with a route of
// its own), missing_field (a reason where one is needed), out_of_range (more than are awaited),
// policy_refused (too early or too late to check in; a duty to a minor).
Result<std::string> step_booking(const Request& request, BookingId id,
                                 const protocol::StepOrder& order);

// A draft becomes a booking of this house: ids, state, guest, stored, told to the desks, charged,
// with what vetting found for staff and what is owed to minors. Its units are the caller's
// business. Errors: those of checked_guest().
Result<booking::Booking> enter_booking(const Visit& visit, booking::Booking draft,
                                       const protocol::PlaceOrder& order, const Vetting& vetting,
                                       const booking::Act& act);

}  // namespace lobby::reservation
