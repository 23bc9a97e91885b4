// The device's units round a guest: what can be offered, asking for more while the guest decides,
// giving back what nobody needs (protocol rules 5 to 7). The selling itself is in counter.h.
// UI thread.
#pragma once

#include <vector>

#include "core/base/result.h"
#include "core/catalog/catalog.h"
#include "core/device/counter.h"
#include "core/inventory/slot.h"

namespace lobby::device {

// How long a request for units is worth answering: as long as a guest takes to fill in a form.
inline constexpr Duration units_wanted_for = Duration::seconds(60);

// Balances of `pools` from `first` to `last`. A slot the server has not spoken of is as free as the
// catalogue says: it is asked for, never sold from. A device that may not confirm (may_confirm())
// has nothing free of its own.
Result<inventory::Availability> availability(port::DeviceStore& store,
                                             const catalog::Catalog& catalog,
                                             const std::vector<PoolId>& pools, LocalDate first,
                                             LocalDate last, const DeviceTime& now);

// What `demand` needs beyond what the device has. Errors: those of the store.
Result<std::vector<inventory::SlotUnits>> shortage(port::DeviceStore& store,
                                                   const std::vector<inventory::SlotUnits>& demand);

// Asks the server for what `demand` needs beyond the device's own; false when nothing is missing.
// The answer comes by the feed. Errors: those of the store.
Result<bool> request_units(const Counter& counter, const std::vector<inventory::SlotUnits>& demand,
                           const DeviceTime& time);

// Gives back what the device has from `today` on beyond what it may keep and what `needed` takes;
// false when that is nothing. Errors: those of the store.
Result<bool> return_surplus(const Counter& counter, const std::vector<inventory::SlotUnits>& needed,
                            LocalDate today, const DeviceTime& time);

}  // namespace lobby::device
