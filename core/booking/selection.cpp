// Checks a selection against the catalogue, field by field.
#include "core/booking/selection.h"

#include <algorithm>
#include <array>

#include "core/base/limits.h"

namespace lobby::booking {
namespace {

using catalog::Block;
using catalog::Catalog;
using catalog::Service;
using catalog::ServiceKind;

const Block* block_at(const Service& service, std::int32_t start_minute) {
  const auto found = std::ranges::find(service.blocks, start_minute, &Block::start_minute);
  return found == service.blocks.end() ? nullptr : &*found;
}

Status check_party(const Service& service, const Selection& selection) {
  const Party& party = selection.party;
  if (selection.units < 1 || selection.units > service.units_max) {
    return fail(ErrorCode::out_of_range, "units: " + service.id.text() + " takes 1 to " +
                                             std::to_string(service.units_max) + " at once");
  }
  if (party.adults < 1 || party.children < 0 || (party.children > 0 && !service.children_allowed)) {
    return fail(ErrorCode::out_of_range, "party: " + service.id.text() +
                                             " needs at least one adult" +
                                             (service.children_allowed ? "" : " and no children"));
  }
  const std::int64_t people = std::int64_t{party.adults} + party.children;
  const std::int64_t most = std::int64_t{service.party_max} * selection.units;
  if (people < service.party_min || people > most) {
    return fail(ErrorCode::out_of_range, "party: " + service.id.text() + " takes " +
                                             std::to_string(service.party_min) + " to " +
                                             std::to_string(most) + " people");
  }
  return done();
}

Status check_blocks(const Service& service, const Selection& selection) {
  const auto& starts = selection.block_starts;
  if (!service.by_block()) {
    return starts.empty() ? done()
                          : Status(fail(ErrorCode::out_of_range,
                                        "block_starts: blocks are for time slots only"));
  }
  if (starts.empty() || starts.size() > static_cast<std::size_t>(service.blocks_max)) {
    return fail(ErrorCode::out_of_range, "block_starts: " + service.id.text() + " takes 1 to " +
                                             std::to_string(service.blocks_max) + " blocks");
  }
  for (std::size_t index = 0; index < starts.size(); ++index) {
    const Block* block = block_at(service, starts[index]);
    if (block == nullptr) {
      return fail(ErrorCode::not_found, "block_starts: " + service.id.text() + " has no block at " +
                                            clock_text(starts[index]));
    }
    // One visit: each block begins where the one before ends.
    if (index > 0 && block_at(service, starts[index - 1])->end_minute != starts[index]) {
      return fail(ErrorCode::policy_refused,
                  "block_starts: blocks must follow one another without a gap");
    }
  }
  return done();
}

// The day, and for blocks the time, at which a service or a part of a composite begins.
Status check_beginning(const Selection& selection, const ZoneRules& zone, UtcTime now) {
  if (selection.date < zone.to_local(now).date) {
    return fail(ErrorCode::policy_refused, "date: " + selection.date.text() + " is past");
  }
  if (selection.block_starts.empty()) {
    return done();
  }
  const LocalTime wall{selection.date, selection.block_starts.front()};
  if (zone.to_local(zone.to_utc(wall)) != wall) {
    return fail(ErrorCode::policy_refused, "block_starts: " + clock_text(wall.minute_of_day) +
                                               " does not exist on " + wall.date.text() +
                                               ": the clocks go forward; choose another time");
  }
  return done();
}

Status check_dates(const Service& service, const Selection& selection, const ZoneRules& zone,
                   UtcTime now) {
  const std::int32_t most = service.kind == ServiceKind::nightly ? service.nights_max : 1;
  if (selection.nights < 1 || selection.nights > most) {
    return fail(ErrorCode::out_of_range,
                "nights: " + service.id.text() + " takes 1 to " + std::to_string(most) + " nights");
  }
  if (Status begins = check_beginning(selection, zone, now); !begins) {
    return begins;
  }
  if (selection.date > zone.to_local(now).date.plus_days(service.horizon_days)) {
    return fail(ErrorCode::policy_refused,
                "date: " + service.id.text() + " can be booked at most " +
                    std::to_string(service.horizon_days) + " days ahead");
  }
  return done();
}

Status check_add_ons(const Catalog& catalog, const Service& service, const Selection& selection) {
  for (auto choice = selection.add_ons.begin(); choice != selection.add_ons.end(); ++choice) {
    const bool offered = std::ranges::find(service.add_ons, choice->id) != service.add_ons.end();
    const catalog::AddOn* add_on = catalog.add_on(choice->id);
    if (!offered || add_on == nullptr) {
      return fail(ErrorCode::not_found,
                  "add_ons: " + service.id.text() + " is not offered with " + choice->id.text());
    }
    if (choice->count < 1 || choice->count > add_on->count_max) {
      return fail(ErrorCode::out_of_range, "add_ons: " + choice->id.text() + " can be taken 1 to " +
                                               std::to_string(add_on->count_max) + " times");
    }
    if (std::ranges::find(selection.add_ons.begin(), choice, choice->id, &AddOnChoice::id) !=
        choice) {
      return fail(ErrorCode::already_exists,
                  "add_ons: " + choice->id.text() + " is taken twice; add the counts together");
    }
  }
  return done();
}

Status check_left_out(const Catalog& catalog, const Service& service, const Selection& selection) {
  const catalog::Policy* policy = catalog.policy(service.policy);
  const auto& left_out = selection.parts_left_out;
  for (auto id = left_out.begin(); id != left_out.end(); ++id) {
    const auto part = std::ranges::find(service.parts, *id, &catalog::Part::service);
    if (part == service.parts.end()) {
      return fail(ErrorCode::not_found,
                  "parts_left_out: " + service.id.text() + " has no part " + id->text());
    }
    if (!part->optional || policy == nullptr || !policy->parts_cancellable) {
      return fail(ErrorCode::policy_refused,
                  "parts_left_out: " + id->text() + " stays in " + service.id.text());
    }
    if (std::find(left_out.begin(), id, *id) != id) {
      return fail(ErrorCode::already_exists,
                  "parts_left_out: " + id->text() + " stands there twice");
    }
  }
  return done();
}

// A night may begin before it is booked, and so may a day that needs no notice; a block may not.
Status check_notice(const Catalog& catalog, const Selection& selection, const ZoneRules& zone,
                    UtcTime now) {
  const Service& service = *catalog.service(selection.service);
  if (!service.by_block() && service.notice_minutes == 0) {
    return done();
  }
  const UtcTime begins = window_of(catalog, selection, zone).from;
  if (begins < now + Duration::minutes(service.notice_minutes)) {
    return fail(ErrorCode::policy_refused,
                std::string(service.by_block() ? "block_starts: " : "date: ") + service.id.text() +
                    " needs " + std::to_string(service.notice_minutes) + " minutes of notice");
  }
  return done();
}

// What is ordered from departments is ordered in time.
Status check_lead_times(const Catalog& catalog, const Selection& selection, const ZoneRules& zone,
                        UtcTime now) {
  const UtcTime begins = window_of(catalog, selection, zone).from;
  for (const AddOnChoice& choice : selection.add_ons) {
    const catalog::AddOn& add_on = *catalog.add_on(choice.id);
    const catalog::Department* department = catalog.department(add_on.department);
    const std::int32_t hours =
        std::max(add_on.lead_hours, department == nullptr ? 0 : department->lead_hours);
    if (hours > 0 && now > begins - Duration::hours(hours)) {
      const LocalTime until = zone.to_local(begins - Duration::hours(hours));
      return fail(ErrorCode::policy_refused,
                  "add_ons: " + choice.id.text() + " is ordered " + std::to_string(hours) +
                      " hours before; that was until " + until.date.text() + " " +
                      clock_text(until.minute_of_day));
    }
  }
  return done();
}

// The house has as many units at all, sold or not.
Status check_offered(const Catalog& catalog, const Selection& selection) {
  for (const inventory::SlotUnits& need : demand_of(catalog, selection)) {
    const std::int32_t offered = catalog::units_offered(catalog.site, *catalog.pool(need.slot.pool),
                                                        need.slot.date, need.slot.start_minute);
    if (offered < need.units) {
      return fail(ErrorCode::policy_refused,
                  "date: " + inventory::to_string(need.slot) +
                      (offered == 0 ? " is closed or out of order"
                                    : " has only " + std::to_string(offered) + " in service"));
    }
  }
  return done();
}

}  // namespace

Status check_selection(const Catalog& catalog, const Selection& selection, const ZoneRules& zone,
                       UtcTime now) {
  const Service* service = catalog.service(selection.service);
  if (service == nullptr) {
    return fail(ErrorCode::not_found, "service: no service " + selection.service.text());
  }
  const std::array checks = {check_party(*service, selection), check_blocks(*service, selection),
                             check_add_ons(catalog, *service, selection),
                             check_left_out(catalog, *service, selection)};
  const auto refused = std::ranges::find_if_not(checks, &Status::ok);
  if (refused != checks.end()) {
    return *refused;
  }
  if (Status dates = check_dates(*service, selection, zone, now); !dates) {
    return dates;
  }
  for (const Selection& part : parts_of(catalog, selection)) {
    const Status begins = check_beginning(part, zone, now);
    if (Status soon = begins ? check_notice(catalog, part, zone, now) : begins; !soon) {
      return soon;
    }
  }
  if (Status notice = check_notice(catalog, selection, zone, now); !notice) {
    return notice;
  }
  if (Status ordered = check_lead_times(catalog, selection, zone, now); !ordered) {
    return ordered;
  }
  return check_offered(catalog, selection);
}

}  // namespace lobby::booking
