// Values on the wire: int8, text and bytea in PostgreSQL's binary format, and the portable
// statements' placeholders.
// Any thread.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "platform/sql/value.h"

namespace lobby::postgres {

// ?1, ?2, … as $1, $2, …. REQUIRES: no '?' before a digit inside a quoted text.
std::string with_dollars(std::string_view sql);

// The object identifiers of the values' types (pg_type.dat).
std::vector<unsigned> types_of(std::span<const sql::Value> values);

// What a column of type `type` holds. REQUIRES: not NULL.
sql::Value value_from(unsigned type, std::string_view bytes);

// The arrays that libpq takes; text and bytes stay where they are.
class Parameters {
 public:
  static constexpr std::size_t count_max = 100;

  // REQUIRES: at most count_max values.
  explicit Parameters(std::span<const sql::Value> values);
  Parameters(const Parameters&) = delete;
  Parameters& operator=(const Parameters&) = delete;

  int count() const { return count_; }
  const char* const* values() const { return values_.data(); }
  const int* lengths() const { return lengths_.data(); }
  const int* formats() const { return formats_.data(); }

 private:
  int count_ = 0;
  std::array<std::array<char, 8>, count_max> numbers_{};  // most significant byte first
  std::array<const char*, count_max> values_{};
  std::array<int, count_max> lengths_{};
  std::array<int, count_max> formats_{};
};

}  // namespace lobby::postgres
