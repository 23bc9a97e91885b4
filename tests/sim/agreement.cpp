// Comparing.
#include "tests/sim/agreement.h"

#include <algorithm>
#include <set>

#include "tests/sim/hotel.h"

namespace lobby::sim {
namespace {

const LocalDate first_date = LocalDate::of(2026, 11, 1);
const LocalDate last_date = LocalDate::of(2027, 12, 31);

const Enrolment& enrolment_of(const World& world, const Device& device) {
  return world.ledger.devices.at(device.identity().device);
}

// Of days gone by devices are told nothing any more.
bool is_over(const inventory::Slot& slot, UtcTime now) {
  return *protocol::needed_until(protocol::StockNotice{slot, 0}) < now;
}

// Both ways: what the server has granted and the kiosk never heard of would sell to nobody.
void compare_kiosk(const Audit& audit, World& world, Device& device) {
  const DeviceId id = device.identity().device;
  std::set<inventory::Slot> known;
  for (const catalog::Pool& pool : world.servers.current().pools) {
    for (const auto& [slot, balance] :
         taken(device.store().balances(pool.id, first_date, last_date))) {
      known.insert(slot);
      // A restore may lose that units were taken back (rule 9): the kiosk then sells fewer than the
      // server counts on.
      const bool forgotten = world.counts.restores > 0 && balance.reclaimed > 0;
      if (is_over(slot, world.now) || forgotten) {
        continue;
      }
      const auto total = audit.server.granted.find({id, slot});
      const auto held = audit.server.outstanding.find({id, slot});
      const std::int32_t granted = total == audit.server.granted.end() ? 0 : total->second;
      const std::int32_t free = held == audit.server.outstanding.end() ? 0 : held->second;
      if (balance.granted != granted || balance.free() != free) {
        world.ledger.violated("I7", device.name + " holds " + std::to_string(balance.free()) +
                                        " of " + std::to_string(balance.granted) + " " +
                                        inventory::to_string(slot) + ", the server says " +
                                        std::to_string(free) + " of " + std::to_string(granted));
      }
    }
  }
  for (const auto& [key, units] : audit.server.outstanding) {
    if (key.first == id && units > 0 && !known.contains(key.second) &&
        !is_over(key.second, world.now)) {
      world.ledger.violated("I7", device.name + " never heard of " + std::to_string(units) + " " +
                                      inventory::to_string(key.second) + " granted to it");
    }
  }
}

void compare_bookings(const Audit& audit, World& world, Device& desk) {
  for (const auto& [id, booking] : audit.server.bookings) {
    const auto known = taken(desk.store().booking(booking.code));
    if (!known || known->version != booking.version || known->state != booking.state) {
      world.ledger.violated("I7", desk.name + " does not know booking " + booking.code.text() +
                                      " as version " + std::to_string(booking.version));
    }
  }
}

// A desk may know more: a refused admission of its own stays, the guest did walk in there.
void compare_admissions(const Audit& audit, World& world, Device& desk) {
  for (const auto& [id, admission] : audit.server.admissions) {
    if (!taken(desk.store().admission(id))) {
      world.ledger.violated("I7", desk.name + " does not know that the ticket of " +
                                      id.code.text() + " was admitted");
    }
  }
}

void compare_catalog(World& world, Device& device) {
  const auto stored = taken(device.store().catalog());
  if (!stored || version_of_text(stored->toml) != world.servers.version()) {
    world.ledger.violated("I7", device.name + " has not the catalogue in force");
  }
}

}  // namespace

std::int32_t units_of_house(const PoolId& pool) {
  static const catalog::Catalog house = hotel(1);
  const catalog::Pool* found = house.pool(pool);
  CHECK(found != nullptr);
  return found->capacity;
}

void check_balances(World& world, Device& device) {
  try {
    for (const catalog::Pool& pool : world.servers.current().pools) {
      const auto balances = device.store().balances(pool.id, first_date, last_date);
      if (!balances) {
        continue;
      }
      for (const auto& [slot, balance] : *balances) {
        if (balance.sold > balance.granted) {
          world.ledger.violated(
              "I1", device.name + " sold beyond its allotment of " + inventory::to_string(slot));
        }
      }
    }
  } catch (const Killed&) {
    world.kill(device, false);
  }
}

void check_drained(const Audit& audit, World& world) {
  if (audit.unread > 0) {
    world.ledger.violated("I7", "a device does not start although its disk is whole");
  }
  for (const auto& device : world.devices) {
    if (!device->running() || enrolment_of(world, *device).written_off) {
      continue;
    }
    const auto summary = taken(device->store().outbox_summary());
    if (summary.pending != 0) {
      world.ledger.violated("I7", device->name + " still has " + std::to_string(summary.pending) +
                                      " operations in its outbox");
    }
  }
}

void check_replicas(const Audit& audit, World& world) {
  for (const auto& device : world.devices) {
    if (!device->running() || enrolment_of(world, *device).written_off) {
      continue;
    }
    compare_catalog(world, *device);
    if (device->role == protocol::DeviceRole::desk) {
      compare_bookings(audit, world, *device);
      if (!enrolment_of(world, *device).forked) {  // twins cannot tell their steps apart
        compare_admissions(audit, world, *device);
      }
    } else if (!enrolment_of(world, *device).forked) {
      compare_kiosk(audit, world, *device);
    }
  }
}

}  // namespace lobby::sim
