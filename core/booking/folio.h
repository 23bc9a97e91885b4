// The folio of one booking: what the guest owes and what was done about it, in double entry. Every
// entry moves one amount from one account to another, so that the accounts always sum to zero and
// the guest's balance is never anything but the sum of its entries. Nothing is edited: a mistake is
// reversed by an entry of its own.
//
//   kind            from (credit)    to (debit)
//   charge          sales            guest        what was bought
//   fee             fees             guest        a cancellation or change fee
//   payment         guest            till         money came in, by a method
//   refund          till             guest        money went back
//   voucher         guest            vouchers     a voucher was redeemed
//   voucher_issued  vouchers         guest        credit was turned into a voucher
//   adjustment      guest            sales        the house lets the guest off what was bought,
//   with
//                                                 a reason; a fee is let off by reversing it
//   write_off       guest            losses       nobody will pay it any more, with a reason
//   reversal        the two accounts of the entry it reverses, the other way round
//
// Any thread.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/id.h"
#include "core/base/money.h"
#include "core/base/result.h"
#include "core/base/time.h"

namespace lobby::booking {

using FolioEntryId = Id<struct FolioEntryTag>;

enum class Account : std::uint8_t { guest, sales, fees, till, vouchers, losses };
inline constexpr std::size_t account_count = 6;
std::string_view name_of(Account account);

enum class EntryKind : std::uint8_t {
  charge,
  fee,
  payment,
  refund,
  voucher,
  voucher_issued,
  adjustment,
  write_off,
  reversal,
};
std::string_view name_of(EntryKind kind);
std::optional<EntryKind> entry_kind_from(std::string_view name);

enum class PayMethod : std::uint8_t { cash, card, qr_code, transfer };
std::string_view name_of(PayMethod method);
std::optional<PayMethod> pay_method_from(std::string_view name);

// What somebody wants written down. `amount` is above zero whatever the kind.
struct Posting {
  FolioEntryId id;  // made by who posts: the same posting again changes nothing
  EntryKind kind = EntryKind::charge;
  Money amount;
  std::optional<PayMethod> method;       // payment and refund
  std::optional<FolioEntryId> reverses;  // reversal
  std::string reference;                 // of a payment at its gateway, "voucher 0190…", of a quote
  std::string reason;                    // adjustment, write_off and reversal
  std::string actor;                     // who posted: a device's or a staff member's name
  UtcTime at;

  bool operator==(const Posting&) const = default;
};

// A posting that was taken, with the accounts it moved between.
struct Entry {
  Posting posting;
  Account from = Account::sales;
  Account to = Account::guest;

  bool operator==(const Entry&) const = default;
};

struct Folio {
  BookingId booking;
  Currency currency;
  std::vector<Entry> entries;  // in the order they were posted

  bool operator==(const Folio&) const = default;
};

// The folio with the posting added; unchanged where it is there already. Errors: id_reused (another
// posting has the id), out_of_range (the amount, or a currency that is not the folio's),
// missing_field (method, reason or what is reversed), not_found (nothing to reverse),
// invalid_transition (reversed already, or a reversal), policy_refused (a refund, an issued
// voucher, an adjustment or a write-off of more than there is; a payment reversed that went back),
// too_large (limits::folio_entries_max; three times as many for what takes back or pays).
Result<Folio> post(const Folio& folio, const Posting& posting);

// Above zero: the guest owes; below: the house does.
Money balance_of(const Folio& folio);
// Payments and vouchers less refunds and issued vouchers: what the guest has put in.
Money paid_of(const Folio& folio);
// Debits less credits of every account; they sum to zero.
std::array<Money, account_count> trial_balance(const Folio& folio);

}  // namespace lobby::booking
