// One run of a kept statement: binds values, steps through rows, and is the current row itself.
// The thread of its Database.
#pragma once

#include <cstdint>
#include <string>

#include "core/base/result.h"
#include "platform/sql/row.h"
#include "platform/sql/session.h"
#include "platform/sql/value.h"

struct sqlite3_stmt;

namespace lobby::sqlite {

class Database;

class Query final : public sql::Row {
 public:
  using RowType = Query;

  Query(Database& database, sqlite3_stmt* statement)
      : database_(&database), statement_(statement) {}
  Query(Database& database, Error error) : sql::Row(std::move(error)), database_(&database) {}
  Query(Query&& other) noexcept;
  Query& operator=(Query&&) = delete;
  ~Query() override;

  // The bytes of text and blobs are borrowed until the query ends.
  void bind(int index, const sql::Value& value);

  // True while there is a row.
  Result<bool> step();
  // To the end; the number of rows changed.
  Result<std::int64_t> run();
  // Every row to `take` (a function of Query&) until it returns false.
  template <class Take>
  Status each(const Take& take) {
    for (;;) {
      const Result<bool> row = step();
      if (!row) {
        return row.error();
      }
      const bool more = *row && take(*this);
      if (!sound()) {
        return fault();
      }
      if (!more) {
        return done();
      }
    }
  }

 private:
  sql::Value cell(int column) const override;
  Error damage(const std::string& why) const override;

  Database* database_;
  sqlite3_stmt* statement_ = nullptr;
};

}  // namespace lobby::sqlite
