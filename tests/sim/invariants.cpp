// Capacity, operations, guests, grants, versions, tickets.
#include "tests/sim/invariants.h"

#include <algorithm>
#include <numeric>

#include "core/service/audit.h"
#include "tests/sim/agreement.h"

namespace lobby::sim {
namespace {

using inventory::Slot;
using protocol::Outcome;

constexpr std::int32_t days_looked_at = 10;

void capacity_holds(const Audit& audit, Ledger& ledger) {
  for (const auto& [slot, count] : audit.server.capacities) {
    const std::int32_t units = units_of_house(slot.pool);
    if (count.sold < 0 || count.granted < 0 || count.sold + count.granted > units) {
      ledger.violated("I1", inventory::to_string(slot) + ": sold " + std::to_string(count.sold) +
                                " + granted " + std::to_string(count.granted) + " of " +
                                std::to_string(units));
    }
  }
}

void operations_have_one_end(const Audit& audit, Ledger& ledger) {
  std::map<std::tuple<DeviceId, std::int64_t, std::int64_t>, OperationId> numbers;
  for (const auto& [id, fact] : ledger.facts) {
    const auto stored = audit.server.replies.find(id);
    const bool told = audit.server.tasks.contains(id);
    if (stored == audit.server.replies.end()) {
      if (!audit.outboxes.contains(id) && !told && audit.unread == 0) {
        ledger.violated("I2", words_of(fact.operation) + " is neither at the server nor in an " +
                                  "outbox, and no task names it");
      }
      continue;
    }
    const bool asked = std::holds_alternative<protocol::RequestUnits>(fact.operation.payload);
    if (stored->second.outcome == Outcome::refused && !told && !asked) {
      ledger.violated("I2", words_of(fact.operation) + " was refused (" +
                                std::string(name_of(stored->second.code)) + ") without a task");
    }
    // In a closed epoch a number may stand for two facts: that is why it was closed.
    const auto epoch = audit.server.epochs.find(fact.operation.device);
    const bool open = epoch != audit.server.epochs.end() && epoch->second == fact.operation.epoch;
    if (stored->second.outcome == Outcome::applied && open) {
      const auto key =
          std::tuple(fact.operation.device, fact.operation.epoch, fact.operation.sequence);
      const auto [other, fresh] = numbers.emplace(key, id);
      if (!fresh) {
        ledger.violated("I2", words_of(fact.operation) + " was applied, and so was operation " +
                                  other->second.text() + " of the same number");
      }
    }
  }
}

void guests_have_bookings(const Audit& audit, Ledger& ledger) {
  for (const Guest& guest : ledger.guests) {
    if (audit.outboxes.contains(guest.operation) || audit.server.tasks.contains(guest.operation) ||
        audit.unread > 0) {
      continue;
    }
    const auto found = audit.server.bookings.find(guest.booking.id);
    const bool kept =
        found != audit.server.bookings.end() &&
        (Audit::holds_units(found->second) || ledger.cancelled.contains(guest.booking.id));
    if (!kept) {
      ledger.violated("I3", "the guest of booking " + guest.booking.code.text() +
                                " was told yes and has no booking");
    } else if (found->second.guest != guest.booking.guest) {
      ledger.violated("I3", "booking " + guest.booking.code.text() +
                                " has lost the details that its guest gave");
    }
  }
}

// The units an operation takes off the device's grant once it is applied.
const std::vector<inventory::SlotUnits>* taken_by(const protocol::Payload& payload) {
  const auto* place = std::get_if<protocol::PlaceBooking>(&payload);
  if (place != nullptr && place->booking.state == booking::BookingState::confirmed) {
    return &place->booking.demand;
  }
  const auto* returned = std::get_if<protocol::ReturnUnits>(&payload);
  return returned == nullptr ? nullptr : &returned->units;
}

// What each device has reported sold or given back from its grants in the epoch it is in.
std::map<DeviceSlot, std::int32_t> consumed_now(const Audit& audit, const Ledger& ledger) {
  std::map<DeviceSlot, std::int32_t> consumed;
  for (const auto& [id, fact] : ledger.facts) {
    const protocol::Operation& operation = fact.operation;
    const auto* units = taken_by(operation.payload);
    const auto reply = audit.server.replies.find(id);
    const auto epoch = audit.server.epochs.find(operation.device);
    if (units == nullptr || reply == audit.server.replies.end() ||
        reply->second.outcome != Outcome::applied || epoch == audit.server.epochs.end() ||
        epoch->second != operation.epoch) {
      continue;
    }
    for (const inventory::SlotUnits& need : *units) {
      consumed[{operation.device, need.slot}] += need.units;
    }
  }
  return consumed;
}

void grants_are_conserved(const Audit& audit, Ledger& ledger) {
  const std::map<DeviceSlot, std::int32_t> consumed = consumed_now(audit, ledger);
  std::map<Slot, inventory::Capacity> sums;
  for (const auto& [id, booking] : audit.server.bookings) {
    const bool holds = Audit::holds_units(booking) && !audit.server.conflicts.contains(id);
    for (const inventory::SlotUnits& need : booking.demand) {
      sums[need.slot].sold += holds ? need.units : 0;
    }
  }
  for (const auto& [key, units] : audit.server.outstanding) {
    sums[key.second].granted += units;
  }
  for (const auto& [slot, count] : audit.server.capacities) {
    if (count.sold != sums[slot].sold || count.granted != sums[slot].granted) {
      ledger.violated("I4", inventory::to_string(slot) + " counts sold " +
                                std::to_string(count.sold) + ", granted " +
                                std::to_string(count.granted) + "; bookings hold " +
                                std::to_string(sums[slot].sold) + ", devices " +
                                std::to_string(sums[slot].granted));
    }
  }
  for (const auto& [key, total] : audit.server.granted) {
    const auto outstanding = audit.server.outstanding.find(key);
    const std::int32_t held =
        outstanding == audit.server.outstanding.end() ? 0 : outstanding->second;
    const auto sold = consumed.find(key);
    const std::int32_t gone = sold == consumed.end() ? 0 : sold->second;
    const auto reclaimed = audit.server.reclaimed.find(key);
    const std::int32_t back = reclaimed == audit.server.reclaimed.end() ? 0 : reclaimed->second;
    if (total != gone + held + back) {
      ledger.violated("I4", inventory::to_string(key.second) + " of device " + key.first.text() +
                                ": granted " + std::to_string(total) + ", consumed " +
                                std::to_string(gone) + ", outstanding " + std::to_string(held) +
                                ", taken back " + std::to_string(back));
    }
  }
}

// Rule 4: a sale can't fail for lack of capacity while the device obeys its grant. Only where a
// restored server has lost a cancellation or a write-off, its units may have two owners.
void honest_devices_go_on(const Audit& audit, Ledger& ledger) {
  if (ledger.freed_lost) {
    return;
  }
  for (const auto& [id, epoch] : audit.server.epochs) {
    const Enrolment& device = ledger.devices.at(id);
    if (!device.forked && epoch > 1 + device.epochs_closed) {
      ledger.violated("I1", "device " + id.text() + " obeyed its grants and was fenced");
    }
  }
}

void versions_are_whole(const Audit& audit, Ledger& ledger) {
  for (const auto& [id, booking] : audit.server.bookings) {
    if (!booking::history_is_whole(booking)) {
      ledger.violated("I5", "the history of booking " + booking.code.text() + " has a gap");
    }
  }
  for (const auto& [id, versions] : audit.server.told_versions) {
    if (!std::ranges::is_sorted(versions, std::ranges::less_equal{})) {
      ledger.violated("I5", "the feed told versions of booking " + id.text() + " out of order");
    }
  }
}

// Applied, and nobody was told to look at it.
bool is_silent(const Audit& audit, const OperationId& id) {
  const auto reply = audit.server.replies.find(id);
  return reply != audit.server.replies.end() && reply->second.outcome == Outcome::applied &&
         !audit.server.tasks.contains(id);
}

// The admissions of one ticket that still stand: those a desk made and did not take back. Machines
// with copies of one disk share an identity, so which of theirs was taken back cannot be told; it
// counts as the one that nobody was told of.
std::vector<OperationId> standing(const Audit& audit, const Ledger& ledger,
                                  const std::vector<OperationId>& steps) {
  std::vector<OperationId> open;
  for (const OperationId& id : steps) {
    const protocol::Operation& step = ledger.facts.at(id).operation;
    if (std::holds_alternative<protocol::CheckIn>(step.payload)) {
      open.push_back(id);
      continue;
    }
    const auto is_own = [&](const OperationId& earlier) {
      return ledger.facts.at(earlier).operation.device == step.device;
    };
    auto own = std::ranges::find_if(open, [&](const OperationId& earlier) {
      return is_own(earlier) && is_silent(audit, earlier);
    });
    own = own == open.end() ? std::ranges::find_if(open, is_own) : own;
    if (own != open.end()) {
      open.erase(own);
    }
  }
  return open;
}

void tickets_admit_once(const Audit& audit, Ledger& ledger) {
  std::map<protocol::AdmissionId, std::vector<OperationId>> tickets;
  for (const OperationId& id : ledger.order) {
    if (const auto* ticket = admission_in(ledger.facts.at(id).operation.payload)) {
      tickets[*ticket].push_back(id);
    }
  }
  for (const auto& [ticket, steps] : tickets) {
    const auto silent =
        std::ranges::count_if(standing(audit, ledger, steps),
                              [&](const OperationId& id) { return is_silent(audit, id); });
    if (silent > 1) {
      ledger.violated("I6", "the ticket of booking " + ticket.code.text() + " admitted " +
                                std::to_string(silent) + " times and no task says so");
    }
  }
}

struct InvariantRow {
  void (*check)(const Audit&, Ledger&);
};
constexpr InvariantRow invariant_rows[] = {
    {capacity_holds},       {operations_have_one_end}, {guests_have_bookings}, {tickets_admit_once},
    {grants_are_conserved}, {versions_are_whole},      {honest_devices_go_on},
};

void check_rows(const Audit& audit, Ledger& ledger) {
  for (const InvariantRow& row : invariant_rows) {
    row.check(audit, ledger);
  }
}

// What staff would be told by `lobby-server audit`.
void check_server(World& world) {
  const auto report = service::audit(world.servers.truth(), world.servers.current().site.id);
  CHECK(report.ok());
  for (const service::AuditFinding& finding : report->invariants) {
    for (const std::string& what : finding.named) {
      world.ledger.violated(finding.counted.substr(0, 2), what);
    }
  }
}

}  // namespace

// sold <= granted on the device that did something, and the house's capacity.
void check_step(World& world, Device& device) {
  const LocalDate today = world.servers.zone().to_local(world.now).date;
  const Status read = world.servers.truth().read(
      world.servers.current().site.id, [&](port::ServerTransaction& store) {
        Audit audit{world, {}, {}, 0};
        for (const catalog::Pool& pool : world.servers.current().pools) {
          for (const auto& [slot, count] :
               taken(store.capacities(pool.id, today, today.plus_days(days_looked_at)))) {
            audit.server.capacities[slot] = count;
          }
        }
        capacity_holds(audit, world.ledger);
        return done();
      });
  CHECK(read.ok());
  if (device.running() && device.role == protocol::DeviceRole::kiosk && !device.disk.off()) {
    check_balances(world, device);
  }
}

void check_all(World& world) {
  check_rows(audit_of(world), world.ledger);
}

void check_end(World& world) {
  const Audit audit = audit_of(world);
  check_rows(audit, world.ledger);
  check_server(world);
  check_drained(audit, world);
  check_replicas(audit, world);
}

}  // namespace lobby::sim
