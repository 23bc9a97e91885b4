// What the server answers to a guest who looks for a booking: the booking with a folio in which it
// is charged and, where it was, paid in part. Any thread.
#pragma once

#include <algorithm>
#include <cstdint>
#include <utility>

#include "core/device/inquiry.h"
#include "tests/fakes/store_facts.h"

namespace lobby::tests {

inline device::FoundBooking found_of(booking::Booking booking, std::int64_t paid_minor) {
  const Money total = booking.quote.total;
  booking::Folio folio{booking.id, total.currency, {}};
  booking::Posting charge;
  charge.id = id_of<booking::FolioEntryId>(1);
  charge.amount = total;
  folio = *booking::post(folio, charge);
  if (paid_minor > 0) {
    booking::Posting payment;
    payment.id = id_of<booking::FolioEntryId>(2);
    payment.kind = booking::EntryKind::payment;
    payment.amount = {paid_minor, total.currency};
    payment.method = booking::PayMethod::qr_code;
    folio = *booking::post(folio, payment);
  }
  return {std::move(booking), std::move(folio)};
}

// A fee, and what is left of what was paid.
inline booking::CancellationOffer offer_of(const device::FoundBooking& found,
                                           std::int64_t fee_minor) {
  const Currency currency = found.folio.currency;
  const std::int64_t paid = booking::paid_of(found.folio).amount_minor;
  booking::CancellationOffer offer;
  offer.fee = {fee_minor, currency};
  offer.refund = {std::max<std::int64_t>(0, paid - fee_minor), currency};
  offer.owed = {std::max<std::int64_t>(0, fee_minor - paid), currency};
  offer.credit = {0, currency};
  offer.voucher = {paid, currency};
  return offer;
}

}  // namespace lobby::tests
