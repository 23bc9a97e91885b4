// The card terminal port over TCP. The device protocol, version 1: each message is its length as
// four decimal digits ("0057"), then so many bytes of JSON (core/protocol/payment.h). The server
// connects, sends one TerminalRequest, reads one answer and closes:
//
//   0119{"protocol":1,"sale":{"amount":{"amount_minor":12800,"currency":"CNY"},"payment":"…"}}
//   {"protocol":1,"status":{"payment":"…"}}     {"protocol":1,"cancel":{"payment":"…"}}
//
// An answer is an IntentReport about the same payment, or {"code":"…","detail":"…"}: not_found (it
// has no such sale) and policy_refused (busy with another, or not for this amount) are refusals,
// every other code leaves it open. The terminal keeps its sales by payment id, and a sale it has
// been told of before is answered with what became of it. It never sends a card number: an answer
// has room for the approval code, the scheme and the last four digits.
// The wire is not encrypted, so it belongs on a network of its own.
// One thread.
#pragma once

#include <cstdint>
#include <string>
#include <utility>

#include "core/base/result.h"
#include "core/base/time.h"
#include "core/port/card_terminal.h"
#include "core/protocol/payment.h"

namespace lobby::terminal {

struct Options {
  std::string address;  // IPv4 or IPv6, numeric: no name has to be looked up
  std::uint16_t port = 0;
  Duration connect_timeout = Duration::seconds(3);
  Duration timeout = Duration::seconds(10);  // question and answer together
};

class Terminal final : public port::CardTerminal {
 public:
  // Contacts nobody yet. Errors: configuration (the address or port).
  static Result<Terminal> make(Options options);

  Result<payment::Intent> start(const payment::PaymentId& id, Money amount) override;
  Result<payment::Outcome> ask(const payment::PaymentId& id) override;
  Result<payment::Outcome> cancel(const payment::PaymentId& id) override;

 private:
  explicit Terminal(Options options) : options_(std::move(options)) {}
  Result<protocol::IntentReport> exchange(const protocol::TerminalRequest& request);

  Options options_;
};

}  // namespace lobby::terminal
