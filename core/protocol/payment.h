// What travels between the server and what takes money for it: a payment gateway over HTTP
// (platform/curl/gateway.h says how) and a card terminal over TCP (platform/terminal/terminal.h).
// Both answer every question with a report; a gateway also sends reports on its own as notices.
// No message has room for a card number.
// Any thread.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "core/payment/payment.h"

namespace lobby::protocol {

struct IntentRequest {
  payment::PaymentId key;
  Money amount;
  std::string description;  // what the guest reads beside the amount
  UtcTime expires_at;

  bool operator==(const IntentRequest&) const = default;
};

struct RefundRequest {
  payment::PaymentId key;
  Money amount;

  bool operator==(const RefundRequest&) const = default;
};

struct IntentReport {
  payment::PaymentId key;
  payment::Outcome outcome;
  std::string qr_text;  // empty on a terminal

  bool operator==(const IntentReport&) const = default;
};

// A webhook's body.
struct PaymentNotice {
  std::string event;  // the gateway's name for it, the same in every repeat
  UtcTime at;
  IntentReport report;

  bool operator==(const PaymentNotice&) const = default;
};

enum class TerminalCommand : std::uint8_t { sale, status, cancel };
std::string_view name_of(TerminalCommand command);

struct TerminalRequest {
  TerminalCommand command = TerminalCommand::status;
  payment::PaymentId payment;
  Money amount;  // sale

  bool operator==(const TerminalRequest&) const = default;
};

}  // namespace lobby::protocol
