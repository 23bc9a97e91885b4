// Fills standing allotments and tells the device its new totals.
#include "core/service/standing.h"

#include <algorithm>
#include <map>

namespace lobby::service {
namespace {

using catalog::Pool;
using inventory::Capacity;
using inventory::Slot;

struct Days {
  LocalDate first;
  LocalDate last;
};

// As far as any service that uses the pool can be booked, to the end of its longest stay.
Days horizon_of(const Work& work, const Pool& pool) {
  const LocalDate today = work.office.zone.to_local(work.now).date;
  std::int32_t days = 0;
  for (const catalog::Service& service : work.office.catalog.services) {
    const auto uses_pool = [&](const catalog::PoolUse& use) { return use.pool == pool.id; };
    if (std::ranges::any_of(service.uses, uses_pool)) {
      const bool nightly = service.kind == catalog::ServiceKind::nightly;
      days = std::max(days, service.horizon_days + (nightly ? service.nights_max - 1 : 0));
    }
  }
  return {today, today.plus_days(days)};
}

Status ensure_days(const Work& work, const Pool& pool, Days days) {
  auto present = work.store.capacities(pool.id, days.first, days.last);
  if (!present) {
    return present.error();
  }
  std::set<Slot> known;
  for (const auto& [slot, capacity] : *present) {
    known.insert(known.end(), slot);
  }
  std::vector<Slot> missing;
  for (LocalDate date = days.first; date <= days.last; date = date.plus_days(1)) {
    for (const Slot& slot : inventory::slots_on(pool, date)) {
      if (!known.contains(slot)) {
        missing.push_back(slot);
      }
    }
  }
  return missing.empty() ? done() : work.store.ensure_slots(missing, pool.capacity);
}

// `only` limits the work to some slots; null means all.
Status top_up_days(const Work& work, const port::DeviceRecord& device, const Pool& pool, Days days,
                   const std::set<Slot>* only) {
  auto capacities = work.store.capacities(pool.id, days.first, days.last);
  if (!capacities) {
    return capacities.error();
  }
  const port::Holder holder{device.id, device.epoch};
  auto outstanding = work.store.outstanding(holder, pool.id, days.first, days.last);
  if (!outstanding) {
    return outstanding.error();
  }
  std::map<Slot, std::int32_t> held;
  for (const inventory::SlotUnits& units : *outstanding) {
    held[units.slot] = units.units;
  }
  for (const auto& [slot, capacity] : *capacities) {
    if (only != nullptr && !only->contains(slot)) {
      continue;
    }
    const auto holding = held.find(slot);
    const std::int32_t units =
        inventory::top_up(pool, capacity, holding == held.end() ? 0 : holding->second);
    if (units == 0) {
      continue;
    }
    Result<std::int32_t> total = work.store.grant(holder, {slot, units});
    if (!total) {
      return total.error();
    }
    const protocol::GrantNotice notice{device.id, slot, *total, capacity.free() - units,
                                       device.epoch};
    if (Status told = work.store.append_feed(notice); !told) {
      return told;
    }
  }
  return done();
}

}  // namespace

bool new_day_for(const Work& work, const port::DeviceRecord& device) {
  const ZoneRules& zone = work.office.zone;
  return !device.last_contact ||
         zone.to_local(*device.last_contact).date != zone.to_local(work.now).date;
}

Status ensure_horizon(const Work& work) {
  for (const Pool& pool : work.office.catalog.pools) {
    if (Status ensured = ensure_days(work, pool, horizon_of(work, pool)); !ensured) {
      return ensured;
    }
  }
  return done();
}

Status top_up_horizon(const Work& work, const port::DeviceRecord& device) {
  if (device.role != protocol::DeviceRole::kiosk) {
    return done();
  }
  if (Status ensured = ensure_horizon(work); !ensured) {
    return ensured;
  }
  for (const Pool& pool : work.office.catalog.pools) {
    if (pool.standing_per_device == 0) {
      continue;
    }
    if (Status filled = top_up_days(work, device, pool, horizon_of(work, pool), nullptr); !filled) {
      return filled;
    }
  }
  return done();
}

Status top_up_slots(const Work& work, const port::DeviceRecord& device,
                    const std::set<Slot>& slots) {
  if (device.role != protocol::DeviceRole::kiosk) {
    return done();
  }
  for (const Pool& pool : work.office.catalog.pools) {
    Days days{LocalDate::from_days(INT32_MAX), LocalDate::from_days(INT32_MIN)};
    for (const Slot& slot : slots) {
      if (slot.pool == pool.id) {
        days = {std::min(days.first, slot.date), std::max(days.last, slot.date)};
      }
    }
    if (days.first > days.last) {
      continue;
    }
    if (Status filled = top_up_days(work, device, pool, days, &slots); !filled) {
      return filled;
    }
  }
  return done();
}

}  // namespace lobby::service
