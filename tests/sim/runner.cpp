// Steps and checks in turn.
#include "tests/sim/runner.h"

#include <algorithm>

#include "tests/sim/actions.h"
#include "tests/sim/invariants.h"

namespace lobby::sim {
namespace {

// Seeds of neighbouring numbers must not give neighbouring streams.
constexpr std::uint64_t spread = 0x9E37'79B9'7F4A'7C15ULL;

std::size_t draw_kind(Random& random) {
  std::uint32_t sum = 0;
  for (const ActionRow& row : actions()) {
    sum += row.weight;
  }
  auto drawn = static_cast<std::uint32_t>(random.below(sum));
  std::size_t kind = 0;
  while (drawn >= actions()[kind].weight) {
    drawn -= actions()[kind].weight;
    ++kind;
  }
  return kind;
}

}  // namespace

std::vector<Action> actions_of(const Options& options) {
  Random random(options.seed * spread);
  std::vector<Action> made;
  for (std::int32_t step = 0; step < options.steps; ++step) {
    Action action;
    action.kind = draw_kind(random);
    action.device = random.below(1'000);
    action.elapsed = Duration::seconds(random.between(0, 240));
    action.salt = random.next_long();
    made.push_back(action);
  }
  return made;
}

Outcome run(Workshop& workshop, const Options& options, const std::vector<Action>& actions) {
  workshop.disk.clear();
  World world(workshop, options);
  const auto failed = [&] { return world.ledger.violation().has_value(); };
  for (const Action& action : actions) {
    world.ledger.step += 1;
    Device& device = world.place_of(action);
    world.act(action);
    check_step(world, device);
    if (world.ledger.step % options.audit_every == 0) {
      check_all(world);
    }
    if (failed()) {
      break;
    }
  }
  if (!failed()) {
    world.ledger.step += 1;
    world.drain();
    check_end(world);
  }
  world.counts.operations = static_cast<std::int64_t>(world.ledger.facts.size());
  return {world.ledger.violation(), world.counts, world.trace};
}

namespace {

using Actions = std::vector<Action>;

Actions without(const Actions& actions, std::size_t at, std::size_t size) {
  Actions fewer = actions;
  const auto begin = fewer.begin() + static_cast<std::ptrdiff_t>(at);
  fewer.erase(begin, begin + static_cast<std::ptrdiff_t>(std::min(size, fewer.size() - at)));
  return fewer;
}

}  // namespace

Actions shrink(Workshop& workshop, Options options, Actions actions, std::int32_t runs_max) {
  const auto first = run(workshop, options, actions);
  CHECK(first.violation.has_value());
  const auto still_fails = [&](const Actions& fewer) {
    runs_max -= 1;
    const auto outcome = run(workshop, options, fewer);
    return outcome.violation && outcome.violation->invariant == first.violation->invariant;
  };
  // What comes after the violation is not needed; seen after each step, it may come earlier.
  actions.resize(std::min(actions.size(), static_cast<std::size_t>(first.violation->step)));
  options.audit_every = 1;
  for (std::size_t size = std::max<std::size_t>(actions.size() / 2, 1); size > 0;) {
    const std::size_t before = actions.size();
    for (std::size_t at = 0; at < actions.size() && runs_max > 0;) {
      Actions fewer = without(actions, at, size);
      if (still_fails(fewer)) {
        actions = std::move(fewer);
      } else {
        at += size;
      }
    }
    // Single ones again while it helps: what one needed may be gone.
    size = size == 1 && actions.size() < before && runs_max > 0 ? 1 : size / 2;
  }
  return actions;
}

}  // namespace lobby::sim
