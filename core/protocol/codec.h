// JSON of everything that travels or is stored (RFC 8259). Writing is canonical: one value has one
// text, keys sorted, so that a hash over the text identifies the value. Reading is strict:
// sizes, depth, UTF-8, types, unknown and missing fields each have their own error, with the
// path of the field ("operations[3].payload.party") in the detail.
// Numbers are 64-bit integers; dates are "YYYY-MM-DD"; ids are UUID text; bytes are hexadecimal,
// sealed ones Base64.
// Any thread.
#pragma once

#include <string>
#include <string_view>

#include "core/base/result.h"
#include "core/booking/quote_record.h"
#include "core/guest/profile.h"
#include "core/protocol/enrolment.h"
#include "core/protocol/feed.h"
#include "core/protocol/operation.h"
#include "core/protocol/payment.h"
#include "core/protocol/renewal.h"
#include "core/protocol/seal.h"

namespace lobby::protocol {

std::string to_json(const Batch& batch);
std::string to_json(const BatchReply& reply);
std::string to_json(const FeedPage& page);
std::string to_json(const FeedItem& item);
std::string to_json(const Operation& operation);
std::string to_json(const OperationReply& reply);
std::string to_json(const booking::Booking& booking);
std::string to_json(const booking::QuoteRecord& record);
std::string to_json(const SealContent& content);
std::string to_json(const EnrolRequest& request);
std::string to_json(const EnrolReply& reply);
std::string to_json(const EpochRequest& request);
std::string to_json(const EpochReply& reply);
std::string to_json(const BalancesReport& report);
std::string to_json(const RenewRequest& request);
std::string to_json(const RenewReply& reply);
std::string to_json(const guest::GuestProfile& profile);
std::string to_json(const payment::Payment& payment);
std::string to_json(const IntentRequest& request);
std::string to_json(const RefundRequest& request);
std::string to_json(const IntentReport& report);
std::string to_json(const PaymentNotice& notice);
std::string to_json(const TerminalRequest& request);
// The body of every refused request: {"code": "...", "detail": "..."}.
std::string to_json(const Error& error);

Result<Batch> batch_from(std::string_view json);
Result<BatchReply> batch_reply_from(std::string_view json);
Result<FeedPage> feed_page_from(std::string_view json);
Result<FeedItem> feed_item_from(std::string_view json);
Result<Operation> operation_from(std::string_view json);
// As the server takes it: where only what it says cannot be read, it is Unreadable.
Result<Operation> received_operation_from(std::string_view json);
Result<OperationReply> operation_reply_from(std::string_view json);
Result<booking::Booking> booking_from(std::string_view json);
Result<booking::QuoteRecord> quote_record_from(std::string_view json);
// Blanks after the text are part of JSON: a seal's content is filled up with them.
Result<SealContent> seal_content_from(std::string_view json);
Result<EnrolRequest> enrol_request_from(std::string_view json);
Result<EnrolReply> enrol_reply_from(std::string_view json);
Result<EpochRequest> epoch_request_from(std::string_view json);
Result<EpochReply> epoch_reply_from(std::string_view json);
Result<BalancesReport> balances_report_from(std::string_view json);
Result<RenewRequest> renew_request_from(std::string_view json);
Result<RenewReply> renew_reply_from(std::string_view json);
// Only what check_profile() finds sound.
Result<guest::GuestProfile> guest_profile_from(std::string_view json);
Result<payment::Payment> payment_from(std::string_view json);
Result<IntentRequest> intent_request_from(std::string_view json);
Result<RefundRequest> refund_request_from(std::string_view json);
Result<IntentReport> intent_report_from(std::string_view json);
Result<PaymentNotice> payment_notice_from(std::string_view json);
Result<TerminalRequest> terminal_request_from(std::string_view json);
// The error a body states; malformed when it states none.
Error error_from(std::string_view json);

}  // namespace lobby::protocol
