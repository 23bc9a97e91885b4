// A cancellation policy with real dates and amounts, frozen into a booking.
// Any thread.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "core/base/money.h"
#include "core/base/time.h"
#include "core/booking/quote.h"
#include "core/catalog/catalog.h"

namespace lobby::booking {

struct ResolvedTier {
  catalog::FeeBasis basis = catalog::FeeBasis::free;
  std::int32_t percent = 0;
  Money fee;
  std::optional<UtcTime> until;  // the last tier has none

  bool operator==(const ResolvedTier&) const = default;
};

// What changing the booking costs until when; then it can only be cancelled.
struct ResolvedChanges {
  std::int32_t free = 0;  // how many cost nothing
  Money fee;              // of each one more
  UtcTime until;

  bool operator==(const ResolvedChanges&) const = default;
};

// What the guest gets if the house cannot keep its word.
struct ResolvedBreach {
  bool refund = true;  // all that was paid
  Money compensation;  // on top
  std::int32_t voucher_percent = 0;

  bool operator==(const ResolvedBreach&) const = default;
};

struct ResolvedPolicy {
  PolicyId id;
  std::vector<ResolvedTier> tiers;
  std::optional<ResolvedChanges> changes{};  // bookings from before there were rules have none
  std::int32_t version = 1;                  // of the catalogue's policy it was made from
  std::optional<ResolvedBreach> breach{};

  bool operator==(const ResolvedPolicy&) const = default;
};

// Deadlines that have passed at `now` are left out, so that the first tier is the one in force.
ResolvedPolicy resolve(const catalog::Policy& policy, const Quote& quote, LocalDate first_day,
                       UtcTime starts_at, const ZoneRules& zone, UtcTime now);

// The fee of cancelling at `now`: the first tier whose deadline has not passed.
Money cancellation_fee(const ResolvedPolicy& policy, UtcTime now);

}  // namespace lobby::booking
