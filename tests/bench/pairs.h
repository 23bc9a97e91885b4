// The rows that are Google Benchmark functions, ours and its limit (*_bench.cpp), run interleaved
// at random so that a busy machine slows both alike.
#pragma once

#include <vector>

#include "tests/bench/row.h"

namespace lobby::bench {

std::vector<Row> measure_pairs(const Plan& plan);

}  // namespace lobby::bench
