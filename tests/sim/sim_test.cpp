// Goal: the whole system keeps the protocol's invariants whatever fails, and the simulation that
// says so would notice if one safety were missing. Method: a fixed range of seeds without
// sabotage, and for each safety seeds until its absence is seen.
#include <gtest/gtest.h>

#include "tests/sim/runner.h"

namespace lobby::sim {
namespace {

std::optional<Violation> first_violation(Options options, std::uint64_t first, std::uint64_t last) {
  Workshop workshop;
  for (options.seed = first; options.seed <= last; ++options.seed) {
    const Outcome outcome = run(workshop, options, actions_of(options));
    if (outcome.violation) {
      Violation violation = *outcome.violation;
      violation.detail = "seed " + std::to_string(options.seed) + ", step " +
                         std::to_string(violation.step) + ": " + violation.detail;
      return violation;
    }
  }
  return std::nullopt;
}

TEST(Simulation, invariants_hold_for_a_hundred_seeds) {
  const auto violation = first_violation({}, 1, 100);
  EXPECT_FALSE(violation) << violation->invariant << ", " << violation->detail;
}

TEST(Simulation, invariants_hold_at_every_step) {
  Options options;
  options.audit_every = 1;
  const auto violation = first_violation(options, 101, 125);
  EXPECT_FALSE(violation) << violation->invariant << ", " << violation->detail;
}

TEST(Simulation, invariants_hold_on_sqlite) {
  Options options;
  options.store = StoreKind::sqlite;
  options.steps = 120;
  const auto violation = first_violation(options, 1, 5);
  EXPECT_FALSE(violation) << violation->invariant << ", " << violation->detail;
}

TEST(Simulation, a_seed_replays_to_the_same_end) {
  Options options;
  options.seed = 7;
  options.trace = true;
  Workshop workshop;
  const Outcome once = run(workshop, options, actions_of(options));
  const Outcome again = run(workshop, options, actions_of(options));
  EXPECT_EQ(once.trace, again.trace);
}

class Sabotaged : public testing::TestWithParam<Sabotage> {};

TEST_P(Sabotaged, is_caught_within_two_hundred_seeds) {
  Options options;
  options.sabotage = GetParam();
  const auto violation = first_violation(options, 1, 200);
  ASSERT_TRUE(violation);
  std::printf("%s: breaks %s, %s\n", std::string(name_of(GetParam())).c_str(),
              violation->invariant.c_str(), violation->detail.c_str());
}

INSTANTIATE_TEST_SUITE_P(Simulation, Sabotaged,
                         testing::Values(Sabotage::capacity_guard, Sabotage::idempotency,
                                         Sabotage::commit_before_yes, Sabotage::sequence_check,
                                         Sabotage::multi_slot_atomicity, Sabotage::ticket_dedup,
                                         Sabotage::retry_isolation, Sabotage::fence,
                                         Sabotage::return_before_release, Sabotage::free_on_expiry,
                                         Sabotage::grant_request_id, Sabotage::incarnation),
                         [](const auto& tested) { return std::string(name_of(tested.param)); });

}  // namespace
}  // namespace lobby::sim
