// The rows of one group that the plan wants, filled in as they are measured.
// One thread.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "tests/bench/row.h"

namespace lobby::bench {

class RowTable {
 public:
  // Keeps those of `rows` that are wanted. `plan` outlives the table.
  RowTable(const Plan& plan, const std::vector<Row>& rows);

  bool empty() const { return rows_.empty(); }
  std::vector<Row> take() { return std::move(rows_); }
  // Null where the row is not wanted.
  Row* find(const std::string& name);
  void set(const std::string& name, std::optional<double> ours, std::optional<double> limit);
  // Measures where any of the names is wanted; an exception becomes the fault of each.
  void measure(const std::vector<std::string>& names, const std::function<void()>& measuring);

 private:
  const Plan& plan_;
  std::vector<Row> rows_;
};

}  // namespace lobby::bench
