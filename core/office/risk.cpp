// One question for each rule.
#include "core/office/risk.h"

#include <algorithm>

#include "core/booking/requirements.h"

namespace lobby::office {
namespace {

using catalog::RiskRule;
using catalog::RiskTable;

bool has_minor(const RiskTable& table, const RiskFacts& facts) {
  return std::ranges::any_of(facts.birth_dates, [&](LocalDate birth) {
    return booking::age_on(birth, facts.today) < table.adult_age;
  });
}

// Somebody of the party is of age, as far as is known.
bool has_adult(const RiskTable& table, const RiskFacts& facts) {
  return std::ranges::any_of(facts.birth_dates, [&](LocalDate birth) {
    return booking::age_on(birth, facts.today) >= table.adult_age;
  });
}

bool overlap(const booking::Window& a, const booking::Window& b) {
  return a.from < b.until && b.from < a.until;
}

bool is_broken(RiskRule rule, const RiskTable& table, const RiskFacts& facts) {
  switch (rule) {
    case RiskRule::refused_guest:
      return facts.refusal_listed;
    case RiskRule::minor_alone:
      return has_minor(table, facts) && !has_adult(table, facts) &&
             !(facts.guardian && check_guardian(*facts.guardian));
    case RiskRule::company_unlicensed:
      return facts.for_company && !facts.licence_valid;
    case RiskRule::double_booked:
      return std::ranges::any_of(facts.same_guest, [&](const booking::Window& other) {
        return overlap(facts.window, other);
      });
    case RiskRule::too_many_open:
      return static_cast<std::int64_t>(facts.same_guest.size()) >= table.open_bookings_max;
    case RiskRule::too_many_attempts:
      return facts.attempts > table.attempts_max;
    case RiskRule::approval_needed:
      return facts.special_setup;
    case RiskRule::deposit_first:
      return facts.deposit_missing;
  }
  return false;
}

}  // namespace

std::vector<RiskFinding> assess(const RiskTable& table, const RiskFacts& facts) {
  std::vector<RiskFinding> findings;
  for (std::size_t number = 0; number < catalog::risk_rule_count; ++number) {
    const auto rule = static_cast<RiskRule>(number);
    if (table.level(rule) != catalog::RiskLevel::off && is_broken(rule, table, facts)) {
      findings.push_back({rule, table.level(rule)});
    }
  }
  std::ranges::stable_sort(findings, std::ranges::greater{}, &RiskFinding::level);
  return findings;
}

catalog::RiskLevel level_of(const std::vector<RiskFinding>& findings) {
  catalog::RiskLevel level = catalog::RiskLevel::off;
  for (const RiskFinding& finding : findings) {
    level = std::max(level, finding.level);
  }
  return level;
}

}  // namespace lobby::office
