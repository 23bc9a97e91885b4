// What the device sells and admits: one transaction each, committed before anybody is told yes.
#include <algorithm>
#include <variant>

#include "core/base/limits.h"
#include "core/protocol/codec.h"
#include "platform/sqlite/checksum.h"
#include "platform/sqlite/device_store.h"

namespace lobby::sqlite {
namespace {

const booking::Booking* booking_in(const protocol::Payload& payload) {
  const auto* placed = std::get_if<protocol::PlaceBooking>(&payload);
  return placed == nullptr ? nullptr : &placed->booking;
}

ticket::Admission admission_of(Query& row) {
  return {row.time(0), row.id<DeviceId>(1), row.text(2)};
}

// Whether the payload undoes an admission, and which; check_in otherwise.
struct AdmissionStep {
  protocol::AdmissionId id;
  UtcTime at;
  bool undone = false;
};

AdmissionStep step_of(const protocol::Payload& payload) {
  if (const auto* check_in = std::get_if<protocol::CheckIn>(&payload)) {
    return {check_in->admission, check_in->at, false};
  }
  const auto* undo = std::get_if<protocol::UndoCheckIn>(&payload);
  CHECK(undo != nullptr);
  return {undo->admission, undo->at, true};
}

}  // namespace

Status DeviceStore::commit_booking(const port::NewOperation& operation,
                                   const std::string& ticket_text) {
  const booking::Booking* booking = booking_in(operation.payload);
  CHECK(booking != nullptr);
  if (!std::get<protocol::PlaceBooking>(operation.payload).is_sealed()) {
    return fail(ErrorCode::out_of_range, "booking " + booking->code.text() +
                                             " has no seal; a guest is never committed bare");
  }
  const bool confirmed = booking->state == booking::BookingState::confirmed;
  if (!confirmed && booking->state != booking::BookingState::requested) {
    return fail(ErrorCode::invalid_transition,
                "booking " + booking->code.text() + " is " + std::string(name_of(booking->state)) +
                    "; a device commits confirmed bookings and requests");
  }
  return write("committing a booking", [&]() -> Status {
    const Result<port::DeviceIdentity> device = enrolled();
    if (!device) {
      return device.error();
    }
    if (booking->site != device->site) {
      return fail(ErrorCode::wrong_site, "booking " + booking->code.text() + " is for " +
                                             booking->site.text() + ", this device for " +
                                             device->site.text());
    }
    const Result<std::int64_t> position = append(operation, *device);
    if (!position) {
      return position.error();
    }
    const Result<std::int64_t> ticketed = database_->run(
        "INSERT INTO unseen_tickets (position, booking_code, committed_at, ticket_text)"
        " VALUES (?1, ?2, ?3, ?4)",
        *position, booking->code.bytes(), operation.device_time, ticket_text);
    if (!ticketed) {
      return ticketed.error();
    }
    return confirmed ? consume(booking->demand) : done();
  });
}

Status DeviceStore::consume(const std::vector<inventory::SlotUnits>& demand) {
  for (const auto& [slot, units] : demand) {
    if (units <= 0 || units > limits::capacity_max) {
      return fail(ErrorCode::out_of_range, "a demand of " + std::to_string(units) + " units of " +
                                               to_string(slot) + " makes no sense");
    }
    const Result<std::int64_t> changed = database_->run(
        "UPDATE balances SET sold = sold + ?4"
        " WHERE pool_id = ?1 AND date = ?2 AND start_minute = ?3"
        " AND granted - sold - returned - reclaimed >= ?4",
        slot.pool, slot.date, slot.start_minute, units);
    if (!changed) {
      return changed.error();
    }
    if (*changed == 0) {
      return fail(ErrorCode::sold_out, "this device has not " + std::to_string(units) +
                                           " left of " + to_string(slot) +
                                           "; offer another time, or take a request");
    }
  }
  return done();
}

// Counts only when the outbox may be that long: the oldest pending operation is far behind.
Status DeviceStore::check_outbox_limit() {
  const auto span = first(database_->query("SELECT (SELECT max(position) FROM operations) -"
                                           " (SELECT position FROM operations WHERE state = 0"
                                           "  ORDER BY position LIMIT 1) + 1"),
                          [](Query& row) { return row.integer_or_null(0).value_or(0); });
  if (!span) {
    return span.error();
  }
  constexpr auto limit = static_cast<std::int64_t>(limits::outbox_operations_max);
  if (span->value_or(0) < limit) {
    return done();
  }
  const auto full = first(
      database_->query("SELECT 1 FROM operations WHERE state = 0 LIMIT 1 OFFSET ?1", limit - 1),
      [](Query& row) { return row.integer(0); });
  if (!full) {
    return full.error();
  }
  return *full ? Status(fail(ErrorCode::too_large,
                             "the outbox holds " + std::to_string(limit) +
                                 " operations; connect this device to its server"))
               : done();
}

// Gives the operation its sequence number and puts it into the outbox; returns its position.
Result<std::int64_t> DeviceStore::append(const port::NewOperation& operation,
                                         const port::DeviceIdentity& device) {
  if (Status room = check_outbox_limit(); !room) {
    return room.error();
  }
  const auto sequence =
      first(database_->query("UPDATE identity SET last_sequence = last_sequence + 1 WHERE one = 1"
                             " RETURNING last_sequence"),
            [](Query& row) { return row.integer(0); });
  if (!sequence) {
    return sequence.error();
  }
  const booking::Booking* booking = booking_in(operation.payload);
  const std::optional<BookingId> booking_id =
      booking != nullptr ? std::optional(booking->id) : std::nullopt;
  const auto position =
      first(database_->query("INSERT INTO operations (operation_id, booking_id, device_time, state,"
                             " attempts, next_attempt) VALUES (?1, ?2, ?3, 0, 0, 0)"
                             " ON CONFLICT DO NOTHING RETURNING position",
                             operation.id, booking_id, operation.device_time),
            [](Query& row) { return row.integer(0); });
  if (!position) {
    return position.error();
  }
  if (!*position) {
    return fail(ErrorCode::already_exists,
                booking != nullptr ? "booking " + booking->code.text() + " is already committed"
                                   : "operation " + operation.id.text() + " is already committed");
  }
  const std::string content = protocol::to_json(protocol::Operation{
      .id = operation.id,
      .site = device.site,
      .device = device.device,
      .epoch = device.epoch,
      .sequence = sequence->value_or(0),
      .device_time = operation.device_time,
      .clock_offset = operation.clock_offset,
      .payload = operation.payload,
      .previous = operation.previous,
  });
  // What could not be read back could never be sent: it is refused before anybody is told yes.
  if (const auto readable = protocol::operation_from(content); !readable) {
    return readable.error();
  }
  const Result<std::int64_t> stored =
      database_->run("INSERT INTO contents (position, checksum, content) VALUES (?1, ?2, ?3)",
                     **position, checksum_of(content), content);
  if (!stored) {
    return stored.error();
  }
  return **position;
}

Status DeviceStore::commit_admission(const port::NewOperation& operation) {
  return write("committing an admission", [&]() -> Status {
    const Result<port::DeviceIdentity> device = enrolled();
    if (!device) {
      return device.error();
    }
    const AdmissionStep step = step_of(operation.payload);
    const auto known = admission_known(step.id);
    if (!known) {
      return known.error();
    }
    if (*known && !step.undone) {
      return fail(ErrorCode::already_exists,
                  "ticket " + step.id.code.text() + " is already admitted at " + (*known)->place);
    }
    if (!*known && step.undone) {
      return fail(ErrorCode::not_found, "ticket " + step.id.code.text() +
                                            " is not admitted; there is nothing to take back");
    }
    if (const Result<std::int64_t> position = append(operation, *device); !position) {
      return position.error();
    }
    return record_admission(operation, *device);
  });
}

Status DeviceStore::record_admission(const port::NewOperation& operation,
                                     const port::DeviceIdentity& device) {
  const AdmissionStep step = step_of(operation.payload);
  const Result<std::int64_t> recorded = database_->run(
      "INSERT INTO own_admissions"
      " (booking_code, key_id, number, operation_id, at, device_id, place_name, undone)"
      " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)"
      " ON CONFLICT (booking_code, key_id, number) DO UPDATE SET"
      " operation_id = excluded.operation_id, at = excluded.at, device_id = excluded.device_id,"
      " place_name = excluded.place_name, undone = excluded.undone",
      step.id.code.bytes(), step.id.key, step.id.number, operation.id, step.at, device.device,
      device.name, step.undone);
  return recorded ? done() : Status(recorded.error());
}

// This device's own unanswered step goes before what the server said last.
Result<std::optional<ticket::Admission>> DeviceStore::admission_known(
    const protocol::AdmissionId& id) {
  const auto own =
      first(database_->query("SELECT at, device_id, place_name, undone FROM own_admissions"
                             " WHERE booking_code = ?1 AND key_id = ?2 AND number = ?3",
                             id.code.bytes(), id.key, id.number),
            [](Query& row) { return std::pair(admission_of(row), row.integer(3) != 0); });
  if (!own) {
    return own.error();
  }
  if (*own) {
    const auto& [admission, undone] = **own;
    return undone ? std::nullopt : std::optional(admission);
  }
  return first(database_->query("SELECT at, device_id, place_name FROM admissions"
                                " WHERE booking_code = ?1 AND key_id = ?2 AND number = ?3",
                                id.code.bytes(), id.key, id.number),
               admission_of);
}

Result<std::optional<ticket::Admission>> DeviceStore::admission(const protocol::AdmissionId& id) {
  const auto lock = enter("looking up an admission");
  return admission_known(id);
}

Status DeviceStore::mark_ticket_seen(BookingId id) {
  return write("marking a ticket as seen", [&]() -> Status {
    const Result<std::int64_t> marked = database_->run(
        "DELETE FROM unseen_tickets WHERE position ="
        " (SELECT position FROM operations WHERE booking_id = ?1)",
        id);
    return marked ? done() : Status(marked.error());
  });
}

Result<std::vector<port::UnseenTicket>> DeviceStore::unseen_tickets() {
  const auto lock = enter("reading the tickets not yet seen");
  return collect(
      database_->query("SELECT operations.booking_id, booking_code, committed_at, ticket_text"
                       " FROM unseen_tickets JOIN operations USING (position) ORDER BY position"),
      [](Query& row) {
        return port::UnseenTicket{row.id<BookingId>(0), ticket::BookingCode(row.bytes<5>(1)),
                                  row.time(2), row.text(3)};
      });
}

// The code stands in what the operation says, and nowhere else once the ticket was seen.
Result<bool> DeviceStore::has_placed(ticket::BookingCode code) {
  const auto lock = enter("looking for a booking that was placed here");
  const auto found =
      first(database_->query("SELECT position FROM operations JOIN contents USING (position)"
                             " WHERE booking_id IS NOT NULL AND instr(content, ?1) > 0",
                             "\"code\":\"" + code.text() + "\""),
            [](Query& row) { return row.integer(0); });
  return found ? Result<bool>(found->has_value()) : found.error();
}

}  // namespace lobby::sqlite
