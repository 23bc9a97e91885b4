// PostgreSQL's own load generator, pgbench, with a script of ours. Failures throw with what it
// printed.
// One thread.
#pragma once

#include <cstddef>
#include <filesystem>
#include <map>
#include <string>

namespace lobby::bench {

struct PgbenchOrder {
  std::string programs;  // directory
  std::string database_url;
  std::filesystem::path script;
  std::map<std::string, std::string> variables;
  std::size_t clients = 1;
  std::size_t seconds = 1;
};

// Transactions a second, statements prepared.
double run_pgbench(const PgbenchOrder& order);

}  // namespace lobby::bench
