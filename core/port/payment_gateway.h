// The payment gateway port: it makes an intent to pay, shows it as a QR text, and is asked what
// became of it. Everything is named by the payment's id, the idempotency key: the same call again
// does nothing and gives the same answer, so that a lost reply costs a question and never a charge.
//
// Errors of every call: policy_refused means refused for good, nothing was done and nothing will
// be. Every other error leaves it open what was done (payment::asked_in_vain): unavailable,
// timed_out, untrusted_server, unauthenticated (our secret), malformed and too_large (an answer
// that cannot be read), id_reused (the key has an intent with other content: a wrong program).
// One thread at a time; a call returns within the adapter's deadline.
#pragma once

#include <string>

#include "core/base/result.h"
#include "core/payment/payment.h"
#include "core/protocol/payment.h"

namespace lobby::port {

class PaymentGateway {
 public:
  virtual ~PaymentGateway() = default;
  virtual Result<payment::Intent> create_intent(const protocol::IntentRequest& request) = 0;
  // News::not_found where no intent has this key.
  virtual Result<payment::Outcome> ask(const payment::PaymentId& key) = 0;
  // What became of it: cancelled, or paid where the guest was faster.
  virtual Result<payment::Outcome> cancel(const payment::PaymentId& key) = 0;
  // News::refunded once the money is on its way back.
  virtual Result<payment::Outcome> refund(const protocol::RefundRequest& request) = 0;
};

}  // namespace lobby::port
