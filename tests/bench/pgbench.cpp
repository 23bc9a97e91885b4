// fork, exec and a pipe.
#include "tests/bench/pgbench.h"

#include <array>
#include <cerrno>
#include <stdexcept>
#include <vector>

#include <fcntl.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

namespace lobby::bench {
namespace {

std::vector<std::string> words_of(const PgbenchOrder& order) {
  std::vector<std::string> words{order.programs + "/pgbench",
                                 "--no-vacuum",
                                 "--protocol=prepared",
                                 "--file=" + order.script.string(),
                                 "--client=" + std::to_string(order.clients),
                                 "--jobs=" + std::to_string(order.clients == 1 ? 1 : 2),
                                 "--time=" + std::to_string(order.seconds)};
  for (const auto& [name, value] : order.variables) {
    words.emplace_back("--define=").append(name).append("=").append(value);
  }
  words.push_back(order.database_url);
  return words;
}

// What it printed. The child ends with this process.
std::string run(std::vector<std::string> words) {
  std::vector<char*> pointers;
  pointers.reserve(words.size() + 1);
  for (std::string& word : words) {
    pointers.push_back(word.data());
  }
  pointers.push_back(nullptr);
  std::array<int, 2> ends{};
  if (::pipe2(ends.data(), O_CLOEXEC) != 0) {
    throw std::runtime_error("no pipe for pgbench");
  }
  const pid_t process = ::fork();
  if (process == 0) {
    ::prctl(PR_SET_PDEATHSIG, SIGKILL);
    ::dup2(ends[1], STDOUT_FILENO);
    ::dup2(ends[1], STDERR_FILENO);
    ::execv(pointers[0], pointers.data());
    ::_exit(127);
  }
  ::close(ends[1]);
  std::string printed;
  std::array<char, 4096> buffer{};
  for (ssize_t count = 0; (count = ::read(ends[0], buffer.data(), buffer.size())) > 0;) {
    printed.append(buffer.data(), static_cast<std::size_t>(count));
  }
  ::close(ends[0]);
  int status = 0;
  while (::waitpid(process, &status, 0) < 0 && errno == EINTR) {
  }
  if (!WIFEXITED(status) || WEXITSTATUS(status) != 0) {
    throw std::runtime_error("pgbench failed: " + printed);
  }
  return printed;
}

}  // namespace

double run_pgbench(const PgbenchOrder& order) {
  const std::string printed = run(words_of(order));
  const std::string mark = "\ntps = ";
  const std::size_t at = printed.find(mark);
  if (at == std::string::npos || printed.find("aborted") != std::string::npos) {
    throw std::runtime_error("pgbench told no rate: " + printed);
  }
  return std::stod(printed.substr(at + mark.size()));
}

}  // namespace lobby::bench
