// The real lobby-server as a child process, on a scratch data directory and a free port: what
// tests and the tour talk to. Failures throw std::runtime_error with what the program printed.
// One thread.
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include <sys/types.h>

#include "core/protocol/feed.h"
#include "tests/fakes/program.h"

namespace lobby::tests {

// Runs lobby-server with these arguments to its end.
ProgramResult run_server_program(const std::vector<std::string>& arguments);

class ServerProcess {
 public:
  // What `lobby-server enrol` printed.
  struct Enrolment {
    std::string server_url;
    std::string code;
    std::string ca_fingerprint;
  };

  // init with this catalogue (the demo hotel by default); not started yet.
  ServerProcess();
  explicit ServerProcess(const std::filesystem::path& site_file);
  // The demo hotel, or another catalogue, on a PostgreSQL database.
  static std::unique_ptr<ServerProcess> on_database(const std::string& url);
  static std::unique_ptr<ServerProcess> on_database(const std::string& url,
                                                    const std::filesystem::path& site_file);
  // A second program of the same house: a copy of the first one's data directory, and with it the
  // same database. REQUIRES: `first` is on_database().
  static std::unique_ptr<ServerProcess> beside(const ServerProcess& first);
  ~ServerProcess();  // kills it and removes the directory
  ServerProcess(const ServerProcess&) = delete;
  ServerProcess& operator=(const ServerProcess&) = delete;

  // On a free port the first time, on the same one ever after; returns when it listens.
  void start();
  void stop();  // SIGTERM; waits for the end, which must be clean
  void kill();  // SIGKILL
  bool running() const { return process_ > 0; }

  std::uint16_t port() const { return port_; }
  std::string url() const { return "https://127.0.0.1:" + std::to_string(port_); }
  const std::filesystem::path& data() const { return data_; }

  // REQUIRES: started once, so that the address is known.
  Enrolment order_enrolment(const std::string& name, protocol::DeviceRole role);
  // A subcommand on this directory: run({"cancel", "YT7K3MQ9"}). Throws unless it exits with 0.
  std::string run(const std::vector<std::string>& arguments);

 private:
  struct CopyOf {
    const ServerProcess& first;
  };
  explicit ServerProcess(CopyOf copy);
  // `options` are further ones of init.
  ServerProcess(const std::filesystem::path& site_file, const std::vector<std::string>& options);
  void wait_for_address();
  int reap();
  // What the running server prints.
  std::filesystem::path output() const { return root_ / "output"; }

  std::filesystem::path root_;
  std::filesystem::path data_;
  pid_t process_ = 0;
  std::uint16_t port_ = 0;
};

}  // namespace lobby::tests
