// The server's store on SQLite: one writer whose transactions waiting callers share, readers
// beside it (WAL).
// Any thread.
#pragma once

#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "core/port/server_store.h"
#include "platform/sql/writer_group.h"
#include "platform/sqlite/database.h"
#include "platform/sqlite/open_guard.h"

namespace lobby::sqlite {

struct ServerStoreOptions {
  std::string path;                    // the database file; its directory exists
  std::string migrations_directory;    // assets/migrations/server
  std::int64_t busy_timeout_ms = 500;  // a try; a busy database is tried nine times
  std::string vfs;                     // empty: the system's
};

class ServerStore final : public port::ServerStore {
 public:
  // Errors: those of Database::open, quick_check (after an unclean end) and migrate.
  static Result<std::unique_ptr<ServerStore>> open(const ServerStoreOptions& options);

  Status run(const SiteId& site, const Work& work) override;
  Status read(const SiteId& site, const Work& work) override;
  Result<std::int64_t> feed_head(const SiteId& site) override;

 private:
  // A reader's connection, back to the idle ones at the end.
  class Reader;

  ServerStore(ServerStoreOptions options, OpenGuard guard, std::unique_ptr<Database> writer);

  Result<std::unique_ptr<Database>> take_reader();

  const ServerStoreOptions options_;
  OpenGuard guard_;
  sql::WriterGroup writers_;

  std::mutex readers_mutex_;
  std::vector<std::unique_ptr<Database>> idle_readers_;
};

}  // namespace lobby::sqlite
