// Enrolment: a one-time code becomes a device with a key and a certificate.
// Any thread.
#pragma once

#include <cstdint>
#include <string>

#include "core/base/id.h"
#include "core/protocol/feed.h"
#include "core/ticket/ticket.h"

namespace lobby::protocol {

struct EnrolRequest {
  std::string code;  // as `lobby-server enrol` printed it
  ticket::PublicKey public_key{};
  std::string certificate_request_pem;  // PKCS #10 (RFC 2986) for the same key
  bool operator==(const EnrolRequest&) const = default;
};

struct EnrolReply {
  DeviceId device;
  std::string device_name;
  DeviceRole role = DeviceRole::kiosk;
  SiteId site;
  std::int64_t epoch = 1;
  std::string certificate_pem;  // client certificate from the server's CA
  bool operator==(const EnrolReply&) const = default;
};

}  // namespace lobby::protocol
