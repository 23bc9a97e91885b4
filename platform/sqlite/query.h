// One run of a kept statement: binds values, steps through rows, reads columns by type.
// A column of another type or size than asked for is damage: the read gives an empty value and
// fault() becomes `corrupt`; collect() and first() check it after each row.
// The thread of its Database.
#pragma once

#include <algorithm>
#include <array>
#include <concepts>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

#include "core/base/id.h"
#include "core/base/result.h"
#include "core/base/time.h"

struct sqlite3_stmt;

namespace lobby::sqlite {

class Database;

class Query {
 public:
  Query(Database& database, sqlite3_stmt* statement)
      : database_(&database), statement_(statement) {}
  Query(Database& database, Error error) : database_(&database), fault_(std::move(error)) {}
  Query(Query&& other) noexcept;
  Query& operator=(Query&&) = delete;
  ~Query();

  template <std::integral Value>
  void bind(int index, Value value) {
    bind_integer(index, static_cast<std::int64_t>(value));
  }
  template <class Enum>
    requires std::is_enum_v<Enum>
  void bind(int index, Enum value) {
    bind_integer(index, static_cast<std::int64_t>(value));
  }
  // The bytes of text and blobs are borrowed until the query ends.
  void bind(int index, std::string_view text);
  void bind(int index, UtcTime time) { bind_integer(index, time.ms); }
  void bind(int index, Duration duration) { bind_integer(index, duration.ms); }
  void bind(int index, LocalDate date) { bind_integer(index, date.days()); }
  void bind(int index, std::nullopt_t) { bind_null(index); }
  template <std::size_t N>
  void bind(int index, const std::array<std::uint8_t, N>& bytes) {
    bind_blob(index, bytes.data(), N);
  }
  template <class Tag>
  void bind(int index, const Id<Tag>& id) {
    bind(index, id.bytes());
  }
  template <class Tag>
  void bind(int index, const Slug<Tag>& slug) {
    bind(index, std::string_view(slug.text()));
  }
  template <class Value>
  void bind(int index, const std::optional<Value>& value) {
    value ? bind(index, *value) : bind_null(index);
  }

  // True while there is a row.
  Result<bool> step();
  // To the end; the number of rows changed.
  Result<std::int64_t> run();

  // Columns of the current row, from 0.
  std::int64_t integer(int column);
  std::int32_t integer32(int column);
  std::optional<std::int64_t> integer_or_null(int column);
  std::string text(int column);
  UtcTime time(int column) { return {integer(column)}; }
  // UtcTime or Duration; nothing where the column is NULL.
  template <class Value>
  std::optional<Value> or_null(int column) {
    const std::optional<std::int64_t> value = integer_or_null(column);
    return value ? std::optional(Value{*value}) : std::nullopt;
  }
  LocalDate date(int column) { return LocalDate::from_days(integer32(column)); }
  template <std::size_t N>
  std::array<std::uint8_t, N> bytes(int column) {
    std::array<std::uint8_t, N> value{};
    if (const std::uint8_t* data = blob(column, N)) {
      std::copy_n(data, N, value.begin());
    }
    return value;
  }
  template <class IdType>
  IdType id(int column) {
    return IdType(bytes<16>(column));
  }
  template <class SlugType>
  SlugType slug(int column) {
    return parsed<SlugType>(SlugType::parse(text(column)));
  }
  // One of `count` enumerators, stored as its number.
  template <class Enum>
  Enum enumerator(int column, Enum last) {
    const std::int64_t value = integer(column);
    if (value < 0 || value > static_cast<std::int64_t>(last)) {
      damaged("a value outside its range");
      return Enum{};
    }
    return static_cast<Enum>(value);
  }
  ErrorCode error_code(int column);
  // A stored text that no longer parses is damage too.
  template <class Value>
  Value parsed(Result<Value> value) {
    if (value) {
      return std::move(*value);
    }
    damaged(value.error().detail);
    return Value{};
  }
  void damaged(const std::string& why);

  bool sound() const { return !fault_; }
  // REQUIRES: !sound().
  const Error& fault() const { return *fault_; }

 private:
  void bind_integer(int index, std::int64_t value);
  void bind_blob(int index, const std::uint8_t* data, std::size_t size);
  void bind_null(int index);
  const std::uint8_t* blob(int column, std::size_t size);
  void bound(int result);

  Database* database_;
  sqlite3_stmt* statement_ = nullptr;
  std::optional<Error> fault_;
};

// Every row through `map` (a function of Query& giving the value).
template <class Map>
auto collect(Query query, const Map& map)
    -> Result<std::vector<std::invoke_result_t<Map, Query&>>> {
  std::vector<std::invoke_result_t<Map, Query&>> rows;
  for (;;) {
    const Result<bool> row = query.step();
    if (!row) {
      return row.error();
    }
    if (!*row) {
      return rows;
    }
    rows.push_back(map(query));
    if (!query.sound()) {
      return query.fault();
    }
  }
}

// The first row, or nothing.
template <class Map>
auto first(Query query, const Map& map)
    -> Result<std::optional<std::invoke_result_t<Map, Query&>>> {
  using Value = std::optional<std::invoke_result_t<Map, Query&>>;
  const Result<bool> row = query.step();
  if (!row) {
    return row.error();
  }
  if (!*row) {
    return Value{};
  }
  Value value = map(query);
  if (!query.sound()) {
    return query.fault();
  }
  return value;
}

}  // namespace lobby::sqlite
