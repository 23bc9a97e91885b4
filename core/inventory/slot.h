// Slots and units. A slot is one cell of a pool's grid on one day; a demand is what a booking
// needs, in ascending slot order, and is all or nothing (protocol rule 3).
// Any thread.
#pragma once

#include <algorithm>
#include <compare>
#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "core/base/id.h"
#include "core/base/result.h"
#include "core/base/time.h"
#include "core/catalog/catalog.h"

namespace lobby::inventory {

struct Slot {
  PoolId pool;
  LocalDate date;
  std::int32_t start_minute = 0;  // of the day; 0 for nights and whole days

  auto operator<=>(const Slot&) const = default;
};

// "king-room 2026-12-11", "hall 2026-12-09 14:00"
std::string to_string(const Slot& slot);

struct SlotUnits {
  Slot slot;
  std::int32_t units = 0;

  auto operator<=>(const SlotUnits&) const = default;
};

// A device's balance in one slot: granted to it by the server, sold and given back by it.
// sold + returned <= granted. `elsewhere` is what the site had free beside this device's own when
// the server last said so; it is told to guests as "few left" and never sold from. `standing` is
// what the device may keep when no guest needs it.
struct Balance {
  std::int32_t granted = 0;
  std::int32_t sold = 0;
  std::int32_t elsewhere = 0;
  std::int32_t returned = 0;
  std::int32_t standing = 0;
  std::int32_t reclaimed = 0;  // taken back by the server while the device was silent

  std::int32_t free() const { return std::max(0, granted - sold - returned - reclaimed); }
  bool operator==(const Balance&) const = default;
};

struct SlotBalance {
  Slot slot;
  Balance balance;

  bool operator==(const SlotBalance&) const = default;
};

// The server's count in one slot. sold + granted <= capacity (invariant I1); `granted` is what
// devices hold and have not yet reported sold. `wanted` is what staff want sold at most: where that
// is less than is sold or granted already, the capacity sinks to it as units come back.
struct Capacity {
  std::int32_t capacity = 0;
  std::int32_t sold = 0;
  std::int32_t granted = 0;
  std::int32_t wanted = capacity;
  bool by_staff = false;  // set by hand: a change of the catalogue leaves it

  std::int32_t free() const { return wanted - sold - granted; }
  bool operator==(const Capacity&) const = default;
};

// Every slot of `pool` on `date`, ascending.
std::vector<Slot> slots_on(const catalog::Pool& pool, LocalDate date);

// The cells of `pool` that [start_minute, end_minute) of `date` covers.
// REQUIRES: the range lies on the pool's grid (validate() holds that for blocks).
std::vector<Slot> slots_between(const catalog::Pool& pool, LocalDate date,
                                std::int32_t start_minute, std::int32_t end_minute);

// What a device can sell, slot by slot, and what the whole site seems to have left.
struct Availability {
  std::map<Slot, Balance> balances;

  // Bookings of this demand that the device's own units cover; 0 when a slot is unknown.
  std::int32_t sellable(const std::vector<SlotUnits>& demand) const;
  // The same with what is free elsewhere: the number a guest may be told.
  std::int32_t left(const std::vector<SlotUnits>& demand) const;
  bool operator==(const Availability&) const = default;
};

// How far ahead something is sold, in steps: 0 the same day, 1 the next, 2 within a week, 3 later.
std::int32_t lead_of(LocalDate sold_on, LocalDate date);
// How many days ahead that step covers; the last is taken to end after 60.
std::int32_t days_in_lead(std::int32_t lead);
// Units a kiosk should have of one slot to sell through `outage` where it sold `units` in a week of
// slots like it: the mean and two standard deviations of a Poisson distribution, rounded up.
std::int32_t expected_units(std::int32_t units, std::int32_t lead, Duration outage);
// The standing allotment of one kiosk in a slot: what the catalogue says, or what is `expected` to
// be sold in an outage where that is more, but never more than its share of what is not sold. 0 for
// a pool that is held only while a guest decides (protocol rule 7).
std::int32_t standing_of(const catalog::Pool& pool, const Capacity& capacity, std::int32_t kiosks,
                         std::int32_t expected);
// How many units a device should be given so that it holds `standing` again: never more than is
// free.
std::int32_t top_up(std::int32_t standing, const Capacity& capacity, std::int32_t held_by_device);

}  // namespace lobby::inventory
