// Goal: a batch is applied once, in the device's order, each operation on its own, and every
// refusal that is kept is told to staff. Method: scenarios over a memory store; counts checked.
#include "core/base/limits.h"
#include "tests/core/service_house.h"

namespace lobby::service {
namespace service_batch_test {

using booking::BookingState;
using protocol::CancelBooking;
using protocol::Operation;
using tests::outcomes;
using tests::place_sealed;
using tests::sample_operation;
using Names = std::vector<std::string>;

const LocalDate friday = LocalDate::of(2026, 12, 11);

class ServiceBatch : public testing::Test {
 protected:
  void SetUp() override {
    kiosk_ = house_.kiosk("Kiosk 1");
    std::int64_t cursor = 0;
    house_.all_feed(kiosk_, cursor);  // the first poll fills its allotment
  }
  void TearDown() override { tests::expect_counts_hold(house_.site()); }

  booking::Booking booking(std::uint64_t number, std::int32_t nights = 2, bool as_request = false) {
    return tests::sample_booking({.selection = tests::king_stay(friday, nights),
                                  .device = kiosk_,
                                  .number = number,
                                  .as_request = as_request});
  }
  Operation place(std::int64_t sequence, std::uint64_t number) {
    return sample_operation(kiosk_, sequence, place_sealed(booking(number)));
  }
  inventory::Capacity count(LocalDate date = friday) {
    return house_.site().slots.at({PoolId::literal("king-room"), date, 0});
  }

