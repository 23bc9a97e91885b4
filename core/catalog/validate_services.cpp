// Checks the services of a catalogue: what they name exists, blocks lie on the pools' grids, a
// party of the allowed size fits the capacity, and one booking stays within limits.h.
#include <algorithm>
#include <set>

#include "core/base/limits.h"
#include "core/catalog/fault_list.h"

namespace lobby::catalog {
namespace {

// The header shows four rows; the fourth is the policy's summary.
constexpr std::size_t facts_max = 3;
constexpr std::size_t uses_max = 8;
constexpr std::size_t blocks_in_day_max = 48;
constexpr std::size_t included_max = 8;
constexpr std::size_t photos_max = 8;
constexpr std::size_t rebates_max = 6;
// What may stand below the prices: a package, a group, an offer, vouchers, service, tax, rounding.
constexpr std::size_t other_lines_max = 6 + limits::vouchers_max;

bool is_icon(std::string_view name) {
  return !name.empty() && name.size() <= 40 && std::ranges::all_of(name, [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_';
  });
}

void validate_texts(const Service& service, const std::string& place, FaultList& faults) {
  faults.text(place + ".name", service.name);
  faults.text(place + ".benefit", service.benefit);
  faults.text(place + ".price_unit", service.price_unit);
  faults.text(place + ".unit_name", service.unit_name);
  faults.picture(place + ".picture", service.picture);
  faults.count(service.facts, place + ".facts", facts_max);
  for (std::size_t index = 0; index < service.facts.size(); ++index) {
    const std::string at = numbered(place + ".facts", index);
    faults.text(at + ".text", service.facts[index].text);
    faults.require(is_icon(service.facts[index].icon), at + ".icon",
                   "is no icon name; write one of the icon font like \"square_foot\"");
  }
  faults.count(service.included, place + ".included", included_max);
  for (std::size_t index = 0; index < service.included.size(); ++index) {
    faults.text(numbered(place + ".included", index) + ".name", service.included[index].name);
  }
  faults.optional_text(place + ".description", service.description);
  faults.optional_text(place + ".notice", service.notice);
  faults.questions(place + ".faq", service.faq);
  faults.count(service.photos, place + ".photos", photos_max);
  for (std::size_t index = 0; index < service.photos.size(); ++index) {
    faults.picture(numbered(place + ".photos", index), service.photos[index]);
  }
}

void validate_references(const Catalog& catalog, const Service& service, const std::string& place,
                         FaultList& faults) {
  faults.reference(has_department(catalog, service.department), place + ".department",
                   service.department.text(), "departments");
  faults.reference(catalog.policy(service.policy) != nullptr, place + ".policy",
                   service.policy.text(), "policies");
  validate_list(
      service.add_ons, place + ".add_ons", "add_ons",
      [&](const AddOnId& id) { return catalog.add_on(id) != nullptr; }, faults);
  validate_list(
      service.notes, place + ".notes", "notes",
      [&](const NoteId& id) { return catalog.note(id) != nullptr; }, faults);
}

void validate_use(const Pool& pool, const PoolUse& use, const Service& service,
                  const std::string& place, FaultList& faults) {
  faults.range(place + ".units", use.units, 1, limits::capacity_max);
  const std::int64_t times =
      std::int64_t{service.units_max} * (use.per == UnitsPer::person ? service.party_max : 1);
  const std::int64_t needed = times * use.units;
  faults.require(needed <= pool.capacity, place + ".units",
                 "take up to " + std::to_string(needed) + " of the " +
                     std::to_string(pool.capacity) + " in " + pool.id.text() +
                     "; lower units, units_max or party_max, or raise the pool's capacity");
  faults.require(service.kind == ServiceKind::time_slot || pool.cell_minutes == minutes_per_day,
                 place + ".pool",
                 pool.id.text() + " is sold by the hour; a " + std::string(name_of(service.kind)) +
                     " service needs a pool with cell_minutes = 1440");
}

void validate_uses(const Catalog& catalog, const Service& service, const std::string& place,
                   FaultList& faults) {
  if (service.kind == ServiceKind::unlimited || service.kind == ServiceKind::composite) {
    faults.require(service.uses.empty(), place + ".uses",
                   "takes from pools; an unlimited service has none and a composite takes what its "
                   "parts do; remove it or change kind");
    return;
  }
  faults.require(!service.uses.empty(), place + ".uses",
                 "is empty; name the pool it takes from: [{ pool = \"king-room\", units = 1 }]");
  faults.count(service.uses, place + ".uses", uses_max);
  std::set<PoolId> seen;
  for (std::size_t index = 0; index < service.uses.size(); ++index) {
    const PoolUse& use = service.uses[index];
    const std::string at = numbered(place + ".uses", index);
    const Pool* pool = catalog.pool(use.pool);
    faults.reference(pool != nullptr, at + ".pool", use.pool.text(), "pools");
    faults.require(seen.insert(use.pool).second, at + ".pool",
                   "stands twice in the list; add the units together");
    if (pool != nullptr) {
      validate_use(*pool, use, service, at, faults);
    }
  }
}

// Both ends of a block lie on the grid of every pool with cells shorter than a day.
void validate_grid(const Pool& pool, const Block& block, const std::string& place,
                   FaultList& faults) {
  if (pool.cell_minutes <= 0 || pool.cell_minutes >= minutes_per_day) {
    return;
  }
  faults.require(block.start_minute >= pool.opens_minute && block.end_minute <= pool.closes_minute,
                 place,
                 "lies outside " + pool.id.text() + ", open " + clock_text(pool.opens_minute) +
                     " to " + clock_text(pool.closes_minute) + "; change the block or the pool");
  const auto on_grid = [&](std::int32_t minute) {
    return (minute - pool.opens_minute) % pool.cell_minutes == 0;
  };
  faults.require(on_grid(block.start_minute) && on_grid(block.end_minute), place,
                 "does not begin and end on the grid of " + pool.id.text() + ": every " +
                     std::to_string(pool.cell_minutes) + " minutes from " +
                     clock_text(pool.opens_minute));
}

void validate_blocks(const Catalog& catalog, const Service& service, const std::string& place,
                     FaultList& faults) {
  if (!service.by_block()) {
    faults.require(service.kind == ServiceKind::unlimited || service.blocks.empty(),
                   place + ".blocks",
                   "are for kind = \"time_slot\" or \"unlimited\"; remove them or change kind");
    return;
  }
  faults.require(!service.blocks.empty(), place + ".blocks",
                 "is empty; a time_slot service needs the times it is sold at");
  faults.count(service.blocks, place + ".blocks", blocks_in_day_max);
  faults.range(place + ".blocks_max", service.blocks_max, 1,
               std::max<std::int64_t>(1, static_cast<std::int64_t>(service.blocks.size())));
  for (std::size_t index = 0; index < service.blocks.size(); ++index) {
    const Block& block = service.blocks[index];
    const std::string at = numbered(place + ".blocks", index);
    faults.range(at + ".start", block.start_minute, 0, minutes_per_day - 1);
    faults.range(at + ".end", block.end_minute, 1, minutes_per_day);
    faults.require(block.start_minute < block.end_minute, at,
                   "ends before it begins; exchange start and end");
    faults.require(index == 0 || service.blocks[index - 1].end_minute <= block.start_minute, at,
                   "begins before the block above it ends; put the blocks in order");
    faults.rates(at + ".rates", block.rates);
    for (const PoolUse& use : service.uses) {
      if (const Pool* pool = catalog.pool(use.pool); pool != nullptr) {
        validate_grid(*pool, block, at, faults);
      }
    }
  }
}

void validate_stay(const Service& service, const std::string& place, FaultList& faults) {
  const bool nightly = service.kind == ServiceKind::nightly;
  if (!service.by_block() && service.kind != ServiceKind::composite) {
    faults.rates(place + ".rates", service.rates);
  }
  faults.range(place + ".nights_max", service.nights_max, 1, nightly ? limits::nights_max : 1);
  faults.range(place + ".check_in", service.check_in_minute, 0, minutes_per_day - 1);
  faults.range(place + ".check_out", service.check_out_minute, 0, minutes_per_day - 1);
  faults.require(!nightly || service.check_out_minute <= service.check_in_minute,
                 place + ".check_out",
                 "is after check_in; a unit must be free before the next guest comes");
  faults.range(place + ".party_min", service.party_min, 1, limits::party_max);
  faults.range(place + ".party_max", service.party_max, std::max(1, service.party_min),
               limits::party_max);
  faults.range(place + ".horizon_days", service.horizon_days, 1, limits::horizon_days_max);
  faults.range(place + ".notice_minutes", service.notice_minutes, 0,
               std::int64_t{service.horizon_days} * minutes_per_day);
}

// Ascending, each at least a percent.
void validate_rebates(const std::vector<Rebate>& rebates, std::int32_t from_max,
                      const std::string& place, FaultList& faults) {
  faults.count(rebates, place, rebates_max);
  for (std::size_t index = 0; index < rebates.size(); ++index) {
    const std::string at = numbered(place, index);
    faults.range(at + ".from", rebates[index].from, 2, std::max(2, from_max));
    faults.range(at + ".percent", rebates[index].percent, 1, 100);
    faults.require(index == 0 || rebates[index - 1].from < rebates[index].from, at + ".from",
                   "is not more than in the entry before; put them in ascending order");
  }
}

// What changes the price within the service.
void validate_price_rules(const Service& service, const std::string& place, FaultList& faults) {
  const bool per_person = service.priced_per == UnitsPer::person;
  const bool composite = service.kind == ServiceKind::composite;
  faults.range(place + ".units_max", service.units_max, 1,
               per_person || composite ? 1 : limits::service_units_max);
  faults.require(service.party_max <= limits::party_max / std::max(1, service.units_max),
                 place + ".units_max",
                 "makes parties of more than " + std::to_string(limits::party_max) +
                     " people; lower it or party_max");
  if (service.extra_person) {
    const ExtraPerson& extra = *service.extra_person;
    faults.require(!per_person && !composite, place + ".extra_person",
                   "goes with a price for the booking; remove it, or priced_per");
    faults.range(place + ".extra_person.above", extra.above, 1, limits::party_max);
    faults.price(place + ".extra_person.adult", extra.adult);
    faults.price(place + ".extra_person.child", extra.child);
  }
  faults.require(service.long_stay.empty() || service.kind == ServiceKind::nightly,
                 place + ".long_stay", "is for kind = \"nightly\"; remove it or change kind");
  validate_rebates(service.long_stay, service.nights_max, place + ".long_stay", faults);
  faults.require(service.group.empty() || (per_person && !composite), place + ".group",
                 "is for what each person pays; write priced_per = \"person\" or remove it");
  validate_rebates(service.group, service.party_max, place + ".group", faults);
}

// What the largest booking of the service would need.
void validate_size(const Catalog& catalog, const Service& service, const std::string& place,
                   FaultList& faults) {
  if (service.kind == ServiceKind::composite) {
    return;
  }
  const bool slotted = service.by_block();
  const auto units =
      static_cast<std::size_t>(std::max(0, slotted ? service.blocks_max : service.nights_max));
  const std::size_t lines = units + (service.extra_person ? 2 : 0) + service.add_ons.size() +
                            service.included.size() + service.long_stay.size() + other_lines_max;
  faults.require(lines <= limits::quote_lines_max, place + ".add_ons",
                 "could make a bill of " + std::to_string(lines) + " lines; the limit is " +
                     std::to_string(limits::quote_lines_max));
  std::size_t cells = 0;
  for (const PoolUse& use : service.uses) {
    const Pool* pool = catalog.pool(use.pool);
    const bool by_cell = slotted && pool != nullptr && pool->cell_minutes > 0;
    cells += by_cell ? static_cast<std::size_t>(minutes_per_day / pool->cell_minutes) : units;
  }
  cells += units * service.add_ons.size();
  faults.require(cells <= limits::demand_slots_max, place + ".uses",
                 "could take " + std::to_string(cells) + " cells in one booking; the limit is " +
                     std::to_string(limits::demand_slots_max));
}

std::int32_t earliest_start(const Catalog& catalog, const Service& service) {
  std::int32_t start = service.by_block() || service.kind == ServiceKind::composite
                           ? minutes_per_day
                           : service.check_in_minute;
  for (const Block& block : service.blocks) {
    start = std::min(start, block.start_minute);
  }
  for (const Part& part : service.parts) {
    const Service* sold = part.day == 0 ? catalog.service(part.service) : nullptr;
    if (sold != nullptr) {
      start = std::min(
          start, part.block_starts.empty() ? sold->check_in_minute : part.block_starts.front());
    }
  }
  return start;
}

// A deadline after the service has begun would make a no-show cheaper than staying away.
void validate_deadline(const Catalog& catalog, const Service& service, const std::string& place,
                       FaultList& faults) {
  const Policy* policy = catalog.policy(service.policy);
  if (policy == nullptr) {
    return;
  }
  const std::int32_t start = earliest_start(catalog, service);
  for (const CancellationTier& tier : policy->tiers) {
    faults.require(!tier.at_minute || tier.days_before > 0 || *tier.at_minute <= start,
                   place + ".policy",
                   "has a tier until " + clock_text(tier.at_minute.value_or(0)) +
                       " of the day, but the service begins at " + clock_text(start) +
                       "; choose another policy");
  }
}

}  // namespace

void validate_services(const Catalog& catalog, FaultList& faults) {
  const std::vector<Service>& services = catalog.services;
  faults.require(!services.empty(), "services", "is empty; a site sells at least one service");
  faults.count(services, "services", limits::services_max);
  faults.ids(services, "services");
  for (std::size_t index = 0; index < services.size(); ++index) {
    const Service& service = services[index];
    const std::string place = FaultList::place_of("services", services, index);
    const auto first = std::ranges::find(services, service.number, &Service::number);
    faults.require(service.number >= 1, place + ".number",
                   "is 0; give the service a number from 1 up that no other ever had");
    faults.require(service.number == 0 || &*first == &service, place + ".number",
                   std::to_string(service.number) + " belongs to " + first->id.text() +
                       " already; tickets tell services apart by it");
    validate_texts(service, place, faults);
    validate_references(catalog, service, place, faults);
    validate_uses(catalog, service, place, faults);
    validate_blocks(catalog, service, place, faults);
    validate_stay(service, place, faults);
    validate_price_rules(service, place, faults);
    validate_needs(catalog, service, place, faults);
    validate_parts(catalog, service, place, faults);
    validate_size(catalog, service, place, faults);
    validate_deadline(catalog, service, place, faults);
  }
}

}  // namespace lobby::catalog
