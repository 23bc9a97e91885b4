// Names of kinds and states, and how many units are offered when.
#include "core/catalog/pool.h"

#include <algorithm>

#include "core/base/text.h"
#include "core/catalog/catalog.h"

namespace lobby::catalog {
namespace {

constexpr std::string_view pool_kinds[] = {"room",  "hall",    "table", "equipment",
                                           "staff", "vehicle", "place"};
constexpr std::string_view pool_states[] = {"in_service", "out_of_order"};
constexpr std::string_view open_days[] = {"monday", "tuesday",  "wednesday", "thursday",
                                          "friday", "saturday", "sunday",    "holiday"};
static_assert(std::size(open_days) == open_day_count);

bool names(const OpeningHours& hours, OpenDay day) {
  return std::ranges::find(hours.days, day) != hours.days.end();
}

// The day whose hours hold on a date.
OpenDay open_day(const Site& site, const Pool& pool, LocalDate date) {
  const DateKind kind = date_kind(site, date);
  const bool holiday = kind == DateKind::holiday || kind == DateKind::peak;
  const bool has_own = std::ranges::any_of(
      pool.hours, [](const OpeningHours& hours) { return names(hours, OpenDay::holiday); });
  return holiday && has_own ? OpenDay::holiday : static_cast<OpenDay>(date.weekday());
}

bool is_open(const Site& site, const Pool& pool, LocalDate date, std::int32_t start_minute) {
  if (std::ranges::any_of(pool.closed,
                          [&](const DateRange& days) { return days.contains(date); })) {
    return false;
  }
  if (pool.hours.empty()) {
    return true;
  }
  const OpenDay day = open_day(site, pool, date);
  return std::ranges::any_of(pool.hours, [&](const OpeningHours& hours) {
    return names(hours, day) && hours.opens_minute <= start_minute &&
           start_minute + pool.cell_minutes <= hours.closes_minute;
  });
}

}  // namespace

std::string_view name_of(PoolKind kind) {
  return pool_kinds[static_cast<std::size_t>(kind)];
}
std::optional<PoolKind> pool_kind_from(std::string_view name) {
  return enum_from<PoolKind>(pool_kinds, name);
}

std::string_view name_of(PoolState state) {
  return pool_states[static_cast<std::size_t>(state)];
}
std::optional<PoolState> pool_state_from(std::string_view name) {
  return enum_from<PoolState>(pool_states, name);
}

std::optional<OpenDay> open_day_from(std::string_view name) {
  return enum_from<OpenDay>(open_days, name);
}

std::int32_t units_offered(const Site& site, const Pool& pool, LocalDate date,
                           std::int32_t start_minute) {
  if (pool.state == PoolState::out_of_order || !is_open(site, pool, date, start_minute)) {
    return 0;
  }
  std::int32_t units = pool.capacity;
  for (const Maintenance& work : pool.maintenance) {
    if (work.days.contains(date) && start_minute < work.end_minute &&
        work.start_minute < start_minute + pool.cell_minutes) {
      units -= work.units == 0 ? pool.capacity : work.units;
    }
  }
  return std::max(0, units);
}

}  // namespace lobby::catalog