  tests::House house_;
  DeviceId kiosk_;
};

TEST_F(ServiceBatch, a_sale_moves_units_from_the_allotment_and_is_filled_again) {
  EXPECT_EQ(count(), (inventory::Capacity{3, 0, 2}));
  EXPECT_EQ(outcomes(house_.send(kiosk_, {place(1, 1)})), (Names{"applied"}));
  EXPECT_EQ(count(), (inventory::Capacity{3, 1, 2}));  // 1 of 2 sold, 1 granted anew
  EXPECT_EQ(outcomes(house_.send(kiosk_, {place(2, 2)})), (Names{"applied"}));
  EXPECT_EQ(count(), (inventory::Capacity{3, 2, 1}));  // only one is left to grant
  EXPECT_EQ(outcomes(house_.send(kiosk_, {place(3, 3)})), (Names{"applied"}));
  EXPECT_EQ(count(), (inventory::Capacity{3, 3, 0}));
  EXPECT_EQ(count(friday.plus_days(1)).sold, 3);
  EXPECT_EQ(house_.site().bookings.size(), 3U);
  EXPECT_EQ(house_.site().devices.at(kiosk_).last_sequence, 3);
}

TEST_F(ServiceBatch, rule_2_a_repeat_returns_the_stored_reply_and_changes_nothing) {
  const std::vector<Operation> batch = {place(1, 1), place(2, 2)};
  const auto first = house_.send(kiosk_, batch);
  const tests::MemorySite after = house_.site();
  for (int repeat = 0; repeat < 3; ++repeat) {
    EXPECT_EQ(house_.send(kiosk_, batch), first);
  }
  EXPECT_EQ(house_.site().slots, after.slots);
  EXPECT_EQ(house_.site().bookings, after.bookings);
  EXPECT_EQ(house_.site().feed, after.feed);
  EXPECT_TRUE(house_.site().tasks.empty());
}

TEST_F(ServiceBatch, a_failed_commit_leaves_nothing_and_can_be_sent_again) {
  const tests::MemorySite before = house_.site();
  house_.store.fail_commits(1, ErrorCode::disk_full);
  const auto failed = apply_batch(house_.office(), {kiosk_, {place(1, 1)}}, kiosk_, house_.now);
  ASSERT_FALSE(failed.ok());
  EXPECT_EQ(failed.error().code, ErrorCode::disk_full);
  EXPECT_EQ(house_.site().slots, before.slots);
  EXPECT_EQ(outcomes(house_.send(kiosk_, {place(1, 1)})), (Names{"applied"}));
}

TEST_F(ServiceBatch, the_same_id_with_other_content_is_refused_and_told_once) {
  const Operation first = place(1, 1);
  Operation other = place(2, 2);
  other.id = first.id;
  house_.send(kiosk_, {first});
  for (int repeat = 0; repeat < 2; ++repeat) {
    EXPECT_EQ(outcomes(house_.send(kiosk_, {other})), (Names{"id_reused"}));
  }
  ASSERT_EQ(house_.site().tasks.size(), 1U);
  EXPECT_EQ(house_.site().tasks[0].code, ErrorCode::id_reused);
  // It does not block what comes after it.
  EXPECT_EQ(outcomes(house_.send(kiosk_, {place(3, 3)})), (Names{"applied"}));
}

TEST_F(ServiceBatch, a_gap_waits_without_a_stored_reply) {
  EXPECT_EQ(outcomes(house_.send(kiosk_, {place(2, 2), place(3, 3)})),
            (Names{"sequence_gap", "sequence_gap"}));
  EXPECT_TRUE(house_.site().operations.empty());
  EXPECT_TRUE(house_.site().tasks.empty());
  EXPECT_EQ(outcomes(house_.send(kiosk_, {place(1, 1), place(2, 2)})),
            (Names{"applied", "applied"}));
}

TEST_F(ServiceBatch, a_lower_number_with_a_known_id_gets_its_reply) {
  house_.send(kiosk_, {place(1, 1), place(2, 2)});
  EXPECT_EQ(outcomes(house_.send(kiosk_, {place(1, 1)})), (Names{"applied"}));
  EXPECT_EQ(house_.site().devices.at(kiosk_).epoch, 1);
  EXPECT_TRUE(house_.site().tasks.empty());
}

TEST_F(ServiceBatch, an_epoch_not_begun_is_fenced_and_does_not_move_the_sequence) {
  Operation ahead = place(1, 1);
  ahead.epoch = 2;
  EXPECT_EQ(outcomes(house_.send(kiosk_, {ahead})), (Names{"device_fenced"}));
  EXPECT_EQ(house_.site().tasks.size(), 1U);
  Operation current = place(1, 2);
  current.id = tests::id_of<OperationId>(778);
  EXPECT_EQ(outcomes(house_.send(kiosk_, {current})), (Names{"applied"}));
}

TEST_F(ServiceBatch, a_sale_beyond_all_units_is_a_conflict_and_takes_none) {
  booking::Booking greedy = booking(1);
  greedy.demand[1].units = 4;
  const auto replies = house_.send(kiosk_, {sample_operation(kiosk_, 1, place_sealed(greedy))});
  EXPECT_EQ(outcomes(replies), (Names{"applied"}));
  // All or nothing: the first night was there and stays untouched.
  EXPECT_EQ(count().sold, 0);
  EXPECT_TRUE(house_.site().conflicts.contains(greedy.id));
  ASSERT_EQ(house_.site().tasks.size(), 2U);  // the epoch was closed; a guest has no place
  EXPECT_EQ(house_.site().tasks[0].code, ErrorCode::device_fenced);
  EXPECT_NE(house_.site().tasks[0].detail.find("king-room 2026-12-12"), std::string::npos);
  EXPECT_EQ(house_.site().tasks[1].code, ErrorCode::sold_out);
  EXPECT_NE(house_.site().tasks[1].detail.find(greedy.code.text()), std::string::npos);
}

TEST_F(ServiceBatch, rule_11_a_refusal_does_not_stop_the_next) {
  Operation wrong_site = place(1, 1);
  wrong_site.site = SiteId::literal("elsewhere");
  booking::Booking broken = booking(2);
  broken.quote.total.amount_minor += 1;
  EXPECT_EQ(
      outcomes(house_.send(
          kiosk_, {wrong_site, sample_operation(kiosk_, 2, place_sealed(broken)),
                   sample_operation(kiosk_, 3, CancelBooking{booking(9).id, 1}), place(4, 4)})),
      (Names{"wrong_site", "out_of_range", "not_found", "applied"}));
  EXPECT_EQ(house_.site().tasks.size(), 3U);
  EXPECT_EQ(house_.site().devices.at(kiosk_).last_sequence, 4);
}

TEST_F(ServiceBatch, a_booking_that_contradicts_itself_is_refused) {
  struct Row {
    const char* name;
    void (*spoil)(booking::Booking&);
    ErrorCode code;
  };
  using booking::Booking;
  const Row table[] = {
      {"another site", [](Booking& b) { b.site = SiteId::literal("x"); }, ErrorCode::wrong_site},
      {"another device", [](Booking& b) { b.made_by = tests::id_of<DeviceId>(99); },
       ErrorCode::forbidden},
      {"history by another",
       [](Booking& b) { b.history[0].act.device = tests::id_of<DeviceId>(99); },
       ErrorCode::forbidden},
      {"draft", [](Booking& b) { b.state = BookingState::draft; }, ErrorCode::invalid_transition},
      {"cancelled", [](Booking& b) { b.state = BookingState::cancelled; },
       ErrorCode::invalid_transition},
      {"requested but placed", [](Booking& b) { b.state = BookingState::requested; },
       ErrorCode::invalid_transition},
      {"version two", [](Booking& b) { b.version = 2; }, ErrorCode::invalid_transition},
      {"no history", [](Booking& b) { b.history.clear(); }, ErrorCode::invalid_transition},
      {"no demand", [](Booking& b) { b.demand.clear(); }, ErrorCode::out_of_range},
      {"a slot twice", [](Booking& b) { b.demand[1] = b.demand[0]; }, ErrorCode::out_of_range},
      {"slots backwards", [](Booking& b) { std::swap(b.demand[0], b.demand[1]); },
       ErrorCode::out_of_range},
      {"no units", [](Booking& b) { b.demand[0].units = 0; }, ErrorCode::out_of_range},
      {"negative units", [](Booking& b) { b.demand[0].units = -1; }, ErrorCode::out_of_range},
      {"no lines", [](Booking& b) { b.quote.lines.clear(); }, ErrorCode::out_of_range},
      {"wrong line", [](Booking& b) { b.quote.lines[0].amount.amount_minor += 100; },
       ErrorCode::out_of_range},
      {"two currencies",
       [](Booking& b) { b.quote.lines[0].unit.currency = *Currency::parse("USD"); },
       ErrorCode::out_of_range},
      {"negative price", [](Booking& b) { b.quote.lines[0].unit.amount_minor = -1; },
       ErrorCode::out_of_range},
      {"first unit", [](Booking& b) { b.quote.first_unit.amount_minor = 0; },
       ErrorCode::out_of_range},
      {"no tiers", [](Booking& b) { b.policy.tiers.clear(); }, ErrorCode::out_of_range},
      {"last tier ends", [](Booking& b) { b.policy.tiers.back().until = UtcTime{9}; },
       ErrorCode::out_of_range},
      {"tiers backwards", [](Booking& b) { std::swap(b.policy.tiers[0], b.policy.tiers[1]); },
       ErrorCode::out_of_range},
      {"fee above the total",
       [](Booking& b) { b.policy.tiers.back().fee.amount_minor = b.quote.total.amount_minor + 1; },
       ErrorCode::out_of_range},
      {"ends before it begins", [](Booking& b) { b.window.until = b.window.from; },
       ErrorCode::out_of_range},
      {"nobody comes", [](Booking& b) { b.selection.party = {0, 0}; }, ErrorCode::out_of_range},
      {"too many come",
       [](Booking& b) { b.selection.party = {limits::party_max, limits::party_max}; },
       ErrorCode::out_of_range},
  };
  std::int64_t sequence = 0;
  for (const Row& row : table) {
    SCOPED_TRACE(row.name);
    Booking spoiled = booking(1);
    row.spoil(spoiled);
    const auto replies =
        house_.send(kiosk_, {sample_operation(kiosk_, ++sequence, place_sealed(spoiled))});
    ASSERT_EQ(replies.size(), 1U);
    EXPECT_EQ(tests::outcome(replies[0]), name_of(row.code)) << replies[0].detail;
  }
  EXPECT_EQ(house_.site().tasks.size(), std::size(table));
  EXPECT_TRUE(house_.site().bookings.empty());
  EXPECT_EQ(count(), (inventory::Capacity{3, 0, 2}));
}

TEST_F(ServiceBatch, price_and_policy_of_an_older_catalogue_stand) {
  const Operation sold = place(1, 1);
  for (catalog::Service& service : house_.hotel.services) {
    service.rates.fill({99'900, *Currency::parse("CNY")});
  }
  house_.hotel.policies.clear();
  EXPECT_EQ(outcomes(house_.send(kiosk_, {sold})), (Names{"applied"}));
}

TEST_F(ServiceBatch, a_request_takes_no_units) {
  const booking::Booking asked = booking(1, 2, true);
  EXPECT_EQ(outcomes(house_.send(kiosk_, {sample_operation(kiosk_, 1, place_sealed(asked))})),
            (Names{"applied"}));
  EXPECT_EQ(count(), (inventory::Capacity{3, 0, 2}));
  EXPECT_EQ(house_.site().bookings.at(asked.id), asked);
}

TEST_F(ServiceBatch, a_booking_is_placed_once_under_any_operation) {
  EXPECT_EQ(outcomes(house_.send(kiosk_, {place(1, 1), place(2, 1)})),
            (Names{"applied", "already_exists"}));
  EXPECT_EQ(count().sold, 1);
}

TEST_F(ServiceBatch, a_cancellation_gives_the_units_back) {
  const booking::Booking made = booking(1);
  const booking::Booking asked = booking(2, 2, true);
  EXPECT_EQ(outcomes(house_.send(
                kiosk_, {place(1, 1), sample_operation(kiosk_, 2, CancelBooking{made.id, 1}),
                         sample_operation(kiosk_, 3, place_sealed(asked)),
                         sample_operation(kiosk_, 4, CancelBooking{asked.id, 1})})),
            (Names{"applied", "applied", "applied", "applied"}));
  EXPECT_EQ(count(), (inventory::Capacity{3, 0, 2}));
  const booking::Booking cancelled = house_.site().bookings.at(made.id);
  EXPECT_EQ(cancelled.state, BookingState::cancelled);
  EXPECT_EQ(cancelled.history.back().act.at, tests::sample_now);  // a clock ahead counts as now
}

TEST_F(ServiceBatch, a_cancellation_is_for_one_version) {
  const booking::Booking made = booking(1);
  EXPECT_EQ(outcomes(house_.send(
                kiosk_, {place(1, 1), sample_operation(kiosk_, 2, CancelBooking{made.id, 0}),
                         sample_operation(kiosk_, 3, CancelBooking{made.id, 1}),
                         sample_operation(kiosk_, 4, CancelBooking{made.id, 2})})),
            (Names{"applied", "version_conflict", "applied", "invalid_transition"}));
  EXPECT_EQ(count().sold, 0);
}

TEST_F(ServiceBatch, whole_batches_are_refused_by_name) {
  const auto code = [&](const protocol::Batch& batch, DeviceId device) {
    const auto reply = apply_batch(house_.office(), batch, device, house_.now);
    return reply ? "" : std::string(name_of(reply.error().code));
  };
  const DeviceId stranger = tests::id_of<DeviceId>(99);
  EXPECT_EQ(code({stranger, {}}, kiosk_), "forbidden");
  EXPECT_EQ(code({stranger, {}}, stranger), "unauthenticated");
  EXPECT_EQ(code({kiosk_, std::vector<Operation>(limits::batch_operations_max + 1)}, kiosk_),
            "too_large");
  ASSERT_TRUE(revoke_device(house_.office(), kiosk_, house_.now).ok());
  EXPECT_EQ(code({kiosk_, {place(2, 2)}}, kiosk_), "device_fenced");
}

// A kiosk that was written off and enrolled again: its guests were told yes, so staff must know.
TEST_F(ServiceBatch, what_was_committed_under_a_former_identity_is_told_once) {
  const Operation applied = place(1, 1);
  house_.send(kiosk_, {applied});
  ASSERT_TRUE(revoke_device(house_.office(), kiosk_, house_.now).ok());
  const DeviceId again = house_.kiosk("Kiosk 1 again");
  for (int repeat = 0; repeat < 2; ++repeat) {
    EXPECT_EQ(outcomes(house_.send(again, {applied, place(2, 2)})),
              (Names{"applied", "forbidden"}));
  }
  ASSERT_EQ(house_.site().tasks.size(), 1U);
  EXPECT_EQ(house_.site().tasks[0].operation, place(2, 2).id);
  EXPECT_NE(house_.site().tasks[0].detail.find(booking(2).code.text()), std::string::npos);
  EXPECT_LE(house_.site().tasks[0].detail.size(), limits::detail_code_points);
  EXPECT_FALSE(house_.site().operations.contains(place(2, 2).id));
}

TEST_F(ServiceBatch, an_empty_batch_is_a_sign_of_life) {
  house_.now = house_.now + Duration::minutes(5);
  EXPECT_TRUE(house_.send(kiosk_, {}).empty());
  EXPECT_EQ(house_.site().devices.at(kiosk_).last_contact, house_.now);
}

}  // namespace service_batch_test
}  // namespace lobby::service
