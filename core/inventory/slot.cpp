// The grid of a pool, what can be sold of it, and the standing allotment.
#include "core/inventory/slot.h"

#include <algorithm>

#include "core/base/limits.h"

namespace lobby::inventory {

std::string to_string(const Slot& slot) {
  std::string text = slot.pool.text() + " " + slot.date.text();
  if (slot.start_minute != 0) {
    text += " " + clock_text(slot.start_minute);
  }
  return text;
}

std::vector<Slot> slots_between(const catalog::Pool& pool, LocalDate date,
                                std::int32_t start_minute, std::int32_t end_minute) {
  CHECK(pool.cell_minutes > 0);
  std::vector<Slot> slots;
  for (std::int32_t minute = start_minute; minute < end_minute; minute += pool.cell_minutes) {
    slots.push_back({pool.id, date, minute});
  }
  return slots;
}

std::vector<Slot> slots_on(const catalog::Pool& pool, LocalDate date) {
  return slots_between(pool, date, pool.opens_minute, pool.closes_minute);
}

namespace {

std::int32_t tightest(const Availability& availability, const std::vector<SlotUnits>& demand,
                      bool with_elsewhere) {
  std::int32_t bookings = demand.empty() ? 0 : limits::capacity_max;
  for (const SlotUnits& need : demand) {
    const auto found = availability.balances.find(need.slot);
    if (found == availability.balances.end()) {
      return 0;
    }
    const Balance& balance = found->second;
    const std::int32_t free = balance.free() + (with_elsewhere ? balance.elsewhere : 0);
    bookings = std::min(bookings, free / std::max(1, need.units));
  }
  return bookings;
}

}  // namespace

std::int32_t Availability::sellable(const std::vector<SlotUnits>& demand) const {
  return tightest(*this, demand, false);
}

std::int32_t Availability::left(const std::vector<SlotUnits>& demand) const {
  return tightest(*this, demand, true);
}

std::int32_t standing_of(const catalog::Pool& pool, const Capacity& capacity, std::int32_t kiosks) {
  const std::int32_t share = (capacity.capacity - capacity.sold) / std::max(1, kiosks);
  return std::min(pool.standing_per_device, share);
}

std::int32_t top_up(std::int32_t standing, const Capacity& capacity, std::int32_t held_by_device) {
  return std::clamp(standing - held_by_device, 0, std::max(0, capacity.free()));
}

}  // namespace lobby::inventory
