// lobby-server stands beside the running test program.
#include "tests/fakes/server_process.h"

#include <chrono>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <stdexcept>
#include <thread>
#include <utility>

#include <signal.h>

namespace lobby::tests {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view listening = "listening on https://127.0.0.1:";
constexpr std::chrono::seconds start_within{30};
constexpr std::chrono::milliseconds look_every{5};

fs::path binary_directory() {
  return fs::read_symlink("/proc/self/exe").parent_path();
}

std::string server_program() {
  return (binary_directory() / "lobby-server").string();
}

std::string text_of(const fs::path& file) {
  std::ifstream input(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(input), {}};
}

fs::path server_directory() {
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
  std::vector<std::string> words{server_program()};
  words.insert(words.end(), arguments.begin(), arguments.end());
  return run_program(std::move(words));
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

ServerProcess::ServerProcess(CopyOf copy) : root_(server_directory()), data_(root_ / "server") {
  fs::copy(copy.first.data_, data_, fs::copy_options::recursive);
}

ServerProcess::ServerProcess(const fs::path& site_file, const std::vector<std::string>& options)
    : root_(server_directory()), data_(root_ / "server") {
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
  process_ = start_program(
      {server_program(), "serve", "--data", data_.string(), "--listen", listen}, output());
  wait_for_address();
}

void ServerProcess::wait_for_address() {
  const auto until = std::chrono::steady_clock::now() + start_within;
  for (;;) {
    const std::string printed = text_of(output());
    const std::size_t at = printed.find(listening);
    if (at != std::string::npos && printed.find('\n', at) != std::string::npos) {
      port_ = static_cast<std::uint16_t>(std::stoi(printed.substr(at + listening.size())));
      return;
    }
    if (ended_program(process_)) {
      process_ = 0;
    }
    if (!running() || std::chrono::steady_clock::now() > until) {
      kill();
      throw std::runtime_error("lobby-server does not listen: " + printed);
    }
    std::this_thread::sleep_for(look_every);
  }
}

void ServerProcess::stop() {
  if (!running()) {
    return;
  }
  ::kill(process_, SIGTERM);
  if (const int status = reap(); status != 0) {
    throw std::runtime_error("lobby-server ended with status " + std::to_string(status) + ": " +
                             text_of(output()));
  }
}

void ServerProcess::kill() {
  if (running()) {
    ::kill(process_, SIGKILL);
    reap();
  }
}

int ServerProcess::reap() {
  return wait_for_program(std::exchange(process_, 0));
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
