// Columns as wide as their widest cell.
#include "tests/bench/table.h"

#include <algorithm>
#include <array>
#include <cstdio>
#include <cstdlib>
#include <iterator>
#include <thread>

#include <nlohmann/json.hpp>

namespace lobby::bench {
namespace {

constexpr std::size_t columns = 4;
using Cells = std::array<std::string, columns>;

std::string printed(const char* format, double value) {
  std::array<char, 64> text{};
  std::snprintf(text.data(), text.size(), format, value);
  return text.data();
}

// 12345.6 -> "12,346"
std::string grouped(double value) {
  std::string text = printed("%.0f", value);
  for (std::size_t left = text.size(); left > 3; left -= 3) {
    text.insert(left - 3, ",");
  }
  return text;
}

std::string figure(const std::optional<double>& value, const std::string& unit) {
  if (!value) {
    return "-";
  }
  if (unit == "/s") {
    return grouped(*value) + "/s";
  }
  if (unit.empty()) {
    return grouped(*value);
  }
  return printed(*value < 10 ? "%.2f " : "%.1f ", *value) + unit;
}

std::optional<double> ratio(const Row& row) {
  if (!row.ours || !row.limit || *row.limit == 0) {
    return std::nullopt;
  }
  return *row.ours / *row.limit;
}

Cells cells_of(const Row& row) {
  const auto share = ratio(row);
  return {row.name + ": " + row.what, figure(row.ours, row.unit), figure(row.limit, row.unit),
          share ? printed("%.2f", *share) : "-"};
}

std::string line_of(const Cells& cells, const std::array<std::size_t, columns>& widths) {
  std::string line = cells[0] + std::string(widths[0] - cells[0].size(), ' ');
  for (std::size_t column = 1; column < columns; ++column) {
    line += " | " + std::string(widths[column] - cells[column].size(), ' ') + cells[column];
  }
  return line + "\n";
}

}  // namespace

std::optional<double> median(std::vector<double> values) {
  if (values.empty()) {
    return std::nullopt;
  }
  const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
  std::ranges::nth_element(values, middle);
  return *middle;
}

double load_average() {
  double load = 0;
  return ::getloadavg(&load, 1) == 1 ? load : 0;
}

std::string to_table(const std::vector<Row>& rows, const RunFacts& facts) {
  std::vector<Cells> lines{{"metric", "ours", "limit on this machine", "ratio"}};
  std::ranges::transform(rows, std::back_inserter(lines), cells_of);
  std::array<std::size_t, columns> widths{};
  for (const Cells& cells : lines) {
    for (std::size_t column = 0; column < columns; ++column) {
      widths[column] = std::max(widths[column], cells[column].size());
    }
  }
  std::string text;
  for (const Cells& cells : lines) {
    text += line_of(cells, widths);
  }
  text += "\nratio is ours / limit. Where the unit is /s more is better, elsewhere less.\n";
  for (const Row& row : rows) {
    text += row.name + ": the limit is " + row.limit_is + "\n";
  }
  text += "medians; " + std::to_string(std::thread::hardware_concurrency()) +
          " cores, load average " + printed("%.1f", facts.load_before) + " before and " +
          printed("%.1f", facts.load_after) + " after, " + printed("%.0f", facts.seconds) + " s\n";
  for (const Row& row : rows) {
    if (!row.fault.empty()) {
      text += "FAILED " + row.name + ": " + row.fault + "\n";
    }
  }
  return text;
}

std::string to_json(const std::vector<Row>& rows, const RunFacts& facts) {
  using nlohmann::json;
  const auto number = [](const std::optional<double>& value) {
    return value ? json(*value) : json();
  };
  json list = json::array();
  for (const Row& row : rows) {
    list.push_back({{"metric", row.name},
                    {"what", row.what},
                    {"limit_is", row.limit_is},
                    {"unit", row.unit},
                    {"ours", number(row.ours)},
                    {"limit", number(row.limit)},
                    {"ratio", number(ratio(row))},
                    {"fault", row.fault}});
  }
  const json whole{{"quick", facts.quick},
                   {"cores", std::thread::hardware_concurrency()},
                   {"load_before", facts.load_before},
                   {"load_after", facts.load_after},
                   {"seconds", facts.seconds},
                   {"rows", std::move(list)}};
  return whole.dump(2) + "\n";
}

}  // namespace lobby::bench
