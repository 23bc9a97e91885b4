// JSON of the office's API and records, under the rules of codec.h: canonical writing, strict
// reading, faults with their path.
// Any thread.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/base/result.h"
#include "core/protocol/office.h"

namespace lobby::protocol {

// Records.
std::string to_json(const booking::Entry& entry);
std::string to_json(const office::JournalEntry& entry);
std::string to_json(const WaitingGuest& guest);
Result<booking::Entry> folio_entry_from(std::string_view json);
Result<office::JournalEntry> journal_entry_from(std::string_view json);
Result<WaitingGuest> waiting_guest_from(std::string_view json);
std::string to_json(const office::Voucher& voucher);
// Whole, as office::is_whole() says.
Result<office::Voucher> voucher_from(std::string_view json);

std::string to_json(const office::MinorStay& stay);
Result<office::MinorStay> minor_stay_from(std::string_view json);
std::string to_json(const office::Terms& terms);
Result<office::Terms> terms_from(std::string_view json);

// Requests.
Result<AvailabilityQuery> availability_query_from(std::string_view json);
Result<QuoteOrder> quote_order_from(std::string_view json);
Result<PlaceOrder> place_order_from(std::string_view json);
Result<booking::Amendment> amendment_from(std::string_view json);
Result<AmendOrder> amend_order_from(std::string_view json);
Result<CancelOrder> cancel_order_from(std::string_view json);
Result<StepOrder> step_order_from(std::string_view json);
Result<PostOrder> post_order_from(std::string_view json);
Result<JoinOrder> join_order_from(std::string_view json);
Result<AnswerOrder> answer_order_from(std::string_view json);
Result<PayOrder> pay_order_from(std::string_view json);
Result<HandOrder> hand_order_from(std::string_view json);
Result<ProfileOrder> profile_order_from(std::string_view json);
Result<ConsentOrder> consent_order_from(std::string_view json);
Result<GuestQuery> guest_query_from(std::string_view json);
Result<RefusalOrder> refusal_order_from(std::string_view json);
Result<DutiesOrder> duties_order_from(std::string_view json);
Result<VoucherOrder> voucher_order_from(std::string_view json);
Result<RedeemOrder> redeem_order_from(std::string_view json);
Result<WithdrawOrder> withdraw_order_from(std::string_view json);
// A code, as it was typed.
Result<std::string> voucher_query_from(std::string_view json);

// A problem document (RFC 9457) of type about:blank: what to_json(Error) says, with more.
struct Problem {
  std::int32_t status = 500;
  std::string title;
  std::string field;  // empty: no field is wrong
};
std::string problem_json(const Error& error, const Problem& problem);

// Orders, as a device writes them.
std::string to_json(const CancelOrder& order);

// Answers, as a device reads them.
Result<booking::Folio> folio_from(std::string_view json);
Result<booking::CancellationOffer> cancellation_offer_from(std::string_view json);
Result<EndedBooking> ended_booking_from(std::string_view json);

// Answers.
std::string to_json(const AvailabilityReply& reply);
std::string to_json(const booking::AmendmentPreview& preview);
std::string to_json(const booking::CancellationOffer& offer);
// With its balance and what was paid.
std::string to_json(const booking::Folio& folio);
// `next` is the id to go on after; empty at the end.
std::string page_json(const std::vector<booking::Booking>& bookings, const std::string& next);
// For staff: the identity number masked, nothing of how it is kept.
std::string shown_json(const guest::GuestProfile& profile);
std::string page_json(const std::vector<guest::GuestProfile>& profiles, const std::string& next);
std::string page_json(const std::vector<WaitingGuest>& guests, const std::string& next);
std::string page_json(const std::vector<office::WorkOrder>& orders, const std::string& next);
// For staff: all but the last characters of the code masked.
std::string shown_json(const office::Voucher& voucher);
// The one time that its code is told.
std::string issued_json(const office::Voucher& voucher, const office::VoucherCode& code);
// A booking that ended, with the voucher that was issued for it.
std::string issued_json(const booking::Booking& booking, const office::Voucher& voucher,
                        const office::VoucherCode& code);
std::string to_json(const Redeemed& redeemed);
std::string page_json(const std::vector<payment::Payment>& payments, const std::string& next);

}  // namespace lobby::protocol
