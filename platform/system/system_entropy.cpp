// getrandom until every byte is filled.
#include "platform/system/system_entropy.h"

#include <cerrno>

#include <sys/random.h>

#include "core/base/check.h"

namespace lobby::system {

void SystemEntropy::fill(std::span<std::uint8_t> bytes) {
  while (!bytes.empty()) {
    const ssize_t count = ::getrandom(bytes.data(), bytes.size(), 0);
    CHECK(count > 0 || errno == EINTR);
    bytes = bytes.subspan(count > 0 ? static_cast<std::size_t>(count) : 0);
  }
}

}  // namespace lobby::system
