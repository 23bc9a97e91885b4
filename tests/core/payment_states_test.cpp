// Goal: every state answers every event as the table says; what is refused is refused by name, and
// nothing makes money that came in disappear. Method: one payment in each state, made by events,
// against each event; the cell names the state afterwards, "=" for the very same payment, or the
// error.
#include <functional>

#include <gtest/gtest.h>

#include "core/payment/payment.h"
#include "tests/fakes/store_facts.h"

namespace lobby::payment {
namespace payment_states_test {

constexpr UtcTime start{1'796'000'000'000};
constexpr UtcTime later = start + Duration::minutes(1);
constexpr UtcTime end = start + Duration::minutes(15);
const Money price{12'800, {}};

Payment fresh(Method method = Method::qr) {
  const Wish wish{tests::id_of<PaymentId>(7), tests::id_of<BookingId>(1), method, price, end};
  return make_payment(wish, start).value();
}

Outcome outcome(News news, Money amount = price) {
  return {news, "pi-7", amount, news == News::failed ? "declined" : "", {}};
}

Result<Payment> told(const Payment& payment, News news) {
  return learned(payment, outcome(news), Standing::open, later);
}

Payment in_state(State state) {
  const Payment asked = *begin(fresh(), start);
  const Payment pending = *started(asked, {"pi-7", "https://pay.example/7"}, start);
  const Payment paid = *told(pending, News::paid);
  switch (state) {
    case State::created:
      return fresh();
    case State::unknown:
      return asked;
    case State::pending:
      return pending;
    case State::paid:
      return paid;
    case State::failed:
      return *told(pending, News::failed);
    case State::expired:
      return *told(pending, News::expired);
    case State::cancelled:
      return *told(pending, News::cancelled);
    case State::refund_due:
      return *refund(paid, price, "cancelled", later);
    case State::refund_unknown:
      return *asked_in_vain(*refund(paid, price, "cancelled", later), later);
    case State::refunded:
      return *told(paid, News::refunded);
  }
  return fresh();
}

struct Event {
  const char* name;
  std::function<Result<Payment>(const Payment&)> apply;
  // In the order of State.
  std::array<const char*, state_count> expected;
};

std::string cell(const Event& event, State state) {
  const Payment before = in_state(state);
  EXPECT_EQ(before.state, state);
  const Result<Payment> after = event.apply(before);
  if (!after) {
    EXPECT_FALSE(after.error().detail.empty());
    return "!" + std::string(name_of(after.error().code));
  }
  if (*after == before) {
    return "=";
  }
  EXPECT_EQ(after->version, before.version + 1) << event.name << " " << name_of(state);
  return std::string(name_of(after->state));
}

void expect_table(const std::vector<Event>& events) {
  for (const Event& event : events) {
    for (std::uint8_t state = 0; state < state_count; ++state) {
      EXPECT_EQ(cell(event, static_cast<State>(state)), event.expected[state])
          << event.name << " in " << name_of(static_cast<State>(state));
    }
  }
}

// created, unknown, pending, paid, failed, expired, cancelled, refund_due, refund_unknown, refunded
TEST(PaymentStates, news_of_a_payment) {
  const auto news = [](News kind) {
    return [kind](const Payment& payment) { return told(payment, kind); };
  };
  expect_table({
      {"pending",
       news(News::pending),
       {"pending", "pending", "pending", "=", "=", "=", "=", "=", "=", "="}},
      {"paid",
       news(News::paid),
       {"paid", "paid", "paid", "=", "paid", "paid", "paid", "=", "=", "="}},
      {"paid, lapsed",
       [](const Payment& payment) {
         return learned(payment, outcome(News::paid), Standing::lapsed, later);
       },
       {"refund_due", "refund_due", "refund_due", "=", "refund_due", "refund_due", "refund_due",
        "=", "=", "="}},
      {"paid, too little",
       [](const Payment& payment) {
         return learned(payment, outcome(News::paid, {100, {}}), Standing::open, later);
       },
       {"refund_due", "refund_due", "refund_due", "!id_reused", "refund_due", "refund_due",
        "refund_due", "!id_reused", "!id_reused", "!id_reused"}},
      {"failed",
       news(News::failed),
       {"failed", "failed", "failed", "=", "=", "=", "=", "=", "=", "="}},
      {"expired",
       news(News::expired),
       {"expired", "expired", "expired", "=", "=", "=", "=", "=", "=", "="}},
      {"cancelled",
       news(News::cancelled),
       {"cancelled", "cancelled", "cancelled", "=", "=", "=", "=", "=", "=", "="}},
      {"refunded",
       news(News::refunded),
       {"refunded", "refunded", "refunded", "refunded", "refunded", "refunded", "refunded",
        "refunded", "refunded", "="}},
      {"not found",
       news(News::not_found),
       {"=", "created", "unknown", "=", "=", "=", "=", "refund_unknown", "refund_unknown", "="}},
  });
}

TEST(PaymentStates, questions_and_decisions) {
  expect_table({
      {"begin",
       [](const Payment& payment) { return begin(payment, later); },
       {"unknown", "!invalid_transition", "!invalid_transition", "!invalid_transition",
        "!invalid_transition", "!invalid_transition", "!invalid_transition", "!invalid_transition",
        "!invalid_transition", "!invalid_transition"}},
      {"started",
       [](const Payment& payment) { return started(payment, {"pi-7", "qr"}, later); },
       {"!invalid_transition", "pending", "pending", "=", "=", "=", "=", "=", "=", "="}},
      {"asked in vain",
       [](const Payment& payment) { return asked_in_vain(payment, later); },
       {"!invalid_transition", "unknown", "unknown", "=", "=", "=", "=", "refund_unknown",
        "refund_unknown", "="}},
      {"lapse",
       [](const Payment& payment) { return lapse(payment, later); },
       {"cancelled", "unknown", "pending", "refund_due", "failed", "expired", "cancelled", "=", "=",
        "="}},
      {"refund",
       [](const Payment& payment) { return refund(payment, price, "complaint", later); },
       {"!invalid_transition", "!invalid_transition", "!invalid_transition", "refund_due",
        "!invalid_transition", "!invalid_transition", "!invalid_transition", "=", "=", "="}},
      {"refund of a part",
       [](const Payment& payment) { return refund(payment, {1, {}}, "complaint", later); },
       {"!invalid_transition", "!invalid_transition", "!invalid_transition", "refund_due",
        "!invalid_transition", "!invalid_transition", "!invalid_transition", "!invalid_transition",
        "!invalid_transition", "!invalid_transition"}},
      {"refund refused",
       [](const Payment& payment) { return refund_refused(payment, "too old"); },
       {"!invalid_transition", "!invalid_transition", "!invalid_transition", "!invalid_transition",
        "!invalid_transition", "!invalid_transition", "!invalid_transition", "refund_due",
        "refund_due", "!invalid_transition"}},
  });
}

TEST(PaymentStates, staff_give_back_what_no_gateway_will) {
  for (std::uint8_t index = 0; index < state_count; ++index) {
    const Payment payment = in_state(static_cast<State>(index));
    EXPECT_EQ(refunded_by_hand(payment, booking::PayMethod::cash, "May", later).error().code,
              ErrorCode::invalid_transition)
        << name_of(payment.state);
  }
  const Payment refused = *refund_refused(in_state(State::refund_unknown), "too old");
  EXPECT_EQ(refused.refund->refused, "too old");
  EXPECT_EQ(due_step(refused, later), DueStep::staff);
  EXPECT_EQ(*asked_in_vain(refused, later), refused);
  const Payment done = *refunded_by_hand(refused, booking::PayMethod::cash, "May", later);
  EXPECT_EQ(done.state, State::refunded);
  EXPECT_EQ(refund_posting_of(done)->method, booking::PayMethod::cash);
  EXPECT_EQ(refund_posting_of(done)->actor, "May");
}

TEST(PaymentStates, what_a_payment_cannot_be) {
  const Wish good{tests::id_of<PaymentId>(7), tests::id_of<BookingId>(1), Method::qr, price, end};
  for (const std::int64_t minor : {std::int64_t{0}, std::int64_t{-1}, std::int64_t{1} << 50}) {
    Wish wish = good;
    wish.amount.amount_minor = minor;
    EXPECT_EQ(make_payment(wish, start).error().code, ErrorCode::out_of_range) << minor;
  }
  EXPECT_EQ(make_payment(good, end).error().code, ErrorCode::out_of_range);
  EXPECT_EQ(begin(fresh(), end).error().code, ErrorCode::expired);
}

TEST(PaymentStates, news_that_makes_no_sense_is_refused_by_name) {
  const Payment pending = in_state(State::pending);
  const auto code = [](const Payment& payment, const Outcome& news) {
    return learned(payment, news, Standing::open, later).error().code;
  };
  EXPECT_EQ(code(pending, outcome(News::paid, {12'800, *Currency::parse("USD")})),
            ErrorCode::out_of_range);
  EXPECT_EQ(code(pending, outcome(News::paid, {0, {}})), ErrorCode::out_of_range);
  EXPECT_EQ(code(pending, outcome(News::refunded, {12'801, {}})), ErrorCode::out_of_range);
  Outcome other = outcome(News::pending);
  other.reference = "pi-8";
  EXPECT_EQ(code(pending, other), ErrorCode::id_reused);
  EXPECT_EQ(started(pending, {"pi-8", "qr"}, later).error().code, ErrorCode::id_reused);
  Outcome nameless = outcome(News::pending);
  nameless.reference.clear();
  EXPECT_EQ(code(in_state(State::unknown), nameless), ErrorCode::missing_field);
  Outcome twice = outcome(News::paid);
  twice.reference = "pi-8";
  EXPECT_EQ(code(in_state(State::paid), twice), ErrorCode::id_reused);
  EXPECT_EQ(told(fresh(Method::desk), News::paid).error().code, ErrorCode::invalid_transition);
  EXPECT_EQ(begin(fresh(Method::desk), later).error().code, ErrorCode::invalid_transition);
}

TEST(PaymentStates, the_desk_takes_money_once) {
  const Payment taken = *take_at_desk(fresh(Method::desk), booking::PayMethod::card, "May", later);
  EXPECT_EQ(taken.state, State::paid);
  EXPECT_EQ(*take_at_desk(taken, booking::PayMethod::card, "May", later), taken);
  EXPECT_FALSE(take_at_desk(taken, booking::PayMethod::cash, "May", later));
  EXPECT_FALSE(take_at_desk(fresh(), booking::PayMethod::cash, "May", later));
  EXPECT_EQ(posting_of(taken)->method, booking::PayMethod::card);
  EXPECT_EQ(due_step(*lapse(taken, later), later), DueStep::staff);
}

TEST(PaymentStates, it_asks_at_growing_intervals_and_never_stops) {
  const std::int64_t seconds[] = {2, 4, 8, 16, 32, 64, 128, 256, 300, 300};
  for (std::int32_t asked = 1; asked <= 10; ++asked) {
    EXPECT_EQ(ask_interval(asked), Duration::seconds(seconds[asked - 1])) << asked;
  }
  EXPECT_EQ(ask_interval(1'000'000), Duration::minutes(5));
  Payment payment = in_state(State::unknown);
  UtcTime now = start;
  for (int day = 0; day < 300 * 3; ++day) {
    EXPECT_EQ(due_step(payment, *payment.next_ask_at - Duration::milliseconds(1)), DueStep::none);
    now = *payment.next_ask_at;
    EXPECT_EQ(due_step(payment, now), DueStep::ask);
    payment = *asked_in_vain(payment, now);
    EXPECT_LE(*payment.next_ask_at - now, Duration::minutes(5));
  }
  EXPECT_EQ(payment.state, State::unknown);
}

TEST(PaymentStates, what_is_due) {
  EXPECT_EQ(due_step(fresh(), start), DueStep::begin);
  EXPECT_EQ(due_step(fresh(), end), DueStep::expire);
  EXPECT_EQ(due_step(fresh(Method::desk), end), DueStep::none);
  for (const State state : {State::unknown, State::pending}) {
    const Payment unwanted = *lapse(in_state(state), later);
    EXPECT_EQ(due_step(unwanted, later), DueStep::cancel);
    EXPECT_EQ(told(unwanted, News::paid)->state, State::refund_due);
    EXPECT_EQ(told(unwanted, News::cancelled)->state, State::cancelled);
  }
  EXPECT_EQ(told(*lapse(in_state(State::unknown), later), News::not_found)->state,
            State::cancelled);
  EXPECT_EQ(due_step(in_state(State::refund_due), later), DueStep::refund);
  EXPECT_EQ(due_step(in_state(State::paid), end), DueStep::none);
}

TEST(PaymentStates, one_that_lapsed_and_was_paid_all_the_same_is_never_silent) {
  for (const State state : {State::failed, State::expired, State::cancelled}) {
    const Payment late = *told(*lapse(in_state(state), later), News::paid);
    EXPECT_EQ(late.state, State::refund_due) << name_of(state);
    EXPECT_NE(due_step(late, later), DueStep::none) << name_of(state);
  }
  // A start whose reply comes after everybody gave up is followed up.
  const Payment given_up =
      *learned(in_state(State::unknown), {News::expired, "", {}, "", {}}, Standing::open, later);
  const Payment found = *started(given_up, {"pi-7", "qr"}, later);
  EXPECT_EQ(found.state, State::pending);
  EXPECT_TRUE(found.next_ask_at);
}

TEST(PaymentStates, postings_have_ids_of_their_own) {
  const Payment paid = in_state(State::paid);
  const Payment refunded = in_state(State::refunded);
  const booking::Posting in = *posting_of(paid);
  const booking::Posting out = *refund_posting_of(refunded);
  EXPECT_EQ(*posting_of(refunded), in);
  EXPECT_NE(in.id, out.id);
  EXPECT_NE(in.id.bytes(), paid.id.bytes());
  EXPECT_EQ(in.id.text()[14], '8');
  EXPECT_FALSE(posting_of(in_state(State::pending)));
  EXPECT_FALSE(refund_posting_of(paid));
  booking::Folio folio{paid.booking, {}, {}};
  for (const booking::Posting& posting : {in, in, out, out}) {
    folio = booking::post(folio, posting).value();
  }
  EXPECT_EQ(folio.entries.size(), 2U);
  EXPECT_EQ(booking::paid_of(folio), (Money{0, {}}));
}

}  // namespace payment_states_test
}  // namespace lobby::payment
