// The one file that sees toml++. The packaged library is built with exceptions; they stop here.
#include "platform/toml/document.h"

#include <algorithm>
#include <exception>
#include <utility>

#include <toml++/toml.h>

#include "core/base/text.h"
#include "core/base/time.h"

namespace lobby::toml {
namespace {

constexpr int depth_max = 16;
constexpr int dotted_parts_max = 8;

// toml++ builds and frees tables recursively and does not bound a dotted key, so a key of many
// parts would exhaust the stack. Finds the line of one, outside strings and comments; 0 if none.
class DottedKeyScan {
 public:
  explicit DottedKeyScan(std::string_view text) : text_(text) {}

  std::uint32_t first_deep_line() {
    int dots = 0;
    for (position_ = 0; position_ < text_.size(); ++position_) {
      const char c = text_[position_];
      if (c == '"' || c == '\'') {
        skip_string(c);
      } else if (c == '#') {
        position_ = std::min(text_.find('\n', position_), text_.size()) - 1;
      } else if (c == '\n') {
        ++line_;
        dots = 0;
      } else if (c == '=' || c == ',' || c == '[' || c == '{') {
        dots = 0;
      } else if (c == '.' && ++dots >= dotted_parts_max) {
        return line_;
      }
    }
    return 0;
  }

 private:
  // Leaves position_ on the last quote of the string.
  void skip_string(char quote) {
    const std::string three(3, quote);
    const bool multi_line = text_.substr(position_, 3) == three;
    position_ += multi_line ? 3 : 1;
    for (; position_ < text_.size(); ++position_) {
      const char c = text_[position_];
      line_ += c == '\n' ? 1U : 0U;
      if (c == '\\' && quote == '"') {
        ++position_;
      } else if (multi_line && text_.substr(position_, 3) == three) {
        position_ += 2;
        return;
      } else if (!multi_line && (c == quote || c == '\n')) {
        return;
      }
    }
  }

  std::string_view text_;
  std::size_t position_ = 0;
  std::uint32_t line_ = 1;
};

Position position_of(const ::toml::source_region& source) {
  return {std::max(1U, static_cast<std::uint32_t>(source.begin.line)),
          std::max(1U, static_cast<std::uint32_t>(source.begin.column))};
}

Node converted(const ::toml::node& source, Position at, int depth);

void convert_table(const ::toml::table& table, Node& node, int depth) {
  for (const auto& [key, value] : table) {
    const Position at = position_of(key.source());
    node.members.push_back({std::string(key.str()), at, converted(value, at, depth + 1)});
  }
}

Node converted(const ::toml::node& source, Position at, int depth) {
  Node node{NodeKind::other, at, {}, 0, false, {}, {}};
  if (const auto* table = source.as_table(); table != nullptr && depth < depth_max) {
    node.kind = NodeKind::table;
    convert_table(*table, node, depth);
  } else if (const auto* array = source.as_array(); array != nullptr && depth < depth_max) {
    node.kind = NodeKind::array;
    for (const ::toml::node& item : *array) {
      node.items.push_back(converted(item, position_of(item.source()), depth + 1));
    }
  } else if (const auto* text = source.as_string()) {
    node.kind = NodeKind::text;
    node.text = text->get();
  } else if (const auto* integer = source.as_integer()) {
    node.kind = NodeKind::integer;
    node.integer = integer->get();
  } else if (source.is_floating_point()) {
    node.kind = NodeKind::decimal;
  } else if (const auto* boolean = source.as_boolean()) {
    node.kind = NodeKind::boolean;
    node.boolean = boolean->get();
  } else if (const auto* date = source.as_date()) {
    node.kind = NodeKind::date;
    node.text = LocalDate::of(date->get().year, date->get().month, date->get().day).text();
  }
  return node;
}

// REQUIRES: !is_utf8(text).
Position first_bad_byte(std::string_view text) {
  Position at;
  while (true) {
    const std::size_t end = text.find('\n');
    const std::string_view line = text.substr(0, end);
    if (!is_utf8(line) || end == std::string_view::npos) {
      std::size_t good = 0;  // a sequence has at most four bytes
      for (std::size_t length = 1; length <= line.size() && length <= good + 4; ++length) {
        good = is_utf8(line.substr(good, length - good)) ? length : good;
      }
      at.column = static_cast<std::uint32_t>(code_point_count(line.substr(0, good))) + 1;
      return at;
    }
    text.remove_prefix(end + 1);
    ++at.line;
  }
}

}  // namespace

std::string_view description_of(NodeKind kind) {
  switch (kind) {
    case NodeKind::table:
      return "a table";
    case NodeKind::array:
      return "a list in [ ]";
    case NodeKind::text:
      return "text in quotes";
    case NodeKind::integer:
      return "a whole number";
    case NodeKind::decimal:
      return "a number with decimals";
    case NodeKind::boolean:
      return "true or false";
    case NodeKind::date:
      return "a date YYYY-MM-DD";
    case NodeKind::other:
      return "a time or too deep a table";
  }
  return "unknown";
}

std::string place_text(std::string_view file_name, Position at) {
  return std::string(file_name) + ":" + std::to_string(at.line) + ":" + std::to_string(at.column);
}

Result<Node> parse_document(std::string_view text, std::string_view file_name,
                            std::size_t bytes_max) {
  if (text.size() > bytes_max) {
    return fail(ErrorCode::too_large, place_text(file_name, {}) + " the file: has " +
                                          std::to_string(text.size()) + " bytes; the limit is " +
                                          std::to_string(bytes_max));
  }
  if (!is_utf8(text)) {
    return fail(ErrorCode::invalid_utf8, place_text(file_name, first_bad_byte(text)) +
                                             " the file: is not UTF-8; save it as UTF-8");
  }
  if (const std::uint32_t line = DottedKeyScan(text).first_deep_line(); line != 0) {
    return fail(ErrorCode::too_large, place_text(file_name, {line, 1}) + " a key: has more than " +
                                          std::to_string(dotted_parts_max) + " parts; shorten it");
  }
  try {
    const ::toml::table root = ::toml::parse(text, file_name);
    return converted(root, {}, 0);
  } catch (const ::toml::parse_error& error) {
    std::string what(error.description());
    return fail(ErrorCode::malformed, place_text(file_name, position_of(error.source())) +
                                          " the file: is not TOML: " + std::move(what) +
                                          "; correct the line");
  } catch (const std::exception& error) {
    return fail(ErrorCode::malformed,
                place_text(file_name, {}) + " the file: cannot be read: " + error.what());
  }
}

}  // namespace lobby::toml
