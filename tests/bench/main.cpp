// lobby-bench: every metric of ours beside the limit of this machine, measured in the same run.
//   lobby-bench [--quick] [--only NAME] [--json FILE]
// Started by tests/bench/run, which builds it and chooses the file system. Exit status 0 only when
// every row has its figures and the still screen drew nothing.
#include <algorithm>
#include <array>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <stdexcept>
#include <string>
#include <vector>

#include "tests/bench/bare_window.h"
#include "tests/bench/candidate_rows.h"
#include "tests/bench/kiosk_rows.h"
#include "tests/bench/pairs.h"
#include "tests/bench/server_rows.h"
#include "tests/bench/table.h"

namespace {

using lobby::bench::Row;

// In the order of the table.
constexpr std::array groups{&lobby::bench::measure_pairs,   &lobby::bench::measure_drain,
                            &lobby::bench::measure_confirm, &lobby::bench::measure_reconnect,
                            &lobby::bench::measure_feed,    &lobby::bench::measure_availability,
                            &lobby::bench::measure_kiosk,   &lobby::bench::measure_candidates};

struct Arguments {
  lobby::bench::Plan plan;
  std::string json;
  std::string bare;  // we are our own child
};

Arguments parse(int count, char** words) {
  Arguments arguments;
  for (int index = 1; index < count; ++index) {
    const std::string word = words[index];
    if (word == "--quick") {
      arguments.plan.quick = true;
      continue;
    }
    std::string* value = word == "--only"   ? &arguments.plan.only
                         : word == "--json" ? &arguments.json
                         : word == "--bare" ? &arguments.bare
                                            : nullptr;
    if (value == nullptr || ++index == count) {
      throw std::runtime_error("use: lobby-bench [--quick] [--only NAME] [--json FILE]");
    }
    *value = words[index];
  }
  return arguments;
}

int measure(const Arguments& arguments) {
  const auto start = std::chrono::steady_clock::now();
  lobby::bench::RunFacts facts;
  facts.quick = arguments.plan.quick;
  facts.load_before = lobby::bench::load_average();
  std::vector<Row> rows;
  for (const auto& measure_group : groups) {
    std::ranges::move(measure_group(arguments.plan), std::back_inserter(rows));
  }
  facts.load_after = lobby::bench::load_average();
  facts.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
  if (rows.empty()) {
    throw std::runtime_error("no metric is called like \"" + arguments.plan.only + "\"");
  }
  std::printf("%s", lobby::bench::to_table(rows, facts).c_str());
  if (!arguments.json.empty()) {
    std::ofstream file(arguments.json);
    file << lobby::bench::to_json(rows, facts);
    file.close();
    if (!file) {
      throw std::runtime_error("cannot write " + arguments.json);
    }
  }
  for (const Row& row : rows) {
    if (!row.fault.empty()) {
      return 1;
    }
  }
  return 0;
}

}  // namespace

int main(int argc, char** argv) {
  ::setenv("SDL_VIDEODRIVER", "dummy", 1);
  ::setenv("SDL_AUDIODRIVER", "dummy", 1);
  try {
    const Arguments arguments = parse(argc, argv);
    return arguments.bare.empty() ? measure(arguments) : lobby::bench::run_bare(arguments.bare);
  } catch (const std::exception& failure) {
    std::fprintf(stderr, "lobby-bench: %s\n", failure.what());
    return 2;
  }
}
