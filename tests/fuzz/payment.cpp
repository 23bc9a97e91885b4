// Fuzz target: what a gateway, a terminal or a database says of a payment. What is accepted writes
// back as itself, holds no card number in a sentence, and befalls any payment without a broken
// promise: money that came in is never forgotten, and what was read can be stored and read again.
#include "core/base/limits.h"
#include "core/payment/card_number.h"
#include "core/payment/signature.h"
#include "tests/fuzz/seeds.h"

namespace {

using namespace lobby;
using payment::Payment;

constexpr UtcTime now{1'796'000'000'000};
const Money price{12'800, {}};

payment::PaymentId id() {
  return *payment::PaymentId::parse("01935b2e-7000-7000-8000-000000000007");
}

Payment pending() {
  const payment::Wish wish{id(), BookingId(id().bytes()), payment::Method::qr, price,
                           now + Duration::minutes(15)};
  const Payment asked = *begin(*payment::make_payment(wish, now), now);
  return *started(asked, {"pi-7", "https://pay.example/7"}, now);
}

protocol::IntentReport report(payment::News news) {
  return {id(), {news, "pi-7", price, "declined", {"A1B2C3", "unionpay", "4242"}}, "qr"};
}

// Any payment, then the news, then the news again.
void check_news(const Payment& payment, const payment::Outcome& outcome) {
  for (const payment::Standing standing : {payment::Standing::open, payment::Standing::lapsed}) {
    const Result<Payment> next = learned(payment, outcome, standing, now);
    if (!next) {
      continue;
    }
    CHECK(!payment.receipt || next->receipt == payment.receipt);
    CHECK(!posting_of(payment) || posting_of(*next) == posting_of(payment));
    const Result<Payment> stored = protocol::payment_from(protocol::to_json(*next));
    CHECK(stored.ok() && *stored == *next);
    const Result<Payment> again = learned(*next, outcome, standing, now);
    CHECK(again.ok() && again->receipt == next->receipt && again->refund == next->refund);
  }
}

void check_report(const protocol::IntentReport& report) {
  CHECK(!payment::may_hold_card_number(report.outcome.reason));
  CHECK(!payment::may_hold_card_number(report.outcome.card.approval + report.outcome.card.scheme));
  check_news(pending(), report.outcome);
  check_news(*lapse(pending(), now), report.outcome);
}

}  // namespace

std::vector<std::string> lobby::tests::fuzz_seeds() {
  std::vector<std::string> seeds = {
      protocol::to_json(pending()),
      protocol::to_json(protocol::IntentRequest{id(), price, "Yunting, 2 nights", now}),
      protocol::to_json(protocol::RefundRequest{id(), price}),
      protocol::to_json(protocol::TerminalRequest{protocol::TerminalCommand::sale, id(), price}),
      protocol::to_json(protocol::TerminalRequest{protocol::TerminalCommand::status, id(), {}}),
      payment::signature_text({1'796'000'000, {payment::Mac{}, payment::Mac{1}}})};
  for (std::uint8_t news = 0; news < payment::news_count; ++news) {
    const auto told = report(static_cast<payment::News>(news));
    seeds.push_back(protocol::to_json(told));
    seeds.push_back(protocol::to_json(protocol::PaymentNotice{"ev-1", now, told}));
    const auto next = learned(pending(), told.outcome, payment::Standing::lapsed, now);
    seeds.push_back(protocol::to_json(*next));
  }
  return seeds;
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view input = tests::text_of(data, size);
  tests::check_canonical(input, &protocol::payment_from);
  tests::check_canonical(input, &protocol::intent_request_from);
  tests::check_canonical(input, &protocol::refund_request_from);
  tests::check_canonical(input, &protocol::terminal_request_from);
  tests::check_canonical(input, &protocol::intent_report_from);
  tests::check_canonical(input, &protocol::payment_notice_from);
  if (const auto report = protocol::intent_report_from(input)) {
    check_report(*report);
  }
  if (const auto payment = protocol::payment_from(input)) {
    for (std::uint8_t news = 0; news < payment::news_count; ++news) {
      check_news(*payment, report(static_cast<payment::News>(news)).outcome);
    }
    const Result<Payment> lapsed = lapse(*payment, now);
    CHECK(lapsed.ok() && (!payment->receipt || lapsed->refund.has_value()));
  }
  if (const auto signature = payment::parse_signature(input)) {
    CHECK(*payment::parse_signature(signature_text(*signature)) == *signature);
    CHECK(!payment::check_signature({signature->seconds, {}}, {}, now));
  }
  return 0;
}
