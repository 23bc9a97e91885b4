// The whole system at one virtual moment: devices, servers, what is on its way between them, and
// the truth beside it. An action is a row of actions.cpp; everything random in it comes from its
// own salt, so that leaving one out does not change the others.
// One thread.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "tests/sim/device.h"
#include "tests/sim/ledger.h"
#include "tests/sim/options.h"
#include "tests/sim/server_house.h"

namespace lobby::sim {

struct Action {
  std::size_t kind = 0;  // a row of actions()
  std::size_t device = 0;
  Duration elapsed;  // before it
  std::uint64_t salt = 0;
};

// A request that arrives later, its reply to nobody.
struct Letter {
  UtcTime at;
  Request request;
};

class World {
 public:
  World(Workshop& workshop, const Options& options);

  void act(const Action& action);
  // Where an action happens: one of the devices that its row is for.
  Device& place_of(const Action& action);
  // Time passes; letters arrive.
  void pass(Duration by);
  // Faults stop, shelved disks come back, everything synchronises (invariant I7).
  void drain();

  // Starts the device when it can; false when its disk refuses.
  bool ready(Device& device);
  void kill(Device& device, bool power_cut);
  Device& add_device(const std::string& name, protocol::DeviceRole role);
  // A new identity for a device that runs. Errors: those of server and store.
  Status enrol(Device& device);
  void say(const std::string& text);

  // Written by actions, fates and invariants.
  Workshop& workshop;
  const Options options;
  UtcTime now;
  Random random;
  Ledger ledger;
  ServerHouse servers;
  std::vector<std::unique_ptr<Device>> devices;
  std::vector<Letter> letters;
  Counts counts;
  bool calm = false;  // no faults any more
  std::vector<std::string> trace;

 private:
  void calm_down();
  bool sync_round();
};

// A page of the feed at a time until there is no more, and what is due. False after an error.
bool synchronise(World& world, Device& device);
// As a kiosk does when the feed brought something: what no guest needs goes back.
void return_surplus(World& world, Device& device);
Status push_once(World& world, Device& device);
Status pull_once(World& world, Device& device);

}  // namespace lobby::sim
