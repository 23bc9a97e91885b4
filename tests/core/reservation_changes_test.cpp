// Goal: a change is shown, then made against what was shown, with nothing given up before the new
// units are there; the folio follows every change, payment and cancellation; what is not paid in
// time is given up. Method: scenarios over a memory store, each ending with an audit.
#include "tests/core/reservation_house.h"

namespace lobby::reservation {
namespace reservation_changes_test {

using booking::BookingState;
using booking::EntryKind;
using booking::Settlement;
using tests::king_stay;

const LocalDate first_night = LocalDate::of(2026, 12, 10);

class ReservationChanges : public tests::ReservationHouse {
 protected:
  Reply change(const booking::Booking& booking, const booking::Selection& selection) {
    return change_booking(from(desk_), booking.id,
                          {head(), {booking.version, selection}, "the guest asked"});
  }
  Reply preview(const booking::Booking& booking, const booking::Selection& selection) {
    return preview_change(from(kiosk_), booking.id, {booking.version, selection});
  }
  Reply cancel(const booking::Booking& booking, Settlement settlement, DeviceId device,
               std::string reason = {}) {
    protocol::CancelOrder order;
    order.head = head();
    order.base_version = booking.version;
    order.settlement = settlement;
    order.reason = std::move(reason);
    return cancel_booking(from(device), booking.id, order);
  }
  std::vector<std::string> kinds(const booking::Booking& booking) {
    std::vector<std::string> names;
    const auto folio = json_of(read_folio(from(desk_), booking.id));
    for (const auto& entry : folio["entries"]) {
      names.push_back(entry["kind"]);
    }
    return names;
  }
  std::int32_t sold_on(LocalDate night) {
    return house_.site().slots.at({PoolId::literal("king-room"), night, 0}).sold;
  }
};

TEST_F(ReservationChanges, a_preview_says_the_difference_and_changes_nothing) {
  const booking::Booking booking = placed(king_stay(first_night, 1));
  const auto shown = json_of(preview(booking, king_stay(first_night, 3)));
  EXPECT_GT(shown["difference"]["amount_minor"].get<std::int64_t>(), 0);
  EXPECT_EQ(shown["base_version"], booking.version);
  EXPECT_EQ(stored(booking.id), booking);
  EXPECT_EQ(code(preview(booking, booking.selection)), ErrorCode::out_of_range);
  expect_sound();
}

TEST_F(ReservationChanges, a_dearer_change_is_charged_and_takes_its_units) {
  const booking::Booking booking = placed(king_stay(first_night, 1));
  const booking::Booking longer = parsed(change(booking, king_stay(first_night, 2)));
  EXPECT_EQ(longer.version, booking.version + 1);
  EXPECT_EQ(sold_on(first_night), 1);
  EXPECT_EQ(sold_on(first_night.plus_days(1)), 1);
  EXPECT_EQ(balance(longer), longer.quote.total.amount_minor);
  EXPECT_EQ(kinds(longer), (std::vector<std::string>{"charge", "charge"}));
  expect_sound();
}

TEST_F(ReservationChanges, the_second_change_costs_a_fee_and_a_cheaper_one_is_let_off) {
  booking::Booking booking = placed(king_stay(first_night, 2));
  booking = parsed(change(booking, king_stay(first_night, 1)));
  EXPECT_EQ(kinds(booking), (std::vector<std::string>{"charge", "adjustment"}));
  EXPECT_EQ(balance(booking), booking.quote.total.amount_minor);
  booking = parsed(change(booking, king_stay(first_night.plus_days(3), 1)));
  EXPECT_EQ(kinds(booking).back(), "fee");
  EXPECT_GT(balance(booking), booking.quote.total.amount_minor);
  EXPECT_EQ(sold_on(first_night), 0);
  expect_sound();
}

TEST_F(ReservationChanges, giving_up_a_request_costs_nothing) {
  const booking::Booking booking = placed(king_stay(first_night, 2));
  const UtcTime late = house_.zone.to_utc({first_night, 20 * 60});
  ASSERT_GT(booking::fee_of_cancelling(booking, late).amount_minor, 0);
  booking::Booking request = booking;
  request.state = BookingState::requested;
  EXPECT_EQ(booking::fee_of_cancelling(request, late).amount_minor, 0);
}

TEST_F(ReservationChanges, what_cannot_be_had_leaves_the_old_booking_whole) {
  const booking::Booking booking = placed(king_stay(first_night, 1));
  const LocalDate full = first_night.plus_days(5);
  for (int room = 0; room < 3; ++room) {
    placed(king_stay(full, 1));
  }
  EXPECT_EQ(code(preview(booking, king_stay(full, 1))), ErrorCode::sold_out);
  EXPECT_EQ(code(change(booking, king_stay(full, 1))), ErrorCode::sold_out);
  EXPECT_EQ(stored(booking.id), booking);
  EXPECT_EQ(sold_on(first_night), 1);
  expect_sound();
}

TEST_F(ReservationChanges, a_change_against_another_version_is_refused) {
  const booking::Booking booking = placed(king_stay(first_night, 1));
  parsed(change(booking, king_stay(first_night, 2)));
  EXPECT_EQ(code(change(booking, king_stay(first_night, 3))), ErrorCode::version_conflict);
  expect_sound();
}

TEST_F(ReservationChanges, cancelling_in_time_gives_units_and_money_back) {
  const booking::Booking booking = placed(king_stay(first_night, 1));
  ASSERT_TRUE(pay(booking, booking.quote.total.amount_minor).ok());
  const auto offer = json_of(cancellation_of(from(kiosk_), booking.id));
  EXPECT_EQ(offer["refund"]["amount_minor"], booking.quote.total.amount_minor);
  EXPECT_GE(offer["moves"].size(), 3U);
  EXPECT_EQ(parsed(cancel(booking, Settlement::fee, kiosk_)).state, BookingState::cancelled);
  EXPECT_EQ(kinds(booking), (std::vector<std::string>{"charge", "payment", "reversal", "refund"}));
  EXPECT_EQ(balance(booking), 0);
  EXPECT_EQ(sold_on(first_night), 0);
  expect_sound();
}

TEST_F(ReservationChanges, a_late_cancellation_costs_and_only_staff_waive_it) {
  const booking::Booking booking = placed(king_stay(first_night, 1));
  ASSERT_TRUE(pay(booking, booking.quote.total.amount_minor).ok());
  house_.now = booking.window.from - Duration::hours(3);
  EXPECT_EQ(code(cancel(booking, Settlement::waived, kiosk_, "please")), ErrorCode::forbidden);
  EXPECT_EQ(code(cancel(booking, Settlement::waived, desk_)), ErrorCode::missing_field);
  const auto offer = json_of(cancellation_of(from(desk_), booking.id));
  EXPECT_GT(offer["fee"]["amount_minor"].get<std::int64_t>(), 0);
  EXPECT_TRUE(cancel(booking, Settlement::waived, desk_, "the guest is ill").ok());
  EXPECT_EQ(balance(booking), 0);
  EXPECT_EQ(last_noted().action, "read_folio");
  expect_sound();
}

TEST_F(ReservationChanges, a_voucher_takes_the_place_of_the_fee) {
  const booking::Booking booking = placed(king_stay(first_night, 1));
  ASSERT_TRUE(pay(booking, booking.quote.total.amount_minor).ok());
  house_.now = booking.window.from - Duration::hours(3);
  ASSERT_TRUE(cancel(booking, Settlement::voucher, kiosk_).ok());
  EXPECT_EQ(kinds(booking).back(), "voucher_issued");
  EXPECT_EQ(balance(booking), 0);
  expect_sound();
}

TEST_F(ReservationChanges, staff_post_what_happened_and_nothing_else) {
  const booking::Booking booking = placed(king_stay(first_night, 1));
  protocol::PostOrder order;
  order.head = head();
  order.kind = EntryKind::charge;
  order.amount = {100, booking.quote.total.currency};
  EXPECT_EQ(code(post_to_folio(from(desk_), booking.id, order)), ErrorCode::forbidden);
  order.kind = EntryKind::payment;
  EXPECT_EQ(code(post_to_folio(from(desk_), booking.id, order)), ErrorCode::missing_field);
  order.method = booking::PayMethod::cash;
  EXPECT_EQ(code(post_to_folio(from(kiosk_), booking.id, order)), ErrorCode::forbidden);
  order.amount.currency = *Currency::parse("EUR");
  EXPECT_EQ(code(post_to_folio(from(desk_), booking.id, order)), ErrorCode::out_of_range);
  order.amount = {-5, booking.quote.total.currency};
  EXPECT_EQ(code(post_to_folio(from(desk_), booking.id, order)), ErrorCode::out_of_range);
  EXPECT_EQ(kinds(booking), std::vector<std::string>{"charge"});
  expect_sound();
}

TEST_F(ReservationChanges, a_deposit_confirms_and_a_missing_one_is_reminded_of_then_released) {
  const booking::Booking paid = placed(king_stay(first_night, 8));
  EXPECT_EQ(paid.state, BookingState::awaiting_deposit);
  const booking::Booking unpaid = placed(king_stay(first_night, 8));
  ASSERT_TRUE(pay(paid, paid.plan.front().amount.amount_minor - 1).ok());
  EXPECT_EQ(stored(paid.id).state, BookingState::awaiting_deposit);
  ASSERT_TRUE(pay(paid, 1).ok());
  EXPECT_EQ(stored(paid.id).state, BookingState::confirmed);

  EXPECT_EQ(*tend(house_.office(), house_.now), Tended{});
  house_.now = unpaid.plan.front().remind_at;
  EXPECT_EQ(tend(house_.office(), house_.now)->reminded, 1);
  EXPECT_EQ(tend(house_.office(), house_.now)->reminded, 0);
  house_.now = unpaid.plan.front().due_at;
  EXPECT_EQ(tend(house_.office(), house_.now)->reminded, 1);
  house_.now = unpaid.plan.front().release_at;
  EXPECT_EQ(tend(house_.office(), house_.now)->released, 1);
  EXPECT_EQ(stored(unpaid.id).state, BookingState::released);
  EXPECT_EQ(stored(paid.id).state, BookingState::confirmed);
  EXPECT_EQ(sold_on(first_night), 1);
  EXPECT_EQ(house_.site().tasks.size(), 3U);
  expect_sound();
}

TEST_F(ReservationChanges, the_clock_of_a_deposit_starts_when_the_house_agrees) {
  const booking::Booking asked = placed(king_stay(first_night, 8), true);
  const UtcTime due = asked.plan.front().due_at;
  house_.now = house_.now + Duration::hours(40);
  const booking::Booking agreed = parsed(step(asked, booking::Command::approve));
  EXPECT_EQ(agreed.state, BookingState::awaiting_deposit);
  EXPECT_EQ(agreed.plan.front().due_at, due + Duration::hours(40));
  EXPECT_EQ(*tend(house_.office(), house_.now), Tended{});
  expect_sound();
}

TEST_F(ReservationChanges, a_paid_booking_becomes_cheaper_and_the_house_owes_the_rest) {
  booking::Booking booking = placed(king_stay(first_night, 2));
  ASSERT_TRUE(pay(booking, booking.quote.total.amount_minor).ok());
  const std::int64_t before = booking.quote.total.amount_minor;
  booking = parsed(change(booking, king_stay(first_night, 1)));
  EXPECT_EQ(balance(booking), booking.quote.total.amount_minor - before);
  expect_sound();
}

TEST_F(ReservationChanges, a_voucher_is_for_what_was_paid_and_no_way_round_the_fee) {
  const booking::Booking booking = placed(king_stay(first_night, 1));
  house_.now = booking.window.from - Duration::hours(3);
  EXPECT_EQ(code(cancel(booking, Settlement::voucher, kiosk_)), ErrorCode::policy_refused);
  EXPECT_EQ(stored(booking.id), booking);
}

TEST_F(ReservationChanges, what_is_let_off_is_not_missing_from_the_plan) {
  const booking::Booking booking = placed(king_stay(first_night, 8));
  protocol::PostOrder let_off;
  let_off.head = head();
  let_off.kind = EntryKind::adjustment;
  let_off.amount = {booking.quote.total.amount_minor / 2, booking.quote.total.currency};
  let_off.reason = "a friend of the house";
  ASSERT_TRUE(post_to_folio(from(desk_), booking.id, let_off).ok());
  ASSERT_TRUE(pay(booking, booking.quote.total.amount_minor - let_off.amount.amount_minor).ok());
  EXPECT_EQ(balance(booking), 0);
  house_.now = booking.plan.back().release_at;
  EXPECT_EQ(*tend(house_.office(), house_.now), Tended{});
  EXPECT_EQ(stored(booking.id).state, BookingState::confirmed);
  expect_sound();
}

TEST_F(ReservationChanges, money_that_came_before_the_promise_does_not_hide_the_charge) {
  const booking::Booking request = tests::sample_booking(
      {.selection = king_stay(first_night, 1), .device = kiosk_, .as_request = true});
  house_.send(kiosk_, {tests::sample_operation(kiosk_, 1, protocol::PlaceBooking{request, {}})});
  ASSERT_TRUE(pay(request, 10'000).ok());
  const booking::Booking confirmed = parsed(step(request, booking::Command::confirm));
  EXPECT_EQ(balance(confirmed), confirmed.quote.total.amount_minor - 10'000);
  expect_sound();
}

TEST_F(ReservationChanges, a_kiosk_changes_nothing_into_what_it_may_not_sell) {
  const booking::Booking booking = placed(king_stay(first_night, 1));
  for (catalog::Service& service : house_.hotel.services) {
    service.channels = {catalog::SalesChannel::counter};
  }
  EXPECT_EQ(code(preview(booking, king_stay(first_night, 2))), ErrorCode::policy_refused);
  EXPECT_TRUE(change(booking, king_stay(first_night, 2)).ok());
}

}  // namespace reservation_changes_test
}  // namespace lobby::reservation
