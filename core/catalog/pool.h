// A resource pool: interchangeable units on a grid of cells, and how many of them are offered when:
// opening hours, closed days, maintenance. Part of the catalogue. Any thread.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "core/base/id.h"
#include "core/base/time.h"
#include "core/catalog/local_text.h"
#include "core/catalog/rates.h"

namespace lobby::catalog {

struct Site;

enum class PoolKind : std::uint8_t { room, hall, table, equipment, staff, vehicle, place };
std::string_view name_of(PoolKind kind);
std::optional<PoolKind> pool_kind_from(std::string_view name);

enum class PoolState : std::uint8_t { in_service, out_of_order };
std::string_view name_of(PoolState state);
std::optional<PoolState> pool_state_from(std::string_view name);

// In the order of Weekday; holiday: what the site's calendar calls holiday or peak.
enum class OpenDay : std::uint8_t {
  monday,
  tuesday,
  wednesday,
  thursday,
  friday,
  saturday,
  sunday,
  holiday,
};
inline constexpr std::size_t open_day_count = 8;
std::optional<OpenDay> open_day_from(std::string_view name);

// When the pool is open on some days of the week. Where one entry names holidays, they follow it
// and not their weekday.
struct OpeningHours {
  std::vector<OpenDay> days;
  std::int32_t opens_minute = 0;
  std::int32_t closes_minute = 1440;
  bool operator==(const OpeningHours&) const = default;
};

// Units that cannot be used between two minutes of each of some days.
struct Maintenance {
  DateRange days;
  std::int32_t start_minute = 0;
  std::int32_t end_minute = 1440;
  std::int32_t units = 0;  // 0: all
  bool operator==(const Maintenance&) const = default;
};

// Nights and days are cells of 1440 minutes starting at 0; smaller cells fill opens..closes.
struct Pool {
  PoolId id;
  LocalText name;
  std::int32_t capacity = 0;  // units per cell
  std::int32_t cell_minutes = 1440;
  std::int32_t opens_minute = 0;  // of the day
  std::int32_t closes_minute = 1440;
  std::int32_t standing_per_device = 0;  // units a kiosk keeps to sell from
  std::int32_t few_left = 0;             // at or below this the guest is told how many are left
  // Units of a kiosk that was silent for as long may go to others (protocol rule 9); 0: never.
  std::int32_t reclaim_after_hours = 0;
  PoolKind kind = PoolKind::room;
  PoolState state = PoolState::in_service;
  std::vector<OpeningHours> hours{};  // empty: opens..closes every day
  std::vector<DateRange> closed{};
  std::vector<Maintenance> maintenance{};
  bool operator==(const Pool&) const = default;
};

// Units of the cell that begins at `start_minute` of `date` which the house offers, sold or not:
// the capacity, less what is in maintenance; none while the pool is out of order or closed.
std::int32_t units_offered(const Site& site, const Pool& pool, LocalDate date,
                           std::int32_t start_minute);

}  // namespace lobby::catalog
