// What is bound to a statement's ?1, ?2, … and what a column of a row holds: a number, a text or
// bytes. The type stands also where the value is NULL, because an engine may need it to prepare a
// statement. Bytes are borrowed: from the caller until the statement has run, or from the row.
// Any thread.
#pragma once

#include <array>
#include <concepts>
#include <cstdint>
#include <optional>
#include <string_view>
#include <type_traits>

#include "core/base/id.h"
#include "core/base/time.h"

namespace lobby::sql {

struct Value {
  enum class Type : std::uint8_t { integer, text, blob, other };

  Type type = Type::integer;
  bool null = false;
  std::int64_t integer = 0;
  std::string_view bytes;  // of text and blob

  static Value number(std::int64_t value) { return {Type::integer, false, value, {}}; }
  static Value text(std::string_view text) { return {Type::text, false, 0, text}; }
  static Value blob(const std::uint8_t* data, std::size_t size) {
    return {Type::blob, false, 0, {reinterpret_cast<const char*>(data), size}};
  }
};

template <std::integral Number>
Value value_of(Number number) {
  return Value::number(static_cast<std::int64_t>(number));
}
template <class Enum>
  requires std::is_enum_v<Enum>
Value value_of(Enum enumerator) {
  return Value::number(static_cast<std::int64_t>(enumerator));
}
inline Value value_of(std::string_view text) {
  return Value::text(text);
}
inline Value value_of(UtcTime time) {
  return Value::number(time.ms);
}
inline Value value_of(Duration duration) {
  return Value::number(duration.ms);
}
inline Value value_of(LocalDate date) {
  return Value::number(date.days());
}
template <std::size_t N>
Value value_of(const std::array<std::uint8_t, N>& bytes) {
  return Value::blob(bytes.data(), N);
}
template <class Tag>
Value value_of(const Id<Tag>& id) {
  return value_of(id.bytes());
}
template <class Tag>
Value value_of(const Slug<Tag>& slug) {
  return Value::text(slug.text());
}
inline Value value_of(std::nullopt_t) {
  return {Value::Type::integer, true, 0, {}};
}
template <class Held>
Value value_of(const std::optional<Held>& held) {
  if (held) {
    return value_of(*held);
  }
  Value nothing = value_of(Held{});
  nothing.null = true;
  nothing.bytes = {};
  return nothing;
}

}  // namespace lobby::sql
