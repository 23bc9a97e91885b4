// Opening, configuring and running a connection. The settings are those of store.md; every one
// is checked, because SQLite silently keeps another journal mode where it must.
#include "platform/sqlite/database.h"

#include <cerrno>

#include <fcntl.h>
#include <sqlite3.h>
#include <sys/stat.h>
#include <unistd.h>

#include "platform/sqlite/error.h"

namespace lobby::sqlite {
namespace {

// The log is cut back to this after a checkpoint, so that one long outage does not leave a large
// file for ever.
constexpr std::string_view log_bytes_kept = "4194304";

// SQLite would create the file readable by everybody; its log and index copy the file's mode.
// The file is never opened here when it exists: closing it would drop the locks that another
// connection of this process holds on it (POSIX advisory locks).
Status make_private(const std::string& path) {
  const int descriptor = ::open(path.c_str(), O_CREAT | O_EXCL | O_CLOEXEC | O_RDWR, 0600);
  if (descriptor >= 0) {
    ::close(descriptor);
    return done();
  }
  if (errno != EEXIST) {
    return translate_errno(errno, path, "creating it");
  }
  ::chmod(path.c_str(), S_IRUSR | S_IWUSR);
  return done();
}

}  // namespace

Result<std::unique_ptr<Database>> Database::open(const DatabaseOptions& options) {
  if (!options.read_only) {
    if (Status made = make_private(options.path); !made) {
      return made.error();
    }
  }
  std::unique_ptr<Database> database(new Database(options));
  if (Status connected = database->connect(); !connected) {
    return connected.error();
  }
  if (Status configured = database->configure(); !configured) {
    return configured.error();
  }
  return database;
}

Database::~Database() {
  for (const auto& [sql, statement] : statements_) {
    sqlite3_finalize(statement);
  }
  sqlite3_close(handle_);
}

Error Database::error(int result) const {
  return translate(result, handle_, path(), doing_);
}

Error Database::damage(const std::string& why) const {
  const Error error = translate(SQLITE_CORRUPT, nullptr, path(), doing_);
  return fail(error.code, error.detail + ": " + why);
}

bool Database::in_transaction() const {
  return sqlite3_get_autocommit(handle_) == 0;
}

Status Database::connect() {
  const char* vfs = options_.vfs.empty() ? nullptr : options_.vfs.c_str();
  const int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE;
  if (const int result = sqlite3_open_v2(path().c_str(), &handle_, flags, vfs);
      result != SQLITE_OK) {
    return error(result);
  }
  sqlite3_busy_timeout(handle_, static_cast<int>(options_.busy_timeout_ms));
  sqlite3_db_config(handle_, SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
  sqlite3_db_config(handle_, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, nullptr);
  return done();
}

Status Database::configure() {
  if (sqlite3_db_readonly(handle_, "main") == 1) {
    return error(SQLITE_READONLY);
  }
  const auto mode =
      first(query("PRAGMA journal_mode = WAL"), [](Query& row) { return row.text(0); });
  if (!mode) {
    return mode.error();
  }
  if (*mode != "wal") {
    return fail(ErrorCode::configuration, path() +
                                              " is on a file system without shared memory; "
                                              "SQLite's write-ahead log needs a local disk");
  }
  const std::string settings =
      "PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON; PRAGMA cell_size_check = ON;"
      "PRAGMA temp_store = MEMORY; PRAGMA journal_size_limit = " +
      std::string(log_bytes_kept) + ";" +
      (options_.secure_delete ? "PRAGMA secure_delete = ON;" : "") +
      (options_.read_only ? "PRAGMA query_only = ON;" : "");
  if (Status set = execute(settings, "opening it"); !set) {
    return set;
  }
  // Reads the header now, so that a file that is no database is refused here.
  return execute("SELECT count(*) FROM sqlite_master", "opening it");
}

Query Database::prepare(const char* sql) {
  const auto found = statements_.find(sql);
  if (found != statements_.end()) {
    CHECK(sqlite3_stmt_busy(found->second) == 0);
    return Query(*this, found->second);
  }
  sqlite3_stmt* statement = nullptr;
  const int result =
      sqlite3_prepare_v3(handle_, sql, -1, SQLITE_PREPARE_PERSISTENT, &statement, nullptr);
  if (result != SQLITE_OK) {
    return Query(*this, error(result));
  }
  statements_.emplace(sql, statement);
  return Query(*this, statement);
}

Query Database::bound(const char* sql, std::span<const sql::Value> values) {
  Query query = prepare(sql);
  int index = 0;
  for (const sql::Value& value : values) {
    query.bind(++index, value);
  }
  return query;
}

Result<std::int64_t> Database::change(const char* sql, std::span<const sql::Value> values) {
  return bound(sql, values).run();
}

Status Database::each_row(const char* sql, std::span<const sql::Value> values,
                          const std::function<bool(sql::Row&)>& take) {
  return bound(sql, values).each(take);
}

Status Database::execute(const std::string& sql, std::string_view doing) {
  doing_ = doing;
  const int result = sqlite3_exec(handle_, sql.c_str(), nullptr, nullptr, nullptr);
  return result == SQLITE_OK ? done() : Status(error(result));
}

Status Database::quick_check() {
  doing_ = "checking it after an unclean end";
  const auto verdict =
      first(query("PRAGMA quick_check(1)"), [](Query& row) { return row.text(0); });
  if (!verdict) {
    return verdict.error();
  }
  if (!*verdict || **verdict != "ok") {
    return damage(verdict->value_or("no answer"));
  }
  return done();
}

Status Database::truncate_log() {
  const int result =
      sqlite3_wal_checkpoint_v2(handle_, "main", SQLITE_CHECKPOINT_TRUNCATE, nullptr, nullptr);
  return result == SQLITE_OK ? done() : Status(error(result));
}

Result<Transaction> Transaction::begin(Database& database, Kind kind) {
  const Result<std::int64_t> begun =
      kind == Kind::write ? database.run("BEGIN IMMEDIATE") : database.run("BEGIN");
  if (!begun) {
    return begun.error();
  }
  return Transaction(database);
}

Transaction::Transaction(Transaction&& other) noexcept : database_(other.database_) {
  other.database_ = nullptr;
}

Transaction::~Transaction() {
  if (database_ != nullptr) {
    // Fails where SQLite has rolled back by itself (a full disk): the end is the same.
    (void)database_->run("ROLLBACK");
  }
}

Status Transaction::commit() {
  const Result<std::int64_t> committed = database_->run("COMMIT");
  if (!committed) {
    return committed.error();
  }
  database_ = nullptr;
  return done();
}

}  // namespace lobby::sqlite
