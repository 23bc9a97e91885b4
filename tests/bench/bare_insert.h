// The limit of whoever stores rows durably: rows of the same size inserted into the same database,
// one prepared statement a row, no index beside the key, as many commits. Failures throw.
// One thread.
#pragma once

#include <cstddef>
#include <filesystem>
#include <string>

namespace lobby::bench {

struct Rows {
  std::size_t count = 0;
  std::size_t bytes = 0;  // of each
  std::size_t commits = 1;
};

// Seconds taken, by a new file (WAL, synchronous=FULL) or a new table of an empty schema.
double insert_into_sqlite(const std::filesystem::path& file, const Rows& rows);
double insert_into_postgres(const std::string& url, const Rows& rows);

}  // namespace lobby::bench
