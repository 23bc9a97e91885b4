// Cancelling, and what the house may offer beside it: the fee of the tier in force, a move to
// another time at no fee, or a voucher for all that was paid. A supervisor may waive the fee, with
// a reason. Any thread.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "core/booking/availability.h"
#include "core/booking/booking.h"
#include "core/booking/folio.h"

namespace lobby::booking {

// Of ending it at `now`, by the guest: nothing for a request, for which nothing was promised.
Money fee_of_cancelling(const Booking& booking, UtcTime now);

struct CancellationOffer {
  Money fee;     // of the tier in force
  Money refund;  // of what was paid, once this fee and those of earlier changes are taken
  Money credit;  // of the refund, what goes back to the vouchers that paid it
  Money owed;    // of the fees, where less was paid
  // Times that can be had, nearest first; three where there are as many. A move is an amendment and
  // costs what preview_amendment() says.
  std::vector<Vacancy> moves;
  Money voucher;  // instead of the refund, without the fee; zero where nothing was paid

  bool operator==(const CancellationOffer&) const = default;
};

// Errors: invalid_transition (it cannot be cancelled any more).
Result<CancellationOffer> offer_of(const Market& market, const Booking& booking,
                                   const Folio& folio);

// How a guest chose to end it.
enum class Settlement : std::uint8_t { fee, voucher, waived };

// What a voucher paid, and what names it in the folio.
struct CreditPaid {
  Money amount;
  std::string reference;
};

struct CancellationOrder {
  Settlement settlement = Settlement::fee;
  Money fee;  // of the offer
  PayMethod refund_by = PayMethod::card;
  std::string actor;
  std::string reason;
  UtcTime at;
  std::function<FolioEntryId()> next_id;  // of each posting
  // Goes back the way it came, posted when it has: no refund or voucher of it here.
  std::int64_t elsewhere_minor = 0;
  // Credit goes back to the vouchers that paid, in this order and an entry each; the rest is one
  // more voucher, of this reference.
  std::vector<CreditPaid> credit{};
  std::string voucher_reference{};
};

// The folio once a booking is cancelled: what was charged, let off or written off is reversed (a
// fee is let off by reversing it, so an adjustment is always of what was bought), the fee is
// charged unless it is waived or a voucher takes its place, and what the guest then has goes back:
// as money as far as money came in, else as a voucher. Errors: missing_field (no reason), those of
// post().
Result<Folio> settle_cancellation(const Folio& folio, const CancellationOrder& order);

}  // namespace lobby::booking
