// Goal: the terminal adapter tells refused from unknown, a repeated sale charges nothing new, and
// no answer brings in a card number or holds the caller for longer than its deadline. Method: the
// sandbox terminal's faults one by one and by seed, and a table of answers no terminal should give.
#include "platform/terminal/terminal.h"

#include <gtest/gtest.h>

#include "core/protocol/codec.h"
#include "platform/terminal/frame.h"
#include "tests/fakes/sandbox_terminal.h"
#include "tests/fakes/store_facts.h"

namespace lobby::tests {
namespace terminal_test {

using payment::News;
using payment::Payment;
using payment::PaymentId;

const PaymentId key = id_of<PaymentId>(7);
const Money price{12'800, {}};
const payment::CardSlip card{"A1B2C3", "unionpay", "4242"};

class TerminalTest : public testing::Test {
 protected:
  SandboxTerminal sandbox_;
  terminal::Terminal terminal_ = terminal::Terminal::make(sandbox_.client_options()).value();
};

TEST_F(TerminalTest, a_sale_is_started_paid_and_told) {
  EXPECT_EQ(terminal_.ask(key)->news, News::not_found);
  EXPECT_EQ(terminal_.start(key, price).value(), (payment::Intent{"pi-1", ""}));
  EXPECT_EQ(terminal_.ask(key)->news, News::pending);
  ASSERT_TRUE(sandbox_.ledger().pay(key, card));
  EXPECT_EQ(terminal_.ask(key).value(), (payment::Outcome{News::paid, "pi-1", price, "", card}));
  EXPECT_EQ(terminal_.cancel(key)->news, News::paid);
}

TEST_F(TerminalTest, one_that_was_declined_or_cancelled_says_so) {
  ASSERT_TRUE(terminal_.start(key, price));
  sandbox_.ledger().decline(key, "declined by the bank");
  EXPECT_EQ(terminal_.ask(key)->news, News::failed);
  EXPECT_EQ(terminal_.ask(key)->reason, "declined by the bank");
  const PaymentId next = id_of<PaymentId>(8);
  ASSERT_TRUE(terminal_.start(next, price));
  EXPECT_EQ(terminal_.cancel(next)->news, News::cancelled);
}

TEST_F(TerminalTest, shows_one_sale_at_a_time) {
  ASSERT_TRUE(terminal_.start(key, price));
  EXPECT_EQ(terminal_.start(id_of<PaymentId>(8), price).error().code, ErrorCode::policy_refused);
  EXPECT_TRUE(terminal_.start(key, price));
}

TEST_F(TerminalTest, a_lost_reply_and_a_repeat_charge_once) {
  for (const auto& [fault, code] : {std::pair{WireFault::lose_request, ErrorCode::unavailable},
                                    std::pair{WireFault::lose_reply, ErrorCode::unavailable},
                                    std::pair{WireFault::hang, ErrorCode::timed_out},
                                    std::pair{WireFault::break_down, ErrorCode::malformed}}) {
    sandbox_.wire().script({fault});
    EXPECT_EQ(terminal_.start(key, price).error().code, code) << static_cast<int>(fault);
    EXPECT_EQ(terminal_.start(key, price)->reference, "pi-1");
  }
  ASSERT_TRUE(sandbox_.ledger().pay(key, card));
  EXPECT_EQ(terminal_.start(key, price)->reference, "pi-1");
  EXPECT_EQ(terminal_.ask(key)->news, News::paid);
  EXPECT_EQ(sandbox_.ledger().charges(key), 1);
}

TEST_F(TerminalTest, speaks_in_frames_with_their_length) {
  ASSERT_TRUE(terminal_.start(key, price));
  const std::string sale = sandbox_.requests().at(0);
  EXPECT_EQ(sale, R"({"protocol":1,"sale":{"amount":{"amount_minor":12800,"currency":"CNY"},)"
                  R"("payment":")" +
                      key.text() + "\"}}");
  EXPECT_EQ(terminal::framed("{}"), "0002{}");
}

TEST_F(TerminalTest, an_unplugged_terminal_leaves_it_open) {
  terminal::Options options = sandbox_.client_options();
  options.port = 1;
  EXPECT_EQ(terminal::Terminal::make(options)->start(key, price).error().code,
            ErrorCode::unavailable);
  options.port = 0;
  EXPECT_EQ(terminal::Terminal::make(options).error().code, ErrorCode::configuration);
  options.port = 9;
  for (const char* address : {"", "terminal.example", "127.0.0.1 ", "1.2.3.4/x"}) {
    options.address = address;
    EXPECT_EQ(terminal::Terminal::make(options).error().code, ErrorCode::configuration);
  }
  options.address = "1.2.3.4.5";
  EXPECT_EQ(terminal::Terminal::make(options)->ask(key).error().code, ErrorCode::configuration);
}

TEST(TerminalAnswers, what_no_terminal_should_say_is_refused_by_name) {
  const std::string paid =
      to_json(protocol::IntentReport{key, {News::paid, "pi-1", price, "", card}, ""});
  const auto with = [&](const char* old, const char* other) {
    std::string text = paid;
    return text.replace(text.find(old), std::string_view(old).size(), other);
  };
  struct Row {
    std::string bytes;
    ErrorCode code;
  };
  const Row table[] = {
      {"", ErrorCode::unavailable},
      {"00", ErrorCode::unavailable},
      {"0100{}", ErrorCode::unavailable},
      {"HTTP/1.1 400", ErrorCode::malformed},
      {"9999", ErrorCode::too_large},
      {terminal::framed("{"), ErrorCode::malformed},
      {"0000", ErrorCode::malformed},
      {terminal::framed(with("4242", "4111111111111111")), ErrorCode::too_large},
      {terminal::framed(with("\"key\"", "\"pan\":\"4111111111111111\",\"key\"")),
       ErrorCode::unknown_field},
      {terminal::framed(to_json(protocol::IntentReport{id_of<PaymentId>(8), {}, ""})),
       ErrorCode::malformed},
      {terminal::framed(protocol::to_json(
           fail(ErrorCode::policy_refused, "card 4111 1111 1111 1111 is not for this amount"))),
       ErrorCode::policy_refused},
      {terminal::framed(protocol::to_json(fail(ErrorCode::timed_out, "no line"))),
       ErrorCode::timed_out},
      {terminal::framed(protocol::to_json(fail(ErrorCode::sold_out, "?"))),
       ErrorCode::unknown_field},
  };
  for (const Row& row : table) {
    SandboxWire wire([&](int descriptor) {
      std::string request;
      receive_more(descriptor, request);
      send_all(descriptor, row.bytes);
    });
    terminal::Options options;
    options.address = "127.0.0.1";
    options.port = wire.port();
    const auto outcome = terminal::Terminal::make(options)->ask(key);
    ASSERT_FALSE(outcome) << row.bytes;
    EXPECT_EQ(outcome.error().code, row.code) << row.bytes << " " << to_string(outcome.error());
    EXPECT_EQ(outcome.error().detail.find("4111"), std::string::npos) << row.bytes;
  }
}

TEST(TerminalAnswers, an_answer_that_trickles_ends_at_the_deadline) {
  SandboxWire wire([](int descriptor) {
    std::string request;
    receive_more(descriptor, request);
    send_all(descriptor, "0100{");
    wait_for_close(descriptor);
  });
  terminal::Options options;
  options.address = "127.0.0.1";
  options.port = wire.port();
  options.timeout = Duration::milliseconds(50);
  EXPECT_EQ(terminal::Terminal::make(options)->ask(key).error().code, ErrorCode::timed_out);
}

// Does what is due for one sale; a guest pays at the third step.
TEST(TerminalSeeds, whatever_the_wire_does_a_card_is_charged_once) {
  for (std::uint64_t seed = 1; seed <= 30; ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    SandboxTerminal sandbox;
    sandbox.wire().faults_by_seed(seed, 2);
    terminal::Options options = sandbox.client_options();
    options.timeout = Duration::milliseconds(150);
    terminal::Terminal wire = terminal::Terminal::make(options).value();
    UtcTime now{1'796'000'000'000};
    Payment payment = *payment::make_payment(
        {key, id_of<BookingId>(1), payment::Method::terminal, price, now + Duration::hours(2)},
        now);
    for (int step = 0; step < 40 && payment.state != payment::State::paid; ++step) {
      now = now + Duration::minutes(1);
      if (payment.state == payment::State::created) {
        payment = *begin(payment, now);
        const Result<payment::Intent> intent = wire.start(key, price);
        payment = intent ? *started(payment, *intent, now) : *asked_in_vain(payment, now);
      } else if (due_step(payment, now) == payment::DueStep::ask) {
        const Result<payment::Outcome> outcome = wire.ask(key);
        payment = outcome ? *learned(payment, *outcome, payment::Standing::open, now)
                          : *asked_in_vain(payment, now);
      }
      if (step >= 3) {
        sandbox.ledger().pay(key, card);
      }
    }
    EXPECT_EQ(payment.state, payment::State::paid);
    EXPECT_EQ(payment.receipt->card, card);
    EXPECT_EQ(posting_of(payment)->method, booking::PayMethod::card);
    EXPECT_EQ(sandbox.ledger().charges(key), 1);
  }
}

}  // namespace terminal_test
}  // namespace lobby::tests
