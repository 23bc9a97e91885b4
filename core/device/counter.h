// Selling on the device: from a selection to a committed booking with a signed ticket, without a
// network. The store commits before anybody is told yes (protocol rule 1).
// UI thread.
#pragma once

#include <optional>
#include <string>

#include "core/base/result.h"
#include "core/base/time.h"
#include "core/booking/booking.h"
#include "core/catalog/catalog.h"
#include "core/port/device_store.h"
#include "core/port/entropy.h"
#include "core/port/sealer.h"
#include "core/port/signer.h"

namespace lobby::device {

// What a device needs to state a fact. Borrowed; the caller keeps them alive.
struct Counter {
  port::DeviceStore& store;
  port::Signer& signer;
  port::Hasher& hasher;
  port::Entropy& entropy;
  port::Sealer& sealer;
  const port::DeviceIdentity& identity;
};

// Now, as the device's own clocks have it, and how far the server's is ahead.
struct DeviceTime {
  UtcTime device_now;
  std::optional<Duration> offset;  // unknown until the first contact
  Duration boot_time{};            // port::Clock
  std::string boot_id{};

  UtcTime corrected() const { return device_now + offset.value_or(Duration{}); }
};

struct Order {
  booking::Selection selection;
  guest::GuestDetails guest;
  bool as_request = false;  // no units: leave a request, clearly not a booking
};

// What the guest walks away with, in memory only: what the store keeps has the guest sealed.
struct Issued {
  booking::Booking booking;  // with the guest, for the ticket screen
  std::string ticket_text;

  bool operator==(const Issued&) const = default;
};

// Whether the device has heard from its server lately enough to confirm a booking (protocol
// rule 14): within the site's offline_hours, less a margin for drift, from when the last answered
// request was sent. Counted on the clock that does not jump; after a restart of the machine on the
// wall clock, unless that shows an earlier time than the last contact did. Errors: expired.
Status may_confirm(const port::SyncState& known, const catalog::Site& site, const DeviceTime& now);

// Errors: those of check_selection(); expired (may_confirm(); a request can still be left);
// sold_out; those of the sealer and the store. After an error
// nothing is consumed and nothing is kept.
Result<Issued> sell(const Counter& counter, const catalog::Catalog& catalog, const ZoneRules& zone,
                    const Order& order, const DeviceTime& time);

// The key's name in tickets: the first 8 bytes of SHA-256 over it.
ticket::KeyId key_id(port::Hasher& hasher, const ticket::PublicKey& key);

}  // namespace lobby::device
