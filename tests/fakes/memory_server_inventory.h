// Capacity and grants of the server's store in memory: the middle of its transactions.
// The thread that runs the transaction.
#pragma once

#include <utility>
#include <vector>

#include "tests/fakes/memory_server_audit.h"

namespace lobby::tests {

class MemoryServerInventory : public MemoryServerAudit {
 public:
  using Slot = inventory::Slot;
  using SlotUnits = inventory::SlotUnits;

  MemoryServerInventory(MemorySite& site, bool writable)
      : MemoryServerAudit(site), site_(site), writable_(writable) {}

  Status ensure_slots(const std::vector<Slot>& slots, std::int32_t capacity) override;
  Result<std::vector<std::pair<Slot, inventory::Capacity>>> capacities(const PoolId& pool,
                                                                       LocalDate first,
                                                                       LocalDate last) override;
  Status set_capacity(const Slot& slot, std::int32_t wanted, bool by_staff) override;
  Result<std::vector<std::int32_t>> grant_all(const port::Holder& holder,
                                              std::span<const SlotUnits> units) override;
  Result<std::vector<SlotUnits>> outstanding(const port::Holder& holder, const PoolId& pool,
                                             LocalDate first, LocalDate last) override;
  Result<bool> restore_grant(const port::Holder& holder, const SlotUnits& total) override;
  Status consume_grant(const port::Holder& holder, const SlotUnits& units) override;
  Result<port::Allotment> allotment(const port::Holder& holder, const Slot& slot) override;
  Result<std::vector<port::Allotment>> allotments(const Slot& slot) override;
  Status reclaim_grant(const port::Holder& holder, const SlotUnits& units) override;
  Status consume_reclaimed(const port::Holder& holder, const SlotUnits& units) override;
  Status return_grant(const port::Holder& holder, const SlotUnits& units) override;
  Status sell(const SlotUnits& units) override;
  Status release(const SlotUnits& units) override;

 protected:
  Status may_write() const {
    return writable_ ? done() : Status(fail(ErrorCode::read_only, "a write while reading"));
  }
  inventory::Capacity* capacity(const Slot& slot) {
    const auto found = site_.slots.find(slot);
    return found == site_.slots.end() ? nullptr : &found->second;
  }

  // Capacity above what is wanted sinks as far as it can.
  void sink(const Slot& slot);

  MemorySite& site_;

 private:
  Status may_write(const SlotUnits& units) const;
  // Outstanding units are free again, counted in `total`.
  Status free_outstanding(const port::Holder& holder, const SlotUnits& units,
                          std::int32_t MemorySite::Grant::* total);

  const bool writable_;
};

}  // namespace lobby::tests
