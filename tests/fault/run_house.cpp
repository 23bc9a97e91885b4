// SQLite's files are copied as they lie there; PostgreSQL's own programs save and restore a schema.
#include "tests/fault/run_house.h"

#include <stdexcept>
#include <utility>
#include <vector>

#include "platform/postgres/server_store.h"
#include "platform/sqlite/server_store.h"
#include "tests/fakes/program.h"
#include "tests/fakes/store_facts.h"

namespace lobby::fault {
namespace {

namespace fs = std::filesystem;

constexpr const char* schema = "test_1";  // of the first fresh_url()

std::vector<fs::path> database_files(const fs::path& data) {
  std::vector<fs::path> files;
  for (const char* name : {"lobby.db", "lobby.db-wal", "lobby.db-shm"}) {
    if (fs::exists(data / name)) {
      files.push_back(data / name);
    }
  }
  return files;
}

template <class Store>
std::unique_ptr<port::ServerStore> must(Result<std::unique_ptr<Store>> store) {
  if (!store) {
    throw std::runtime_error(to_string(store.error()));
  }
  return *std::move(store);
}

}  // namespace

std::string_view name_of(Engine engine) {
  return engine == Engine::sqlite ? "SQLite" : "PostgreSQL";
}

FaultHouse::FaultHouse(Engine engine) {
  if (engine == Engine::sqlite) {
    server_ = std::make_unique<tests::ServerProcess>();
    return;
  }
  postgres_ = std::make_unique<tests::PostgresProcess>();
  url_ = postgres_->fresh_url();
  server_ = tests::ServerProcess::on_database(url_);
}

void FaultHouse::run_postgres(const std::string& program,
                              const std::vector<std::string>& options) const {
  std::vector<std::string> words{postgres_->programs() + "/" + program, "--dbname=" + url_};
  words.insert(words.end(), options.begin(), options.end());
  const tests::ProgramResult result = tests::run_program(std::move(words));
  if (result.status != 0) {
    throw std::runtime_error(program + " failed: " + result.output);
  }
}

void FaultHouse::back_up(const fs::path& directory) {
  server_->kill();
  fs::create_directory(directory);
  if (postgres_) {
    run_postgres("pg_dump", {"--schema=" + std::string(schema),
                             "--file=" + (directory / "lobby.sql").string()});
  } else {
    for (const fs::path& file : database_files(server_->data())) {
      fs::copy(file, directory);
    }
  }
  server_->start();
}

void FaultHouse::put_back(const fs::path& directory) {
  server_->kill();
  if (postgres_) {
    run_postgres("psql", {"--quiet", "--no-psqlrc", "--set=ON_ERROR_STOP=1",
                          "--command=DROP SCHEMA " + std::string(schema) + " CASCADE",
                          "--file=" + (directory / "lobby.sql").string()});
  } else {
    for (const fs::path& file : database_files(server_->data())) {
      fs::remove(file);
    }
    for (const fs::directory_entry& file : fs::directory_iterator(directory)) {
      fs::copy(file.path(), server_->data());
    }
  }
  server_->run({"restored"});
  server_->start();
}

std::unique_ptr<port::ServerStore> FaultHouse::open_store() const {
  const std::string migrations = tests::migrations_directory("server");
  if (postgres_) {
    return must(postgres::ServerStore::open({.url = url_, .migrations_directory = migrations}));
  }
  return must(sqlite::ServerStore::open({.path = (server_->data() / "lobby.db").string(),
                                         .migrations_directory = migrations,
                                         .busy_timeout_ms = 5'000,
                                         .vfs = {}}));
}

}  // namespace lobby::fault
