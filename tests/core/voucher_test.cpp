// Goal: a voucher is worth what it was issued for and no more: the table of what may befall it, its
// codes, and that every refusal has a name. Method: plain values; random steps for the sum.
#include "core/office/voucher.h"

#include <functional>

#include <gtest/gtest.h>

#include "core/base/limits.h"
#include "core/protocol/office_codec.h"
#include "tests/fakes/seeded_entropy.h"
#include "tests/fakes/store_facts.h"

namespace lobby::office {
namespace {

const LocalDate today = LocalDate::of(2026, 12, 1);
const Currency yuan;
const Currency euro = *Currency::parse("EUR");
const BookingId first = tests::id_of<BookingId>(1);
const BookingId second = tests::id_of<BookingId>(2);

Money fen(std::int64_t minor) {
  return {minor, yuan};
}

Voucher wish_of(VoucherKind kind, std::int32_t percent, std::int64_t minor) {
  Voucher wish;
  wish.id = tests::id_of<VoucherId>(7);
  wish.code_end = "7K3M";
  wish.kind = kind;
  wish.percent = percent;
  wish.amount = fen(minor);
  wish.last_day = today.plus_days(10);
  wish.reason = "the lift stood still";
  return wish;
}
Voucher half_price() {
  return *issue(wish_of(VoucherKind::discount, 50, 0), yuan, today);
}
Voucher credit_of(std::int64_t minor) {
  return *issue(wish_of(VoucherKind::credit, 0, minor), yuan, today);
}
Result<Voucher> pay(const Voucher& voucher, BookingId booking, Money amount,
                    LocalDate day = today) {
  return redeem(voucher, {booking, VoucherKind::credit, amount, day});
}
Result<Voucher> take_off(const Voucher& voucher, BookingId booking, std::int64_t minor,
                         LocalDate day = today) {
  return redeem(voucher, {booking, VoucherKind::discount, fen(minor), day});
}

TEST(VoucherCode, is_80_bits_in_groups_without_look_alikes) {
  tests::SeededEntropy entropy(1);
  for (int code = 0; code < 200; ++code) {
    VoucherCode::Random random{};
    entropy.fill(random);
    const VoucherCode made(random);
    const std::string text = made.text();
    ASSERT_EQ(text.size(), 19U);
    EXPECT_EQ(text.find_first_of("01IO"), std::string::npos);
    EXPECT_EQ(text.substr(15), made.end());
    EXPECT_EQ(*VoucherCode::parse(text), made);
  }
  EXPECT_NE(VoucherCode(VoucherCode::Random{1}), VoucherCode(VoucherCode::Random{2}));
}

TEST(VoucherCode, is_read_as_people_type_it_and_nothing_else_is) {
  const VoucherCode code = *VoucherCode::parse("YT7K-3MQ9-ABCD-EFGH");
  EXPECT_EQ(*VoucherCode::parse("yt7k 3mq9 abcd efgh"), code);
  EXPECT_EQ(*VoucherCode::parse("YT7K3MQ9ABCDEFGH"), code);
  const std::string wrong[] = {"",
                               "YT7K",
                               "YT7K-3MQ9-ABCD-EFG1",
                               "YT7K-3MQ9-ABCD-EFGHJ",
                               "YT7K-3MQ9-ABCD-EFG\n",
                               std::string("YT7K-3MQ9\0ABCD-EFGH", 19),
                               "ＹＴ7K-3MQ9-ABCD",
                               std::string(10'000, 'A'),
                               "YT7K3MQ9ABCDEFGH" + std::string(40, ' ')};
  for (const std::string& text : wrong) {
    const auto parsed = VoucherCode::parse(text);
    ASSERT_FALSE(parsed.ok()) << text;
    EXPECT_EQ(parsed.error().code, ErrorCode::malformed);
    EXPECT_LT(parsed.error().detail.size(), 100U);
  }
}

TEST(Voucher, is_issued_for_a_reason_and_for_something) {
  struct Case {
    std::function<void(Voucher&)> change;
    ErrorCode refused;
  };
  const Case cases[] = {
      {[](Voucher& wish) { wish.reason.clear(); }, ErrorCode::missing_field},
      {[](Voucher& wish) { wish.percent = 101; }, ErrorCode::out_of_range},
      {[](Voucher& wish) { wish.percent = -1; }, ErrorCode::out_of_range},
      {[](Voucher& wish) { wish.percent = 0; }, ErrorCode::out_of_range},
      {[](Voucher& wish) { wish.amount = fen(5); }, ErrorCode::out_of_range},
      {[](Voucher& wish) { wish.kind = VoucherKind::credit; }, ErrorCode::policy_refused},
      {[](Voucher& wish) { wish.last_day = today.plus_days(-1); }, ErrorCode::expired},
      {[](Voucher& wish) {
         wish.percent = 0;
         wish.amount = {100, euro};
       },
       ErrorCode::out_of_range},
      {[](Voucher& wish) {
         wish.percent = 0;
         wish.amount = fen(limits::folio_amount_minor_max + 1);
       },
       ErrorCode::out_of_range}};
  for (const Case& one : cases) {
    Voucher wish = wish_of(VoucherKind::discount, 50, 0);
    one.change(wish);
    const auto issued = issue(wish, yuan, today);
    ASSERT_FALSE(issued.ok());
    EXPECT_EQ(issued.error().code, one.refused) << issued.error().detail;
  }
  Voucher last_day_today = wish_of(VoucherKind::credit, 0, 1);
  last_day_today.last_day = today;
  EXPECT_TRUE(issue(last_day_today, yuan, today).ok());
}

// What may befall a voucher in each of its states.
TEST(Voucher, the_table_of_states) {
  const Voucher fresh = half_price();
  const Voucher used = *take_off(fresh, first, 500);
  const Voucher withdrawn = *withdraw(fresh, "lost");
  const Voucher credit = credit_of(1'000);
  const Voucher part = *pay(credit, first, fen(400));
  const Voucher spent = *pay(part, second, fen(600));
  const Voucher stopped = *withdraw(part, "stolen");
  struct Case {
    const char* what;
    Result<Voucher> after;
    std::optional<VoucherState> state;
    ErrorCode refused = ErrorCode::internal;
  };
  const LocalDate late = today.plus_days(11);
  const Case cases[] = {
      {"a discount is used", take_off(fresh, first, 500), VoucherState::used},
      {"for nothing off", take_off(fresh, first, 0), VoucherState::used},
      {"on its last day", take_off(fresh, first, 5, today.plus_days(10)), VoucherState::used},
      {"the day after", take_off(fresh, first, 5, late), {}, ErrorCode::expired},
      {"twice", take_off(used, second, 500), {}, ErrorCode::invalid_transition},
      {"withdrawn", take_off(withdrawn, first, 5), {}, ErrorCode::invalid_transition},
      {"as money", pay(fresh, first, fen(5)), {}, ErrorCode::policy_refused},
      {"given back", give_back(used, first, {}, today), VoucherState::open},
      {"by another", give_back(used, second, {}, today), {}, ErrorCode::not_found},
      {"when it is over", give_back(used, first, {}, late), {}, ErrorCode::expired},
      {"unused", give_back(fresh, first, {}, today), {}, ErrorCode::not_found},
      {"withdrawing a used one", withdraw(used, "lost"), {}, ErrorCode::invalid_transition},
      {"withdrawing again", withdraw(withdrawn, "lost"), {}, ErrorCode::invalid_transition},
      {"without a reason", withdraw(fresh, ""), {}, ErrorCode::missing_field},
      {"a part of credit", pay(credit, first, fen(1)), VoucherState::open},
      {"all of it", pay(credit, first, fen(1'000)), VoucherState::used},
      {"more than all", pay(credit, first, fen(1'001)), {}, ErrorCode::out_of_range},
      {"nothing of it", pay(credit, first, fen(0)), {}, ErrorCode::out_of_range},
      {"less than nothing", pay(credit, first, fen(-5)), {}, ErrorCode::out_of_range},
      {"other money", pay(credit, first, {5, euro}), {}, ErrorCode::out_of_range},
      {"credit as a discount", take_off(credit, first, 5), {}, ErrorCode::policy_refused},
      {"credit that is over", pay(credit, first, fen(5), late), {}, ErrorCode::expired},
      {"credit that is gone", pay(spent, first, fen(1)), {}, ErrorCode::invalid_transition},
      {"credit back", give_back(spent, second, fen(600), today), VoucherState::open},
      {"credit back late", give_back(spent, second, fen(1), late), VoucherState::open},
      {"too much back", give_back(part, first, fen(401), today), {}, ErrorCode::policy_refused},
      {"back in other money",
       give_back(part, first, {4, euro}, today),
       {},
       ErrorCode::policy_refused},
      {"to a withdrawn one", give_back(stopped, first, fen(400), today), VoucherState::withdrawn},
      {"of a withdrawn one", pay(stopped, first, fen(1)), {}, ErrorCode::invalid_transition},
  };
  for (const Case& one : cases) {
    SCOPED_TRACE(one.what);
    ASSERT_EQ(one.after.ok(), one.state.has_value())
        << (one.after ? "" : to_string(one.after.error()));
    if (one.state) {
      EXPECT_EQ(one.after->state, *one.state);
      EXPECT_TRUE(is_whole(*one.after));
    } else {
      EXPECT_EQ(one.after.error().code, one.refused) << one.after.error().detail;
    }
  }
}

TEST(Voucher, a_discount_that_came_back_is_for_another_booking) {
  const Voucher back = *give_back(*take_off(half_price(), first, 500), first, {}, today);
  EXPECT_EQ(take_off(back, first, 500).error().code, ErrorCode::policy_refused);
  const Voucher again = *take_off(back, second, 300);
  EXPECT_EQ(again.state, VoucherState::used);
  EXPECT_EQ(again.version, 4);
  EXPECT_EQ(used_by(again, first), fen(0));
  EXPECT_EQ(used_by(again, second), fen(300));
}

TEST(Voucher, a_quote_has_its_worth) {
  const VoucherCode code = *VoucherCode::parse("YT7K3MQ9ABCDEFGH");
  const booking::VoucherTerm term = term_of(half_price(), code);
  EXPECT_EQ(term, (booking::VoucherTerm{"YT7K-3MQ9-ABCD-EFGH", 50, {}, today.plus_days(10)}));
}

TEST(Voucher, is_full_after_so_many_bookings_and_still_takes_back) {
  Voucher voucher = credit_of(1'000);
  for (std::size_t use = 0; use < voucher_uses_max; ++use) {
    voucher = *pay(voucher, tests::id_of<BookingId>(use + 1), fen(1));
  }
  EXPECT_EQ(pay(voucher, tests::id_of<BookingId>(9'999), fen(1)).error().code,
            ErrorCode::too_large);
  EXPECT_TRUE(pay(voucher, first, fen(1)).ok());
  EXPECT_TRUE(give_back(voucher, first, fen(1), today).ok());
  EXPECT_EQ(*protocol::voucher_from(protocol::to_json(voucher)), voucher);
}

// Whatever is asked of a credit in whatever order, left and had are what it was issued for, and its
// record is read back as it was written.
TEST(Voucher, is_never_worth_more_than_it_was_issued_for) {
  for (std::uint64_t seed = 1; seed <= 300; ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    tests::SeededEntropy random(seed);
    Voucher voucher = random.chance(4) ? half_price() : credit_of(random.between(1, 5'000));
    for (int step = 0; step < 40; ++step) {
      const BookingId booking = tests::id_of<BookingId>(1 + random.below(4));
      const Money amount = fen(random.between(-10, 3'000));
      const LocalDate day = today.plus_days(static_cast<int>(random.below(13)));
      const Result<Voucher> after = random.chance(40) ? withdraw(voucher, "lost")
                                    : random.chance(2)
                                        ? redeem(voucher, {booking, voucher.kind, amount, day})
                                        : give_back(voucher, booking, amount, day);
      if (after) {
        EXPECT_EQ(after->version, voucher.version + 1);
        voucher = *after;
      }
      ASSERT_TRUE(is_whole(voucher));
      const auto read = protocol::voucher_from(protocol::to_json(voucher));
      ASSERT_TRUE(read.ok()) << to_string(read.error());
      ASSERT_EQ(*read, voucher);
    }
  }
}

TEST(Voucher, a_record_whose_parts_do_not_agree_is_refused) {
  const std::function<void(Voucher&)> damages[] = {
      [](Voucher& voucher) { voucher.left = fen(2'000); },
      [](Voucher& voucher) { voucher.left = fen(-1); },
      [](Voucher& voucher) { voucher.amount = fen(900); },
      [](Voucher& voucher) { voucher.percent = 5; },
      [](Voucher& voucher) { voucher.state = VoucherState::used; },
      [](Voucher& voucher) { voucher.kind = VoucherKind::discount; },
      [](Voucher& voucher) { voucher.uses.push_back(voucher.uses.front()); },
      [](Voucher& voucher) { voucher.uses.front().given_back = fen(500); },
      [](Voucher& voucher) { voucher.uses.front().taken = {400, euro}; }};
  for (const auto& damage : damages) {
    Voucher voucher = *pay(credit_of(1'000), first, fen(400));
    damage(voucher);
    EXPECT_FALSE(is_whole(voucher));
    EXPECT_EQ(protocol::voucher_from(protocol::to_json(voucher)).error().code,
              ErrorCode::malformed);
  }
}

TEST(Voucher, what_is_said_about_one_is_read_strictly) {
  const std::string head = R"("operation_id":"01900000-0000-7000-8000-000000000007")";
  const auto order = protocol::voucher_order_from("{" + head +
                                                  R"(,"kind":"discount","last_day":"2026-12-31",)"
                                                  R"("percent":50,"reason":"sorry"})");
  ASSERT_TRUE(order.ok()) << to_string(order.error());
  EXPECT_EQ(order->percent, 50);
  EXPECT_EQ(order->last_day, LocalDate::of(2026, 12, 31));
  struct Case {
    std::string members;
    ErrorCode refused;
  };
  const Case orders[] = {
      {R"("kind":"discount")", ErrorCode::missing_field},
      {R"("kind":"gift","reason":"sorry")", ErrorCode::out_of_range},
      {R"("kind":"discount","percent":101,"reason":"sorry")", ErrorCode::out_of_range},
      {R"("kind":"discount","percent":0,"reason":"sorry")", ErrorCode::out_of_range},
      {R"("code":"AAAA-BBBB-CCCC-DDDD","kind":"credit","reason":"mine")", ErrorCode::unknown_field},
      {R"("kind":"credit","last_day":"2026-02-30","reason":"sorry")", ErrorCode::malformed}};
  for (const Case& one : orders) {
    EXPECT_EQ(protocol::voucher_order_from("{" + head + "," + one.members + "}").error().code,
              one.refused)
        << one.members;
  }
  const Case codes[] = {{R"("code":7)", ErrorCode::wrong_type},
                        {R"("code":")" + std::string(10'000, 'A') + "\"", ErrorCode::too_large},
                        {R"("code":"AAAA\u0007BBBB")", ErrorCode::malformed},
                        {R"("code":"AAAA\u0000BBBB")", ErrorCode::malformed}};
  for (const Case& one : codes) {
    EXPECT_EQ(protocol::redeem_order_from("{" + head + "," + one.members + "}").error().code,
              one.refused)
        << one.members.substr(0, 40);
    EXPECT_EQ(protocol::voucher_query_from("{" + one.members + "}").error().code, one.refused);
  }
}

TEST(Voucher, what_staff_see_has_no_code) {
  Voucher voucher = half_price();
  voucher.code_hash.fill(0xAB);
  const std::string shown = protocol::shown_json(voucher);
  EXPECT_NE(shown.find("****-****-****-7K3M"), std::string::npos);
  EXPECT_EQ(shown.find("abab"), std::string::npos);
  const VoucherCode code = *VoucherCode::parse("YT7K3MQ9ABCDEFGH");
  EXPECT_NE(protocol::issued_json(voucher, code).find("YT7K-3MQ9-ABCD-EFGH"), std::string::npos);
}

}  // namespace
}  // namespace lobby::office
