// Faults. Those of a process or disk are planned and strike in the middle of what comes next.
#include "tests/sim/actions.h"

namespace lobby::sim {
namespace {

void mark_forked(World& world, Device& device) {
  world.counts.disk_copies += 1;
  if (world.ready(device)) {
    world.ledger.devices.at(device.identity().device).forked = true;
  }
}

bool copied_already(const World& world) {
  return world.counts.disk_copies >= 4;
}

}  // namespace

void cut_off(World& world, Device& device) {
  device.cut_off_until = world.now + Duration::minutes(world.random.between(1, 600));
  world.counts.partitions += 1;
}

void plan_kill(World& world, Device& device) {
  if (world.ready(device)) {
    device.store().plan_kill({.calls = static_cast<std::int32_t>(world.random.between(1, 12)),
                              .after = world.random.one_in(2)});
  }
}

void plan_power_cut(World& world, Device& device) {
  device.disk.power_off_at(world.random.between(1, 60));
}

void plan_disk_fault(World& world, Device& device) {
  const bool write = world.random.one_in(2);
  const std::int64_t at = world.random.between(1, 20);
  constexpr tests::Fault kinds[] = {tests::Fault::disk_full, tests::Fault::input_output,
                                    tests::Fault::read_only};
  device.disk.plan({.fault = kinds[world.random.below(std::size(kinds))],
                    .write = write ? at : 0,
                    .sync = write ? 0 : at,
                    .lasting = world.random.one_in(3),
                    .torn = world.random.one_in(2)});
  world.counts.disk_errors += 1;
}

void heal_disk(World&, Device& device) {
  device.disk.heal();
}

void end_server(World& world, Device&) {
  const UtcTime until = world.now + Duration::minutes(world.random.between(1, 60));
  world.servers.end(world.random.below(ServerHouse::processes), until);
  world.counts.server_ends += 1;
}

void jump_clock(World& world, Device& device) {
  device.clock.jump(Duration::minutes(world.random.between(-1'500, 1'500)));
  world.counts.clock_jumps += 1;
}

void take_image(World& world, Device& device) {
  if (!device.shelved && world.ready(device)) {
    device.image = device.copy();
  }
}

// A disk restored from the image; what it held since lies on a shelf.
void put_image_back(World& world, Device& device) {
  if (!device.image || device.shelved || copied_already(world) || !world.ready(device)) {
    return;
  }
  device.shelved = device.copy();
  mark_forked(world, device);
  device.replace_disk(*device.image);
  device.image.reset();
  mark_forked(world, device);
}

void put_newer_back(World& world, Device& device) {
  if (!device.shelved || !world.ready(device)) {
    return;
  }
  const DiskCopy older = device.copy();
  device.replace_disk(*device.shelved);
  device.shelved = older;
}

// A second machine with the same disk, and so with the same identity.
void clone_disk(World& world, Device& device) {
  if (copied_already(world) || !world.ready(device)) {
    return;
  }
  const DiskCopy copy = device.copy();
  mark_forked(world, device);
  const std::string name = "clone-" + std::to_string(world.devices.size());
  world.add_device(name, device.role).replace_disk(copy);
}

}  // namespace lobby::sim
