// Migrates one device store and one server store, once.
#include "tests/sim/workshop.h"

#include <filesystem>

#include "platform/sqlite/device_store.h"
#include "platform/sqlite/server_store.h"

namespace lobby::sim {

Workshop::Workshop() {
  const std::string path = directory.file("template.db");
  {
    const auto store =
        sqlite::DeviceStore::open({.path = path,
                                   .migrations_directory = tests::migrations_directory("device"),
                                   .busy_timeout_ms = 0,
                                   .vfs = disk.name()});
    CHECK(store.ok());
  }
  new_device_ = disk.volume(path).image();
  const auto server =
      sqlite::ServerStore::open({.path = directory.file("server-template.db"),
                                 .migrations_directory = tests::migrations_directory("server"),
                                 .busy_timeout_ms = 0,
                                 .vfs = {}});
  CHECK(server.ok());
}

std::string Workshop::new_server() const {
  const std::string path = directory.file("server.db");
  for (const char* suffix : {"", "-wal", "-shm", ".lock"}) {
    std::filesystem::remove(path + suffix);
  }
  std::filesystem::copy_file(directory.file("server-template.db"), path);
  return path;
}

}  // namespace lobby::sim
