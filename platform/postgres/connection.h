// One PostgreSQL connection and the statements kept prepared on it. Values travel in binary as
// int8, text or bytea. Isolation is READ COMMITTED and commits wait for the disk, whatever the
// server's defaults are. A statement, a lock and an idle transaction each have a time limit, so
// that a server program that hangs cannot keep a site from the others.
// A Connection belongs to one thread at a time.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>

#include "core/base/result.h"
#include "platform/postgres/error.h"
#include "platform/sql/session.h"

struct pg_conn;
struct pg_result;

namespace lobby::postgres {

// "the database lobby on db.example"; never the password. Errors: configuration (no libpq
// connection string).
Result<std::string> describe(const std::string& url);

class Connection final : public sql::Session {
 public:
  // `url`: a libpq connection string or URI. Errors: configuration, unavailable,
  // unsupported_version (before PostgreSQL 15).
  static Result<std::unique_ptr<Connection>> open(const std::string& url);
  ~Connection() override;
  Connection(const Connection&) = delete;
  Connection& operator=(const Connection&) = delete;

  // Statements that return no rows and are not kept, joined by ';'.
  Status execute(const std::string& sql);
  // Errors: unavailable where it is not known whether the work was kept: the connection was lost,
  // or the server warned (a commit that is not on its standby says so in a warning only).
  Status commit();

  Result<std::int64_t> change(const char* sql, std::span<const sql::Value> values) override;
  Status each_row(const char* sql, std::span<const sql::Value> values,
                  const std::function<bool(sql::Row&)>& take) override;
  Error damage(const std::string& why) const override;

  // The first error since forget_failure(): after one PostgreSQL refuses all until a roll-back.
  const std::optional<Error>& failure() const { return failure_; }
  // That error was a conflict with another transaction.
  bool conflict() const { return conflict_; }
  void forget_failure();

  bool is_lost() const;
  // Neither lost nor inside a transaction.
  bool is_idle() const;
  const std::string& name() const { return name_; }
  // What goes into messages as "while …" until the next call.
  void set_doing(std::string_view doing) { doing_ = doing; }

 private:
  struct ResultRelease {
    void operator()(pg_result* result) const;
  };
  using ResultHandle = std::unique_ptr<pg_result, ResultRelease>;
  class ResultRow;

  explicit Connection(std::string name) : name_(std::move(name)) {}
  Status connect(const std::string& url);
  Status configure();
  // The name of the kept statement `sql`.
  Result<std::string_view> prepare(const char* sql, std::span<const sql::Value> values);
  Result<ResultHandle> perform(const char* sql, std::span<const sql::Value> values);
  // Remembers what is wrong with `result`, if anything is.
  Status checked(const pg_result* result);
  static void hear(void* connection, const pg_result* notice);

  std::string name_;
  std::string doing_ = "connecting";
  pg_conn* handle_ = nullptr;
  std::unordered_map<const char*, std::string> statements_;
  std::optional<Error> failure_;
  bool conflict_ = false;
  std::string warning_;
};

}  // namespace lobby::postgres
