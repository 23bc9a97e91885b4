// Everything the invariants look at, read once past every wrapper: the server's store, each
// outbox, what kiosks hold and what desks know.
// One thread.
#pragma once

#include <map>
#include <set>
#include <vector>

#include "tests/sim/world.h"

namespace lobby::sim {

using DeviceSlot = std::pair<DeviceId, inventory::Slot>;

struct ServerView {
  std::map<inventory::Slot, inventory::Capacity> capacities;
  std::map<DeviceId, std::int64_t> epochs;  // as the server counts them
  std::map<DeviceSlot, std::int32_t>
      outstanding;                               // over all epochs: nothing is left in closed ones
  std::map<DeviceSlot, std::int32_t> granted;    // the highest total the feed told of this epoch
  std::map<DeviceSlot, std::int32_t> reclaimed;  // as the feed told last of this epoch
  std::set<BookingId> conflicts;                 // open ones
  std::map<OperationId, protocol::OperationReply> replies;
  std::map<BookingId, booking::Booking> bookings;
  std::map<protocol::AdmissionId, port::AdmissionRecord> admissions;
  std::set<OperationId> tasks;
  std::map<BookingId, std::vector<std::int32_t>> told_versions;  // in the feed, in order
};

struct Audit {
  const World& world;
  ServerView server;
  std::set<OperationId> outboxes;  // of every disk, also of those on a shelf
  std::int32_t unread = 0;         // disks that could not be read now

  // Units that a booking in this state holds.
  static bool holds_units(const booking::Booking& booking);
};

// What a read must be able to tell. REQUIRES: ok().
template <class Value>
Value taken(Result<Value> result) {
  CHECK(result.ok());
  return *std::move(result);
}

Audit audit_of(World& world);
// The tickets that operations speak of.
const protocol::AdmissionId* admission_in(const protocol::Payload& payload);

}  // namespace lobby::sim
