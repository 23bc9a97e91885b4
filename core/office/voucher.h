// A voucher: what the house gives out by a code and honours once.
//
//   discount, less to pay for one booking:
//     open --redeem--> used --give_back--> open      the booking ended without keeping it
//   credit, which the house owes in service, used in parts:
//     open --redeem--> open, or used once nothing is left --give_back--> open
//   both:
//     open --withdraw--> withdrawn                   credit given back to it stays withdrawn
//
// Of a credit `left` and what bookings have of it always sum to what it was issued for. The code is
// money: a stored voucher knows its hash and its last characters, and who holds it alone knows it
// whole. Details of errors begin with no field; callers name theirs. Any thread.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/id.h"
#include "core/base/money.h"
#include "core/base/result.h"
#include "core/base/time.h"
#include "core/booking/quote.h"

namespace lobby::office {

using VoucherId = Id<struct VoucherTag>;

inline constexpr std::size_t voucher_uses_max = 200;          // bookings that used one voucher
inline constexpr std::size_t voucher_bytes_max = 128 * 1024;  // of its JSON, as stored
inline constexpr std::int32_t voucher_credit_days = 365;      // credit of a cancellation lasts

// 80 random bits in the booking codes' alphabet, which has no look-alikes: "YT7K-3MQ9-ABCD-EFGH".
// Four characters of it are shown later; the other twelve are 60 bits that nobody guesses.
class VoucherCode {
 public:
  using Random = std::array<std::uint8_t, 10>;

  VoucherCode() = default;
  explicit VoucherCode(const Random& random);
  // As a person types it: spaces, dashes and case do not matter. Errors: malformed.
  static Result<VoucherCode> parse(std::string_view text);

  std::string text() const;                             // in groups of four
  std::string end() const { return text_.substr(12); }  // its last four characters
  bool operator==(const VoucherCode&) const = default;

 private:
  std::string text_ = std::string(16, '2');  // without dashes
};

enum class VoucherKind : std::uint8_t { discount, credit };
std::string_view name_of(VoucherKind kind);
std::optional<VoucherKind> voucher_kind_from(std::string_view name);

enum class VoucherState : std::uint8_t { open, used, withdrawn };
std::string_view name_of(VoucherState state);
std::optional<VoucherState> voucher_state_from(std::string_view name);

// What one booking had of it.
struct VoucherUse {
  BookingId booking;
  Money taken;       // paid by a credit; taken off by a discount when the booking was made
  Money given_back;  // of that; a discount gives back all or nothing

  bool operator==(const VoucherUse&) const = default;
};

struct Voucher {
  VoucherId id;
  std::int64_t version = 1;  // raised by every change
  std::array<std::uint8_t, 32> code_hash{};
  std::string code_end{};  // the last four characters
  VoucherKind kind = VoucherKind::discount;
  std::int32_t percent = 0;             // discount; then no amount
  Money amount{};                       // discount, or what a credit was issued for
  Money left{};                         // credit; nothing of a discount
  std::optional<LocalDate> last_day{};  // on which it is redeemed, at the site
  std::optional<BookingId> issued_for{};
  std::string reason{};     // why it was issued
  std::string issued_by{};  // a member of staff, a device, or the house
  UtcTime issued_at{};
  VoucherState state = VoucherState::open;
  std::string withdrawn_because{};
  std::vector<VoucherUse> uses{};  // a booking once, in the order they came

  bool operator==(const Voucher&) const = default;
};

// A voucher as it is given out: open, all of it left. `wish` says what it is worth and why. Errors:
// missing_field (a reason), out_of_range (its worth, or not in `currency`), policy_refused (credit
// by percentage), expired (its last day is over).
Result<Voucher> issue(const Voucher& wish, Currency currency, LocalDate today);

// Whether it can be redeemed `as` on that day. Errors: policy_refused (it is of the other kind),
// invalid_transition (used or withdrawn), expired.
Status check_open(const Voucher& voucher, VoucherKind as, LocalDate day);

struct Redemption {
  BookingId booking;
  VoucherKind as = VoucherKind::credit;
  Money amount;   // what it pays, above zero; what a discount takes off
  LocalDate day;  // at the site
};
// Errors: those of check_open(), out_of_range (another currency, more than is left), policy_refused
// (a discount that the booking had before), too_large (voucher_uses_max).
Result<Voucher> redeem(const Voucher& voucher, const Redemption& redemption);

// What a booking has of it now.
Money used_by(const Voucher& voucher, BookingId booking);

// A credit takes back `amount`, whatever the day: it is the guest's. A discount takes back all that
// the booking had. Errors: not_found (the booking has nothing of it), policy_refused (more than it
// has), expired (a discount whose last day is over; it stays used).
Result<Voucher> give_back(const Voucher& voucher, BookingId booking, Money amount, LocalDate day);

// Nobody redeems it any more; what is left of it is lost. Errors: missing_field (a reason),
// invalid_transition.
Result<Voucher> withdraw(const Voucher& voucher, std::string_view reason);

// Of a discount, as a quote has it. REQUIRES: kind discount.
booking::VoucherTerm term_of(const Voucher& voucher, const VoucherCode& code);

// Whether its parts agree: worth, what is left, what bookings have of it, and its state.
bool is_whole(const Voucher& voucher);

}  // namespace lobby::office
