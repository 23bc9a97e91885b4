// Turns a selection into slots and times: what it needs of which pool, and when it holds.
#include <algorithm>
#include <map>

#include "core/booking/selection.h"

namespace lobby::booking {
namespace {

using catalog::Block;
using catalog::Catalog;
using catalog::Service;
using catalog::ServiceKind;
using inventory::Slot;
using inventory::SlotUnits;

using Cells = std::map<Slot, std::int32_t>;

const Service& service_of(const Catalog& catalog, const Selection& selection) {
  const Service* service = catalog.service(selection.service);
  CHECK(service != nullptr);
  return *service;
}

const Block& known_block(const Service& service, std::int32_t start_minute) {
  const auto found = std::ranges::find(service.blocks, start_minute, &Block::start_minute);
  CHECK(found != service.blocks.end());
  return *found;
}

// Minutes of a day.
struct Stretch {
  std::int32_t start_minute = 0;
  std::int32_t end_minute = minutes_per_day;
};

// The cells of one pool that one stretch of a day covers. Two blocks of one service on a day-long
// cell share it.
void cover(Cells& cells, const catalog::Pool& pool, LocalDate date, Stretch stretch,
           std::int32_t units) {
  const bool whole_day = pool.cell_minutes == minutes_per_day;
  const auto slots =
      whole_day ? std::vector<Slot>{{pool.id, date, 0}}
                : inventory::slots_between(pool, date, stretch.start_minute, stretch.end_minute);
  for (const Slot& slot : slots) {
    std::int32_t& cell = cells[slot];
    cell = std::max(cell, units);
  }
}

void add(Cells& cells, const Cells& more) {
  for (const auto& [slot, units] : more) {
    cells[slot] += units;
  }
}

Cells cells_of_service(const Catalog& catalog, const Service& service, const Selection& selection) {
  Cells cells;
  for (const catalog::PoolUse& use : service.uses) {
    const catalog::Pool* pool = catalog.pool(use.pool);
    CHECK(pool != nullptr);
    const bool per_person = use.per == catalog::UnitsPer::person;
    const std::int32_t units = use.units * (per_person ? selection.party.total() : selection.units);
    if (service.by_block()) {
      for (const std::int32_t start : selection.block_starts) {
        const Block& block = known_block(service, start);
        cover(cells, *pool, selection.date, {block.start_minute, block.end_minute}, units);
      }
      continue;
    }
    for (std::int32_t night = 0; night < selection.nights; ++night) {
      cover(cells, *pool, selection.date.plus_days(night), {}, units);
    }
  }
  return cells;
}

// The days on which a selection uses what is taken by the day.
std::int32_t days_of_use(const Catalog& catalog, const Selection& selection) {
  std::int32_t days = selection.nights;
  for (const Selection& part : parts_of(catalog, selection)) {
    days = std::max(days, part.date.days() - selection.date.days() + part.nights);
  }
  return days;
}

Cells cells_of_add_ons(const Catalog& catalog, const Selection& selection) {
  Cells cells;
  for (const AddOnChoice& choice : selection.add_ons) {
    const catalog::AddOn* add_on = catalog.add_on(choice.id);
    CHECK(add_on != nullptr);
    if (!add_on->stock) {
      continue;
    }
    for (std::int32_t day = 0; day < days_of_use(catalog, selection); ++day) {
      cells[{add_on->stock->pool, selection.date.plus_days(day), 0}] +=
          add_on->stock->units * choice.count;
    }
  }
  return cells;
}

Window window_of_one(const Service& service, const Selection& selection, const ZoneRules& zone) {
  const UtcTime day_start = zone.start_of(selection.date);
  if (service.by_block()) {
    CHECK(!selection.block_starts.empty());
    const Block& last = known_block(service, selection.block_starts.back());
    return {zone.to_utc({selection.date, selection.block_starts.front()}),
            zone.to_utc({selection.date, last.end_minute}), day_start};
  }
  const UtcTime begins = zone.to_utc({selection.date, service.check_in_minute});
  if (service.kind == ServiceKind::nightly) {
    return {begins,
            zone.to_utc({selection.date.plus_days(selection.nights), service.check_out_minute}),
            day_start};
  }
  return {begins, zone.start_of(selection.date.plus_days(1)), day_start};
}

}  // namespace

std::vector<Selection> parts_of(const Catalog& catalog, const Selection& selection) {
  std::vector<Selection> parts;
  for (const catalog::Part& part : service_of(catalog, selection).parts) {
    if (std::ranges::find(selection.parts_left_out, part.service) !=
        selection.parts_left_out.end()) {
      continue;
    }
    Selection one;
    one.service = part.service;
    one.date = selection.date.plus_days(part.day);
    one.nights = part.nights;
    one.block_starts = part.block_starts;
    one.party = selection.party;
    one.units = part.units;
    parts.push_back(std::move(one));
  }
  return parts;
}

std::vector<SlotUnits> demand_of(const Catalog& catalog, const Selection& selection) {
  const Service& service = service_of(catalog, selection);
  Cells cells = cells_of_service(catalog, service, selection);
  for (const Selection& part : parts_of(catalog, selection)) {
    add(cells, cells_of_service(catalog, service_of(catalog, part), part));
  }
  add(cells, cells_of_add_ons(catalog, selection));
  std::vector<SlotUnits> list;
  list.reserve(cells.size());
  for (const auto& [slot, units] : cells) {
    list.push_back({slot, units});
  }
  return list;
}

Window window_of(const Catalog& catalog, const Selection& selection, const ZoneRules& zone) {
  const Service& service = service_of(catalog, selection);
  if (service.kind != ServiceKind::composite) {
    return window_of_one(service, selection, zone);
  }
  const std::vector<Selection> parts = parts_of(catalog, selection);
  CHECK(!parts.empty());
  Window hull = window_of_one(service_of(catalog, parts.front()), parts.front(), zone);
  for (const Selection& part : parts) {
    const Window window = window_of_one(service_of(catalog, part), part, zone);
    hull.from = std::min(hull.from, window.from);
    hull.until = std::max(hull.until, window.until);
  }
  hull.valid_from = zone.start_of(selection.date);
  return hull;
}

std::vector<Opening> openings_on(const Catalog& catalog, const Service& service, LocalDate date,
                                 std::int32_t party) {
  Selection one;
  one.service = service.id;
  one.date = date;
  one.party = {party, 0};
  std::vector<Opening> openings;
  const auto add_if_open = [&](std::int32_t block_start) {
    std::vector<SlotUnits> demand = demand_of(catalog, one);
    const bool open = std::ranges::all_of(demand, [&](const SlotUnits& need) {
      return need.units <= catalog::units_offered(catalog.site, *catalog.pool(need.slot.pool),
                                                  need.slot.date, need.slot.start_minute);
    });
    if (open) {
      openings.push_back({block_start, std::move(demand)});
    }
  };
  if (!service.by_block()) {
    add_if_open(0);
  }
  for (const Block& block : service.blocks) {
    one.block_starts = {block.start_minute};
    add_if_open(block.start_minute);
  }
  return openings;
}

}  // namespace lobby::booking
