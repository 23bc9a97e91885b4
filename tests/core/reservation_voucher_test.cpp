// Goal: vouchers at the office: given out with a code that is told once; discounts redeemed once
// whoever is first, and given back where a booking did not keep them; codes refused by name to
// staff and in one sentence to guests. Method: scenarios over a memory store, ending with an audit.
#include <functional>
#include <set>

#include "core/base/limits.h"
#include "tests/core/voucher_house.h"

namespace lobby::reservation {
namespace reservation_voucher_test {

using booking::Settlement;
using tests::king_stay;

const LocalDate first_night = tests::voucher_night;
const std::string nobodys_code = "AAAA-BBBB-CCCC-DDDD";

using ReservationVouchers = tests::VoucherHouse;

TEST_F(ReservationVouchers, staff_give_one_out_and_see_its_code_once) {
  const protocol::VoucherOrder order{head(), office::VoucherKind::discount, 50, {}, {}, {},
                                     "sorry"};
  EXPECT_EQ(code(issue_voucher(from(kiosk_), order)), ErrorCode::forbidden);
  const auto voucher = json_of(issue_voucher(from(desk_), order));
  EXPECT_EQ(last_noted().action, "issue_voucher");
  EXPECT_EQ(last_noted().subject, "voucher " + voucher["id"].get<std::string>());
  EXPECT_EQ(json_of(issue_voucher(from(desk_), order)), voucher) << "the same command again";
  const std::string whole = voucher["code"];
  auto shown = look(voucher);
  EXPECT_EQ(shown["code"], "****-****-****-" + whole.substr(15));
  EXPECT_EQ(json_of(find_voucher(from(desk_), whole)), shown);
  EXPECT_EQ(last_noted().subject, "voucher " + voucher["id"].get<std::string>());
  EXPECT_EQ(code(find_voucher(from(kiosk_), whole)), ErrorCode::forbidden);
  EXPECT_EQ(code(read_voucher(from(kiosk_), id_of(voucher))), ErrorCode::forbidden);
  for (const auto& [key, record] : house_.site().records) {
    EXPECT_TRUE(record.kind != port::RecordKind::voucher ||
                record.content.find(whole) == std::string::npos);
  }
  expect_sound();
}

TEST_F(ReservationVouchers, what_is_given_out_is_checked_field_by_field) {
  using office::VoucherKind;
  struct Case {
    protocol::VoucherOrder order;
    ErrorCode refused;
    std::string field;
  };
  const Money dollars{500, *Currency::parse("USD")};
  const Case cases[] = {
      {{{}, VoucherKind::credit, 0, {}, {}, {}, {}}, ErrorCode::out_of_range, "percent"},
      {{{}, VoucherKind::credit, 20, {}, {}, {}, {}}, ErrorCode::policy_refused, "percent"},
      {{{}, VoucherKind::discount, 20, yuan(5), {}, {}, {}}, ErrorCode::out_of_range, "percent"},
      {{{}, VoucherKind::credit, 0, yuan(-5), {}, {}, {}}, ErrorCode::out_of_range, "amount"},
      {{{}, VoucherKind::credit, 0, dollars, {}, {}, {}}, ErrorCode::out_of_range, "amount"},
      {{{}, VoucherKind::credit, 0, yuan(5), today().plus_days(-1), {}, {}},
       ErrorCode::expired,
       "last_day"},
      {{{}, VoucherKind::credit, 0, yuan(5), {}, tests::id_of<BookingId>(9), {}},
       ErrorCode::not_found,
       "booking"}};
  for (const Case& one : cases) {
    const Reply reply = give_out(one.order, desk_);
    EXPECT_EQ(code(reply), one.refused) << reply.error().detail;
    EXPECT_EQ(reply.error().detail.substr(0, one.field.size() + 1), one.field + ":");
  }
  protocol::VoucherOrder unexplained{head(), VoucherKind::credit, 0, yuan(5), {}, {}, {}};
  EXPECT_EQ(code(issue_voucher(from(desk_), unexplained)), ErrorCode::missing_field);
  for (const auto& [key, record] : house_.site().records) {
    EXPECT_NE(key.first, port::RecordKind::voucher);
  }
}

TEST_F(ReservationVouchers, a_discount_is_used_by_the_booking_and_not_by_its_quote) {
  const auto voucher = discount(50);
  const booking::QuoteRecord quote = quoted(voucher);
  EXPECT_EQ(quote.quote.lines.back().source, voucher["code"]);
  EXPECT_TRUE(booking::reproduces(house_.hotel, quote));
  EXPECT_EQ(look(voucher)["state"], "open");
  const booking::Booking booking = parsed(book(quote));
  EXPECT_EQ(booking.quote, quote.quote);
  EXPECT_EQ(balance(booking), quote.quote.total.amount_minor);
  const auto used = look(voucher);
  EXPECT_EQ(used["state"], "used");
  EXPECT_EQ(used["uses"][0]["booking"], booking.id.text());
  EXPECT_EQ(used["uses"][0]["taken"]["amount_minor"],
            -quote.quote.lines.back().amount.amount_minor);
  EXPECT_EQ(code(quote_with({voucher["code"]}, desk_)), ErrorCode::invalid_transition);
  EXPECT_EQ(code(quote_with({voucher["code"]}, kiosk_)), ErrorCode::not_found);
  EXPECT_EQ(code(withdraw(voucher)), ErrorCode::invalid_transition);
  expect_sound();
}

TEST_F(ReservationVouchers, of_two_bookings_one_gets_it_and_the_other_leaves_nothing) {
  const auto voucher = discount(50);
  const booking::QuoteRecord one = quoted(voucher);
  const booking::QuoteRecord other = quoted(voucher);
  const booking::Booking booking = parsed(book(other));
  const auto before = house_.site();
  const Reply late = book(one);
  EXPECT_EQ(code(late), ErrorCode::invalid_transition);
  EXPECT_EQ(late.error().detail.substr(0, 6), "quote:");
  EXPECT_EQ(house_.site().bookings, before.bookings);
  EXPECT_EQ(house_.site().records, before.records);
  EXPECT_EQ(house_.site().folios, before.folios);
  EXPECT_EQ(sold(booking), 1);
  expect_sound();
}

TEST_F(ReservationVouchers, a_booking_that_ends_gives_a_discount_back_but_a_no_show_keeps_it) {
  struct Case {
    std::function<void(const booking::Booking&)> end;
    std::string state;
  };
  const Case cases[] = {
      {[&](const auto& booking) { EXPECT_TRUE(cancel(booking, Settlement::fee).ok()); }, "open"},
      {[&](const auto& booking) {
         EXPECT_TRUE(step(booking, booking::Command::refuse, "full").ok());
       },
       "open"},
      {[&](const auto& booking) {
         parsed(step(booking, booking::Command::approve));
         EXPECT_TRUE(step(stored(booking.id), booking::Command::release, "unpaid").ok());
       },
       "open"},
      {[&](const auto& booking) {
         parsed(step(booking, booking::Command::approve));
         house_.now = booking.window.until;
         EXPECT_TRUE(step(stored(booking.id), booking::Command::mark_no_show).ok());
       },
       "used"}};
  for (const Case& one : cases) {
    const auto voucher = discount(20);
    const booking::Booking booking = parsed(book(quoted(voucher), true));
    EXPECT_EQ(look(voucher)["state"], "used");
    one.end(booking);
    EXPECT_EQ(look(voucher)["state"], one.state);
  }
  expect_sound();
}

TEST_F(ReservationVouchers, a_discount_that_expired_meanwhile_stays_used) {
  const auto voucher = discount(20, today());
  const booking::Booking booking = parsed(book(quoted(voucher)));
  house_.now = house_.now + Duration::days(1);
  ASSERT_TRUE(cancel(booking, Settlement::fee).ok());
  EXPECT_EQ(look(voucher)["state"], "used");
  expect_sound();
}

// The last day is the site's: midnight in Shanghai is 16:00 UTC.
TEST_F(ReservationVouchers, the_last_day_ends_at_the_sites_midnight_and_a_quote_is_kept_to) {
  const auto voucher = discount(20, today());
  const UtcTime midnight = house_.zone.start_of(today().plus_days(1));
  house_.now = midnight - Duration::milliseconds(1);
  const booking::QuoteRecord quote = quoted(voucher);
  house_.now = midnight;
  EXPECT_EQ(code(quote_with({voucher["code"]}, desk_)), ErrorCode::expired);
  EXPECT_EQ(code(quote_with({voucher["code"]}, kiosk_)), ErrorCode::not_found);
  EXPECT_TRUE(book(quote).ok()) << "quoted on its last day";
  const auto late = credit(yuan(100), today());
  const booking::Booking booking = placed(king_stay(first_night.plus_days(3), 1));
  house_.now = midnight + Duration::days(1);
  EXPECT_EQ(code(redeem(booking, late["code"], desk_)), ErrorCode::expired);
  expect_sound();
}

TEST_F(ReservationVouchers, a_withdrawn_one_takes_its_quotes_with_it) {
  const auto voucher = discount(20);
  const booking::QuoteRecord quote = quoted(voucher);
  ASSERT_TRUE(withdraw(voucher).ok());
  EXPECT_EQ(code(book(quote)), ErrorCode::invalid_transition);
  EXPECT_EQ(code(withdraw(voucher)), ErrorCode::invalid_transition);
  EXPECT_EQ(look(voucher)["withdrawn_because"], "stolen");
  const auto other = discount(20);
  EXPECT_EQ(code(withdraw(other, "")), ErrorCode::missing_field);
  EXPECT_EQ(code(withdraw_voucher(from(kiosk_), id_of(other), {head(), "mine"})),
            ErrorCode::forbidden);
  EXPECT_EQ(
      code(withdraw_voucher(from(desk_), tests::id_of<office::VoucherId>(9), {head(), "which"})),
      ErrorCode::not_found);
}

TEST_F(ReservationVouchers, a_change_keeps_the_discount) {
  const auto voucher = discount(50);
  const booking::Booking booking = parsed(book(quoted(voucher)));
  const booking::Booking longer = parsed(
      change_booking(from(desk_), booking.id, {head(), {1, king_stay(first_night, 2)}, "longer"}));
  EXPECT_EQ(longer.quote.lines.back().source, voucher["code"]);
  EXPECT_EQ(look(voucher)["state"], "used");
  ASSERT_TRUE(cancel(longer, Settlement::fee).ok());
  EXPECT_EQ(look(voucher)["state"], "open");
  expect_sound();
}

TEST_F(ReservationVouchers, a_code_that_cannot_be_used_is_one_sentence_to_a_guest) {
  const booking::Booking booking = placed(king_stay(first_night, 1));
  const auto used = discount(50);
  parsed(book(quoted(used)));
  const auto withdrawn = credit(yuan(100));
  ASSERT_TRUE(withdraw(withdrawn).ok());
  const std::string codes[] = {nobodys_code,
                               used["code"],
                               withdrawn["code"],
                               discount(10)["code"],  // not credit
                               "",
                               "short",
                               std::string(10'000, 'A'),
                               std::string("AAAA\0BBBB-CCCC-DDDD", 19),
                               "AAAA-BBBB\n-CCCC-DDDD",
                               "\xff\xfe"};
  std::set<std::string> heard;
  for (const std::string& text : codes) {
    const Reply reply = redeem(booking, text, kiosk_);
    EXPECT_EQ(code(reply), ErrorCode::not_found);
    heard.insert(reply.error().detail);
  }
  EXPECT_EQ(heard.size(), 1U);
  for (const std::string& text : {nobodys_code, used["code"].get<std::string>(),
                                  credit(yuan(5))["code"].get<std::string>()}) {
    const Reply reply = quote_with({text}, kiosk_);
    EXPECT_EQ(code(reply), ErrorCode::not_found);
    heard.insert(reply.error().detail.substr(std::string("vouch").size()));
  }
  EXPECT_EQ(heard.size(), 2U) << "the field's name apart";
  EXPECT_EQ(code(redeem(booking, withdrawn["code"], desk_)), ErrorCode::invalid_transition);
  EXPECT_EQ(code(redeem(booking, used["code"], desk_)), ErrorCode::policy_refused);
  EXPECT_EQ(code(redeem(booking, nobodys_code, desk_)), ErrorCode::not_found);
  EXPECT_EQ(code(find_voucher(from(desk_), std::string(10'000, 'A'))), ErrorCode::not_found);
  EXPECT_EQ(postings(booking).size(), 1U);
  expect_sound();
}

TEST_F(ReservationVouchers, a_quote_takes_each_code_once_and_three_at_most) {
  const auto voucher = discount(10);
  const std::string plain = voucher["code"];
  EXPECT_EQ(code(quote_with({plain, plain.substr(0, 4) + " " + plain.substr(5)}, kiosk_)),
            ErrorCode::already_exists);
  std::vector<std::string> codes;
  for (std::size_t count = 0; count <= limits::vouchers_max; ++count) {
    codes.push_back(discount(5)["code"]);
  }
  EXPECT_EQ(code(quote_with(codes, kiosk_)), ErrorCode::out_of_range);
  codes.pop_back();
  const Reply quote = quote_with(codes, kiosk_);
  ASSERT_TRUE(quote.ok());
  ASSERT_TRUE(book(*protocol::quote_record_from(*quote)).ok());
  EXPECT_EQ(json_of(find_voucher(from(desk_), codes[2]))["state"], "used");
}

}  // namespace reservation_voucher_test
}  // namespace lobby::reservation
