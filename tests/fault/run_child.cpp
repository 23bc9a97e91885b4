// fork and exec of this program.
#include "tests/fault/run_child.h"

#include <array>
#include <csignal>
#include <stdexcept>

#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

namespace lobby::fault {

std::filesystem::path journal_of(const std::filesystem::path& data) {
  return data.string() + journal_ending;
}

void Child::start(std::uint64_t seed, Mode mode) {
  order_.seed = seed;
  order_.mode = mode;
  std::array<std::string, 6> words = {"/proc/self/exe",
                                      "device",
                                      std::string(protocol::name_of(order_.role)),
                                      order_.data.string(),
                                      std::to_string(seed),
                                      mode == Mode::work ? "work" : "drain"};
  std::array<char*, 7> pointers{};
  for (std::size_t at = 0; at < words.size(); ++at) {
    pointers[at] = words[at].data();
  }
  const pid_t parent = ::getpid();
  process_ = ::fork();
  if (process_ < 0) {
    throw std::runtime_error("cannot start a device");
  }
  if (process_ == 0) {
    ::prctl(PR_SET_PDEATHSIG, SIGKILL);
    if (::getppid() != parent) {
      ::_exit(1);
    }
    ::execv(pointers[0], pointers.data());
    ::_exit(127);
  }
}

void Child::kill() {
  if (running()) {
    ::kill(process_, SIGKILL);
    ::waitpid(process_, nullptr, 0);
    process_ = 0;
  }
}

std::optional<int> Child::ended() {
  int status = 0;
  if (!running() || ::waitpid(process_, &status, WNOHANG) != process_) {
    return std::nullopt;
  }
  process_ = 0;
  return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

}  // namespace lobby::fault
