// Frames in, frames out.
#include "tests/fakes/sandbox_terminal.h"

#include <algorithm>

#include "core/protocol/codec.h"
#include "platform/terminal/frame.h"

namespace lobby::tests {
namespace {

using protocol::TerminalCommand;

// The sale that stands on the display.
bool is_shown(const protocol::IntentReport& report) {
  return report.outcome.news == payment::News::pending;
}

std::string text_of(const SandboxLedger::Report& report) {
  if (!report) {
    return protocol::to_json(report.error());
  }
  protocol::IntentReport told = *report;
  told.qr_text.clear();
  return to_json(told);
}

}  // namespace

terminal::Options SandboxTerminal::client_options() const {
  terminal::Options options;
  options.address = "127.0.0.1";
  options.port = wire_.port();
  options.timeout = Duration::seconds(2);
  return options;
}

std::vector<std::string> SandboxTerminal::requests() {
  const std::scoped_lock lock(mutex_);
  return requests_;
}

std::string SandboxTerminal::answer(const std::string& text) {
  const Result<protocol::TerminalRequest> request = protocol::terminal_request_from(text);
  if (!request) {
    return protocol::to_json(request.error());
  }
  switch (request->command) {
    case TerminalCommand::status:
      return text_of(ledger_.report(request->payment));
    case TerminalCommand::cancel:
      return text_of(ledger_.cancel(request->payment));
    case TerminalCommand::sale:
      break;
  }
  const auto told = ledger_.told();
  const bool busy = std::ranges::any_of(told, [&](const protocol::IntentReport& report) {
    const auto now = ledger_.report(report.key);
    return report.key != request->payment && now && is_shown(*now);
  });
  if (busy) {
    return protocol::to_json(fail(ErrorCode::policy_refused, "busy with another sale"));
  }
  return text_of(ledger_.create(request->payment, request->amount));
}

void SandboxTerminal::serve(int descriptor) {
  constexpr std::size_t length_digits = 4;
  std::string text;
  std::size_t whole = length_digits;
  while (text.size() < whole) {
    if (!receive_more(descriptor, text)) {
      return;
    }
    if (text.size() >= length_digits) {
      whole = length_digits + std::stoul(text.substr(0, length_digits));
    }
  }
  const WireFault fault = wire_.next_fault();
  if (fault == WireFault::lose_request) {
    return;
  }
  const std::string content = text.substr(length_digits);
  {
    const std::scoped_lock lock(mutex_);
    requests_.push_back(content);
  }
  const std::string reply = terminal::framed(answer(content));
  switch (fault) {
    case WireFault::none:
      send_all(descriptor, reply);
      break;
    case WireFault::lose_request:
    case WireFault::lose_reply:
      // Half an answer is none.
      send_all(descriptor, reply.substr(0, reply.size() / 2));
      break;
    case WireFault::hang:
      wait_for_close(descriptor);
      break;
    case WireFault::break_down:
      send_all(descriptor,
               "\x15"
               "ERR");
      break;
  }
}

}  // namespace lobby::tests
