// Goal: whatever order, repetition and loss the network brings, capacity holds (I1), every
// operation a device committed has one outcome or is still in its outbox (I2), every confirmed
// guest has a booking (I3), grants are conserved (I4), and all drains when the network is back.
// Method: two kiosks and two desks on a network that shuffles, repeats, cuts and loses batches,
// replies and pages, and a store whose commits fail at times; 200 seeds, each replayable.
#include <algorithm>
#include <random>

#include "tests/core/service_house.h"

namespace lobby::service {
namespace {

using booking::Booking;
using inventory::Balance;
using inventory::Slot;
using protocol::Operation;
using protocol::OperationReply;
using protocol::Outcome;

const LocalDate first_night = LocalDate::of(2026, 12, 10);

// Rooms only, and few nights: what the guests of this test can want.
catalog::Catalog small_hotel() {
  catalog::Catalog hotel = tests::sample_catalog();
  hotel.services.resize(1);
  hotel.pools.resize(1);
  hotel.services.front().horizon_days = 14;
  hotel.services.front().nights_max = 3;
  return hotel;
}

// What a device keeps: its outbox, its allotment and where it is in the feed.
struct Device {
  DeviceId id;
  std::int64_t last_sequence = 0;
  std::int64_t cursor = 0;
  std::vector<Operation> outbox{};
  std::vector<Operation> committed{};
  std::map<Slot, Balance> balances{};
};

class Simulation {
 public:
  explicit Simulation(std::uint64_t seed) : random_(seed) {
    for (const char* name : {"Kiosk 1", "Kiosk 2"}) {
      kiosks_.push_back({.id = house_.kiosk(name)});
    }
    for (const char* name : {"Desk 1", "Desk 2"}) {
      desks_.push_back({.id = house_.desk(name)});
    }
  }

  void step();
  void drain();
  void check_end();
  void check_counts() { tests::expect_counts_hold(house_.site()); }

 private:
  Device& any(std::vector<Device>& devices) { return devices[random_.below(devices.size())]; }
  Device& any_device() { return random_.chance(2) ? any(kiosks_) : any(desks_); }
  void commit(Device& device, protocol::Payload payload) {
    Operation operation =
        tests::sample_operation(device.id, ++device.last_sequence, std::move(payload));
    device.outbox.push_back(operation);
    device.committed.push_back(std::move(operation));
  }
  void sell(Device& kiosk);
  void cancel(Device& kiosk);
  void admit(Device& desk, bool undo);
  void push(Device& device);
  void pull(Device& device);
  std::vector<Operation> distorted(const Device& device);
  void settle(Device& device, const std::vector<OperationReply>& replies);

