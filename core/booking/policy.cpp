// Turns "until 18:00 two days before" into an instant and "half of the first night" into money.
#include "core/booking/policy.h"

namespace lobby::booking {
namespace {

using catalog::CancellationTier;
using catalog::FeeBasis;

// What the policy's rule asks ahead, whether this booking was asked for it or not.
Money deposit_of(const catalog::Policy& policy, const Quote& quote) {
  return percent_of(quote.total, policy.deposit ? policy.deposit->percent : 0);
}

Money share_of_basis(FeeBasis basis, std::int32_t percent, const catalog::Policy& policy,
                     const Quote& quote) {
  switch (basis) {
    case FeeBasis::free:
      return {0, quote.total.currency};
    case FeeBasis::first_unit:
      return percent_of(quote.first_unit, percent);
    case FeeBasis::total:
      return percent_of(quote.total, percent);
    case FeeBasis::deposit:
      return percent_of(deposit_of(policy, quote), percent);
  }
  return quote.total;
}

std::optional<UtcTime> deadline_of(const CancellationTier& tier, LocalDate first_day,
                                   UtcTime starts_at, const ZoneRules& zone) {
  if (tier.at_minute) {
    return zone.to_utc({first_day.plus_days(-tier.days_before), *tier.at_minute});
  }
  if (tier.minutes_before) {
    return starts_at - Duration::minutes(*tier.minutes_before);
  }
  return std::nullopt;
}

}  // namespace

ResolvedPolicy resolve(const catalog::Policy& policy, const Quote& quote, LocalDate first_day,
                       UtcTime starts_at, const ZoneRules& zone, UtcTime now) {
  ResolvedPolicy resolved{policy.id,
                          {},
                          ResolvedChanges{policy.changes.free_changes,
                                          percent_of(quote.first_unit, policy.changes.fee_percent),
                                          starts_at - Duration::hours(policy.changes.hours_before)},
                          policy.version,
                          {}};
  if (policy.breach) {
    const catalog::BreachRule& rule = *policy.breach;
    resolved.breach = ResolvedBreach{
        rule.refund, share_of_basis(rule.basis, rule.percent, policy, quote), rule.voucher_percent};
  }
  for (const CancellationTier& tier : policy.tiers) {
    const std::optional<UtcTime> until = deadline_of(tier, first_day, starts_at, zone);
    if (until && *until <= now) {
      continue;
    }
    resolved.tiers.push_back(
        {tier.basis, tier.percent, share_of_basis(tier.basis, tier.percent, policy, quote), until});
  }
  CHECK(!resolved.tiers.empty());
  return resolved;
}

Money cancellation_fee(const ResolvedPolicy& policy, UtcTime now) {
  CHECK(!policy.tiers.empty());
  for (const ResolvedTier& tier : policy.tiers) {
    if (!tier.until || now < *tier.until) {
      return tier.fee;
    }
  }
  return policy.tiers.back().fee;
}

}  // namespace lobby::booking
