// Strict parsing: nlohmann's event parser (iterative, so depth costs no stack) builds the tree
// while this handler refuses depth, duplicates and numbers that are no 64-bit integers.
#include <algorithm>
#include <limits>
#include <utility>

#include "core/base/limits.h"
#include "core/base/text.h"
#include "core/protocol/codec_reader.h"

namespace lobby::protocol::codec {
namespace {

// The events of one text. Each returns false to stop the parser.
class Builder {
 public:
  Json take() { return std::move(root_); }
  const Fault& fault() const { return fault_; }

  bool null() { return put(nullptr); }
  bool boolean(bool value) { return put(value); }
  bool number_integer(std::int64_t value) { return put(value); }
  bool number_unsigned(std::uint64_t value) {
    if (value > static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max())) {
      return stop(ErrorCode::out_of_range, "the number is beyond 64 bits");
    }
    return put(static_cast<std::int64_t>(value));
  }
  bool number_float(double /*value*/, const std::string& source) {
    // An integer beyond 64 bits arrives here too.
    const bool fraction = source.find_first_of(".eE") != std::string::npos;
    return fraction ? stop(ErrorCode::wrong_type, "the number is not an integer")
                    : stop(ErrorCode::out_of_range, "the number is beyond 64 bits");
  }
  bool string(std::string& value) { return put(std::move(value)); }
  bool binary(Json::binary_t& /*value*/) { return stop(ErrorCode::malformed, "binary value"); }

  bool start_object(std::size_t /*size*/) { return open(Json::object()); }
  bool end_object() { return close(); }
  bool start_array(std::size_t /*size*/) { return open(Json::array()); }
  bool end_array() { return close(); }
  bool key(std::string& name) {
    Level& level = levels_.back();
    level.key = std::move(name);
    return level.json->contains(level.key)
               ? stop(ErrorCode::malformed, "the field stands there twice")
               : true;
  }
  template <class Exception>
  bool parse_error(std::size_t position, const std::string& /*token*/, const Exception& error) {
    // 406: a number too large even for a double.
    const bool too_wide = error.id == 406;
    fault_ = fail(
        too_wide ? ErrorCode::out_of_range : ErrorCode::malformed,
        (too_wide ? "the number is beyond 64 bits, at byte " : "not JSON (RFC 8259) at byte ") +
            std::to_string(position));
    return false;
  }

 private:
  struct Level {
    Json* json;
    std::string key;
  };

  Json* place(Json value) {
    if (levels_.empty()) {
      root_ = std::move(value);
      return &root_;
    }
    Level& level = levels_.back();
    if (level.json->is_array()) {
      level.json->push_back(std::move(value));
      return &level.json->back();
    }
    Json& field = (*level.json)[level.key];
    field = std::move(value);
    return &field;
  }
  bool put(Json value) {
    place(std::move(value));
    return true;
  }
  bool open(Json container) {
    if (levels_.size() == limits::json_depth_max) {
      return stop(ErrorCode::too_large,
                  "nested deeper than " + std::to_string(limits::json_depth_max) + " levels");
    }
    Json* placed = place(std::move(container));
    levels_.push_back({placed, {}});
    return true;
  }
  bool close() {
    levels_.pop_back();
    return true;
  }
  bool stop(ErrorCode code, const std::string& what) {
    fault_ = fail(code, what + " at " + (levels_.empty() ? "the top" : path()));
    return false;
  }
  std::string path() const {
    std::string text;
    for (const Level& level : levels_) {
      if (level.json->is_array()) {
        text += "[" + std::to_string(level.json->size()) + "]";
      } else {
        text += (text.empty() ? "" : ".") + level.key.substr(0, 40);
      }
    }
    return text;
  }

  Json root_;
  std::vector<Level> levels_;
  Fault fault_;
};

}  // namespace

Result<Json> parse_strict(std::string_view text, std::size_t bytes_max) {
  if (text.size() > bytes_max) {
    return fail(ErrorCode::too_large, "the JSON text has " + std::to_string(text.size()) +
                                          " bytes, at most " + std::to_string(bytes_max) +
                                          " are accepted");
  }
  if (!is_utf8(text)) {
    return fail(ErrorCode::invalid_utf8, "the JSON text is not UTF-8");
  }
  // The library takes a NUL for the end of the text and skips a byte order mark.
  if (text.find('\0') != std::string_view::npos || text.starts_with("\xEF\xBB\xBF")) {
    return fail(ErrorCode::malformed, "the JSON text holds a NUL byte or a byte order mark");
  }
  Builder builder;
  const bool parsed = Json::sax_parse(text.begin(), text.end(), &builder);
  if (builder.fault()) {
    return *builder.fault();
  }
  if (!parsed) {
    return fail(ErrorCode::malformed, "not JSON (RFC 8259)");
  }
  return builder.take();
}

std::string write_json(const Json& json) {
  return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

}  // namespace lobby::protocol::codec
