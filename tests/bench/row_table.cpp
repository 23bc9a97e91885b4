// Looks rows up by name: there are few.
#include "tests/bench/row_table.h"

#include <algorithm>
#include <exception>
#include <iterator>

namespace lobby::bench {

RowTable::RowTable(const Plan& plan, const std::vector<Row>& rows) : plan_(plan) {
  std::ranges::copy_if(rows, std::back_inserter(rows_),
                       [&](const Row& row) { return plan.wants(row.name); });
}

Row* RowTable::find(const std::string& name) {
  const auto found = std::ranges::find(rows_, name, &Row::name);
  return found == rows_.end() ? nullptr : &*found;
}

void RowTable::set(const std::string& name, std::optional<double> ours,
                   std::optional<double> limit) {
  if (Row* row = find(name)) {
    row->ours = ours;
    row->limit = limit;
  }
}

void RowTable::measure(const std::vector<std::string>& names,
                       const std::function<void()>& measuring) {
  const auto wanted = [this](const std::string& name) { return plan_.wants(name); };
  if (std::ranges::none_of(names, wanted)) {
    return;
  }
  try {
    measuring();
  } catch (const std::exception& failure) {
    for (const std::string& name : names) {
      if (Row* row = find(name)) {
        row->fault = failure.what();
      }
    }
  }
}

}  // namespace lobby::bench
