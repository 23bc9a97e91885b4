// Time, life and death of devices, and the calm at the end.
#include "tests/sim/world.h"

#include <algorithm>

#include "core/device/synchroniser.h"
#include "tests/fakes/sample.h"
#include "tests/sim/actions.h"
#include "tests/sim/hotel.h"
#include "tests/sim/network.h"

namespace lobby::sim {
namespace {

constexpr std::int32_t kiosks = 5;
constexpr std::int32_t desks = 3;
// After the last fault: longer than every retry and every Retry-After together.
constexpr std::int32_t drain_rounds = 12;
constexpr Duration drain_pause = Duration::minutes(10);
constexpr std::int32_t pages_max = 50;

Status usable(const std::string& text) {
  return version_of_text(text) > 0 ? done()
                                   : Status(fail(ErrorCode::malformed, "no catalogue: " + text));
}

}  // namespace

World::World(Workshop& shop, const Options& given)
    : workshop(shop),
      options(given),
      now(tests::sample_now),
      random(given.seed),
      servers(shop, given) {
  CHECK(servers.install(1, now).ok());
  for (std::int32_t number = 1; number <= kiosks + desks; ++number) {
    const bool kiosk = number <= kiosks;
    Device& device = add_device(
        kiosk ? "kiosk-" + std::to_string(number) : "desk-" + std::to_string(number - kiosks),
        kiosk ? protocol::DeviceRole::kiosk : protocol::DeviceRole::desk);
    CHECK(ready(device));
    CHECK(enrol(device).ok());
  }
}

Device& World::add_device(const std::string& name, protocol::DeviceRole role) {
  devices.push_back(
      std::make_unique<Device>(Device::Place{workshop, ledger, now, options.sabotage}, name, role));
  return *devices.back();
}

Status World::enrol(Device& device) {
  const auto key_number = static_cast<std::uint8_t>(ledger.devices.size() + 1);
  const Result<DeviceId> id = servers.enrol({device.name, device.role, key_number}, random, now);
  if (!id) {
    return id.error();
  }
  ledger.devices[*id] = {*id, device.role, key_number, false, false};
  return device.enrolled_as({*id, device.name, device.role, servers.current().site.id, 1});
}

void World::say(const std::string& text) {
  if (options.trace) {
    trace.push_back("step " + std::to_string(ledger.step) + ": " + text);
  }
}

void World::pass(Duration by) {
  const UtcTime until = now + by;
  while (true) {
    const auto next = std::ranges::min_element(letters, {}, &Letter::at);
    if (next == letters.end() || next->at > until) {
      break;
    }
    const Letter letter = *next;
    letters.erase(next);
    now = std::max(now, letter.at);
    const std::size_t process = servers.up(0, now) ? 0 : 1;
    if (servers.up(process, now)) {
      watch_reply(*this, letter.request, servers.answer(process, letter.request, now));
    }
  }
  now = until;
}

bool World::ready(Device& device) {
  try {
    const Status started = device.start();
    if (started) {
      return true;
    }
    if (!device.disk.off() && !device.disk.struck()) {
      ledger.violated("I2", device.name + " does not start: " + to_string(started.error()));
    }
    kill(device, device.disk.off());
    return false;
  } catch (const Killed&) {
    kill(device, true);
    return false;
  }
}

void World::kill(Device& device, bool power_cut) {
  if (power_cut) {
    device.clock.reboot();
  }
  const tests::MemoryFile::Loss loss = device.end(power_cut ? &random : nullptr);
  counts.kills += 1;
  counts.lost += loss.lost;
  counts.torn += loss.torn;
  say(device.name + (power_cut ? " lost its power" : " was killed"));
}

Device& World::place_of(const Action& action) {
  const At at = actions()[action.kind].at;
  std::vector<Device*> places;
  for (const auto& device : devices) {
    const bool kiosk = device->role == protocol::DeviceRole::kiosk;
    if (at == At::any || (at == At::kiosk) == kiosk) {
      places.push_back(device.get());
    }
  }
  return *places[action.device % places.size()];
}

void World::act(const Action& action) {
  random = Random(action.salt);
  pass(action.elapsed);
  Device& device = place_of(action);
  const ActionRow& row = actions()[action.kind];
  say(std::string(row.name) + " at " + device.name);
  try {
    row.run(*this, device);
  } catch (const Killed&) {
    kill(device, device.disk.off() && random.one_in(2));
  }
}

namespace {

device::SyncParts parts_of(World& world, Device& device, Network& network) {
  return {device.store(),  network,           device.clock, world.random,
          device.signer(), device.identity(), usable};
}

}  // namespace

Status push_once(World& world, Device& device) {
  Network network(world, device);
  const device::SyncParts parts = parts_of(world, device, network);
  const auto pushed = device::push(parts);
  return pushed ? done() : Status(pushed.error());
}

Status pull_once(World& world, Device& device) {
  Network network(world, device);
  const device::SyncParts parts = parts_of(world, device, network);
  for (std::int32_t page = 0; page < pages_max; ++page) {
    const auto pulled = device::pull(parts, Duration{});
    if (!pulled) {
      return pulled.error();
    }
    if (!pulled->more) {
      return_surplus(world, device);
      return done();
    }
  }
  return fail(ErrorCode::internal, "the feed does not end");
}

bool synchronise(World& world, Device& device) {
  const Status pushed = push_once(world, device);
  const Status pulled = pull_once(world, device);
  bool well = true;
  for (const Status& status : {pushed, pulled}) {
    if (status) {
      continue;
    }
    world.say(device.name + " could not synchronise: " + to_string(status.error()));
    // Of two machines with one disk the second is told to enrol again, once it has sent its own.
    const bool second = status.error().code == ErrorCode::device_fenced &&
                        world.ledger.devices.at(device.identity().device).forked;
    well = well && second;
  }
  return well;
}

void World::calm_down() {
  calm = true;
  servers.start_all();
  pass(Duration::hours(2));
  const std::size_t count = devices.size();
  for (std::size_t index = 0; index < count; ++index) {
    Device& device = *devices[index];
    device.disk.heal();
    device.cut_off_until = UtcTime{};
    (void)device.end(nullptr);
    if (device.shelved) {
      Device& back = add_device(device.name + "-shelved", device.role);
      back.replace_disk(*device.shelved);
      device.shelved.reset();
    }
  }
}

bool World::sync_round() {
  bool all = true;
  for (const auto& device : devices) {
    if (!ready(*device) || ledger.devices.at(device->identity().device).written_off) {
      continue;
    }
    all = synchronise(*this, *device) && all;
  }
  pass(drain_pause);
  return all;
}

void World::drain() {
  random = Random(options.seed);
  calm_down();
  bool all = false;
  for (std::int32_t round = 0; round < drain_rounds; ++round) {
    all = sync_round();
  }
  if (!all) {
    ledger.violated("I7", "a device cannot synchronise although every fault is over");
  }
}

}  // namespace lobby::sim
