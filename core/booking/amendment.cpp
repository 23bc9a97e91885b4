// The old booking beside the new one.
#include "core/booking/amendment.h"

#include <algorithm>
#include <map>

namespace lobby::booking {
namespace {

Status check_version(const Booking& booking, std::int32_t base_version) {
  if (booking.version == base_version) {
    return done();
  }
  return fail(ErrorCode::version_conflict, "booking " + booking.code.text() + " is at version " +
                                               std::to_string(booking.version) +
                                               ", the change was for " +
                                               std::to_string(base_version) + "; look at it again");
}

// What the next change of this booking costs. Errors: policy_refused.
Result<Money> change_fee(const Booking& booking, UtcTime now) {
  const Money nothing{0, booking.quote.total.currency};
  const auto& rule = booking.policy.changes;
  if (now >= (rule ? rule->until : booking.window.from)) {
    return fail(ErrorCode::policy_refused,
                "booking " + booking.code.text() +
                    " begins too soon to be changed; it can be cancelled, or changed at the desk");
  }
  if (!rule) {
    return nothing;
  }
  const auto changes = std::ranges::count(booking.history, Command::amend,
                                          [](const Step& step) { return step.act.command; });
  return changes < rule->free ? nothing : rule->fee;
}

// The tier that counts now.
const ResolvedTier& tier_in_force(const Booking& booking, UtcTime now) {
  const auto in_force = std::ranges::find_if(booking.policy.tiers, [&](const ResolvedTier& tier) {
    return !tier.until || now < *tier.until;
  });
  return in_force == booking.policy.tiers.end() ? booking.policy.tiers.back() : *in_force;
}

// Cancelling costs no less than it does now, as far as the new total reaches.
ResolvedPolicy not_cheaper(ResolvedPolicy policy, const ResolvedTier& now, Money total) {
  const Money least = std::min(now.fee, total);
  for (ResolvedTier& tier : policy.tiers) {
    if (tier.fee < least) {
      tier.basis = now.basis;
      tier.percent = now.percent;
      tier.fee = least;
    }
  }
  return policy;
}

// When it was first promised or asked for.
UtcTime made_at(const Booking& booking, UtcTime now) {
  return booking.history.empty() ? now : booking.history.front().act.at;
}

// Of `wanted` what `held` does not cover.
std::vector<inventory::SlotUnits> beyond(const std::vector<inventory::SlotUnits>& wanted,
                                         const std::vector<inventory::SlotUnits>& held) {
  std::map<inventory::Slot, std::int32_t> units;
  for (const inventory::SlotUnits& one : held) {
    units[one.slot] = one.units;
  }
  std::vector<inventory::SlotUnits> more;
  for (const inventory::SlotUnits& one : wanted) {
    if (const std::int32_t missing = one.units - units[one.slot]; missing > 0) {
      more.push_back({one.slot, missing});
    }
  }
  return more;
}

// Other needs and nothing else.
AmendmentPreview preview_of_needs(const Booking& booking, const Amendment& amendment) {
  AmendmentPreview preview;
  preview.booking = booking.id;
  preview.amendment = amendment;
  preview.command = Command::note;
  preview.quote = booking.quote;
  preview.difference = {0, booking.quote.total.currency};
  preview.fee = preview.difference;
  preview.policy = booking.policy;
  preview.plan = booking.plan;
  preview.window = booking.window;
  preview.demand = booking.demand;
  return preview;
}

bool changes_needs(const Booking& booking, const Amendment& amendment) {
  return amendment.needs && *amendment.needs != guest::needs_of(booking.guest);
}

}  // namespace

Result<AmendmentPreview> preview_amendment(const catalog::Catalog& catalog, const ZoneRules& zone,
                                           const Booking& booking, const Amendment& amendment,
                                           UtcTime now) {
  if (Status current = check_version(booking, amendment.base_version); !current) {
    return current.error();
  }
  const bool needs_alone =
      amendment.selection == booking.selection && changes_needs(booking, amendment);
  const Command command = needs_alone ? Command::note : Command::amend;
  if (const Result<Booking> may = transition(booking, {command, now, {}}); !may) {
    return may.error();
  }
  if (needs_alone) {
    return preview_of_needs(booking, amendment);
  }
  const Result<Money> fee = change_fee(booking, now);
  if (!fee) {
    return fee.error();
  }
  if (!(catalog.site.currency == booking.quote.total.currency)) {
    return fail(ErrorCode::policy_refused, "booking " + booking.code.text() + " was sold in " +
                                               std::string(booking.quote.total.currency.code()) +
                                               "; cancel it and make a new one");
  }
  if (amendment.selection == booking.selection) {
    return fail(ErrorCode::out_of_range, "nothing of booking " + booking.code.text() + " changes");
  }
  if (Status offered = check_selection(catalog, amendment.selection, zone, now); !offered) {
    return offered.error();
  }
  const catalog::Service& service = *catalog.service(amendment.selection.service);
  const catalog::Policy& policy = *catalog.policy(service.policy);
  AmendmentPreview preview;
  preview.booking = booking.id;
  preview.amendment = amendment;
  preview.fee = *fee;
  preview.quote = requote(catalog, amendment.selection, booking.selection, booking.quote);
  preview.difference = preview.quote.total - booking.quote.total;
  preview.window = window_of(catalog, amendment.selection, zone);
  const ResolvedTier& in_force = tier_in_force(booking, now);
  preview.policy = not_cheaper(
      resolve(policy, preview.quote, amendment.selection.date, preview.window.from, zone, now),
      in_force, preview.quote.total);
  // What the new total is too small to keep of the fee is due now.
  preview.fee = std::max(preview.fee, in_force.fee - preview.quote.total);
  if (policy.deposit) {
    preview.plan = plan_of(*policy.deposit, preview.quote, amendment.selection, preview.window,
                           made_at(booking, now));
  }
  preview.demand = demand_of(catalog, amendment.selection);
  const bool holds = holds_units(booking.state);
  preview.take =
      holds ? beyond(preview.demand, booking.demand) : std::vector<inventory::SlotUnits>{};
  preview.give_back =
      holds ? beyond(booking.demand, preview.demand) : std::vector<inventory::SlotUnits>{};
  return preview;
}

Result<Booking> amend(const Booking& booking, const AmendmentPreview& preview, const Act& act) {
  CHECK(act.command == preview.command);
  if (preview.booking != booking.id) {
    return fail(ErrorCode::version_conflict, "that preview is of another booking");
  }
  if (Status current = check_version(booking, preview.amendment.base_version); !current) {
    return current.error();
  }
  Result<Booking> changed = transition(booking, act);
  if (changed) {
    changed->selection = preview.amendment.selection;
    changed->quote = preview.quote;
    changed->policy = preview.policy;
    changed->plan = preview.plan;
    changed->window = preview.window;
    changed->demand = preview.demand;
    if (preview.amendment.needs) {
      changed->guest.notes = preview.amendment.needs->notes;
      changed->guest.remark = preview.amendment.needs->remark;
    }
  }
  return changed;
}

}  // namespace lobby::booking
