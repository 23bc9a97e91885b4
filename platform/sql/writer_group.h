// Group commit (protocol rule 17): writers that wait for each other share one transaction of one
// connection and its one flush. The first needs no savepoint; each that joins runs in one of its
// own, so that its failing leaves the others. All are told after COMMIT.
// A conflict (another transaction came between) runs the work again, with full jitter, at most
// eight times.
// Any thread.
#pragma once

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <memory>
#include <mutex>
#include <optional>
#include <vector>

#include "core/port/server_store.h"
#include "platform/sql/session.h"

namespace lobby::sql {

// The connection that writes, as an engine provides it. Calls come one at a time.
class Writer {
 public:
  virtual ~Writer() = default;

  virtual Status begin(const SiteId& site) = 0;
  // After an error the transaction is over; whether it was kept may be unknown (unavailable).
  virtual Status commit() = 0;
  virtual void roll_back() = 0;
  // REQUIRES of all below: between begin() and commit() or roll_back().
  // A savepoint; then what came after it is kept or undone. After an error only roll_back().
  virtual Status mark() = 0;
  virtual Status keep() = 0;
  virtual Status undo() = 0;
  virtual Session& session() = 0;
  // False when the engine has given the transaction up by itself.
  virtual bool in_transaction() const = 0;
  // What a statement met since begin() or mark(), where the engine goes on only after
  // a roll-back whatever the work made of it.
  virtual std::optional<Error> failure() const = 0;
  // Whether the last error was a conflict, so that all of it may be run again; also after begin()
  // or commit() failed.
  virtual bool conflict() const = 0;
};

class WriterGroup {
 public:
  explicit WriterGroup(std::unique_ptr<Writer> writer) : writer_(std::move(writer)) {}

  // As port::ServerStore::run. Errors: those of `work` and of the writer.
  Status run(const SiteId& site, const port::ServerStore::Work& work);

 private:
  struct Outcome {
    Status status = done();
    bool again = false;
  };
  // A writer that has done its work and waits for the commit it shares.
  struct Member {
    std::optional<Outcome> outcome;
  };

  Outcome try_run(const SiteId& site, const port::ServerStore::Work& work);
  Outcome work_in_group(const SiteId& site, const port::ServerStore::Work& work);
  Outcome run_work(const SiteId& site, const port::ServerStore::Work& work);
  bool is_full() const;
  void finish(const Outcome& outcome);
  Outcome end();

  std::atomic<int> waiting_ = 0;  // writers at the door: one of them will commit
  std::mutex mutex_;              // guards all below
  std::condition_variable committed_;
  std::unique_ptr<Writer> writer_;
  bool open_ = false;  // a transaction is under way
  std::chrono::steady_clock::time_point began_;
  std::vector<Member*> members_;
};

}  // namespace lobby::sql
