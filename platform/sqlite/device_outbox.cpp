// The outbox: what the server has not answered, and its answers; forgetting guests whom a version
// before seals left in the clear.
#include <algorithm>
#include <variant>

#include "core/protocol/codec.h"
#include "platform/sqlite/checksum.h"
#include "platform/sqlite/device_store.h"

namespace lobby::sqlite {
namespace {

// As it was committed; where a guest was forgotten, spaces follow it.
std::string content_of(Query& row, int checksum_column) {
  std::string content = row.text(checksum_column + 1);
  if (row.bytes<8>(checksum_column) != checksum_of(content)) {
    row.damaged("a stored operation was changed");
  }
  content.erase(content.find_last_not_of(' ') + 1);
  return content;
}

protocol::Operation operation_of(Query& row, int checksum_column) {
  return row.parsed(protocol::operation_from(content_of(row, checksum_column)));
}

}  // namespace

Result<std::vector<port::OutboxEntry>> DeviceStore::due_operations(UtcTime now,
                                                                   port::OutboxLimit limit) {
  const auto lock = enter("reading the outbox");
  std::vector<port::OutboxEntry> due;
  std::size_t bytes = 0;
  const Status read =
      database_
          ->query(
              "SELECT attempts, next_attempt, length(CAST(content AS BLOB)), checksum, content"
              " FROM operations JOIN contents USING (position)"
              " WHERE state = 0 AND next_attempt <= ?1 ORDER BY position LIMIT ?2",
              now, limit.operations)
          .each([&](Query& row) {
            const auto size = static_cast<std::size_t>(row.integer(2));
            bytes += size;
            due.push_back({operation_of(row, 3), row.integer32(0), row.time(1), size});
            return bytes <= limit.bytes;
          });
  return read ? Result<std::vector<port::OutboxEntry>>(std::move(due)) : read.error();
}

// Positions rise, and last_sequence is that of the newest one's epoch or 0.
Result<std::optional<std::string>> DeviceStore::last_operation() {
  const auto lock = enter("reading the newest operation");
  return first(database_->query("SELECT checksum, content FROM contents"
                                " WHERE (SELECT last_sequence FROM identity WHERE one = 1) > 0"
                                " ORDER BY position DESC LIMIT 1"),
               [](Query& row) { return content_of(row, 0); });
}

Status DeviceStore::settle(const std::vector<protocol::OperationReply>& replies,
                           std::int64_t cursor) {
  return write("settling the outbox", [&]() -> Status {
    for (const protocol::OperationReply& reply : replies) {
      if (Status settled = settle_one(reply, cursor); !settled) {
        return settled;
      }
    }
    return done();
  });
}

Status DeviceStore::settle_one(const protocol::OperationReply& reply, std::int64_t cursor) {
  struct Settled {
    std::int64_t position = 0;
    bool unsealed = false;
  };
  const bool applied = reply.outcome == protocol::Outcome::applied;
  const std::optional<std::string_view> code =
      applied ? std::nullopt : std::optional(name_of(reply.code));
  const std::optional<std::string_view> detail =
      applied ? std::nullopt : std::optional<std::string_view>(reply.detail);
  const auto settled = first(
      database_->query("UPDATE operations SET state = ?2, refusal_code = ?3, refusal_detail = ?4,"
                       " settled_cursor = ?5"
                       " WHERE operation_id = ?1 AND state = 0 RETURNING position, unsealed",
                       reply.id, applied ? 1 : 2, code, detail, cursor),
      [](Query& row) { return Settled{row.integer(0), row.integer(1) != 0}; });
  if (!settled) {
    return settled.error();
  }
  if (!*settled) {
    return done();  // answered before, or never ours
  }
  if (Status folded = fold_admission(reply); !folded) {
    return folded;
  }
  if (Status closed = applied ? done() : close_question((*settled)->position); !closed) {
    return closed;
  }
  return (*settled)->unsealed ? forget_guest((*settled)->position) : done();
}

// A refused request for units asks staff for nothing: it counts as answered.
Status DeviceStore::close_question(std::int64_t position) {
  const auto operation = first(
      database_->query("SELECT checksum, content FROM contents WHERE position = ?1", position),
      [](Query& row) { return operation_of(row, 0); });
  if (!operation) {
    return operation.error();
  }
  if (!*operation || !std::holds_alternative<protocol::RequestUnits>((*operation)->payload)) {
    return done();
  }
  const Result<std::int64_t> closed = database_->run(
      "UPDATE operations SET state = 1, refusal_code = NULL, refusal_detail = NULL"
      " WHERE position = ?1",
      position);
  return closed ? done() : Status(closed.error());
}

Status DeviceStore::forget_answered() {
  const auto answered = [&] {
    const auto lock = enter("looking for guests to forget");
    return collect(
        database_->query("SELECT position FROM operations WHERE unsealed = 1 AND state <> 0"),
        [](Query& row) { return row.integer(0); });
  }();
  if (!answered) {
    return answered.error();
  }
  if (answered->empty()) {
    return done();
  }
  return write("forgetting guests", [&]() -> Status {
    for (const std::int64_t position : *answered) {
      if (Status forgotten = forget_guest(position); !forgotten) {
        return forgotten;
      }
    }
    return done();
  });
}

// Overwrites at the same length (JSON may end in spaces): SQLite then writes the same bytes of
// the same page, and secure_delete has nothing to leave behind.
Status DeviceStore::forget_guest(std::int64_t position) {
  auto operation = first(
      database_->query("SELECT checksum, content FROM contents WHERE position = ?1", position),
      [](Query& row) { return std::pair(operation_of(row, 0), row.text(1).size()); });
  if (!operation) {
    return operation.error();
  }
  if (!*operation) {
    return database_->damage("an operation without content");
  }
  auto& [named, bytes] = **operation;
  if (auto* placed = std::get_if<protocol::PlaceBooking>(&named.payload)) {
    placed->booking.guest = guest::GuestDetails{};
  }
  std::string content = protocol::to_json(named);
  content.resize(std::max(content.size(), bytes), ' ');
  const Result<std::int64_t> overwritten =
      database_->run("UPDATE contents SET checksum = ?2, content = ?3 WHERE position = ?1",
                     position, checksum_of(content), content);
  if (!overwritten) {
    return overwritten.error();
  }
  const Result<std::int64_t> noted =
      database_->run("UPDATE operations SET unsealed = 0 WHERE position = ?1", position);
  log_holds_guests_ = true;
  return noted ? done() : Status(noted.error());
}

// The answered step becomes what the server is known to hold, until the feed says otherwise. A
// refused admission stays known: the guest did walk in here. An admission told meanwhile that is of
// another desk, or later than the undo, is another one and stays too.
Status DeviceStore::fold_admission(const protocol::OperationReply& reply) {
  const auto undone =
      first(database_->query("SELECT undone FROM own_admissions WHERE operation_id = ?1", reply.id),
            [](Query& row) { return row.integer(0) != 0; });
  if (!undone) {
    return undone.error();
  }
  if (!*undone) {
    return done();
  }
  if (!**undone) {
    const Result<std::int64_t> kept = database_->run(
        "INSERT INTO admissions (booking_code, key_id, number, at, device_id, place_name)"
        " SELECT booking_code, key_id, number, at, device_id, place_name FROM own_admissions"
        " WHERE operation_id = ?1 ON CONFLICT DO NOTHING",
        reply.id);
    if (!kept) {
      return kept.error();
    }
  } else if (reply.outcome == protocol::Outcome::applied) {
    const Result<std::int64_t> removed = database_->run(
        "DELETE FROM admissions WHERE (booking_code, key_id, number) IN"
        " (SELECT booking_code, key_id, number FROM own_admissions WHERE operation_id = ?1)"
        " AND EXISTS (SELECT 1 FROM own_admissions AS own WHERE own.operation_id = ?1"
        "  AND own.device_id = admissions.device_id AND own.at >= admissions.at)",
        reply.id);
    if (!removed) {
      return removed.error();
    }
  }
  const Result<std::int64_t> folded =
      database_->run("DELETE FROM own_admissions WHERE operation_id = ?1", reply.id);
  return folded ? done() : Status(folded.error());
}

Status DeviceStore::retry_later(const std::vector<OperationId>& ids, UtcTime next_attempt) {
  return write("postponing operations", [&]() -> Status {
    for (const OperationId& id : ids) {
      const Result<std::int64_t> postponed = database_->run(
          "UPDATE operations SET attempts = attempts + 1, next_attempt = ?2"
          " WHERE operation_id = ?1 AND state = 0",
          id, next_attempt);
      if (!postponed) {
        return postponed.error();
      }
    }
    return done();
  });
}

Result<port::OutboxSummary> DeviceStore::outbox_summary() {
  const auto lock = enter("counting the outbox");
  auto summary =
      first(database_->query(
                "SELECT (SELECT count(*) FROM operations WHERE state = 0),"
                " (SELECT count(*) FROM operations WHERE state = 2),"
                " (SELECT device_time FROM operations WHERE state = 0 ORDER BY position LIMIT 1)"),
            [](Query& row) {
              return port::OutboxSummary{row.integer(0), row.integer(1), row.or_null<UtcTime>(2)};
            });
  if (!summary) {
    return summary.error();
  }
  return summary->value_or(port::OutboxSummary{});
}

}  // namespace lobby::sqlite
