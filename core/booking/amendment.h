// Changing a booking: first what it would mean (preview), then the change itself against the
// version that was shown. Nothing of the old booking is given up before what the new one needs is
// there: the preview says what to take and, afterwards, what to give back. Any thread.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/booking/booking.h"
#include "core/catalog/catalog.h"

namespace lobby::booking {

// What the guest would rather have: a whole selection, perhaps of another service, and other needs.
struct Amendment {
  std::int32_t base_version = 0;  // of the booking the guest saw
  Selection selection;
  std::optional<guest::Needs> needs{};  // nothing: as they are

  bool operator==(const Amendment&) const = default;
};

struct AmendmentPreview {
  BookingId booking;
  Amendment amendment;
  Quote quote;
  Money difference;  // of the totals; below zero: it becomes cheaper
  Money fee;         // for changing
  ResolvedPolicy policy;
  PaymentPlan plan;
  Window window;
  std::vector<inventory::SlotUnits> demand;
  // Beyond what the booking holds, and what it needs no more; each in ascending order of slots.
  std::vector<inventory::SlotUnits> take;
  std::vector<inventory::SlotUnits> give_back;

  // Of other needs alone, which cost nothing and are no change that counts, the act is a note.
  Command command = Command::amend;

  bool operator==(const AmendmentPreview&) const = default;
};

// What is bought already keeps its price, and the guest what was promised (requote()). The policy
// is today's of that service, shown before it is agreed to; but cancelling never becomes cheaper
// than it is now, or a change would be the way round a fee: what the new total is too small to keep
// of that fee is part of the change's. A deposit is due from when the booking was made, however
// often it is changed. Errors: version_conflict, invalid_transition (over, or never promised),
// policy_refused (too late to change), those of check_selection(), out_of_range (nothing would
// change). The needs are the caller's to check.
Result<AmendmentPreview> preview_amendment(const catalog::Catalog& catalog, const ZoneRules& zone,
                                           const Booking& booking, const Amendment& amendment,
                                           UtcTime now);

// The changed booking, one version on. REQUIRES: `act` is the preview's command. Errors:
// version_conflict (it was changed since the preview, or that is of another booking),
// invalid_transition.
Result<Booking> amend(const Booking& booking, const AmendmentPreview& preview, const Act& act);

}  // namespace lobby::booking
