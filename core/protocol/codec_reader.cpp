// Typed reads of one value, each with its named error.
#include "core/protocol/codec_reader.h"

#include <algorithm>

#include "core/base/limits.h"
#include "core/base/text.h"
#include "core/protocol/operation.h"

namespace lobby::protocol::codec {
namespace {

const Json& nothing() {
  static const Json null;
  return null;
}

bool contains(std::initializer_list<std::string_view> names, std::string_view name) {
  return std::ranges::find(names, name) != names.end();
}

}  // namespace

void Node::fields(std::initializer_list<std::string_view> names,
                  std::initializer_list<std::string_view> late) const {
  if (failed()) {
    return;
  }
  if (!json_.is_object()) {
    refuse(ErrorCode::wrong_type, "is not an object");
    return;
  }
  for (const auto& [name, value] : json_.items()) {
    if (contains(late, name) && value.is_null()) {
      Node(value, fault_, this, name, 0).refuse(ErrorCode::wrong_type, "is null");
      return;
    }
    if (!contains(names, name) && !contains(late, name)) {
      Node(value, fault_, this, name, 0).refuse(ErrorCode::unknown_field, "is not known here");
      return;
    }
  }
  for (const std::string_view name : names) {
    if (!json_.contains(name)) {
      Node(json_, fault_, this, name, 0).refuse(ErrorCode::missing_field, "is missing");
      return;
    }
  }
}

void Node::envelope(std::initializer_list<std::string_view> names) const {
  const auto version = json_.is_object() ? json_.find("protocol") : json_.end();
  if (version != json_.end() && version->is_number_integer() && *version != protocol_version) {
    field("protocol")
        .refuse(ErrorCode::unsupported_version,
                "is not " + std::to_string(protocol_version) + ", the version this program speaks");
    return;
  }
  fields(names);
  field("protocol").integer(protocol_version, protocol_version);
}

Node Node::field(std::string_view name) const {
  const bool there = !failed() && json_.is_object() && json_.contains(name);
  return {there ? json_[name] : nothing(), fault_, this, name, 0};
}

std::size_t Node::size(std::size_t most) const {
  if (failed()) {
    return 0;
  }
  if (!json_.is_array()) {
    refuse(ErrorCode::wrong_type, "is not a list");
    return 0;
  }
  if (json_.size() > most) {
    refuse(ErrorCode::too_large, "has " + std::to_string(json_.size()) + " items, at most " +
                                     std::to_string(most) + " are accepted");
    return 0;
  }
  return json_.size();
}

Node Node::at(std::size_t index) const {
  const bool there = !failed() && json_.is_array() && index < json_.size();
  return {there ? json_[index] : nothing(), fault_, this, {}, index};
}

bool Node::boolean() const {
  if (!failed() && !json_.is_boolean()) {
    refuse(ErrorCode::wrong_type, "is neither true nor false");
  }
  return !failed() && json_.get<bool>();
}

std::int64_t Node::integer(std::int64_t least, std::int64_t most) const {
  if (!failed() && !json_.is_number_integer()) {
    refuse(ErrorCode::wrong_type, "is not an integer");
  }
  if (failed()) {
    return std::clamp<std::int64_t>(0, least, most);
  }
  const auto value = json_.get<std::int64_t>();
  if (value < least || value > most) {
    refuse(ErrorCode::out_of_range, "is " + std::to_string(value) + ", outside " +
                                        std::to_string(least) + " to " + std::to_string(most));
    return std::clamp<std::int64_t>(0, least, most);
  }
  return value;
}

const std::string* Node::string_or_fault() const {
  if (!failed() && !json_.is_string()) {
    refuse(ErrorCode::wrong_type, "is not a text");
  }
  return failed() ? nullptr : json_.get_ptr<const std::string*>();
}

std::string Node::text(std::size_t bytes_max) const {
  const std::string* source = string_or_fault();
  if (source == nullptr) {
    return {};
  }
  if (source->size() > bytes_max) {
    refuse(ErrorCode::too_large, "has " + std::to_string(source->size()) + " bytes, at most " +
                                     std::to_string(bytes_max) + " are accepted");
    return {};
  }
  return *source;
}

std::string Node::line(std::size_t most) const {
  const std::string* source = string_or_fault();
  if (source == nullptr) {
    return {};
  }
  const Result<std::string> clean = clean_text(*source, most);
  if (!clean) {
    refuse(clean.error().code, clean.error().detail);
  } else if (*clean != *source) {
    refuse(ErrorCode::malformed, "begins or ends with a blank");
  }
  return failed() ? std::string() : *source;
}

void Node::fill_bytes(std::uint8_t* out, std::size_t count) const {
  const std::string* source = string_or_fault();
  if (source == nullptr) {
    return;
  }
  const std::optional<Bytes> parsed = parse_hex(*source);
  if (!parsed || hex_text(*parsed) != *source) {
    refuse(ErrorCode::malformed, "is not lower-case hexadecimal");
  } else if (parsed->size() != count) {
    refuse(ErrorCode::out_of_range,
           "has " + std::to_string(parsed->size()) + " bytes, not " + std::to_string(count));
  } else {
    std::ranges::copy(*parsed, out);
  }
}

void Node::refuse(ErrorCode code, const std::string& what) const {
  if (!failed()) {
    const std::string place = path();
    fault_ = fail(code, (place.empty() ? "the text" : place) + ": " + what);
  }
}

std::string Node::path() const {
  if (parent_ == nullptr) {
    return {};
  }
  const std::string above = parent_->path();
  if (key_.empty()) {
    return above + "[" + std::to_string(index_) + "]";
  }
  return (above.empty() ? above : above + ".") + std::string(key_.substr(0, 40));
}

}  // namespace lobby::protocol::codec
