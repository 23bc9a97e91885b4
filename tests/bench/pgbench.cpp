// pgbench's words, and the rate in what it prints.
#include "tests/bench/pgbench.h"

#include <stdexcept>
#include <vector>

#include "tests/fakes/program.h"

namespace lobby::bench {
namespace {

std::vector<std::string> words_of(const PgbenchOrder& order) {
  std::vector<std::string> words{order.programs + "/pgbench",
                                 "--no-vacuum",
                                 "--protocol=prepared",
                                 "--file=" + order.script.string(),
                                 "--client=" + std::to_string(order.clients),
                                 "--jobs=" + std::to_string(order.clients == 1 ? 1 : 2),
                                 "--time=" + std::to_string(order.seconds)};
  for (const auto& [name, value] : order.variables) {
    words.emplace_back("--define=").append(name).append("=").append(value);
  }
  words.push_back(order.database_url);
  return words;
}

}  // namespace

double run_pgbench(const PgbenchOrder& order) {
  const tests::ProgramResult result = tests::run_program(words_of(order));
  const std::string& printed = result.output;
  const std::string mark = "\ntps = ";
  const std::size_t at = printed.find(mark);
  if (result.status != 0 || at == std::string::npos ||
      printed.find("aborted") != std::string::npos) {
    throw std::runtime_error("pgbench told no rate: " + printed);
  }
  return std::stod(printed.substr(at + mark.size()));
}

}  // namespace lobby::bench
