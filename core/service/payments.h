// Payments as they are stored, and what follows from each of their steps: money that came in or
// went back is posted to the booking's folio in the same transaction, a deposit that is covered
// confirms the booking, and money that has to go back by hand is a task.
// The thread that runs the transaction.
#pragma once

#include <string>
#include <vector>

#include "core/booking/booking.h"
#include "core/booking/folio.h"
#include "core/payment/payment.h"
#include "core/service/work.h"

namespace lobby::service {

// By what records of payments are found.
std::string payments_key(BookingId booking);
// Money that staff have to give back.
inline constexpr const char* by_hand_key = "by-hand";

// Errors: not_found.
Result<payment::Payment> known_payment(const Work& work, payment::PaymentId id);
Result<std::vector<payment::Payment>> payments_of(const Work& work, BookingId booking);

Status add_payment(const Work& work, const payment::Payment& made);
// Stores the payment as it became and does what follows from it; nothing where nothing changed.
Status follow_payment(const Work& work, const payment::Payment& before,
                      const payment::Payment& after);

// Money that is on its way back to the guest, or has to be sent: the folio shows it as paid until
// it has gone, and it pays for nothing.
Result<Money> going_back(const Work& work, const booking::Folio& folio);
// What the guest owes once that money has gone.
Result<Money> owed_after_refunds(const Work& work, const booking::Folio& folio);

// Whether the booking still wants money.
Result<payment::Standing> standing_of(const Work& work, const booking::Booking& booking);

// The booking is no longer open: nobody has to pay any more, and `back` is the guest's in money. It
// goes back the way it came as far as payments brought it, those that go back already counted.
// Returns how much of it that is; the rest is to be given back at once.
Result<Money> lapse_payments(const Work& work, const booking::Booking& booking, Money back);

}  // namespace lobby::service
