// Goal: money for a booking is taken once, posted once, and given back where nobody wants it,
// through lost replies and late guests; a deposit that comes in confirms. Method: scenarios over a
// memory store and a sandbox ledger that counts charges, each ending with an audit.
#include <algorithm>

#include "core/reservation/payments.h"
#include "core/service/payments.h"
#include "tests/core/reservation_house.h"
#include "tests/fakes/fixed_clock.h"
#include "tests/fakes/sandbox_ledger.h"

namespace lobby::reservation {
namespace reservation_payments_test {

using booking::BookingState;
using payment::Method;
using payment::Payment;
using payment::State;
using tests::king_stay;

const LocalDate first_night = LocalDate::of(2026, 12, 10);

class ReservationPayments : public tests::ReservationHouse {
 protected:
  Reply start(const booking::Booking& booking, Method method = Method::qr,
              std::optional<Money> amount = {}) {
    return start_payment(from(kiosk_), cashiers_, booking.id, {head(), method, amount});
  }
  Payment started(const booking::Booking& booking, Method method = Method::qr) {
    const Reply reply = start(booking, method);
    EXPECT_TRUE(reply.ok()) << (reply ? "" : to_string(reply.error()));
    return reply ? *protocol::payment_from(*reply) : Payment{};
  }
  // Asks for as long as something is due within the time.
  void tend_for(Duration time) {
    const UtcTime until = house_.now + time;
    for (; house_.now < until; house_.now = house_.now + Duration::seconds(1)) {
      clock_.jump_wall(house_.now - clock_.now());
      const auto asked = tend_payments(house_.office(), cashiers_, clock_);
      ASSERT_TRUE(asked.ok()) << to_string(asked.error());
    }
  }
  Payment look(const Payment& payment) {
    const Reply reply = read_payment(from(kiosk_), payment.id);
    EXPECT_TRUE(reply.ok());
    return reply ? *protocol::payment_from(*reply) : Payment{};
  }
  Reply by_hand(const Payment& payment, HandDeed deed, DeviceId device,
                std::string reason = "because") {
    return act_on_payment(from(device), payment.id, deed, {head(), {}, {}, std::move(reason)});
  }
  // Staff took it at the desk.
  Payment taken(const booking::Booking& booking, Money amount) {
    const Reply reply = start(booking, Method::desk, amount);
    EXPECT_TRUE(reply.ok()) << (reply ? "" : to_string(reply.error()));
    const Payment payment = reply ? *protocol::payment_from(*reply) : Payment{};
    EXPECT_TRUE(by_hand(payment, HandDeed::take, desk_).ok());
    return payment;
  }
  std::int64_t tasks(const Payment& payment, ErrorCode code) {
    const auto all = house_.site().tasks;
    return std::ranges::count_if(all, [&](const port::StaffTask& task) {
      return task.operation == OperationId(payment.id.bytes()) && task.code == code;
    });
  }
  std::int64_t noted(const std::string& action, const Payment& payment) {
    const auto journal = house_.site().journal;
    return std::ranges::count_if(journal, [&](const office::JournalEntry& entry) {
      return entry.action == action && entry.subject == "payment " + payment.id.text();
    });
  }
  Reply cancel(const booking::Booking& booking, booking::Settlement settlement) {
    protocol::CancelOrder order;
    order.head = head();
    order.base_version = stored(booking.id).version;
    order.settlement = settlement;
    order.reason = "the guest asked";
    return cancel_booking(from(desk_), booking.id, order);
  }

