// Operations, replies and batches of both as JSON.
#include "core/base/limits.h"
#include "core/base/text.h"
#include "core/protocol/codec.h"
#include "core/protocol/codec_parts.h"

namespace lobby::protocol {
namespace codec {
namespace {

constexpr std::string_view outcomes[] = {"applied", "refused"};

std::optional<Outcome> outcome_from(std::string_view name) {
  return enum_from<Outcome>(outcomes, name);
}

// Null where the device has not met the server yet.
std::optional<Duration> read_offset(const Node& node) {
  if (node.is_null()) {
    return std::nullopt;
  }
  return Duration{node.integer(-utc_ms_max, utc_ms_max)};
}

// Beside a seal, what a guest told us is in it and nowhere else.
booking::Booking read_unnamed_booking(const Node& node) {
  booking::Booking booking = read_booking(node);
  if (booking.guest != guest::GuestDetails{}) {
    node.field("guest").refuse(ErrorCode::out_of_range, "is not empty; details travel sealed");
  }
  return booking;
}

Bytes read_sealed(const Node& node) {
  constexpr std::size_t text_bytes_max = (limits::sealed_guest_bytes_max + 2) / 3 * 4;
  const std::optional<Bytes> bytes = parse_base64(node.text(text_bytes_max));
  if (!bytes) {
    node.refuse(ErrorCode::malformed, "is not padded Base64 (RFC 4648)");
  } else if (bytes->empty() || bytes->size() > limits::sealed_guest_bytes_max) {
    node.refuse(ErrorCode::out_of_range, "has " + std::to_string(bytes->size()) +
                                             " bytes, not 1 to " +
                                             std::to_string(limits::sealed_guest_bytes_max));
  }
  return bytes.value_or(Bytes{});
}

// Without the field: from before seals (see PlaceBooking).
PlaceBooking read_place_booking(const Node& node) {
  node.fields({"booking"}, {"sealed_guest"});
  const Node sealed = node.field("sealed_guest");
  if (sealed.is_null()) {
    return {read_booking(node.field("booking")), {}};
  }
  return {read_unnamed_booking(node.field("booking")), read_sealed(sealed)};
}

Payload read_payload(std::string_view kind, const Node& kind_node, const Node& node) {
  if (kind == kind_of(PlaceBooking{})) {
    return read_place_booking(node);
  }
  if (kind == kind_of(CancelBooking{})) {
    node.fields({"base_version", "booking"});
    return CancelBooking{
        read_id<BookingId>(node.field("booking")),
        node.field("base_version").number<std::int32_t>(0, limits::booking_version_max)};
  }
  if (kind == kind_of(CheckIn{})) {
    node.fields({"admission", "at", "party"});
    return CheckIn{read_admission_id(node.field("admission")),
                   node.field("party").number<std::uint16_t>(1, UINT16_MAX),
                   read_time(node.field("at"))};
  }
  if (kind == kind_of(UndoCheckIn{})) {
    node.fields({"admission", "at"});
    return UndoCheckIn{read_admission_id(node.field("admission")), read_time(node.field("at"))};
  }
  if (kind == kind_of(RequestUnits{})) {
    node.fields({"units", "valid_until"});
    return RequestUnits{read_units_list(node.field("units")), read_time(node.field("valid_until"))};
  }
  if (kind == kind_of(ReturnUnits{})) {
    node.fields({"units"});
    return ReturnUnits{read_units_list(node.field("units"))};
  }
  kind_node.refuse(ErrorCode::out_of_range, "is no operation known here");
  return {};
}

struct PayloadWriter {
  Json operator()(const PlaceBooking& place) const {
    Json json = {{"booking", write_booking(place.booking)}};
    if (place.is_sealed()) {
      json["sealed_guest"] = base64_text(place.sealed_guest);
    }
    return json;
  }
  Json operator()(const CancelBooking& cancel) const {
    return {{"base_version", cancel.base_version}, {"booking", cancel.booking.text()}};
  }
  Json operator()(const CheckIn& check_in) const {
    return {{"admission", write_admission_id(check_in.admission)},
            {"at", check_in.at.ms},
            {"party", check_in.party}};
  }
  Json operator()(const UndoCheckIn& undo) const {
    return {{"admission", write_admission_id(undo.admission)}, {"at", undo.at.ms}};
  }
  Json operator()(const RequestUnits& request) const {
    return {{"units", write_units_list(request.units)}, {"valid_until", request.valid_until.ms}};
  }
  Json operator()(const ReturnUnits& given_back) const {
    return {{"units", write_units_list(given_back.units)}};
  }
  Json operator()(const Unreadable& unreadable) const { return Json::parse(unreadable.json); }
};

// All of an operation but what it says.
Operation read_frame(const Node& node) {
  node.fields({"clock_offset", "device", "device_time", "epoch", "id", "kind", "payload",
               "sequence", "site"},
              {"previous"});
  Operation operation;
  operation.id = read_id<OperationId>(node.field("id"));
  operation.site = read_id<SiteId>(node.field("site"));
  operation.device = read_id<DeviceId>(node.field("device"));
  operation.epoch = node.field("epoch").integer(1, epoch_max);
  operation.sequence = node.field("sequence").integer(1, counter_max);
  operation.device_time = read_time(node.field("device_time"));
  operation.clock_offset = read_offset(node.field("clock_offset"));
  const Node previous = node.field("previous");
  if (!previous.is_null()) {
    operation.previous = previous.bytes<32>();
  }
  return operation;
}

constexpr std::size_t kind_characters_max = 40;

// Where the frame can be read and what it says cannot, the operation still has its place in the
// device's order.
Operation read_received(const Node& node) {
  Operation operation = read_frame(node);
  const Node kind = node.field("kind");
  const Node payload = node.field("payload");
  const std::string name = kind.line(kind_characters_max);
  Fault fault;
  operation.payload = read_payload(name, kind.apart(fault), payload.apart(fault));
  if (fault) {
    operation.payload = Unreadable{name, write_json(payload.json()), *fault};
  }
  return operation;
}

Operation read_sized_operation(const Node& node) {
  Operation operation = read_received(node);
  if (!node.failed() && to_json(operation).size() > limits::operation_bytes_max) {
    node.refuse(ErrorCode::too_large,
                "is longer than " + std::to_string(limits::operation_bytes_max) + " bytes");
  }
  return operation;
}

Batch read_batch(const Node& node) {
  node.envelope({"device", "operations", "protocol", "signature"});
  return {read_id<DeviceId>(node.field("device")),
          node.field("operations").list(limits::batch_operations_max, &read_sized_operation),
          node.field("signature").bytes<64>()};
}

BatchReply read_batch_reply(const Node& node) {
  node.envelope({"cursor", "epoch", "incarnation", "protocol", "replies", "server_time"});
  return {node.field("incarnation").integer(0, epoch_max), read_time(node.field("server_time")),
          node.field("replies").list(limits::batch_operations_max, &read_operation_reply),
          node.field("epoch").integer(1, epoch_max), node.field("cursor").integer(0, counter_max)};
}

Json write_unsigned(const Batch& batch) {
  return {{"device", batch.device.text()},
          {"operations", write_list(batch.operations, &write_operation)},
          {"protocol", protocol_version}};
}

}  // namespace

AdmissionId read_admission_id(const Node& node) {
  node.fields({"code", "key", "number"});
  return {read_code(node.field("code")), node.field("key").bytes<8>(),
          node.field("number").number<std::uint8_t>(1, UINT8_MAX)};
}

Json write_admission_id(const AdmissionId& id) {
  return {{"code", id.code.text()}, {"key", hex_text(id.key)}, {"number", id.number}};
}

Operation read_operation(const Node& node) {
  Operation operation = read_frame(node);
  const Node kind = node.field("kind");
  operation.payload = read_payload(kind.line(kind_characters_max), kind, node.field("payload"));
  return operation;
}

Json write_operation(const Operation& operation) {
  Json json = {{"clock_offset", operation.clock_offset ? Json(operation.clock_offset->ms) : Json()},
               {"device", operation.device.text()},
               {"device_time", operation.device_time.ms},
               {"epoch", operation.epoch},
               {"id", operation.id.text()},
               {"kind", std::string(kind_of(operation.payload))},
               {"payload", std::visit(PayloadWriter{}, operation.payload)},
               {"sequence", operation.sequence},
               {"site", operation.site.text()}};
  if (operation.previous) {
    json["previous"] = hex_text(*operation.previous);
  }
  return json;
}

// The code of an applied operation means nothing and travels as null.
OperationReply read_operation_reply(const Node& node) {
  node.fields({"code", "detail", "id", "outcome"});
  OperationReply reply;
  reply.id = read_id<OperationId>(node.field("id"));
  reply.outcome = node.field("outcome").one_of(&outcome_from);
  if (reply.outcome == Outcome::refused) {
    reply.code = node.field("code").one_of(&error_code_from);
  } else if (!node.field("code").is_null()) {
    node.field("code").refuse(ErrorCode::out_of_range, "stands beside an applied operation");
  }
  reply.detail = node.field("detail").line(limits::detail_code_points);
  return reply;
}

Json write_operation_reply(const OperationReply& reply) {
  const bool refused = reply.outcome == Outcome::refused;
  return {{"code", refused ? Json(std::string(name_of(reply.code))) : Json()},
          {"detail", detail_line(reply.detail)},
          {"id", reply.id.text()},
          {"outcome", std::string(outcomes[static_cast<std::size_t>(reply.outcome)])}};
}

}  // namespace codec

std::string to_json(const Operation& operation) {
  return codec::write_json(codec::write_operation(operation));
}

std::string to_json(const OperationReply& reply) {
  return codec::write_json(codec::write_operation_reply(reply));
}

std::string to_json(const Batch& batch) {
  codec::Json json = codec::write_unsigned(batch);
  json["signature"] = hex_text(batch.signature);
  return codec::write_json(json);
}

Bytes signing_message(const Batch& batch) {
  constexpr std::string_view domain = "LOBBY-BATCH-V1";
  const std::string content = codec::write_json(codec::write_unsigned(batch));
  Bytes message(domain.begin(), domain.end());
  message.push_back(0);
  message.insert(message.end(), content.begin(), content.end());
  return message;
}

std::string to_json(const BatchReply& reply) {
  return codec::write_json(
      {{"cursor", reply.cursor},
       {"epoch", reply.epoch},
       {"incarnation", reply.incarnation},
       {"protocol", protocol_version},
       {"replies", codec::write_list(reply.replies, &codec::write_operation_reply)},
       {"server_time", reply.server_time.ms}});
}

Result<Operation> operation_from(std::string_view json) {
  return codec::decode(json, limits::operation_bytes_max, &codec::read_operation);
}

Result<Operation> received_operation_from(std::string_view json) {
  return codec::decode(json, limits::operation_bytes_max, &codec::read_received);
}

Result<OperationReply> operation_reply_from(std::string_view json) {
  return codec::decode(json, limits::operation_bytes_max, &codec::read_operation_reply);
}

Result<Batch> batch_from(std::string_view json) {
  return codec::decode(json, limits::request_body_bytes_max, &codec::read_batch);
}

Result<BatchReply> batch_reply_from(std::string_view json) {
  return codec::decode(json, limits::reply_body_bytes_max, &codec::read_batch_reply);
}

}  // namespace lobby::protocol
