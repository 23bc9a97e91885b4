// The content of a seal as JSON.
#include "core/base/limits.h"
#include "core/protocol/codec.h"
#include "core/protocol/codec_parts.h"

namespace lobby::protocol {
namespace codec {
namespace {

SealContent read_content(const Node& node) {
  node.envelope({"booking", "guest", "protocol", "site"});
  return {read_id<SiteId>(node.field("site")), read_id<BookingId>(node.field("booking")),
          read_guest(node.field("guest"))};
}

}  // namespace
}  // namespace codec

std::string to_json(const SealContent& content) {
  return codec::write_json({{"booking", content.booking.text()},
                            {"guest", codec::write_guest(content.guest)},
                            {"protocol", protocol_version},
                            {"site", content.site.text()}});
}

Result<SealContent> seal_content_from(std::string_view json) {
  return codec::decode(json, limits::sealed_guest_bytes_max, &codec::read_content);
}

}  // namespace lobby::protocol
