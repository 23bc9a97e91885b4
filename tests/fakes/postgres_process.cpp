// The guard's script, and the pipes to it.
#include "tests/fakes/postgres_process.h"

#include <array>
#include <cerrno>
#include <cstdlib>
#include <filesystem>
#include <stdexcept>

#include <fcntl.h>
#include <sys/wait.h>
#include <unistd.h>

#include "platform/postgres/connection.h"

namespace lobby::tests {
namespace {

namespace fs = std::filesystem;

constexpr int version_min = 15;

// $1 is the directory, $2 where PostgreSQL's programs are, $3 the server's settings. Standard input
// is the lifeline; the server does not inherit it. "ready" on standard output, or what went wrong.
constexpr const char* guard_script = R"sh(
directory=$1 programs=$2 settings=$3 server=
finish() {
  trap - EXIT
  [ -z "$server" ] || { kill -QUIT "$server"; wait "$server"; } 2>/dev/null
  rm -rf "$directory"
}
trap finish EXIT
trap '' INT TERM HUP PIPE
as_user=
if [ "$(id -u)" = 0 ]; then
  user=nobody
  ! id postgres >/dev/null 2>&1 || user=postgres
  chown "$user" "$directory"
  as_user="setpriv --reuid=$user --regid=$(id -g "$user") --clear-groups"
fi
cd "$directory" || exit 1
$as_user "$programs/initdb" -D "$directory/data" -U lobby -A trust -E UTF8 --locale=C.UTF-8 \
  --no-sync --wal-segsize=1 </dev/null >"$directory/log" 2>&1 || { cat "$directory/log"; exit 1; }
# shellcheck disable=SC2086 # several words
$as_user "$programs/postgres" -D "$directory/data" -k "$directory" -c listen_addresses= \
  $settings </dev/null >>"$directory/log" 2>&1 &
server=$!
tries=0
until "$programs/pg_isready" -q -h "$directory" -U lobby -d postgres; do
  tries=$((tries + 1))
  if [ "$tries" -gt 600 ] || ! kill -0 "$server" 2>/dev/null; then
    cat "$directory/log"
    exit 1
  fi
  sleep 0.05
done
echo ready
exec >/dev/null 2>&1
read -r nothing
)sh";

const char* settings_for(PostgresProcess::Commit commit) {
  return commit == PostgresProcess::Commit::flushed
             ? "-c fsync=on -c max_connections=100 -c max_wal_size=1GB"
             : "-c fsync=off -c max_connections=60 -c shared_buffers=16MB -c max_wal_size=32MB";
}

// The newest version that Debian's packages have put on the machine.
std::string find_programs() {
  int newest = 0;
  std::error_code error;
  for (const auto& entry : fs::directory_iterator("/usr/lib/postgresql", error)) {
    const int version = std::atoi(entry.path().filename().c_str());
    if (version > newest && fs::exists(entry.path() / "bin" / "initdb", error)) {
      newest = version;
    }
  }
  if (newest < version_min) {
    throw std::runtime_error(
        "no PostgreSQL 15 or newer in /usr/lib/postgresql; install the Debian package postgresql "
        "(platform/setup --tests does)");
  }
  return "/usr/lib/postgresql/" + std::to_string(newest) + "/bin";
}

std::string scratch_directory() {
  std::string pattern = (fs::temp_directory_path() / "lobby-postgres-XXXXXX").string();
  if (::mkdtemp(pattern.data()) == nullptr) {
    throw std::runtime_error("no scratch directory for PostgreSQL");
  }
  return pattern;
}

std::string read_all(int descriptor) {
  std::string text;
  std::array<char, 4096> buffer{};
  for (;;) {
    const ssize_t count = ::read(descriptor, buffer.data(), buffer.size());
    if (count < 0 && errno == EINTR) {
      continue;
    }
    if (count <= 0) {
      return text;
    }
    text.append(buffer.data(), static_cast<std::size_t>(count));
  }
}

}  // namespace

PostgresProcess& PostgresProcess::shared() {
  static PostgresProcess process;
  return process;
}

PostgresProcess::PostgresProcess(Commit commit) : programs_(find_programs()) {
  directory_ = scratch_directory();
  std::array<int, 2> life{};
  std::array<int, 2> output{};
  if (::pipe2(life.data(), O_CLOEXEC) != 0 || ::pipe2(output.data(), O_CLOEXEC) != 0) {
    throw std::runtime_error("no pipe for PostgreSQL");
  }
  guard_ = ::fork();
  if (guard_ == 0) {
    ::setpgid(0, 0);  // a terminal's interrupt is for the tests; the guard then cleans up
    ::dup2(life[0], STDIN_FILENO);
    ::dup2(output[1], STDOUT_FILENO);
    ::dup2(output[1], STDERR_FILENO);
    ::execl("/bin/sh", "sh", "-c", guard_script, "sh", directory_.c_str(), programs_.c_str(),
            settings_for(commit), static_cast<char*>(nullptr));
    ::_exit(127);
  }
  ::close(life[0]);
  ::close(output[1]);
  lifeline_ = life[1];
  const std::string said = read_all(output[0]);
  ::close(output[0]);
  if (said != "ready\n") {
    throw std::runtime_error("PostgreSQL does not start: " + said);
  }
}

PostgresProcess::~PostgresProcess() {
  ::close(lifeline_);
  while (::waitpid(guard_, nullptr, 0) < 0 && errno == EINTR) {
  }
}

std::string PostgresProcess::url_of(const std::string& schema) const {
  return "host=" + directory_ + " user=lobby dbname=postgres options='-c search_path=" + schema +
         "'";
}

std::string PostgresProcess::fresh_url() {
  const std::string schema = "test_" + std::to_string(++schemas_);
  const auto connection = postgres::Connection::open(url_of("public"));
  if (!connection) {
    throw std::runtime_error(to_string(connection.error()));
  }
  if (const Status made = (*connection)->execute("CREATE SCHEMA " + schema); !made) {
    throw std::runtime_error(to_string(made.error()));
  }
  return url_of(schema);
}

}  // namespace lobby::tests
