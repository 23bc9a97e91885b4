// Conflicts: guests who were told "confirmed" and have no unit (protocol rule 10). Each has an
// owner from the moment it is opened, and remedies in the order an office would try them. Any
// thread; every function is one store transaction.
#pragma once

#include <string>
#include <vector>

#include "core/port/server_store.h"
#include "core/service/service.h"

namespace lobby::service {

enum class RemedyKind : std::uint8_t {
  units,    // units of what was booked have come free: take them
  upgrade,  // another service of its kind is free for the same time
  move,     // the same service is free on another day
  release,  // nothing is free: a voucher or the money back
};

struct Remedy {
  RemedyKind kind = RemedyKind::release;
  ServiceId service;
  LocalDate date;

  bool operator==(const Remedy&) const = default;
};

struct OpenConflict {
  port::Conflict conflict;
  booking::Booking booking;
  std::vector<Remedy> remedies;  // the best first, never empty
};

// The oldest first. A look at personal data: it is noted in the journal.
Result<std::vector<OpenConflict>> open_conflicts(const Office& office, UtcTime now,
                                                 const Actor& actor = {});

// Errors of all below: not_found (no such booking, no open conflict), version_conflict (two
// bookings share the code), out_of_range (a name or text that is empty or too long).

// From now on this person finds the guest a place.
Status assign_conflict(const Office& office, ticket::BookingCode code, const std::string& owner,
                       UtcTime now, const Actor& actor = {});
// Units have come free: the booking takes them. Errors: sold_out, unavailable (a restored
// server that waits for reports).
Status settle_with_units(const Office& office, ticket::BookingCode code, UtcTime now,
                         const Actor& actor = {});
// The guest was helped in another way, with another booking or outside the house; `settlement` says
// how. The booking, which holds no units, is cancelled.
Status settle_otherwise(const Office& office, ticket::BookingCode code,
                        const std::string& settlement, UtcTime now, const Actor& actor = {});

}  // namespace lobby::service
