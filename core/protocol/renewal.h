// Renewal: a device that is enrolled gets a new certificate for the key it has, over the connection
// that its present certificate opens. Nothing else of it changes, so a repeat does no harm.
// Any thread.
#pragma once

#include <string>

namespace lobby::protocol {

struct RenewRequest {
  std::string certificate_request_pem;  // PKCS #10 (RFC 2986) for the key of enrolment
  bool operator==(const RenewRequest&) const = default;
};

struct RenewReply {
  std::string certificate_pem;  // client certificate from the server's CA
  bool operator==(const RenewReply&) const = default;
};

}  // namespace lobby::protocol
