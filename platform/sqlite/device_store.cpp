// Opening the device's store, its identity and its state of synchronisation.
#include "platform/sqlite/device_store.h"

#include "platform/sqlite/migration.h"

namespace lobby::sqlite {
namespace {

port::DeviceIdentity identity_of(Query& row) {
  port::DeviceIdentity identity;
  identity.device = row.id<DeviceId>(0);
  identity.name = row.text(1);
  identity.role = row.enumerator(2, protocol::DeviceRole::desk);
  identity.site = row.slug<SiteId>(3);
  identity.epoch = row.integer(4);
  return identity;
}

constexpr const char* select_identity =
    "SELECT device_id, name, role, site_id, epoch FROM identity WHERE one = 1";

}  // namespace

Result<std::unique_ptr<DeviceStore>> DeviceStore::open(const DeviceStoreOptions& options) {
  Result<OpenGuard> guard = OpenGuard::take(options.path);
  if (!guard) {
    return guard.error();
  }
  Result<std::unique_ptr<Database>> database =
      Database::open({.path = options.path,
                      .busy_timeout_ms = options.busy_timeout_ms,
                      .secure_delete = true,
                      .vfs = options.vfs});
  if (!database) {
    return database.error();
  }
  if (guard->unclean_end()) {
    if (Status sound = (*database)->quick_check(); !sound) {
      return sound.error();
    }
  }
  if (Status migrated = migrate(**database, options.migrations_directory, "device"); !migrated) {
    return migrated.error();
  }
  // A log left behind may still hold what was overwritten just before the end.
  if (guard->unclean_end()) {
    if (Status cut = (*database)->truncate_log(); !cut) {
      return cut.error();
    }
  }
  guard->share();
  std::unique_ptr<DeviceStore> store(new DeviceStore(std::move(*guard), std::move(*database)));
  if (Status primed = store->prime_log(); !primed) {
    return primed.error();
  }
  if (Status forgotten = store->forget_answered(); !forgotten) {
    return forgotten.error();
  }
  return store;
}

std::unique_lock<std::mutex> DeviceStore::enter(std::string_view doing) {
  std::unique_lock lock(mutex_);
  database_->set_doing(doing);
  return lock;
}

Status DeviceStore::write(std::string_view doing, const std::function<Status()>& work) {
  const auto lock = enter(doing);
  Result<Transaction> transaction = Transaction::begin(*database_);
  if (!transaction) {
    return transaction.error();
  }
  if (Status worked = work(); !worked) {
    return worked;
  }
  if (Status committed = transaction->commit(); !committed) {
    return committed;
  }
  if (log_holds_guests_ && database_->truncate_log()) {
    log_holds_guests_ = false;
    (void)prime_log();
  }
  return done();
}

// The first commit into an empty log writes and flushes the log's header too. This takes that
// flush on itself, so that a guest's booking costs one.
Status DeviceStore::prime_log() {
  const Result<std::int64_t> primed = database_->run("UPDATE sync SET one = 1 WHERE one = 1");
  return primed ? done() : Status(primed.error());
}

Result<std::optional<port::DeviceIdentity>> DeviceStore::identity() {
  const auto lock = enter("reading the device's identity");
  return first(database_->query(select_identity), identity_of);
}

Result<port::DeviceIdentity> DeviceStore::enrolled() {
  auto identity = first(database_->query(select_identity), identity_of);
  if (!identity) {
    return identity.error();
  }
  if (!*identity) {
    return fail(ErrorCode::configuration, database_->path() +
                                              " belongs to no device yet; enrol the device with "
                                              "a code from `lobby-server enrol`");
  }
  return std::move(**identity);
}

Status DeviceStore::save_identity(const port::DeviceIdentity& identity) {
  return write("saving the device's identity", [&]() -> Status {
    const auto before = first(database_->query(select_identity), identity_of);
    if (!before) {
      return before.error();
    }
    const bool same_device = *before && (*before)->device == identity.device;
    const bool same_site = *before && (*before)->site == identity.site;
    const bool same_chain = same_device && (*before)->epoch == identity.epoch;
    if (*before && (!same_chain || !same_site)) {
      const bool kiosk = identity.role == protocol::DeviceRole::kiosk;
      if (Status dropped = drop_allotment(kiosk || !same_device || !same_site); !dropped) {
        return dropped;
      }
    }
    if (*before && (!same_device || !same_site)) {
      if (Status forgotten = forget_other_device(same_site); !forgotten) {
        return forgotten;
      }
    }
    const Result<std::int64_t> saved = database_->run(
        "INSERT INTO identity (one, device_id, name, role, site_id, epoch, last_sequence)"
        " VALUES (1, ?1, ?2, ?3, ?4, ?5, 0) ON CONFLICT (one) DO UPDATE SET"
        " device_id = excluded.device_id, name = excluded.name, role = excluded.role,"
        " site_id = excluded.site_id, epoch = excluded.epoch,"
        " last_sequence = CASE WHEN ?6 THEN identity.last_sequence ELSE 0 END,"
        " epoch_claim = CASE WHEN ?6 THEN identity.epoch_claim ELSE NULL END",
        identity.device, identity.name, identity.role, identity.site, identity.epoch, same_chain);
    return saved ? done() : Status(saved.error());
  });
}

Result<OperationId> DeviceStore::close_epoch(OperationId claim) {
  OperationId kept = claim;
  const Status closed = write("closing the epoch", [&]() -> Status {
    const auto stored =
        first(database_->query("UPDATE identity SET epoch_claim = coalesce(epoch_claim, ?1)"
                               " WHERE one = 1 RETURNING epoch_claim",
                               claim),
              [](Query& row) { return row.id<OperationId>(0); });
    if (!stored) {
      return stored.error();
    }
    if (!*stored) {
      return fail(ErrorCode::configuration, "the store belongs to no device yet; enrol it");
    }
    kept = **stored;
    return drop_allotment(false);
  });
  return closed ? Result<OperationId>(kept) : closed.error();
}

// Nothing is left to sell; `read_again` the feed to hear of what was granted since.
Status DeviceStore::drop_allotment(bool read_again) {
  if (const auto dropped = database_->run("DELETE FROM balances"); !dropped || !read_again) {
    return dropped ? done() : Status(dropped.error());
  }
  const auto begun = database_->run("UPDATE sync SET feed_cursor = 0 WHERE one = 1");
  return begun ? done() : Status(begun.error());
}

// The server's incarnations are known to the device, the rest of the feed belongs to its site.
Status DeviceStore::forget_other_device(bool same_site) {
  const auto begun = database_->run("UPDATE sync SET incarnation = 0, reported = 1 WHERE one = 1");
  if (!begun) {
    return begun.error();
  }
  // A server may have been restored since; what the feed tells from its beginning goes before.
  for (const char* statement :
       {"UPDATE listed_bookings SET version = 0", "UPDATE catalogs SET version = 0"}) {
    if (const auto ran = database_->run(statement); !ran) {
      return ran.error();
    }
  }
  constexpr const char* of_site[] = {
      "DELETE FROM catalogs",   "DELETE FROM ticket_keys",    "DELETE FROM listed_bookings",
      "DELETE FROM admissions", "DELETE FROM own_admissions",
  };
  for (const char* statement : of_site) {
    if (same_site) {
      break;
    }
    if (const auto ran = database_->run(statement); !ran) {
      return ran.error();
    }
  }
  return done();
}

Result<port::SyncState> DeviceStore::sync_state() {
  const auto lock = enter("reading the state of synchronisation");
  auto state = first(
      database_->query(
          "SELECT feed_cursor, incarnation, clock_offset, last_contact, boot_id, boot_time,"
          " stable, reported,"
          " EXISTS (SELECT 1 FROM identity WHERE one = 1 AND epoch_claim IS NOT NULL) FROM sync"
          " WHERE one = 1"),
      [](Query& row) {
        return port::SyncState{row.integer(0),          row.integer(1), row.or_null<Duration>(2),
                               row.or_null<UtcTime>(3), row.text(4),    Duration{row.integer(5)},
                               row.integer(6),          row.integer(7), row.integer(8) != 0};
      });
  if (!state) {
    return state.error();
  }
  return state->value_or(port::SyncState{});
}

Status DeviceStore::save_contact(const port::Contact& contact) {
  return write("saving the last contact", [&]() -> Status {
    const Result<std::int64_t> saved = database_->run(
        "UPDATE sync SET clock_offset = ?1, last_contact = ?2, boot_id = ?3, boot_time = ?4"
        " WHERE one = 1",
        contact.clock_offset, contact.at, contact.boot_id, contact.boot_time);
    return saved ? done() : Status(saved.error());
  });
}

Result<std::optional<port::StoredCatalog>> DeviceStore::catalog() {
  const auto lock = enter("reading the catalogue");
  return first(database_->query("SELECT version, toml FROM catalogs WHERE one = 1"),
               [](Query& row) { return port::StoredCatalog{row.integer(0), row.text(1)}; });
}

}  // namespace lobby::sqlite
