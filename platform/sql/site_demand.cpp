// What the kiosks of one site sold lately (protocol rule 7).
// The thread that runs the closure.
#include "platform/sql/changed.h"
#include "platform/sql/site_transaction.h"

namespace lobby::sql {

Status SiteTransaction::add_demand(DeviceId kiosk, LocalDate day, const port::Demand& sold) {
  return ran(session_.run(
      "INSERT INTO demand (site_id, device_id, day, pool_id, start_minute, lead, units)"
      " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)"
      " ON CONFLICT (site_id, device_id, day, pool_id, start_minute, lead) DO UPDATE"
      " SET units = demand.units + excluded.units",
      site_, kiosk, day, sold.pool, sold.start_minute, sold.lead, sold.units));
}

Result<std::vector<port::Demand>> SiteTransaction::demand(DeviceId kiosk, LocalDate first_day) {
  return collect(
      session_.select("SELECT pool_id, start_minute, lead, CAST(sum(units) AS BIGINT) FROM demand"
                      " WHERE site_id = ?1 AND device_id = ?2 AND day >= ?3"
                      " GROUP BY pool_id, start_minute, lead ORDER BY pool_id, start_minute, lead",
                      site_, kiosk, first_day),
      [](Row& row) {
        return port::Demand{row.slug<PoolId>(0), row.integer32(1), row.integer32(2),
                            row.integer32(3)};
      });
}

Status SiteTransaction::forget_demand(DeviceId kiosk, LocalDate before) {
  return ran(session_.run("DELETE FROM demand WHERE site_id = ?1 AND device_id = ?2 AND day < ?3",
                          site_, kiosk, before));
}

}  // namespace lobby::sql
