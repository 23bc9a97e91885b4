// The payment gateway port over HTTP. The protocol, version 1; bodies are JSON as of
// core/protocol/payment.h, every request carries "Authorization: Bearer <secret>":
//
//   POST /v1/intents               IntentRequest   Idempotency-Key: <payment id>
//   GET  /v1/intents/<id>
//   POST /v1/intents/<id>/cancel   {}              Idempotency-Key: <payment id>/cancel
//   POST /v1/intents/<id>/refund   RefundRequest   Idempotency-Key: <payment id>/refund
//
// 200 or 201 with an IntentReport about the same payment is an answer, and so is 404 with the error
// body {"code":"not_found"}: no such intent. Refused for good (policy_refused): 400, 402, 410 and
// 422 with an error body. All else leaves it open what was done: 401 and 403 unauthenticated, 409
// id_reused, 408 and 504 timed_out, 429 and 5xx unavailable, others malformed. A redirect is not
// followed: the secret goes to no other host.
// One thread.
#pragma once

#include <cstddef>
#include <filesystem>
#include <memory>
#include <string>

#include "core/base/limits.h"
#include "core/base/result.h"
#include "core/base/time.h"
#include "core/port/payment_gateway.h"

namespace lobby::curl {

struct GatewayOptions {
  // "https://pay.example", with a path or without. http:// only to 127.0.0.1 and [::1].
  std::string url{};
  // The authorities trusted; empty: those of the system. There is no option that trusts all.
  std::filesystem::path authority_file{};
  std::string secret{};  // from a guarded file (openssl::read_secret)
  Duration connect_timeout = Duration::seconds(5);
  Duration timeout = Duration::seconds(10);  // the whole request
  std::size_t reply_bytes_max = limits::payment_message_bytes_max;
};

class Gateway : public port::PaymentGateway {
 public:
  // Contacts nobody yet. Errors: configuration (the URL, the file, no secret).
  static Result<std::unique_ptr<Gateway>> open(GatewayOptions options);
};

}  // namespace lobby::curl
