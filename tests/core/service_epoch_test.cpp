// Goal: a device that is written off, forked or sells beyond its grant is fenced, and no guest it
// told "confirmed" is dropped (protocol rules 9, 10 and 16). Method: scenarios over a memory store;
// counts checked after each.
#include "tests/core/service_house.h"

namespace lobby::service {
namespace service_epoch_test {

using booking::BookingState;
using protocol::Operation;
using tests::outcomes;
using tests::place_sealed;
using Names = std::vector<std::string>;

const LocalDate friday = LocalDate::of(2026, 12, 11);

class ServiceEpoch : public testing::Test {
 protected:
  void SetUp() override {
    kiosk_ = house_.kiosk("Kiosk 1");
    house_.all_feed(kiosk_, cursor_);  // 2 of 3 rooms are granted to it
  }
  void TearDown() override { tests::expect_counts_hold(house_.site()); }

  booking::Booking booking(std::uint64_t number, DeviceId device) {
    return tests::sample_booking(
        {.selection = tests::king_stay(friday, 1), .device = device, .number = number});
  }
  Operation place(std::int64_t sequence, std::uint64_t number, std::int64_t epoch = 1) {
    Operation operation =
        tests::sample_operation(kiosk_, sequence, place_sealed(booking(number, kiosk_)));
    operation.id = tests::id_of<OperationId>(1'000 + number);
    operation.epoch = epoch;
    return operation;
  }
  inventory::Capacity count() {
    return house_.site().slots.at({PoolId::literal("king-room"), friday, 0});
  }
  protocol::EpochRequest claim(std::uint64_t number, std::int64_t closed = 1) {
    return {closed, tests::id_of<OperationId>(number)};
  }
  Result<std::int64_t> take(const protocol::EpochRequest& request) {
    return take_epoch(house_.office(), kiosk_, request, house_.now);
  }
  std::vector<port::Conflict> conflicts() {
    std::vector<port::Conflict> open;
    for (const auto& [id, conflict] : house_.site().conflicts) {
      if (!conflict.resolved_at) {
        open.push_back(conflict);
      }
    }
    return open;
  }
  // A second kiosk takes and sells everything that is free.
  void sell_the_rest() {
    const DeviceId other = house_.kiosk("Kiosk 2");
    std::int64_t cursor = 0;
    house_.all_feed(other, cursor);
    for (std::int64_t sequence = 1; count().sold < 3; ++sequence) {
      const auto number = static_cast<std::uint64_t>(100 + sequence);
      const PoolId rooms = PoolId::literal("king-room");
      Operation step =
          tests::sample_operation(other, sequence, place_sealed(booking(number, other)));
      if (count().granted == 0) {
        step.payload =
            protocol::RequestUnits{{{{rooms, friday, 0}, 1}}, house_.now + Duration::minutes(1)};
      }
      step.id = tests::id_of<OperationId>(2'000 + number);
      ASSERT_EQ(outcomes(house_.send(other, {step})), (Names{"applied"}));
    }
    ASSERT_EQ(count(), (inventory::Capacity{3, 3, 0}));
  }

  tests::House house_;
  DeviceId kiosk_;
  std::int64_t cursor_ = 0;
};

TEST_F(ServiceEpoch, rule_9_a_written_off_device_gives_back_what_it_has_not_sold) {
  house_.send(kiosk_, {place(1, 1)});
  EXPECT_EQ(count(), (inventory::Capacity{3, 1, 2}));
  ASSERT_TRUE(write_off_device(house_.office(), kiosk_, house_.now).ok());
  EXPECT_EQ(count(), (inventory::Capacity{3, 1, 0}));
  EXPECT_EQ(house_.site().devices.at(kiosk_).epoch, 2);
}

TEST_F(ServiceEpoch, rule_10_a_late_sale_takes_free_units_and_is_told_to_staff) {
  ASSERT_TRUE(write_off_device(house_.office(), kiosk_, house_.now).ok());
  EXPECT_EQ(outcomes(house_.send(kiosk_, {place(1, 1), place(2, 2)})),
            (Names{"applied", "applied"}));
  EXPECT_EQ(count(), (inventory::Capacity{3, 2, 0}));
  EXPECT_EQ(house_.site().bookings.size(), 2U);
  ASSERT_EQ(house_.site().tasks.size(), 2U);
  EXPECT_EQ(house_.site().tasks[0].code, ErrorCode::expired);
  EXPECT_TRUE(conflicts().empty());
}

TEST_F(ServiceEpoch, rule_10_a_late_sale_without_a_free_unit_stands_as_a_conflict) {
  ASSERT_TRUE(write_off_device(house_.office(), kiosk_, house_.now).ok());
  sell_the_rest();
  const Operation late = place(1, 1);
  const auto replies = house_.send(kiosk_, {late});
  EXPECT_EQ(outcomes(replies), (Names{"applied"}));
  EXPECT_EQ(house_.send(kiosk_, {late}), replies);  // rule 2 holds for it too
  ASSERT_EQ(conflicts().size(), 1U);
  const booking::Booking sold = booking(1, kiosk_);
  EXPECT_EQ(conflicts()[0].booking, sold.id);
  EXPECT_EQ(conflicts()[0].device, kiosk_);
  EXPECT_NE(conflicts()[0].reason.find(sold.code.text()), std::string::npos);
  EXPECT_EQ(house_.site().bookings.at(sold.id).state, BookingState::confirmed);
  EXPECT_EQ(count(), (inventory::Capacity{3, 3, 0}));
  EXPECT_EQ(house_.site().tasks.back().code, ErrorCode::sold_out);
}

TEST_F(ServiceEpoch, rule_10_cancelling_a_booking_in_conflict_settles_it_and_frees_nothing) {
  ASSERT_TRUE(write_off_device(house_.office(), kiosk_, house_.now).ok());
  sell_the_rest();
  house_.send(kiosk_, {place(1, 1)});
  ASSERT_EQ(conflicts().size(), 1U);
  ASSERT_TRUE(cancel_booking(house_.office(), booking(1, kiosk_).code, house_.now).ok());
  EXPECT_TRUE(conflicts().empty());
  EXPECT_EQ(count(), (inventory::Capacity{3, 3, 0}));
}

TEST_F(ServiceEpoch, rule_10_a_number_used_twice_closes_the_epoch_and_keeps_the_guest) {
  house_.send(kiosk_, {place(1, 1), place(2, 2)});
  const auto reply =
      apply_batch(house_.office(), {kiosk_, {place(2, 3), place(3, 4)}}, kiosk_, house_.now);
  ASSERT_TRUE(reply.ok());
  EXPECT_EQ(outcomes(reply->replies), (Names{"applied", "applied"}));
  EXPECT_EQ(reply->epoch, 2);
  EXPECT_EQ(count(), (inventory::Capacity{3, 3, 0}));
  EXPECT_EQ(conflicts().size(), 1U);  // three rooms, four guests
  EXPECT_EQ(house_.site().bookings.size(), 4U);
}

TEST_F(ServiceEpoch, rule_10_a_sale_beyond_the_grant_closes_the_epoch_and_keeps_the_guest) {
  Operation greedy = place(1, 1);
  booking::Booking sold = booking(1, kiosk_);
  sold.demand[0].units = 3;
  greedy.payload = place_sealed(sold);
  EXPECT_EQ(outcomes(house_.send(kiosk_, {greedy})), (Names{"applied"}));
  EXPECT_EQ(count(), (inventory::Capacity{3, 3, 0}));  // what was reclaimed covers it
  EXPECT_EQ(house_.site().devices.at(kiosk_).epoch, 2);
  EXPECT_NE(house_.site().tasks[0].detail.find("king-room 2026-12-11"), std::string::npos);
}

TEST_F(ServiceEpoch, rule_16_nothing_is_granted_before_one_handshake) {
  ASSERT_TRUE(write_off_device(house_.office(), kiosk_, house_.now).ok());
  house_.now = house_.now + Duration::days(1);
  const auto told = tests::only<protocol::GrantNotice>(house_.all_feed(kiosk_, cursor_));
  EXPECT_TRUE(told.empty());
  EXPECT_EQ(house_.feed(kiosk_, cursor_).epoch, 2);
  EXPECT_EQ(count().granted, 0);
  const auto epoch = take(claim(7));
  ASSERT_TRUE(epoch.ok()) << to_string(epoch.error());
  EXPECT_EQ(*epoch, 2);
  EXPECT_EQ(count().granted, 2);
  for (const auto& grant : tests::only<protocol::GrantNotice>(house_.all_feed(kiosk_, cursor_))) {
    EXPECT_EQ(grant.epoch, 2);
    EXPECT_TRUE(grant.slot.pool != PoolId::literal("king-room") || grant.granted_total == 2);
  }
  EXPECT_EQ(outcomes(house_.send(kiosk_, {place(1, 1, 2)})), (Names{"applied"}));
  EXPECT_TRUE(house_.site().tasks.empty());
}

TEST_F(ServiceEpoch, rule_16_the_same_claim_is_answered_again_and_a_second_machine_is_not) {
  EXPECT_EQ(take(claim(7, 2)).error().code, ErrorCode::out_of_range);  // has not begun
  ASSERT_TRUE(write_off_device(house_.office(), kiosk_, house_.now).ok());
  ASSERT_TRUE(take(claim(7)).ok());
  const tests::MemorySite after = house_.site();
  EXPECT_EQ(*take(claim(7)), 2);  // its first answer was lost
  EXPECT_EQ(house_.site().slots, after.slots);
  const auto second = take(claim(8));
  ASSERT_FALSE(second.ok());
  EXPECT_EQ(second.error().code, ErrorCode::device_fenced);
  EXPECT_NE(second.error().detail.find("enrol"), std::string::npos);
}

TEST_F(ServiceEpoch, rule_15_a_forgotten_closing_is_closed_on_the_devices_word) {
  ASSERT_EQ(outcomes(house_.send(kiosk_, {place(1, 1)})), (Names{"applied"}));
  EXPECT_EQ(*take(claim(7)), 2);
  EXPECT_EQ(*take(claim(7)), 2);
  EXPECT_EQ(house_.site().devices.at(kiosk_).epoch, 2);
  EXPECT_EQ(count().sold, 1);
}

TEST_F(ServiceEpoch, rule_9_a_revoked_device_gives_back_its_units_and_is_heard_no_more) {
  ASSERT_TRUE(revoke_device(house_.office(), kiosk_, house_.now).ok());
  EXPECT_EQ(count(), (inventory::Capacity{3, 0, 0}));
  EXPECT_EQ(take(claim(7)).error().code, ErrorCode::device_fenced);
  EXPECT_EQ(write_off_device(house_.office(), kiosk_, house_.now).error().code,
            ErrorCode::device_fenced);
}

}  // namespace service_epoch_test
}  // namespace lobby::service
