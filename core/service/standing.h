// Standing allotments: what each kiosk holds to sell from when the network is down (protocol
// rule 7: pool.standing_per_device in every slot, or what it is expected to sell in an outage where
// that is more; never more than its share of what is left or than is free), and what kiosks are
// told of slots where little is left. Two moments fill them, so that a long poll rewrites nothing:
// a device is topped up over the whole horizon when it starts from cursor 0, on its first contact
// of a local day and after a new catalogue; and slot by slot in the batch that reports a sale. The
// thread that runs the transaction.
#pragma once

#include <map>
#include <optional>
#include <set>
#include <tuple>

#include "core/inventory/slot.h"
#include "core/service/work.h"

namespace lobby::service {

// What kiosks may keep of slots, for one transaction: the number of kiosks and what each sold in
// the last week are asked for once. Borrows the work.
class Standings {
 public:
  explicit Standings(const Work& work) : work_(work) {}
  // Nothing of a pool that the catalogue no longer has.
  Result<std::int32_t> of(const port::DeviceRecord& device, const inventory::Slot& slot,
                          const inventory::Capacity& count);

 private:
  // Pool, start and lead.
  using Sold = std::map<std::tuple<PoolId, std::int32_t, std::int32_t>, std::int32_t>;

  // In an outage, from what it sold of such slots.
  Result<std::int32_t> expected_by(DeviceId kiosk, const inventory::Slot& slot);

  const Work& work_;
  std::optional<std::int32_t> kiosks_;
  std::map<DeviceId, Sold> sold_;
};

// Whether this is the device's first contact of the local day.
bool new_day_for(const Work& work, const port::DeviceRecord& device);

// Makes the slots of every pool from today to its horizon where they are missing; those that staff
// have not set follow the catalogue's capacity.
Status ensure_horizon(const Work& work);

// Kiosks only; nothing happens for a desk.
Status top_up_horizon(const Work& work, const port::DeviceRecord& device);
Status top_up_slots(const Work& work, const port::DeviceRecord& device,
                    const std::set<inventory::Slot>& slots);

// Grants the units and tells the device its new total. REQUIRES: that many are free.
Status grant_and_tell(const Work& work, Standings& standings, const port::DeviceRecord& device,
                      const inventory::SlotUnits& units);

// Tells the device the total it was granted. `count` is what the slot has now.
Status tell_total(const Work& work, Standings& standings, const port::DeviceRecord& device,
                  const inventory::SlotUnits& total, const inventory::Capacity& count);

// Tells kiosks what is free in those of the slots where they need to know: little is left, or the
// pool is held only while guests decide.
Status tell_stock(const Work& work, const std::set<inventory::Slot>& slots);

// As staff want it: sets what may be sold of a slot, tells the kiosks that hold units what they may
// keep, and all what is free. Errors: not_found, out_of_range.
Status change_capacity(const Work& work, const inventory::Slot& slot, std::int32_t wanted);

// The device's epoch ends; what it held and has not reported sold is free again.
Status close_epoch(const Work& work, const port::DeviceRecord& device);

}  // namespace lobby::service
