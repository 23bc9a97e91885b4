// The register of vouchers: as they are stored, and how they follow the bookings that use them, in
// the same transaction. A voucher is found by the SHA-256 of its code, of which only the last
// characters are stored; entries of folios name it by its id.
// Errors of every call: those of the store beside its own. The thread that runs the transaction.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "core/booking/booking.h"
#include "core/booking/folio.h"
#include "core/booking/remedy.h"
#include "core/office/voucher.h"
#include "core/service/work.h"

namespace lobby::service {

LocalDate today_at(const Work& work);
port::Sha256 voucher_hash(port::Hasher& hasher, const office::VoucherCode& code);
// What an entry of a folio names it by: "voucher 0190…".
std::string voucher_reference(office::VoucherId id);

Result<std::optional<office::Voucher>> find_voucher(const Work& work,
                                                    const office::VoucherCode& code);
// Errors: not_found.
Result<office::Voucher> known_voucher(const Work& work, office::VoucherId id);
// A new one of this code, which no other has; in the currency of its amount. Errors: those of
// office::issue().
Result<office::Voucher> issue_voucher(const Work& work, office::Voucher wish,
                                      const office::VoucherCode& code);
// A later version. Errors: version_conflict.
Status save_voucher(const Work& work, const office::Voucher& voucher);

// A booking that is placed has the discounts of its quote from now on. The house keeps to a quote:
// a voucher that was good on the day of the quote is good. Errors: not_found, invalid_transition
// (another booking was first, or it was withdrawn).
Status use_discounts(const Work& work, const booking::Booking& booking);
// It ended without keeping them: those that have not expired are good again.
Status give_back_discounts(const Work& work, const booking::Booking& booking);

// What known vouchers paid of this folio and have not got back, in the order they paid.
Result<std::vector<booking::CreditPaid>> credit_paid(const Work& work, const booking::Folio& folio);
// After a booking ended: what was posted as credit goes to the vouchers that the entries name.
// `fresh` is the id of the one that is issued for the rest; without a code staff are told.
struct FreshVoucher {
  office::VoucherId id;
  std::optional<office::VoucherCode> code{};
};
Status follow_credit(const Work& work, const booking::Booking& booking,
                     std::span<const booking::Entry> posted, const FreshVoucher& fresh);
// An entry was reversed: of a voucher that paid the credit is left again, of one that was issued it
// is taken from it. Errors: those of office::redeem() and office::give_back().
Status follow_reversal(const Work& work, const booking::Booking& booking,
                       const booking::Entry& reversed);

}  // namespace lobby::service
