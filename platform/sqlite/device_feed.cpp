// What the feed told this device: applied with its cursor in one transaction, each item so that
// applying it twice changes nothing.
#include <algorithm>
#include <variant>

#include "core/base/limits.h"
#include "core/protocol/codec.h"
#include "platform/sqlite/device_store.h"

namespace lobby::sqlite {
namespace {

Status status_of(const Result<std::int64_t>& ran) {
  return ran ? done() : Status(ran.error());
}

// The stored text of a notice, which is the JSON of the feed item that held it.
template <class Notice>
Notice notice_of(Query& row, int column) {
  const protocol::FeedItem item = row.parsed(protocol::feed_item_from(row.text(column)));
  if (const auto* notice = std::get_if<Notice>(&item)) {
    return *notice;
  }
  row.damaged("a stored notice is of another kind");
  return Notice{};
}

}  // namespace

Status DeviceStore::apply_feed(const protocol::FeedPage& page) {
  return write("applying the feed", [&]() -> Status {
    const Result<port::DeviceIdentity> device = enrolled();
    if (!device) {
      return device.error();
    }
    // An older incarnation's page is a late answer of a server that has since been restored
    // (protocol rule 15); it matches no row and is left out.
    const Result<std::int64_t> current = database_->run(
        "UPDATE sync SET feed_cursor = ?1, incarnation = ?2, stable = max(stable, ?3)"
        " WHERE one = 1 AND incarnation <= ?2",
        page.cursor, page.incarnation, page.stable);
    if (!current || *current == 0) {
      return status_of(current);
    }
    const Result<UtcTime> now = surely_past(page.server_time);
    if (!now) {
      return now.error();
    }
    for (const protocol::FeedItem& item : page.items) {
      if (const auto until = protocol::needed_until(item); until && *until < *now) {
        continue;  // it may be forgotten here already
      }
      Status applied = std::visit([&](const auto& notice) { return apply(notice, *device); }, item);
      if (!applied) {
        return applied;
      }
    }
    if (Status forgotten = forget_past(*now); !forgotten) {
      return forgotten;
    }
    return forget_stable(page.stable);
  });
}

// The earlier of the server's clock and this device's own: one that is wrong must not make the
// device forget what it sold.
Result<UtcTime> DeviceStore::surely_past(UtcTime server_time) {
  const auto contact = first(database_->query("SELECT last_contact FROM sync WHERE one = 1"),
                             [](Query& row) { return row.or_null<UtcTime>(0); });
  if (!contact) {
    return contact.error();
  }
  return std::min(server_time, contact->value_or(std::nullopt).value_or(UtcTime{}));
}

Status DeviceStore::forget_past(UtcTime now) {
  // A restored server may be told of sales in them.
  const std::int64_t day = now.ms / Duration::days(1).ms;
  const Result<std::int64_t> balances =
      database_->run("DELETE FROM balances WHERE date < ?1", day - limits::past_days);
  if (!balances) {
    return balances.error();
  }
  const Result<std::int64_t> bookings =
      database_->run("DELETE FROM listed_bookings WHERE window_until < ?1",
                     now - Duration::days(limits::past_days));
  if (!bookings) {
    return bookings.error();
  }
  return status_of(database_->run("DELETE FROM admissions WHERE at < ?1",
                                  now - Duration::days(limits::nights_max + limits::past_days)));
}

// Applied operations that no restored server can ask for again, and the oldest beyond what is kept
// where no backup is ever told of. Not the newest, which the next one is chained to, nor one whose
// ticket may have to be printed again. A few hundred at a time, so that no page takes long.
Status DeviceStore::forget_stable(std::int64_t stable) {
  constexpr const char* forgotten =
      "SELECT position FROM operations WHERE state = 1 AND settled_cursor < ?1"
      " AND position < (SELECT max(position) FROM operations)"
      " AND position NOT IN (SELECT position FROM unseen_tickets) LIMIT 500";
  constexpr const char* beyond =
      "SELECT position FROM operations WHERE state = 1"
      " AND position < (SELECT max(position) FROM operations) - ?1"
      " AND position NOT IN (SELECT position FROM unseen_tickets) ORDER BY position LIMIT 500";
  const auto settled =
      collect(database_->query(forgotten, stable), [](Query& row) { return row.integer(0); });
  const auto old =
      collect(database_->query(beyond, static_cast<std::int64_t>(limits::kept_operations_max)),
              [](Query& row) { return row.integer(0); });
  if (!settled || !old) {
    return settled ? old.error() : settled.error();
  }
  for (const auto* positions : {&*settled, &*old}) {
    for (const std::int64_t position : *positions) {
      for (const char* statement : {"DELETE FROM contents WHERE position = ?1",
                                    "DELETE FROM operations WHERE position = ?1"}) {
        if (const auto ran = database_->run(statement, position); !ran) {
          return ran.error();
        }
      }
    }
  }
  return done();
}

Status DeviceStore::begin_incarnation(std::int64_t incarnation) {
  return write("following the server to an older state", [&]() -> Status {
    if (const auto device = enrolled(); !device) {
      return device.error();
    }
    const Result<std::int64_t> begun = database_->run(
        "UPDATE sync SET feed_cursor = 0, incarnation = ?1, stable = 0"
        " WHERE one = 1 AND incarnation < ?1",
        incarnation);
    if (!begun || *begun == 0) {
      return status_of(begun);
    }
    constexpr const char* statements[] = {
        "UPDATE operations SET state = 0, attempts = 0, next_attempt = 0, refusal_code = NULL,"
        " refusal_detail = NULL, settled_cursor = NULL WHERE state <> 0",
        // Whatever the feed tells from now on is newer than these.
        "UPDATE listed_bookings SET version = 0",
        "UPDATE catalogs SET version = 0",
    };
    for (const char* statement : statements) {
      if (const auto ran = database_->run(statement); !ran) {
        return ran.error();
      }
    }
    return done();
  });
}

Status DeviceStore::save_reported(std::int64_t incarnation) {
  return write("noting that the server knows the balances", [&]() -> Status {
    return status_of(database_->run("UPDATE sync SET reported = ?1 WHERE one = 1 AND reported < ?1",
                                    incarnation));
  });
}

Status DeviceStore::apply(const protocol::CatalogNotice& notice, const port::DeviceIdentity&) {
  return status_of(database_->run(
      "INSERT INTO catalogs (one, version, toml) VALUES (1, ?1, ?2)"
      " ON CONFLICT (one) DO UPDATE SET version = excluded.version, toml = excluded.toml"
      " WHERE excluded.version > catalogs.version",
      notice.version, notice.toml));
}

Status DeviceStore::apply(const protocol::GrantNotice& notice, const port::DeviceIdentity& device) {
  if (notice.device != device.device || notice.epoch != device.epoch) {
    return done();
  }
  return status_of(database_->run(
      "INSERT INTO balances (pool_id, date, start_minute, granted, sold, elsewhere, standing)"
      " SELECT ?1, ?2, ?3, ?4, 0, ?5, ?6 FROM identity WHERE one = 1 AND epoch_claim IS NULL"
      " ON CONFLICT (pool_id, date, start_minute) DO UPDATE SET"
      " granted = max(balances.granted, excluded.granted), elsewhere = excluded.elsewhere,"
      " standing = excluded.standing",
      notice.slot.pool, notice.slot.date, notice.slot.start_minute, notice.granted_total,
      notice.elsewhere, notice.standing));
}

Status DeviceStore::apply(const protocol::ReclaimNotice& notice,
                          const port::DeviceIdentity& device) {
  if (notice.device != device.device || notice.epoch != device.epoch) {
    return done();
  }
  return status_of(database_->run(
      "INSERT INTO balances (pool_id, date, start_minute, granted, sold, elsewhere, reclaimed)"
      " SELECT ?1, ?2, ?3, 0, 0, 0, ?4 FROM identity WHERE one = 1 AND epoch_claim IS NULL"
      " ON CONFLICT (pool_id, date, start_minute) DO UPDATE SET reclaimed = excluded.reclaimed",
      notice.slot.pool, notice.slot.date, notice.slot.start_minute, notice.reclaimed));
}

Status DeviceStore::apply(const protocol::StockNotice& notice, const port::DeviceIdentity&) {
  return status_of(database_->run(
      "INSERT INTO balances (pool_id, date, start_minute, granted, sold, elsewhere)"
      " VALUES (?1, ?2, ?3, 0, 0, ?4) ON CONFLICT (pool_id, date, start_minute) DO UPDATE SET"
      " elsewhere = excluded.elsewhere",
      notice.slot.pool, notice.slot.date, notice.slot.start_minute, notice.free));
}

Status DeviceStore::apply(const protocol::KeyNotice& notice, const port::DeviceIdentity&) {
  // A revoked key stays revoked, also when an older page is read again.
  const std::string json = protocol::to_json(protocol::FeedItem(notice));
  return status_of(database_->run(
      "INSERT INTO ticket_keys (key_id, revoked, notice) VALUES (?1, ?2, ?3)"
      " ON CONFLICT (key_id) DO UPDATE SET revoked = excluded.revoked, notice = excluded.notice"
      " WHERE excluded.revoked >= ticket_keys.revoked",
      notice.key, notice.revoked, json));
}

Status DeviceStore::apply(const protocol::BookingNotice& notice, const port::DeviceIdentity&) {
  const std::string json = protocol::to_json(protocol::FeedItem(notice));
  return status_of(
      database_->run("INSERT INTO listed_bookings"
                     " (booking_id, booking_code, version, window_from, window_until, notice)"
                     " VALUES (?1, ?2, ?3, ?4, ?5, ?6) ON CONFLICT (booking_id) DO UPDATE SET"
                     " booking_code = excluded.booking_code, version = excluded.version,"
                     " window_from = excluded.window_from, window_until = excluded.window_until,"
                     " notice = excluded.notice WHERE excluded.version > listed_bookings.version",
                     notice.id, notice.code.bytes(), notice.version, notice.window.from,
                     notice.window.until, json));
}

Status DeviceStore::apply(const protocol::AdmissionNotice& notice, const port::DeviceIdentity&) {
  const protocol::AdmissionId& id = notice.admission;
  if (notice.undone) {
    return status_of(database_->run(
        "DELETE FROM admissions WHERE booking_code = ?1 AND key_id = ?2 AND number = ?3",
        id.code.bytes(), id.key, id.number));
  }
  return status_of(database_->run(
      "INSERT INTO admissions (booking_code, key_id, number, at, device_id, place_name)"
      " VALUES (?1, ?2, ?3, ?4, ?5, ?6) ON CONFLICT (booking_code, key_id, number) DO UPDATE SET"
      " at = excluded.at, device_id = excluded.device_id, place_name = excluded.place_name",
      id.code.bytes(), id.key, id.number, notice.at, notice.device, notice.place));
}

Result<std::optional<protocol::KeyNotice>> DeviceStore::key(const ticket::KeyId& id) {
  const auto lock = enter("looking up a key");
  return first(database_->query("SELECT notice FROM ticket_keys WHERE key_id = ?1", id),
               [](Query& row) { return notice_of<protocol::KeyNotice>(row, 0); });
}

Result<std::int64_t> DeviceStore::key_count() {
  const auto lock = enter("counting the keys");
  const auto count = first(database_->query("SELECT count(*) FROM ticket_keys"),
                           [](Query& row) { return row.integer(0); });
  if (!count) {
    return count.error();
  }
  return count->value_or(0);
}

Result<std::optional<protocol::BookingNotice>> DeviceStore::booking(ticket::BookingCode code) {
  const auto lock = enter("looking up a booking");
  return first(database_->query("SELECT notice FROM listed_bookings WHERE booking_code = ?1"
                                " ORDER BY booking_id DESC LIMIT 1",
                                code.bytes()),
               [](Query& row) { return notice_of<protocol::BookingNotice>(row, 0); });
}

Result<std::vector<protocol::BookingNotice>> DeviceStore::bookings_between(UtcTime from,
                                                                           UtcTime until) {
  const auto lock = enter("listing bookings");
  return collect(database_->query("SELECT notice FROM listed_bookings"
                                  " WHERE window_until > ?1 AND window_from < ?2"
                                  " ORDER BY window_from, booking_code",
                                  from, until),
                 [](Query& row) { return notice_of<protocol::BookingNotice>(row, 0); });
}

Result<std::map<ticket::BookingCode, ticket::Admission>> DeviceStore::admissions_of(
    const std::vector<ticket::BookingCode>& codes) {
  const auto lock = enter("looking up admissions");
  std::map<ticket::BookingCode, ticket::Admission> found;
  for (const ticket::BookingCode& code : codes) {
    // The first admission of any ticket of the booking; this device's own step goes before.
    auto admission =
        first(database_->query(
                  "SELECT at, device_id, place_name FROM own_admissions"
                  " WHERE booking_code = ?1 AND undone = 0"
                  " UNION ALL SELECT at, device_id, place_name FROM admissions"
                  " WHERE booking_code = ?1 AND NOT EXISTS (SELECT 1 FROM own_admissions AS own"
                  "  WHERE own.booking_code = admissions.booking_code"
                  "  AND own.key_id = admissions.key_id AND own.number = admissions.number)"
                  " ORDER BY at LIMIT 1",
                  code.bytes()),
              [](Query& row) {
                return ticket::Admission{row.time(0), row.id<DeviceId>(1), row.text(2)};
              });
    if (!admission) {
      return admission.error();
    }
    if (*admission) {
      found.emplace(code, std::move(**admission));
    }
  }
  return found;
}

}  // namespace lobby::sqlite
