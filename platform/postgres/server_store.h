// The server's store on PostgreSQL 15 or newer: several server programs may share one database.
// A run() that ends with `unavailable` may have been kept or not (the connection was lost, or the
// server warned, while it was committed): the caller repeats the request under the same id, and
// finds the first answer or gives it now. Whatever failed before COMMIT left nothing.
// Any thread.
#pragma once

#include <map>
#include <memory>
#include <mutex>
#include <string>

#include "core/port/server_store.h"
#include "platform/postgres/pool.h"
#include "platform/sql/writer_group.h"

namespace lobby::postgres {

struct ServerStoreOptions {
  std::string url;                   // a libpq connection string
  std::string migrations_directory;  // assets/migrations/server
  std::size_t writers_max = 8;       // connections that write: sites that are written at once
  std::size_t readers_max = 8;       // connections that read
};

class ServerStore final : public port::ServerStore {
 public:
  // Errors: those of Connection::open and migrate.
  static Result<std::unique_ptr<ServerStore>> open(const ServerStoreOptions& options);

  Status run(const SiteId& site, const Work& work) override;
  Status read(const SiteId& site, const Work& work) override;
  Result<std::int64_t> feed_head(const SiteId& site) override;

 private:
  explicit ServerStore(const ServerStoreOptions& options)
      : writers_(options.url, options.writers_max), readers_(options.url, options.readers_max) {}

  sql::WriterGroup& group_of(const SiteId& site);

  Pool writers_;
  Pool readers_;
  std::mutex mutex_;  // guards groups_; a group stays once it is there
  std::map<SiteId, std::unique_ptr<sql::WriterGroup>> groups_;
};

}  // namespace lobby::postgres
