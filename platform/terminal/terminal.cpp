// One connection for one question.
#include "platform/terminal/terminal.h"

#include <algorithm>
#include <utility>

#include "core/base/limits.h"
#include "core/payment/card_number.h"
#include "core/protocol/codec.h"
#include "platform/terminal/frame.h"

namespace lobby::terminal {
namespace {

using payment::Outcome;
using payment::PaymentId;
using protocol::IntentReport;
using protocol::TerminalCommand;

// An answer that is no report: an error the terminal states, else what is wrong with the report.
Error refusal_of(const std::string& text, const Error& unread) {
  Error stated = protocol::error_from(text);
  const bool is_refusal =
      stated.code == ErrorCode::not_found || stated.code == ErrorCode::policy_refused;
  const bool is_open = stated.code == ErrorCode::unavailable || stated.code == ErrorCode::timed_out;
  if (!is_refusal && !is_open) {
    return unread;
  }
  if (payment::may_hold_card_number(stated.detail)) {
    stated.detail.clear();
  }
  stated.detail = "the card terminal says: " + stated.detail;
  return stated;
}

Result<Outcome> outcome_of(Result<IntentReport> report) {
  if (!report && report.error().code == ErrorCode::not_found) {
    return Outcome{payment::News::not_found, {}, {}, {}, {}};
  }
  return report ? Result<Outcome>(std::move(report->outcome)) : report.error();
}

}  // namespace

Result<Terminal> Terminal::make(Options options) {
  constexpr std::string_view numeric = "0123456789abcdefABCDEF.:";
  if (options.port == 0 || options.address.empty() ||
      options.address.find_first_not_of(numeric) != std::string::npos) {
    return fail(ErrorCode::configuration,
                "'" + options.address + "' and port " + std::to_string(options.port) +
                    " are not the numeric address and port of a card terminal");
  }
  return Terminal(std::move(options));
}

Result<IntentReport> Terminal::exchange(const protocol::TerminalRequest& request) {
  const Deadline connected = deadline_after(std::min(options_.connect_timeout, options_.timeout));
  const Deadline answered = deadline_after(options_.timeout);
  Result<Connection> connection = Connection::open(options_.address, options_.port, connected);
  if (!connection) {
    return connection.error();
  }
  if (const Status sent = connection->send(framed(to_json(request)), answered); !sent) {
    return sent.error();
  }
  const Result<std::string> text = connection->receive(limits::payment_message_bytes_max, answered);
  if (!text) {
    return text.error();
  }
  Result<IntentReport> report = protocol::intent_report_from(*text);
  if (!report) {
    return refusal_of(*text, report.error());
  }
  if (report->key != request.payment) {
    return fail(ErrorCode::malformed, "the card terminal answered about another payment");
  }
  return report;
}

Result<payment::Intent> Terminal::start(const PaymentId& id, Money amount) {
  const Result<IntentReport> report = exchange({TerminalCommand::sale, id, amount});
  if (!report) {
    return report.error();
  }
  if (report->outcome.reference.empty()) {
    return fail(ErrorCode::malformed, "the card terminal began a sale without a reference");
  }
  return payment::Intent{report->outcome.reference, {}};
}

Result<Outcome> Terminal::ask(const PaymentId& id) {
  return outcome_of(exchange({TerminalCommand::status, id, {}}));
}

Result<Outcome> Terminal::cancel(const PaymentId& id) {
  return outcome_of(exchange({TerminalCommand::cancel, id, {}}));
}

}  // namespace lobby::terminal
