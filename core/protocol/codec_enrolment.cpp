// Enrolment messages and the body of a refused request as JSON.
#include "core/base/limits.h"
#include "core/base/text.h"
#include "core/protocol/codec.h"
#include "core/protocol/codec_parts.h"

namespace lobby::protocol {
namespace codec {
namespace {

constexpr std::size_t code_code_points = 40;  // the service says what a right code is

EnrolRequest read_request(const Node& node) {
  node.envelope({"certificate_request_pem", "code", "protocol", "public_key"});
  return {node.field("code").line(code_code_points), node.field("public_key").bytes<32>(),
          node.field("certificate_request_pem").text(limits::certificate_bytes_max)};
}

EnrolReply read_reply(const Node& node) {
  node.envelope({"certificate_pem", "device", "device_name", "epoch", "protocol", "role",
                 "seal_certificate_pem", "site"});
  return {read_id<DeviceId>(node.field("device")),
          node.field("device_name").line(limits::device_name_code_points),
          node.field("role").one_of(&device_role_from),
          read_id<SiteId>(node.field("site")),
          node.field("epoch").integer(1, epoch_max),
          node.field("certificate_pem").text(limits::certificate_bytes_max),
          node.field("seal_certificate_pem").text(limits::certificate_bytes_max)};
}

EpochRequest read_epoch_request(const Node& node) {
  node.envelope({"claim", "closed_epoch", "protocol"});
  return {node.field("closed_epoch").integer(1, epoch_max),
          read_id<OperationId>(node.field("claim"))};
}

EpochReply read_epoch_reply(const Node& node) {
  node.envelope({"epoch", "protocol"});
  return {node.field("epoch").integer(1, epoch_max)};
}

inventory::SlotUnits read_granted(const Node& node) {
  node.fields({"date", "pool", "start_minute", "units"});
  return {read_slot_fields(node), node.field("units").number<std::int32_t>(1, INT32_MAX)};
}

Json write_granted(const inventory::SlotUnits& granted) {
  return {{"date", granted.slot.date.text()},
          {"pool", granted.slot.pool.text()},
          {"start_minute", granted.slot.start_minute},
          {"units", granted.units}};
}

BalancesReport read_balances_report(const Node& node) {
  node.envelope({"complete", "epoch", "granted", "incarnation", "protocol"});
  return {node.field("incarnation").integer(1, epoch_max),
          node.field("epoch").integer(1, epoch_max),
          node.field("granted").list(limits::balances_max, &read_granted),
          node.field("complete").boolean()};
}

// What the server said, apart from what reading it ran into.
struct Stated {
  Error error;
};

Stated read_error(const Node& node) {
  node.fields({"code", "detail"}, {"field", "status", "title"});
  return {{node.field("code").one_of(&error_code_from),
           node.field("detail").line(limits::detail_code_points)}};
}

}  // namespace
}  // namespace codec

std::string to_json(const EnrolRequest& request) {
  return codec::write_json({{"certificate_request_pem", request.certificate_request_pem},
                            {"code", request.code},
                            {"protocol", protocol_version},
                            {"public_key", hex_text(request.public_key)}});
}

std::string to_json(const EnrolReply& reply) {
  return codec::write_json({{"certificate_pem", reply.certificate_pem},
                            {"device", reply.device.text()},
                            {"device_name", reply.device_name},
                            {"epoch", reply.epoch},
                            {"protocol", protocol_version},
                            {"role", std::string(name_of(reply.role))},
                            {"seal_certificate_pem", reply.seal_certificate_pem},
                            {"site", reply.site.text()}});
}

std::string to_json(const EpochRequest& request) {
  return codec::write_json({{"claim", request.claim.text()},
                            {"closed_epoch", request.closed_epoch},
                            {"protocol", protocol_version}});
}

std::string to_json(const EpochReply& reply) {
  return codec::write_json({{"epoch", reply.epoch}, {"protocol", protocol_version}});
}

std::string to_json(const BalancesReport& report) {
  return codec::write_json({{"complete", report.complete},
                            {"epoch", report.epoch},
                            {"granted", codec::write_list(report.granted, &codec::write_granted)},
                            {"incarnation", report.incarnation},
                            {"protocol", protocol_version}});
}

std::string to_json(const Error& error) {
  return codec::write_json(
      {{"code", std::string(name_of(error.code))}, {"detail", codec::detail_line(error.detail)}});
}

Result<EnrolRequest> enrol_request_from(std::string_view json) {
  return codec::decode(json, limits::request_body_bytes_max, &codec::read_request);
}

Result<EnrolReply> enrol_reply_from(std::string_view json) {
  return codec::decode(json, limits::request_body_bytes_max, &codec::read_reply);
}

Result<EpochRequest> epoch_request_from(std::string_view json) {
  return codec::decode(json, limits::request_body_bytes_max, &codec::read_epoch_request);
}

Result<EpochReply> epoch_reply_from(std::string_view json) {
  return codec::decode(json, limits::request_body_bytes_max, &codec::read_epoch_reply);
}

Result<BalancesReport> balances_report_from(std::string_view json) {
  return codec::decode(json, limits::request_body_bytes_max, &codec::read_balances_report);
}

Error error_from(std::string_view json) {
  const Result<codec::Stated> stated =
      codec::decode(json, limits::request_body_bytes_max, &codec::read_error);
  return stated ? stated->error : stated.error();
}

}  // namespace lobby::protocol
