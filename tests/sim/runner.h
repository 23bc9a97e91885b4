// One seed from beginning to end, and the shortest list of actions that still fails.
// One thread.
#pragma once

#include <optional>
#include <vector>

#include "tests/sim/world.h"

namespace lobby::sim {

struct Outcome {
  std::optional<Violation> violation;
  Counts counts;
  std::vector<std::string> trace;
};

// The actions that a seed stands for.
std::vector<Action> actions_of(const Options& options);
Outcome run(Workshop& workshop, const Options& options, const std::vector<Action>& actions);

// Leaves out actions, half the list at first and single ones at last, while the same invariant
// still breaks; looks at everything after each step and stops after `runs_max` runs.
// REQUIRES: the list fails.
std::vector<Action> shrink(Workshop& workshop, Options options, std::vector<Action> actions,
                           std::int32_t runs_max);

}  // namespace lobby::sim
