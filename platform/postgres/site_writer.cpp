// BEGIN, the site's lock, savepoints, COMMIT.
#include "platform/postgres/site_writer.h"

namespace lobby::postgres {
namespace {

// Afterwards this transaction holds the site's row; a new site gets it here.
Status lock_site(Connection& connection, const SiteId& site) {
  for (;;) {
    const auto held = first(
        connection.select("SELECT incarnation FROM sites WHERE site_id = ?1 FOR UPDATE", site),
        [](sql::Row& row) { return row.integer(0); });
    if (!held) {
      return held.error();
    }
    if (held->has_value()) {
      return done();
    }
    const Result<std::int64_t> added = connection.run(
        "INSERT INTO sites (site_id, incarnation, feed_cursor) VALUES (?1, 1, 0)"
        " ON CONFLICT DO NOTHING",
        site);
    if (!added) {
      return added.error();
    }
    if (*added == 1) {
      return done();
    }
  }
}

}  // namespace

Status SiteWriter::begin(const SiteId& site) {
  Result<Pool::Lease> lease = pool_.take([&](Connection& connection) {
    connection.set_doing("working for site " + site.text());
    Status begun = connection.execute("BEGIN");
    if (begun) {
      begun = lock_site(connection, site);
    }
    conflict_ = connection.conflict();
    return begun;
  });
  if (!lease) {
    return lease.error();
  }
  lease_.emplace(*std::move(lease));
  return done();
}

Status SiteWriter::commit() {
  const Status committed = lease_->connection().commit();
  conflict_ = lease_->connection().conflict();
  lease_.reset();
  return committed;
}

void SiteWriter::roll_back() {
  conflict_ = lease_->connection().conflict();
  // A connection on which this fails is closed: the end is the same.
  (void)lease_->connection().execute("ROLLBACK");
  lease_.reset();
}

Status SiteWriter::mark() {
  return lease_->connection().execute("SAVEPOINT member");
}

Status SiteWriter::keep() {
  return lease_->connection().execute("RELEASE member");
}

Status SiteWriter::undo() {
  Connection& connection = lease_->connection();
  connection.forget_failure();
  return connection.execute("ROLLBACK TO member; RELEASE member");
}

}  // namespace lobby::postgres
