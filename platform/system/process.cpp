// signalfd(2) over a blocked mask.
#include "platform/system/process.h"

#include <algorithm>
#include <cerrno>
#include <csignal>
#include <limits>
#include <system_error>
#include <utility>

#include <poll.h>
#include <sys/resource.h>
#include <sys/signalfd.h>
#include <unistd.h>

namespace lobby::system {
namespace {

sigset_t termination_signals() {
  sigset_t signals;
  sigemptyset(&signals);
  sigaddset(&signals, SIGTERM);
  sigaddset(&signals, SIGINT);
  return signals;
}

}  // namespace

void ignore_sigpipe() {
  std::signal(SIGPIPE, SIG_IGN);
}

std::size_t allow_open_files() {
  rlimit limit{};
  ::getrlimit(RLIMIT_NOFILE, &limit);
  if (limit.rlim_cur < limit.rlim_max) {
    const rlimit raised{limit.rlim_max, limit.rlim_max};
    if (::setrlimit(RLIMIT_NOFILE, &raised) == 0) {
      limit = raised;
    }
  }
  return limit.rlim_cur;
}

Result<TerminationSignal> TerminationSignal::open() {
  const sigset_t signals = termination_signals();
  const int error_number = pthread_sigmask(SIG_BLOCK, &signals, nullptr);
  const int descriptor =
      error_number == 0 ? ::signalfd(-1, &signals, SFD_CLOEXEC | SFD_NONBLOCK) : -1;
  if (descriptor < 0) {
    return fail(ErrorCode::unavailable,
                "signals cannot be watched: " +
                    std::generic_category().message(error_number == 0 ? errno : error_number));
  }
  return TerminationSignal(descriptor);
}

TerminationSignal::TerminationSignal(TerminationSignal&& other) noexcept
    : descriptor_(std::exchange(other.descriptor_, -1)), arrived_(other.arrived_) {}

TerminationSignal::~TerminationSignal() {
  if (descriptor_ >= 0) {
    ::close(descriptor_);
    const sigset_t signals = termination_signals();
    pthread_sigmask(SIG_UNBLOCK, &signals, nullptr);
  }
}

bool TerminationSignal::wait(Duration at_most) {
  const std::int64_t ms_max = std::numeric_limits<int>::max();
  const int timeout_ms = static_cast<int>(std::clamp<std::int64_t>(at_most.ms, 0, ms_max));
  pollfd watched{descriptor_, POLLIN, 0};
  if (!arrived_ && ::poll(&watched, 1, timeout_ms) > 0) {
    signalfd_siginfo info{};
    arrived_ = ::read(descriptor_, &info, sizeof(info)) == static_cast<ssize_t>(sizeof(info));
  }
  return arrived_;
}

}  // namespace lobby::system
