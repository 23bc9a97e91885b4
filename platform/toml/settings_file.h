// A program's settings: a flat TOML file whose keys the program declares beforehand. An unknown
// key, a wrong type and a missing one are faults with line and remedy, as in a catalogue.
// Any thread.
#pragma once

#include <cstdint>
#include <limits>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <variant>

#include "core/base/result.h"

namespace lobby::toml {

enum class SettingKind : std::uint8_t { text, integer, boolean };

struct SettingKey {
  std::string_view name;  // "data_dir", or "server.url" for a key in [server]
  SettingKind kind = SettingKind::text;
  bool required = false;
  std::int64_t low = std::numeric_limits<std::int64_t>::min();  // of an integer, inclusive
  std::int64_t high = std::numeric_limits<std::int64_t>::max();
};

class Settings {
 public:
  using Value = std::variant<std::string, std::int64_t, bool>;

  explicit Settings(std::map<std::string, Value, std::less<>> values)
      : values_(std::move(values)) {}
  Settings() = default;

  bool has(std::string_view name) const { return values_.contains(name); }
  // The value in the file, or `fallback`. REQUIRES: declared with this kind.
  std::string text_or(std::string_view name, std::string fallback) const;
  std::int64_t integer_or(std::string_view name, std::int64_t fallback) const;
  bool boolean_or(std::string_view name, bool fallback) const;

  bool operator==(const Settings&) const = default;

 private:
  std::map<std::string, Value, std::less<>> values_;
};

// Errors as parse_catalog. A file has at most 64 KiB.
Result<Settings> parse_settings(std::string_view text, std::string_view file_name,
                                std::span<const SettingKey> keys);

}  // namespace lobby::toml
