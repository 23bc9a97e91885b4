// flock(2) on a file beside the database: the database's own locks belong to SQLite.
#include "platform/sqlite/open_guard.h"

#include <cerrno>
#include <chrono>
#include <filesystem>
#include <system_error>
#include <thread>

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include "platform/sqlite/error.h"

namespace lobby::sqlite {
namespace {

// Half a minute: a check or a migration of a large store takes its time.
constexpr int attempts_max = 1'500;
constexpr std::chrono::milliseconds pause{20};

}  // namespace

Result<OpenGuard> OpenGuard::take(const std::string& path) {
  const std::string name = path + ".lock";
  const int descriptor = ::open(name.c_str(), O_CREAT | O_CLOEXEC | O_RDWR, 0600);
  if (descriptor < 0) {
    return translate_errno(errno, path, "opening it");
  }
  OpenGuard guard(descriptor);
  if (::flock(descriptor, LOCK_EX | LOCK_NB) == 0) {
    std::error_code missing;
    const auto log_bytes = std::filesystem::file_size(path + "-wal", missing);
    guard.unclean_end_ = !missing && log_bytes > 0;
    return guard;
  }
  // Somebody has it open, so it needs no check; while that somebody is still opening it, wait.
  for (int attempt = 0; attempt < attempts_max; ++attempt) {
    if (::flock(descriptor, LOCK_SH | LOCK_NB) == 0) {
      return guard;
    }
    std::this_thread::sleep_for(pause);
  }
  return translate_errno(EWOULDBLOCK, path, "waiting for another program that is opening it");
}

OpenGuard::OpenGuard(OpenGuard&& other) noexcept
    : descriptor_(other.descriptor_), unclean_end_(other.unclean_end_) {
  other.descriptor_ = -1;
}

OpenGuard::~OpenGuard() {
  if (descriptor_ >= 0) {
    ::close(descriptor_);
  }
}

void OpenGuard::share() {
  (void)::flock(descriptor_, LOCK_SH);
}

}  // namespace lobby::sqlite
