// Binding, stepping and reading over sqlite3_stmt.
#include "platform/sqlite/query.h"

#include <limits>

#include <sqlite3.h>

#include "platform/sqlite/database.h"

namespace lobby::sqlite {

Query::Query(Query&& other) noexcept
    : database_(other.database_), statement_(other.statement_), fault_(std::move(other.fault_)) {
  other.statement_ = nullptr;
}

Query::~Query() {
  if (statement_ != nullptr) {
    sqlite3_reset(statement_);
    sqlite3_clear_bindings(statement_);
  }
}

void Query::bound(int result) {
  if (result != SQLITE_OK && !fault_) {
    fault_ = database_->error(result);
  }
}

void Query::bind_integer(int index, std::int64_t value) {
  bound(sqlite3_bind_int64(statement_, index, value));
}

void Query::bind_null(int index) {
  bound(sqlite3_bind_null(statement_, index));
}

void Query::bind(int index, std::string_view text) {
  // An empty view may have no address, which SQLite would take for NULL.
  const char* data = text.empty() ? "" : text.data();
  bound(sqlite3_bind_text64(statement_, index, data, text.size(), SQLITE_STATIC, SQLITE_UTF8));
}

void Query::bind_blob(int index, const std::uint8_t* data, std::size_t size) {
  bound(sqlite3_bind_blob64(statement_, index, data, size, SQLITE_STATIC));
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

void Query::damaged(const std::string& why) {
  if (!fault_) {
    fault_ = database_->damage(why);
  }
}

std::int64_t Query::integer(int column) {
  if (sqlite3_column_type(statement_, column) != SQLITE_INTEGER) {
    damaged("a number is missing");
    return 0;
  }
  return sqlite3_column_int64(statement_, column);
}

std::int32_t Query::integer32(int column) {
  const std::int64_t value = integer(column);
  using Limits = std::numeric_limits<std::int32_t>;
  if (value < Limits::min() || value > Limits::max()) {
    damaged("a number outside its range");
    return 0;
  }
  return static_cast<std::int32_t>(value);
}

std::optional<std::int64_t> Query::integer_or_null(int column) {
  if (sqlite3_column_type(statement_, column) == SQLITE_NULL) {
    return std::nullopt;
  }
  return integer(column);
}

std::string Query::text(int column) {
  if (sqlite3_column_type(statement_, column) != SQLITE_TEXT) {
    damaged("a text is missing");
    return {};
  }
  const auto* data = reinterpret_cast<const char*>(sqlite3_column_text(statement_, column));
  if (data == nullptr) {
    damaged("a text cannot be read");
    return {};
  }
  return {data, static_cast<std::size_t>(sqlite3_column_bytes(statement_, column))};
}

ErrorCode Query::error_code(int column) {
  const std::optional<ErrorCode> code = error_code_from(text(column));
  if (!code) {
    damaged("an error without a known name");
  }
  return code.value_or(ErrorCode::internal);
}

const std::uint8_t* Query::blob(int column, std::size_t size) {
  if (sqlite3_column_type(statement_, column) != SQLITE_BLOB ||
      sqlite3_column_bytes(statement_, column) != static_cast<int>(size)) {
    damaged("an identity of another length");
    return nullptr;
  }
  return static_cast<const std::uint8_t*>(sqlite3_column_blob(statement_, column));
}

}  // namespace lobby::sqlite
