// One question to the store, one hash.
#include "core/device/statement.h"

namespace lobby::device {

Result<port::NewOperation> statement(const Stating& with, const DeviceTime& time,
                                     protocol::Payload payload) {
  const Result<std::optional<std::string>> last = with.store.last_operation();
  if (!last) {
    return last.error();
  }
  protocol::OperationHash previous{};
  if (const std::optional<std::string>& content = *last) {
    previous = with.hasher.sha256(
        {reinterpret_cast<const std::uint8_t*>(content->data()), content->size()});
  }
  IdBytes random{};
  with.entropy.fill(random);
  return port::NewOperation{OperationId(uuid_v7(time.corrected(), random)), time.device_now,
                            time.offset, std::move(payload), previous};
}

}  // namespace lobby::device
