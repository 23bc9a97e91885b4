// The process and its signals.
// Call from main() before the first thread starts, since threads inherit the signal mask.
#pragma once

#include <cstddef>

#include "core/base/result.h"
#include "core/base/time.h"

namespace lobby::system {

// Writing to a closed socket becomes an error code instead of ending the process.
void ignore_sigpipe();

// As many open files as the system lets this process have (the hard limit): a server keeps one for
// each connection. Returns how many.
std::size_t allow_open_files();

// SIGTERM and SIGINT as something to wait for or to ask about; while it exists they no longer end
// the process. One at a time.
class TerminationSignal {
 public:
  // Errors: unavailable.
  static Result<TerminationSignal> open();
  TerminationSignal(TerminationSignal&& other) noexcept;
  TerminationSignal& operator=(TerminationSignal&&) = delete;
  TerminationSignal(const TerminationSignal&) = delete;
  TerminationSignal& operator=(const TerminationSignal&) = delete;
  ~TerminationSignal();

  // Readable once a signal has come; for poll() and event loops. Owned by this object.
  int descriptor() const { return descriptor_; }
  // True from the first signal on; never blocks.
  bool arrived() { return wait({}); }
  // Waits at most `at_most`; true when a signal has come.
  bool wait(Duration at_most);

 private:
  explicit TerminationSignal(int descriptor) : descriptor_(descriptor) {}

  int descriptor_ = -1;
  bool arrived_ = false;
};

}  // namespace lobby::system
