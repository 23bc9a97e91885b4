// Conflicts of one site: guests who were told "confirmed" and have no unit (protocol rule 10).
// The thread that runs the closure.
#include "platform/sql/changed.h"
#include "platform/sql/site_transaction.h"

namespace lobby::sql {
namespace {

port::Conflict conflict_of(Row& row) {
  return {row.id<BookingId>(0), row.id<DeviceId>(1),     row.time(2), row.text(3),
          row.text(4),          row.or_null<UtcTime>(5), row.text(6)};
}

}  // namespace

Status SiteTransaction::add_conflict(const port::Conflict& conflict) {
  return changed_or(
      session_.run("INSERT INTO conflicts (site_id, booking_id, device_id, opened_at, reason,"
                   " owner, resolved_at, settlement) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)"
                   " ON CONFLICT DO NOTHING",
                   site_, conflict.booking, conflict.device, conflict.opened_at, conflict.reason,
                   conflict.owner, conflict.resolved_at, conflict.settlement),
      [&] {
        return fail(ErrorCode::already_exists,
                    "booking " + conflict.booking.text() + " has a conflict already");
      });
}

Result<std::optional<port::Conflict>> SiteTransaction::conflict(BookingId booking) {
  return first(
      session_.select("SELECT booking_id, device_id, opened_at, reason, owner, resolved_at,"
                      " settlement FROM conflicts"
                      " WHERE site_id = ?1 AND booking_id = ?2",
                      site_, booking),
      conflict_of);
}

Result<std::vector<port::Conflict>> SiteTransaction::open_conflicts() {
  return collect(
      session_.select("SELECT booking_id, device_id, opened_at, reason, owner, resolved_at,"
                      " settlement FROM conflicts"
                      " WHERE site_id = ?1 AND resolved_at IS NULL ORDER BY opened_at, booking_id",
                      site_),
      conflict_of);
}

namespace {

Error none_open(BookingId booking) {
  return fail(ErrorCode::not_found, "booking " + booking.text() + " has no open conflict");
}

}  // namespace

Status SiteTransaction::assign_conflict(BookingId booking, const std::string& owner) {
  return changed_or(session_.run("UPDATE conflicts SET owner = ?3"
                                 " WHERE site_id = ?1 AND booking_id = ?2 AND resolved_at IS NULL",
                                 site_, booking, owner),
                    [&] { return none_open(booking); });
}

Status SiteTransaction::resolve_conflict(BookingId booking, UtcTime at,
                                         const std::string& settlement) {
  return changed_or(session_.run("UPDATE conflicts SET resolved_at = ?3, settlement = ?4"
                                 " WHERE site_id = ?1 AND booking_id = ?2 AND resolved_at IS NULL",
                                 site_, booking, at, settlement),
                    [&] { return none_open(booking); });
}

}  // namespace lobby::sql
