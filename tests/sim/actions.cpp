// The table, and what staff and the sync thread do.
#include "tests/sim/actions.h"

#include <algorithm>

#include "tests/sim/agreement.h"
#include "tests/sim/hotel.h"

namespace lobby::sim {
namespace {

constexpr std::int64_t catalogs_max = 4;
constexpr std::int64_t written_off_max = 2;
constexpr std::int64_t restores_max = 2;

void push(World& world, Device& device) {
  if (world.ready(device)) {
    if (const Status pushed = push_once(world, device); !pushed) {
      world.say("push: " + to_string(pushed.error()));
    }
  }
}

void pull(World& world, Device& device) {
  if (world.ready(device)) {
    if (const Status pulled = pull_once(world, device); !pulled) {
      world.say("pull: " + to_string(pulled.error()));
    }
  }
}

void sync(World& world, Device& device) {
  if (world.ready(device)) {
    (void)synchronise(world, device);
  }
}

void wait(World& world, Device&) {
  world.pass(Duration::minutes(world.random.between(5, 420)));
}

void cancel(World& world, Device&) {
  if (world.ledger.guests.empty()) {
    return;
  }
  const Guest& guest = world.random.any(world.ledger.guests);
  const Status cancelled = world.servers.cancel(guest.booking.code, world.now);
  world.say("booking " + guest.booking.code.text() +
            (cancelled ? " cancelled" : ": " + to_string(cancelled.error())));
  if (cancelled) {
    world.ledger.cancelled.insert(guest.booking.id);
  }
}

void install(World& world, Device&) {
  const std::int64_t version = world.servers.version() + 1;
  if (version <= catalogs_max) {
    CHECK(world.servers.install(version, world.now).ok());
  }
}

void write_off(World& world, Device& device) {
  if (world.counts.written_off >= written_off_max || !world.ready(device)) {
    return;
  }
  const DeviceId id = device.identity().device;
  if (world.servers.write_off(id, world.now)) {
    world.ledger.devices.at(id).written_off = true;
    world.ledger.devices.at(id).epochs_closed += 1;
    world.counts.written_off += 1;
  }
}

// Staff take a silent device for dead; it is not, and what it sold comes late.
void close_epoch(World& world, Device& device) {
  const auto enrolled = world.ready(device) ? world.ledger.devices.find(device.identity().device)
                                            : world.ledger.devices.end();
  if (enrolled != world.ledger.devices.end() && !enrolled->second.written_off) {
    CHECK(world.servers.close_epoch(enrolled->first, world.now).ok());
    enrolled->second.epochs_closed += 1;
  }
}

void enrol_again(World& world, Device& device) {
  if (world.ready(device) && world.ledger.devices.at(device.identity().device).written_off) {
    (void)world.enrol(device);
  }
}

// Staff want fewer of a night sold, or all of them again.
void set_capacity(World& world, Device&) {
  const PoolId rooms = PoolId::literal("king-room");
  const LocalDate today = world.servers.zone().to_local(world.now).date;
  const LocalDate date =
      today.plus_days(static_cast<std::int32_t>(world.random.between(0, horizon_days)));
  const auto wanted = static_cast<std::int32_t>(world.random.between(0, units_of_house(rooms)));
  const Status set = world.servers.set_capacity({rooms, date, 0}, wanted, world.now);
  CHECK(set.ok() || set.error().code == ErrorCode::not_found ||
        set.error().code == ErrorCode::unavailable);
  world.ledger.capacity_set = true;
}

void back_up(World& world, Device&) {
  world.servers.back_up(world.now);
}

// The servers go on from a backup. What they had answered since may be answered otherwise.
void restore(World& world, Device&) {
  const bool reclaimed = world.servers.has_reclaimed();
  if (world.counts.restores >= restores_max || !world.servers.put_backup_back(world.now)) {
    return;
  }
  world.counts.restores += 1;
  const bool written_off = std::ranges::any_of(
      world.ledger.devices, [](const auto& entry) { return entry.second.epochs_closed > 0; });
  world.ledger.freed_lost =
      !world.ledger.cancelled.empty() || world.ledger.capacity_set || reclaimed || written_off;
  for (auto& [id, fact] : world.ledger.facts) {
    fact.reply.reset();
  }
  for (const auto& [id, device] : world.ledger.devices) {
    if (device.written_off) {
      (void)world.servers.write_off(id, world.now);
    }
  }
}

constexpr ActionRow rows[] = {
    {"ask", 70, At::kiosk, ask},
    {"sell", 200, At::kiosk, sell},
    {"walk away", 20, At::kiosk, walk_away},
    {"scan", 110, At::desk, scan},
    {"undo", 20, At::desk, undo},
    {"finish guest", 20, At::kiosk, finish_guest},
    {"push", 120, At::any, push},
    {"pull", 100, At::any, pull},
    {"synchronise", 130, At::any, sync},
    {"wait", 25, At::any, wait},
    {"cancel", 25, At::any, cancel},
    {"new catalogue", 4, At::any, install},
    {"set capacity", 8, At::any, set_capacity},
    {"write off", 3, At::any, write_off},
    {"close epoch", 4, At::any, close_epoch},
    {"enrol again", 12, At::any, enrol_again},
    {"cut off", 25, At::any, cut_off},
    {"kill", 30, At::any, plan_kill},
    {"power cut", 30, At::any, plan_power_cut},
    {"disk fault", 25, At::any, plan_disk_fault},
    {"heal disk", 20, At::any, heal_disk},
    {"end server", 10, At::any, end_server},
    {"back up", 8, At::any, back_up},
    {"restore", 4, At::any, restore},
    {"clock jump", 10, At::any, jump_clock},
    {"take image", 8, At::any, take_image},
    {"put image back", 3, At::any, put_image_back},
    {"put newer disk back", 6, At::any, put_newer_back},
    {"clone disk", 2, At::any, clone_disk},
};

}  // namespace

std::span<const ActionRow> actions() {
  return rows;
}

}  // namespace lobby::sim
