// Goal: conflicts have an owner, remedies and one end; capacity follows staff; units of a silent
// kiosk go to others where the site says so; demand raises a standing allotment (protocol rules 7,
// 9 and 10). Method: scenarios over a memory store; counts checked after each.
#include "core/service/conflicts.h"
#include "core/service/site_care.h"
#include "tests/core/service_house.h"

namespace lobby::service {
namespace service_care_test {

using inventory::Capacity;
using inventory::Slot;
using protocol::GrantNotice;
using protocol::Operation;
using tests::only;
using tests::outcomes;
using Names = std::vector<std::string>;

const LocalDate friday = LocalDate::of(2026, 12, 11);
const Slot room{PoolId::literal("king-room"), friday, 0};

class ServiceCare : public testing::Test {
 protected:
  void SetUp() override {
    one_ = house_.kiosk("Kiosk 1");
    two_ = house_.kiosk("Kiosk 2");
    news(one_);
    news(two_);
    ASSERT_EQ(count(), (Capacity{3, 0, 2}));
  }
  void TearDown() override { tests::expect_counts_hold(house_.site()); }

  booking::Booking booking(DeviceId device, std::uint64_t number) {
    return tests::sample_booking(
        {.selection = tests::king_stay(friday, 1), .device = device, .number = number});
  }
  Operation place(DeviceId device, std::int64_t sequence, std::uint64_t number) {
    Operation made =
        tests::sample_operation(device, sequence, tests::place_sealed(booking(device, number)));
    made.id = tests::id_of<OperationId>(100 + number);
    return made;
  }
  Names ask(DeviceId device, std::int64_t sequence, std::int32_t units) {
    Operation made = tests::sample_operation(
        device, sequence,
        protocol::RequestUnits{{{room, units}}, house_.now + Duration::seconds(60)});
    made.id = tests::id_of<OperationId>(900 + static_cast<std::uint64_t>(sequence));
    return outcomes(house_.send(device, {made}));
  }
  std::vector<protocol::FeedItem> news(DeviceId device) {
    return house_.all_feed(device, cursor_[device]);
  }
  Capacity count() { return house_.site().slots.at(room); }
  // Kiosk 1 is written off, the rest of the night is sold, and its late sale has no room.
  void make_conflict() {
    ASSERT_TRUE(write_off_device(house_.office(), one_, house_.now).ok());
    ASSERT_TRUE(set_capacity(house_.office(), room, 1, house_.now).ok());
    ASSERT_EQ(outcomes(house_.send(one_, {place(one_, 1, 1)})), (Names{"applied"}));
  }

