// The risk rules applied to one booking: which of them it breaks, and what comes of it. Facts come
// from whoever has them (store, identity check, refusal list); nothing is looked up here.
// Any thread.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/base/result.h"
#include "core/base/time.h"
#include "core/booking/booking.h"
#include "core/catalog/risk_table.h"
#include "core/office/minors.h"

namespace lobby::office {

struct RiskFacts {
  LocalDate today;
  bool refusal_listed = false;
  std::vector<LocalDate> birth_dates;  // of the party, as far as they are known
  std::optional<Guardian> guardian;
  bool for_company = false;
  bool licence_valid = false;
  booking::Window window;
  std::vector<booking::Window> same_guest;  // open bookings of the same phone or identity
  std::int32_t attempts = 0;                // at this kiosk within the window, this one included
  bool special_setup = false;               // dangerous items, or the venue is changed
  bool deposit_missing = false;

  bool operator==(const RiskFacts&) const = default;
};

struct RiskFinding {
  catalog::RiskRule rule = catalog::RiskRule::refused_guest;
  catalog::RiskLevel level = catalog::RiskLevel::notice;

  bool operator==(const RiskFinding&) const = default;
};

// The rules that are broken and not off, the strictest first, then in the order of the rules.
std::vector<RiskFinding> assess(const catalog::RiskTable& table, const RiskFacts& facts);
// The strictest of them; off where there is none.
catalog::RiskLevel level_of(const std::vector<RiskFinding>& findings);

}  // namespace lobby::office
