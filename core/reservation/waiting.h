// The waiting list at the office: joined, read, answered; and what passes by itself: an offer runs
// out, units come free and the first whom they fit is asked. Offers are kept here, so that they
// survive a restart and wait for a guest whose kiosk is offline. Each function answers with JSON.
// Any thread; every function is one store transaction.
#pragma once

#include <cstddef>

#include "core/reservation/request.h"

namespace lobby::reservation {

// Errors: those of booking::check_selection(), of a guest's name and phone; too_large (as many wait
// as limits::waiting_max).
Result<std::string> join_waiting(const Request& request, const protocol::JoinOrder& order);
// Errors: not_found.
Result<std::string> read_waiting(const Request& request, office::WaitId id);
// Staff; those who wait or have an offer, the page after an id. REQUIRES: limit <=
// limits::page_items_max.
Result<std::string> list_waiting(const Request& request, office::WaitId after, std::size_t limit);
// Accepting makes the booking from the units that the offer holds; declining and withdrawing give
// them back. Errors: not_found, invalid_transition, expired, those of placing a booking.
Result<std::string> answer_waiting(const Request& request, office::WaitId id,
                                   const protocol::AnswerOrder& order);

// Offers that have run out end, wishes whose day has come are taken off the list, and free units
// are offered. Returns how many offers were made. Errors: those of the store.
Result<std::int32_t> tend_waiting(const service::Office& office, UtcTime now);

}  // namespace lobby::reservation
