// One SQLite connection and the statements kept prepared on it. WAL, synchronous=FULL.
// Every value is bound (?1, ?2, …), never written into the text.
// A Database and its Query objects belong to one thread at a time; the stores hold a lock.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>

#include "core/base/result.h"
#include "platform/sql/session.h"
#include "platform/sqlite/query.h"

struct sqlite3;
struct sqlite3_stmt;

namespace lobby::sqlite {

struct DatabaseOptions {
  std::string path;
  std::int64_t busy_timeout_ms = 1'000;
  bool read_only = false;      // a reader beside the writer; the file exists already
  bool secure_delete = false;  // overwrite what is deleted
  std::string vfs;             // empty: the system's; tests pass a faulty one
};

class Database final : public sql::Session {
 public:
  // Creates the file with mode 0600. Errors: not_found (directory), read_only, corrupt,
  // disk_full, unavailable.
  static Result<std::unique_ptr<Database>> open(const DatabaseOptions& options);
  ~Database() override;
  Database(const Database&) = delete;
  Database& operator=(const Database&) = delete;

  const std::string& path() const { return options_.path; }

  // A run of the kept statement `sql` with ?1, ?2, … bound to `values`.
  // REQUIRES: `sql` is a literal (it is the key of the kept statement); no Query of it is alive.
  template <class... Values>
  Query query(const char* sql, const Values&... values) {
    Query query = prepare(sql);
    int index = 0;
    (query.bind(++index, sql::value_of(values)), ...);
    return query;
  }
  Result<std::int64_t> change(const char* sql, std::span<const sql::Value> values) override;
  Status each_row(const char* sql, std::span<const sql::Value> values,
                  const std::function<bool(sql::Row&)>& take) override;

  // Statements that are run once and not kept.
  Status execute(const std::string& sql, std::string_view doing);
  // Errors: corrupt, naming the first damage found. Reads the whole file.
  Status quick_check();
  // Moves the log into the file and cuts the log to nothing, so that overwritten bytes are gone
  // from both. Errors: unavailable while another connection reads.
  Status truncate_log();

  // What goes into messages as "while …" until the next call.
  void set_doing(std::string_view doing) { doing_ = doing; }
  Error error(int result) const;
  // `corrupt`: stored data that should not be as they are.
  Error damage(const std::string& why) const override;
  // False when SQLite has rolled back by itself (a full disk, an I/O error).
  bool in_transaction() const;

 private:
  explicit Database(DatabaseOptions options) : options_(std::move(options)) {}
  Status connect();
  Status configure();
  Query prepare(const char* sql);
  Query bound(const char* sql, std::span<const sql::Value> values);

  DatabaseOptions options_;
  sqlite3* handle_ = nullptr;
  std::unordered_map<const char*, sqlite3_stmt*> statements_;
  std::string doing_ = "opening it";
};

// BEGIN IMMEDIATE … COMMIT; rolls back unless committed. One at a time on a Database.
class Transaction {
 public:
  enum class Kind : std::uint8_t { write, read };

  static Result<Transaction> begin(Database& database, Kind kind = Kind::write);
  Transaction(Transaction&& other) noexcept;
  Transaction& operator=(Transaction&& other) = delete;
  ~Transaction();

  // After an error nothing was changed and the transaction is over.
  Status commit();

 private:
  explicit Transaction(Database& database) : database_(&database) {}
  Database* database_;
};

}  // namespace lobby::sqlite
