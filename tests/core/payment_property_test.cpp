// Goal: whatever order of outcomes, lost requests, lost replies, repeats and crashes, a guest is
// charged at most once, and money that came in is posted once and, where nobody wants it, goes
// back once. Method: a gateway of a few lines against the events, random steps (RapidCheck prints
// the seed), then peace, in which everything has to settle.
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "core/payment/payment.h"
#include "tests/fakes/store_facts.h"

namespace lobby::payment {
namespace payment_property_test {

constexpr UtcTime start{1'796'000'000'000};
const Money price{12'800, {}};

// One intent by key; what it did can be told any number of times.
class Gateway {
 public:
  Intent create() {
    if (!news_) {
      tell(News::pending);
    }
    return {"pi-7", "qr"};
  }
  Outcome ask() const { return news_ ? outcome(*news_) : Outcome{News::not_found, "", {}, "", {}}; }
  Outcome cancel() {
    close(News::cancelled);
    return ask();
  }
  Outcome refund() {
    if (news_ == News::paid) {
      refunds_ += 1;
      tell(News::refunded);
    }
    return ask();
  }
  void close(News how) {
    if (news_ == News::pending) {
      tell(how);
    }
  }
  // Also late: after it expired or was cancelled.
  void pay() {
    if (news_ && charges_ == 0) {
      charges_ += 1;
      tell(News::paid);
    }
  }

  int charges() const { return charges_; }
  int refunds() const { return refunds_; }
  const std::vector<Outcome>& told() const { return told_; }

 private:
  static Outcome outcome(News news) { return {news, "pi-7", price, "", {}}; }
  void tell(News news) {
    news_ = news;
    told_.push_back(outcome(news));
  }

  std::optional<News> news_;
  std::vector<Outcome> told_;
  int charges_ = 0;
  int refunds_ = 0;
};

enum class Luck { answered, request_lost, reply_lost, crashed };

// A cashier that does what is due and stores each payment before the next step.
class Cashier {
 public:
  explicit Cashier(Gateway& gateway) : gateway_(gateway) {
    const Wish wish{tests::id_of<PaymentId>(7), tests::id_of<BookingId>(1), Method::qr, price,
                    start + Duration::minutes(15)};
    payment_ = make_payment(wish, start).value();
  }

  void take(const Result<Payment>& next) {
    RC_ASSERT(next.ok());
    payment_ = *next;
    for (const auto& posting : {posting_of(payment_), refund_posting_of(payment_)}) {
      if (posting) {
        const Result<booking::Folio> posted = booking::post(folio_, *posting);
        RC_ASSERT(posted.ok());
        folio_ = *posted;
      }
    }
  }
  void hear(const Outcome& outcome) {
    take(learned(payment_, outcome, lapsed_ ? Standing::lapsed : Standing::open, now_));
  }
  void call_off() {
    lapsed_ = true;
    take(lapse(payment_, now_));
  }
  void pass(Duration time) { now_ = now_ + time; }
  // Does what is due; false when that is nothing.
  bool work(Luck luck) {
    const DueStep step = due_step(payment_, now_);
    if (step == DueStep::none || step == DueStep::staff) {
      return false;
    }
    if (step == DueStep::expire) {
      hear({News::expired, "", {}, "", {}});
      return true;
    }
    if (step == DueStep::begin) {
      take(begin(payment_, now_));
    }
    if (luck == Luck::request_lost) {
      take(asked_in_vain(payment_, now_));
      return true;
    }
    ask(step, luck);
    return true;
  }

  const Payment& payment() const { return payment_; }
  const booking::Folio& folio() const { return folio_; }
  bool lapsed() const { return lapsed_; }

 private:
  void ask(DueStep step, Luck luck) {
    const Intent intent = step == DueStep::begin ? gateway_.create() : Intent{};
    const Outcome outcome = step == DueStep::cancel   ? gateway_.cancel()
                            : step == DueStep::refund ? gateway_.refund()
                                                      : gateway_.ask();
    if (luck == Luck::reply_lost) {
      take(asked_in_vain(payment_, now_));
    } else if (luck == Luck::answered && step == DueStep::begin) {
      take(started(payment_, intent, now_));
    } else if (luck == Luck::answered) {
      hear(outcome);
    }
  }

  Gateway& gateway_;
  Payment payment_;
  booking::Folio folio_{tests::id_of<BookingId>(1), {}, {}};
  UtcTime now_ = start;
  bool lapsed_ = false;
};

void random_step(Gateway& gateway, Cashier& cashier) {
  switch (*rc::gen::inRange(0, 12)) {
    case 0:
      gateway.pay();
      break;
    case 1:
      gateway.close(*rc::gen::element(News::expired, News::failed));
      break;
    case 2:
      cashier.call_off();
      break;
    case 3:
    case 4:
      if (!gateway.told().empty()) {
        cashier.hear(*rc::gen::elementOf(gateway.told()));
      }
      break;
    case 5:
    case 6:
      cashier.pass(Duration::seconds(*rc::gen::inRange(1, 600)));
      break;
    default:
      cashier.work(static_cast<Luck>(*rc::gen::inRange(0, 4)));
      break;
  }
}

RC_GTEST_PROP(PaymentProperty, charged_at_most_once_and_posted_once_or_given_back, ()) {
  Gateway gateway;
  Cashier cashier(gateway);
  const int steps = *rc::gen::inRange(1, 60);
  for (int step = 0; step < steps; ++step) {
    random_step(gateway, cashier);
    RC_ASSERT(gateway.charges() <= 1);
    RC_ASSERT(gateway.refunds() <= gateway.charges());
    RC_ASSERT(!cashier.payment().receipt || gateway.charges() == 1);
  }
  for (int round = 0; round < 20; ++round) {
    cashier.pass(Duration::minutes(6));
    gateway.close(News::expired);
    cashier.work(Luck::answered);
    for (const Outcome& outcome : std::vector<Outcome>(gateway.told())) {
      cashier.hear(outcome);
    }
  }
  const Payment& payment = cashier.payment();
  RC_ASSERT(!cashier.work(Luck::answered));
  RC_ASSERT(payment.receipt.has_value() == (gateway.charges() == 1));
  const Money kept{gateway.charges() - gateway.refunds() == 1 ? price.amount_minor : 0, {}};
  RC_ASSERT(booking::paid_of(cashier.folio()) == kept);
  RC_ASSERT(cashier.folio().entries.size() ==
            static_cast<std::size_t>(gateway.charges() + gateway.refunds()));
  RC_ASSERT(!cashier.lapsed() || kept.is_zero());
  RC_ASSERT(payment.state != State::unknown && payment.state != State::pending &&
            payment.state != State::refund_unknown && payment.state != State::refund_due);
}

}  // namespace payment_property_test
}  // namespace lobby::payment
