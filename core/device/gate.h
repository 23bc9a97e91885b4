// Check-in on the device: a scanned text becomes a verdict, and an admission is on disk before
// the verdict says so. Works without a network; evidence comes from this device's own store.
// UI thread.
#pragma once

#include <string_view>

#include "core/base/result.h"
#include "core/device/counter.h"
#include "core/port/device_store.h"
#include "core/port/entropy.h"
#include "core/port/signer.h"
#include "core/ticket/verdict.h"

namespace lobby::device {

struct Gate {
  port::DeviceStore& store;
  port::Verifier& verifier;
  port::Hasher& hasher;
  port::Entropy& entropy;
  const port::DeviceIdentity& identity;
  std::uint32_t site_number = 0;
};

// Judges `text`; when the verdict admits, commits the check-in first.
// Errors: those of the store; then nothing was admitted.
Result<ticket::Verdict> scan(const Gate& gate, std::string_view text, const DeviceTime& time);

// Takes back an admission made on this device. Errors: not_found, those of the store.
Status undo_admission(const Gate& gate, const protocol::AdmissionId& admission,
                      const DeviceTime& time);

protocol::AdmissionId admission_of(const ticket::Ticket& ticket);

}  // namespace lobby::device
