// Fills standing allotments and tells the device its new totals.
#include "core/service/standing.h"

#include <algorithm>
#include <iterator>
#include <map>
#include <vector>

namespace lobby::service {
namespace {

using catalog::Pool;
using inventory::Capacity;
using inventory::Slot;
using inventory::SlotUnits;

// Kiosks hear of every change where at most this many units are free.
constexpr std::int32_t little_left = 10;

// inventory::expected_units() reckons with a week.
constexpr std::int32_t days_of_demand = 7;

struct Days {
  LocalDate first;
  LocalDate last;
};

// As far as any service that takes from the pool, itself or through an add-on or a part, can be
// booked, to the end of its longest stay.
Days horizon_of(const Work& work, const Pool& pool) {
  const LocalDate today = work.office.zone.to_local(work.now).date;
  std::int32_t days = 0;
  for (const catalog::Service& service : work.office.catalog.services) {
    const std::vector<PoolId> pools = catalog::pools_of(work.office.catalog, service);
    if (std::ranges::find(pools, pool.id) != pools.end()) {
      days = std::max(days, catalog::reach_days(service));
    }
  }
  return {today, today.plus_days(days)};
}

// Tells kiosks that hold units of the slot what they may keep of them now.
Status tell_standing(const Work& work, Standings& standings, const Slot& slot,
                     const Capacity& count) {
  const Result<std::vector<port::Allotment>> holders = work.store.allotments(slot);
  if (!holders) {
    return holders.error();
  }
  for (const port::Allotment& held : *holders) {
    const Result<std::optional<port::DeviceRecord>> device = work.store.device(held.holder.device);
    if (!device) {
      return device.error();
    }
    if (!device->has_value() || device->value().epoch != held.holder.epoch) {
      continue;
    }
    if (Status told =
            tell_total(work, standings, device->value(), {slot, held.granted_total}, count);
        !told) {
      return told;
    }
  }
  return done();
}

Status change_slot(const Work& work, Standings& standings, const Slot& slot, std::int32_t wanted,
                   bool by_staff) {
  if (Status set = work.store.set_capacity(slot, wanted, by_staff); !set) {
    return set;
  }
  const Result<Capacity> count = capacity_of(work, slot);
  if (!count) {
    return count.error();
  }
  if (Status told = tell_standing(work, standings, slot, *count); !told) {
    return told;
  }
  return tell_stock(work, {slot});
}

std::int32_t offered_in(const Work& work, const Pool& pool, const Slot& slot) {
  return catalog::units_offered(work.office.catalog.site, pool, slot.date, slot.start_minute);
}

Status ensure_days(const Work& work, Standings& standings, const Pool& pool, Days days) {
  auto present = work.store.capacities(pool.id, days.first, days.last);
  if (!present) {
    return present.error();
  }
  const Result<bool> frozen = work.store.frozen();
  if (!frozen) {
    return frozen.error();
  }
  std::set<Slot> known;
  for (const auto& [slot, count] : *present) {
    known.insert(known.end(), slot);
    const std::int32_t offered = offered_in(work, pool, slot);
    const bool changed = count.wanted != offered && !count.by_staff && !*frozen;
    if (Status set = changed ? change_slot(work, standings, slot, offered, false) : done(); !set) {
      return set;
    }
  }
  // Slots of as many units are made at once.
  std::map<std::int32_t, std::vector<Slot>> missing;
  for (LocalDate date = days.first; date <= days.last; date = date.plus_days(1)) {
    for (const Slot& slot : inventory::slots_on(pool, date)) {
      if (!known.contains(slot)) {
        missing[offered_in(work, pool, slot)].push_back(slot);
      }
    }
  }
  for (const auto& [units, slots] : missing) {
    if (Status made = work.store.ensure_slots(slots, units); !made) {
      return made;
    }
  }
  return done();
}

// Units of a slot for a device: what is free afterwards, and what it may keep.
struct Gift {
  SlotUnits units;
  std::int32_t free = 0;
  std::int32_t standing = 0;
};

// Grants what is free and tells the device its new totals.
Status give(const Work& work, const port::DeviceRecord& device, const std::vector<Gift>& gifts) {
  std::vector<SlotUnits> units;
  std::ranges::transform(gifts, std::back_inserter(units), &Gift::units);
  const auto totals = work.store.grant_all({device.id, device.epoch}, units);
  if (!totals && totals.error().code == ErrorCode::sold_out) {
    // It was there a moment ago: another transaction came between. All runs again.
    return fail(ErrorCode::unavailable, totals.error().detail);
  }
  if (!totals) {
    return totals.error();
  }
  for (std::size_t index = 0; index < gifts.size(); ++index) {
    const Gift& gift = gifts[index];
    if (Status told = work.store.append_feed(protocol::GrantNotice{
            device.id, gift.units.slot, (*totals)[index], gift.free, device.epoch, gift.standing});
        !told) {
      return told;
    }
  }
  return done();
}

// `only` limits the work to some slots; null means all.
Status top_up_days(const Work& work, const port::DeviceRecord& device, Standings& standings,
                   const Pool& pool, Days days, const std::set<Slot>* only) {
  auto capacities = work.store.capacities(pool.id, days.first, days.last);
  if (!capacities) {
    return capacities.error();
  }
  auto outstanding =
      work.store.outstanding({device.id, device.epoch}, pool.id, days.first, days.last);
  if (!outstanding) {
    return outstanding.error();
  }
  std::map<Slot, std::int32_t> held;
  for (const SlotUnits& units : *outstanding) {
    held[units.slot] = units.units;
  }
  std::vector<Gift> gifts;
  for (const auto& [slot, capacity] : *capacities) {
    if (only != nullptr && !only->contains(slot)) {
      continue;
    }
    const auto holding = held.find(slot);
    const Result<std::int32_t> standing = standings.of(device, slot, capacity);
    if (!standing) {
      return standing.error();
    }
    const std::int32_t units =
        inventory::top_up(*standing, capacity, holding == held.end() ? 0 : holding->second);
    if (units > 0) {
      gifts.push_back({{slot, units}, capacity.free() - units, *standing});
    }
  }
  return give(work, device, gifts);
}

// Nothing is granted to a desk, nor to anybody while the server does not know what kiosks hold.
Result<bool> may_grant(const Work& work, const port::DeviceRecord& device) {
  if (device.role != protocol::DeviceRole::kiosk) {
    return false;
  }
  const Result<bool> frozen = work.store.frozen();
  return frozen ? Result<bool>(!*frozen) : frozen.error();
}

// Once a day: what nobody reads any more.
Status forget_past(const Work& work, const port::DeviceRecord& device) {
  const LocalDate today = work.office.zone.to_local(work.now).date;
  if (Status forgotten = work.store.forget_demand(device.id, today.plus_days(-days_of_demand));
      !forgotten) {
    return forgotten;
  }
  return work.store.forget_feed(work.now);
}

// Where the device has units that it has not reported sold.
Result<std::set<Slot>> held_slots(const Work& work, const port::DeviceRecord& device) {
  std::set<Slot> slots;
  for (const Pool& pool : work.office.catalog.pools) {
    const Days days = horizon_of(work, pool);
    auto held = work.store.outstanding({device.id, device.epoch}, pool.id, days.first, days.last);
    if (!held) {
      return held.error();
    }
    for (const SlotUnits& units : *held) {
      slots.insert(units.slot);
    }
  }
  return slots;
}

}  // namespace

Result<std::int32_t> Standings::of(const port::DeviceRecord& device, const Slot& slot,
                                   const Capacity& count) {
  const Pool* pool = work_.office.catalog.pool(slot.pool);
  if (pool == nullptr) {
    return 0;
  }
  if (!kiosks_) {
    const Result<std::int32_t> counted = work_.store.kiosk_count();
    if (!counted) {
      return counted.error();
    }
    kiosks_ = *counted;
  }
  const Result<std::int32_t> expected = expected_by(device.id, slot);
  return expected ? Result(inventory::standing_of(*pool, count, *kiosks_, *expected))
                  : expected.error();
}

Result<std::int32_t> Standings::expected_by(DeviceId kiosk, const Slot& slot) {
  const LocalDate today = work_.office.zone.to_local(work_.now).date;
  auto known = sold_.find(kiosk);
  if (known == sold_.end()) {
    const auto week = work_.store.demand(kiosk, today.plus_days(-days_of_demand));
    if (!week) {
      return week.error();
    }
    known = sold_.try_emplace(kiosk).first;
    for (const port::Demand& one : *week) {
      known->second[{one.pool, one.start_minute, one.lead}] = one.units;
    }
  }
  const std::int32_t lead = inventory::lead_of(today, slot.date);
  const auto sold = known->second.find({slot.pool, slot.start_minute, lead});
  return sold == known->second.end()
             ? 0
             : inventory::expected_units(sold->second, lead,
                                         Duration::hours(work_.office.catalog.site.outage_hours));
}

bool new_day_for(const Work& work, const port::DeviceRecord& device) {
  const ZoneRules& zone = work.office.zone;
  return !device.last_contact ||
         zone.to_local(*device.last_contact).date != zone.to_local(work.now).date;
}

Status ensure_horizon(const Work& work) {
  Standings standings(work);
  for (const Pool& pool : work.office.catalog.pools) {
    if (Status ensured = ensure_days(work, standings, pool, horizon_of(work, pool)); !ensured) {
      return ensured;
    }
  }
  return done();
}

Status top_up_horizon(const Work& work, const port::DeviceRecord& device) {
  if (const Result<bool> may = may_grant(work, device); !may || !*may) {
    return may ? done() : Status(may.error());
  }
  if (Status ensured = ensure_horizon(work); !ensured) {
    return ensured;
  }
  if (Status forgotten = forget_past(work, device); !forgotten) {
    return forgotten;
  }
  Standings standings(work);
  for (const Pool& pool : work.office.catalog.pools) {
    if (pool.standing_per_device == 0) {
      continue;
    }
    if (Status filled = top_up_days(work, device, standings, pool, horizon_of(work, pool), nullptr);
        !filled) {
      return filled;
    }
  }
  return done();
}

Status top_up_slots(const Work& work, const port::DeviceRecord& device,
                    const std::set<Slot>& slots) {
  if (const Result<bool> may = slots.empty() ? Result<bool>(false) : may_grant(work, device);
      !may || !*may) {
    return may ? done() : Status(may.error());
  }
  Standings standings(work);
  const LocalDate today = work.office.zone.to_local(work.now).date;
  for (const Pool& pool : work.office.catalog.pools) {
    Days days{LocalDate::from_days(INT32_MAX), LocalDate::from_days(INT32_MIN)};
    for (const Slot& slot : slots) {
      if (slot.pool == pool.id && slot.date >= today) {  // a sale may be reported days later
        days = {std::min(days.first, slot.date), std::max(days.last, slot.date)};
      }
    }
    if (days.first > days.last) {
      continue;
    }
    if (Status filled = top_up_days(work, device, standings, pool, days, &slots); !filled) {
      return filled;
    }
  }
  return done();
}

Status grant_and_tell(const Work& work, Standings& standings, const port::DeviceRecord& device,
                      const SlotUnits& units) {
  const Result<Capacity> before = capacity_of(work, units.slot);
  if (!before) {
    return before.error();
  }
  const Result<std::int32_t> standing = standings.of(device, units.slot, *before);
  return standing ? give(work, device, {{units, before->free() - units.units, *standing}})
                  : Status(standing.error());
}

Status tell_total(const Work& work, Standings& standings, const port::DeviceRecord& device,
                  const SlotUnits& total, const Capacity& count) {
  const Result<std::int32_t> standing = standings.of(device, total.slot, count);
  if (!standing) {
    return standing.error();
  }
  return work.store.append_feed(protocol::GrantNotice{
      device.id, total.slot, total.units, std::max(0, count.free()), device.epoch, *standing});
}

Status change_capacity(const Work& work, const Slot& slot, std::int32_t wanted) {
  Standings standings(work);
  return change_slot(work, standings, slot, wanted, true);
}

Status tell_stock(const Work& work, const std::set<Slot>& slots) {
  for (const Slot& slot : slots) {
    const Pool* pool = work.office.catalog.pool(slot.pool);
    if (pool == nullptr) {
      continue;
    }
    const Result<Capacity> count = capacity_of(work, slot);
    if (!count) {
      return count.error();
    }
    const std::int32_t free = std::max(0, count->free());
    if (pool->standing_per_device > 0 && free > little_left) {
      continue;
    }
    if (Status told = work.store.append_feed(protocol::StockNotice{slot, free}); !told) {
      return told;
    }
  }
  return done();
}

Status close_epoch(const Work& work, const port::DeviceRecord& device) {
  const Result<std::set<Slot>> freed = held_slots(work, device);
  if (!freed) {
    return freed.error();
  }
  if (Status closed = work.store.close_epoch(device.id); !closed) {
    return closed;
  }
  return tell_stock(work, *freed);
}

}  // namespace lobby::service
