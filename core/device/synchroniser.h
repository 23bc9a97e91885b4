// One round of synchronisation: send what is due, then read the feed. Holds no state between
// rounds but what the store has, so that a kill at any point resumes where it was.
// Sync thread.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>

#include "core/base/result.h"
#include "core/base/time.h"
#include "core/port/clock.h"
#include "core/port/device_store.h"
#include "core/port/entropy.h"
#include "core/port/signer.h"
#include "core/port/transport.h"

namespace lobby::device {

// Full jitter (protocol rule 12): uniform in 0..min(60 s, 1 s × 2^attempts); a Retry-After is a
// floor under it, up to an hour. `random` is uniform over its whole range.
Duration retry_delay(std::int32_t attempts, std::uint32_t random,
                     std::optional<Duration> retry_after);

struct SyncParts {
  port::DeviceStore& store;
  port::Transport& transport;
  port::Clock& clock;
  port::Entropy& entropy;
  port::Signer& signer;  // the device's key; used on the sync thread
  const port::DeviceIdentity& identity;
  // Whether this program can use a catalogue; one it cannot is left out of the page, and the
  // previous good one stays in use.
  std::function<Status(const std::string& toml)> check_catalog;
};

// What a round did, for the people who watch.
struct RoundReport {
  std::int32_t applied = 0;
  std::int32_t refused = 0;
  std::int32_t feed_items = 0;
  bool units_refused = false;  // the server has not what a request_units asked for
  bool new_catalog = false;
  std::optional<Error> bad_catalog;  // why the newest catalogue is not in use
  bool more = false;                 // go on at once

  bool operator==(const RoundReport&) const = default;
};

// Both follow what the server says of this device's epoch: where it is closed, nothing is left to
// sell until the next one is taken by a handshake (protocol rule 16).

// Sends at most one batch of due operations. Errors: those of the transport and the server; the
// operations stay in the outbox with a later attempt.
Result<RoundReport> push(const SyncParts& parts);

// Reads one page of the feed, waiting up to `wait` for news, and applies it.
Result<RoundReport> pull(const SyncParts& parts, Duration wait);

}  // namespace lobby::device
