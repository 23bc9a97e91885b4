// What a gateway and a terminal are asked, and what they report.
#include <algorithm>

#include "core/base/limits.h"
#include "core/base/text.h"
#include "core/payment/card_number.h"
#include "core/protocol/codec.h"
#include "core/protocol/codec_parts.h"
#include "core/protocol/codec_payment_parts.h"

namespace lobby::protocol {
namespace {

constexpr std::string_view commands[] = {"sale", "status", "cancel"};

}  // namespace

std::string_view name_of(TerminalCommand command) {
  return commands[static_cast<std::size_t>(command)];
}

namespace codec {
namespace {

using payment::CardSlip;
using payment::PaymentId;

constexpr std::size_t approval_bytes_max = 12;
constexpr std::size_t scheme_bytes_max = 20;

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

std::string read_ascii(const Node& node, std::size_t bytes_max, char least) {
  std::string text = node.text(bytes_max);
  if (!std::ranges::all_of(text, [&](char c) { return c >= least && c <= '~'; })) {
    node.refuse(ErrorCode::malformed, "holds something other than printable ASCII");
  }
  return text;
}

// A word of letters, digits and '_'.
std::string read_word(const Node& node, std::size_t bytes_max) {
  std::string text = node.text(bytes_max);
  const auto fits = [](char c) {
    return is_digit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
  };
  if (!std::ranges::all_of(text, fits)) {
    node.refuse(ErrorCode::malformed, "holds something other than letters, digits and _");
  }
  return text;
}

IntentReport read_report_fields(const Node& node) {
  IntentReport report;
  report.key = read_id<PaymentId>(node.field("key"));
  report.outcome.news = node.field("news").one_of(&payment::news_from);
  report.outcome.reference = read_reference(node.field("reference"));
  report.outcome.amount = read_money(node.field("amount"));
  report.outcome.reason = read_reason(node.field("reason"));
  report.outcome.card = read_card_slip(node.field("card"));
  report.qr_text = read_qr_text(node.field("qr_text"));
  return report;
}

Json write_report_fields(const IntentReport& report) {
  return {{"amount", write_money(report.outcome.amount)},
          {"card", write_card_slip(report.outcome.card)},
          {"key", report.key.text()},
          {"news", std::string(name_of(report.outcome.news))},
          {"qr_text", report.qr_text},
          {"reason", detail_line(report.outcome.reason)},
          {"reference", report.outcome.reference}};
}

IntentReport read_report(const Node& node) {
  node.envelope({"amount", "card", "key", "news", "protocol", "qr_text", "reason", "reference"});
  return read_report_fields(node);
}

PaymentNotice read_notice(const Node& node) {
  node.envelope({"at", "event", "intent", "protocol"});
  PaymentNotice notice;
  notice.at = read_time(node.field("at"));
  notice.event = read_reference(node.field("event"));
  const Node intent = node.field("intent");
  intent.fields({"amount", "card", "key", "news", "qr_text", "reason", "reference"});
  notice.report = read_report_fields(intent);
  return notice;
}

IntentRequest read_intent_request(const Node& node) {
  node.envelope({"amount", "description", "expires_at", "key", "protocol"});
  return {read_id<PaymentId>(node.field("key")), read_money(node.field("amount")),
          node.field("description").line(limits::remark_code_points),
          read_time(node.field("expires_at"))};
}

RefundRequest read_refund_request(const Node& node) {
  node.envelope({"amount", "key", "protocol"});
  return {read_id<PaymentId>(node.field("key")), read_money(node.field("amount"))};
}

// {"protocol": 1, "sale": {"amount": …, "payment": …}}, {"protocol": 1, "status": {"payment": …}}
TerminalRequest read_terminal_request(const Node& node) {
  TerminalRequest request;
  for (const TerminalCommand command : {TerminalCommand::sale, TerminalCommand::cancel}) {
    if (node.json().is_object() && node.json().contains(std::string(name_of(command)))) {
      request.command = command;
      break;
    }
  }
  node.envelope({"protocol", name_of(request.command)});
  const Node content = node.field(name_of(request.command));
  if (request.command == TerminalCommand::sale) {
    content.fields({"amount", "payment"});
    request.amount = read_money(content.field("amount"));
  } else {
    content.fields({"payment"});
  }
  request.payment = read_id<PaymentId>(content.field("payment"));
  return request;
}

}  // namespace

std::string read_reference(const Node& node) {
  return read_ascii(node, limits::payment_reference_bytes_max, '!');
}

std::string read_qr_text(const Node& node) {
  return read_ascii(node, limits::payment_qr_bytes_max, ' ');
}

std::string read_reason(const Node& node) {
  std::string text = node.line(limits::detail_code_points);
  if (payment::may_hold_card_number(text)) {
    node.refuse(ErrorCode::malformed, "has so many digits that it may hold a card number");
    return {};
  }
  return text;
}

CardSlip read_card_slip(const Node& node) {
  node.fields({"approval", "last_four", "scheme"});
  CardSlip card{read_word(node.field("approval"), approval_bytes_max),
                read_word(node.field("scheme"), scheme_bytes_max), node.field("last_four").text(4)};
  // A scheme's name is a word; digits in it could only be a number's.
  if (std::ranges::any_of(card.scheme, &is_digit)) {
    node.field("scheme").refuse(ErrorCode::malformed, "holds digits");
  }
  if (!card.last_four.empty() &&
      (card.last_four.size() != 4 || !std::ranges::all_of(card.last_four, &is_digit))) {
    node.field("last_four").refuse(ErrorCode::malformed, "is not four digits");
  }
  return card;
}

Json write_card_slip(const CardSlip& card) {
  return {{"approval", card.approval}, {"last_four", card.last_four}, {"scheme", card.scheme}};
}

}  // namespace codec

std::string to_json(const IntentReport& report) {
  codec::Json json = codec::write_report_fields(report);
  json["protocol"] = protocol_version;
  return codec::write_json(json);
}

std::string to_json(const PaymentNotice& notice) {
  return codec::write_json({{"at", notice.at.ms},
                            {"event", notice.event},
                            {"intent", codec::write_report_fields(notice.report)},
                            {"protocol", protocol_version}});
}

std::string to_json(const IntentRequest& request) {
  return codec::write_json({{"amount", codec::write_money(request.amount)},
                            {"description", request.description},
                            {"expires_at", request.expires_at.ms},
                            {"key", request.key.text()},
                            {"protocol", protocol_version}});
}

std::string to_json(const RefundRequest& request) {
  return codec::write_json({{"amount", codec::write_money(request.amount)},
                            {"key", request.key.text()},
                            {"protocol", protocol_version}});
}

std::string to_json(const TerminalRequest& request) {
  codec::Json content{{"payment", request.payment.text()}};
  if (request.command == TerminalCommand::sale) {
    content["amount"] = codec::write_money(request.amount);
  }
  return codec::write_json({{std::string(name_of(request.command)), std::move(content)},
                            {"protocol", protocol_version}});
}

Result<IntentReport> intent_report_from(std::string_view json) {
  return codec::decode(json, limits::payment_message_bytes_max, &codec::read_report);
}
Result<PaymentNotice> payment_notice_from(std::string_view json) {
  return codec::decode(json, limits::payment_message_bytes_max, &codec::read_notice);
}
Result<IntentRequest> intent_request_from(std::string_view json) {
  return codec::decode(json, limits::payment_message_bytes_max, &codec::read_intent_request);
}
Result<RefundRequest> refund_request_from(std::string_view json) {
  return codec::decode(json, limits::payment_message_bytes_max, &codec::read_refund_request);
}
Result<TerminalRequest> terminal_request_from(std::string_view json) {
  return codec::decode(json, limits::payment_message_bytes_max, &codec::read_terminal_request);
}

}  // namespace lobby::protocol
