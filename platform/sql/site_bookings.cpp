// Bookings, admissions and staff tasks of one site.
#include "core/protocol/codec.h"
#include "platform/sql/changed.h"
#include "platform/sql/site_transaction.h"

namespace lobby::sql {
namespace {

booking::Booking booking_of(Row& row) {
  return row.parsed(protocol::booking_from(row.text(0)));
}

}  // namespace

Status SiteTransaction::add_booking(const booking::Booking& booking) {
  return changed_or(
      session_.run("INSERT INTO bookings (site_id, booking_id, booking_code, version, state,"
                   " content) VALUES (?1, ?2, ?3, ?4, ?5, ?6) ON CONFLICT DO NOTHING",
                   site_, booking.id, booking.code.bytes(), booking.version, booking.state,
                   protocol::to_json(booking)),
      [&] {
        return fail(ErrorCode::already_exists,
                    "booking " + booking.code.text() + " is stored already");
      });
}

Result<std::optional<booking::Booking>> SiteTransaction::booking(BookingId id) {
  return first(
      session_.select("SELECT content FROM bookings WHERE site_id = ?1 AND booking_id = ?2", site_,
                      id),
      booking_of);
}

Result<std::vector<booking::Booking>> SiteTransaction::bookings_by_code(ticket::BookingCode code) {
  return collect(
      session_.select("SELECT content FROM bookings WHERE site_id = ?1 AND booking_code = ?2"
                      " ORDER BY booking_id",
                      site_, code.bytes()),
      booking_of);
}

Status SiteTransaction::update_booking(const booking::Booking& booking) {
  return changed_or(
      session_.run("UPDATE bookings SET version = ?3, state = ?4, content = ?5"
                   " WHERE site_id = ?1 AND booking_id = ?2 AND version = ?3 - 1",
                   site_, booking.id, booking.version, booking.state, protocol::to_json(booking)),
      [&] {
        return fail(ErrorCode::version_conflict,
                    "booking " + booking.code.text() + " is not at version " +
                        std::to_string(booking.version - 1) + "; read it again");
      });
}

Status SiteTransaction::add_admission(const port::AdmissionRecord& admission) {
  return changed_or(
      session_.run("INSERT INTO admissions (site_id, booking_code, key_id, number, at, device_id)"
                   " VALUES (?1, ?2, ?3, ?4, ?5, ?6) ON CONFLICT DO NOTHING",
                   site_, admission.id.code.bytes(), admission.id.key, admission.id.number,
                   admission.at, admission.device),
      [&] {
        return fail(ErrorCode::already_exists,
                    "ticket " + admission.id.code.text() + " is already admitted");
      });
}

Result<std::optional<port::AdmissionRecord>> SiteTransaction::admission(
    const protocol::AdmissionId& id) {
  return first(
      session_.select("SELECT at, device_id FROM admissions WHERE site_id = ?1"
                      " AND booking_code = ?2 AND key_id = ?3 AND number = ?4",
                      site_, id.code.bytes(), id.key, id.number),
      [&](Row& row) { return port::AdmissionRecord{id, row.time(0), row.id<DeviceId>(1)}; });
}

Status SiteTransaction::remove_admission(const protocol::AdmissionId& id) {
  return changed_or(
      session_.run("DELETE FROM admissions WHERE site_id = ?1"
                   " AND booking_code = ?2 AND key_id = ?3 AND number = ?4",
                   site_, id.code.bytes(), id.key, id.number),
      [&] { return fail(ErrorCode::not_found, "ticket " + id.code.text() + " is not admitted"); });
}

Status SiteTransaction::add_staff_task(const port::StaffTask& task) {
  return ran(
      session_.run("INSERT INTO staff_tasks (site_id, at, operation_id, device_id, code,"
                   " detail) VALUES (?1, ?2, ?3, ?4, ?5, ?6) ON CONFLICT DO NOTHING",
                   site_, task.at, task.operation, task.device, name_of(task.code), task.detail));
}

Result<std::vector<port::StaffTask>> SiteTransaction::staff_tasks() {
  return collect(session_.select("SELECT operation_id, device_id, at, code, detail FROM staff_tasks"
                                 " WHERE site_id = ?1 ORDER BY at, operation_id, code",
                                 site_),
                 [](Row& row) {
                   return port::StaffTask{row.id<OperationId>(0), row.id<DeviceId>(1), row.time(2),
                                          row.error_code(3), row.text(4)};
                 });
}

}  // namespace lobby::sql
