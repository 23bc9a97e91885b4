// Vouchers as JSON: as they are stored, as staff see them, and what is said about them.
#include "core/base/limits.h"
#include "core/base/text.h"
#include "core/protocol/codec_head.h"
#include "core/protocol/codec_parts.h"
#include "core/protocol/office_codec.h"

namespace lobby::protocol {
namespace codec {
namespace {

using office::Voucher;
using office::VoucherKind;

constexpr std::size_t code_end_characters = 4;
constexpr std::size_t voucher_code_characters = 24;  // in groups of four, with dashes

office::VoucherUse read_use(const Node& node) {
  node.fields({"booking", "given_back", "taken"});
  return {read_id<BookingId>(node.field("booking")), read_money(node.field("taken")),
          read_money(node.field("given_back"))};
}

Json write_use(const office::VoucherUse& use) {
  return {{"booking", use.booking.text()},
          {"given_back", write_money(use.given_back)},
          {"taken", write_money(use.taken)}};
}

// Of what was given out, whoever reads it.
Json write_shown(const Voucher& voucher, const std::string& code) {
  const bool credit = voucher.kind == VoucherKind::credit;
  return {{"amount", voucher.percent > 0 ? Json() : write_money(voucher.amount)},
          {"booking", voucher.issued_for ? Json(voucher.issued_for->text()) : Json()},
          {"code", code},
          {"id", voucher.id.text()},
          {"issued_at", voucher.issued_at.ms},
          {"issued_by", voucher.issued_by},
          {"kind", std::string(name_of(voucher.kind))},
          {"last_day", voucher.last_day ? Json(voucher.last_day->text()) : Json()},
          {"left", credit ? write_money(voucher.left) : Json()},
          {"percent", voucher.percent},
          {"reason", voucher.reason},
          {"state", std::string(name_of(voucher.state))},
          {"uses", write_list(voucher.uses, &write_use)},
          {"withdrawn_because", voucher.withdrawn_because}};
}

// What a guest is told of the voucher that was just issued.
void read_shown(const Node& node, EndedBooking& ended) {
  node.fields({"amount", "booking", "code", "id", "issued_at", "issued_by", "kind", "last_day",
               "left", "percent", "reason", "state", "uses", "withdrawn_because"});
  ended.voucher_code = node.field("code").line(voucher_code_characters);
  ended.voucher_amount = read_money(node.field("amount"));
  if (const Node day = node.field("last_day"); !day.is_null()) {
    ended.voucher_last_day = read_date(day);
  }
}

Voucher read_voucher(const Node& node) {
  node.fields({"amount", "code_end", "code_hash", "id", "issued_at", "issued_by", "issued_for",
               "kind", "last_day", "left", "percent", "reason", "state", "uses", "version",
               "withdrawn_because"});
  Voucher voucher;
  voucher.id = read_id<office::VoucherId>(node.field("id"));
  voucher.version = node.field("version").integer(1, counter_max);
  voucher.code_hash = node.field("code_hash").bytes<32>();
  voucher.code_end = node.field("code_end").line(code_end_characters);
  voucher.kind = node.field("kind").one_of(&office::voucher_kind_from);
  voucher.percent = node.field("percent").number<std::int32_t>(0, 100);
  voucher.amount = read_money(node.field("amount"));
  voucher.left = read_money(node.field("left"));
  if (const Node last_day = node.field("last_day"); !last_day.is_null()) {
    voucher.last_day = read_date(last_day);
  }
  if (const Node booking = node.field("issued_for"); !booking.is_null()) {
    voucher.issued_for = read_id<BookingId>(booking);
  }
  voucher.reason = node.field("reason").line(limits::remark_code_points);
  voucher.issued_by = node.field("issued_by").line(limits::guest_name_code_points);
  voucher.issued_at = read_time(node.field("issued_at"));
  voucher.state = node.field("state").one_of(&office::voucher_state_from);
  voucher.withdrawn_because = node.field("withdrawn_because").line(limits::remark_code_points);
  voucher.uses = node.field("uses").list(office::voucher_uses_max, &read_use);
  if (!node.failed() && !office::is_whole(voucher)) {
    node.refuse(ErrorCode::malformed, "is a voucher whose parts do not agree");
  }
  return voucher;
}

Json write_voucher(const Voucher& voucher) {
  return {{"amount", write_money(voucher.amount)},
          {"code_end", voucher.code_end},
          {"code_hash", hex_text(voucher.code_hash)},
          {"id", voucher.id.text()},
          {"issued_at", voucher.issued_at.ms},
          {"issued_by", voucher.issued_by},
          {"issued_for", voucher.issued_for ? Json(voucher.issued_for->text()) : Json()},
          {"kind", std::string(name_of(voucher.kind))},
          {"last_day", voucher.last_day ? Json(voucher.last_day->text()) : Json()},
          {"left", write_money(voucher.left)},
          {"percent", voucher.percent},
          {"reason", voucher.reason},
          {"state", std::string(name_of(voucher.state))},
          {"uses", write_list(voucher.uses, &write_use)},
          {"version", voucher.version},
          {"withdrawn_because", voucher.withdrawn_because}};
}

std::string masked(const Voucher& voucher) {
  return "****-****-****-" + voucher.code_end;
}

VoucherOrder read_voucher_order(const Node& node) {
  node.fields({"kind", "operation_id", "reason"},
              {"actor", "amount", "booking", "channel", "last_day", "percent"});
  VoucherOrder order;
  order.head = read_head(node);
  order.kind = node.field("kind").one_of(&office::voucher_kind_from);
  if (const Node percent = node.field("percent"); !percent.is_null()) {
    order.percent = percent.number<std::int32_t>(1, 100);
  }
  order.amount = read_money_or_none(node.field("amount"));
  if (const Node last_day = node.field("last_day"); !last_day.is_null()) {
    order.last_day = read_date(last_day);
  }
  if (const Node booking = node.field("booking"); !booking.is_null()) {
    order.booking = read_id<BookingId>(booking);
  }
  order.reason = node.field("reason").line(limits::remark_code_points);
  return order;
}

RedeemOrder read_redeem(const Node& node) {
  node.fields({"code", "operation_id"}, {"actor", "amount", "channel"});
  return {read_head(node), read_voucher_code(node.field("code")),
          read_money_or_none(node.field("amount"))};
}

WithdrawOrder read_withdraw(const Node& node) {
  node.fields({"operation_id", "reason"}, {"actor", "channel"});
  return {read_head(node), node.field("reason").line(limits::remark_code_points)};
}

std::string read_voucher_query(const Node& node) {
  node.fields({"code"});
  return read_voucher_code(node.field("code"));
}

}  // namespace
}  // namespace codec

std::string to_json(const office::Voucher& voucher) {
  return codec::write_json(codec::write_voucher(voucher));
}
Result<office::Voucher> voucher_from(std::string_view json) {
  return codec::decode(json, office::voucher_bytes_max, &codec::read_voucher);
}

Result<VoucherOrder> voucher_order_from(std::string_view json) {
  return codec::decode(json, limits::operation_bytes_max, &codec::read_voucher_order);
}
Result<RedeemOrder> redeem_order_from(std::string_view json) {
  return codec::decode(json, limits::operation_bytes_max, &codec::read_redeem);
}
Result<WithdrawOrder> withdraw_order_from(std::string_view json) {
  return codec::decode(json, limits::operation_bytes_max, &codec::read_withdraw);
}
Result<std::string> voucher_query_from(std::string_view json) {
  return codec::decode(json, limits::operation_bytes_max, &codec::read_voucher_query);
}

std::string shown_json(const office::Voucher& voucher) {
  return codec::write_json(codec::write_shown(voucher, codec::masked(voucher)));
}
std::string issued_json(const office::Voucher& voucher, const office::VoucherCode& code) {
  return codec::write_json(codec::write_shown(voucher, code.text()));
}
std::string issued_json(const booking::Booking& booking, const office::Voucher& voucher,
                        const office::VoucherCode& code) {
  codec::Json json = codec::write_booking(booking);
  json["voucher"] = codec::write_shown(voucher, code.text());
  return codec::write_json(json);
}
Result<EndedBooking> ended_booking_from(std::string_view json) {
  Result<codec::Json> tree = codec::parse_strict(json, limits::reply_body_bytes_max);
  if (!tree) {
    return tree.error();
  }
  codec::Fault fault;
  EndedBooking ended;
  if (tree->is_object() && tree->contains("voucher")) {
    codec::read_shown(codec::Node((*tree)["voucher"], fault), ended);
    tree->erase("voucher");
  }
  ended.booking = codec::read_booking(codec::Node(*tree, fault));
  if (fault) {
    return *fault;
  }
  return ended;
}
std::string to_json(const Redeemed& redeemed) {
  return codec::write_json({{"balance", codec::write_money(redeemed.balance)},
                            {"booking", redeemed.booking.text()},
                            {"left", codec::write_money(redeemed.left)},
                            {"taken", codec::write_money(redeemed.taken)}});
}

}  // namespace lobby::protocol
