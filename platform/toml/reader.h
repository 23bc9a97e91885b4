// Reads tables field by field and keeps every fault with its place: a reader never stops at the
// first one, and a field that nobody asked for is a fault itself.
// Any thread; one object on one thread at a time.
#pragma once

#include <cstdint>
#include <limits>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/id.h"
#include "core/base/money.h"
#include "core/base/result.h"
#include "core/base/time.h"
#include "platform/toml/document.h"

namespace lobby::toml {

// The key of `known` that `name` most likely meant, if any is near.
std::optional<std::string> nearest(std::string_view name, const std::vector<std::string>& known);

class Faults {
 public:
  explicit Faults(std::string_view file_name) : file_name_(file_name) {}

  void add(ErrorCode code, Position at, std::string_view path, std::string_view remedy);
  // For faults that know only a path: at the path's place, or its nearest known parent's.
  void add(ErrorCode code, std::string_view path, std::string_view remedy);
  void remember(std::string path, Position at) { places_.emplace(std::move(path), at); }
  bool empty() const { return faults_.empty(); }

  // Every fault in file order, one a line, at most 20; the code is the first by precedence.
  // REQUIRES: !empty().
  Error error() const;

 private:
  struct Entry {
    ErrorCode code;
    Position at;
    std::string text;
  };

  std::string file_name_;
  std::vector<Entry> faults_;
  std::map<std::string, Position, std::less<>> places_;
};

// A table being read. Every getter without "_or" records a fault when the field is missing; all
// record one when it has another type, and return a harmless value then.
class Table {
 public:
  Table(const Node& node, std::string path, Faults& faults);

  const std::string& path() const { return path_; }
  std::string path_of(std::string_view key) const;
  bool has(std::string_view key) const { return find(key) != nullptr; }
  bool has_table(std::string_view key) const;

  std::string text(std::string_view key);
  std::string text_or(std::string_view key, std::string fallback);
  std::int32_t integer(std::string_view key);
  std::int32_t integer_or(std::string_view key, std::int32_t fallback);
  bool boolean_or(std::string_view key, bool fallback);
  LocalDate date(std::string_view key);
  // "08:00", up to "24:00", as a minute of the day.
  std::int32_t minute(std::string_view key);
  std::int32_t minute_or(std::string_view key, std::int32_t fallback);
  std::vector<std::int32_t> minutes_or_none(std::string_view key);
  // Whole units (688) or text ("48.50").
  Money money(std::string_view key, Currency currency);
  std::vector<std::string> texts_or_none(std::string_view key);

  // A name of the form that SlugType::parse accepts.
  template <class SlugType>
  SlugType slug(std::string_view key) {
    return parsed<SlugType>(key, text(key), &SlugType::parse);
  }

  template <class SlugType>
  std::vector<SlugType> slugs_or_none(std::string_view key) {
    std::vector<SlugType> slugs;
    for (const std::string& name : texts_or_none(key)) {
      slugs.push_back(parsed<SlugType>(key, name, &SlugType::parse));
    }
    return slugs;
  }

  // One of the names that `from` knows; `names` lists them for the remedy.
  template <class Enum, class From>
  Enum choice(std::string_view key, From from, std::string_view names) {
    return choice_of<Enum>(key, text(key), from, names);
  }

  template <class Enum, class From>
  Enum choice_or(std::string_view key, Enum fallback, From from, std::string_view names) {
    return has(key) ? choice_of<Enum>(key, text(key), from, names) : fallback;
  }

  // A list of names, each one that `from` knows.
  template <class Enum, class From>
  std::vector<Enum> choices_or_none(std::string_view key, From from, std::string_view names) {
    std::vector<Enum> chosen;
    for (const std::string& name : texts_or_none(key)) {
      const std::optional<Enum> value = from(name);
      if (!value) {
        refuse_choice(key, name, names);
      }
      chosen.push_back(value.value_or(Enum{}));
    }
    return chosen;
  }

  // Reads the table under `key` with `read(Table&)`.
  template <class Read>
  void table(std::string_view key, Read read) {
    if (const Node* node = required(key); node != nullptr) {
      read_table(*node, path_of(key), read);
    }
  }

  // Reads each table of the list under `key`; a missing list is empty. Entries are named by
  // their id ("pools.king-room") where they have one and `by_id` asks for it.
  template <class Read>
  void each_or_none(std::string_view key, bool by_id, Read read) {
    const Node* list = optional(key, NodeKind::array);
    for (std::size_t index = 0; list != nullptr && index < list->items.size(); ++index) {
      read_table(list->items[index], entry_path(key, list->items[index], index, by_id), read);
    }
  }

  // Any table whose keys are data, such as languages: read(key, text).
  template <class Read>
  void each_text(std::string_view key, Read read) {
    const Node* node = required(key, NodeKind::table);
    for (std::size_t index = 0; node != nullptr && index < node->members.size(); ++index) {
      const Member& member = node->members[index];
      faults_.remember(path_of(key) + "." + member.key, member.at);
      if (is_kind(member.node, NodeKind::text, path_of(key) + "." + member.key)) {
        read(member.key, member.node.text);
      }
    }
  }

  void fault(ErrorCode code, std::string_view key, std::string_view remedy);
  // Reports the fields that no getter asked for.
  void finish();

 private:
  const Member* find(std::string_view key) const;
  const Node* required(std::string_view key);
  const Node* required(std::string_view key, NodeKind kind);
  const Node* optional(std::string_view key, NodeKind kind);
  bool is_kind(const Node& node, NodeKind kind, const std::string& path);
  std::string entry_path(std::string_view key, const Node& entry, std::size_t index, bool by_id);

  template <class Read>
  void read_table(const Node& node, std::string path, Read read) {
    if (is_kind(node, NodeKind::table, path)) {
      Table inner(node, std::move(path), faults_);
      read(inner);
      inner.finish();
    }
  }

  template <class Value, class Parse>
  Value parsed(std::string_view key, const std::string& text, Parse parse) {
    Result<Value> value = parse(text);
    if (!value && has(key) && !text.empty()) {
      fault(value.error().code, key, value.error().detail);
    }
    return value ? *value : Value{};
  }

  template <class Enum, class From>
  Enum choice_of(std::string_view key, const std::string& name, From from, std::string_view names) {
    const std::optional<Enum> value = from(name);
    if (!value && has(key) && is_text(key)) {
      refuse_choice(key, name, names);
    }
    return value.value_or(Enum{});
  }

  bool is_text(std::string_view key) const;
  void refuse_choice(std::string_view key, const std::string& name, std::string_view names);

  const Node& node_;
  std::string path_;
  Faults& faults_;
  std::vector<std::string> asked_;
};

}  // namespace lobby::toml
