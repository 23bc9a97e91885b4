// Reading a key the first time.
#include "app/server/device_keys.h"

namespace lobby::server {

Result<ticket::PublicKey> DeviceKeys::of(const service::Office& office, DeviceId device) {
  {
    const std::lock_guard lock(mutex_);
    if (const auto known = known_.find(device); known != known_.end()) {
      return known->second;
    }
  }
  const Result<ticket::PublicKey> read = service::enrolled_key(office, device);
  if (read) {
    const std::lock_guard lock(mutex_);
    known_.emplace(device, *read);
  }
  return read;
}

}  // namespace lobby::server
