// Enrolment: a one-time code becomes a device with a key and a certificate; and the handshake that
// gives a fenced device a new epoch.
// Any thread.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "core/base/id.h"
#include "core/inventory/slot.h"
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
  std::string certificate_pem;       // client certificate from the server's CA
  std::string seal_certificate_pem;  // what guests' details are sealed to, from the same CA
  bool operator==(const EnrolReply&) const = default;
};

// After an epoch was closed: the device says which one it knows and takes the one that follows.
// Only one machine can: where a disk was copied, the second is told so. The same claim is answered
// the same way.
struct EpochRequest {
  std::int64_t closed_epoch = 1;
  OperationId claim;
  bool operator==(const EpochRequest&) const = default;
};

// The device's epoch at the server, after a claim or a report.
struct EpochReply {
  std::int64_t epoch = 1;
  bool operator==(const EpochReply&) const = default;
};

// After the server lost a part of its past (a new incarnation, protocol rule 15): what a kiosk was
// granted in its epoch, all told, in parts. A desk reports too, and nothing. The same part changes
// nothing the second time.
struct BalancesReport {
  std::int64_t incarnation = 1;  // the new one
  std::int64_t epoch = 1;
  std::vector<inventory::SlotUnits> granted;  // at most limits::balances_max
  bool complete = true;                       // the last part
  bool operator==(const BalancesReport&) const = default;
};

}  // namespace lobby::protocol