  tests::House house_;
  DeviceId one_;
  DeviceId two_;
  std::map<DeviceId, std::int64_t> cursor_;
};

TEST_F(ServiceCare, rule_10_a_conflict_has_an_owner_and_remedies_in_order) {
  make_conflict();
  const auto open = open_conflicts(house_.office(), house_.now);
  ASSERT_TRUE(open.ok());
  ASSERT_EQ(open->size(), 1U);
  const OpenConflict& conflict = open->front();
  EXPECT_EQ(conflict.conflict.owner, "Duty manager");
  ASSERT_GE(conflict.remedies.size(), 4U);
  EXPECT_EQ(conflict.remedies.back().kind, RemedyKind::release);
  const auto move = std::ranges::find(conflict.remedies, RemedyKind::move, &Remedy::kind);
  ASSERT_NE(move, conflict.remedies.end());
  EXPECT_EQ(move->date, friday.plus_days(1));
  const ticket::BookingCode code = booking(one_, 1).code;
  ASSERT_TRUE(assign_conflict(house_.office(), code, "Ms Example", house_.now).ok());
  EXPECT_EQ(open_conflicts(house_.office(), house_.now)->front().conflict.owner, "Ms Example");
  EXPECT_EQ(assign_conflict(house_.office(), code, "", house_.now).error().code,
            ErrorCode::out_of_range);
}

TEST_F(ServiceCare, rule_10_a_conflict_takes_units_that_came_free) {
  make_conflict();
  const ticket::BookingCode code = booking(one_, 1).code;
  EXPECT_EQ(settle_with_units(house_.office(), code, house_.now).error().code, ErrorCode::sold_out);
  ASSERT_TRUE(set_capacity(house_.office(), room, 5, house_.now).ok());
  const auto open = open_conflicts(house_.office(), house_.now);
  EXPECT_EQ(open->front().remedies.front().kind, RemedyKind::units);
  ASSERT_TRUE(settle_with_units(house_.office(), code, house_.now).ok());
  EXPECT_EQ(count().sold, 1);
  EXPECT_TRUE(open_conflicts(house_.office(), house_.now)->empty());
  EXPECT_EQ(settle_with_units(house_.office(), code, house_.now).error().code,
            ErrorCode::not_found);
}

TEST_F(ServiceCare, rule_10_a_conflict_settled_otherwise_cancels_its_booking) {
  make_conflict();
  const Capacity before = count();
  const ticket::BookingCode code = booking(one_, 1).code;
  ASSERT_TRUE(settle_otherwise(house_.office(), code, "a suite next door", house_.now).ok());
  EXPECT_EQ(count(), before);
  EXPECT_EQ(house_.site().bookings.at(booking(one_, 1).id).state, booking::BookingState::cancelled);
  EXPECT_EQ(house_.site().conflicts.begin()->second.settlement, "a suite next door");
}

TEST_F(ServiceCare, rule_10_who_is_let_down_owes_nothing) {
  make_conflict();
  const booking::Booking sold = booking(one_, 1);
  ASSERT_TRUE(settle_otherwise(house_.office(), sold.code, "a suite next door", house_.now).ok());
  std::int64_t owed = 0;
  const std::vector<booking::Entry> entries = house_.site().folios.at(sold.id);
  for (const booking::Entry& entry : entries) {
    owed += entry.to == booking::Account::guest ? entry.posting.amount.amount_minor : 0;
    owed -= entry.from == booking::Account::guest ? entry.posting.amount.amount_minor : 0;
  }
  EXPECT_EQ(owed, 0);
  EXPECT_EQ(settle_otherwise(house_.office(), sold.code, "again", house_.now).error().code,
            ErrorCode::not_found);
}

TEST_F(ServiceCare, a_lowered_capacity_calls_units_back_and_sinks) {
  const auto after = set_capacity(house_.office(), room, 1, house_.now);
  ASSERT_TRUE(after.ok());
  EXPECT_EQ(*after, (Capacity{2, 0, 2, 1, true}));
  const auto told = only<GrantNotice>(news(one_));
  ASSERT_EQ(told.size(), 1U);
  EXPECT_EQ(told[0].standing, 0);  // less than one a kiosk: held only while a guest decides
  Operation back = tests::sample_operation(one_, 1, protocol::ReturnUnits{{{room, 1}}});
  EXPECT_EQ(outcomes(house_.send(one_, {back})), (Names{"applied"}));
  EXPECT_EQ(count(), (Capacity{1, 0, 1, 1, true}));
  // A change of the catalogue leaves what staff set, and follows elsewhere.
  house_.hotel.pools[0].capacity = 2;
  ASSERT_TRUE(install_catalog(house_.office(), "second catalogue", house_.now).ok());
  EXPECT_EQ(count().wanted, 1);
  EXPECT_EQ(house_.site().slots.at({room.pool, friday.plus_days(1), 0}).wanted, 2);
  EXPECT_EQ(set_capacity(house_.office(), {room.pool, LocalDate::of(2031, 1, 1), 0}, 1, house_.now)
                .error()
                .code,
            ErrorCode::not_found);
}

TEST_F(ServiceCare, rule_9_units_of_a_silent_kiosk_go_to_others_where_the_site_says_so) {
  house_.now = house_.now + Duration::hours(5);
  EXPECT_EQ(ask(two_, 1, 2), (Names{"sold_out"}));  // by default they stay where they are
  house_.hotel.pools[0].reclaim_after_hours = 4;
  EXPECT_EQ(ask(two_, 2, 2), (Names{"applied"}));
  EXPECT_EQ(count(), (Capacity{3, 0, 3}));
  const auto told = only<protocol::ReclaimNotice>(news(one_));
  ASSERT_EQ(told.size(), 1U);
  EXPECT_EQ(told[0].reclaimed, 1);
  // What it sold all the same has no room: its epoch stands, the guest is in conflict.
  EXPECT_EQ(outcomes(house_.send(one_, {place(one_, 1, 1)})), (Names{"applied"}));
  EXPECT_EQ(house_.site().devices.at(one_).epoch, 1);
  EXPECT_EQ(open_conflicts(house_.office(), house_.now)->size(), 1U);
  EXPECT_EQ(only<protocol::ReclaimNotice>(news(one_)).back().reclaimed, 0);
}

TEST_F(ServiceCare, rule_9_a_sale_from_units_taken_back_takes_free_ones) {
  house_.hotel.pools[0].reclaim_after_hours = 4;
  house_.now = house_.now + Duration::hours(5);
  ASSERT_EQ(ask(two_, 1, 2), (Names{"applied"}));
  ASSERT_TRUE(set_capacity(house_.office(), room, 4, house_.now).ok());
  EXPECT_EQ(outcomes(house_.send(one_, {place(one_, 1, 1)})), (Names{"applied"}));
  EXPECT_EQ(count().sold, 1);
  EXPECT_TRUE(open_conflicts(house_.office(), house_.now)->empty());
  EXPECT_EQ(house_.site().devices.at(one_).epoch, 1);
}

TEST_F(ServiceCare, rule_9_a_kiosk_may_return_units_that_were_taken_back) {
  house_.hotel.pools[0].reclaim_after_hours = 4;
  house_.now = house_.now + Duration::hours(5);
  ASSERT_EQ(ask(two_, 1, 2), (Names{"applied"}));
  const Capacity before = count();
  Operation back = tests::sample_operation(one_, 1, protocol::ReturnUnits{{{room, 1}}});
  EXPECT_EQ(outcomes(house_.send(one_, {back})), (Names{"applied"}));  // it has not heard yet
  EXPECT_EQ(count(), before);
  EXPECT_EQ(house_.site().devices.at(one_).epoch, 1);
  EXPECT_EQ(only<protocol::ReclaimNotice>(news(one_)).back().reclaimed, 0);
}

TEST_F(ServiceCare, rule_15_nothing_free_is_given_away_while_kiosks_are_to_report) {
  make_conflict();
  ASSERT_TRUE(set_capacity(house_.office(), room, 5, house_.now).ok());
  ASSERT_TRUE(begin_incarnation(house_.office(), 0, house_.now).ok());
  EXPECT_EQ(settle_with_units(house_.office(), booking(one_, 1).code, house_.now).error().code,
            ErrorCode::unavailable);
  EXPECT_EQ(set_capacity(house_.office(), room, 6, house_.now).error().code,
            ErrorCode::unavailable);
}

TEST_F(ServiceCare, rule_15_a_sale_from_units_taken_back_waits_for_the_reports) {
  house_.hotel.pools[0].reclaim_after_hours = 4;
  house_.now = house_.now + Duration::hours(5);
  ASSERT_EQ(ask(two_, 1, 2), (Names{"applied"}));
  ASSERT_EQ(*begin_incarnation(house_.office(), 0, house_.now), 2);
  ASSERT_TRUE(report_balances(house_.office(), one_, {2, 1, {}, true}, house_.now).ok());
  EXPECT_EQ(outcomes(house_.send(one_, {place(one_, 1, 1)})), (Names{"unavailable"}));
  EXPECT_TRUE(house_.site().bookings.empty());
  ASSERT_TRUE(report_balances(house_.office(), two_, {2, 1, {}, true}, house_.now).ok());
  EXPECT_EQ(outcomes(house_.send(one_, {place(one_, 1, 1)})), (Names{"applied"}));
}

TEST_F(ServiceCare, rule_7_what_sells_well_stands_higher_within_the_fair_share) {
  ASSERT_TRUE(set_capacity(house_.office(), room, 40, house_.now).ok());
  ASSERT_TRUE(house_.store
                  .run(house_.hotel.site.id,
                       [&](port::ServerTransaction& store) {
                         return store.add_demand(one_, house_.zone.to_local(house_.now).date,
                                                 {room.pool, 0, 3, 20'000});
                       })
                  .ok());
  ASSERT_EQ(outcomes(house_.send(one_, {place(one_, 1, 1)})), (Names{"applied"}));
  const auto told = only<GrantNotice>(news(one_));
  ASSERT_FALSE(told.empty());
  EXPECT_EQ(told.back().standing, 15);  // 20,000 in a week, 4 of 168 hours, of 53 days
}

TEST_F(ServiceCare, rule_15_a_backup_makes_what_was_in_the_one_before_stable) {
  const std::int64_t first = *backup_mark(house_.office());
  ASSERT_TRUE(note_backup(house_.office(), first, house_.now).ok());
  EXPECT_EQ(house_.feed(one_, first).stable, 0);
  house_.send(one_, {place(one_, 1, 1)});
  ASSERT_TRUE(note_backup(house_.office(), *backup_mark(house_.office()), house_.now).ok());
  EXPECT_EQ(house_.feed(one_, first).stable, first);
}

}  // namespace service_care_test
}  // namespace lobby::service
