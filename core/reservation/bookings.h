// Bookings at the office: made at the counter, on the phone or online, found, read, and moved
// through their states by staff. Each function answers with JSON.
// Any thread; every function is one store transaction.
#pragma once

#include <cstddef>
#include <string_view>

#include "core/reservation/request.h"

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
// Staff; the page after an id. REQUIRES: limit <= limits::page_items_max.
Result<std::string> list_bookings(const Request& request, BookingId after, std::size_t limit);

// Staff: approve, refuse, confirm, complete, mark_no_show, release. What holds no units and is
// promised takes them, or nothing changes; what is given up gives them back. Errors: not_found,
// version_conflict, invalid_transition, sold_out, forbidden (a command with a route of its own),
// missing_field (a reason where one is needed).
Result<std::string> step_booking(const Request& request, BookingId id,
                                 const protocol::StepOrder& order);

// What a guest said, as it is stored. Errors: malformed, out_of_range, not_found name the field.
Result<guest::GuestDetails> checked_guest(const service::Office& office,
                                          const guest::GuestDetails& said);

// A draft becomes a booking of this house: ids, state, guest, stored, told to the desks, charged.
// Its units are the caller's business. Errors: out_of_range, malformed (guest).
Result<booking::Booking> enter_booking(const Visit& visit, booking::Booking draft,
                                       const guest::GuestDetails& guest, const booking::Act& act);

}  // namespace lobby::reservation
