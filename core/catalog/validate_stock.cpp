// Checks departments, pools and add-ons: grids, hours, closed days, maintenance, stock and lead
// times.
#include <algorithm>
#include <array>

#include "core/base/limits.h"
#include "core/catalog/fault_list.h"

namespace lobby::catalog {
namespace {

constexpr std::int32_t reclaim_hours_max = 24 * 365;
constexpr std::int32_t lead_hours_max = 24 * limits::horizon_days_max;
constexpr std::size_t departments_max = 50;
constexpr std::size_t ranges_max = 100;

// The fields of a stretch of a day, as the file names them.
struct StretchNames {
  std::string_view from;
  std::string_view to;
};

void validate_stretch(std::int32_t start_minute, std::int32_t end_minute, StretchNames names,
                      const std::string& place, FaultList& faults) {
  const std::string from = place + "." + std::string(names.from);
  const std::string to = place + "." + std::string(names.to);
  faults.range(from, start_minute, 0, minutes_per_day - 1);
  faults.range(to, end_minute, 1, minutes_per_day);
  faults.require(start_minute < end_minute, to,
                 "is not after " + std::string(names.from) + "; exchange the times");
}

void validate_hours(const Pool& pool, const std::string& place, FaultList& faults) {
  faults.count(pool.hours, place + ".hours", open_day_count);
  std::array<bool, open_day_count> seen{};
  for (std::size_t index = 0; index < pool.hours.size(); ++index) {
    const OpeningHours& hours = pool.hours[index];
    const std::string at = numbered(place + ".hours", index);
    faults.require(!hours.days.empty(), at + ".days",
                   "is empty; name the days: [\"monday\", \"holiday\"]");
    for (const OpenDay day : hours.days) {
      bool& known = seen[static_cast<std::size_t>(day)];
      faults.require(!known, at + ".days", "names a day that has its hours already; remove one");
      known = true;
    }
    validate_stretch(hours.opens_minute, hours.closes_minute, {"opens", "closes"}, at, faults);
    faults.require(pool.cell_minutes != minutes_per_day ||
                       (hours.opens_minute == 0 && hours.closes_minute == minutes_per_day),
                   at + ".opens", "does not go with whole days; leave opens and closes out");
  }
}

void validate_times(const Pool& pool, const std::string& place, FaultList& faults) {
  validate_hours(pool, place, faults);
  faults.count(pool.closed, place + ".closed", ranges_max);
  for (std::size_t index = 0; index < pool.closed.size(); ++index) {
    faults.days(numbered(place + ".closed", index), pool.closed[index]);
  }
  faults.count(pool.maintenance, place + ".maintenance", ranges_max);
  for (std::size_t index = 0; index < pool.maintenance.size(); ++index) {
    const Maintenance& work = pool.maintenance[index];
    const std::string at = numbered(place + ".maintenance", index);
    faults.days(at, work.days);
    validate_stretch(work.start_minute, work.end_minute, {"from", "to"}, at, faults);
    faults.range(at + ".units", work.units, 0, pool.capacity);
  }
}

void validate_pool(const Pool& pool, const std::string& place, FaultList& faults) {
  faults.text(place + ".name", pool.name);
  faults.range(place + ".capacity", pool.capacity, 1, limits::capacity_max);
  faults.range(place + ".standing_per_device", pool.standing_per_device, 0, pool.capacity);
  faults.range(place + ".few_left", pool.few_left, 0, limits::capacity_max);
  faults.range(place + ".reclaim_after_hours", pool.reclaim_after_hours, 0, reclaim_hours_max);
  faults.range(place + ".cell_minutes", pool.cell_minutes, 5, minutes_per_day);
  faults.range(place + ".opens", pool.opens_minute, 0, minutes_per_day - 1);
  faults.range(place + ".closes", pool.closes_minute, 1, minutes_per_day);
  validate_times(pool, place, faults);
  const std::int32_t open_minutes = pool.closes_minute - pool.opens_minute;
  if (pool.cell_minutes == minutes_per_day) {
    faults.require(open_minutes == minutes_per_day, place + ".opens",
                   "does not go with whole days; leave opens and closes out, or set cell_minutes");
    return;
  }
  faults.require(open_minutes > 0, place + ".closes", "is not after opens; exchange the times");
  faults.require(pool.cell_minutes <= 0 || open_minutes % pool.cell_minutes == 0,
                 place + ".cell_minutes",
                 "does not divide the " + std::to_string(open_minutes) +
                     " minutes from opens to closes; choose one that does");
}

void validate_add_on_stock(const Catalog& catalog, const AddOn& add_on, const std::string& place,
                           FaultList& faults) {
  const Pool* pool = catalog.pool(add_on.stock->pool);
  faults.reference(pool != nullptr, place + ".pool", add_on.stock->pool.text(), "pools");
  faults.range(place + ".units", add_on.stock->units, 1, limits::capacity_max);
  if (pool == nullptr) {
    return;
  }
  faults.require(pool->cell_minutes == minutes_per_day, place + ".pool",
                 pool->id.text() +
                     " is sold by the hour; an add-on is taken by the day and needs a "
                     "pool with cell_minutes = 1440");
  const std::int64_t needed = std::int64_t{add_on.count_max} * add_on.stock->units;
  faults.require(needed <= pool->capacity, place + ".units",
                 "take up to " + std::to_string(needed) + " of the " +
                     std::to_string(pool->capacity) + " in " + pool->id.text() +
                     "; lower units or count_max, or raise the pool's capacity");
}

void validate_add_on(const Catalog& catalog, const AddOn& add_on, const std::string& place,
                     FaultList& faults) {
  faults.text(place + ".name", add_on.name);
  faults.text(place + ".price_unit", add_on.price_unit);
  faults.picture(place + ".picture", add_on.picture);
  faults.price(place + ".price", add_on.price);
  faults.range(place + ".count_max", add_on.count_max, 1,
               add_on.basis == AddOnBasis::once ? 1 : limits::add_on_count_max);
  faults.range(place + ".count_start", add_on.count_start, 1, std::max(1, add_on.count_max));
  faults.range(place + ".lead_hours", add_on.lead_hours, 0, lead_hours_max);
  if (add_on.stock) {
    validate_add_on_stock(catalog, add_on, place + ".stock", faults);
  }
  faults.reference(has_department(catalog, add_on.department), place + ".department",
                   add_on.department.text(), "departments");
}

}  // namespace

void validate_stock(const Catalog& catalog, FaultList& faults) {
  faults.count(catalog.departments, "departments", departments_max);
  faults.ids(catalog.departments, "departments");
  for (std::size_t index = 0; index < catalog.departments.size(); ++index) {
    const Department& department = catalog.departments[index];
    const std::string place = FaultList::place_of("departments", catalog.departments, index);
    faults.text(place + ".name", department.name);
    faults.range(place + ".lead_hours", department.lead_hours, 0, lead_hours_max);
  }
  faults.count(catalog.pools, "pools", limits::pools_max);
  faults.ids(catalog.pools, "pools");
  for (std::size_t index = 0; index < catalog.pools.size(); ++index) {
    validate_pool(catalog.pools[index], FaultList::place_of("pools", catalog.pools, index), faults);
  }
  faults.count(catalog.add_ons, "add_ons", limits::add_ons_max);
  faults.ids(catalog.add_ons, "add_ons");
  for (std::size_t index = 0; index < catalog.add_ons.size(); ++index) {
    validate_add_on(catalog, catalog.add_ons[index],
                    FaultList::place_of("add_ons", catalog.add_ons, index), faults);
  }
}

}  // namespace lobby::catalog
