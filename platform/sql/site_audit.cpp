// What an audit reads of one site: whole tables, a page at a time, sums made by the database.
// The thread that runs the closure.
#include "core/protocol/codec.h"
#include "platform/sql/site_transaction.h"

namespace lobby::sql {
namespace {

inventory::Slot slot_at(Row& row, int column) {
  return {row.slug<PoolId>(column), row.date(column + 1), row.integer32(column + 2)};
}

}  // namespace

// No pool's name is empty, so that the first page begins after nothing.
Result<std::vector<port::SlotAccount>> SiteTransaction::slot_accounts(
    const std::optional<inventory::Slot>& after, std::size_t limit) {
  const std::string pool(after ? after->pool.text() : "");
  return collect(
      session_.select(
          "SELECT pool_id, date, start_minute, capacity, sold, granted, wanted, by_staff,"
          " (SELECT CAST(coalesce(sum(granted_total - consumed_total - reclaimed_total"
          " - returned_total), 0) AS BIGINT) FROM allotments"
          " WHERE allotments.site_id = ?1 AND allotments.pool_id = slots.pool_id"
          " AND allotments.date = slots.date AND allotments.start_minute = slots.start_minute)"
          " FROM slots WHERE site_id = ?1 AND (pool_id, date, start_minute) > (?2, ?3, ?4)"
          " ORDER BY pool_id, date, start_minute LIMIT ?5",
          site_, std::string_view(pool), after ? after->date.days() : 0,
          after ? after->start_minute : 0, limit),
      [](Row& row) {
        return port::SlotAccount{slot_at(row, 0),
                                 {row.integer32(3), row.integer32(4), row.integer32(5),
                                  row.integer32(6), row.integer(7) != 0},
                                 row.integer(8)};
      });
}

Result<std::vector<port::StrayAllotment>> SiteTransaction::stray_allotments(std::size_t limit) {
  return collect(
      session_.select(
          "SELECT held.device_id, held.epoch, held.pool_id, held.date, held.start_minute,"
          " held.outstanding, slots.capacity"
          " FROM (SELECT site_id, device_id, epoch, pool_id, date, start_minute,"
          " granted_total - consumed_total - reclaimed_total - returned_total AS outstanding"
          " FROM allotments WHERE site_id = ?1) AS held"
          " LEFT JOIN devices ON devices.site_id = held.site_id"
          " AND devices.device_id = held.device_id AND devices.epoch = held.epoch"
          " LEFT JOIN slots ON slots.site_id = held.site_id AND slots.pool_id = held.pool_id"
          " AND slots.date = held.date AND slots.start_minute = held.start_minute"
          " WHERE held.outstanding < 0 OR slots.site_id IS NULL"
          " OR (held.outstanding > 0 AND devices.site_id IS NULL)"
          " ORDER BY held.device_id, held.epoch, held.pool_id, held.date, held.start_minute"
          " LIMIT ?2",
          site_, limit),
      [](Row& row) {
        return port::StrayAllotment{{row.id<DeviceId>(0), row.integer(1)},
                                    slot_at(row, 2),
                                    row.integer(5),
                                    row.integer_or_null(6).has_value()};
      });
}

Result<std::vector<port::SequenceAccount>> SiteTransaction::sequence_accounts() {
  return collect(
      session_.select("SELECT device_id, epoch, count(*), count(place), count(DISTINCT place),"
                      " coalesce(max(place), 0) FROM"
                      " (SELECT device_id, epoch,"
                      " CASE WHEN outcome = ?2 AND code = ?3 THEN NULL ELSE sequence END AS place"
                      " FROM operations WHERE site_id = ?1) AS stated"
                      " GROUP BY device_id, epoch ORDER BY device_id, epoch",
                      site_, protocol::Outcome::refused, name_of(ErrorCode::device_fenced)),
      [](Row& row) {
        return port::SequenceAccount{{row.id<DeviceId>(0), row.integer(1)},
                                     row.integer(2),
                                     row.integer(3),
                                     row.integer(4),
                                     row.integer(5)};
      });
}

Result<std::vector<protocol::Operation>> SiteTransaction::untold_refusals(OperationId after,
                                                                          std::size_t limit) {
  return collect(
      session_.select("SELECT content FROM operations WHERE site_id = ?1 AND operation_id > ?2"
                      " AND outcome = ?3 AND operation_id NOT IN"
                      " (SELECT operation_id FROM staff_tasks WHERE site_id = ?1)"
                      " ORDER BY operation_id LIMIT ?4",
                      site_, after, protocol::Outcome::refused, limit),
      [](Row& row) { return row.parsed(protocol::received_operation_from(row.text(0))); });
}

Result<std::vector<port::BookingRow>> SiteTransaction::bookings_after(BookingId after,
                                                                      std::size_t limit) {
  return collect(
      session_.select("SELECT booking_id, booking_code, version, state, content FROM bookings"
                      " WHERE site_id = ?1 AND booking_id > ?2 ORDER BY booking_id LIMIT ?3",
                      site_, after, limit),
      [](Row& row) {
        return port::BookingRow{row.id<BookingId>(0), ticket::BookingCode(row.bytes<5>(1)),
                                row.integer(2), row.enumerator(3, booking::last_booking_state),
                                row.parsed(protocol::booking_from(row.text(4)))};
      });
}

Result<std::vector<port::AdmissionRecord>> SiteTransaction::admissions_after(
    const std::optional<protocol::AdmissionId>& after, std::size_t limit) {
  const protocol::AdmissionId last = after.value_or(protocol::AdmissionId{});
  return collect(
      session_.select("SELECT booking_code, key_id, number, at, device_id FROM admissions"
                      " WHERE site_id = ?1 AND (booking_code, key_id, number) > (?2, ?3, ?4)"
                      " ORDER BY booking_code, key_id, number LIMIT ?5",
                      site_, last.code.bytes(), last.key, after ? int{last.number} : -1, limit),
      [](Row& row) {
        return port::AdmissionRecord{{ticket::BookingCode(row.bytes<5>(0)), row.bytes<8>(1),
                                      static_cast<std::uint8_t>(row.integer32(2))},
                                     row.time(3),
                                     row.id<DeviceId>(4)};
      });
}

}  // namespace lobby::sql
