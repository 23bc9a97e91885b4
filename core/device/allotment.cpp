// Each is one question to the store and at most one operation.
#include "core/device/allotment.h"

#include <algorithm>

#include "core/base/limits.h"
#include "core/device/statement.h"

namespace lobby::device {
namespace {

using inventory::SlotUnits;

std::int32_t units_in(const std::vector<SlotUnits>& demand, const inventory::Slot& slot) {
  const auto need = std::ranges::find(demand, slot, &SlotUnits::slot);
  return need == demand.end() ? 0 : need->units;
}

Result<bool> commit(const Counter& counter, const DeviceTime& time, protocol::Payload payload) {
  const Result<port::NewOperation> operation =
      statement({counter.store, counter.hasher, counter.entropy}, time, std::move(payload));
  if (!operation) {
    return operation.error();
  }
  const Status committed = counter.store.commit_units(*operation);
  return committed ? Result<bool>(true) : committed.error();
}

// Nothing to sell from; what is left at the site, as far as is known, stays.
inventory::Balance withheld(inventory::Balance balance) {
  balance.elsewhere += balance.free();
  balance.returned += balance.free();
  return balance;
}

}  // namespace

Result<inventory::Availability> availability(port::DeviceStore& store,
                                             const catalog::Catalog& catalog,
                                             const std::vector<PoolId>& pools, LocalDate first,
                                             LocalDate last, const DeviceTime& now) {
  inventory::Availability found;
  const Result<port::SyncState> known = store.sync_state();
  if (!known) {
    return known.error();
  }
  const bool may_sell = may_confirm(*known, catalog.site, now).ok();
  for (const PoolId& id : pools) {
    const auto balances = store.balances(id, first, last);
    if (!balances) {
      return balances.error();
    }
    for (const inventory::SlotBalance& balance : *balances) {
      found.balances.emplace(balance.slot, may_sell ? balance.balance : withheld(balance.balance));
    }
    const catalog::Pool* pool = catalog.pool(id);
    if (pool == nullptr) {
      continue;
    }
    for (LocalDate date = first; date <= last; date = date.plus_days(1)) {
      for (const inventory::Slot& slot : inventory::slots_on(*pool, date)) {
        found.balances.try_emplace(
            slot, inventory::Balance{.elsewhere = catalog::units_offered(catalog.site, *pool, date,
                                                                         slot.start_minute)});
      }
    }
  }
  return found;
}

Result<std::vector<SlotUnits>> shortage(port::DeviceStore& store,
                                        const std::vector<SlotUnits>& demand) {
  std::vector<SlotUnits> missing;
  for (const SlotUnits& need : demand) {
    const auto balances = store.balances(need.slot.pool, need.slot.date, need.slot.date);
    if (!balances) {
      return balances.error();
    }
    const auto own = std::ranges::find(*balances, need.slot, &inventory::SlotBalance::slot);
    const std::int32_t free = own == balances->end() ? 0 : own->balance.free();
    if (free < need.units) {
      missing.push_back({need.slot, need.units - free});
    }
  }
  return missing;
}

Result<bool> request_units(const Counter& counter, const std::vector<SlotUnits>& demand,
                           const DeviceTime& time) {
  Result<std::vector<SlotUnits>> missing = shortage(counter.store, demand);
  if (!missing) {
    return missing.error();
  }
  if (missing->empty()) {
    return false;
  }
  const protocol::RequestUnits request{*std::move(missing), time.corrected() + units_wanted_for};
  return commit(counter, time, request);
}

Result<bool> return_surplus(const Counter& counter, const std::vector<SlotUnits>& needed,
                            LocalDate today, const DeviceTime& time) {
  const auto surplus = counter.store.surplus(today);
  if (!surplus) {
    return surplus.error();
  }
  protocol::ReturnUnits returned;
  for (const auto& [slot, balance] : *surplus) {
    const std::int32_t kept = std::max(balance.standing, units_in(needed, slot));
    if (balance.free() > kept && returned.units.size() < limits::demand_slots_max) {
      returned.units.push_back({slot, balance.free() - kept});
    }
  }
  if (returned.units.empty()) {
    return false;
  }
  return commit(counter, time, std::move(returned));
}

}  // namespace lobby::device
