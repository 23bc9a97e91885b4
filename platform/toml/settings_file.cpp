// Reads settings against their declaration.
#include "platform/toml/settings_file.h"

#include <algorithm>
#include <optional>
#include <vector>

#include "core/base/check.h"
#include "core/base/limits.h"
#include "platform/toml/reader.h"

namespace lobby::toml {
namespace {

constexpr std::size_t settings_file_bytes = 64 * 1024;

using Values = std::map<std::string, Settings::Value, std::less<>>;

NodeKind node_kind_of(SettingKind kind) {
  switch (kind) {
    case SettingKind::text:
      return NodeKind::text;
    case SettingKind::integer:
      return NodeKind::integer;
    case SettingKind::boolean:
      return NodeKind::boolean;
  }
  return NodeKind::other;
}

class SettingsReader {
 public:
  SettingsReader(std::span<const SettingKey> keys, std::string_view file_name)
      : keys_(keys), faults_(file_name) {}

  Result<Settings> read(const Node& root) {
    read_members(root, "");
    for (const SettingKey& key : keys_) {
      if (key.required && std::ranges::find(seen_, key.name) == seen_.end()) {
        faults_.add(ErrorCode::missing_field, Position{}, key.name, "is missing; add it");
      }
    }
    if (!faults_.empty()) {
      return faults_.error();
    }
    return Settings(std::move(values_));
  }

 private:
  void read_members(const Node& table, const std::string& prefix) {
    for (const Member& member : table.members) {
      const std::string name = prefix + member.key;
      const auto key = std::ranges::find(keys_, std::string_view(name), &SettingKey::name);
      if (key != keys_.end()) {
        read_value(*key, member.node);
      } else if (prefix.empty() && member.node.kind == NodeKind::table && has_group(name)) {
        read_members(member.node, name + ".");
      } else {
        refuse(name, member.at);
      }
    }
  }

  bool has_group(const std::string& name) const {
    return std::ranges::any_of(
        keys_, [&](const SettingKey& key) { return key.name.starts_with(name + "."); });
  }

  void refuse(const std::string& name, Position at) {
    std::vector<std::string> known;
    for (const SettingKey& key : keys_) {
      known.emplace_back(key.name);
    }
    const std::optional<std::string> meant = nearest(name, known);
    faults_.add(ErrorCode::unknown_field, at, name,
                meant ? "is not a known setting; did you mean " + *meant + "?"
                      : "is not a known setting; remove it");
  }

  void read_value(const SettingKey& key, const Node& node) {
    const NodeKind wanted = node_kind_of(key.kind);
    seen_.push_back(key.name);
    if (node.kind != wanted) {
      faults_.add(ErrorCode::wrong_type, node.at, key.name,
                  "is " + std::string(description_of(node.kind)) + "; write " +
                      std::string(description_of(wanted)));
      return;
    }
    switch (key.kind) {
      case SettingKind::text:
        read_text(key, node);
        return;
      case SettingKind::integer:
        read_integer(key, node);
        return;
      case SettingKind::boolean:
        values_.emplace(key.name, node.boolean);
        return;
    }
  }

  void read_text(const SettingKey& key, const Node& node) {
    if (node.text.empty() || node.text.size() > limits::catalog_text_bytes) {
      faults_.add(ErrorCode::out_of_range, node.at, key.name,
                  "is empty or longer than " + std::to_string(limits::catalog_text_bytes) +
                      " bytes; write a value");
      return;
    }
    values_.emplace(key.name, node.text);
  }

  void read_integer(const SettingKey& key, const Node& node) {
    if (node.integer < key.low || node.integer > key.high) {
      faults_.add(ErrorCode::out_of_range, node.at, key.name,
                  "is " + std::to_string(node.integer) + "; write a number from " +
                      std::to_string(key.low) + " to " + std::to_string(key.high));
      return;
    }
    values_.emplace(key.name, node.integer);
  }

  std::span<const SettingKey> keys_;
  Faults faults_;
  Values values_;
  std::vector<std::string_view> seen_;
};

template <class Value>
std::optional<Value> value_of(const Values& values, std::string_view name) {
  const auto found = values.find(name);
  if (found == values.end()) {
    return std::nullopt;
  }
  CHECK(std::holds_alternative<Value>(found->second));
  return std::get<Value>(found->second);
}

}  // namespace

std::string Settings::text_or(std::string_view name, std::string fallback) const {
  return value_of<std::string>(values_, name).value_or(std::move(fallback));
}

std::int64_t Settings::integer_or(std::string_view name, std::int64_t fallback) const {
  return value_of<std::int64_t>(values_, name).value_or(fallback);
}

bool Settings::boolean_or(std::string_view name, bool fallback) const {
  return value_of<bool>(values_, name).value_or(fallback);
}

Result<Settings> parse_settings(std::string_view text, std::string_view file_name,
                                std::span<const SettingKey> keys) {
  const Result<Node> document = parse_document(text, file_name, settings_file_bytes);
  if (!document) {
    return document.error();
  }
  return SettingsReader(keys, file_name).read(*document);
}

}  // namespace lobby::toml
