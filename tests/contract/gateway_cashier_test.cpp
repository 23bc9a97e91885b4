// Goal: over a real wire that loses, hangs and breaks down by seed, with notices doubled and out of
// order and guests who pay late, a payment is charged at most once and its money is posted once or
// given back; a notice with a wrong signature, an old time or other bytes counts for nothing.
// Method: the sandbox gateway behind the real adapter and the real keyed hash, driven by due_step()
// until nothing is due; the seed is printed on failure.
#include <gtest/gtest.h>

#include "core/service/payment_notice.h"
#include "platform/curl/gateway.h"
#include "platform/openssl/keyed_hash.h"
#include "tests/fakes/sandbox_gateway.h"
#include "tests/fakes/store_facts.h"

namespace lobby::tests {
namespace gateway_cashier_test {

using payment::DueStep;
using payment::News;
using payment::Payment;
using payment::PaymentId;
using payment::Standing;
using payment::State;

constexpr UtcTime start{1'796'000'000'000};
const PaymentId key = id_of<PaymentId>(7);
const Money price{12'800, {}};

// Does what is due, as a server does.
class Cashier {
 public:
  explicit Cashier(port::PaymentGateway& gateway) : gateway_(gateway) {
    payment_ = *payment::make_payment(
        {key, id_of<BookingId>(1), payment::Method::qr, price, start + Duration::minutes(15)},
        start);
  }

  void work() {
    switch (due_step(payment_, now_)) {
      case DueStep::none:
      case DueStep::staff:
        break;
      case DueStep::begin:
        take(begin(payment_, now_));
        begun(gateway_.create_intent({key, price, "Yunting, 2 nights", payment_.expires_at}));
        break;
      case DueStep::ask:
        hear(gateway_.ask(key));
        break;
      case DueStep::cancel:
        hear(gateway_.cancel(key));
        break;
      case DueStep::refund:
        refunded(gateway_.refund({key, payment_.refund->amount}));
        break;
      case DueStep::expire:
        hear(payment::Outcome{News::expired, "", {}, "", {}});
        break;
    }
  }
  void hear(const Result<payment::Outcome>& outcome) {
    take(outcome ? learned(payment_, *outcome, lapsed_ ? Standing::lapsed : Standing::open, now_)
                 : asked_in_vain(payment_, now_));
  }
  void call_off() {
    lapsed_ = true;
    take(lapse(payment_, now_));
  }
  void pass(Duration time) { now_ = now_ + time; }
  UtcTime now() const { return now_; }
  const Payment& payment() const { return payment_; }

 private:
  void begun(const Result<payment::Intent>& intent) {
    if (intent) {
      take(started(payment_, *intent, now_));
    } else if (intent.error().code == ErrorCode::policy_refused) {
      hear(payment::Outcome{News::failed, "", {}, intent.error().detail, {}});
    } else {
      take(asked_in_vain(payment_, now_));
    }
  }
  void refunded(const Result<payment::Outcome>& outcome) {
    if (!outcome && outcome.error().code == ErrorCode::policy_refused) {
      take(refund_refused(payment_, outcome.error().detail));
    } else {
      hear(outcome);
    }
  }
  void take(const Result<Payment>& next) {
    ASSERT_TRUE(next.ok()) << to_string(next.error());
    payment_ = *next;
  }

  port::PaymentGateway& gateway_;
  Payment payment_;
  UtcTime now_ = start;
  bool lapsed_ = false;
};

class GatewayCashier : public testing::Test {
 protected:
  void notify(Cashier& cashier, std::uint64_t seed) {
    for (const SignedNotice& notice : sandbox_.notices(secret_, cashier.now(), seed)) {
      const auto read =
          service::read_payment_notice(notice.signature, notice.body, secret_, cashier.now());
      ASSERT_TRUE(read.ok()) << to_string(read.error());
      cashier.hear(read->report.outcome);
    }
  }

  SandboxGateway sandbox_;
  openssl::KeyedHash secret_{"example-notice-secret"};
  std::unique_ptr<curl::Gateway> gateway_ = [this] {
    curl::GatewayOptions options = sandbox_.client_options();
    options.timeout = Duration::seconds(10);
    return curl::Gateway::open(options).value();
  }();
};

TEST_F(GatewayCashier, unknown_is_asked_again_and_then_paid) {
  Cashier cashier(*gateway_);
  sandbox_.wire().script({WireFault::lose_reply});
  cashier.work();
  EXPECT_EQ(cashier.payment().state, State::unknown);
  ASSERT_TRUE(sandbox_.ledger().pay(key));
  cashier.work();
  EXPECT_EQ(cashier.payment().state, State::unknown) << "asked before it is due";
  cashier.pass(Duration::seconds(2));
  cashier.work();
  EXPECT_EQ(cashier.payment().state, State::paid);
  EXPECT_EQ(sandbox_.ledger().charges(key), 1);
}

TEST_F(GatewayCashier, a_request_that_never_arrived_begins_again) {
  Cashier cashier(*gateway_);
  sandbox_.wire().script({WireFault::lose_request});
  cashier.work();
  cashier.pass(Duration::seconds(2));
  cashier.work();
  EXPECT_EQ(cashier.payment().state, State::created);
  cashier.work();
  EXPECT_EQ(cashier.payment().state, State::pending);
  EXPECT_FALSE(cashier.payment().qr_text.empty());
}

TEST_F(GatewayCashier, a_notice_counts_only_as_it_was_signed) {
  Cashier cashier(*gateway_);
  cashier.work();
  ASSERT_TRUE(sandbox_.ledger().pay(key));
  const SignedNotice paid = sandbox_.notices(secret_, start).back();
  const auto code = [&](const std::string& signature, const std::string& body, UtcTime at) {
    return service::read_payment_notice(signature, body, secret_, at).error().code;
  };
  openssl::KeyedHash other("example-other-secret");
  EXPECT_EQ(code(sandbox_.notices(other, start).back().signature, paid.body, start),
            ErrorCode::bad_signature);
  std::string more = paid.body;
  more.replace(more.find("12800"), 5, "92800");
  EXPECT_EQ(code(paid.signature, more, start), ErrorCode::bad_signature);
  EXPECT_EQ(code(paid.signature, paid.body, start + Duration::seconds(301)), ErrorCode::expired);
  EXPECT_EQ(code("v1=" + paid.signature, paid.body, start), ErrorCode::malformed);
  EXPECT_EQ(cashier.payment().state, State::pending);
  notify(cashier, 0);
  EXPECT_EQ(cashier.payment().state, State::paid);
}

TEST_F(GatewayCashier, notices_twice_and_out_of_order_say_the_same) {
  Cashier cashier(*gateway_);
  cashier.work();
  ASSERT_TRUE(sandbox_.ledger().pay(key));
  cashier.call_off();
  ASSERT_TRUE(gateway_->refund({key, price}));
  for (std::uint64_t seed = 1; seed <= 50; ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    Cashier other = cashier;
    notify(other, seed);
    EXPECT_EQ(other.payment().state, State::refunded);
    EXPECT_EQ(posting_of(other.payment())->amount, price);
    EXPECT_EQ(refund_posting_of(other.payment())->amount, price);
  }
}

TEST_F(GatewayCashier, whatever_the_wire_does_money_is_posted_once_or_given_back) {
  for (std::uint64_t seed = 1; seed <= 40; ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    SandboxGateway sandbox;
    sandbox.wire().faults_by_seed(seed, 2);
    curl::GatewayOptions options = sandbox.client_options();
    options.timeout = Duration::milliseconds(150);
    const auto gateway = curl::Gateway::open(options).value();
    Cashier cashier(*gateway);
    SeededEntropy random(seed);
    const bool pays = random.chance(2);
    const bool lapses = random.chance(2);
    const std::size_t pays_at = random.below(6);
    const std::size_t lapses_at = random.below(6);
    for (std::size_t step = 0; step < 60; ++step) {
      cashier.work();
      cashier.pass(Duration::seconds(static_cast<std::int64_t>(random.below(400))));
      if (pays && step >= pays_at) {
        sandbox.ledger().pay(key);
      }
      if (lapses && step == lapses_at) {
        cashier.call_off();
      }
      if (step == 20) {
        sandbox.ledger().expire(key);
        sandbox.wire().faults_by_seed(seed, 0);
      }
    }
    for (const protocol::IntentReport& report : sandbox.ledger().told()) {
      cashier.hear(report.outcome);
    }
    for (int step = 0; step < 5; ++step) {
      cashier.work();
      cashier.pass(Duration::minutes(5));
    }
    const int charges = sandbox.ledger().charges(key);
    const int refunds = sandbox.ledger().refunds(key);
    EXPECT_LE(charges, 1);
    EXPECT_EQ(posting_of(cashier.payment()).has_value(), charges == 1);
    EXPECT_EQ(refund_posting_of(cashier.payment()).has_value(), refunds == 1);
    EXPECT_EQ(refunds, lapses ? charges : 0);
    EXPECT_EQ(due_step(cashier.payment(), cashier.now()), DueStep::none);
  }
}

}  // namespace gateway_cashier_test
}  // namespace lobby::tests
