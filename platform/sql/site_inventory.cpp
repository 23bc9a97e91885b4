// Capacity and grants of one site (protocol rules 3 and 4).
#include <algorithm>
#include <array>

#include "core/base/limits.h"
#include "platform/sql/changed.h"
#include "platform/sql/many_rows.h"
#include "platform/sql/site_transaction.h"

namespace lobby::sql {
namespace {

Status check_units(const inventory::SlotUnits& units) {
  if (units.units > 0 && units.units <= limits::capacity_max) {
    return done();
  }
  return fail(ErrorCode::out_of_range, std::to_string(units.units) + " units of " +
                                           to_string(units.slot) + " make no sense; 1 to " +
                                           std::to_string(limits::capacity_max) + " do");
}

Error sold_out(const inventory::SlotUnits& units, std::string_view whose) {
  return fail(ErrorCode::sold_out, std::string(whose) + " has not " + std::to_string(units.units) +
                                       " left of " + to_string(units.slot));
}

// A new site has thousands of slots, and its writers wait while they are made.
// ?1 the site, ?2 the capacity, then pool, date and minute of each row. Kept for the program's
// life, as a literal is.
const ManyRows& insert_slots() {
  static const ManyRows sql([](std::size_t rows) {
    return "INSERT INTO slots (site_id, pool_id, date, start_minute, capacity, sold, granted,"
           " wanted) SELECT ?1, given.column1, given.column2, given.column3, ?2, 0, 0, ?2 FROM " +
           given_rows(rows, 3, 3) + " WHERE true ON CONFLICT DO NOTHING";
  });
  return sql;
}

}  // namespace

Status SiteTransaction::ensure_slots(const std::vector<inventory::Slot>& slots,
                                     std::int32_t capacity) {
  if (capacity < 0 || capacity > limits::capacity_max) {
    return fail(ErrorCode::out_of_range,
                "a capacity of " + std::to_string(capacity) + " makes no sense");
  }
  for (std::size_t from = 0; from < slots.size(); from += rows_max) {
    const std::size_t rows = std::min(slots.size() - from, rows_max);
    std::vector<Value> values{value_of(site_), value_of(capacity)};
    for (std::size_t row = 0; row < row_count_for(rows); ++row) {
      // Filled up with the last slot: once more is as good as once.
      const inventory::Slot& slot = slots[std::min(from + row, slots.size() - 1)];
      values.insert(values.end(),
                    {value_of(slot.pool), value_of(slot.date), value_of(slot.start_minute)});
    }
    if (const auto added = session_.change(insert_slots().text(rows), values); !added) {
      return added.error();
    }
  }
  return done();
}

Result<std::vector<std::pair<inventory::Slot, inventory::Capacity>>> SiteTransaction::capacities(
    const PoolId& pool, LocalDate first_date, LocalDate last_date) {
  return collect(
      session_.select(
          "SELECT date, start_minute, capacity, sold, granted, wanted,"
          " by_staff FROM slots WHERE site_id = ?1 AND pool_id = ?2 AND date BETWEEN ?3 AND ?4"
          " ORDER BY date, start_minute",
          site_, pool, first_date, last_date),
      [&](Row& row) {
        return std::pair(inventory::Slot{pool, row.date(0), row.integer32(1)},
                         inventory::Capacity{row.integer32(2), row.integer32(3), row.integer32(4),
                                             row.integer32(5), row.integer(6) != 0});
      });
}

Status SiteTransaction::set_capacity(const inventory::Slot& slot, std::int32_t wanted,
                                     bool by_staff) {
  if (wanted < 0 || wanted > limits::capacity_max) {
    return fail(ErrorCode::out_of_range, "a capacity of " + std::to_string(wanted) +
                                             " makes no sense; 0 to " +
                                             std::to_string(limits::capacity_max) + " do");
  }
  return changed_or(
      session_.run("UPDATE slots SET wanted = ?5, by_staff = ?6, capacity ="
                   " CASE WHEN sold + granted > ?5 THEN sold + granted ELSE ?5 END"
                   " WHERE site_id = ?1 AND pool_id = ?2 AND date = ?3 AND start_minute = ?4",
                   site_, slot.pool, slot.date, slot.start_minute, wanted, by_staff),
      [&] { return fail(ErrorCode::not_found, "there is no slot " + to_string(slot)); });
}

Status SiteTransaction::sink(const inventory::Slot& slot) {
  return ran(session_.run(
      "UPDATE slots SET capacity = CASE WHEN sold + granted > wanted THEN sold + granted"
      " ELSE wanted END WHERE site_id = ?1 AND pool_id = ?2 AND date = ?3 AND start_minute = ?4"
      " AND capacity > wanted",
      site_, slot.pool, slot.date, slot.start_minute));
}

Result<std::vector<inventory::SlotUnits>> SiteTransaction::outstanding(const port::Holder& holder,
                                                                       const PoolId& pool,
                                                                       LocalDate first_date,
                                                                       LocalDate last_date) {
  return collect(
      session_.select("SELECT date, start_minute,"
                      " granted_total - consumed_total - reclaimed_total - returned_total"
                      " FROM allotments"
                      " WHERE site_id = ?1 AND device_id = ?2 AND epoch = ?3 AND pool_id = ?4"
                      " AND date BETWEEN ?5 AND ?6"
                      " AND granted_total > consumed_total + reclaimed_total + returned_total"
                      " ORDER BY date, start_minute",
                      site_, holder.device, holder.epoch, pool, first_date, last_date),
      [&](Row& row) {
        return inventory::SlotUnits{{pool, row.date(0), row.integer32(1)}, row.integer32(2)};
      });
}

Status SiteTransaction::free_granted(const inventory::SlotUnits& units) {
  const inventory::Slot& slot = units.slot;
  Status freed = changed_or(
      session_.run("UPDATE slots SET granted = granted - ?5 WHERE site_id = ?1 AND pool_id = ?2"
                   " AND date = ?3 AND start_minute = ?4 AND granted >= ?5",
                   site_, slot.pool, slot.date, slot.start_minute, units.units),
      [&] { return session_.damage("more granted than counted for " + to_string(slot)); });
  return freed ? sink(slot) : freed;
}

Status SiteTransaction::move_units(const port::Holder& holder, const inventory::SlotUnits& units,
                                   const char* sql) {
  if (Status sensible = check_units(units); !sensible) {
    return sensible;
  }
  const inventory::Slot& slot = units.slot;
  return changed_or(session_.run(sql, site_, holder.device, holder.epoch, slot.pool, slot.date,
                                 slot.start_minute, units.units),
                    [&] { return sold_out(units, "the device's grant"); });
}

Status SiteTransaction::reclaim(const port::Holder& holder) {
  auto held = collect(
      session_.select("SELECT pool_id, date, start_minute,"
                      " granted_total - consumed_total - reclaimed_total - returned_total"
                      " FROM allotments"
                      " WHERE site_id = ?1 AND device_id = ?2 AND epoch = ?3"
                      " AND granted_total > consumed_total + reclaimed_total + returned_total"
                      " ORDER BY pool_id, date, start_minute",
                      site_, holder.device, holder.epoch),
      [](Row& row) {
        return inventory::SlotUnits{{row.slug<PoolId>(0), row.date(1), row.integer32(2)},
                                    row.integer32(3)};
      });
  if (!held) {
    return held.error();
  }
  for (const inventory::SlotUnits& units : *held) {
    if (Status freed = free_granted(units); !freed) {
      return freed;
    }
  }
  return ran(
      session_.run("UPDATE allotments SET reclaimed_total ="
                   " granted_total - consumed_total - returned_total"
                   " WHERE site_id = ?1 AND device_id = ?2 AND epoch = ?3",
                   site_, holder.device, holder.epoch));
}

Result<bool> SiteTransaction::restore_grant(const port::Holder& holder,
                                            const inventory::SlotUnits& total) {
  const inventory::Slot& slot = total.slot;
  const auto known = first(
      session_.select("SELECT granted_total FROM allotments WHERE site_id = ?1"
                      " AND device_id = ?2 AND epoch = ?3 AND pool_id = ?4 AND date = ?5"
                      " AND start_minute = ?6",
                      site_, holder.device, holder.epoch, slot.pool, slot.date, slot.start_minute),
      [](Row& row) { return row.integer32(0); });
  if (!known) {
    return known.error();
  }
  const std::int32_t missing = total.units - known->value_or(0);
  if (missing <= 0) {
    return false;
  }
  const Result<std::int32_t> restored = grant(holder, {slot, missing});
  return restored ? Result<bool>(true) : restored.error();
}

Status SiteTransaction::consume_grant(const port::Holder& holder,
                                      const inventory::SlotUnits& units) {
  if (Status consumed = move_units(
          holder, units,
          "UPDATE allotments SET consumed_total = consumed_total + ?7"
          " WHERE site_id = ?1 AND device_id = ?2 AND epoch = ?3 AND pool_id = ?4"
          " AND date = ?5 AND start_minute = ?6"
          " AND granted_total - consumed_total - reclaimed_total - returned_total >= ?7");
      !consumed) {
    return consumed;
  }
  const inventory::Slot& slot = units.slot;
  return changed_or(
      session_.run("UPDATE slots SET sold = sold + ?5, granted = granted - ?5"
                   " WHERE site_id = ?1 AND pool_id = ?2 AND date = ?3 AND start_minute = ?4"
                   " AND granted >= ?5",
                   site_, slot.pool, slot.date, slot.start_minute, units.units),
      [&] { return session_.damage("more granted than counted for " + to_string(slot)); });
}

Result<std::vector<port::Allotment>> SiteTransaction::allotments(const inventory::Slot& slot) {
  return collect(
      session_.select("SELECT device_id, epoch, granted_total,"
                      " granted_total - consumed_total - reclaimed_total - returned_total,"
                      " reclaimed_total"
                      " FROM allotments WHERE site_id = ?1 AND pool_id = ?2 AND date = ?3"
                      " AND start_minute = ?4"
                      " AND granted_total > consumed_total + reclaimed_total + returned_total"
                      " ORDER BY device_id",
                      site_, slot.pool, slot.date, slot.start_minute),
      [](Row& row) {
        return port::Allotment{{row.id<DeviceId>(0), row.integer(1)},
                               row.integer32(2),
                               row.integer32(3),
                               row.integer32(4)};
      });
}

Result<port::Allotment> SiteTransaction::allotment(const port::Holder& holder,
                                                   const inventory::Slot& slot) {
  const auto found = first(
      session_.select("SELECT granted_total,"
                      " granted_total - consumed_total - reclaimed_total - returned_total,"
                      " reclaimed_total FROM allotments WHERE site_id = ?1 AND device_id = ?2"
                      " AND epoch = ?3 AND pool_id = ?4 AND date = ?5 AND start_minute = ?6",
                      site_, holder.device, holder.epoch, slot.pool, slot.date, slot.start_minute),
      [&](Row& row) {
        return port::Allotment{holder, row.integer32(0), row.integer32(1), row.integer32(2)};
      });
  if (!found) {
    return found.error();
  }
  return found->value_or(port::Allotment{holder});
}

Status SiteTransaction::return_grant(const port::Holder& holder,
                                     const inventory::SlotUnits& units) {
  Status returned =
      move_units(holder, units,
                 "UPDATE allotments SET returned_total = returned_total + ?7"
                 " WHERE site_id = ?1 AND device_id = ?2 AND epoch = ?3 AND pool_id = ?4"
                 " AND date = ?5 AND start_minute = ?6"
                 " AND granted_total - consumed_total - reclaimed_total - returned_total >= ?7");
  return returned ? free_granted(units) : returned;
}

Status SiteTransaction::reclaim_grant(const port::Holder& holder,
                                      const inventory::SlotUnits& units) {
  Status reclaimed =
      move_units(holder, units,
                 "UPDATE allotments SET reclaimed_total = reclaimed_total + ?7"
                 " WHERE site_id = ?1 AND device_id = ?2 AND epoch = ?3 AND pool_id = ?4"
                 " AND date = ?5 AND start_minute = ?6"
                 " AND granted_total - consumed_total - reclaimed_total - returned_total >= ?7");
  return reclaimed ? free_granted(units) : reclaimed;
}

Status SiteTransaction::consume_reclaimed(const port::Holder& holder,
                                          const inventory::SlotUnits& units) {
  return move_units(holder, units,
                    "UPDATE allotments SET reclaimed_total = reclaimed_total - ?7,"
                    " consumed_total = consumed_total + ?7"
                    " WHERE site_id = ?1 AND device_id = ?2 AND epoch = ?3 AND pool_id = ?4"
                    " AND date = ?5 AND start_minute = ?6 AND reclaimed_total >= ?7");
}

Status SiteTransaction::sell(const inventory::SlotUnits& units) {
  if (Status sensible = check_units(units); !sensible) {
    return sensible;
  }
  const inventory::Slot& slot = units.slot;
  const std::int32_t count = units.units;
  return changed_or(
      session_.run("UPDATE slots SET sold = sold + ?5 WHERE site_id = ?1 AND pool_id = ?2"
                   " AND date = ?3 AND start_minute = ?4 AND wanted - sold - granted >= ?5",
                   site_, slot.pool, slot.date, slot.start_minute, count),
      [&] { return sold_out(units, "the site"); });
}

Status SiteTransaction::release(const inventory::SlotUnits& units) {
  if (Status sensible = check_units(units); !sensible) {
    return sensible;
  }
  const inventory::Slot& slot = units.slot;
  const std::int32_t count = units.units;
  Status released = changed_or(
      session_.run("UPDATE slots SET sold = sold - ?5 WHERE site_id = ?1 AND pool_id = ?2"
                   " AND date = ?3 AND start_minute = ?4 AND sold >= ?5",
                   site_, slot.pool, slot.date, slot.start_minute, count),
      [&] {
        return fail(ErrorCode::out_of_range, "fewer than " + std::to_string(count) + " units of " +
                                                 to_string(slot) + " are sold");
      });
  return released ? sink(slot) : released;
}

}  // namespace lobby::sql
