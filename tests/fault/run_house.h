// The server of a fault run with its database, on either engine, and what befalls them.
// Failures throw std::runtime_error. One thread.
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>

#include "core/port/server_store.h"
#include "tests/fakes/postgres_process.h"
#include "tests/fakes/server_process.h"

namespace lobby::fault {

enum class Engine : std::uint8_t { sqlite, postgres };
std::string_view name_of(Engine engine);

class FaultHouse {
 public:
  // The demo hotel; not started yet.
  explicit FaultHouse(Engine engine);

  tests::ServerProcess& server() { return *server_; }
  // SIGKILL, and a copy of the database as it is then; started again.
  void back_up(const std::filesystem::path& directory);
  // SIGKILL, and that copy in the database's place; the server is told of it and started again.
  void put_back(const std::filesystem::path& directory);
  // The database itself, for the reckoning.
  std::unique_ptr<port::ServerStore> open_store() const;

 private:
  void run_postgres(const std::string& program, const std::vector<std::string>& options) const;

  std::unique_ptr<tests::PostgresProcess> postgres_;  // none on SQLite
  std::string url_;
  std::unique_ptr<tests::ServerProcess> server_;
};

}  // namespace lobby::fault
