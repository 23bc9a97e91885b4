// A house for tests of the service: a memory store with the sample catalogue, devices enrolled
// through the front door, and the few words tests need.
// One thread.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

#include "core/service/service.h"
#include "tests/fakes/fake_keys.h"
#include "tests/fakes/fake_seal.h"
#include "tests/fakes/memory_server_store.h"
#include "tests/fakes/sample.h"
#include "tests/fakes/seeded_entropy.h"
#include "tests/fakes/store_facts.h"

namespace lobby::tests {

class House {
 public:
  explicit House(catalog::Catalog sold = sample_catalog()) : hotel(std::move(sold)) {
    EXPECT_TRUE(service::install_catalog(office(), "first catalogue", now).ok());
  }

  service::Office office() { return {store, hasher, unsealer, hotel, zone, vault}; }

  DeviceId enrol(const std::string& name, protocol::DeviceRole role) {
    const Result<std::string> code =
        service::make_enrolment_code(office(), entropy, name, role, now);
    EXPECT_TRUE(code.ok());
    protocol::EnrolRequest request;
    request.code = *code;
    request.public_key = FakeSigner(++keys_made_).public_key();
    const Result<service::Enrolled> device = service::enrol_device(office(), entropy, request, now);
    EXPECT_TRUE(device.ok()) << (device ? "" : to_string(device.error()));
    return device ? device->device : DeviceId{};
  }
  DeviceId kiosk(const std::string& name) { return enrol(name, protocol::DeviceRole::kiosk); }
  DeviceId desk(const std::string& name) { return enrol(name, protocol::DeviceRole::desk); }

  protocol::AdmissionId admission_of(const booking::Booking& booking) {
    return {booking.code, site().devices.at(booking.made_by).key, 1};
  }
  MemorySite site() { return store.site(hotel.site.id); }

  // The replies, in order; a refused batch fails the test.
  std::vector<protocol::OperationReply> send(DeviceId device,
                                             std::vector<protocol::Operation> operations) {
    const auto reply = service::apply_batch(office(), {device, std::move(operations)}, device, now);
    EXPECT_TRUE(reply.ok()) << (reply ? "" : to_string(reply.error()));
    return reply ? reply->replies : std::vector<protocol::OperationReply>{};
  }
  protocol::FeedPage feed(DeviceId device, std::int64_t cursor) {
    const auto page = service::read_feed(office(), device, {cursor, 0}, now);
    EXPECT_TRUE(page.ok()) << (page ? "" : to_string(page.error()));
    return page ? *page : protocol::FeedPage{};
  }
  // Every item from `cursor` on; the cursor moves.
  std::vector<protocol::FeedItem> all_feed(DeviceId device, std::int64_t& cursor) {
    std::vector<protocol::FeedItem> items;
    for (bool more = true; more;) {
      protocol::FeedPage page = feed(device, cursor);
      more = page.more;
      cursor = page.cursor;
      items.insert(items.end(), page.items.begin(), page.items.end());
    }
    return items;
  }

  catalog::Catalog hotel;
  ZoneRules zone = sample_zone();
  MemoryServerStore store;
  FakeHasher hasher;
  FakeUnsealer unsealer;
  port::Vault* vault = nullptr;
  SeededEntropy entropy{1};
  UtcTime now = sample_now;

 private:
  std::uint8_t keys_made_ = 0;
};

template <class Item>
std::vector<Item> only(const std::vector<protocol::FeedItem>& items) {
  std::vector<Item> found;
  for (const protocol::FeedItem& item : items) {
    if (const auto* wanted = std::get_if<Item>(&item)) {
      found.push_back(*wanted);
    }
  }
  return found;
}

// "applied", or the name of the refusal.
inline std::string outcome(const protocol::OperationReply& reply) {
  return reply.outcome == protocol::Outcome::applied ? "applied" : std::string(name_of(reply.code));
}

inline std::vector<std::string> outcomes(const std::vector<protocol::OperationReply>& replies) {
  std::vector<std::string> names;
  for (const protocol::OperationReply& reply : replies) {
    names.push_back(outcome(reply));
  }
  return names;
}

// sold + granted <= capacity, counts that match bookings and grants (invariants I1, I4).
inline void expect_counts_hold(const MemorySite& counted) {
  std::map<inventory::Slot, inventory::Capacity> expected;
  for (const auto& [key, grant] : counted.grants) {
    EXPECT_GE(grant.outstanding(), 0);
    expected[key.second].granted += grant.outstanding();
  }
  for (const auto& [id, booking] : counted.bookings) {
    EXPECT_TRUE(booking::history_is_whole(booking));
    const auto conflict = counted.conflicts.find(id);
    const bool in_conflict = conflict != counted.conflicts.end() && !conflict->second.resolved_at;
    const bool holds = !in_conflict && (booking.state == booking::BookingState::confirmed ||
                                        booking.state == booking::BookingState::checked_in);
    for (const inventory::SlotUnits& need : booking.demand) {
      expected[need.slot].sold += holds ? need.units : 0;
    }
  }
  for (const auto& [slot, count] : counted.slots) {
    EXPECT_LE(count.sold + count.granted, count.capacity) << inventory::to_string(slot);
    EXPECT_EQ(count.sold, expected[slot].sold) << inventory::to_string(slot);
    EXPECT_EQ(count.granted, expected[slot].granted) << inventory::to_string(slot);
  }
}

}  // namespace lobby::tests
