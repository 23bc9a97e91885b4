// Checks policies: tiers in order of time that never cost less later, deposits, changes, breach
// terms.
#include <algorithm>

#include "core/base/limits.h"
#include "core/catalog/fault_list.h"

namespace lobby::catalog {
namespace {

constexpr std::size_t policies_max = 50;
constexpr std::int32_t policy_version_max = 1'000'000;

// Minutes from the start (or from midnight of the first day) back to the deadline; larger is
// earlier.
std::int64_t minutes_ahead(const CancellationTier& tier) {
  return tier.at_minute ? std::int64_t{tier.days_before} * minutes_per_day - *tier.at_minute
                        : std::int64_t{tier.minutes_before.value_or(0)};
}

// In hundredths of a percent of the first unit or of the total.
std::int64_t share_of_base(const CancellationTier& tier, const Policy& policy) {
  constexpr std::int64_t whole = 100;
  return tier.percent *
         (tier.basis == FeeBasis::deposit && policy.deposit ? policy.deposit->percent : whole);
}

void validate_tier(const CancellationTier& tier, bool last, const std::string& place,
                   FaultList& faults) {
  if (tier.basis == FeeBasis::free) {
    faults.require(tier.percent == 0, place + ".percent",
                   "goes with a fee; leave it out or change basis");
  } else {
    faults.range(place + ".percent", tier.percent, 1, 100);
  }
  if (last) {
    faults.require(!tier.at_minute && !tier.minutes_before, place,
                   "is the last tier and covers a no-show; it has no at and no minutes_before");
    return;
  }
  faults.require(tier.at_minute.has_value() != tier.minutes_before.has_value(), place,
                 "needs one deadline: either at (with days_before) or minutes_before");
  if (tier.at_minute) {
    faults.range(place + ".at", *tier.at_minute, 0, minutes_per_day);
  }
  if (tier.minutes_before) {
    faults.range(place + ".minutes_before", *tier.minutes_before, 0,
                 limits::horizon_days_max * minutes_per_day);
  }
  faults.range(place + ".days_before", tier.days_before, 0, limits::horizon_days_max);
}

void validate_deposit(const DepositRule& rule, const std::string& place, FaultList& faults) {
  constexpr std::int32_t hours_max = 24 * limits::horizon_days_max;
  faults.require(!rule.from_total.is_zero() || rule.from_nights > 0, place,
                 "applies to nothing; write from_total, from_nights or both");
  faults.range(place + ".from_nights", rule.from_nights, 0, limits::nights_max);
  faults.range(place + ".percent", rule.percent, 0, 100);
  faults.range(place + ".within_hours", rule.within_hours, 0, hours_max);
  faults.range(place + ".balance_days_before", rule.balance_days_before, 0,
               limits::horizon_days_max);
  faults.range(place + ".remind_hours", rule.remind_hours, 0, hours_max);
  faults.range(place + ".grace_hours", rule.grace_hours, 0, hours_max);
}

void validate_breach(const BreachRule& rule, const std::string& place, FaultList& faults) {
  faults.require(rule.basis == FeeBasis::first_unit || rule.basis == FeeBasis::total,
                 place + ".basis", "is no base of a compensation; write first_unit or total");
  faults.range(place + ".percent", rule.percent, 0, 100);
  faults.range(place + ".voucher_percent", rule.voucher_percent, 0, 100);
  faults.require(rule.refund || rule.percent > 0 || rule.voucher_percent > 0, place,
                 "promises nothing; write refund = true, a percent or a voucher_percent");
}

void validate_policy(const Policy& policy, const std::string& place, FaultList& faults) {
  faults.text(place + ".summary", policy.summary);
  faults.text(place + ".change_rule", policy.change_rule);
  faults.text(place + ".breach_title", policy.breach_title);
  faults.text(place + ".breach_text", policy.breach_text);
  faults.require(!policy.tiers.empty(), place + ".tiers",
                 "is empty; write at least the last tier: { basis = \"total\", percent = 100 }");
  faults.count(policy.tiers, place + ".tiers", limits::tiers_max);
  faults.range(place + ".changes.free", policy.changes.free_changes, 0,
               limits::booking_version_max);
  faults.range(place + ".changes.fee_percent", policy.changes.fee_percent, 0, 100);
  faults.range(place + ".changes.hours_before", policy.changes.hours_before, 0,
               24 * limits::horizon_days_max);
  faults.range(place + ".version", policy.version, 1, policy_version_max);
  if (policy.breach) {
    validate_breach(*policy.breach, place + ".breach", faults);
  }
  if (policy.deposit) {
    validate_deposit(*policy.deposit, place + ".deposit", faults);
  }
  for (std::size_t index = 0; index < policy.tiers.size(); ++index) {
    const CancellationTier& tier = policy.tiers[index];
    const std::string at = place + ".tiers[" + std::to_string(index) + "]";
    const bool last = index + 1 == policy.tiers.size();
    validate_tier(tier, last, at, faults);
    faults.require(
        tier.basis != FeeBasis::deposit || (policy.deposit && policy.deposit->percent > 0),
        at + ".basis",
        "keeps a deposit that the policy does not ask; write deposit with a percent");
    if (index == 0) {
      continue;
    }
    const CancellationTier& before = policy.tiers[index - 1];
    faults.require(last || tier.at_minute.has_value() == before.at_minute.has_value(), at,
                   "mixes at and minutes_before in one policy; write all deadlines one way");
    faults.require(last || minutes_ahead(tier) < minutes_ahead(before), at,
                   "ends no later than the tier before it; put the tiers in order of time");
    faults.require(tier.basis != FeeBasis::free, at,
                   "is free after another tier; only the first can be free");
    const bool comparable =
        (tier.basis == FeeBasis::first_unit) == (before.basis == FeeBasis::first_unit);
    faults.require(!comparable || share_of_base(tier, policy) >= share_of_base(before, policy),
                   at + ".percent",
                   "is less than in the tier before; a later cancellation cannot cost less");
  }
}

}  // namespace

void validate_policies(const Catalog& catalog, FaultList& faults) {
  faults.count(catalog.policies, "policies", policies_max);
  faults.ids(catalog.policies, "policies");
  for (std::size_t index = 0; index < catalog.policies.size(); ++index) {
    validate_policy(catalog.policies[index],
                    FaultList::place_of("policies", catalog.policies, index), faults);
  }
}

}  // namespace lobby::catalog
