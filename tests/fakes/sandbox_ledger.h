// What a payment gateway or a card terminal keeps: intents by key, each charged at most once by its
// guest, however often it is asked for. The guest's part (pay, decline) is called by tests. Amounts
// and guests are made up; no money moves.
// Any thread.
#pragma once

#include <map>
#include <mutex>
#include <string>
#include <vector>

#include "core/base/result.h"
#include "core/port/card_terminal.h"
#include "core/port/payment_gateway.h"
#include "core/protocol/payment.h"

namespace lobby::tests {

class SandboxLedger {
 public:
  using Report = Result<protocol::IntentReport>;

  // Errors: id_reused (another amount under this key).
  Report create(const payment::PaymentId& key, Money amount);
  // Errors of all further ones: not_found.
  Report report(const payment::PaymentId& key) const;
  // Nothing where it was paid already.
  Report cancel(const payment::PaymentId& key);
  // Once, whole or in part. Errors: policy_refused (not paid, too much, or another part before).
  Report refund(const payment::PaymentId& key, Money amount);

  // The guest pays: also late, after it expired or was cancelled, as real gateways do. Twice is
  // once. False where there is no such intent.
  bool pay(const payment::PaymentId& key, const payment::CardSlip& card = {});
  void decline(const payment::PaymentId& key, const std::string& reason);
  void expire(const payment::PaymentId& key);

  int charges(const payment::PaymentId& key) const;
  int refunds(const payment::PaymentId& key) const;
  // Everything that happened, in order, as a gateway would notify it.
  std::vector<protocol::IntentReport> told() const;

 private:
  struct Kept {
    protocol::IntentReport report;
    int charges = 0;
    int refunds = 0;
  };
  Kept* find(const payment::PaymentId& key);
  void tell(Kept& kept, payment::News news);

  mutable std::mutex mutex_;
  std::map<payment::PaymentId, Kept> kept_;
  std::vector<protocol::IntentReport> told_;
};

// The ports straight over a ledger, for tests without a wire. The next `lost` replies are lost
// after the work was done, the next `unheard` requests before it.
class FakeGateway final : public port::PaymentGateway {
 public:
  explicit FakeGateway(SandboxLedger& ledger) : ledger_(ledger) {}

  Result<payment::Intent> create_intent(const protocol::IntentRequest& request) override;
  Result<payment::Outcome> ask(const payment::PaymentId& key) override;
  Result<payment::Outcome> cancel(const payment::PaymentId& key) override;
  Result<payment::Outcome> refund(const protocol::RefundRequest& request) override;

  int lost = 0;
  int unheard = 0;

 private:
  template <class Work>
  SandboxLedger::Report carry(const Work& work);

  SandboxLedger& ledger_;
};

class FakeTerminal final : public port::CardTerminal {
 public:
  explicit FakeTerminal(SandboxLedger& ledger) : gateway_(ledger) {}

  Result<payment::Intent> start(const payment::PaymentId& id, Money amount) override {
    return gateway_.create_intent({id, amount, {}, {}});
  }
  Result<payment::Outcome> ask(const payment::PaymentId& id) override { return gateway_.ask(id); }
  Result<payment::Outcome> cancel(const payment::PaymentId& id) override {
    return gateway_.cancel(id);
  }
  FakeGateway& wire() { return gateway_; }

 private:
  FakeGateway gateway_;
};

}  // namespace lobby::tests
