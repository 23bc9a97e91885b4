// A private PostgreSQL server for tests: its own directory, reached by a unix socket only, under an
// unprivileged user when the tests run as root (initdb refuses root). A shell script guards it: it
// stops the server and deletes the directory when this process ends, however that comes about.
// fsync is off: these tests are about answers, not about power cuts.
// Failures throw std::runtime_error, naming the Debian package where the programs are missing.
// One thread makes it; any may ask for a url.
#pragma once

#include <atomic>
#include <string>

#include <sys/types.h>

namespace lobby::tests {

class PostgresProcess {
 public:
  // The one of this test program, started when it is first asked for.
  static PostgresProcess& shared();

  PostgresProcess();
  ~PostgresProcess();
  PostgresProcess(const PostgresProcess&) = delete;
  PostgresProcess& operator=(const PostgresProcess&) = delete;

  // A libpq connection string to a schema that nobody has used: as good as an empty database.
  std::string fresh_url();

 private:
  std::string url_of(const std::string& schema) const;

  std::string directory_;
  pid_t guard_ = 0;
  int lifeline_ = -1;  // the guard ends the server when this closes
  std::atomic<int> schemas_ = 0;
};

}  // namespace lobby::tests
