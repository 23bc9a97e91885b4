// Checks a selection against the catalogue and turns it into slots and times.
#include "core/booking/selection.h"

#include <algorithm>
#include <map>

#include "core/base/limits.h"

namespace lobby::booking {
namespace {

using catalog::Block;
using catalog::Catalog;
using catalog::Service;
using catalog::ServiceKind;
using inventory::Slot;
using inventory::SlotUnits;

constexpr std::int32_t minutes_per_day = 1'440;

const Block* block_at(const Service& service, std::int32_t start_minute) {
  const auto found = std::ranges::find(service.blocks, start_minute, &Block::start_minute);
  return found == service.blocks.end() ? nullptr : &*found;
}

Status check_party(const Service& service, const Party& party) {
  if (party.adults < 1 || party.children < 0 || (party.children > 0 && !service.children_allowed)) {
    return fail(ErrorCode::out_of_range, service.id.text() + " needs at least one adult" +
                                             (service.children_allowed ? "" : " and no children"));
  }
  if (party.total() < service.party_min || party.total() > service.party_max) {
    return fail(ErrorCode::out_of_range, service.id.text() + " takes " +
                                             std::to_string(service.party_min) + " to " +
                                             std::to_string(service.party_max) + " people");
  }
  return done();
}

Status check_blocks(const Service& service, const Selection& selection) {
  const auto& starts = selection.block_starts;
  if (service.kind != ServiceKind::time_slot) {
    return starts.empty() ? done()
                          : Status(fail(ErrorCode::out_of_range, "blocks are for time slots only"));
  }
  if (starts.empty() || starts.size() > static_cast<std::size_t>(service.blocks_max)) {
    return fail(ErrorCode::out_of_range, service.id.text() + " takes 1 to " +
                                             std::to_string(service.blocks_max) + " blocks");
  }
  for (std::size_t index = 0; index < starts.size(); ++index) {
    const Block* block = block_at(service, starts[index]);
    if (block == nullptr) {
      return fail(ErrorCode::not_found,
                  service.id.text() + " has no block at " + clock_text(starts[index]));
    }
    // One visit: each block begins where the one before ends.
    if (index > 0 && block_at(service, starts[index - 1])->end_minute != starts[index]) {
      return fail(ErrorCode::policy_refused, "blocks must follow one another without a gap");
    }
  }
  return done();
}

Status check_dates(const Service& service, const Selection& selection, const ZoneRules& zone,
                   UtcTime now) {
  const LocalTime local = zone.to_local(now);
  const bool nightly = service.kind == ServiceKind::nightly;
  if (selection.nights < 1 || selection.nights > (nightly ? service.nights_max : 1)) {
    return fail(ErrorCode::out_of_range, service.id.text() + " takes 1 to " +
                                             std::to_string(nightly ? service.nights_max : 1) +
                                             " nights");
  }
  if (selection.date < local.date) {
    return fail(ErrorCode::policy_refused, selection.date.text() + " is past");
  }
  if (selection.date > local.date.plus_days(service.horizon_days)) {
    return fail(ErrorCode::policy_refused, service.id.text() + " can be booked at most " +
                                               std::to_string(service.horizon_days) +
                                               " days ahead");
  }
  if (service.kind == ServiceKind::time_slot &&
      zone.to_utc({selection.date, selection.block_starts.front()}) <
          now + Duration::minutes(service.notice_minutes)) {
    return fail(ErrorCode::policy_refused, service.id.text() + " needs " +
                                               std::to_string(service.notice_minutes) +
                                               " minutes of notice");
  }
  return done();
}

Status check_add_ons(const Catalog& catalog, const Service& service, const Selection& selection) {
  for (auto choice = selection.add_ons.begin(); choice != selection.add_ons.end(); ++choice) {
    const bool offered = std::ranges::find(service.add_ons, choice->id) != service.add_ons.end();
    const catalog::AddOn* add_on = catalog.add_on(choice->id);
    if (!offered || add_on == nullptr) {
      return fail(ErrorCode::not_found,
                  service.id.text() + " is not offered with " + choice->id.text());
    }
    if (choice->count < 1 || choice->count > add_on->count_max) {
      return fail(ErrorCode::out_of_range, choice->id.text() + " can be taken 1 to " +
                                               std::to_string(add_on->count_max) + " times");
    }
    if (std::ranges::find(selection.add_ons.begin(), choice, choice->id, &AddOnChoice::id) !=
        choice) {
      return fail(ErrorCode::already_exists, choice->id.text() + " is listed twice");
    }
  }
  return done();
}

std::int32_t units_of(const catalog::PoolUse& use, std::int32_t party) {
  return use.per == catalog::UnitsPer::person ? use.units * party : use.units;
}

// Adds the cells one pool gives to one stretch of a day.
void add_cells(std::map<Slot, std::int32_t>& cells, const catalog::Pool& pool, LocalDate date,
               std::int32_t start_minute, std::int32_t end_minute, std::int32_t units) {
  const bool whole_day = pool.cell_minutes == minutes_per_day;
  const auto slots = whole_day ? std::vector<Slot>{{pool.id, date, 0}}
                               : inventory::slots_between(pool, date, start_minute, end_minute);
  for (const Slot& slot : slots) {
    // Two blocks of one booking on a day-long cell share it.
    std::int32_t& cell = cells[slot];
    cell = std::max(cell, units);
  }
}

std::vector<SlotUnits> as_list(const std::map<Slot, std::int32_t>& cells) {
  std::vector<SlotUnits> list;
  list.reserve(cells.size());
  for (const auto& [slot, units] : cells) {
    list.push_back({slot, units});
  }
  return list;
}

void add_stretch(std::map<Slot, std::int32_t>& cells, const Catalog& catalog,
                 const catalog::PoolUse& use, LocalDate date, const Block& block,
                 std::int32_t party) {
  const catalog::Pool* pool = catalog.pool(use.pool);
  CHECK(pool != nullptr);
  add_cells(cells, *pool, date, block.start_minute, block.end_minute, units_of(use, party));
}

Block whole_day_block() {
  return {0, minutes_per_day, {}};
}

}  // namespace

Status check_selection(const Catalog& catalog, const Selection& selection, const ZoneRules& zone,
                       UtcTime now) {
  const Service* service = catalog.service(selection.service);
  if (service == nullptr) {
    return fail(ErrorCode::not_found, "no service " + selection.service.text());
  }
  if (Status party = check_party(*service, selection.party); !party) {
    return party;
  }
  if (Status blocks = check_blocks(*service, selection); !blocks) {
    return blocks;
  }
  if (Status add_ons = check_add_ons(catalog, *service, selection); !add_ons) {
    return add_ons;
  }
  return check_dates(*service, selection, zone, now);
}

std::vector<SlotUnits> demand_of(const Catalog& catalog, const Selection& selection) {
  const Service* service = catalog.service(selection.service);
  CHECK(service != nullptr);
  const std::int32_t party = selection.party.total();
  std::map<Slot, std::int32_t> cells;
  for (const catalog::PoolUse& use : service->uses) {
    if (service->kind == ServiceKind::time_slot) {
      for (const std::int32_t start : selection.block_starts) {
        const Block* block = block_at(*service, start);
        CHECK(block != nullptr);
        add_stretch(cells, catalog, use, selection.date, *block, party);
      }
      continue;
    }
    for (std::int32_t night = 0; night < selection.nights; ++night) {
      add_stretch(cells, catalog, use, selection.date.plus_days(night), whole_day_block(), party);
    }
  }
  return as_list(cells);
}

Window window_of(const Service& service, const Selection& selection, const ZoneRules& zone) {
  const UtcTime day_start = zone.start_of(selection.date);
  switch (service.kind) {
    case ServiceKind::nightly:
      return {zone.to_utc({selection.date, service.check_in_minute}),
              zone.to_utc({selection.date.plus_days(selection.nights), service.check_out_minute}),
              day_start};
    case ServiceKind::time_slot: {
      CHECK(!selection.block_starts.empty());
      const Block* last = block_at(service, selection.block_starts.back());
      CHECK(last != nullptr);
      return {zone.to_utc({selection.date, selection.block_starts.front()}),
              zone.to_utc({selection.date, last->end_minute}), day_start};
    }
    case ServiceKind::whole_day:
      return {zone.to_utc({selection.date, service.check_in_minute}),
              zone.start_of(selection.date.plus_days(1)), day_start};
  }
  return {};
}

std::vector<Opening> openings_on(const Catalog& catalog, const Service& service, LocalDate date,
                                 std::int32_t party) {
  CHECK(!service.uses.empty());
  const bool slotted = service.kind == ServiceKind::time_slot;
  const std::vector<Block> blocks =
      slotted ? service.blocks : std::vector<Block>{whole_day_block()};
  std::vector<Opening> openings;
  for (const Block& block : blocks) {
    std::map<Slot, std::int32_t> cells;
    for (const catalog::PoolUse& use : service.uses) {
      add_stretch(cells, catalog, use, date, block, party);
    }
    openings.push_back({block.start_minute, as_list(cells)});
  }
  return openings;
}

}  // namespace lobby::booking
