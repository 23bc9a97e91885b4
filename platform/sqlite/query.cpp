// Binding, stepping and reading over sqlite3_stmt.
#include "platform/sqlite/query.h"

#include <sqlite3.h>

#include "platform/sqlite/database.h"

namespace lobby::sqlite {

using sql::Value;

Query::Query(Query&& other) noexcept
    : sql::Row(static_cast<sql::Row&&>(other)),
      database_(other.database_),
      statement_(other.statement_) {
  other.statement_ = nullptr;
}

Query::~Query() {
  if (statement_ != nullptr) {
    sqlite3_reset(statement_);
    sqlite3_clear_bindings(statement_);
  }
}

void Query::bind(int index, const Value& value) {
  // An empty view may have no address, which SQLite would take for NULL.
  const char* data = value.bytes.empty() ? "" : value.bytes.data();
  const std::size_t size = value.bytes.size();
  int result = SQLITE_OK;
  if (value.null) {
    result = sqlite3_bind_null(statement_, index);
  } else if (value.type == Value::Type::integer) {
    result = sqlite3_bind_int64(statement_, index, value.integer);
  } else if (value.type == Value::Type::text) {
    result = sqlite3_bind_text64(statement_, index, data, size, SQLITE_STATIC, SQLITE_UTF8);
  } else {
    result = sqlite3_bind_blob64(statement_, index, data, size, SQLITE_STATIC);
  }
  if (result != SQLITE_OK && !fault_) {
    fault_ = database_->error(result);
  }
}

Result<bool> Query::step() {
  if (fault_) {
    return *fault_;
  }
  const int result = sqlite3_step(statement_);
  if (result == SQLITE_ROW || result == SQLITE_DONE) {
    return result == SQLITE_ROW;
  }
  fault_ = database_->error(result);
  return *fault_;
}

Result<std::int64_t> Query::run() {
  for (;;) {
    const Result<bool> row = step();
    if (!row) {
      return row.error();
    }
    if (!*row) {
      return sqlite3_changes64(sqlite3_db_handle(statement_));
    }
  }
}

Value Query::cell(int column) const {
  switch (sqlite3_column_type(statement_, column)) {
    case SQLITE_INTEGER:
      return Value::number(sqlite3_column_int64(statement_, column));
    case SQLITE_TEXT: {
      const auto* data = reinterpret_cast<const char*>(sqlite3_column_text(statement_, column));
      if (data == nullptr) {  // no memory to convert it
        return {Value::Type::other, false, 0, {}};
      }
      return Value::text(
          {data, static_cast<std::size_t>(sqlite3_column_bytes(statement_, column))});
    }
    case SQLITE_BLOB: {
      const void* data = sqlite3_column_blob(statement_, column);
      return Value::blob(static_cast<const std::uint8_t*>(data),
                         static_cast<std::size_t>(sqlite3_column_bytes(statement_, column)));
    }
    case SQLITE_NULL:
      return {Value::Type::other, true, 0, {}};
    default:
      return {Value::Type::other, false, 0, {}};
  }
}

Error Query::damage(const std::string& why) const {
  return database_->damage(why);
}

}  // namespace lobby::sqlite
