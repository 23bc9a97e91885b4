// Reading columns by type.
#include "platform/sql/row.h"

#include <limits>

namespace lobby::sql {

void Row::damaged(const std::string& why) {
  if (!fault_) {
    fault_ = damage(why);
  }
}

std::int64_t Row::integer(int column) {
  const Value value = cell(column);
  if (value.null || value.type != Value::Type::integer) {
    damaged("a number is missing");
    return 0;
  }
  return value.integer;
}

std::int32_t Row::integer32(int column) {
  const std::int64_t value = integer(column);
  using Limits = std::numeric_limits<std::int32_t>;
  if (value < Limits::min() || value > Limits::max()) {
    damaged("a number outside its range");
    return 0;
  }
  return static_cast<std::int32_t>(value);
}

std::optional<std::int64_t> Row::integer_or_null(int column) {
  if (cell(column).null) {
    return std::nullopt;
  }
  return integer(column);
}

std::string Row::text(int column) {
  const Value value = cell(column);
  if (value.null || value.type != Value::Type::text) {
    damaged("a text is missing");
    return {};
  }
  return std::string(value.bytes);
}

ErrorCode Row::error_code(int column) {
  const std::optional<ErrorCode> code = error_code_from(text(column));
  if (!code) {
    damaged("an error without a known name");
  }
  return code.value_or(ErrorCode::internal);
}

const std::uint8_t* Row::blob(int column, std::size_t size) {
  const Value value = cell(column);
  if (value.null || value.type != Value::Type::blob || value.bytes.size() != size) {
    damaged("an identity of another length");
    return nullptr;
  }
  return reinterpret_cast<const std::uint8_t*>(value.bytes.data());
}

}  // namespace lobby::sql
