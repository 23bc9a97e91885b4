// A TOML document as plain values that know their place in the text, so that the rest of this
// folder needs no third-party header.
// Any thread.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/result.h"

namespace lobby::toml {

struct Position {
  std::uint32_t line = 1;
  std::uint32_t column = 1;

  auto operator<=>(const Position&) const = default;
};

enum class NodeKind : std::uint8_t { table, array, text, integer, decimal, boolean, date, other };
// "a table", "text in quotes", ...
std::string_view description_of(NodeKind kind);

struct Member;

struct Node {
  NodeKind kind = NodeKind::table;
  Position at;
  std::string text;  // text, or a date as YYYY-MM-DD
  std::int64_t integer = 0;
  bool boolean = false;
  std::vector<Member> members;  // of a table, by key
  std::vector<Node> items;      // of an array, in file order
};

struct Member {
  std::string key;
  Position at;
  Node node;
};

// The root table. Errors, each with "file:line:column": too_large, invalid_utf8, malformed.
Result<Node> parse_document(std::string_view text, std::string_view file_name,
                            std::size_t bytes_max);

// "yunting.toml:41:9"
std::string place_text(std::string_view file_name, Position at);

}  // namespace lobby::toml
