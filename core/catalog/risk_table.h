// The house's rules about bookings that need a second look: each has a level that the site sets.
// Part of the catalogue ([risk]); core/office/risk.h applies it.
// Any thread.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

namespace lobby::catalog {

// In order of precedence.
enum class RiskRule : std::uint8_t {
  refused_guest,       // on the refusal list
  minor_alone,         // a minor without a guardian who is named, reached and has agreed
  company_unlicensed,  // a company's booking without a valid licence
  double_booked,       // the same guest at the same time
  too_many_open,       // open bookings of one phone or identity
  too_many_attempts,   // at one kiosk within the window
  approval_needed,     // dangerous items, or a special set-up of a venue
  deposit_first,       // a large or long order whose deposit is not paid
};
inline constexpr std::size_t risk_rule_count = 8;
std::string_view name_of(RiskRule rule);

// What comes of it, the strictest last.
enum class RiskLevel : std::uint8_t {
  off,
  notice,  // staff are told, the booking stands
  review,  // a person decides: it becomes a request
  block,   // it is not taken
};
std::string_view name_of(RiskLevel level);
std::optional<RiskLevel> risk_level_from(std::string_view name);

struct RiskTable {
  std::array<RiskLevel, risk_rule_count> levels = {
      RiskLevel::block,  RiskLevel::review, RiskLevel::review, RiskLevel::review,
      RiskLevel::review, RiskLevel::block,  RiskLevel::review, RiskLevel::review};
  std::int32_t adult_age = 18;
  std::int32_t open_bookings_max = 5;  // of one phone or identity
  std::int32_t attempts_max = 10;      // at one kiosk within attempts_minutes
  std::int32_t attempts_minutes = 30;

  RiskLevel level(RiskRule rule) const { return levels[static_cast<std::size_t>(rule)]; }
  bool operator==(const RiskTable&) const = default;
};

}  // namespace lobby::catalog
