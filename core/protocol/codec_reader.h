// The strict JSON reader under the codec: text -> checked tree -> fields with a path.
// parse_strict() refuses what RFC 8259 leaves open: duplicate keys, numbers that are no 64-bit
// integers, NUL bytes, byte order marks, depth beyond limits. A Node is one value of the tree
// with its place; the first fault met is kept in the Fault that all nodes of a text share, and
// every read after it yields a harmless default, so that readers need no branches.
// Any thread.
#pragma once

#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <nlohmann/json.hpp>

#include "core/base/result.h"
#include "core/base/time.h"

namespace lobby::protocol::codec {

using Json = nlohmann::json;
using Fault = std::optional<Error>;

// Errors: too_large (bytes, depth), invalid_utf8, malformed, wrong_type (a fraction),
// out_of_range (an integer beyond 64 bits). The detail ends with the path or byte position.
Result<Json> parse_strict(std::string_view text, std::size_t bytes_max);

// The canonical text of a tree.
std::string write_json(const Json& json);

class Node {
 public:
  Node(const Json& json, Fault& fault) : json_(json), fault_(fault) {}
  // A node points to its parent: it lives in the reader's stack frame and nowhere else.
  Node(const Node&) = delete;
  Node& operator=(const Node&) = delete;

  // An object with exactly these fields: else wrong_type, unknown_field, missing_field. `late` came
  // to the format later; texts stored before lack them, and their nodes are then null.
  void fields(std::initializer_list<std::string_view> names,
              std::initializer_list<std::string_view> late = {}) const;
  // REQUIRES: `name` outlives the node; it is among fields().
  Node field(std::string_view name) const;
  // "protocol" first, so that a newer peer hears unsupported_version; then fields().
  void envelope(std::initializer_list<std::string_view> names) const;

  // The length of an array; 0 after a fault.
  std::size_t size(std::size_t most) const;
  Node at(std::size_t index) const;

  bool is_null() const { return json_.is_null(); }
  const Json& json() const { return json_; }
  // The same value in the same place, whose faults are kept apart.
  Node apart(Fault& fault) const { return Node(json_, fault, parent_, key_, index_); }
  bool boolean() const;
  std::int64_t integer(std::int64_t least, std::int64_t most) const;
  template <class Number>
  Number number(std::int64_t least, std::int64_t most) const {
    return static_cast<Number>(integer(least, most));
  }
  // Any text of at most `bytes_max` bytes.
  std::string text(std::size_t bytes_max) const;
  // One line without control characters, of at most `most` code points.
  std::string line(std::size_t most) const;

  // A text that `parse` understands, written as `canonical` writes it back.
  template <class T, class Canonical>
  T parsed(Result<T> (*parse)(std::string_view), Canonical canonical) const {
    const std::string* source = string_or_fault();
    if (source == nullptr) {
      return {};
    }
    Result<T> value = parse(*source);
    if (value && canonical(*value) != *source) {
      value = fail(ErrorCode::malformed, "the text is not in its canonical form");
    }
    if (!value) {
      refuse(value.error().code, value.error().detail);
      return {};
    }
    return *std::move(value);
  }
  // One of a closed set of names.
  template <class Enum>
  Enum one_of(std::optional<Enum> (*from)(std::string_view)) const {
    const std::string* source = string_or_fault();
    const std::optional<Enum> value = source == nullptr ? std::nullopt : from(*source);
    if (source != nullptr && !value) {
      refuse(ErrorCode::out_of_range, "is none of the names known here");
    }
    return value.value_or(Enum{});
  }
  template <std::size_t N>
  std::array<std::uint8_t, N> bytes() const {
    std::array<std::uint8_t, N> out{};
    fill_bytes(out.data(), N);
    return out;
  }
  template <class T>
  std::vector<T> list(std::size_t most, T (*read)(const Node&)) const {
    std::vector<T> items;
    const std::size_t count = size(most);
    items.reserve(count);
    for (std::size_t index = 0; index < count && !failed(); ++index) {
      items.push_back(read(at(index)));
    }
    return items;
  }

  // Keeps the first fault only.
  void refuse(ErrorCode code, const std::string& what) const;
  bool failed() const { return fault_.has_value(); }
  // "operations[3].payload.party"; empty for the root.
  std::string path() const;

 private:
  Node(const Json& json, Fault& fault, const Node* parent, std::string_view key, std::size_t index)
      : json_(json), fault_(fault), parent_(parent), key_(key), index_(index) {}

  const std::string* string_or_fault() const;
  void fill_bytes(std::uint8_t* out, std::size_t count) const;

  const Json& json_;
  Fault& fault_;
  const Node* parent_ = nullptr;
  std::string_view key_;  // empty: an array element
  std::size_t index_ = 0;
};

template <class T>
Result<T> decode(std::string_view text, std::size_t bytes_max, T (*read)(const Node&)) {
  const Result<Json> json = parse_strict(text, bytes_max);
  if (!json) {
    return json.error();
  }
  Fault fault;
  T value = read(Node(*json, fault));
  if (fault) {
    return *fault;
  }
  return value;
}

}  // namespace lobby::protocol::codec
