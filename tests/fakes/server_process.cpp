// fork, exec and pipes round lobby-server, which stands beside the running test program.
#include "tests/fakes/server_process.h"

#include <array>
#include <cerrno>
#include <cstdlib>
#include <stdexcept>

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

namespace lobby::tests {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view listening = "listening on https://127.0.0.1:";
constexpr int start_timeout_ms = 30'000;

fs::path binary_directory() {
  return fs::read_symlink("/proc/self/exe").parent_path();
}

struct Child {
  pid_t process = 0;
  int output = -1;
};

// The child ends with this process, whatever happens to it.
Child spawn(const std::vector<std::string>& arguments) {
  const std::string program = (binary_directory() / "lobby-server").string();
  std::vector<std::string> words{program};
  words.insert(words.end(), arguments.begin(), arguments.end());
  std::vector<char*> pointers;
  for (std::string& word : words) {
    pointers.push_back(word.data());
  }
  pointers.push_back(nullptr);
  std::array<int, 2> ends{};
  if (::pipe2(ends.data(), O_CLOEXEC) != 0) {
    throw std::runtime_error("no pipe for lobby-server");
  }
  const pid_t process = ::fork();
  if (process < 0) {
    throw std::runtime_error("cannot start lobby-server");
  }
  if (process == 0) {
    ::prctl(PR_SET_PDEATHSIG, SIGKILL);
    ::dup2(ends[1], STDOUT_FILENO);
    ::dup2(ends[1], STDERR_FILENO);
    ::execv(program.c_str(), pointers.data());
    ::_exit(127);
  }
  ::close(ends[1]);
  return {process, ends[0]};
}

// False at the end of the output, or when `timeout_ms` is over.
bool read_some(int descriptor, std::string& text, int timeout_ms) {
  pollfd waiting{descriptor, POLLIN, 0};
  if (::poll(&waiting, 1, timeout_ms) <= 0) {
    return false;
  }
  std::array<char, 4096> buffer{};
  const ssize_t count = ::read(descriptor, buffer.data(), buffer.size());
  if (count <= 0) {
    return false;
  }
  text.append(buffer.data(), static_cast<std::size_t>(count));
  return true;
}

int wait_for(pid_t process) {
  int status = 0;
  while (::waitpid(process, &status, 0) < 0 && errno == EINTR) {
  }
  return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

fs::path scratch_directory() {
  std::string pattern = (fs::temp_directory_path() / "lobby-server-XXXXXX").string();
  if (::mkdtemp(pattern.data()) == nullptr) {
    throw std::runtime_error("no scratch directory for lobby-server");
  }
  return pattern;
}

std::string word_after(const std::string& text, const std::string& option) {
  const std::size_t at = text.find(option + " ");
  if (at == std::string::npos) {
    throw std::runtime_error("no " + option + " in: " + text);
  }
  const std::size_t from = at + option.size() + 1;
  return text.substr(from, text.find_first_of(" \n", from) - from);
}

fs::path demo_hotel() {
  return binary_directory().parent_path() / "assets" / "site" / "yunting.toml";
}

}  // namespace

ProgramResult run_server_program(const std::vector<std::string>& arguments) {
  const Child child = spawn(arguments);
  ProgramResult result;
  while (read_some(child.output, result.output, -1)) {
  }
  ::close(child.output);
  result.status = wait_for(child.process);
  return result;
}

ServerProcess::ServerProcess() : ServerProcess(demo_hotel(), {}) {}

ServerProcess::ServerProcess(const fs::path& site_file) : ServerProcess(site_file, {}) {}

std::unique_ptr<ServerProcess> ServerProcess::on_database(const std::string& url) {
  return on_database(url, demo_hotel());
}

std::unique_ptr<ServerProcess> ServerProcess::on_database(const std::string& url,
                                                          const fs::path& site_file) {
  return std::unique_ptr<ServerProcess>(new ServerProcess(site_file, {"--database", url}));
}

std::unique_ptr<ServerProcess> ServerProcess::beside(const ServerProcess& first) {
  return std::unique_ptr<ServerProcess>(new ServerProcess(CopyOf{first}));
}

ServerProcess::ServerProcess(CopyOf copy) : root_(scratch_directory()), data_(root_ / "server") {
  fs::copy(copy.first.data_, data_, fs::copy_options::recursive);
}

ServerProcess::ServerProcess(const fs::path& site_file, const std::vector<std::string>& options)
    : root_(scratch_directory()), data_(root_ / "server") {
  std::vector<std::string> words{"init", "--site", site_file.string()};
  words.insert(words.end(), options.begin(), options.end());
  run(words);
}

ServerProcess::~ServerProcess() {
  kill();
  std::error_code ignored;
  fs::remove_all(root_, ignored);
}

void ServerProcess::start() {
  if (running()) {
    return;
  }
  const std::string listen = "127.0.0.1:" + std::to_string(port_);
  const Child child = spawn({"serve", "--data", data_.string(), "--listen", listen});
  process_ = child.process;
  output_ = child.output;
  printed_.clear();
  wait_for_address();
}

void ServerProcess::wait_for_address() {
  for (;;) {
    const std::size_t at = printed_.find(listening);
    if (at != std::string::npos && printed_.find('\n', at) != std::string::npos) {
      port_ = static_cast<std::uint16_t>(std::stoi(printed_.substr(at + listening.size())));
      return;
    }
    if (!read_some(output_, printed_, start_timeout_ms)) {
      kill();
      throw std::runtime_error("lobby-server does not listen: " + printed_);
    }
  }
}

void ServerProcess::stop() {
  if (!running()) {
    return;
  }
  ::kill(process_, SIGTERM);
  if (const int status = reap(); status != 0) {
    throw std::runtime_error("lobby-server ended with status " + std::to_string(status) + ": " +
                             printed_);
  }
}

void ServerProcess::kill() {
  if (running()) {
    ::kill(process_, SIGKILL);
    reap();
  }
}

int ServerProcess::reap() {
  while (read_some(output_, printed_, -1)) {
  }
  const int status = wait_for(process_);
  ::close(output_);
  output_ = -1;
  process_ = 0;
  return status;
}

ServerProcess::Enrolment ServerProcess::order_enrolment(const std::string& name,
                                                        protocol::DeviceRole role) {
  const std::string printed =
      run({"enrol", "--name", name, "--role", std::string(protocol::name_of(role))});
  return {word_after(printed, "--server"), word_after(printed, "--code"),
          word_after(printed, "--ca-fingerprint")};
}

std::string ServerProcess::run(const std::vector<std::string>& arguments) {
  std::vector<std::string> words{arguments.front(), "--data", data_.string()};
  words.insert(words.end(), arguments.begin() + 1, arguments.end());
  const ProgramResult result = run_server_program(words);
  if (result.status != 0) {
    throw std::runtime_error("lobby-server " + arguments.front() + " failed: " + result.output);
  }
  return result.output;
}

}  // namespace lobby::tests
