// The row of Chinese entry: from a letter to what it may mean.
#pragma once

#include <vector>

#include "tests/bench/row.h"

namespace lobby::bench {

std::vector<Row> measure_candidates(const Plan& plan);

}  // namespace lobby::bench
