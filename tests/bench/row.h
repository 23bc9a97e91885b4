// Row: one line of the table — a measurement of ours beside the limit measured in the same run.
// Values only; any thread.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace lobby::bench {

struct Row {
  std::string name;  // what --only matches
  std::string what;  // what ours is
  std::string limit_is;
  std::string unit;  // "/s": more is better; all others: less is better
  std::optional<double> ours{};
  std::optional<double> limit{};
  std::string fault{};  // why there is no figure, or why it is not allowed
};

struct Plan {
  bool quick = false;
  std::string only;  // part of a row's name; empty: every row

  bool wants(std::string_view name) const { return name.find(only) != std::string_view::npos; }
};

// The upper median; nothing of no values.
std::optional<double> median(std::vector<double> values);

}  // namespace lobby::bench
