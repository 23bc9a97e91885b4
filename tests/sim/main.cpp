// lobby-sim: runs seeds of the simulation and says what broke.
//   lobby-sim [--seeds A..B | --seed N] [--trace] [--steps N] [--store memory|sqlite]
//             [--sabotage NAME]
// Exit status: 0 nothing broke, 1 an invariant broke, 2 the arguments make no sense.
#include <charconv>
#include <chrono>
#include <cstdio>
#include <string>
#include <string_view>
#include <vector>

#include "tests/sim/runner.h"

namespace lobby::sim {
namespace {

constexpr std::int32_t shrink_runs_max = 600;

struct Command {
  Options options;
  std::uint64_t first = 1;
  std::uint64_t last = 100;
};

bool read_number(std::string_view text, auto& number) {
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  return error == std::errc{} && end == text.data() + text.size();
}

bool read_seeds(std::string_view text, Command& command) {
  const auto dots = text.find("..");
  return dots != std::string_view::npos && read_number(text.substr(0, dots), command.first) &&
         read_number(text.substr(dots + 2), command.last) && command.first <= command.last;
}

bool read_value(std::string_view name, std::string_view value, Command& command) {
  if (name == "--seeds") {
    return read_seeds(value, command);
  }
  if (name == "--seed") {
    const bool read = read_number(value, command.first);
    command.last = command.first;
    return read;
  }
  if (name == "--steps") {
    return read_number(value, command.options.steps) && command.options.steps > 0;
  }
  if (name == "--audit-every") {
    return read_number(value, command.options.audit_every) && command.options.audit_every > 0;
  }
  if (name == "--store") {
    command.options.store = value == "sqlite" ? StoreKind::sqlite : StoreKind::memory;
    return value == "sqlite" || value == "memory";
  }
  if (name == "--sabotage") {
    const auto sabotage = sabotage_from(value);
    command.options.sabotage = sabotage.value_or(Sabotage::none);
    return sabotage.has_value();
  }
  return false;
}

bool read_arguments(const std::vector<std::string_view>& arguments, Command& command) {
  for (std::size_t index = 0; index < arguments.size(); ++index) {
    if (arguments[index] == "--trace") {
      command.options.trace = true;
    } else if (index + 1 == arguments.size() ||
               !read_value(arguments[index], arguments[index + 1], command)) {
      return false;
    } else {
      ++index;
    }
  }
  return true;
}

void print_trace(const Outcome& outcome) {
  for (const std::string& line : outcome.trace) {
    std::printf("  %s\n", line.c_str());
  }
}

void report(Workshop& workshop, Options options, const Violation& violation) {
  std::printf("sim: seed %llu, step %d breaks %s: %s\n",
              static_cast<unsigned long long>(options.seed), violation.step,
              violation.invariant.c_str(), violation.detail.c_str());
  const std::vector<Action> fewest =
      shrink(workshop, options, actions_of(options), shrink_runs_max);
  options.trace = true;
  options.audit_every = 1;
  const Outcome outcome = run(workshop, options, fewest);
  std::printf("sim: shrunk to %zu actions:\n", fewest.size());
  print_trace(outcome);
  if (outcome.violation) {
    std::printf("  breaks %s: %s\n", outcome.violation->invariant.c_str(),
                outcome.violation->detail.c_str());
  }
}

int run_all(const Command& command) {
  Workshop workshop;
  Counts sum;
  std::int64_t violations = 0;
  const auto began = std::chrono::steady_clock::now();
  for (std::uint64_t seed = command.first; seed <= command.last; ++seed) {
    Options options = command.options;
    options.seed = seed;
    const Outcome outcome = run(workshop, options, actions_of(options));
    sum += outcome.counts;
    if (options.trace) {
      print_trace(outcome);
    }
    if (outcome.violation) {
      violations += 1;
      report(workshop, options, *outcome.violation);
      break;
    }
  }
  const std::chrono::duration<double> took = std::chrono::steady_clock::now() - began;
  const auto seeds = command.last - command.first + 1;
  std::printf("sim: %llu seeds, %lld operations, %lld faults (%s), %lld violations\n",
              static_cast<unsigned long long>(seeds), static_cast<long long>(sum.operations),
              static_cast<long long>(sum.faults()), sum.text().c_str(),
              static_cast<long long>(violations));
  if (violations == 0) {
    std::printf("rate: %.1f seeds/s\n", static_cast<double>(seeds) / took.count());
  }
  return violations == 0 ? 0 : 1;
}

}  // namespace
}  // namespace lobby::sim

int main(int argc, char** argv) {
  lobby::sim::Command command;
  if (!lobby::sim::read_arguments({argv + 1, argv + argc}, command)) {
    std::fprintf(stderr,
                 "usage: lobby-sim [--seeds A..B | --seed N] [--trace] [--steps N]"
                 " [--audit-every N] [--store memory|sqlite] [--sabotage NAME]\n");
    return 2;
  }
  return lobby::sim::run_all(command);
}
