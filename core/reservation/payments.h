// Taking money for a booking: started by a guest or a desk, asked about until it is known what
// became of it, told by the gateway's notices, given back where nobody wanted it. Each request's
// function answers with JSON and is one store transaction.
// Any thread; tend_payments() on one at a time.
#pragma once

#include <cstdint>

#include "core/port/card_terminal.h"
#include "core/port/clock.h"
#include "core/port/payment_gateway.h"
#include "core/reservation/request.h"

namespace lobby::reservation {

// What takes money for this house. Null: the house has none. Borrowed.
struct Cashiers {
  port::PaymentGateway* gateway = nullptr;
  port::CardTerminal* terminal = nullptr;

  bool has(payment::Method method) const;
};

// A payment of what is asked for, else of all that the booking owes. Nobody is asked yet:
// tend_payments() does, and the payment then has a QR text or stands on the terminal. Errors:
// not_found, invalid_transition (the booking is over, or owes nothing), out_of_range (more than is
// owed), policy_refused (no such way to pay here), already_exists (another payment is under way).
Result<std::string> start_payment(const Request& request, const Cashiers& cashiers, BookingId id,
                                  const protocol::PayOrder& order);
// Errors: not_found.
Result<std::string> read_payment(const Request& request, payment::PaymentId id);
Result<std::string> list_payments(const Request& request, BookingId id);
// Staff: money that they have to give back.
Result<std::string> list_refunds(const Request& request, payment::PaymentId after,
                                 std::size_t limit);

// What befalls a payment by hand.
enum class HandDeed : std::uint8_t {
  call_off,  // nobody wants to pay any more
  take,      // staff took it: method desk
  refund,    // staff say that all or part of it goes back
  returned,  // staff gave it back
};
// Errors: not_found, forbidden (a kiosk calls off, no more), those of core/payment.
Result<std::string> act_on_payment(const Request& request, payment::PaymentId id, HandDeed deed,
                                   const protocol::HandOrder& order);

// A gateway's notice whose signature was checked. What is not ours changes nothing. Errors: those
// of the store.
Status take_notice(const service::Office& office, const protocol::PaymentNotice& notice,
                   UtcTime now);

// Asks about every payment whose time has come: one transaction before each question, so that a
// program that dies in between asks again and never charges twice, and one after it. Returns how
// many were asked about. Errors: those of the store.
Result<std::int32_t> tend_payments(const service::Office& office, const Cashiers& cashiers,
                                   port::Clock& clock);

}  // namespace lobby::reservation
