// Units from the grant, from free capacity, or none and a conflict.
#include <algorithm>
#include <map>

#include "core/service/order.h"
#include "core/service/units.h"

namespace lobby::service {
namespace {

using booking::Booking;
using inventory::Slot;
using inventory::SlotUnits;

// Names the first slot that the device's outstanding grants do not cover.
Result<std::optional<SlotUnits>> first_shortage(const Order& order,
                                                const std::vector<SlotUnits>& demand) {
  std::map<PoolId, std::pair<LocalDate, LocalDate>> ranges;
  for (const SlotUnits& need : demand) {
    auto& range = ranges.try_emplace(need.slot.pool, need.slot.date, need.slot.date).first->second;
    range.second = std::max(range.second, need.slot.date);
  }
  std::map<Slot, std::int32_t> held;
  for (const auto& [pool, range] : ranges) {
    Result<std::vector<SlotUnits>> outstanding =
        order.work.store.outstanding(order.holder(), pool, range.first, range.second);
    if (!outstanding) {
      return outstanding.error();
    }
    for (const SlotUnits& units : *outstanding) {
      held[units.slot] = units.units;
    }
  }
  for (const SlotUnits& need : demand) {
    if (held[need.slot] < need.units) {
      return std::optional(need);
    }
  }
  return std::optional<SlotUnits>();
}

// What its standing allotment is reckoned from (protocol rule 7).
Status note_demand(const Order& order, const SlotUnits& sold) {
  const LocalDate day = order.work.office.zone.to_local(stated_time(order)).date;
  const Slot& slot = sold.slot;
  return order.work.store.add_demand(
      order.device.id, day,
      {slot.pool, slot.start_minute, inventory::lead_of(day, slot.date), sold.units});
}

Status consume(const Order& order, const std::vector<SlotUnits>& demand) {
  for (const SlotUnits& need : demand) {
    Status taken = order.work.store.consume_grant(order.holder(), need);
    if (!taken && taken.error().code == ErrorCode::sold_out) {
      // It was there a moment ago: another transaction came between. All runs again.
      return fail(ErrorCode::unavailable, taken.error().detail);
    }
    if (!taken) {
      return taken;
    }
    order.touched.sold.insert(need.slot);
    if (Status noted = note_demand(order, need); !noted) {
      return noted;
    }
  }
  return done();
}

// Takes a whole demand from free capacity, or nothing: false where some unit is not free.
Result<bool> sell_from_free(const Order& order, const std::vector<SlotUnits>& demand) {
  for (const SlotUnits& need : demand) {
    Result<inventory::Capacity> count = capacity_of(order.work, need.slot);
    if (!count) {
      return count.error();
    }
    if (count->free() < need.units) {
      return false;
    }
  }
  for (const SlotUnits& need : demand) {
    Status sold = order.work.store.sell(need);
    if (!sold && sold.error().code == ErrorCode::sold_out) {
      return fail(ErrorCode::unavailable, sold.error().detail);  // as in consume()
    }
    if (!sold) {
      return sold.error();
    }
    order.touched.freed.insert(need.slot);
  }
  return true;
}

// The guest was told "confirmed" and has no unit.
Result<Decision> open_conflict(const Order& order, const Booking& booking,
                               const std::string& sale) {
  const Error conflict =
      fail(ErrorCode::sold_out, sale + " and no unit is free for it; find the guest a place");
  port::Conflict opened;
  opened.booking = booking.id;
  opened.device = order.device.id;
  opened.opened_at = order.work.now;
  opened.reason = conflict.detail;
  opened.owner = first_owner;
  if (Status added = order.work.store.add_conflict(opened); !added) {
    return added.error();
  }
  return Decision::noticed(conflict);
}

// The device sends it again where the server only does not know yet what is free.
Result<Decision> undecided(const Error& why) {
  return why.code == ErrorCode::unavailable ? Result<Decision>(Decision::postponed(why)) : why;
}

// The guest was told "confirmed" in an epoch that is closed.
Result<Decision> take_late(const Order& order, const Booking& booking) {
  if (const Status known = knows_what_is_free(order.work.store); !known) {
    return undecided(known.error());
  }
  const std::string sale = "booking " + booking.code.text() + " was confirmed by " +
                           order.device.name + " in its closed epoch " +
                           std::to_string(order.operation.epoch);
  Result<bool> sold = sell_from_free(order, booking.demand);
  if (!sold) {
    return sold.error();
  }
  if (*sold) {
    return Decision::noticed(
        fail(ErrorCode::expired, sale + "; units were free and are taken, the guest is safe"));
  }
  return open_conflict(order, booking, sale);
}

// Counts what the device sold of a slot, `back` units of which had been taken back from it, as
// consumed; as sold too where the booking gets its units.
Status take_in_part(const Order& order, const SlotUnits& need, std::int32_t back, bool gets_units) {
  port::ServerTransaction& store = order.work.store;
  order.touched.freed.insert(need.slot);
  if (need.units > back) {
    const SlotUnits own{need.slot, need.units - back};
    Status consumed = store.consume_grant(order.holder(), own);
    if (consumed && !gets_units) {
      consumed = store.release(own);
    }
    if (!consumed) {
      return consumed;
    }
  }
  if (back == 0) {
    return done();
  }
  const SlotUnits taken_back{need.slot, back};
  if (Status consumed = store.consume_reclaimed(order.holder(), taken_back); !consumed) {
    return consumed;
  }
  if (Status sold = gets_units ? store.sell(taken_back) : done(); !sold) {
    return sold;
  }
  return tell_reclaimed(order.work, order.holder(), need.slot);
}

// Sold by a kiosk that was silent for so long that units were taken back from it (rule 9,
// reclaim_after): it kept to its grant, so its epoch stands. Free units become its own again, else
// the sale is in conflict. Nothing where that does not explain the shortage.
Result<std::optional<Decision>> take_reclaimed(const Order& order, const Booking& booking) {
  bool free = true;
  std::vector<std::int32_t> taken_back;  // of each need
  for (const SlotUnits& need : booking.demand) {
    const Result<port::Allotment> held = order.work.store.allotment(order.holder(), need.slot);
    const Result<inventory::Capacity> count = capacity_of(order.work, need.slot);
    if (!held || !count) {
      return held ? count.error() : held.error();
    }
    const std::int32_t missing = std::max(0, need.units - held->outstanding);
    if (missing > held->reclaimed) {
      return std::optional<Decision>();
    }
    free = free && (missing == 0 || count->free() >= missing);
    taken_back.push_back(missing);
  }
  if (const Status known = knows_what_is_free(order.work.store); !known) {
    const Result<Decision> later = undecided(known.error());
    return later ? Result<std::optional<Decision>>(*later) : later.error();
  }
  const std::string sale = "booking " + booking.code.text() + " was confirmed by " +
                           order.device.name + " from units taken back while it was silent";
  for (std::size_t index = 0; index < booking.demand.size(); ++index) {
    const Status taken = take_in_part(order, booking.demand[index], taken_back[index], free);
    if (!taken) {
      return taken.error();
    }
  }
  if (!free) {
    const Result<Decision> conflict = open_conflict(order, booking, sale);
    return conflict ? Result<std::optional<Decision>>(*conflict) : conflict.error();
  }
  return std::optional(Decision::noticed(
      fail(ErrorCode::expired, sale + "; units were free and are taken, the guest is safe")));
}

}  // namespace

UtcTime stated_time(const Order& order) {
  const UtcTime stated =
      order.operation.device_time + order.operation.clock_offset.value_or(Duration{});
  return std::clamp(stated, UtcTime{0}, order.work.now);
}

Result<Decision> take_units(const Order& order, const Booking& booking) {
  if (order.late) {
    return take_late(order, booking);
  }
  Result<std::optional<SlotUnits>> shortage = first_shortage(order, booking.demand);
  if (!shortage) {
    return shortage.error();
  }
  if (shortage->has_value()) {
    const Result<std::optional<Decision>> taken_back = take_reclaimed(order, booking);
    if (!taken_back || *taken_back) {
      return taken_back ? Result<Decision>(**taken_back) : taken_back.error();
    }
    const SlotUnits& need = **shortage;
    return Decision::beyond_grant(
        fail(ErrorCode::device_fenced,
             order.device.name + " confirmed booking " + booking.code.text() +
                 " beyond its allotment of " + inventory::to_string(need.slot) + " (" +
                 std::to_string(need.units) + " needed): its epoch is closed"));
  }
  if (Status taken = consume(order, booking.demand); !taken) {
    return taken.error();
  }
  return Decision::applied();
}

}  // namespace lobby::service
