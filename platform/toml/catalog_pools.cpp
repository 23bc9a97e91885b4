// The resource pools of a catalogue: grids, opening hours, closed days and maintenance.
#include "platform/toml/catalog_tables.h"

namespace lobby::toml {
namespace {

catalog::OpeningHours read_hours(Table& table) {
  return {table.choices_or_none<catalog::OpenDay>(
              "days", &catalog::open_day_from,
              "monday, tuesday, wednesday, thursday, friday, saturday, sunday, holiday"),
          table.minute_or("opens", 0), table.minute_or("closes", minutes_per_day)};
}

catalog::Maintenance read_maintenance(Table& table) {
  return {read_days(table), table.minute_or("from", 0), table.minute_or("to", minutes_per_day),
          table.integer_or("units", 0)};
}

}  // namespace

catalog::Pool read_pool(Table& table) {
  catalog::Pool pool;
  pool.id = table.slug<PoolId>("id");
  pool.name = read_text(table, "name");
  pool.capacity = table.integer("capacity");
  pool.cell_minutes = table.integer_or("cell_minutes", pool.cell_minutes);
  pool.opens_minute = table.minute_or("opens", pool.opens_minute);
  pool.closes_minute = table.minute_or("closes", pool.closes_minute);
  pool.standing_per_device = table.integer("standing_per_device");
  pool.few_left = table.integer_or("few_left", 0);
  pool.reclaim_after_hours = table.integer_or("reclaim_after_hours", pool.reclaim_after_hours);
  pool.kind = table.choice_or("kind", pool.kind, &catalog::pool_kind_from,
                              "room, hall, table, equipment, staff, vehicle, place");
  pool.state =
      table.choice_or("state", pool.state, &catalog::pool_state_from, "in_service, out_of_order");
  table.each_or_none("hours", false,
                     [&](Table& entry) { pool.hours.push_back(read_hours(entry)); });
  table.each_or_none("closed", false,
                     [&](Table& entry) { pool.closed.push_back(read_days(entry)); });
  table.each_or_none("maintenance", false,
                     [&](Table& entry) { pool.maintenance.push_back(read_maintenance(entry)); });
  return pool;
}

}  // namespace lobby::toml
