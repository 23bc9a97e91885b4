// The table of a run, for people and as JSON.
#pragma once

#include <string>
#include <vector>

#include "tests/bench/row.h"

namespace lobby::bench {

// How busy the machine was: its one-minute load average.
double load_average();

struct RunFacts {
  bool quick = false;
  double load_before = 0;
  double load_after = 0;
  double seconds = 0;
};

std::string to_table(const std::vector<Row>& rows, const RunFacts& facts);
std::string to_json(const std::vector<Row>& rows, const RunFacts& facts);

}  // namespace lobby::bench
