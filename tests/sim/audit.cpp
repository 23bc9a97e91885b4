// Reading it all.
#include "tests/sim/audit.h"

#include <algorithm>

namespace lobby::sim {
namespace {

const LocalDate first_counted = LocalDate::of(2026, 11, 1);
const LocalDate last_counted = LocalDate::of(2027, 12, 31);
constexpr std::size_t feed_rows_max = 1'000;

void read_devices(const World& world, port::ServerTransaction& store, ServerView& view) {
  for (const auto& [id, device] : world.ledger.devices) {
    if (const auto record = taken(store.device(id))) {
      view.epochs[id] = record->epoch;
    }
  }
  for (const port::Conflict& conflict : taken(store.open_conflicts())) {
    view.conflicts.insert(conflict.booking);
  }
}

void read_inventory(World& world, port::ServerTransaction& store, ServerView& view) {
  for (const catalog::Pool& pool : world.servers.current().pools) {
    for (const auto& [slot, capacity] :
         taken(store.capacities(pool.id, first_counted, last_counted))) {
      view.capacities[slot] = capacity;
    }
    for (const auto& [id, current] : view.epochs) {
      for (std::int64_t epoch = 1; epoch <= current; ++epoch) {
        const port::Holder holder{id, epoch};
        for (const auto& units :
             taken(store.outstanding(holder, pool.id, first_counted, last_counted))) {
          view.outstanding[{id, units.slot}] += units.units;
        }
      }
    }
  }
}

void read_operation(port::ServerTransaction& store, const protocol::Operation& operation,
                    ServerView& view) {
  if (const auto stored = taken(store.operation(operation.id))) {
    view.replies[operation.id] = stored->reply;
  }
  if (const auto* place = std::get_if<protocol::PlaceBooking>(&operation.payload)) {
    if (const auto booking = taken(store.booking(place->booking.id))) {
      view.bookings.insert_or_assign(booking->id, *booking);
    }
  }
  if (const protocol::AdmissionId* id = admission_in(operation.payload)) {
    if (const auto admission = taken(store.admission(*id))) {
      view.admissions.insert_or_assign(*id, *admission);
    }
  }
}

void read_row(const protocol::FeedItem& item, ServerView& view) {
  const auto* grant = std::get_if<protocol::GrantNotice>(&item);
  if (grant != nullptr && grant->epoch == view.epochs[grant->device]) {
    std::int32_t& total = view.granted[{grant->device, grant->slot}];
    total = std::max(total, grant->granted_total);
  }
  const auto* reclaim = std::get_if<protocol::ReclaimNotice>(&item);
  if (reclaim != nullptr && reclaim->epoch == view.epochs[reclaim->device]) {
    view.reclaimed[{reclaim->device, reclaim->slot}] = reclaim->reclaimed;
  }
  if (const auto* booking = std::get_if<protocol::BookingNotice>(&item)) {
    view.told_versions[booking->id].push_back(booking->version);
  }
}

void read_feed(port::ServerTransaction& store, ServerView& view) {
  std::vector<protocol::Reader> readers{{protocol::DeviceRole::desk, {}}};
  for (const port::DeviceRecord& device : taken(store.devices())) {
    if (device.role == protocol::DeviceRole::kiosk) {
      readers.push_back({device.role, device.id});
    }
  }
  for (const protocol::Reader& reader : readers) {
    std::int64_t cursor = 0;
    for (bool more = true; more;) {
      const auto found = taken(store.feed_after(cursor, reader, feed_rows_max));
      for (const port::FeedRow& row : found.rows) {
        read_row(row.item, view);
      }
      cursor = found.cursor;
      more = found.more;
    }
  }
}

// What a device has committed and the server may have lost: it is sent again once the device hears
// that the server was restored.
void count_kept(const World& world, const Device& device, Audit& audit) {
  for (const auto& [operation, fact] : world.ledger.facts) {
    if (device.identities.contains(fact.operation.device)) {
      audit.outboxes.insert(operation);
    }
  }
}

std::int64_t incarnation_of(World& world) {
  std::int64_t incarnation = 0;
  const Status read = world.servers.truth().read(world.servers.current().site.id,
                                                 [&](port::ServerTransaction& store) {
                                                   incarnation = taken(store.incarnation());
                                                   return done();
                                                 });
  CHECK(read.ok());
  return incarnation;
}

void read_outboxes(World& world, Audit& audit) {
  const std::int64_t incarnation = incarnation_of(world);
  for (const auto& device : world.devices) {
    if (device->shelved) {
      audit.outboxes.insert(device->shelved->pending.begin(), device->shelved->pending.end());
    }
    if (!world.ready(*device)) {
      audit.unread += 1;
      continue;
    }
    const auto outbox = device->store().outbox();
    if (!outbox) {
      audit.unread += 1;
      continue;
    }
    const auto state = device->store().state();
    if (!state || state->incarnation < incarnation || (device->shelved && incarnation > 1)) {
      count_kept(world, *device, audit);
    }
    for (const port::OutboxEntry& entry : *outbox) {
      audit.outboxes.insert(entry.operation.id);
      if (!world.ledger.facts.contains(entry.operation.id)) {
        world.ledger.violated(
            "I2", words_of(entry.operation) + " is in the outbox and its commit was refused");
        world.ledger.saw_operation(entry.operation);
      }
    }
  }
}

}  // namespace

const protocol::AdmissionId* admission_in(const protocol::Payload& payload) {
  if (const auto* check_in = std::get_if<protocol::CheckIn>(&payload)) {
    return &check_in->admission;
  }
  const auto* undo = std::get_if<protocol::UndoCheckIn>(&payload);
  return undo == nullptr ? nullptr : &undo->admission;
}

bool Audit::holds_units(const booking::Booking& booking) {
  return booking.state == booking::BookingState::confirmed ||
         booking.state == booking::BookingState::checked_in;
}

Audit audit_of(World& world) {
  Audit audit{world, {}, {}, 0};
  read_outboxes(world, audit);
  const Status read = world.servers.truth().read(
      world.servers.current().site.id, [&](port::ServerTransaction& store) {
        read_devices(world, store, audit.server);
        read_inventory(world, store, audit.server);
        for (const auto& [id, fact] : world.ledger.facts) {
          read_operation(store, fact.operation, audit.server);
        }
        for (const port::StaffTask& task : taken(store.staff_tasks())) {
          audit.server.tasks.insert(task.operation);
        }
        read_feed(store, audit.server);
        return done();
      });
  CHECK(read.ok());
  return audit;
}

}  // namespace lobby::sim
