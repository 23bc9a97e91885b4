// port::Printer over IPP with libcups: a queue of the machine's print service, or a printer that
// speaks IPP itself. A connection for each question, each with a limit, so that a service that
// hangs costs its caller seconds and not a thread.
// Any thread; one object on one thread at a time. Every call may take up to `patience`.
#pragma once

#include <chrono>
#include <string>

#include "core/port/printer.h"

namespace lobby::print {

struct SpoolerOptions {
  // "default": the print service's own; a queue's name; or a printer's URI, "ipp://HOST:PORT/PATH".
  std::string printer;
  std::string owner{};                        // of the jobs: a device's id, or a test's word
  std::chrono::milliseconds patience{5'000};  // for each connection and each answer
};

class Spooler final : public port::Printer {
 public:
  explicit Spooler(SpoolerOptions options);

  std::optional<port::PrintFault> fault() override;
  std::optional<port::PrintFault> warning() const override { return warning_; }
  Result<port::JobId> submit(const port::LetterDocument& document) override;
  Result<port::JobState> job(port::JobId id) override;
  Status remove(port::JobId id) override;
  Status purge() override;

  // What the service says in its own words about the last failure; for logs, without a guest.
  const std::string& detail() const { return detail_; }

 private:
  SpoolerOptions options_;
  std::string detail_;
  std::optional<port::PrintFault> warning_;
};

}  // namespace lobby::print
