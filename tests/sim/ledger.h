// What truly happened, kept beside the system and never shown to it: every operation a disk holds,
// every guest who was told yes, every reply that was seen, and the first violation.
// One thread.
#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "core/port/device_store.h"
#include "core/protocol/operation.h"
#include "core/ticket/ticket.h"

namespace lobby::sim {

struct Violation {
  std::string invariant;
  std::string detail;
  std::int32_t step = 0;
};

struct Fact {
  protocol::Operation operation;
  std::optional<protocol::OperationReply> reply;  // the final one, once seen
};

// Somebody who was told "confirmed" and walked away with a ticket.
struct Guest {
  OperationId operation;
  booking::Booking booking;
  std::string ticket;
};

struct Enrolment {
  DeviceId id;
  protocol::DeviceRole role = protocol::DeviceRole::kiosk;
  std::uint8_t key_number = 0;
  bool written_off = false;
  std::int64_t epochs_closed = 0;  // by staff
  bool forked = false;             // its disk was copied or put back: two histories may exist
};

class Ledger {
 public:
  std::map<OperationId, Fact> facts;
  std::vector<OperationId> order;  // of commits
  std::vector<Guest> guests;
  std::set<BookingId> cancelled;  // by staff
  bool capacity_set = false;      // by staff
  bool freed_lost = false;        // what staff had freed, by a server that was restored
  std::map<DeviceId, Enrolment> devices;
  std::int32_t step = 0;

  void saw_operation(const protocol::Operation& operation);
  void saw_reply(const protocol::OperationReply& reply);

  // Keeps the first.
  void violated(const std::string& invariant, const std::string& detail);
  const std::optional<Violation>& violation() const { return violation_; }

 private:
  std::optional<Violation> violation_;
};

// Sequence gaps and troubles of the machine: the operation is sent again.
bool is_final(const protocol::OperationReply& reply);
// "place_booking 3 of 0193…"
std::string words_of(const protocol::Operation& operation);

}  // namespace lobby::sim
