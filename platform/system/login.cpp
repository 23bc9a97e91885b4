// getpwuid_r and one variable of the environment.
#include "platform/system/login.h"

#include <cstdlib>
#include <vector>

#include <pwd.h>
#include <unistd.h>

namespace lobby::system {
namespace {

constexpr std::size_t entry_bytes_max = 16 * 1024;  // an entry of the user database

}  // namespace

std::string login_name() {
  // Read before the first thread that could change it.
  const char* behind_sudo = std::getenv("SUDO_USER");  // NOLINT(concurrency-mt-unsafe)
  if (behind_sudo != nullptr && behind_sudo[0] != '\0') {
    return behind_sudo;
  }
  const uid_t user = ::getuid();
  std::vector<char> buffer(entry_bytes_max);
  passwd entry{};
  passwd* found = nullptr;
  const int failed = ::getpwuid_r(user, &entry, buffer.data(), buffer.size(), &found);
  if (failed == 0 && found != nullptr && found->pw_name[0] != '\0') {
    return found->pw_name;
  }
  return "uid " + std::to_string(user);
}

}  // namespace lobby::system
