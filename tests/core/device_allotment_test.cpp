// Goal: a device asks for what is missing and no more, and gives back what nobody needs and no more
// (protocol rules 5 to 7). Method: over the memory store, grants by the feed.
#include <gtest/gtest.h>

#include "core/device/allotment.h"
#include "tests/fakes/fake_keys.h"
#include "tests/fakes/fake_seal.h"
#include "tests/fakes/memory_device_store.h"
#include "tests/fakes/sample.h"
#include "tests/fakes/seeded_entropy.h"
#include "tests/fakes/store_facts.h"

namespace lobby::device {
namespace {

using inventory::Balance;
using inventory::SlotUnits;
using tests::king_rooms;
using tests::night;

const LocalDate first_of_december = LocalDate::of(2026, 12, 1);

class DeviceAllotment : public testing::Test {
 protected:
  void SetUp() override { ASSERT_TRUE(store_.save_identity(identity_).ok()); }

  Counter counter() { return {store_, signer_, hasher_, entropy_, sealer_, identity_}; }
  void grant(const inventory::Slot& slot, std::int32_t total, std::int32_t standing) {
    protocol::GrantNotice notice = tests::grant_notice(slot, total);
    notice.standing = standing;
    ASSERT_TRUE(store_.apply_feed(tests::page(++cursor_, {notice})).ok());
  }
  Balance balance(const inventory::Slot& slot) {
    const auto found = store_.balances(slot.pool, slot.date, slot.date);
    EXPECT_TRUE(found.ok());
    return found->empty() ? Balance{} : found->front().balance;
  }
  protocol::Payload last_payload() {
    const auto due = store_.due_operations(tests::sample_now, {100});
    EXPECT_TRUE(due.ok() && !due->empty());
    return due->back().operation.payload;
  }
  std::int64_t pending() { return store_.outbox_summary()->pending; }

  port::DeviceIdentity identity_ = tests::kiosk_identity();
  tests::MemoryDeviceStore store_;
  tests::FakeSigner signer_{7};
  tests::FakeHasher hasher_;
  tests::FakeSealer sealer_;
  tests::SeededEntropy entropy_{1};
  DeviceTime time_{tests::sample_now, Duration::seconds(5)};
  std::int64_t cursor_ = 0;
};

TEST_F(DeviceAllotment, asks_for_what_is_missing) {
  grant(night(1), 2, 2);
  const std::vector<SlotUnits> demand = {{night(1), 3}, {night(2), 1}};
  ASSERT_TRUE(*request_units(counter(), demand, time_));
  const auto asked = std::get<protocol::RequestUnits>(last_payload());
  EXPECT_EQ(asked.units, (std::vector<SlotUnits>{{night(1), 1}, {night(2), 1}}));
  EXPECT_EQ(asked.valid_until, tests::sample_now + Duration::seconds(5) + units_wanted_for);
  EXPECT_FALSE(*request_units(counter(), {{night(1), 2}}, time_));
  EXPECT_EQ(pending(), 1);
}

TEST_F(DeviceAllotment, rule_5_gives_back_what_is_beyond_its_standing_and_the_guest) {
  grant(night(1), 5, 2);
  grant(night(2), 2, 2);
  ASSERT_TRUE(*return_surplus(counter(), {{night(1), 4}}, first_of_december, time_));
  EXPECT_EQ(std::get<protocol::ReturnUnits>(last_payload()).units,
            (std::vector<SlotUnits>{{night(1), 1}}));
  EXPECT_EQ(balance(night(1)).free(), 4);  // lowered before anybody is told
  EXPECT_FALSE(*return_surplus(counter(), {{night(1), 4}}, first_of_december, time_));
  ASSERT_TRUE(*return_surplus(counter(), {}, first_of_december, time_));
  EXPECT_EQ(balance(night(1)).free(), 2);
  EXPECT_EQ(balance(night(2)).free(), 2);
}

TEST_F(DeviceAllotment, rule_6_a_lower_standing_calls_units_back_but_not_from_the_guest) {
  grant(night(1), 2, 2);
  grant(night(1), 2, 0);
  ASSERT_TRUE(*return_surplus(counter(), {{night(1), 1}}, first_of_december, time_));
  EXPECT_EQ(balance(night(1)).free(), 1);
}

TEST_F(DeviceAllotment, what_is_past_is_left_alone) {
  grant(night(1), 2, 0);
  EXPECT_FALSE(*return_surplus(counter(), {}, LocalDate::of(2026, 12, 2), time_));
  EXPECT_EQ(pending(), 0);
}

TEST_F(DeviceAllotment, a_slot_nobody_spoke_of_is_as_free_as_the_catalogue_says) {
  catalog::Catalog hotel = tests::sample_catalog();
  const catalog::Pool& rooms = *hotel.pool(king_rooms);
  ASSERT_TRUE(store_.apply_feed(tests::page(1, {protocol::StockNotice{night(1), 1}})).ok());
  const auto found = availability(store_, hotel, {king_rooms}, night(1).date, night(2).date, time_);
  ASSERT_TRUE(found.ok());
  EXPECT_EQ(found->left({{night(1), 1}}), 1);
  EXPECT_EQ(found->left({{night(2), 1}}), rooms.capacity);
  EXPECT_EQ(found->sellable({{night(2), 1}}), 0);
}

}  // namespace
}  // namespace lobby::device
