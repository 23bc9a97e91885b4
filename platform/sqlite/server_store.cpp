// Opening, the writer's connection, the readers' connections.
#include "platform/sqlite/server_store.h"

#include <optional>

#include "platform/sql/changed.h"
#include "platform/sql/site_transaction.h"
#include "platform/sqlite/migration.h"

namespace lobby::sqlite {
namespace {

constexpr std::size_t idle_readers_max = 4;

// The one connection that writes. SQLite undoes a failed statement alone, so a failure needs no
// roll-back; a conflict is another program that holds the file.
class FileWriter final : public sql::Writer {
 public:
  explicit FileWriter(std::unique_ptr<Database> database) : database_(std::move(database)) {}

  Status begin(const SiteId& site) override {
    database_->set_doing("working for site " + site.text());
    Result<Transaction> begun = Transaction::begin(*database_);
    busy_ = !begun && begun.error().code == ErrorCode::unavailable;
    if (busy_) {
      return fail(ErrorCode::unavailable,
                  database_->path() +
                      ": another program holds the database; end that program, or "
                      "try again later");
    }
    if (!begun) {
      return begun.error();
    }
    transaction_.emplace(std::move(*begun));
    return done();
  }
  Status commit() override {
    Status committed = transaction_->commit();
    transaction_.reset();
    return committed;
  }
  void roll_back() override { transaction_.reset(); }
  Status mark() override { return sql::ran(database_->run("SAVEPOINT member")); }
  Status keep() override { return sql::ran(database_->run("RELEASE member")); }
  Status undo() override {
    const Status undone = sql::ran(database_->run("ROLLBACK TO member"));
    return undone ? keep() : undone;
  }
  sql::Session& session() override { return *database_; }
  bool in_transaction() const override { return database_->in_transaction(); }
  std::optional<Error> failure() const override { return std::nullopt; }
  bool conflict() const override { return busy_; }

 private:
  std::unique_ptr<Database> database_;
  std::optional<Transaction> transaction_;
  bool busy_ = false;
};

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

ServerStore::ServerStore(ServerStoreOptions options, OpenGuard guard,
                         std::unique_ptr<Database> writer)
    : options_(std::move(options)),
      guard_(std::move(guard)),
      writers_(std::make_unique<FileWriter>(std::move(writer))) {}

Status ServerStore::run(const SiteId& site, const Work& work) {
  return writers_.run(site, work);
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
  const Status worked = sql::SiteTransaction::run(reader.database(), site, work);
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
      first(reader.database().select("SELECT feed_cursor FROM sites WHERE site_id = ?1", site),
            [](sql::Row& row) { return row.integer(0); });
  if (!head) {
    return head.error();
  }
  return head->value_or(0);
}

}  // namespace lobby::sqlite
