// What can be had, from the counters of the slots: a search looks into them a month of a pool at a
// time, each once, and never at bookings. The thread that runs the transaction.
#pragma once

#include <map>
#include <optional>
#include <utility>

#include "core/booking/availability.h"
#include "core/service/work.h"

namespace lobby::reservation {

class SlotCounts {
 public:
  // Borrows the work.
  explicit SlotCounts(const service::Work& work) : work_(work) {}

  std::int32_t free(const inventory::Slot& slot);
  // Where the store failed a search has seen too little.
  const std::optional<Error>& failure() const { return failure_; }

 private:
  using Month = std::pair<PoolId, std::int32_t>;

  const service::Work& work_;
  std::map<Month, std::map<inventory::Slot, std::int32_t>> months_;
  std::optional<Error> failure_;
};

// Runs `search` on the market as the store has it. Errors: those of the store and of `search`.
template <class Search>
auto on_market(const service::Work& work, const Search& search)
    -> decltype(search(std::declval<const booking::Market&>())) {
  SlotCounts counts(work);
  const booking::FreeUnits free = [&](const inventory::Slot& slot) { return counts.free(slot); };
  auto found = search(booking::Market{work.office.catalog, work.office.zone, free, work.now});
  if (counts.failure()) {
    return *counts.failure();
  }
  return found;
}

}  // namespace lobby::reservation
