// Goal: a payment in any state, and every message about one, is read back as it was written, in one
// form; what cannot be is refused by name, card numbers above all. Method: payments made by random
// events from seeds, one of each message, and a table of texts with one thing wrong.
#include <gtest/gtest.h>

#include "core/base/limits.h"
#include "core/protocol/codec.h"
#include "tests/fakes/seeded_entropy.h"
#include "tests/fakes/store_facts.h"

namespace lobby::protocol {
namespace codec_payment_test {

using payment::News;
using payment::Outcome;
using payment::Payment;
using payment::Standing;
using tests::SeededEntropy;

constexpr UtcTime start{1'796'000'000'000};
const Money price{12'800, {}};

Outcome random_outcome(SeededEntropy& random) {
  const auto news = static_cast<News>(random.below(payment::news_count));
  return {news, news == News::not_found ? "" : "pi-7", price,
          news == News::failed ? "declined" : "",
          random.chance(2) ? payment::CardSlip{"A1B2C3", "unionpay", "4242"} : payment::CardSlip{}};
}

Payment random_payment(SeededEntropy& random) {
  const auto method = static_cast<payment::Method>(random.below(payment::method_count));
  const payment::Wish wish{tests::id_of<payment::PaymentId>(random.next()),
                           tests::id_of<BookingId>(1), method, price,
                           start + Duration::minutes(15)};
  Payment payment = *payment::make_payment(wish, start);
  UtcTime now = start;
  for (std::size_t step = random.below(9); step > 0; --step) {
    now = now + Duration::seconds(static_cast<std::int64_t>(random.below(400)));
    const Result<Payment> results[] = {
        payment::begin(payment, now),
        payment::started(payment, {"pi-7", "https://pay.example/7"}, now),
        payment::learned(payment, random_outcome(random), Standing::open, now),
        payment::learned(payment, random_outcome(random), Standing::lapsed, now),
        payment::asked_in_vain(payment, now),
        payment::lapse(payment, now),
        payment::refund(payment, {100, {}}, "the shower was cold", now),
        payment::refund_refused(payment, "too old"),
        payment::refunded_by_hand(payment, booking::PayMethod::cash, "May", now),
        payment::take_at_desk(payment, booking::PayMethod::transfer, "May", now)};
    const Result<Payment>& next = results[random.below(std::size(results))];
    payment = next ? *next : payment;
  }
  return payment;
}

IntentReport report() {
  return {tests::id_of<payment::PaymentId>(7),
          {News::failed, "pi-7", price, "declined by the bank", {"A1B2C3", "unionpay", "4242"}},
          "https://pay.example/7"};
}

template <class Value>
void holds_round_trip(const Value& value, Result<Value> (*read)(std::string_view)) {
  const std::string text = to_json(value);
  const Result<Value> again = read(text);
  ASSERT_TRUE(again.ok()) << to_string(again.error()) << "\n" << text;
  EXPECT_EQ(*again, value) << text;
  EXPECT_EQ(to_json(*again), text);
}

TEST(CodecPayment, payments_of_every_kind) {
  std::array<int, payment::state_count> met{};
  for (std::uint64_t seed = 1; seed <= 3'000; ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    SeededEntropy random(seed);
    const Payment payment = random_payment(random);
    met[static_cast<std::size_t>(payment.state)] += 1;
    holds_round_trip(payment, &payment_from);
  }
  for (std::size_t state = 0; state < met.size(); ++state) {
    EXPECT_GT(met[state], 0) << name_of(static_cast<payment::State>(state));
  }
}

TEST(CodecPayment, messages) {
  const auto id = tests::id_of<payment::PaymentId>(7);
  holds_round_trip(report(), &intent_report_from);
  holds_round_trip(PaymentNotice{"ev-1", start, report()}, &payment_notice_from);
  holds_round_trip(IntentRequest{id, price, "Yunting, 2 nights", start}, &intent_request_from);
  holds_round_trip(RefundRequest{id, price}, &refund_request_from);
  for (const TerminalCommand command :
       {TerminalCommand::sale, TerminalCommand::status, TerminalCommand::cancel}) {
    const Money amount = command == TerminalCommand::sale ? price : Money{};
    holds_round_trip(TerminalRequest{command, id, amount}, &terminal_request_from);
  }
}

std::string replaced(std::string text, std::string_view old, std::string_view with) {
  const std::size_t at = text.find(old);
  EXPECT_NE(at, std::string::npos) << old << " in " << text;
  return at == std::string::npos ? text : text.replace(at, old.size(), with);
}

TEST(CodecPayment, what_a_report_cannot_say) {
  struct Row {
    const char* old;
    const char* with;
    ErrorCode code;
  };
  const Row table[] = {
      {R"("4242")", R"("42424")", ErrorCode::too_large},
      {R"("4242")", R"("42x2")", ErrorCode::malformed},
      {R"("4242")", R"("4")", ErrorCode::malformed},
      {R"("A1B2C3")", R"("4111111111111")", ErrorCode::too_large},
      {R"("unionpay")", R"("4111111111111111")", ErrorCode::malformed},
      {R"("unionpay")", R"("union pay")", ErrorCode::malformed},
      {"declined by the bank", "card 4111 1111 1111 1111", ErrorCode::malformed},
      {"declined by the bank", "card 4111-1111-1111-1", ErrorCode::malformed},
      {"declined by the bank", " declined", ErrorCode::malformed},
      {R"("pi-7")", R"("pi 7")", ErrorCode::malformed},
      {R"("failed")", R"("perhaps")", ErrorCode::out_of_range},
      {R"("protocol":1)", R"("protocol":2)", ErrorCode::unsupported_version},
      {R"("protocol":1)", R"("pan":"4111111111111111","protocol":1)", ErrorCode::unknown_field},
      {R"("protocol":1,)", "", ErrorCode::missing_field},
      {"12800", "128.5", ErrorCode::wrong_type},
  };
  for (const Row& row : table) {
    const Result<IntentReport> read =
        intent_report_from(replaced(to_json(report()), row.old, row.with));
    ASSERT_FALSE(read) << row.with;
    EXPECT_EQ(read.error().code, row.code) << to_string(read.error());
    EXPECT_EQ(read.error().detail.find("4111"), std::string::npos) << "repeats what may be a card";
  }
}

TEST(CodecPayment, a_payment_is_whole_or_refused) {
  const auto id = tests::id_of<payment::PaymentId>(7);
  const payment::Wish wish{id, tests::id_of<BookingId>(1), payment::Method::desk, price,
                           start + Duration::minutes(15)};
  const Payment made = *payment::make_payment(wish, start);
  const Payment paid = *payment::take_at_desk(made, booking::PayMethod::cash, "May", start);
  const Payment due = *payment::refund(paid, price, "cancelled", start);
  const std::pair<std::string, std::pair<const char*, const char*>> table[] = {
      {to_json(made), {R"("created")", R"("paid")"}},
      {to_json(paid), {R"("paid")", R"("pending")"}},
      {to_json(paid), {R"("paid")", R"("refund_due")"}},
      {to_json(due), {R"("refund_due")", R"("paid")"}},
      {to_json(due), {R"("refund_due")", R"("refunded")"}},
      {to_json(due), {R"("done_at":null)", R"("done_at":1)"}},
  };
  for (const auto& [text, change] : table) {
    const Result<Payment> read = payment_from(replaced(text, change.first, change.second));
    ASSERT_FALSE(read) << change.second;
    EXPECT_EQ(read.error().code, ErrorCode::malformed) << to_string(read.error());
  }
}

TEST(CodecPayment, a_terminal_is_asked_one_thing) {
  const std::string sale =
      to_json(TerminalRequest{TerminalCommand::sale, tests::id_of<payment::PaymentId>(7), price});
  EXPECT_EQ(terminal_request_from(replaced(sale, "\"sale\"", "\"status\"")).error().code,
            ErrorCode::unknown_field);
  EXPECT_EQ(terminal_request_from(replaced(sale, "\"sale\"", "\"gift\"")).error().code,
            ErrorCode::unknown_field);
  EXPECT_EQ(terminal_request_from(R"({"protocol":1})").error().code, ErrorCode::missing_field);
  EXPECT_EQ(terminal_request_from("[]").error().code, ErrorCode::wrong_type);
  EXPECT_EQ(
      terminal_request_from(std::string(limits::payment_message_bytes_max + 1, ' ')).error().code,
      ErrorCode::too_large);
}

}  // namespace codec_payment_test
}  // namespace lobby::protocol
