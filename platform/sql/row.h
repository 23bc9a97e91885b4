// The current row of a query, read by column (from 0) and type. A column of another type or size
// than asked for is damage: the read gives an empty value and fault() becomes `corrupt`; whoever
// steps through the rows checks it after each.
// The thread of its connection.
#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <optional>
#include <string>

#include "core/base/id.h"
#include "core/base/result.h"
#include "core/base/time.h"
#include "platform/sql/value.h"

namespace lobby::sql {

class Row {
 public:
  virtual ~Row() = default;

  std::int64_t integer(int column);
  std::int32_t integer32(int column);
  std::optional<std::int64_t> integer_or_null(int column);
  std::string text(int column);
  UtcTime time(int column) { return {integer(column)}; }
  // UtcTime or Duration; nothing where the column is NULL.
  template <class Time>
  std::optional<Time> or_null(int column) {
    const std::optional<std::int64_t> value = integer_or_null(column);
    return value ? std::optional(Time{*value}) : std::nullopt;
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
  template <std::size_t N>
  std::optional<std::array<std::uint8_t, N>> bytes_or_null(int column) {
    return cell(column).null ? std::nullopt : std::optional(bytes<N>(column));
  }
  template <class IdType>
  IdType id(int column) {
    return IdType(bytes<16>(column));
  }
  template <class SlugType>
  SlugType slug(int column) {
    return parsed<SlugType>(SlugType::parse(text(column)));
  }
  // One of the enumerators up to `last`, stored as its number.
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
  template <class Parsed>
  Parsed parsed(Result<Parsed> value) {
    if (value) {
      return std::move(*value);
    }
    damaged(value.error().detail);
    return Parsed{};
  }
  void damaged(const std::string& why);

  bool sound() const { return !fault_; }
  // REQUIRES: !sound().
  const Error& fault() const { return *fault_; }

 protected:
  Row() = default;
  explicit Row(Error fault) : fault_(std::move(fault)) {}
  Row(Row&&) = default;
  Row& operator=(Row&&) = delete;

  // What the column holds, borrowed until the next row.
  virtual Value cell(int column) const = 0;
  // `corrupt`, naming the database.
  virtual Error damage(const std::string& why) const = 0;

  std::optional<Error> fault_;

 private:
  const std::uint8_t* blob(int column, std::size_t size);
};

}  // namespace lobby::sql
