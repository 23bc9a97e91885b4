// A fact about to be stated: a payload with a fresh id, the time it happened, and the hash of the
// fact before it (protocol rule 16).
// UI thread: nobody else states facts on this device.
#pragma once

#include <utility>

#include "core/device/counter.h"
#include "core/port/device_store.h"
#include "core/port/entropy.h"
#include "core/port/signer.h"

namespace lobby::device {

// What a statement is made with. Borrowed.
struct Stating {
  port::DeviceStore& store;
  port::Hasher& hasher;
  port::Entropy& entropy;
};

// Errors: those of the store.
Result<port::NewOperation> statement(const Stating& with, const DeviceTime& time,
                                     protocol::Payload payload);

}  // namespace lobby::device
