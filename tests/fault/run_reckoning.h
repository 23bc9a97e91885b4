// The reckoning after a fault run: every guest who was shown a QR against the server's data and
// what the desk said at the door.
// One thread.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "core/port/server_store.h"

namespace lobby::fault {

struct Reckoning {
  std::int64_t confirmed = 0;  // tickets shown
  std::int64_t requests = 0;
  std::int64_t conflicts = 0;  // open ones
  std::int64_t tasks = 0;
  std::vector<std::string> violations;
};

// `devices` holds the journals, `desk` is the desk's own directory.
Reckoning reckon(const std::filesystem::path& devices, const std::filesystem::path& desk,
                 port::ServerStore& server);

}  // namespace lobby::fault
