// What the feed told the desks of bookings and admissions, one fact after the other.
// Any thread.
#pragma once

#include <vector>

#include "core/port/server_store.h"

namespace lobby::service {

struct ToldBooking {
  BookingId id;
  ticket::BookingCode code;
  std::int32_t version = 0;
};

struct ToldAdmission {
  protocol::AdmissionId id;
  DeviceId device;
  bool undone = false;
};

// Each by its id, and of one id in the order of the feed.
struct Told {
  std::vector<ToldBooking> bookings;
  std::vector<ToldAdmission> admissions;
};

Result<Told> read_told(port::ServerTransaction& store);

}  // namespace lobby::service
