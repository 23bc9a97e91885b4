// The grid of a pool, what can be sold of it, and the standing allotment.
#include "core/inventory/slot.h"

#include <algorithm>
#include <cmath>

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

namespace {

// The first day of each step of lead, and the end of the last.
constexpr std::int32_t lead_begins[] = {0, 1, 2, 7, 60};
constexpr std::int32_t leads = std::size(lead_begins) - 1;

}  // namespace

std::int32_t lead_of(LocalDate sold_on, LocalDate date) {
  const std::int32_t days = date.days() - sold_on.days();
  std::int32_t lead = leads - 1;
  while (lead > 0 && days < lead_begins[lead]) {
    --lead;
  }
  return lead;
}

std::int32_t days_in_lead(std::int32_t lead) {
  const std::int32_t known = std::clamp(lead, 0, leads - 1);
  return lead_begins[known + 1] - lead_begins[known];
}

std::int32_t expected_units(std::int32_t units, std::int32_t lead, Duration outage) {
  if (units <= 0) {
    return 0;
  }
  const double weeks = static_cast<double>(outage.ms) / static_cast<double>(Duration::days(7).ms);
  const double mean = units * weeks / days_in_lead(lead);
  return static_cast<std::int32_t>(std::ceil(mean + 2 * std::sqrt(mean)));
}

std::int32_t standing_of(const catalog::Pool& pool, const Capacity& capacity, std::int32_t kiosks,
                         std::int32_t expected) {
  if (pool.standing_per_device == 0) {
    return 0;
  }
  const std::int32_t share = (capacity.wanted - capacity.sold) / std::max(1, kiosks);
  return std::clamp(std::max(pool.standing_per_device, expected), 0, std::max(0, share));
}

std::int32_t top_up(std::int32_t standing, const Capacity& capacity, std::int32_t held_by_device) {
  return std::clamp(standing - held_by_device, 0, std::max(0, capacity.free()));
}

}  // namespace lobby::inventory
