// The card terminal port: the amount appears on the terminal, the guest taps or declines there.
// The terminal keeps its sales by payment id: the same start again shows or charges nothing new.
// It tells an approval code, the scheme and at most the last four digits, never a card number.
//
// Errors of every call: as of PaymentGateway; policy_refused also while it is busy with another
// sale, before it has begun this one.
// One thread at a time; a call returns within the adapter's deadline.
#pragma once

#include "core/base/money.h"
#include "core/base/result.h"
#include "core/payment/payment.h"

namespace lobby::port {

class CardTerminal {
 public:
  virtual ~CardTerminal() = default;
  virtual Result<payment::Intent> start(const payment::PaymentId& id, Money amount) = 0;
  virtual Result<payment::Outcome> ask(const payment::PaymentId& id) = 0;
  virtual Result<payment::Outcome> cancel(const payment::PaymentId& id) = 0;
};

}  // namespace lobby::port
