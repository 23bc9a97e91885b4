// The keys that devices were enrolled with, kept once they were read: a device keeps its key for
// ever, and each of its batches is checked with it.
// Any thread.
#pragma once

#include <mutex>
#include <unordered_map>

#include "core/base/id.h"
#include "core/base/result.h"
#include "core/service/service.h"
#include "core/ticket/ticket.h"

namespace lobby::server {

class DeviceKeys {
 public:
  // As service::enrolled_key(), but does not see that a known device was revoked.
  Result<ticket::PublicKey> of(const service::Office& office, DeviceId device);

 private:
  std::mutex mutex_;
  std::unordered_map<DeviceId, ticket::PublicKey> known_;
};

}  // namespace lobby::server
