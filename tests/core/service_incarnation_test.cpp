// Goal: a server that goes on from an older state grants nothing that others may hold, and loses
// nothing that devices still know (protocol rule 15). Method: a memory store that is put back to an
// earlier copy; counts checked after each.
#include "tests/core/service_house.h"

namespace lobby::service {
namespace service_incarnation_test {

using inventory::Capacity;
using inventory::Slot;
using inventory::SlotUnits;
using protocol::BalancesReport;
using protocol::GrantNotice;
using tests::only;
using tests::outcomes;
using Names = std::vector<std::string>;

const LocalDate friday = LocalDate::of(2026, 12, 11);
const Slot room{PoolId::literal("king-room"), friday, 0};

class ServiceIncarnation : public testing::Test {
 protected:
  // 3 rooms, one standing at each of two kiosks; then a backup, and what it does not know: kiosk 1
  // is granted a second room and sells both.
  void SetUp() override {
    one_ = house_.kiosk("Kiosk 1");
    two_ = house_.kiosk("Kiosk 2");
    std::int64_t cursor = 0;
    house_.all_feed(one_, cursor);
    cursor = 0;
    house_.all_feed(two_, cursor);
    backup_ = house_.site();
    sent_ = {operation(1, protocol::RequestUnits{{{room, 1}}, house_.now + Duration::minutes(1)}),
             operation(2, tests::place_sealed(booking(1))),
             operation(3, tests::place_sealed(booking(2)))};
    ASSERT_EQ(outcomes(house_.send(one_, sent_)), (Names{"applied", "applied", "applied"}));
    ASSERT_EQ(count(), (Capacity{3, 2, 1}));
  }
  void TearDown() override { tests::expect_counts_hold(house_.site()); }

  booking::Booking booking(std::uint64_t number) {
    return tests::sample_booking(
        {.selection = tests::king_stay(friday, 1), .device = one_, .number = number});
  }
  protocol::Operation operation(std::int64_t sequence, protocol::Payload payload) {
    protocol::Operation made = tests::sample_operation(one_, sequence, std::move(payload));
    made.id = tests::id_of<OperationId>(static_cast<std::uint64_t>(700 + sequence));
    return made;
  }
  void restore() {
    house_.store.put_back(house_.hotel.site.id, backup_);
    ASSERT_EQ(*begin_incarnation(house_.office(), 0, house_.now), 2);
  }
  Result<std::int64_t> report(DeviceId device, std::vector<SlotUnits> granted,
                              std::int64_t epoch = 1) {
    return report_balances(house_.office(), device, {2, epoch, std::move(granted), true},
                           house_.now);
  }
  Capacity count() { return house_.site().slots.at(room); }

