// A fact about to be stated: a payload with a fresh id and the time it happened.
// UI thread.
#pragma once

#include <utility>

#include "core/device/counter.h"
#include "core/port/device_store.h"
#include "core/port/entropy.h"

namespace lobby::device {

inline port::NewOperation statement(port::Entropy& entropy, const DeviceTime& time,
                                    protocol::Payload payload) {
  IdBytes random{};
  entropy.fill(random);
  return {OperationId(uuid_v7(time.corrected(), random)), time.device_now, time.offset,
          std::move(payload)};
}

}  // namespace lobby::device
