// Counting.
#include "tests/fakes/memory_server_inventory.h"

#include "core/base/limits.h"

namespace lobby::tests {

using inventory::Slot;
using inventory::SlotUnits;

namespace {

Error sold_out(const SlotUnits& units, std::string_view whose) {
  return fail(ErrorCode::sold_out, std::string(whose) + " has not " + std::to_string(units.units) +
                                       " left of " + inventory::to_string(units.slot));
}

Status check_units(const SlotUnits& units) {
  return units.units > 0 && units.units <= limits::capacity_max
             ? done()
             : Status(fail(ErrorCode::out_of_range, "the count of units makes no sense"));
}

}  // namespace

Status MemoryServerInventory::may_write(const SlotUnits& units) const {
  const Status writable = may_write();
  return writable ? check_units(units) : writable;
}

Status MemoryServerInventory::ensure_slots(const std::vector<Slot>& slots, std::int32_t capacity) {
  if (Status writable = may_write(); !writable) {
    return writable;
  }
  if (capacity < 0 || capacity > limits::capacity_max) {
    return fail(ErrorCode::out_of_range, "the capacity makes no sense");
  }
  for (const Slot& slot : slots) {
    site_.slots.try_emplace(slot, inventory::Capacity{capacity, 0, 0});
  }
  return done();
}

Status MemoryServerInventory::set_capacity(const Slot& slot, std::int32_t wanted, bool by_staff) {
  if (Status writable = may_write(); !writable) {
    return writable;
  }
  if (wanted < 0 || wanted > limits::capacity_max) {
    return fail(ErrorCode::out_of_range, "the capacity makes no sense");
  }
  inventory::Capacity* count = capacity(slot);
  if (count == nullptr) {
    return fail(ErrorCode::not_found, "no such slot");
  }
  count->wanted = wanted;
  count->by_staff = by_staff;
  count->capacity = std::max(wanted, count->sold + count->granted);
  return done();
}

void MemoryServerInventory::sink(const Slot& slot) {
  if (inventory::Capacity* count = capacity(slot); count->capacity > count->wanted) {
    count->capacity = std::max(count->wanted, count->sold + count->granted);
  }
}

Result<std::vector<std::pair<Slot, inventory::Capacity>>> MemoryServerInventory::capacities(
    const PoolId& pool, LocalDate first, LocalDate last) {
  std::vector<std::pair<Slot, inventory::Capacity>> found;
  for (auto entry = site_.slots.lower_bound({pool, first, 0});
       entry != site_.slots.end() && entry->first.pool == pool && entry->first.date <= last;
       ++entry) {
    found.emplace_back(*entry);
  }
  return found;
}

Result<std::vector<std::int32_t>> MemoryServerInventory::grant_all(
    const port::Holder& holder, std::span<const SlotUnits> units) {
  std::vector<std::int32_t> totals;
  for (const SlotUnits& one : units) {
    if (Status writable = may_write(one); !writable) {
      return writable.error();
    }
    inventory::Capacity* count = capacity(one.slot);
    if (count == nullptr || count->free() < one.units) {
      return sold_out(one, "the site");
    }
    count->granted += one.units;
    MemorySite::Grant& grant = site_.grants[{holder, one.slot}];
    grant.granted_total += one.units;
    totals.push_back(grant.granted_total);
  }
  return totals;
}

Result<std::vector<SlotUnits>> MemoryServerInventory::outstanding(const port::Holder& holder,
                                                                  const PoolId& pool,
                                                                  LocalDate first, LocalDate last) {
  std::vector<SlotUnits> found;
  for (auto entry = site_.grants.lower_bound({holder, {pool, first, 0}});
       entry != site_.grants.end() && entry->first.first == holder &&
       entry->first.second.pool == pool && entry->first.second.date <= last;
       ++entry) {
    if (entry->second.outstanding() > 0) {
      found.push_back({entry->first.second, entry->second.outstanding()});
    }
  }
  return found;
}

Result<bool> MemoryServerInventory::restore_grant(const port::Holder& holder,
                                                  const SlotUnits& total) {
  const std::int32_t missing = total.units - site_.grants[{holder, total.slot}].granted_total;
  if (missing <= 0) {
    return false;
  }
  const Result<std::int32_t> restored = grant(holder, {total.slot, missing});
  return restored ? Result<bool>(true) : restored.error();
}

Status MemoryServerInventory::consume_grant(const port::Holder& holder, const SlotUnits& units) {
  if (Status writable = may_write(units); !writable) {
    return writable;
  }
  const auto grant = site_.grants.find({holder, units.slot});
  if (grant == site_.grants.end() || grant->second.outstanding() < units.units) {
    return sold_out(units, "the device's grant");
  }
  grant->second.consumed_total += units.units;
  inventory::Capacity* count = capacity(units.slot);
  CHECK(count != nullptr && count->granted >= units.units);
  count->granted -= units.units;
  count->sold += units.units;
  return done();
}

Result<std::vector<port::Allotment>> MemoryServerInventory::allotments(const Slot& slot) {
  std::vector<port::Allotment> found;
  for (const auto& [key, grant] : site_.grants) {
    if (key.second == slot && grant.outstanding() > 0) {
      found.push_back({key.first, grant.granted_total, grant.outstanding(), grant.reclaimed_total});
    }
  }
  return found;
}

Result<port::Allotment> MemoryServerInventory::allotment(const port::Holder& holder,
                                                         const Slot& slot) {
  const auto found = site_.grants.find({holder, slot});
  const MemorySite::Grant grant = found == site_.grants.end() ? MemorySite::Grant{} : found->second;
  return port::Allotment{holder, grant.granted_total, grant.outstanding(), grant.reclaimed_total};
}

Status MemoryServerInventory::free_outstanding(const port::Holder& holder, const SlotUnits& units,
                                               std::int32_t MemorySite::Grant::* total) {
  if (Status writable = may_write(units); !writable) {
    return writable;
  }
  const auto grant = site_.grants.find({holder, units.slot});
  if (grant == site_.grants.end() || grant->second.outstanding() < units.units) {
    return sold_out(units, "the device's grant");
  }
  grant->second.*total += units.units;
  inventory::Capacity* count = capacity(units.slot);
  CHECK(count != nullptr && count->granted >= units.units);
  count->granted -= units.units;
  sink(units.slot);
  return done();
}

Status MemoryServerInventory::return_grant(const port::Holder& holder, const SlotUnits& units) {
  return free_outstanding(holder, units, &MemorySite::Grant::returned_total);
}

Status MemoryServerInventory::reclaim_grant(const port::Holder& holder, const SlotUnits& units) {
  return free_outstanding(holder, units, &MemorySite::Grant::reclaimed_total);
}

Status MemoryServerInventory::consume_reclaimed(const port::Holder& holder,
                                                const SlotUnits& units) {
  if (Status writable = may_write(units); !writable) {
    return writable;
  }
  const auto grant = site_.grants.find({holder, units.slot});
  if (grant == site_.grants.end() || grant->second.reclaimed_total < units.units) {
    return sold_out(units, "what was taken back");
  }
  grant->second.reclaimed_total -= units.units;
  grant->second.consumed_total += units.units;
  return done();
}

Status MemoryServerInventory::sell(const SlotUnits& units) {
  if (Status writable = may_write(units); !writable) {
    return writable;
  }
  inventory::Capacity* count = capacity(units.slot);
  if (count == nullptr || count->free() < units.units) {
    return sold_out(units, "the site");
  }
  count->sold += units.units;
  return done();
}

Status MemoryServerInventory::release(const SlotUnits& units) {
  if (Status writable = may_write(units); !writable) {
    return writable;
  }
  inventory::Capacity* count = capacity(units.slot);
  if (count == nullptr || count->sold < units.units) {
    return fail(ErrorCode::out_of_range, "fewer units are sold");
  }
  count->sold -= units.units;
  sink(units.slot);
  return done();
}

}  // namespace lobby::tests
