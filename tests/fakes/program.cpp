// fork, exec and a pipe or a file.
#include "tests/fakes/program.h"

#include <array>
#include <cerrno>
#include <stdexcept>

#include <fcntl.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

namespace lobby::tests {
namespace {

pid_t spawn(std::vector<std::string>& words, int output) {
  std::vector<char*> pointers;
  pointers.reserve(words.size() + 1);
  for (std::string& word : words) {
    pointers.push_back(word.data());
  }
  pointers.push_back(nullptr);
  const pid_t process = ::fork();
  if (process < 0) {
    throw std::runtime_error("cannot start " + words.front());
  }
  if (process == 0) {
    ::prctl(PR_SET_PDEATHSIG, SIGKILL);
    ::dup2(output, STDOUT_FILENO);
    ::dup2(output, STDERR_FILENO);
    ::execv(pointers[0], pointers.data());
    ::_exit(127);
  }
  return process;
}

int status_of(int waited) {
  return WIFEXITED(waited) ? WEXITSTATUS(waited) : 128 + WTERMSIG(waited);
}

}  // namespace

ProgramResult run_program(std::vector<std::string> words) {
  std::array<int, 2> ends{};
  if (::pipe2(ends.data(), O_CLOEXEC) != 0) {
    throw std::runtime_error("no pipe for " + words.front());
  }
  const pid_t process = spawn(words, ends[1]);
  ::close(ends[1]);
  ProgramResult result;
  std::array<char, 4096> buffer{};
  for (;;) {
    const ssize_t count = ::read(ends[0], buffer.data(), buffer.size());
    if (count < 0 && errno == EINTR) {
      continue;
    }
    if (count <= 0) {
      break;
    }
    result.output.append(buffer.data(), static_cast<std::size_t>(count));
  }
  ::close(ends[0]);
  result.status = wait_for_program(process);
  return result;
}

pid_t start_program(std::vector<std::string> words, const std::filesystem::path& output) {
  const int file = ::open(output.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
  if (file < 0) {
    throw std::runtime_error("no file " + output.string() + " for what " + words.front() +
                             " prints");
  }
  const pid_t process = spawn(words, file);
  ::close(file);
  return process;
}

std::optional<int> ended_program(pid_t process) {
  int waited = 0;
  return ::waitpid(process, &waited, WNOHANG) == process ? std::optional(status_of(waited))
                                                         : std::nullopt;
}

int wait_for_program(pid_t process) {
  int waited = 0;
  pid_t ended = -1;
  while ((ended = ::waitpid(process, &waited, 0)) < 0 && errno == EINTR) {
  }
  if (ended != process) {
    throw std::runtime_error("no such child process to wait for");
  }
  return status_of(waited);
}

}  // namespace lobby::tests
