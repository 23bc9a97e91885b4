// A card terminal in a sandbox: the device protocol of platform/terminal/terminal.h on 127.0.0.1,
// faults included. Its cards are made up; it shows one sale at a time, as a terminal does.
// Any thread.
#pragma once

#include <mutex>
#include <string>
#include <vector>

#include "platform/terminal/terminal.h"
#include "tests/fakes/sandbox_ledger.h"
#include "tests/fakes/sandbox_wire.h"

namespace lobby::tests {

class SandboxTerminal {
 public:
  SandboxTerminal() : wire_([this](int descriptor) { serve(descriptor); }) {}

  SandboxLedger& ledger() { return ledger_; }
  SandboxWire& wire() { return wire_; }
  // For a client that gives up soon.
  terminal::Options client_options() const;
  // As they came over the wire, without their length.
  std::vector<std::string> requests();

 private:
  void serve(int descriptor);
  std::string answer(const std::string& text);

  SandboxLedger ledger_;
  std::mutex mutex_;
  std::vector<std::string> requests_;
  SandboxWire wire_;  // the last: its thread uses the others
};

}  // namespace lobby::tests
