// Field readers, and the report of faults in file order.
#include "platform/toml/reader.h"

#include <algorithm>
#include <numeric>

#include "core/base/check.h"
#include "core/base/limits.h"

namespace lobby::toml {
namespace {

constexpr std::size_t faults_shown_max = 20;
constexpr std::size_t near_edits_max = 2;
constexpr std::int64_t price_major_max = 1'000'000'000;

// Levenshtein distance over bytes.
std::size_t edits_between(std::string_view a, std::string_view b) {
  std::vector<std::size_t> row(b.size() + 1);
  std::iota(row.begin(), row.end(), 0U);
  for (std::size_t i = 0; i < a.size(); ++i) {
    std::size_t diagonal = row[0];
    row[0] = i + 1;
    for (std::size_t j = 0; j < b.size(); ++j) {
      const std::size_t kept = diagonal + (a[i] == b[j] ? 0U : 1U);
      diagonal = row[j + 1];
      row[j + 1] = std::min({kept, row[j] + 1, row[j + 1] + 1});
    }
  }
  return row[b.size()];
}

std::int64_t minor_scale(Currency currency) {
  std::int64_t scale = 1;
  for (int digit = 0; digit < currency.exponent(); ++digit) {
    scale *= 10;
  }
  return scale;
}

// "48.50" in minor units: digits, and exactly as many decimals as the currency has.
std::optional<std::int64_t> parse_price(std::string_view text, Currency currency) {
  const std::size_t point = text.find('.');
  const auto decimals = static_cast<std::size_t>(currency.exponent());
  const std::size_t whole = point == std::string_view::npos ? text.size() : point;
  const bool shape = whole >= 1 && whole <= 9 &&
                     (point == std::string_view::npos || text.size() - point - 1 == decimals);
  std::int64_t minor = 0;
  for (std::size_t index = 0; shape && index < text.size(); ++index) {
    if (index != point) {
      if (text[index] < '0' || text[index] > '9') {
        return std::nullopt;
      }
      minor = minor * 10 + (text[index] - '0');
    }
  }
  if (!shape || (point != std::string_view::npos && decimals == 0)) {
    return std::nullopt;
  }
  return point == std::string_view::npos ? minor * minor_scale(currency) : minor;
}

}  // namespace

std::optional<std::string> nearest(std::string_view name, const std::vector<std::string>& known) {
  std::optional<std::string> best;
  std::size_t fewest = near_edits_max + 1;
  for (const std::string& candidate : known) {
    const std::size_t edits = name.size() > 60 ? fewest : edits_between(name, candidate);
    if (edits < fewest && edits < candidate.size()) {
      fewest = edits;
      best = candidate;
    }
  }
  return best;
}

void Faults::add(ErrorCode code, Position at, std::string_view path, std::string_view remedy) {
  faults_.push_back({code, at,
                     place_text(file_name_, at) + " " +
                         (path.empty() ? "the file" : std::string(path.substr(0, 200))) + ": " +
                         std::string(remedy)});
}

void Faults::add(ErrorCode code, std::string_view path, std::string_view remedy) {
  std::string_view known = path;
  while (!known.empty() && !places_.contains(known)) {
    const std::size_t end = known.find_last_of(".[");
    known = end == std::string_view::npos ? std::string_view{} : known.substr(0, end);
  }
  const auto place = places_.find(known);
  add(code, place == places_.end() ? Position{} : place->second, path, remedy);
}

Error Faults::error() const {
  CHECK(!faults_.empty());
  std::vector<Entry> sorted = faults_;
  std::ranges::stable_sort(sorted, {}, &Entry::at);
  const auto first = std::ranges::min_element(faults_, {}, &Entry::code);
  std::string detail;
  for (std::size_t index = 0; index < sorted.size() && index < faults_shown_max; ++index) {
    detail += (index == 0 ? "" : "\n") + sorted[index].text;
  }
  if (sorted.size() > faults_shown_max) {
    detail += "\nand " + std::to_string(sorted.size() - faults_shown_max) + " more";
  }
  return fail(first->code, std::move(detail));
}

Table::Table(const Node& node, std::string path, Faults& faults)
    : node_(node), path_(std::move(path)), faults_(faults) {
  faults_.remember(path_, node_.at);
}

std::string Table::path_of(std::string_view key) const {
  return path_.empty() ? std::string(key) : path_ + "." + std::string(key);
}

const Member* Table::find(std::string_view key) const {
  const auto found = std::ranges::find(node_.members, key, &Member::key);
  return found == node_.members.end() ? nullptr : &*found;
}

const Node* Table::required(std::string_view key) {
  asked_.emplace_back(key);
  const Member* member = find(key);
  if (member == nullptr) {
    faults_.add(ErrorCode::missing_field, node_.at, path_of(key), "is missing; add it");
    return nullptr;
  }
  faults_.remember(path_of(key), member->at);
  return &member->node;
}

const Node* Table::required(std::string_view key, NodeKind kind) {
  const Node* node = required(key);
  return node != nullptr && is_kind(*node, kind, path_of(key)) ? node : nullptr;
}

const Node* Table::optional(std::string_view key, NodeKind kind) {
  asked_.emplace_back(key);
  return has(key) ? required(key, kind) : nullptr;
}

bool Table::is_kind(const Node& node, NodeKind kind, const std::string& path) {
  if (node.kind != kind) {
    faults_.add(ErrorCode::wrong_type, node.at, path,
                "is " + std::string(description_of(node.kind)) + "; write " +
                    std::string(description_of(kind)));
  }
  return node.kind == kind;
}

bool Table::has_table(std::string_view key) const {
  const Member* member = find(key);
  return member != nullptr && member->node.kind == NodeKind::table;
}

bool Table::is_text(std::string_view key) const {
  const Member* member = find(key);
  return member != nullptr && member->node.kind == NodeKind::text;
}

std::string Table::entry_path(std::string_view key, const Node& entry, std::size_t index,
                              bool by_id) {
  const auto id = std::ranges::find(entry.members, "id", &Member::key);
  const bool named = by_id && id != entry.members.end() && is_slug(id->node.text);
  return named ? path_of(key) + "." + id->node.text
               : path_of(key) + "[" + std::to_string(index) + "]";
}

std::string Table::text(std::string_view key) {
  const Node* node = required(key, NodeKind::text);
  if (node != nullptr && node->text.size() > limits::catalog_text_bytes) {
    fault(ErrorCode::too_large, key,
          "has " + std::to_string(node->text.size()) + " bytes; the limit is " +
              std::to_string(limits::catalog_text_bytes));
    return {};
  }
  return node == nullptr ? std::string() : node->text;
}

std::string Table::text_or(std::string_view key, std::string fallback) {
  asked_.emplace_back(key);
  return has(key) ? text(key) : std::move(fallback);
}

std::int32_t Table::integer(std::string_view key) {
  const Node* node = required(key, NodeKind::integer);
  if (node == nullptr) {
    return 0;
  }
  if (node->integer < std::numeric_limits<std::int32_t>::min() ||
      node->integer > std::numeric_limits<std::int32_t>::max()) {
    fault(ErrorCode::out_of_range, key,
          "is " + std::to_string(node->integer) + "; write a smaller number");
    return 0;
  }
  return static_cast<std::int32_t>(node->integer);
}

std::int32_t Table::integer_or(std::string_view key, std::int32_t fallback) {
  asked_.emplace_back(key);
  return has(key) ? integer(key) : fallback;
}

bool Table::boolean_or(std::string_view key, bool fallback) {
  const Node* node = optional(key, NodeKind::boolean);
  return node == nullptr ? fallback : node->boolean;
}

LocalDate Table::date(std::string_view key) {
  const Node* node = required(key, NodeKind::date);
  return node == nullptr ? LocalDate{} : parsed<LocalDate>(key, node->text, &LocalDate::parse);
}

std::int32_t Table::minute(std::string_view key) {
  const Node* node = required(key, NodeKind::text);
  if (node == nullptr) {
    return 0;
  }
  const Result<std::int32_t> minute = parse_clock(node->text);
  if (!minute) {
    fault(minute.error().code, key, minute.error().detail);
  }
  return minute ? *minute : 0;
}

std::int32_t Table::minute_or(std::string_view key, std::int32_t fallback) {
  asked_.emplace_back(key);
  return has(key) ? minute(key) : fallback;
}

std::vector<std::int32_t> Table::minutes_or_none(std::string_view key) {
  std::vector<std::int32_t> minutes;
  for (const std::string& text : texts_or_none(key)) {
    minutes.push_back(parsed<std::int32_t>(key, text, &parse_clock));
  }
  return minutes;
}

Money Table::money(std::string_view key, Currency currency) {
  const Node* node = required(key);
  if (node == nullptr) {
    return {0, currency};
  }
  if (node->kind == NodeKind::integer) {
    if (node->integer < 0 || node->integer > price_major_max) {
      fault(ErrorCode::out_of_range, key,
            "is " + std::to_string(node->integer) + "; write a price from 0 to a million");
      return {0, currency};
    }
    return {node->integer * minor_scale(currency), currency};
  }
  const std::optional<std::int64_t> minor =
      node->kind == NodeKind::text ? parse_price(node->text, currency) : std::nullopt;
  if (!minor) {
    fault(node->kind == NodeKind::text ? ErrorCode::malformed : ErrorCode::wrong_type, key,
          "is no price; write whole units (688) or text with decimals (\"48.50\")");
  }
  return {minor.value_or(0), currency};
}

std::vector<std::string> Table::texts_or_none(std::string_view key) {
  const Node* list = optional(key, NodeKind::array);
  std::vector<std::string> texts;
  for (std::size_t index = 0; list != nullptr && index < list->items.size(); ++index) {
    const std::string path = path_of(key) + "[" + std::to_string(index) + "]";
    faults_.remember(path, list->items[index].at);
    if (is_kind(list->items[index], NodeKind::text, path)) {
      texts.push_back(list->items[index].text);
    }
  }
  return texts;
}

void Table::refuse_choice(std::string_view key, const std::string& name, std::string_view names) {
  fault(ErrorCode::out_of_range, key,
        "\"" + name + "\" is not one of " + std::string(names) + "; choose one");
}

void Table::fault(ErrorCode code, std::string_view key, std::string_view remedy) {
  const Member* member = find(key);
  faults_.add(code, member == nullptr ? node_.at : member->node.at, path_of(key), remedy);
}

void Table::finish() {
  for (const Member& member : node_.members) {
    if (std::ranges::find(asked_, member.key) == asked_.end()) {
      const std::optional<std::string> meant = nearest(member.key, asked_);
      faults_.add(ErrorCode::unknown_field, member.at, path_of(member.key),
                  meant ? "is not a known field; did you mean " + *meant + "?"
                        : "is not a known field; remove it");
    }
  }
}

}  // namespace lobby::toml
