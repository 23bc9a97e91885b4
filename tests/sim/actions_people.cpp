// Guests and the people who let them in.
#include <algorithm>

#include "core/device/allotment.h"
#include "core/device/counter.h"
#include "core/device/gate.h"
#include "tests/fakes/sample.h"
#include "tests/sim/actions.h"
#include "tests/sim/hotel.h"

namespace lobby::sim {
namespace {

device::Gate gate_of(World& world, Device& device, tests::FakeVerifier& verifier) {
  return {device.store(), verifier,          world.servers.hasher(),
          world.random,   device.identity(), world.servers.current().site.number};
}

booking::Selection any_selection(World& world, LocalDate today) {
  Random& random = world.random;
  const LocalDate date =
      today.plus_days(static_cast<std::int32_t>(random.between(0, horizon_days)));
  const auto people = static_cast<std::int32_t>(random.between(1, 3));
  switch (random.below(4)) {
    case 0: {
      booking::Selection hall = tests::hall_afternoon();
      const auto blocks = std::array<std::int32_t, 3>{8 * 60, 10 * 60, 12 * 60};
      const std::size_t first = random.below(blocks.size());
      hall.date = date;
      hall.block_starts = {blocks[first]};
      if (first + 1 < blocks.size() && random.one_in(2)) {
        hall.block_starts.push_back(blocks[first + 1]);
      }
      hall.party = {people, 0};
      hall.add_ons.clear();
      return hall;
    }
    case 1:
      return tests::tour_day(date, people);
    default:
      return tests::king_stay(date, static_cast<std::int32_t>(random.between(1, nights_max)));
  }
}

device::Counter counter_of(World& world, Device& device) {
  return {device.store(), device.signer(), world.servers.hasher(),
          world.random,   device.sealer(), device.identity()};
}

// What the guest leaves with; nothing when the device said no.
void take_order(World& world, Device& device, const catalog::Catalog& sold,
                const device::Order& order) {
  const auto time = device.time();
  if (!time) {
    return;
  }
  const auto issued =
      device::sell(counter_of(world, device), sold, world.servers.zone(), order, *time);
  if (!issued) {
    world.say("no: " + to_string(issued.error()));
    if (issued.error().code == ErrorCode::sold_out && !order.as_request && world.random.one_in(2)) {
      take_order(world, device, sold, {order.selection, order.guest, true});
    }
    return;
  }
  world.say("booking " + issued->booking.code.text() + " is " +
            std::string(name_of(issued->booking.state)));
  if (issued->booking.state == booking::BookingState::confirmed && !world.ledger.order.empty()) {
    world.ledger.guests.push_back(
        {world.ledger.order.back(), issued->booking, issued->ticket_text});
  }
}

// The catalogue this kiosk sells from; nullptr before it has one.
const catalog::Catalog* sold_at(World& world, Device& device) {
  const auto stored = device.store().catalog();
  return stored && stored->has_value()
             ? &world.servers.catalog(version_of_text(stored->value().toml))
             : nullptr;
}

void leave(Device& device) {
  device.choice.reset();
  device.needed.clear();
}

}  // namespace

void return_surplus(World& world, Device& device) {
  const auto time = device.time();
  if (!time || device.role != protocol::DeviceRole::kiosk) {
    return;
  }
  const LocalDate today = world.servers.zone().to_local(world.now).date;
  const auto returned =
      device::return_surplus(counter_of(world, device), device.needed, today, *time);
  if (!returned || *returned) {
    world.say("surplus: " + (returned ? "returned" : to_string(returned.error())));
  }
}

// A guest chooses what the kiosk may have too little of; mostly the answer is waited for.
void ask(World& world, Device& device) {
  if (!world.ready(device)) {
    return;
  }
  const catalog::Catalog* sold = sold_at(world, device);
  const auto time = device.time();
  if (sold == nullptr || !time) {
    return;
  }
  const LocalDate today = world.servers.zone().to_local(world.now).date;
  device.choice = any_selection(world, today);
  device.needed = booking::demand_of(*sold, *device.choice);
  const auto asked = device::request_units(counter_of(world, device), device.needed, *time);
  world.say(asked ? *asked ? "asked" : "has them" : to_string(asked.error()));
  if (!world.random.one_in(4)) {
    (void)synchronise(world, device);
  }
}

void sell(World& world, Device& device) {
  if (!world.ready(device)) {
    return;
  }
  const catalog::Catalog* sold = sold_at(world, device);
  if (sold == nullptr) {
    return;
  }
  const LocalDate today = world.servers.zone().to_local(world.now).date;
  const booking::Selection wanted = device.choice ? *device.choice : any_selection(world, today);
  take_order(world, device, *sold, {wanted, {"Lin Yi", "13800005678", {}, "zh-CN"}, false});
  leave(device);
}

void walk_away(World& world, Device& device) {
  leave(device);
  if (world.ready(device)) {
    return_surplus(world, device);
  }
}

// Mostly a ticket of today, and one that was shown before as often as not.
void scan(World& world, Device& device) {
  if (!world.ready(device)) {
    return;
  }
  std::vector<const Guest*> today;
  for (const Guest& guest : world.ledger.guests) {
    if (guest.booking.window.valid_from <= world.now && world.now < guest.booking.window.until) {
      today.push_back(&guest);
    }
  }
  if (today.empty()) {
    return;
  }
  const std::size_t few = std::min<std::size_t>(today.size(), 4);
  const Guest& guest = *(world.random.one_in(2) ? today[today.size() - 1 - world.random.below(few)]
                                                : world.random.any(today));
  const auto time = device.time();
  if (!time) {
    return;
  }
  tests::FakeVerifier verifier;
  const auto verdict = device::scan(gate_of(world, device, verifier), guest.ticket, *time);
  world.say("ticket " + guest.booking.code.text() + ": " +
            (verdict ? std::string(name_of(verdict->kind)) : to_string(verdict.error())));
}

void undo(World& world, Device& device) {
  if (!world.ready(device)) {
    return;
  }
  std::vector<protocol::AdmissionId> own;
  for (const OperationId& id : world.ledger.order) {
    const protocol::Operation& operation = world.ledger.facts.at(id).operation;
    if (const auto* check_in = std::get_if<protocol::CheckIn>(&operation.payload);
        check_in != nullptr && operation.device == device.identity().device) {
      own.push_back(check_in->admission);
    }
  }
  const auto time = device.time();
  if (own.empty() || !time) {
    return;
  }
  const protocol::AdmissionId& admission =
      world.random.one_in(2) ? own.back() : world.random.any(own);
  tests::FakeVerifier verifier;
  const Status undone = device::undo_admission(gate_of(world, device, verifier), admission, *time);
  world.say("undo " + admission.code.text() + ": " + (undone ? "done" : to_string(undone.error())));
}

// The ticket was seen, as on the kiosk's last screen.
void finish_guest(World& world, Device& device) {
  if (!world.ready(device)) {
    return;
  }
  const auto unseen = device.store().unseen_tickets();
  if (unseen && !unseen->empty()) {
    (void)device.store().mark_ticket_seen(unseen->front().id);
  }
}

}  // namespace lobby::sim
