// One connection as the portable statements see it: they are written once, with ?1, ?2, … for
// their values, and every engine runs the same text. A transaction is open while they run.
// A Session belongs to one thread at a time.
#pragma once

#include <array>
#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

#include "core/base/result.h"
#include "platform/sql/row.h"
#include "platform/sql/value.h"

namespace lobby::sql {

class Session;

// A statement with its values, run when its rows are asked for. It borrows text and bytes:
// REQUIRES: used within the expression that makes it.
template <std::size_t N>
class Select {
 public:
  using RowType = Row;

  Select(Session& session, const char* sql, std::array<Value, N> values)
      : session_(session), sql_(sql), values_(values) {}
  // Every row to `take` until it returns false.
  Status each(const std::function<bool(Row&)>& take);

 private:
  Session& session_;
  const char* sql_;
  std::array<Value, N> values_;
};

class Session {
 public:
  virtual ~Session() = default;

  // How many rows the statement changed. REQUIRES: `sql` is a literal (it is the key of the kept
  // statement), and a literal's values have the same types at every run.
  template <class... Values>
  Result<std::int64_t> run(const char* sql, const Values&... values) {
    const std::array<Value, sizeof...(Values)> bound{value_of(values)...};
    return change(sql, bound);
  }
  // For collect() and first(); the requirements of run().
  template <class... Values>
  Select<sizeof...(Values)> select(const char* sql, const Values&... values) {
    return {*this, sql, {value_of(values)...}};
  }
  // `corrupt`: stored data that should not be as they are.
  virtual Error damage(const std::string& why) const = 0;

  virtual Result<std::int64_t> change(const char* sql, std::span<const Value> values) = 0;
  virtual Status each_row(const char* sql, std::span<const Value> values,
                          const std::function<bool(Row&)>& take) = 0;

 protected:
  Session() = default;
  Session(const Session&) = default;
  Session& operator=(const Session&) = default;
};

template <std::size_t N>
Status Select<N>::each(const std::function<bool(Row&)>& take) {
  return session_.each_row(sql_, values_, take);
}

// Every row through `map` (a function of the row giving the value).
template <class Source, class Map>
auto collect(Source source, const Map& map)
    -> Result<std::vector<std::invoke_result_t<Map, typename Source::RowType&>>> {
  std::vector<std::invoke_result_t<Map, typename Source::RowType&>> rows;
  const Status read = source.each([&](typename Source::RowType& row) {
    rows.push_back(map(row));
    return true;
  });
  if (!read) {
    return read.error();
  }
  return rows;
}

// The first row, or nothing.
template <class Source, class Map>
auto first(Source source, const Map& map)
    -> Result<std::optional<std::invoke_result_t<Map, typename Source::RowType&>>> {
  std::optional<std::invoke_result_t<Map, typename Source::RowType&>> value;
  const Status read = source.each([&](typename Source::RowType& row) {
    value.emplace(map(row));
    return false;
  });
  if (!read) {
    return read.error();
  }
  return value;
}

}  // namespace lobby::sql