  tests::House house_;
  DeviceId one_;
  DeviceId two_;
  tests::MemorySite backup_;
  std::vector<protocol::Operation> sent_;
};

TEST_F(ServiceIncarnation, rule_15_nothing_is_granted_before_every_kiosk_has_reported) {
  restore();
  ASSERT_TRUE(report(two_, {{room, 1}}).ok());
  protocol::Operation asked = tests::sample_operation(
      two_, 1, protocol::RequestUnits{{{room, 1}}, house_.now + Duration::minutes(1)});
  EXPECT_EQ(outcomes(house_.send(two_, {asked})), (Names{"sold_out"}));
  EXPECT_EQ(count(), (Capacity{3, 0, 2}));
  ASSERT_TRUE(report(one_, {{room, 2}}).ok());
  EXPECT_EQ(count(), (Capacity{3, 0, 3}));  // what it was granted and the backup did not know
  EXPECT_EQ(outcomes(house_.send(one_, sent_)), (Names{"sold_out", "applied", "applied"}));
  EXPECT_EQ(count(), (Capacity{3, 2, 1}));
  EXPECT_EQ(house_.site().bookings.size(), 2U);
  EXPECT_TRUE(house_.site().conflicts.empty());
}

TEST_F(ServiceIncarnation, rule_15_a_sale_before_the_report_waits) {
  restore();
  EXPECT_EQ(outcomes(house_.send(one_, sent_)),
            (Names{"unavailable", "unavailable", "unavailable"}));
  EXPECT_TRUE(house_.site().operations.empty());
  EXPECT_EQ(house_.site().devices.at(one_).epoch, 1);
}

TEST_F(ServiceIncarnation, rule_15_a_kiosk_that_is_written_off_is_not_waited_for) {
  restore();
  ASSERT_TRUE(report(two_, {{room, 1}}).ok());
  ASSERT_TRUE(write_off_device(house_.office(), one_, house_.now).ok());
  protocol::Operation asked = tests::sample_operation(
      two_, 1, protocol::RequestUnits{{{room, 1}}, house_.now + Duration::minutes(1)});
  EXPECT_EQ(outcomes(house_.send(two_, {asked})), (Names{"applied"}));
}

TEST_F(ServiceIncarnation, a_report_is_told_by_the_feed_and_changes_nothing_the_second_time) {
  restore();
  ASSERT_TRUE(report(one_, {{room, 2}}).ok());
  std::int64_t cursor = backup_.feed_cursor;
  const auto told = only<GrantNotice>(house_.all_feed(one_, cursor));
  ASSERT_FALSE(told.empty());
  EXPECT_EQ(told.front().granted_total, 2);
  ASSERT_TRUE(report(one_, {{room, 2}}).ok());
  EXPECT_EQ(count(), (Capacity{3, 0, 3}));
  EXPECT_EQ(report_balances(house_.office(), one_, {1, 1, {}, true}, house_.now).error().code,
            ErrorCode::unavailable);
}

TEST_F(ServiceIncarnation, epochs_the_server_has_forgotten_are_closed_again) {
  restore();
  EXPECT_EQ(*report(one_, {{room, 1}}, 3), 3);
  const port::DeviceRecord device = house_.site().devices.at(one_);
  EXPECT_EQ(device.epoch, 3);
  EXPECT_TRUE(device.epoch_taken);
  EXPECT_EQ(count(), (Capacity{3, 0, 2}));
}

TEST_F(ServiceIncarnation, a_report_from_a_closed_epoch_gives_nothing_back) {
  restore();
  ASSERT_TRUE(write_off_device(house_.office(), one_, house_.now).ok());
  EXPECT_EQ(*report(one_, {{room, 2}}), 2);
  EXPECT_EQ(count(), (Capacity{3, 0, 1}));
}

TEST_F(ServiceIncarnation, what_was_given_to_others_since_fences_the_reporter_and_loses_no_guest) {
  restore();
  // Staff sold the third room before the kiosk was heard.
  ASSERT_TRUE(
      house_.store
          .run(house_.hotel.site.id, [](port::ServerTransaction& to) { return to.sell({room, 1}); })
          .ok());
  EXPECT_EQ(*report(one_, {{room, 2}}), 2);
  ASSERT_TRUE(report(two_, {{room, 1}}).ok());
  EXPECT_EQ(house_.site().tasks.back().code, ErrorCode::device_fenced);
  house_.send(one_, sent_);
  EXPECT_EQ(house_.site().bookings.size(), 2U);
  EXPECT_EQ(house_.site().conflicts.size(), 1U);
  // What staff sold without a booking is given back, so that the counts can be checked.
  ASSERT_TRUE(house_.store
                  .run(house_.hotel.site.id,
                       [](port::ServerTransaction& to) { return to.release({room, 1}); })
                  .ok());
}

TEST_F(ServiceIncarnation, a_device_that_knows_more_than_the_server_shows_that_it_forgot) {
  house_.store.put_back(house_.hotel.site.id, backup_);  // and nobody says so
  const std::int64_t head = backup_.feed_cursor;
  EXPECT_EQ(read_feed(house_.office(), two_, {head, 1}, house_.now)->incarnation, 1);
  EXPECT_EQ(read_feed(house_.office(), one_, {head + 1, 1}, house_.now)->incarnation, 2);
  EXPECT_EQ(read_feed(house_.office(), one_, {head + 1, 1}, house_.now)->incarnation, 2);
  EXPECT_EQ(read_feed(house_.office(), one_, {0, 7}, house_.now)->incarnation, 8);
}

}  // namespace service_incarnation_test
}  // namespace lobby::service
