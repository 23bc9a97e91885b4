// A private PostgreSQL server for tests: its own directory, reached by a unix socket only, under an
// unprivileged user when the tests run as root (initdb refuses root). A shell script guards it: it
// stops the server and deletes the directory when this process ends, however that comes about.
// Unless it is asked to flush, fsync is off: tests are about answers, not about power cuts.
// Failures throw std::runtime_error, naming the Debian package where the programs are missing.
// One thread makes it; any may ask for a url.
#pragma once

#include <atomic>
#include <cstdint>
#include <string>

#include <sys/types.h>

namespace lobby::tests {

class PostgresProcess {
 public:
  // The one of this test program, started when it is first asked for.
  static PostgresProcess& shared();

  // What a commit waits for, and with it how much memory the server takes: a small one for tests,
  // its own defaults where it is measured.
  enum class Commit : std::uint8_t { unflushed, flushed };

  explicit PostgresProcess(Commit commit = Commit::unflushed);
  ~PostgresProcess();
  PostgresProcess(const PostgresProcess&) = delete;
  PostgresProcess& operator=(const PostgresProcess&) = delete;

  // A libpq connection string to a schema that nobody has used: as good as an empty database.
  std::string fresh_url();
  // Where PostgreSQL's programs are.
  const std::string& programs() const { return programs_; }

 private:
  std::string url_of(const std::string& schema) const;

  std::string programs_;
  std::string directory_;
  pid_t guard_ = 0;
  int lifeline_ = -1;  // the guard ends the server when this closes
  std::atomic<int> schemas_ = 0;
};

}  // namespace lobby::tests
