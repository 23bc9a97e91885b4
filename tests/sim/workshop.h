// What all runs of one program share: the disk in memory, a directory for lock files, and stores
// as they are after migration, to be copied for each device and server.
// One thread; one Workshop at a time.
#pragma once

#include <string>

#include "tests/fakes/memory_disk.h"
#include "tests/fakes/store_facts.h"

namespace lobby::sim {

class Workshop {
 public:
  Workshop();

  tests::MemoryDisk disk;
  tests::ScratchDirectory directory;

  const tests::Volume::Image& new_device() const { return new_device_; }
  // A fresh server database; the path.
  std::string new_server() const;

 private:
  tests::Volume::Image new_device_;
};

}  // namespace lobby::sim
