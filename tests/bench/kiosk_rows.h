// The rows of the kiosk as a whole: start, a still screen, memory, frames.
#pragma once

#include <vector>

#include "tests/bench/row.h"

namespace lobby::bench {

std::vector<Row> measure_kiosk(const Plan& plan);

}  // namespace lobby::bench
