// A payment as JSON, as it is stored.
#include "core/base/limits.h"
#include "core/protocol/codec.h"
#include "core/protocol/codec_parts.h"
#include "core/protocol/codec_payment_parts.h"

namespace lobby::protocol {
namespace codec {
namespace {

using payment::Payment;
using payment::Receipt;
using payment::Refund;
using payment::State;

std::optional<UtcTime> read_time_or_null(const Node& node) {
  return node.is_null() ? std::nullopt : std::optional(read_time(node));
}
Json write_time_or_null(const std::optional<UtcTime>& time) {
  return time ? Json(time->ms) : Json();
}

Receipt read_receipt(const Node& node) {
  node.fields({"actor", "amount", "at", "card", "method", "reference"});
  Receipt receipt;
  receipt.actor = node.field("actor").line(limits::guest_name_code_points);
  receipt.amount = read_money(node.field("amount"));
  receipt.at = read_time(node.field("at"));
  receipt.card = read_card_slip(node.field("card"));
  receipt.method = node.field("method").one_of(&booking::pay_method_from);
  receipt.reference = read_reference(node.field("reference"));
  return receipt;
}

Json write_receipt(const Receipt& receipt) {
  return {{"actor", receipt.actor},
          {"amount", write_money(receipt.amount)},
          {"at", receipt.at.ms},
          {"card", write_card_slip(receipt.card)},
          {"method", std::string(name_of(receipt.method))},
          {"reference", receipt.reference}};
}

Refund read_refund(const Node& node) {
  node.fields({"actor", "amount", "done_at", "due_since", "method", "reason", "refused"});
  Refund refund;
  refund.actor = node.field("actor").line(limits::guest_name_code_points);
  refund.amount = read_money(node.field("amount"));
  refund.done_at = read_time_or_null(node.field("done_at"));
  refund.due_since = read_time(node.field("due_since"));
  refund.method = node.field("method").one_of(&booking::pay_method_from);
  refund.reason = node.field("reason").line(limits::detail_code_points);
  refund.refused = node.field("refused").line(limits::detail_code_points);
  return refund;
}

Json write_refund(const Refund& refund) {
  return {{"actor", refund.actor},
          {"amount", write_money(refund.amount)},
          {"done_at", write_time_or_null(refund.done_at)},
          {"due_since", refund.due_since.ms},
          {"method", std::string(name_of(refund.method))},
          {"reason", detail_line(refund.reason)},
          {"refused", detail_line(refund.refused)}};
}

// The events of a payment take it for granted that its money is where its state says.
void check_whole(const Node& node, const Payment& payment) {
  const bool going_back =
      payment.state == State::refund_due || payment.state == State::refund_unknown;
  const bool refunded = payment.state == State::refunded;
  if (payment.receipt.has_value() != (payment.state == State::paid || going_back || refunded)) {
    node.field("receipt").refuse(ErrorCode::malformed, "does not belong to this state");
  }
  if (payment.refund.has_value() != (going_back || refunded)) {
    node.field("refund").refuse(ErrorCode::malformed, "does not belong to this state");
  } else if (payment.refund && payment.refund->done_at.has_value() != refunded) {
    node.field("refund").refuse(ErrorCode::malformed, "is done in one state only");
  }
}

Payment read_payment(const Node& node) {
  node.fields({"amount", "asked", "booking", "created_at", "expires_at", "failure", "id", "method",
               "next_ask_at", "qr_text", "receipt", "reference", "refund", "state",
               "unwanted_since", "version"});
  Payment payment;
  payment.id = read_id<payment::PaymentId>(node.field("id"));
  payment.booking = read_id<BookingId>(node.field("booking"));
  payment.method = node.field("method").one_of(&payment::method_from);
  payment.amount = read_money(node.field("amount"));
  payment.state = node.field("state").one_of(&payment::state_from);
  payment.version = node.field("version").number<std::int32_t>(1, limits::payment_version_max);
  payment.created_at = read_time(node.field("created_at"));
  payment.expires_at = read_time(node.field("expires_at"));
  payment.asked = node.field("asked").number<std::int32_t>(0, limits::payment_asked_max);
  payment.next_ask_at = read_time_or_null(node.field("next_ask_at"));
  payment.unwanted_since = read_time_or_null(node.field("unwanted_since"));
  payment.reference = read_reference(node.field("reference"));
  payment.qr_text = read_qr_text(node.field("qr_text"));
  payment.failure = node.field("failure").line(limits::detail_code_points);
  if (const Node receipt = node.field("receipt"); !receipt.is_null()) {
    payment.receipt = read_receipt(receipt);
  }
  if (const Node refund = node.field("refund"); !refund.is_null()) {
    payment.refund = read_refund(refund);
  }
  check_whole(node, payment);
  return payment;
}

}  // namespace

Json write_payment(const Payment& payment) {
  return {{"amount", write_money(payment.amount)},
          {"asked", payment.asked},
          {"booking", payment.booking.text()},
          {"created_at", payment.created_at.ms},
          {"expires_at", payment.expires_at.ms},
          {"failure", detail_line(payment.failure)},
          {"id", payment.id.text()},
          {"method", std::string(name_of(payment.method))},
          {"next_ask_at", write_time_or_null(payment.next_ask_at)},
          {"qr_text", payment.qr_text},
          {"receipt", payment.receipt ? write_receipt(*payment.receipt) : Json()},
          {"reference", payment.reference},
          {"refund", payment.refund ? write_refund(*payment.refund) : Json()},
          {"state", std::string(name_of(payment.state))},
          {"unwanted_since", write_time_or_null(payment.unwanted_since)},
          {"version", payment.version}};
}

}  // namespace codec

std::string to_json(const payment::Payment& payment) {
  return codec::write_json(codec::write_payment(payment));
}

Result<payment::Payment> payment_from(std::string_view json) {
  return codec::decode(json, limits::payment_bytes_max, &codec::read_payment);
}

}  // namespace lobby::protocol
