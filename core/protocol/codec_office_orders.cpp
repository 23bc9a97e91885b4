// What the office's API is told, read strictly.
#include "core/base/limits.h"
#include "core/base/text.h"
#include "core/protocol/codec_head.h"
#include "core/protocol/codec_parts.h"
#include "core/protocol/office_codec.h"

namespace lobby::protocol {
namespace {

constexpr std::string_view answers[] = {"accept", "decline", "withdraw"};

}  // namespace

std::string_view name_of(WaitAnswer answer) {
  return answers[static_cast<std::size_t>(answer)];
}
std::optional<WaitAnswer> wait_answer_from(std::string_view name) {
  return enum_from<WaitAnswer>(answers, name);
}

namespace codec {

CommandHead read_head(const Node& node) {
  CommandHead head;
  head.id = read_id<OperationId>(node.field("operation_id"));
  if (head.id.is_nil()) {
    node.field("operation_id").refuse(ErrorCode::malformed, "is the nil id; make one of your own");
  }
  if (const Node actor = node.field("actor"); !actor.is_null()) {
    head.actor = actor.line(limits::guest_name_code_points);
  }
  if (const Node channel = node.field("channel"); !channel.is_null()) {
    head.channel = channel.one_of(&booking::channel_from);
  }
  return head;
}

std::string read_voucher_code(const Node& node) {
  return node.line(limits::voucher_code_bytes_max);
}

guest::Company read_company(const Node& node) {
  node.fields({"licence", "name"});
  return {node.field("name").line(limits::company_name_code_points),
          node.field("licence").line(limits::identity_text_bytes_max)};
}

namespace {

constexpr std::string_view settlements[] = {"fee", "voucher", "waived"};

std::optional<booking::Settlement> settlement_from(std::string_view name) {
  return enum_from<booking::Settlement>(settlements, name);
}

std::string read_optional_line(const Node& node, std::size_t most) {
  return node.is_null() ? std::string() : node.line(most);
}

std::int32_t read_base_version(const Node& node) {
  return node.number<std::int32_t>(1, limits::booking_version_max);
}

AvailabilityQuery read_query(const Node& node) {
  node.fields({"first", "last", "wish"});
  return {read_selection(node.field("wish")), read_date(node.field("first")),
          read_date(node.field("last"))};
}

QuoteOrder read_quote_order(const Node& node) {
  node.fields({"operation_id", "selection"},
              {"actor", "channel", "contract", "first_booking", "tier", "vouchers"});
  QuoteOrder order;
  order.head = read_head(node);
  order.selection = read_selection(node.field("selection"));
  if (const Node tier = node.field("tier"); !tier.is_null()) {
    order.tier = tier.number<std::int32_t>(0, limits::guest_tier_max);
  }
  if (const Node first = node.field("first_booking"); !first.is_null()) {
    order.first_booking = first.boolean();
  }
  if (const Node contract = node.field("contract"); !contract.is_null()) {
    order.contract = read_id<CompanyId>(contract);
  }
  if (const Node vouchers = node.field("vouchers"); !vouchers.is_null()) {
    order.vouchers = vouchers.list(limits::vouchers_max, &read_voucher_code);
  }
  return order;
}

PlaceOrder read_place(const Node& node) {
  node.fields({"guest", "operation_id", "selection"},
              {"actor", "birth_dates", "channel", "company", "guardian", "quote", "submit"});
  const Node submit = node.field("submit");
  PlaceOrder order{read_head(node), read_selection(node.field("selection")),
                   read_guest(node.field("guest")), !submit.is_null() && submit.boolean()};
  if (const Node quote = node.field("quote"); !quote.is_null()) {
    order.quote = read_id<booking::QuoteId>(quote);
  }
  if (const Node births = node.field("birth_dates"); !births.is_null()) {
    order.birth_dates = births.list(limits::party_max, &read_date);
  }
  if (const Node guardian = node.field("guardian"); !guardian.is_null()) {
    order.guardian = read_guardian(guardian);
  }
  if (const Node company = node.field("company"); !company.is_null()) {
    order.company = read_company(company);
  }
  return order;
}

std::optional<guest::Needs> read_optional_needs(const Node& node) {
  return node.is_null() ? std::nullopt : std::optional(read_needs(node));
}

booking::Amendment read_amendment_fields(const Node& node) {
  return {read_base_version(node.field("base_version")), read_selection(node.field("selection")),
          read_optional_needs(node.field("needs"))};
}

booking::Amendment read_amendment(const Node& node) {
  node.fields({"base_version", "selection"}, {"needs"});
  return read_amendment_fields(node);
}

AmendOrder read_amend(const Node& node) {
  node.fields({"base_version", "operation_id", "selection"},
              {"actor", "channel", "needs", "reason"});
  return {read_head(node), read_amendment_fields(node),
          read_optional_line(node.field("reason"), limits::remark_code_points)};
}

CancelOrder read_cancel(const Node& node) {
  node.fields({"base_version", "operation_id", "settlement"},
              {"actor", "channel", "reason", "refund_by"});
  CancelOrder order;
  order.head = read_head(node);
  order.base_version = read_base_version(node.field("base_version"));
  order.settlement = node.field("settlement").one_of(&settlement_from);
  if (const Node method = node.field("refund_by"); !method.is_null()) {
    order.refund_by = method.one_of(&booking::pay_method_from);
  }
  order.reason = read_optional_line(node.field("reason"), limits::remark_code_points);
  return order;
}

// What an order leaves out says nothing.
Json write_cancel(const CancelOrder& order) {
  Json json{{"base_version", order.base_version},
            {"operation_id", order.head.id.text()},
            {"refund_by", std::string(booking::name_of(order.refund_by))},
            {"settlement", std::string(settlements[static_cast<std::size_t>(order.settlement)])}};
  if (!order.head.actor.empty()) {
    json["actor"] = order.head.actor;
  }
  if (order.head.channel) {
    json["channel"] = std::string(booking::name_of(*order.head.channel));
  }
  if (!order.reason.empty()) {
    json["reason"] = order.reason;
  }
  return json;
}

StepOrder read_step_order(const Node& node) {
  node.fields({"base_version", "command", "operation_id"},
              {"actor", "arrivals", "channel", "reason"});
  const Node arrivals = node.field("arrivals");
  return {read_head(node), read_base_version(node.field("base_version")),
          node.field("command").one_of(&booking::command_from),
          read_optional_line(node.field("reason"), limits::remark_code_points),
          arrivals.is_null() ? 0 : arrivals.number<std::int32_t>(1, limits::party_max)};
}

PostOrder read_post(const Node& node) {
  node.fields({"amount", "kind", "operation_id"},
              {"actor", "channel", "method", "reason", "reference", "reverses"});
  PostOrder order;
  order.head = read_head(node);
  order.kind = node.field("kind").one_of(&booking::entry_kind_from);
  order.amount = read_money(node.field("amount"));
  if (const Node method = node.field("method"); !method.is_null()) {
    order.method = method.one_of(&booking::pay_method_from);
  }
  if (const Node reverses = node.field("reverses"); !reverses.is_null()) {
    order.reverses = read_id<booking::FolioEntryId>(reverses);
  }
  order.reference = read_optional_line(node.field("reference"), reference_code_points);
  order.reason = read_optional_line(node.field("reason"), limits::remark_code_points);
  return order;
}

JoinOrder read_join(const Node& node) {
  node.fields({"guest", "operation_id", "wish"}, {"actor", "channel", "tier"});
  const Node tier = node.field("tier");
  return {read_head(node), read_selection(node.field("wish")), read_guest(node.field("guest")),
          tier.is_null() ? 0 : tier.number<std::int32_t>(0, limits::guest_tier_max)};
}

AnswerOrder read_answer(const Node& node) {
  node.fields({"answer", "operation_id"}, {"actor", "channel"});
  return {read_head(node), node.field("answer").one_of(&wait_answer_from)};
}

PayOrder read_pay(const Node& node) {
  node.fields({"method", "operation_id"}, {"actor", "amount", "channel"});
  return {read_head(node), node.field("method").one_of(&payment::method_from),
          read_money_or_none(node.field("amount"))};
}

HandOrder read_hand(const Node& node) {
  node.fields({"operation_id"}, {"actor", "amount", "channel", "method", "reason"});
  HandOrder order;
  order.head = read_head(node);
  if (const Node method = node.field("method"); !method.is_null()) {
    order.method = method.one_of(&booking::pay_method_from);
  }
  order.amount = read_money_or_none(node.field("amount"));
  order.reason = read_optional_line(node.field("reason"), limits::remark_code_points);
  return order;
}

template <class T>
Result<T> read_order(std::string_view json, T (*read)(const Node&)) {
  return decode(json, limits::operation_bytes_max, read);
}

}  // namespace
}  // namespace codec

Result<AvailabilityQuery> availability_query_from(std::string_view json) {
  return codec::read_order(json, &codec::read_query);
}
Result<QuoteOrder> quote_order_from(std::string_view json) {
  return codec::read_order(json, &codec::read_quote_order);
}
Result<PlaceOrder> place_order_from(std::string_view json) {
  return codec::read_order(json, &codec::read_place);
}
Result<booking::Amendment> amendment_from(std::string_view json) {
  return codec::read_order(json, &codec::read_amendment);
}
Result<AmendOrder> amend_order_from(std::string_view json) {
  return codec::read_order(json, &codec::read_amend);
}
Result<CancelOrder> cancel_order_from(std::string_view json) {
  return codec::read_order(json, &codec::read_cancel);
}
std::string to_json(const CancelOrder& order) {
  return codec::write_json(codec::write_cancel(order));
}
Result<StepOrder> step_order_from(std::string_view json) {
  return codec::read_order(json, &codec::read_step_order);
}
Result<PostOrder> post_order_from(std::string_view json) {
  return codec::read_order(json, &codec::read_post);
}
Result<JoinOrder> join_order_from(std::string_view json) {
  return codec::read_order(json, &codec::read_join);
}
Result<PayOrder> pay_order_from(std::string_view json) {
  return codec::read_order(json, &codec::read_pay);
}
Result<HandOrder> hand_order_from(std::string_view json) {
  return codec::read_order(json, &codec::read_hand);
}
Result<AnswerOrder> answer_order_from(std::string_view json) {
  return codec::read_order(json, &codec::read_answer);
}

}  // namespace lobby::protocol
