// What the office does by itself as time passes: reminds of payments, gives up what was not paid,
// tends the waiting list, drops what nobody needs. Any thread; several store transactions.
#pragma once

#include <cstdint>

#include "core/service/service.h"

namespace lobby::reservation {

struct Tended {
  std::int32_t reminded = 0;  // a payment is due soon, or overdue: staff have a task
  std::int32_t released = 0;  // bookings given up because they were not paid
  std::int32_t offered = 0;   // to guests on the waiting list

  bool anything() const { return reminded + released + offered > 0; }
  bool operator==(const Tended&) const = default;
};

// Errors: those of the store; what was tended before an error stands.
Result<Tended> tend(const service::Office& office, UtcTime now);

}  // namespace lobby::reservation
