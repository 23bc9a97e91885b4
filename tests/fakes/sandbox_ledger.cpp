// The rules of intents, and the ports over them.
#include "tests/fakes/sandbox_ledger.h"

#include <utility>

namespace lobby::tests {
namespace {

using payment::News;

Error unknown() {
  return fail(ErrorCode::not_found, "no such intent");
}

}  // namespace

SandboxLedger::Kept* SandboxLedger::find(const payment::PaymentId& key) {
  const auto found = kept_.find(key);
  return found == kept_.end() ? nullptr : &found->second;
}

void SandboxLedger::tell(Kept& kept, News news) {
  kept.report.outcome.news = news;
  told_.push_back(kept.report);
}

SandboxLedger::Report SandboxLedger::create(const payment::PaymentId& key, Money amount) {
  const std::scoped_lock lock(mutex_);
  if (const Kept* kept = find(key)) {
    if (!(kept->report.outcome.amount == amount)) {
      return fail(ErrorCode::id_reused, "this key has an intent of another amount");
    }
    return kept->report;
  }
  Kept& kept = kept_[key];
  const std::string reference = "pi-" + std::to_string(kept_.size());
  kept.report = {
      key, {News::pending, reference, amount, {}, {}}, "HTTPS://PAY.EXAMPLE/" + reference};
  tell(kept, News::pending);
  return kept.report;
}

SandboxLedger::Report SandboxLedger::report(const payment::PaymentId& key) const {
  const std::scoped_lock lock(mutex_);
  const auto found = kept_.find(key);
  return found == kept_.end() ? Report(unknown()) : found->second.report;
}

SandboxLedger::Report SandboxLedger::cancel(const payment::PaymentId& key) {
  const std::scoped_lock lock(mutex_);
  Kept* kept = find(key);
  if (kept == nullptr) {
    return unknown();
  }
  if (kept->report.outcome.news == News::pending) {
    tell(*kept, News::cancelled);
  }
  return kept->report;
}

SandboxLedger::Report SandboxLedger::refund(const payment::PaymentId& key, Money amount) {
  const std::scoped_lock lock(mutex_);
  Kept* kept = find(key);
  if (kept == nullptr) {
    return unknown();
  }
  payment::Outcome& outcome = kept->report.outcome;
  if (outcome.news == News::refunded && outcome.amount == amount) {
    return kept->report;
  }
  if (outcome.news != News::paid || outcome.amount < amount) {
    return fail(ErrorCode::policy_refused, "there is not so much to refund");
  }
  kept->refunds += 1;
  outcome.amount = amount;
  tell(*kept, News::refunded);
  return kept->report;
}

bool SandboxLedger::pay(const payment::PaymentId& key, const payment::CardSlip& card) {
  const std::scoped_lock lock(mutex_);
  Kept* kept = find(key);
  if (kept != nullptr && kept->charges == 0) {
    kept->charges += 1;
    kept->report.outcome.card = card;
    kept->report.outcome.reason.clear();
    tell(*kept, News::paid);
  }
  return kept != nullptr;
}

void SandboxLedger::decline(const payment::PaymentId& key, const std::string& reason) {
  const std::scoped_lock lock(mutex_);
  Kept* kept = find(key);
  if (kept != nullptr && kept->report.outcome.news == News::pending) {
    kept->report.outcome.reason = reason;
    tell(*kept, News::failed);
  }
}

void SandboxLedger::expire(const payment::PaymentId& key) {
  const std::scoped_lock lock(mutex_);
  Kept* kept = find(key);
  if (kept != nullptr && kept->report.outcome.news == News::pending) {
    tell(*kept, News::expired);
  }
}

int SandboxLedger::charges(const payment::PaymentId& key) const {
  const std::scoped_lock lock(mutex_);
  const auto found = kept_.find(key);
  return found == kept_.end() ? 0 : found->second.charges;
}

int SandboxLedger::refunds(const payment::PaymentId& key) const {
  const std::scoped_lock lock(mutex_);
  const auto found = kept_.find(key);
  return found == kept_.end() ? 0 : found->second.refunds;
}

std::vector<protocol::IntentReport> SandboxLedger::told() const {
  const std::scoped_lock lock(mutex_);
  return told_;
}

template <class Work>
SandboxLedger::Report FakeGateway::carry(const Work& work) {
  if (unheard > 0) {
    unheard -= 1;
    return fail(ErrorCode::unavailable, "no contact");
  }
  SandboxLedger::Report report = work();
  if (lost > 0) {
    lost -= 1;
    return fail(ErrorCode::timed_out, "no answer in time");
  }
  return report;
}

namespace {

Result<payment::Outcome> outcome_of(SandboxLedger::Report report) {
  if (!report && report.error().code == ErrorCode::not_found) {
    return payment::Outcome{News::not_found, {}, {}, {}, {}};
  }
  return report ? Result<payment::Outcome>(std::move(report->outcome)) : report.error();
}

}  // namespace

Result<payment::Intent> FakeGateway::create_intent(const protocol::IntentRequest& request) {
  const auto report = carry([&] { return ledger_.create(request.key, request.amount); });
  if (!report) {
    return report.error();
  }
  return payment::Intent{report->outcome.reference, report->qr_text};
}

Result<payment::Outcome> FakeGateway::ask(const payment::PaymentId& key) {
  return outcome_of(carry([&] { return ledger_.report(key); }));
}

Result<payment::Outcome> FakeGateway::cancel(const payment::PaymentId& key) {
  return outcome_of(carry([&] { return ledger_.cancel(key); }));
}

Result<payment::Outcome> FakeGateway::refund(const protocol::RefundRequest& request) {
  return outcome_of(carry([&] { return ledger_.refund(request.key, request.amount); }));
}

}  // namespace lobby::tests