  tests::SandboxLedger ledger_;
  tests::FakeGateway gateway_{ledger_};
  tests::FakeTerminal terminal_{ledger_};
  Cashiers cashiers_{&gateway_, &terminal_};
  tests::FixedClock clock_{house_.now};
};

TEST_F(ReservationPayments, a_qr_payment_is_shown_paid_and_posted_once) {
  const booking::Booking booking = placed(king_stay(first_night, 1));
  const Payment payment = started(booking);
  EXPECT_EQ(payment.state, State::created);
  tend_for(Duration::seconds(3));
  EXPECT_EQ(look(payment).state, State::pending);
  EXPECT_FALSE(look(payment).qr_text.empty());
  ledger_.pay(payment.id);
  tend_for(Duration::minutes(2));
  EXPECT_EQ(look(payment).state, State::paid);
  EXPECT_EQ(balance(booking), 0);
  EXPECT_EQ(ledger_.charges(payment.id), 1);
  EXPECT_EQ(code(start(booking)), ErrorCode::invalid_transition);
  expect_sound();
}

TEST_F(ReservationPayments, a_deposit_that_comes_in_confirms_the_booking) {
  const booking::Booking booking = placed(king_stay(first_night, 8));
  ASSERT_EQ(booking.state, BookingState::awaiting_deposit);
  const Reply reply = start(booking, Method::qr, booking.plan.front().amount);
  const Payment payment = *protocol::payment_from(*reply);
  tend_for(Duration::seconds(3));
  ledger_.pay(payment.id);
  tend_for(Duration::minutes(2));
  EXPECT_EQ(stored(booking.id).state, BookingState::confirmed);
  expect_sound();
}

TEST_F(ReservationPayments, lost_replies_cost_questions_and_never_a_charge) {
  const booking::Booking booking = placed(king_stay(first_night, 1));
  const Payment payment = started(booking);
  gateway_.lost = 2;
  gateway_.unheard = 1;
  tend_for(Duration::seconds(2));
  EXPECT_EQ(look(payment).state, State::unknown);
  tend_for(Duration::minutes(5));
  ledger_.pay(payment.id);
  gateway_.lost = 3;
  tend_for(Duration::minutes(30));
  EXPECT_EQ(look(payment).state, State::paid);
  EXPECT_EQ(ledger_.charges(payment.id), 1);
  EXPECT_EQ(balance(booking), 0);
  expect_sound();
}

TEST_F(ReservationPayments, a_notice_tells_it_before_anybody_asks_and_twice_is_once) {
  const booking::Booking booking = placed(king_stay(first_night, 1));
  const Payment payment = started(booking);
  tend_for(Duration::seconds(3));
  ledger_.pay(payment.id);
  const protocol::PaymentNotice notice{"event-1", house_.now, *ledger_.report(payment.id)};
  ASSERT_TRUE(take_notice(house_.office(), notice, house_.now).ok());
  ASSERT_TRUE(take_notice(house_.office(), notice, house_.now).ok());
  EXPECT_EQ(look(payment).state, State::paid);
  EXPECT_EQ(balance(booking), 0);
  protocol::PaymentNotice foreign = notice;
  foreign.report.key = tests::id_of<payment::PaymentId>(99);
  EXPECT_TRUE(take_notice(house_.office(), foreign, house_.now).ok());
  expect_sound();
}

TEST_F(ReservationPayments, a_guest_who_pays_for_a_cancelled_booking_gets_it_back) {
  const booking::Booking booking = placed(king_stay(first_night, 1));
  const Payment payment = started(booking);
  tend_for(Duration::seconds(3));
  ASSERT_TRUE(cancel(booking, booking::Settlement::fee).ok());
  ledger_.pay(payment.id);
  tend_for(Duration::minutes(10));
  EXPECT_EQ(look(payment).state, State::refunded);
  EXPECT_EQ(ledger_.charges(payment.id), 1);
  EXPECT_EQ(ledger_.refunds(payment.id), 1);
  EXPECT_EQ(balance(booking), 0);
  expect_sound();
}

TEST_F(ReservationPayments, a_late_cancellation_keeps_the_fee_and_sends_the_rest_back) {
  const booking::Booking booking = placed(king_stay(first_night, 2));
  const Payment payment = started(booking);
  tend_for(Duration::seconds(3));
  ledger_.pay(payment.id);
  tend_for(Duration::minutes(2));
  house_.now = booking.window.from - Duration::hours(3);
  const Money fee = booking::cancellation_fee(booking.policy, house_.now);
  ASSERT_GT(fee.amount_minor, 0);
  ASSERT_TRUE(cancel(booking, booking::Settlement::fee).ok());
  EXPECT_EQ(balance(booking), fee.amount_minor - booking.quote.total.amount_minor);
  tend_for(Duration::minutes(5));
  EXPECT_EQ(look(payment).state, State::refunded);
  EXPECT_EQ(look(payment).refund->amount, booking.quote.total - fee);
  EXPECT_EQ(balance(booking), 0);
  expect_sound();
}

TEST_F(ReservationPayments, what_a_terminal_took_goes_back_by_hand_and_is_a_task) {
  const booking::Booking booking = placed(king_stay(first_night, 1));
  const Payment payment = started(booking, Method::terminal);
  tend_for(Duration::seconds(3));
  ledger_.pay(payment.id, {"A1", "unionpay", "4242"});
  tend_for(Duration::minutes(2));
  EXPECT_EQ(balance(booking), 0);
  ASSERT_TRUE(cancel(booking, booking::Settlement::fee).ok());
  tend_for(Duration::minutes(2));
  EXPECT_EQ(look(payment).state, State::refund_due);
  const auto refunds = json_of(list_refunds(from(desk_), {}, 10));
  EXPECT_EQ(refunds["items"].size(), 1U);
  EXPECT_NE(house_.site().tasks.back().detail.find("back to the guest"), std::string::npos);
  EXPECT_EQ(code(by_hand(payment, HandDeed::returned, kiosk_)), ErrorCode::forbidden);
  ASSERT_TRUE(by_hand(payment, HandDeed::returned, desk_).ok());
  EXPECT_EQ(balance(booking), 0);
  EXPECT_EQ(json_of(list_refunds(from(desk_), {}, 10))["items"].size(), 0U);
  expect_sound();
}

TEST_F(ReservationPayments, staff_take_money_at_the_desk_and_a_kiosk_does_not) {
  const booking::Booking booking = placed(king_stay(first_night, 1));
  const Payment payment = started(booking, Method::desk);
  EXPECT_EQ(code(by_hand(payment, HandDeed::take, kiosk_)), ErrorCode::forbidden);
  ASSERT_TRUE(by_hand(payment, HandDeed::take, desk_).ok());
  EXPECT_EQ(balance(booking), 0);
  EXPECT_EQ(code(by_hand(payment, HandDeed::call_off, desk_)), ErrorCode::invalid_transition);
  expect_sound();
}

TEST_F(ReservationPayments, one_payment_at_a_time_and_never_more_than_is_owed) {
  const booking::Booking booking = placed(king_stay(first_night, 1));
  const Payment payment = started(booking);
  EXPECT_EQ(code(start(booking)), ErrorCode::already_exists);
  ASSERT_TRUE(by_hand(payment, HandDeed::call_off, kiosk_).ok());
  Money more = booking.quote.total;
  more.amount_minor += 1;
  EXPECT_EQ(code(start(booking, Method::qr, more)), ErrorCode::out_of_range);
  EXPECT_EQ(code(start(booking, Method::qr, Money{0, more.currency})), ErrorCode::out_of_range);
  EXPECT_EQ(code(start(booking, Method::qr, Money{5, *Currency::parse("EUR")})),
            ErrorCode::out_of_range);
  cashiers_.gateway = nullptr;
  EXPECT_EQ(code(start(booking)), ErrorCode::policy_refused);
  EXPECT_EQ(code(read_payment(from(kiosk_), tests::id_of<payment::PaymentId>(9))),
            ErrorCode::not_found);
  expect_sound();
}

TEST_F(ReservationPayments, a_code_that_nobody_pays_expires) {
  const booking::Booking booking = placed(king_stay(first_night, 1));
  const Payment payment = started(booking);
  tend_for(Duration::seconds(3));
  ledger_.expire(payment.id);
  tend_for(Duration::minutes(12));
  EXPECT_EQ(look(payment).state, State::expired);
  EXPECT_GT(balance(booking), 0);
  EXPECT_TRUE(start(booking).ok());
  expect_sound();
}

TEST_F(ReservationPayments, money_on_its_way_back_is_not_given_back_again) {
  const booking::Booking booking = placed(king_stay(first_night, 1));
  const Payment payment = started(booking, Method::desk);
  ASSERT_TRUE(by_hand(payment, HandDeed::take, desk_).ok());
  ASSERT_TRUE(by_hand(payment, HandDeed::refund, desk_).ok());
  ASSERT_TRUE(cancel(booking, booking::Settlement::fee).ok());
  EXPECT_EQ(balance(booking), -booking.quote.total.amount_minor);
  ASSERT_TRUE(by_hand(payment, HandDeed::returned, desk_).ok());
  EXPECT_EQ(balance(booking), 0);
  expect_sound();
}

TEST_F(ReservationPayments, a_gateway_sends_back_no_more_than_the_guest_still_has) {
  const booking::Booking booking = placed(king_stay(first_night, 1));
  const Payment payment = started(booking);
  tend_for(Duration::seconds(3));
  ledger_.pay(payment.id);
  tend_for(Duration::minutes(2));
  protocol::PostOrder refund;
  refund.head = head();
  refund.kind = booking::EntryKind::refund;
  refund.amount = booking.quote.total;
  refund.method = booking::PayMethod::cash;
  ASSERT_TRUE(post_to_folio(from(desk_), booking.id, refund).ok());
  ASSERT_TRUE(cancel(booking, booking::Settlement::fee).ok());
  tend_for(Duration::minutes(5));
  EXPECT_EQ(ledger_.refunds(payment.id), 0);
  EXPECT_EQ(look(payment).state, State::paid);
  EXPECT_EQ(balance(booking), 0);
  expect_sound();
}

TEST_F(ReservationPayments, a_way_to_pay_that_is_gone_is_one_task_and_nothing_is_assumed) {
  const booking::Booking booking = placed(king_stay(first_night, 1));
  const Payment payment = started(booking);
  tend_for(Duration::seconds(3));
  cashiers_.gateway = nullptr;
  ledger_.pay(payment.id);
  tend_for(Duration::minutes(30));
  EXPECT_EQ(look(payment).state, State::unknown);
  EXPECT_EQ(tasks(payment, ErrorCode::configuration), 1);
  EXPECT_EQ(noted("tell_staff", payment), 1);
  cashiers_.gateway = &gateway_;
  tend_for(Duration::minutes(6));
  EXPECT_EQ(look(payment).state, State::paid);
  EXPECT_EQ(balance(booking), 0);
  cashiers_.gateway = nullptr;
  ASSERT_TRUE(cancel(booking, booking::Settlement::fee).ok());
  tend_for(Duration::minutes(30));
  EXPECT_EQ(look(payment).state, State::refund_unknown);
  EXPECT_EQ(tasks(payment, ErrorCode::configuration), 1);
  cashiers_.gateway = &gateway_;
  tend_for(Duration::minutes(6));
  EXPECT_EQ(look(payment).state, State::refunded);
  expect_sound();
}

TEST_F(ReservationPayments, what_was_never_asked_for_ends_without_the_way_to_ask) {
  const booking::Booking booking = placed(king_stay(first_night, 1));
  const Payment payment = started(booking, Method::terminal);
  cashiers_.terminal = nullptr;
  tend_for(Duration::minutes(11));
  EXPECT_EQ(look(payment).state, State::expired);
  EXPECT_EQ(tasks(payment, ErrorCode::configuration), 0);
  EXPECT_TRUE(start(booking).ok());
  expect_sound();
}

TEST_F(ReservationPayments, money_on_its_way_back_confirms_no_booking) {
  const booking::Booking booking = placed(king_stay(first_night, 8));
  const Money half{booking.plan.front().amount.amount_minor / 2, booking.quote.total.currency};
  const Payment first = taken(booking, half);
  ASSERT_TRUE(by_hand(first, HandDeed::refund, desk_).ok());
  ASSERT_TRUE(pay(booking, booking.plan.front().amount.amount_minor - half.amount_minor).ok());
  EXPECT_EQ(stored(booking.id).state, BookingState::awaiting_deposit);
  ASSERT_TRUE(pay(booking, half.amount_minor).ok());
  EXPECT_EQ(stored(booking.id).state, BookingState::confirmed);
  expect_sound();
}

TEST_F(ReservationPayments, money_on_its_way_back_keeps_no_booking) {
  const booking::Booking booking = placed(king_stay(first_night, 8));
  const Payment deposit = taken(booking, booking.plan.front().amount);
  EXPECT_EQ(stored(booking.id).state, BookingState::confirmed);
  ASSERT_TRUE(by_hand(deposit, HandDeed::refund, desk_).ok());
  house_.now = booking.plan.front().release_at + Duration::minutes(1);
  ASSERT_TRUE(tend(house_.office(), house_.now).ok());
  EXPECT_EQ(stored(booking.id).state, BookingState::released);
  ASSERT_TRUE(by_hand(deposit, HandDeed::returned, desk_).ok());
  EXPECT_EQ(balance(booking), 0);
  expect_sound();
}

TEST_F(ReservationPayments, who_gets_money_back_may_pay_in_another_way_meanwhile) {
  const booking::Booking booking = placed(king_stay(first_night, 1));
  const Payment cash = taken(booking, booking.quote.total);
  EXPECT_EQ(code(start(booking)), ErrorCode::invalid_transition);
  ASSERT_TRUE(by_hand(cash, HandDeed::refund, desk_).ok());
  const Payment again = started(booking);
  EXPECT_EQ(again.amount, booking.quote.total);
  tend_for(Duration::seconds(3));
  ledger_.pay(again.id);
  tend_for(Duration::minutes(2));
  EXPECT_EQ(look(again).state, State::paid);
  ASSERT_TRUE(by_hand(cash, HandDeed::returned, desk_).ok());
  EXPECT_EQ(balance(booking), 0);
  expect_sound();
}

TEST_F(ReservationPayments, a_voucher_is_not_for_money_that_goes_back) {
  const booking::Booking booking = placed(king_stay(first_night, 1));
  const Payment cash = taken(booking, booking.quote.total);
  const Money half{booking.quote.total.amount_minor / 2, booking.quote.total.currency};
  ASSERT_TRUE(
      act_on_payment(from(desk_), cash.id, HandDeed::refund, {head(), {}, half, "too much"}).ok());
  ASSERT_TRUE(cancel(booking, booking::Settlement::voucher).ok());
  EXPECT_EQ(balance(booking), -half.amount_minor);
  ASSERT_TRUE(by_hand(cash, HandDeed::returned, desk_).ok());
  EXPECT_EQ(balance(booking), 0);

  const booking::Booking other = placed(king_stay(first_night.plus_days(1), 1));
  const Payment all = taken(other, other.quote.total);
  ASSERT_TRUE(by_hand(all, HandDeed::refund, desk_).ok());
  EXPECT_EQ(code(cancel(other, booking::Settlement::voucher)), ErrorCode::policy_refused);
  expect_sound();
}

}  // namespace reservation_payments_test
}  // namespace lobby::reservation
