// Conflicts of one site: guests who were told "confirmed" and have no unit (protocol rule 10).
// The thread that runs the closure.
#include "platform/sql/changed.h"
#include "platform/sql/site_transaction.h"

namespace lobby::sql {
namespace {

port::Conflict conflict_of(Row& row) {
  return {row.id<BookingId>(0), row.id<DeviceId>(1), row.time(2), row.text(3),
          row.or_null<UtcTime>(4)};
}

}  // namespace

Status SiteTransaction::add_conflict(const port::Conflict& conflict) {
  return changed_or(
      session_.run("INSERT INTO conflicts (site_id, booking_id, device_id, opened_at, reason,"
                   " resolved_at) VALUES (?1, ?2, ?3, ?4, ?5, ?6) ON CONFLICT DO NOTHING",
                   site_, conflict.booking, conflict.device, conflict.opened_at, conflict.reason,
                   conflict.resolved_at),
      [&] {
        return fail(ErrorCode::already_exists,
                    "booking " + conflict.booking.text() + " has a conflict already");
      });
}

Result<std::optional<port::Conflict>> SiteTransaction::conflict(BookingId booking) {
  return first(
      session_.select("SELECT booking_id, device_id, opened_at, reason, resolved_at FROM conflicts"
                      " WHERE site_id = ?1 AND booking_id = ?2",
                      site_, booking),
      conflict_of);
}

Result<std::vector<port::Conflict>> SiteTransaction::open_conflicts() {
  return collect(
      session_.select("SELECT booking_id, device_id, opened_at, reason, resolved_at FROM conflicts"
                      " WHERE site_id = ?1 AND resolved_at IS NULL ORDER BY opened_at, booking_id",
                      site_),
      conflict_of);
}

Status SiteTransaction::resolve_conflict(BookingId booking, UtcTime at) {
  return changed_or(session_.run("UPDATE conflicts SET resolved_at = ?3"
                                 " WHERE site_id = ?1 AND booking_id = ?2 AND resolved_at IS NULL",
                                 site_, booking, at),
                    [&] {
                      return fail(ErrorCode::not_found,
                                  "booking " + booking.text() + " has no open conflict");
                    });
}

}  // namespace lobby::sql
