// What the office's API is told and answers: commands on bookings, folios and the waiting list.
// A command carries an id of its own: the same command again has the same answer and is carried
// out once. Values; any thread.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/booking/amendment.h"
#include "core/booking/availability.h"
#include "core/booking/booking.h"
#include "core/booking/folio.h"
#include "core/booking/quote_record.h"
#include "core/booking/remedy.h"
#include "core/guest/guest.h"
#include "core/guest/profile.h"
#include "core/office/journal.h"
#include "core/office/risk.h"
#include "core/office/terms.h"
#include "core/office/voucher.h"
#include "core/office/waitlist.h"
#include "core/office/work_order.h"
#include "core/payment/payment.h"
#include "core/protocol/operation.h"

namespace lobby::protocol {

// Who sends a command, as far as the device does not say it by itself.
struct CommandHead {
  OperationId id;
  std::string actor{};                        // the member of staff; empty: the guest
  std::optional<booking::Channel> channel{};  // nothing: the device's own

  bool operator==(const CommandHead&) const = default;
};

// The wish on the days `first` to `last`.
struct AvailabilityQuery {
  booking::Selection wish;
  LocalDate first;
  LocalDate last;

  bool operator==(const AvailabilityQuery&) const = default;
};

struct AvailabilityReply {
  std::vector<booking::Vacancy> vacancies;
  // Where the wish itself cannot be had: the nearest times, and what else would fit.
  std::vector<booking::Vacancy> nearest;
  std::vector<booking::Vacancy> substitutes;

  bool operator==(const AvailabilityReply&) const = default;
};

// What a selection costs this guest, kept to for a while.
struct QuoteOrder {
  CommandHead head;
  booking::Selection selection;
  std::int32_t tier = 0;
  bool first_booking = false;
  std::optional<CompanyId> contract{};
  std::vector<std::string> vouchers{};  // codes of discounts, as they were typed

  bool operator==(const QuoteOrder&) const = default;
};

// A booking made online or at the counter, from free units.
struct PlaceOrder {
  CommandHead head;
  booking::Selection selection;
  guest::GuestDetails guest;
  bool submit = false;                      // the house has to agree first
  std::optional<booking::QuoteId> quote{};  // it costs what this quote said
  // What the site's risk rules ask about, as far as it was said.
  std::vector<LocalDate> birth_dates{};
  std::optional<office::Guardian> guardian{};
  std::optional<guest::Company> company{};

  bool operator==(const PlaceOrder&) const = default;
};

struct AmendOrder {
  CommandHead head;
  booking::Amendment amendment;
  std::string reason{};

  bool operator==(const AmendOrder&) const = default;
};

struct CancelOrder {
  CommandHead head;
  std::int32_t base_version = 0;
  booking::Settlement settlement = booking::Settlement::fee;
  booking::PayMethod refund_by = booking::PayMethod::card;
  std::string reason;

  bool operator==(const CancelOrder&) const = default;
};

// Approve, refuse, confirm, check_in, undo_check_in, complete, mark_no_show, release: what staff do
// with a booking.
struct StepOrder {
  CommandHead head;
  std::int32_t base_version = 0;
  booking::Command command = booking::Command::approve;
  std::string reason{};
  std::int32_t arrivals = 0;  // check_in: how many of those who are awaited; 0: all

  bool operator==(const StepOrder&) const = default;
};

// What was done for a minor who stays.
struct DutiesOrder {
  CommandHead head;
  std::int32_t base_version = 0;
  office::MinorDuties duties;
  std::optional<office::Guardian> guardian{};  // nothing: as it is recorded

  bool operator==(const DutiesOrder&) const = default;
};

struct PostOrder {
  CommandHead head;
  booking::EntryKind kind = booking::EntryKind::payment;
  Money amount;
  std::optional<booking::PayMethod> method{};
  std::optional<booking::FolioEntryId> reverses{};
  std::string reference{};
  std::string reason{};

  bool operator==(const PostOrder&) const = default;
};

struct JoinOrder {
  CommandHead head;
  booking::Selection wish;
  guest::GuestDetails guest;
  std::int32_t tier = 0;

