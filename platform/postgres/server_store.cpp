// Opening, one group of writers a site, snapshots for readers.
#include "platform/postgres/server_store.h"

#include "platform/postgres/migration.h"
#include "platform/postgres/site_writer.h"
#include "platform/sql/site_transaction.h"

namespace lobby::postgres {

Result<std::unique_ptr<ServerStore>> ServerStore::open(const ServerStoreOptions& options) {
  const Result<std::unique_ptr<Connection>> connection = Connection::open(options.url);
  if (!connection) {
    return connection.error();
  }
  if (Status migrated = migrate(**connection, options.migrations_directory, "server"); !migrated) {
    return migrated.error();
  }
  return std::unique_ptr<ServerStore>(new ServerStore(options));
}

sql::WriterGroup& ServerStore::group_of(const SiteId& site) {
  const std::lock_guard lock(mutex_);
  std::unique_ptr<sql::WriterGroup>& group = groups_[site];
  if (!group) {
    group = std::make_unique<sql::WriterGroup>(std::make_unique<SiteWriter>(writers_));
  }
  return *group;
}

Status ServerStore::run(const SiteId& site, const Work& work) {
  return group_of(site).run(site, work);
}

Status ServerStore::read(const SiteId& site, const Work& work) {
  Result<Pool::Lease> lease = readers_.take([&](Connection& connection) {
    connection.set_doing("reading for site " + site.text());
    return connection.execute("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY");
  });
  if (!lease) {
    return lease.error();
  }
  Connection& connection = lease->connection();
  Status worked = sql::SiteTransaction::run(connection, site, work);
  if (connection.failure()) {
    worked = *connection.failure();
  }
  // Nothing was written, so there is nothing to commit; a connection on which this fails is closed.
  (void)connection.execute("ROLLBACK");
  return worked;
}

Result<std::int64_t> ServerStore::feed_head(const SiteId& site) {
  std::int64_t head = 0;
  const Result<Pool::Lease> lease = readers_.take([&](Connection& connection) -> Status {
    connection.set_doing("reading the end of the feed");
    const auto found =
        first(connection.select("SELECT feed_cursor FROM sites WHERE site_id = ?1", site),
              [](sql::Row& row) { return row.integer(0); });
    if (!found) {
      return found.error();
    }
    head = found->value_or(0);
    return done();
  });
  if (!lease) {
    return lease.error();
  }
  return head;
}

}  // namespace lobby::postgres
