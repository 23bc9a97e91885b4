// Names and sums.
#include "tests/sim/options.h"

#include <algorithm>
#include <utility>

namespace lobby::sim {
namespace {

struct CountRow {
  std::string_view name;
  std::int64_t Counts::* count;
};

constexpr CountRow fault_rows[] = {
    {"torn", &Counts::torn},
    {"lost", &Counts::lost},
    {"killed", &Counts::kills},
    {"disk errors", &Counts::disk_errors},
    {"partitions", &Counts::partitions},
    {"requests dropped", &Counts::dropped_requests},
    {"replies dropped", &Counts::dropped_replies},
    {"duplicates", &Counts::duplicates},
    {"late", &Counts::late},
    {"servers ended", &Counts::server_ends},
    {"clock jumps", &Counts::clock_jumps},
    {"disk copies", &Counts::disk_copies},
    {"written off", &Counts::written_off},
    {"restored", &Counts::restores},
};

}  // namespace

std::string_view name_of(Sabotage sabotage) {
  return sabotage_names[static_cast<std::size_t>(sabotage)];
}

std::optional<Sabotage> sabotage_from(std::string_view name) {
  const auto found = std::ranges::find(sabotage_names, name);
  return found == sabotage_names.end()
             ? std::nullopt
             : std::optional(static_cast<Sabotage>(found - sabotage_names.begin()));
}

Counts& Counts::operator+=(const Counts& other) {
  operations += other.operations;
  for (const CountRow& row : fault_rows) {
    this->*row.count += other.*row.count;
  }
  return *this;
}

std::int64_t Counts::faults() const {
  std::int64_t sum = 0;
  for (const CountRow& row : fault_rows) {
    sum += this->*row.count;
  }
  return sum;
}

std::string Counts::text() const {
  std::string text;
  for (const CountRow& row : fault_rows) {
    text +=
        (text.empty() ? "" : ", ") + std::string(row.name) + " " + std::to_string(this->*row.count);
  }
  return text;
}

}  // namespace lobby::sim
