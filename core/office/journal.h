// The journal of a site: every command, read of personal data and communication is one entry, and
// each entry carries the hash of the one before it, so that a changed or missing one shows (a hash
// chain; service/journal.h computes and verifies it). It names who, when, what and about whom by
// id, never a guest's name or phone. A value; any thread.
#pragma once

#include <array>
#include <cstdint>
#include <string>

#include "core/base/id.h"
#include "core/base/time.h"
#include "core/booking/booking.h"

namespace lobby::office {

using JournalHash = std::array<std::uint8_t, 32>;  // SHA-256

struct JournalEntry {
  std::int64_t number = 0;  // from 1, without a gap
  UtcTime at;
  DeviceId device;  // nil: the server itself
  booking::Channel channel = booking::Channel::staff;
  std::string actor;      // the member of staff; empty: the guest or the program
  std::string action;     // "amend_booking", "read_booking", "remind_guest"
  std::string subject;    // "booking 0190…"; never personal data
  JournalHash content{};  // of what was said, as it was sent; zeros where nothing was
  JournalHash previous{};
  JournalHash hash{};

  bool operator==(const JournalEntry&) const = default;
};

// Where the chain has come to.
struct JournalHead {
  std::int64_t number = 0;  // 0: no entry yet
  JournalHash hash{};

  bool operator==(const JournalHead&) const = default;
};

}  // namespace lobby::office
