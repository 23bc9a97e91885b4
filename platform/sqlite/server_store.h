// The server's store on SQLite: one writer, readers beside it (WAL). Writers that wait for each
// other share one transaction and its one flush (group commit, protocol rule 17): each runs in a
// savepoint of its own, so that one failing leaves the others, and all are told after COMMIT.
// Any thread.
#pragma once

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "core/port/server_store.h"
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
  // A writer that has done its work and waits for the commit it shares.
  struct Member {
    std::optional<Status> outcome;
  };
  // A reader's connection, back to the idle ones at the end.
  class Reader;

  ServerStore(ServerStoreOptions options, OpenGuard guard, std::unique_ptr<Database> writer)
      : options_(std::move(options)), guard_(std::move(guard)), writer_(std::move(writer)) {}

  // nullopt: the database is busy and nothing was run.
  std::optional<Status> try_run(const SiteId& site, const Work& work);
  Status run_in_savepoint(const SiteId& site, const Work& work);
  bool group_is_full() const;
  void finish_group(const Status& outcome);
  Status end_group();
  Result<std::unique_ptr<Database>> take_reader();

  const ServerStoreOptions options_;
  OpenGuard guard_;

  std::atomic<int> waiting_ = 0;  // writers at the door: one of them will commit
  std::mutex writer_mutex_;       // guards all below, and the right to use writer_
  std::condition_variable committed_;
  std::unique_ptr<Database> writer_;
  std::optional<Transaction> group_;
  std::chrono::steady_clock::time_point group_began_;
  std::vector<Member*> members_;

  std::mutex readers_mutex_;
  std::vector<std::unique_ptr<Database>> idle_readers_;
};

}  // namespace lobby::sqlite