  tests::House house_{small_hotel()};
  tests::SeededEntropy random_;
  std::vector<Device> kiosks_;
  std::vector<Device> desks_;
  std::vector<Booking> sold_;  // in the order the guests got them
};

void Simulation::sell(Device& kiosk) {
  const auto nights = static_cast<std::int32_t>(random_.between(1, 3));
  const LocalDate date = first_night.plus_days(static_cast<std::int32_t>(random_.between(0, 3)));
  tests::SampleOrder order{
      .selection = tests::king_stay(date, nights), .device = kiosk.id, .number = sold_.size() + 1};
  Booking booking = tests::sample_booking(order);
  const bool covered = std::ranges::all_of(booking.demand, [&](const auto& need) {
    return kiosk.balances[need.slot].free() >= need.units;
  });
  if (covered) {
    for (const inventory::SlotUnits& need : booking.demand) {
      kiosk.balances[need.slot].sold += need.units;
    }
  } else {
    order.as_request = true;
    booking = tests::sample_booking(order);
  }
  sold_.push_back(booking);
  commit(kiosk, tests::place_sealed(booking));
}

void Simulation::cancel(Device& kiosk) {
  if (!sold_.empty()) {
    const Booking& booking = sold_[random_.below(sold_.size())];
    if (booking.made_by == kiosk.id) {
      commit(kiosk, protocol::CancelBooking{booking.id, 1});
    }
  }
}

void Simulation::admit(Device& desk, bool undo) {
  if (sold_.empty()) {
    return;
  }
  const Booking& booking = sold_[random_.below(sold_.size())];
  if (booking.state != booking::BookingState::confirmed) {
    return;
  }
  const protocol::AdmissionId id = house_.admission_of(booking);
  if (undo) {
    commit(desk, protocol::UndoCheckIn{id, house_.now});
  } else {
    commit(desk, protocol::CheckIn{id, 2, house_.now});
  }
}

// What the network makes of an outbox.
std::vector<Operation> Simulation::distorted(const Device& device) {
  std::vector<Operation> sent = device.outbox;
  if (random_.chance(3) && !device.committed.empty()) {
    sent.push_back(device.committed[random_.below(device.committed.size())]);  // a late copy
  }
  if (random_.chance(3)) {
    std::ranges::shuffle(sent, std::minstd_rand(static_cast<unsigned>(random_.next())));
  }
  if (random_.chance(3) && !sent.empty()) {
    const Operation twice = sent.front();  // a copy: the vector may move while it grows
    sent.push_back(twice);
  }
  if (random_.chance(3)) {
    sent.resize(random_.below(sent.size() + 1));
  }
  return sent;
}

void Simulation::settle(Device& device, const std::vector<OperationReply>& replies) {
  for (const OperationReply& reply : replies) {
    if (reply.outcome == Outcome::refused && reply.code == ErrorCode::sequence_gap) {
      continue;
    }
    std::erase_if(device.outbox,
                  [&](const Operation& operation) { return operation.id == reply.id; });
  }
}

void Simulation::push(Device& device) {
  if (random_.chance(5)) {
    house_.store.fail_commits(1, ErrorCode::unavailable);
  }
  const auto reply =
      apply_batch(house_.office(), {device.id, distorted(device)}, device.id, house_.now);
  house_.store.fail_commits(0, ErrorCode::internal);
  if (reply && !random_.chance(3)) {  // else the reply is lost
    settle(device, reply->replies);
  }
}

void Simulation::pull(Device& device) {
  const auto page =
      read_feed(house_.office(), device.id, {random_.chance(6) ? 0 : device.cursor, 0}, house_.now);
  ASSERT_TRUE(page.ok()) << to_string(page.error());
  if (random_.chance(4)) {
    return;  // the page is lost
  }
  for (const protocol::GrantNotice& grant : tests::only<protocol::GrantNotice>(page->items)) {
    ASSERT_EQ(grant.device, device.id);
    Balance& balance = device.balances[grant.slot];
    balance.granted = std::max(balance.granted, grant.granted_total);
  }
  device.cursor = page->cursor;
}

void Simulation::step() {
  switch (random_.below(8)) {
    case 0:
    case 1:
      return sell(any(kiosks_));
    case 2:
      return cancel(any(kiosks_));
    case 3:
      return admit(any(desks_), random_.chance(4));
    case 4:
    case 5:
      return push(any_device());
    case 6:
      return pull(any_device());
    default:
      house_.now = house_.now + Duration::minutes(random_.between(1, 300));
  }
}

// The network is back: every outbox empties in one honest round each.
void Simulation::drain() {
  for (std::vector<Device>* devices : {&kiosks_, &desks_}) {
    for (Device& device : *devices) {
      settle(device, house_.send(device.id, device.outbox));
      ASSERT_TRUE(device.outbox.empty());
    }
  }
}

void Simulation::check_end() {
  const tests::MemorySite site = house_.site();
  check_counts();
  const auto has_task = [&](OperationId id) {
    return std::ranges::any_of(site.tasks,
                               [&](const port::StaffTask& task) { return task.operation == id; });
  };
  std::size_t committed = 0;
  for (std::vector<Device>* devices : {&kiosks_, &desks_}) {
    for (const Device& device : *devices) {
      committed += device.committed.size();
      for (const Operation& operation : device.committed) {
        const auto stored = site.operations.find(operation.id);
        ASSERT_NE(stored, site.operations.end());
        const OperationReply& reply = stored->second.reply;
        // Disorder alone never fences a device, and a device that obeys its grant never oversells.
        EXPECT_NE(reply.code, ErrorCode::device_fenced) << reply.detail;
        EXPECT_NE(reply.code, ErrorCode::sold_out) << reply.detail;
        // A refusal is always told to staff; what was applied may need their eyes as well.
        EXPECT_TRUE(reply.outcome == Outcome::applied || has_task(operation.id)) << reply.detail;
      }
      for (const auto& [slot, balance] : device.balances) {
        EXPECT_LE(balance.sold, balance.granted);
      }
    }
  }
  EXPECT_EQ(site.operations.size(), committed);
  for (const Booking& booking : sold_) {
    ASSERT_TRUE(site.bookings.contains(booking.id));
  }
}

TEST(ServiceInterleaving, counts_and_outcomes_hold_for_every_seed) {
  for (std::uint64_t seed = 1; seed <= 200; ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    Simulation simulation(seed);
    for (int step = 0; step < 60; ++step) {
      simulation.step();
    }
    simulation.check_counts();
    simulation.drain();
    simulation.check_end();
    if (testing::Test::HasFailure()) {
      return;
    }
  }
}

}  // namespace
}  // namespace lobby::service
