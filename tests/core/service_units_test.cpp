// Goal: units asked for, given back and called back are counted once, and no unit is in two places
// (protocol rules 2 and 5 to 8). Method: scenarios over a memory store; counts checked after each.
#include "tests/core/service_house.h"

namespace lobby::service {
namespace service_units_test {

using inventory::Capacity;
using inventory::Slot;
using inventory::SlotUnits;
using protocol::GrantNotice;
using protocol::Operation;
using protocol::RequestUnits;
using protocol::ReturnUnits;
using protocol::StockNotice;
using tests::only;
using tests::outcomes;
using Names = std::vector<std::string>;

const LocalDate friday = LocalDate::of(2026, 12, 11);
const Slot room{PoolId::literal("king-room"), friday, 0};
const Slot next_night{PoolId::literal("king-room"), friday.plus_days(1), 0};
const Slot hall{PoolId::literal("hall"), friday, 14 * 60};

class ServiceUnits : public testing::Test {
 protected:
  // 3 rooms and two kiosks: one room stands at each; the one hall stands at none.
  void SetUp() override {
    one_ = house_.kiosk("Kiosk 1");
    two_ = house_.kiosk("Kiosk 2");
    news(one_);
    news(two_);
    ASSERT_EQ(count(room), (Capacity{3, 0, 2}));
    ASSERT_EQ(count(hall), (Capacity{1, 0, 0}));
  }
  void TearDown() override { tests::expect_counts_hold(house_.site()); }

  Operation operation(DeviceId device, protocol::Payload payload) {
    Operation made = tests::sample_operation(device, ++sequence_[device], std::move(payload));
    made.id = tests::id_of<OperationId>(++operations_);
    return made;
  }
  Operation request(DeviceId device, std::vector<SlotUnits> units) {
    return operation(device, RequestUnits{std::move(units), house_.now + Duration::seconds(60)});
  }
  Operation give_back(DeviceId device, std::vector<SlotUnits> units) {
    return operation(device, ReturnUnits{std::move(units)});
  }
  Names send(DeviceId device, const Operation& operation) {
    return outcomes(house_.send(device, {operation}));
  }
  std::vector<protocol::FeedItem> news(DeviceId device) {
    return house_.all_feed(device, cursor_[device]);
  }
  Capacity count(const Slot& slot) { return house_.site().slots.at(slot); }
  std::size_t tasks() { return house_.site().tasks.size(); }
  std::int64_t epoch(DeviceId device) { return house_.site().devices.at(device).epoch; }