  bool operator==(const JoinOrder&) const = default;
};

// A payment of a booking; nothing: of all that it owes.
struct PayOrder {
  CommandHead head;
  payment::Method method = payment::Method::qr;
  std::optional<Money> amount{};

  bool operator==(const PayOrder&) const = default;
};

// A voucher that staff give out; the house makes its code.
struct VoucherOrder {
  CommandHead head;
  office::VoucherKind kind = office::VoucherKind::discount;
  std::int32_t percent = 0;       // a discount; or
  std::optional<Money> amount{};  // a discount, or credit
  std::optional<LocalDate> last_day{};
  std::optional<BookingId> booking{};  // for which it is given
  std::string reason;

  bool operator==(const VoucherOrder&) const = default;
};

// Credit that pays a booking; nothing: as much as there is, and no more than is owed.
struct RedeemOrder {
  CommandHead head;
  std::string code;
  std::optional<Money> amount{};

  bool operator==(const RedeemOrder&) const = default;
};

struct WithdrawOrder {
  CommandHead head;
  std::string reason;

  bool operator==(const WithdrawOrder&) const = default;
};

// What became of a redeemed credit.
struct Redeemed {
  BookingId booking;
  Money taken;
  Money balance;  // of the booking
  Money left;     // of the voucher

  bool operator==(const Redeemed&) const = default;
};

// What befalls a payment by hand: by which method, how much of it, and why, where that matters.
struct HandOrder {
  CommandHead head;
  std::optional<booking::PayMethod> method{};
  std::optional<Money> amount{};
  std::string reason{};

  bool operator==(const HandOrder&) const = default;
};

// A guest's profile as staff write it; the identity number comes in the clear and is kept closed.
struct ProfileOrder {
  CommandHead head;
  std::int32_t base_version = 0;  // 0: a new one
  guest::GuestProfile profile;    // without id, consents, identity and version
  std::string region{};           // ISO 3166-1 alpha-2, of a phone without its country's code
  std::optional<guest::IdentityKind> identity_kind{};
  std::string identity_text{};

  bool operator==(const ProfileOrder&) const = default;
};

// An agreement given, or withdrawn.
struct ConsentOrder {
  CommandHead head;
  guest::ConsentKind kind = guest::ConsentKind::profile;
  guest::WordingId wording;  // of what was agreed to
  bool withdrawn = false;

  bool operator==(const ConsentOrder&) const = default;
};

// Whom staff look for: by a phone, or by an identity number.
struct GuestQuery {
  std::string phone{};
  std::optional<guest::IdentityKind> identity_kind{};
  std::string identity_text{};

  bool operator==(const GuestQuery&) const = default;
};

// The house does not serve whoever has this phone any more.
struct RefusalOrder {
  CommandHead head;
  std::string phone;
  std::string reason;

  bool operator==(const RefusalOrder&) const = default;
};

enum class WaitAnswer : std::uint8_t { accept, decline, withdraw };
std::string_view name_of(WaitAnswer answer);
std::optional<WaitAnswer> wait_answer_from(std::string_view name);

struct AnswerOrder {
  CommandHead head;
  WaitAnswer answer = WaitAnswer::decline;

  bool operator==(const AnswerOrder&) const = default;
};

// A booking that was cancelled. The voucher that was given in place of the fee is told once.
struct EndedBooking {
  booking::Booking booking;
  std::string voucher_code{};                   // empty: none was issued
  Money voucher_amount{};                       // of it
  std::optional<LocalDate> voucher_last_day{};  // of it; nothing: without an end

  bool operator==(const EndedBooking&) const = default;
};

// By what the records of the waiting list are found: those that wait or have an offer, and those
// with an offer, which hold units.
inline constexpr const char* open_key = "open";
inline constexpr const char* offered_key = "offered";

// A guest on the waiting list. `held` are set aside while an offer stands; `booking` is what came
// of it.
struct WaitingGuest {
  office::WaitEntry entry;
  guest::GuestDetails guest;
  std::vector<inventory::SlotUnits> held;
  std::optional<BookingId> booking;

  bool operator==(const WaitingGuest&) const = default;
};

}  // namespace lobby::protocol
