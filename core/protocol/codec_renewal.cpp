// Renewal messages as JSON.
#include "core/base/limits.h"
#include "core/protocol/codec.h"
#include "core/protocol/codec_parts.h"

namespace lobby::protocol {
namespace codec {
namespace {

RenewRequest read_renew_request(const Node& node) {
  node.envelope({"certificate_request_pem", "protocol"});
  return {node.field("certificate_request_pem").text(limits::certificate_bytes_max)};
}

RenewReply read_renew_reply(const Node& node) {
  node.envelope({"certificate_pem", "protocol"});
  return {node.field("certificate_pem").text(limits::certificate_bytes_max)};
}

}  // namespace
}  // namespace codec

std::string to_json(const RenewRequest& request) {
  return codec::write_json({{"certificate_request_pem", request.certificate_request_pem},
                            {"protocol", protocol_version}});
}

std::string to_json(const RenewReply& reply) {
  return codec::write_json(
      {{"certificate_pem", reply.certificate_pem}, {"protocol", protocol_version}});
}

Result<RenewRequest> renew_request_from(std::string_view json) {
  return codec::decode(json, limits::request_body_bytes_max, &codec::read_renew_request);
}

Result<RenewReply> renew_reply_from(std::string_view json) {
  return codec::decode(json, limits::request_body_bytes_max, &codec::read_renew_reply);
}

}  // namespace lobby::protocol
