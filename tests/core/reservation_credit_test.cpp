// Goal: credit pays in parts until nothing is left, goes back to its voucher and never to cash, and
// a cancellation turns what was paid into one whose code its answer tells. Method: scenarios over a
// memory store, each ending with an audit.
#include "core/reservation/payments.h"
#include "tests/core/voucher_house.h"

namespace lobby::reservation {
namespace reservation_credit_test {

using booking::BookingState;
using booking::EntryKind;
using booking::Settlement;
using tests::king_stay;

const LocalDate first_night = tests::voucher_night;

using ReservationCredit = tests::VoucherHouse;

TEST_F(ReservationCredit, credit_pays_in_parts_until_nothing_is_left) {
  const auto voucher = credit(yuan(100'000));
  const booking::Booking one = placed(king_stay(first_night, 1));
  const std::int64_t total = one.quote.total.amount_minor;
  ASSERT_LT(total, 100'000);
  const auto part = json_of(redeem(one, voucher, yuan(5'000)));
  EXPECT_EQ(part["left"]["amount_minor"], 95'000);
  EXPECT_EQ(part["balance"]["amount_minor"], total - 5'000);
  EXPECT_EQ(json_of(redeem(one, voucher))["balance"]["amount_minor"], 0);
  EXPECT_EQ(code(redeem(one, voucher)), ErrorCode::invalid_transition);
  const booking::Booking two = placed(king_stay(first_night.plus_days(2), 1));
  EXPECT_EQ(code(redeem(two, voucher, yuan(100'001 - total))), ErrorCode::out_of_range);
  EXPECT_EQ(code(redeem(two, voucher, yuan(0))), ErrorCode::out_of_range);
  EXPECT_EQ(code(redeem(two, voucher, Money{5, *Currency::parse("USD")})), ErrorCode::out_of_range);
  const auto rest = json_of(redeem(two, voucher));
  EXPECT_EQ(rest["left"]["amount_minor"], 0);
  EXPECT_EQ(rest["taken"]["amount_minor"], 100'000 - total);
  EXPECT_EQ(look(voucher)["state"], "used");
  EXPECT_EQ(look(voucher)["uses"].size(), 2U);
  EXPECT_EQ(code(redeem(two, voucher)), ErrorCode::not_found);
  expect_sound();
}

TEST_F(ReservationCredit, credit_covers_a_deposit_and_the_same_command_pays_once) {
  const booking::Booking booking = placed(king_stay(first_night, 8));
  ASSERT_EQ(booking.state, BookingState::awaiting_deposit);
  const auto voucher = credit(booking.plan.front().amount);
  const protocol::RedeemOrder order{head(), voucher["code"], {}};
  const Reply first = redeem_voucher(from(kiosk_), booking.id, order);
  EXPECT_EQ(json_of(first), json_of(redeem_voucher(from(kiosk_), booking.id, order)));
  EXPECT_EQ(stored(booking.id).state, BookingState::confirmed);
  EXPECT_EQ(postings(booking).size(), 2U);
  expect_sound();
}

TEST_F(ReservationCredit, a_payment_under_way_is_called_off_first) {
  const booking::Booking booking = placed(king_stay(first_night, 1));
  const auto voucher = credit(yuan(5'000));
  const Cashiers cashiers;
  const auto payment = json_of(
      start_payment(from(kiosk_), cashiers, booking.id, {head(), payment::Method::desk, {}}));
  EXPECT_EQ(code(redeem(booking, voucher)), ErrorCode::already_exists);
  ASSERT_TRUE(act_on_payment(from(kiosk_),
                             *payment::PaymentId::parse(payment["id"].get<std::string>()),
                             HandDeed::call_off, {head(), {}, {}, {}})
                  .ok());
  EXPECT_TRUE(redeem(booking, voucher).ok());
}

TEST_F(ReservationCredit, other_money_is_refused_by_name) {
  const auto voucher = credit(yuan(5'000));
  const booking::Booking booking = placed(king_stay(first_night, 1));
  house_.store.damage(house_.hotel.site.id, [&](tests::MemorySite& site) {
    for (auto& [key, record] : site.records) {
      if (record.kind == port::RecordKind::voucher) {
        std::string& content = record.content;
        for (std::size_t at = content.find("CNY"); at != std::string::npos;
             at = content.find("CNY")) {
          content.replace(at, 3, "USD");
        }
      }
    }
  });
  const Reply reply = redeem(booking, voucher);
  EXPECT_EQ(code(reply), ErrorCode::out_of_range);
  EXPECT_EQ(reply.error().detail.substr(0, 5), "code:");
}

TEST_F(ReservationCredit, a_reversed_payment_is_left_of_the_voucher_again) {
  const auto voucher = credit(yuan(5'000));
  const booking::Booking booking = placed(king_stay(first_night, 1));
  ASSERT_TRUE(redeem(booking, voucher).ok());
  protocol::PostOrder reversal;
  reversal.kind = EntryKind::reversal;
  reversal.amount = yuan(5'000);
  reversal.reverses = last_of(booking, EntryKind::voucher);
  reversal.reason = "the wrong booking";
  ASSERT_TRUE(post(booking, reversal).ok());
  EXPECT_EQ(look(voucher)["left"]["amount_minor"], 5'000);
  EXPECT_EQ(code(post(booking, reversal)), ErrorCode::policy_refused);
  ASSERT_TRUE(redeem(booking, voucher).ok());
  EXPECT_EQ(look(voucher)["state"], "used");
  protocol::PostOrder by_hand;
  by_hand.kind = EntryKind::voucher;
  by_hand.amount = yuan(5);
  by_hand.reference = "voucher " + voucher["id"].get<std::string>();
  EXPECT_EQ(code(post(booking, by_hand)), ErrorCode::forbidden);
  expect_sound();
}

TEST_F(ReservationCredit, what_credit_paid_goes_back_to_it_and_never_to_cash) {
  const auto voucher = credit(yuan(20'000));
  const booking::Booking booking = placed(king_stay(first_night, 1));
  const std::int64_t total = booking.quote.total.amount_minor;
  ASSERT_TRUE(redeem(booking, voucher).ok());
  ASSERT_TRUE(pay(booking, total - 20'000).ok());
  const auto offer = json_of(cancellation_of(from(kiosk_), booking.id));
  EXPECT_EQ(offer["refund"]["amount_minor"], total);
  EXPECT_EQ(offer["credit"]["amount_minor"], 20'000);
  const auto answer = json_of(cancel(booking, Settlement::fee));
  EXPECT_FALSE(answer.contains("voucher"));
  EXPECT_EQ(postings(booking).at(4), "refund " + std::to_string(total - 20'000));
  EXPECT_EQ(postings(booking).at(5), "voucher_issued 20000");
  EXPECT_EQ(look(voucher)["left"]["amount_minor"], 20'000);
  EXPECT_EQ(balance(booking), 0);
  EXPECT_TRUE(redeem(placed(king_stay(first_night, 1)), voucher).ok());
  expect_sound();
}

TEST_F(ReservationCredit, a_fee_is_kept_of_the_credit) {
  const auto voucher = credit(yuan(500'000));
  const booking::Booking booking = placed(king_stay(first_night, 1));
  ASSERT_TRUE(redeem(booking, voucher).ok());
  house_.now = booking.window.from - Duration::hours(3);
  const std::int64_t fee = json_of(cancellation_of(from(desk_), booking.id))["fee"]["amount_minor"];
  ASSERT_GT(fee, 0);
  ASSERT_TRUE(cancel(booking, Settlement::fee).ok());
  EXPECT_EQ(look(voucher)["left"]["amount_minor"], 500'000 - fee);
  EXPECT_EQ(balance(booking), 0);
  expect_sound();
}

TEST_F(ReservationCredit, a_cancellation_issues_one_and_tells_its_code_again_to_a_repeat) {
  const auto old = credit(yuan(20'000));
  const booking::Booking booking = placed(king_stay(first_night, 1));
  const std::int64_t total = booking.quote.total.amount_minor;
  ASSERT_TRUE(redeem(booking, old).ok());
  ASSERT_TRUE(pay(booking, total - 20'000).ok());
  protocol::CancelOrder order{head(), 1, Settlement::voucher, booking::PayMethod::card, ""};
  const auto answer = json_of(cancel_booking(from(kiosk_), booking.id, order));
  EXPECT_EQ(json_of(cancel_booking(from(kiosk_), booking.id, order)), answer);
  EXPECT_EQ(answer["state"], "cancelled");
  const auto& voucher = answer["voucher"];
  EXPECT_EQ(voucher["amount"]["amount_minor"], total - 20'000);
  EXPECT_EQ(voucher["booking"], booking.id.text());
  EXPECT_EQ(voucher["last_day"], today().plus_days(office::voucher_credit_days).text());
  EXPECT_EQ(look(old)["left"]["amount_minor"], 20'000) << "it went back to where it came from";
  const auto entries = postings(booking);
  EXPECT_EQ(entries.at(entries.size() - 2), "voucher_issued 20000");
  EXPECT_EQ(entries.back(), "voucher_issued " + std::to_string(total - 20'000));
  const booking::Booking next = placed(king_stay(first_night.plus_days(1), 1));
  EXPECT_EQ(json_of(redeem(next, voucher))["taken"]["amount_minor"], total - 20'000);
  expect_sound();
}

TEST_F(ReservationCredit, an_issued_one_is_reversed_only_while_it_is_whole) {
  const booking::Booking booking = placed(king_stay(first_night, 1));
  ASSERT_TRUE(pay(booking, booking.quote.total.amount_minor).ok());
  const auto voucher = json_of(cancel(booking, Settlement::voucher))["voucher"];
  const booking::Booking next = placed(king_stay(first_night, 1));
  ASSERT_TRUE(redeem(next, voucher, yuan(1)).ok());
  protocol::PostOrder reversal;
  reversal.kind = EntryKind::reversal;
  reversal.amount = booking.quote.total;
  reversal.reverses = last_of(booking, EntryKind::voucher_issued);
  reversal.reason = "it was to be money";
  EXPECT_EQ(code(post(booking, reversal)), ErrorCode::out_of_range);
  ASSERT_TRUE(cancel(next, Settlement::waived).ok());
  ASSERT_TRUE(post(booking, reversal).ok());
  EXPECT_EQ(look(voucher)["state"], "used");
  EXPECT_EQ(balance(booking), -booking.quote.total.amount_minor);
  expect_sound();
}

TEST_F(ReservationCredit, credit_that_comes_back_too_late_is_a_task) {
  const auto voucher = credit(yuan(5'000), today());
  const booking::Booking booking = placed(king_stay(first_night, 1));
  ASSERT_TRUE(redeem(booking, voucher).ok());
  house_.now = house_.now + Duration::days(1);
  ASSERT_TRUE(cancel(booking, Settlement::fee).ok());
  EXPECT_EQ(look(voucher)["left"]["amount_minor"], 5'000);
  ASSERT_FALSE(house_.site().tasks.empty());
  EXPECT_NE(house_.site().tasks.back().detail.find("decide whether"), std::string::npos);
  expect_sound();
}

}  // namespace reservation_credit_test
}  // namespace lobby::reservation
