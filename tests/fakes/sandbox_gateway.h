// A payment gateway in a sandbox: the protocol of platform/curl/gateway.h over plain HTTP on
// 127.0.0.1, faults included, and the notices it would send. Its secrets are made up.
// Any thread.
#pragma once

#include <cstdint>
#include <mutex>
#include <string>
#include <vector>

#include "core/port/http.h"
#include "core/port/keyed_hash.h"
#include "platform/curl/gateway.h"
#include "tests/fakes/sandbox_ledger.h"
#include "tests/fakes/sandbox_wire.h"

namespace lobby::tests {

inline constexpr std::string_view sandbox_secret = "example-bearer-secret";

// What a gateway answers, whatever brings the request: method, target and body alone are read.
port::Response sandbox_answer(SandboxLedger& ledger, const port::Request& request);

struct SandboxRequest {
  std::string method;
  std::string target;
  std::string idempotency_key;

  bool operator==(const SandboxRequest&) const = default;
};

struct SignedNotice {
  std::string signature;  // the header's value
  std::string body;
};

class SandboxGateway {
 public:
  SandboxGateway() : wire_([this](int descriptor) { serve(descriptor); }) {}

  SandboxLedger& ledger() { return ledger_; }
  SandboxWire& wire() { return wire_; }
  // For a client that times out soon.
  curl::GatewayOptions client_options() const;
  // Those with the right secret, in the order they came.
  std::vector<SandboxRequest> requests();

  // What it would notify by now, signed at `now`. With a seed: in another order, some of it twice.
  std::vector<SignedNotice> notices(port::KeyedHash& secret, UtcTime now,
                                    std::uint64_t seed = 0) const;

 private:
  void serve(int descriptor);

  SandboxLedger ledger_;
  std::mutex mutex_;
  std::vector<SandboxRequest> requests_;
  SandboxWire wire_;  // the last: its thread uses the others
};

}  // namespace lobby::tests
