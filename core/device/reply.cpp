// 200, or a reason.
#include "core/device/reply.h"

#include "core/protocol/codec.h"

namespace lobby::device {

Result<std::string> body_of(const Result<port::Reply>& reply) {
  if (!reply) {
    return reply.error();
  }
  if (reply->status == 200) {
    return reply->body;
  }
  Error stated = protocol::error_from(reply->body);
  if (stated.code == ErrorCode::malformed) {
    stated = fail(ErrorCode::unavailable,
                  "the server answered " + std::to_string(reply->status) + " without a reason");
  }
  return stated;
}

}  // namespace lobby::device
