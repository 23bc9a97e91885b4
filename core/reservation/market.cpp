// Counters by pool and stretch of days.
#include "core/reservation/market.h"

#include <algorithm>

namespace lobby::reservation {
namespace {

constexpr std::int32_t days_a_stretch = 32;

}  // namespace

std::int32_t SlotCounts::free(const inventory::Slot& slot) {
  const std::int32_t stretch = slot.date.days() / days_a_stretch;
  const auto [month, is_new] = months_.try_emplace({slot.pool, stretch});
  if (is_new) {
    const LocalDate first = LocalDate::from_days(stretch * days_a_stretch);
    const auto counted =
        work_.store.capacities(slot.pool, first, first.plus_days(days_a_stretch - 1));
    if (!counted) {
      failure_ = counted.error();
      return 0;
    }
    for (const auto& [at, count] : *counted) {
      month->second.emplace(at, std::max(0, count.free()));
    }
  }
  const auto found = month->second.find(slot);
  return found == month->second.end() ? 0 : found->second;
}

}  // namespace lobby::reservation
