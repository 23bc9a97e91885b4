// The device's units: what it has, what it asks for, what it gives back.
#include <variant>

#include "core/base/limits.h"
#include "platform/sqlite/device_store.h"

namespace lobby::sqlite {
namespace {

// From column 3 on.
inventory::Balance balance_of(Query& row) {
  return {row.integer32(3), row.integer32(4), row.integer32(5),
          row.integer32(6), row.integer32(7), row.integer32(8)};
}

inventory::SlotBalance slot_balance_of(Query& row) {
  return {{row.slug<PoolId>(0), row.date(1), row.integer32(2)}, balance_of(row)};
}

}  // namespace

Result<std::vector<inventory::SlotBalance>> DeviceStore::balances(const PoolId& pool,
                                                                  LocalDate first_date,
                                                                  LocalDate last_date) {
  const auto lock = enter("reading the allotments");
  return collect(database_->query("SELECT pool_id, date, start_minute, granted, sold, elsewhere,"
                                  " returned, standing, reclaimed FROM balances"
                                  " WHERE pool_id = ?1 AND date BETWEEN ?2 AND ?3"
                                  " ORDER BY date, start_minute",
                                  pool, first_date, last_date),
                 &slot_balance_of);
}

Result<std::vector<inventory::SlotBalance>> DeviceStore::surplus(LocalDate first_date) {
  const auto lock = enter("looking for surplus units");
  // Left alone, SQLite takes the table, which is in the wanted order, and reads all of it.
  return collect(
      database_->query("SELECT pool_id, date, start_minute, granted, sold, elsewhere,"
                       " returned, standing, reclaimed FROM balances INDEXED BY balances_surplus"
                       " WHERE standing < granted - sold - returned - reclaimed AND date >= ?1"
                       " ORDER BY pool_id, date, start_minute",
                       first_date),
      &slot_balance_of);
}

Result<std::vector<inventory::SlotUnits>> DeviceStore::granted_totals() {
  const auto lock = enter("reading what was granted");
  return collect(database_->query("SELECT pool_id, date, start_minute, granted FROM balances"
                                  " WHERE granted > 0 ORDER BY pool_id, date, start_minute"),
                 [](Query& row) {
                   return inventory::SlotUnits{{row.slug<PoolId>(0), row.date(1), row.integer32(2)},
                                               row.integer32(3)};
                 });
}

Status DeviceStore::commit_units(const port::NewOperation& operation) {
  const auto* returned = std::get_if<protocol::ReturnUnits>(&operation.payload);
  CHECK(returned != nullptr || std::holds_alternative<protocol::RequestUnits>(operation.payload));
  return write("committing units", [&]() -> Status {
    const Result<port::DeviceIdentity> device = enrolled();
    if (!device) {
      return device.error();
    }
    if (const Result<std::int64_t> position = append(operation, *device); !position) {
      return position.error();
    }
    return returned != nullptr ? give_back(returned->units) : done();
  });
}

Status DeviceStore::give_back(const std::vector<inventory::SlotUnits>& units) {
  for (const auto& [slot, count] : units) {
    const Result<std::int64_t> changed = database_->run(
        "UPDATE balances SET returned = returned + ?4"
        " WHERE pool_id = ?1 AND date = ?2 AND start_minute = ?3"
        " AND granted - sold - returned - reclaimed >= ?4",
        slot.pool, slot.date, slot.start_minute, count);
    if (!changed) {
      return changed.error();
    }
    if (*changed == 0) {
      return fail(ErrorCode::sold_out, "this device has not " + std::to_string(count) + " of " +
                                           to_string(slot) + " to give back");
    }
  }
  return done();
}

}  // namespace lobby::sqlite