  tests::House house_;
  DeviceId one_;
  DeviceId two_;
  std::map<DeviceId, std::int64_t> cursor_;
  std::map<DeviceId, std::int64_t> sequence_;
  std::uint64_t operations_ = 500;
};

TEST_F(ServiceUnits, rule_7_a_scarce_hall_is_held_while_a_guest_decides_and_freed_after) {
  EXPECT_EQ(send(one_, request(one_, {{hall, 1}})), (Names{"applied"}));
  EXPECT_EQ(count(hall), (Capacity{1, 0, 1}));
  const auto granted = only<GrantNotice>(news(one_));
  ASSERT_EQ(granted.size(), 1U);
  EXPECT_EQ(granted[0], (GrantNotice{one_, hall, 1, 0, 1, 0}));  // nothing of it may stay
  const auto stock = only<StockNotice>(news(two_));
  ASSERT_EQ(stock.size(), 1U);
  EXPECT_EQ(stock[0], (StockNotice{hall, 0}));
  EXPECT_EQ(send(one_, give_back(one_, {{hall, 1}})), (Names{"applied"}));
  EXPECT_EQ(count(hall), (Capacity{1, 0, 0}));
  EXPECT_EQ(only<StockNotice>(news(two_)).at(0), (StockNotice{hall, 1}));
  EXPECT_EQ(send(two_, request(two_, {{hall, 1}})), (Names{"applied"}));
}

TEST_F(ServiceUnits, a_request_is_granted_whole_or_not_at_all) {
  EXPECT_EQ(send(one_, request(one_, {{hall, 1}, {room, 2}})), (Names{"sold_out"}));
  EXPECT_EQ(count(hall), (Capacity{1, 0, 0}));
  EXPECT_EQ(count(room), (Capacity{3, 0, 2}));
  EXPECT_EQ(send(one_, request(one_, {{hall, 1}, {room, 1}})), (Names{"applied"}));
  EXPECT_EQ(count(room), (Capacity{3, 0, 3}));
}

TEST_F(ServiceUnits, rule_2_the_same_request_grants_once) {
  const Operation asked = request(one_, {{room, 1}});
  EXPECT_EQ(send(one_, asked), (Names{"applied"}));
  EXPECT_EQ(send(one_, asked), (Names{"applied"}));
  EXPECT_EQ(count(room), (Capacity{3, 0, 3}));
}

TEST_F(ServiceUnits, rule_6_what_another_kiosk_keeps_unsold_is_called_back) {
  EXPECT_EQ(send(one_, request(one_, {{room, 2}})), (Names{"sold_out"}));
  EXPECT_EQ(tasks(), 0U);  // an answer, nothing for staff
  const auto recalled = only<GrantNotice>(news(two_));
  ASSERT_EQ(recalled.size(), 1U);
  EXPECT_EQ(recalled[0], (GrantNotice{two_, room, 1, 1, 1, 0}));
  EXPECT_EQ(count(room), (Capacity{3, 0, 2}));  // asking frees nothing
  EXPECT_EQ(send(two_, give_back(two_, {{room, 1}})), (Names{"applied"}));
  EXPECT_EQ(count(room), (Capacity{3, 0, 1}));  // and is not filled up again at once
  EXPECT_EQ(send(one_, request(one_, {{room, 2}})), (Names{"applied"}));
  EXPECT_EQ(count(room), (Capacity{3, 0, 3}));
}

TEST_F(ServiceUnits, rule_6_calls_back_no_more_than_is_missing_and_first_from_those_in_touch) {
  house_.now = house_.now + Duration::hours(2);
  news(two_);  // two is in touch, one is not
  const DeviceId three = house_.kiosk("Kiosk 3");
  EXPECT_EQ(send(three, request(three, {{room, 2}})), (Names{"sold_out"}));
  const auto kept_by = [&](DeviceId device) {
    const auto notices = only<GrantNotice>(news(device));
    return std::ranges::count(notices, 0, &GrantNotice::standing);
  };
  EXPECT_EQ(kept_by(two_), 1);
  EXPECT_EQ(kept_by(one_), 0);
}

TEST_F(ServiceUnits, rule_5_giving_back_what_was_never_granted_fences_the_device) {
  EXPECT_EQ(send(one_, give_back(one_, {{room, 2}})), (Names{"applied"}));  // as a late one
  EXPECT_EQ(epoch(one_), 2);
  EXPECT_EQ(count(room), (Capacity{3, 0, 1}));
  ASSERT_EQ(tasks(), 1U);
  EXPECT_EQ(house_.site().tasks[0].code, ErrorCode::device_fenced);
}

TEST_F(ServiceUnits, rule_9_a_return_from_a_closed_epoch_frees_nothing_twice) {
  const Operation late = give_back(one_, {{room, 1}});
  ASSERT_TRUE(write_off_device(house_.office(), one_, house_.now).ok());
  EXPECT_EQ(count(room), (Capacity{3, 0, 1}));
  EXPECT_EQ(send(one_, late), (Names{"applied"}));
  EXPECT_EQ(count(room), (Capacity{3, 0, 1}));
}

TEST_F(ServiceUnits, bad_requests_have_named_answers) {
  Operation stale = request(one_, {{room, 1}});
  std::get<RequestUnits>(stale.payload).valid_until = house_.now;
  EXPECT_EQ(send(one_, stale), (Names{"expired"}));
  const Slot nowhere{PoolId::literal("boats"), friday, 0};
  EXPECT_EQ(send(one_, request(one_, {{nowhere, 1}})), (Names{"sold_out"}));
  EXPECT_EQ(tasks(), 0U);
  EXPECT_EQ(send(one_, request(one_, {{next_night, 1}, {room, 1}})), (Names{"out_of_range"}));
  EXPECT_EQ(send(one_, request(one_, {{room, 1}, {room, 1}})), (Names{"out_of_range"}));
  EXPECT_EQ(send(one_, give_back(one_, {{room, 1}, {room, 1}})), (Names{"out_of_range"}));
  const DeviceId desk = house_.desk("Desk 1");
  EXPECT_EQ(send(desk, request(desk, {{room, 1}})), (Names{"forbidden"}));
  EXPECT_EQ(tasks(), 4U);
  EXPECT_EQ(count(room), (Capacity{3, 0, 2}));
}

TEST_F(ServiceUnits, kiosks_hear_of_slots_where_little_is_left) {
  const booking::Booking made =
      tests::sample_booking({.selection = tests::king_stay(friday, 1), .device = one_});
  EXPECT_EQ(send(one_, operation(one_, tests::place_sealed(made))), (Names{"applied"}));
  // One is sold; the share of two is one each; the third stands at kiosk 1 again.
  EXPECT_EQ(count(room), (Capacity{3, 1, 2}));
  EXPECT_EQ(only<StockNotice>(news(two_)).at(0), (StockNotice{room, 0}));
  ASSERT_TRUE(cancel_booking(house_.office(), made.code, house_.now).ok());
  EXPECT_EQ(only<StockNotice>(news(two_)).at(0), (StockNotice{room, 1}));
}

}  // namespace service_units_test
}  // namespace lobby::service
