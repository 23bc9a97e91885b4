// Opening, the shared transaction of the writers, the readers' connections.
#include "platform/sqlite/server_store.h"

#include <algorithm>
#include <random>
#include <thread>

#include "platform/sqlite/changed.h"
#include "platform/sqlite/migration.h"
#include "platform/sqlite/site_transaction.h"

namespace lobby::sqlite {
namespace {

constexpr int retries_max = 8;
constexpr std::size_t group_members_max = 64;
constexpr std::chrono::milliseconds group_time_max{2};
constexpr std::size_t idle_readers_max = 4;

// Full jitter: uniform in 0 .. 5 ms × 2^attempt, at most 320 ms.
std::chrono::milliseconds jitter(int attempt) {
  thread_local std::minstd_rand random(std::random_device{}());
  return std::chrono::milliseconds(
      std::uniform_int_distribution(0, 5 << std::min(attempt, 6))(random));
}

}  // namespace

Result<std::unique_ptr<ServerStore>> ServerStore::open(const ServerStoreOptions& options) {
  Result<OpenGuard> guard = OpenGuard::take(options.path);
  if (!guard) {
    return guard.error();
  }
  Result<std::unique_ptr<Database>> writer = Database::open(
      {.path = options.path, .busy_timeout_ms = options.busy_timeout_ms, .vfs = options.vfs});
  if (!writer) {
    return writer.error();
  }
  if (guard->unclean_end()) {
    if (Status sound = (*writer)->quick_check(); !sound) {
      return sound.error();
    }
  }
  if (Status migrated = migrate(**writer, options.migrations_directory, "server"); !migrated) {
    return migrated.error();
  }
  guard->share();
  return std::unique_ptr<ServerStore>(
      new ServerStore(options, std::move(*guard), std::move(*writer)));
}

Status ServerStore::run(const SiteId& site, const Work& work) {
  for (int attempt = 0;; ++attempt) {
    if (std::optional<Status> outcome = try_run(site, work)) {
      return std::move(*outcome);
    }
    if (attempt == retries_max) {
      return fail(ErrorCode::unavailable,
                  options_.path +
                      ": another program holds the database; end that program, or "
                      "try again later");
    }
    std::this_thread::sleep_for(jitter(attempt));
  }
}

std::optional<Status> ServerStore::try_run(const SiteId& site, const Work& work) {
  ++waiting_;
  std::unique_lock lock(writer_mutex_);
  --waiting_;
  if (!group_) {
    writer_->set_doing("working for site " + site.text());
    Result<Transaction> begun = Transaction::begin(*writer_);
    if (!begun && begun.error().code == ErrorCode::unavailable) {
      return std::nullopt;
    }
    if (!begun) {
      return begun.error();
    }
    group_.emplace(std::move(*begun));
    group_began_ = std::chrono::steady_clock::now();
  }
  Status worked = run_in_savepoint(site, work);
  if (!writer_->in_transaction()) {
    // SQLite gave the whole transaction up, and with it what the others did.
    Status lost = worked ? fail(ErrorCode::internal, "the transaction ended early") : worked;
    finish_group(lost);
    return lost;
  }
  Member member;
  if (worked) {
    members_.push_back(&member);
  }
  if (waiting_ == 0 || group_is_full()) {
    const Status ended = end_group();
    return worked ? ended : worked;
  }
  if (!worked) {
    return worked;
  }
  committed_.wait(lock, [&] { return member.outcome.has_value(); });
  return std::move(member.outcome);
}

Status ServerStore::run_in_savepoint(const SiteId& site, const Work& work) {
  if (Status opened = ran(writer_->run("SAVEPOINT member")); !opened) {
    return opened;
  }
  SiteTransaction transaction(*writer_, site);
  Status worked = work(transaction);
  if (!worked && writer_->in_transaction()) {
    if (Status undone = ran(writer_->run("ROLLBACK TO member")); !undone) {
      return undone;
    }
  }
  if (writer_->in_transaction()) {
    if (Status released = ran(writer_->run("RELEASE member")); !released) {
      return released;
    }
  }
  return worked;
}

bool ServerStore::group_is_full() const {
  return members_.size() >= group_members_max ||
         std::chrono::steady_clock::now() - group_began_ >= group_time_max;
}

Status ServerStore::end_group() {
  const Status outcome = members_.empty() ? done() : group_->commit();
  finish_group(outcome);
  return outcome;
}

void ServerStore::finish_group(const Status& outcome) {
  group_.reset();
  for (Member* member : members_) {
    member->outcome = outcome;
  }
  members_.clear();
  committed_.notify_all();
}

class ServerStore::Reader {
 public:
  Reader(ServerStore& store, std::unique_ptr<Database> database)
      : store_(store), database_(std::move(database)) {}
  Reader(const Reader&) = delete;
  Reader& operator=(const Reader&) = delete;
  ~Reader() {
    const std::lock_guard lock(store_.readers_mutex_);
    if (store_.idle_readers_.size() < idle_readers_max) {
      store_.idle_readers_.push_back(std::move(database_));
    }
  }
  Database& database() { return *database_; }

 private:
  ServerStore& store_;
  std::unique_ptr<Database> database_;
};

Result<std::unique_ptr<Database>> ServerStore::take_reader() {
  {
    const std::lock_guard lock(readers_mutex_);
    if (!idle_readers_.empty()) {
      std::unique_ptr<Database> reader = std::move(idle_readers_.back());
      idle_readers_.pop_back();
      return reader;
    }
  }
  return Database::open({.path = options_.path,
                         .busy_timeout_ms = options_.busy_timeout_ms,
                         .read_only = true,
                         .vfs = options_.vfs});
}

Status ServerStore::read(const SiteId& site, const Work& work) {
  Result<std::unique_ptr<Database>> database = take_reader();
  if (!database) {
    return database.error();
  }
  Reader reader(*this, std::move(*database));
  reader.database().set_doing("reading for site " + site.text());
  Result<Transaction> transaction = Transaction::begin(reader.database(), Transaction::Kind::read);
  if (!transaction) {
    return transaction.error();
  }
  SiteTransaction view(reader.database(), site);
  const Status worked = work(view);
  return worked ? transaction->commit() : worked;
}

Result<std::int64_t> ServerStore::feed_head(const SiteId& site) {
  Result<std::unique_ptr<Database>> database = take_reader();
  if (!database) {
    return database.error();
  }
  Reader reader(*this, std::move(*database));
  reader.database().set_doing("reading the end of the feed");
  const auto head =
      first(reader.database().query("SELECT feed_cursor FROM sites WHERE site_id = ?1", site),
            [](Query& row) { return row.integer(0); });
  if (!head) {
    return head.error();
  }
  return head->value_or(0);
}

}  // namespace lobby::sqlite
