// What both kinds of device of the fault run share: a station whose disk fails at random while it
// works, the journal of tickets, and the loop that ends when nothing is left to send.
// One thread beside the station's own.
#pragma once

#include <filesystem>
#include <functional>
#include <memory>
#include <set>
#include <string>
#include <vector>

#include "app/common/device_station.h"
#include "tests/fakes/fault_vfs.h"
#include "tests/fault/run_child.h"
#include "tests/sim/random.h"

namespace lobby::fault {

class FaultyDevice {
 public:
  // Throws std::runtime_error where the device cannot be opened.
  explicit FaultyDevice(const ChildOrder& order);
  ~FaultyDevice();

  DeviceStation& station() { return *station_; }
  sim::Random& random() { return random_; }
  // Whether a round with the server went well and brought a catalogue, or the server said that
  // another machine runs on in this one's place. Says on standard error why a round failed.
  bool met_server();
  // `step` again and again; in Mode::drain until `finished` says so and the outbox is empty.
  void run(const std::function<void()>& step, const std::function<bool()>& finished);

 private:
  void harm_disk();
  bool sent();

  const ChildOrder order_;
  sim::Random random_;
  tests::FaultVfs disk_;
  std::unique_ptr<DeviceStation> station_;
  bool met_server_ = false;
  bool has_offer_ = false;
};

// Appends a line at once: what was written is there after a kill.
void write_line(const std::filesystem::path& file, const std::string& line);
std::vector<std::string> lines_of(const std::filesystem::path& file);

}  // namespace lobby::fault
