// One datagram a fact.
#include "platform/system/service_notice.h"

#include <charconv>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <utility>

#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

namespace lobby::system {
namespace {

std::string environment(const char* name) {
  const char* value = std::getenv(name);
  return value == nullptr ? std::string() : std::string(value);
}

std::chrono::microseconds watchdog_of(std::string_view text) {
  std::int64_t microseconds = 0;
  const auto read = std::from_chars(text.data(), text.data() + text.size(), microseconds);
  return std::chrono::microseconds(read.ec == std::errc() && microseconds > 0 ? microseconds : 0);
}

}  // namespace

ServiceNotice ServiceNotice::from_environment() {
  const std::string address = environment("NOTIFY_SOCKET");
  const bool usable = (address.starts_with('/') || address.starts_with('@')) &&
                      address.size() < sizeof(sockaddr_un{}.sun_path);
  const int socket = usable ? ::socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0) : -1;
  return {socket, address, watchdog_of(environment("WATCHDOG_USEC"))};
}

ServiceNotice::ServiceNotice(ServiceNotice&& other) noexcept
    : socket_(std::exchange(other.socket_, -1)),
      address_(std::move(other.address_)),
      watchdog_(other.watchdog_),
      told_(other.told_) {}

ServiceNotice::~ServiceNotice() {
  if (socket_ >= 0) {
    ::close(socket_);
  }
}

void ServiceNotice::alive() {
  const auto now = std::chrono::steady_clock::now();
  if (watchdog_.count() == 0 || now - told_ < watchdog_ / 2) {
    return;
  }
  told_ = now;
  tell("WATCHDOG=1");
}

void ServiceNotice::tell(std::string_view text) const {
  if (socket_ < 0) {
    return;
  }
  sockaddr_un to{};
  to.sun_family = AF_UNIX;
  std::memcpy(to.sun_path, address_.data(), address_.size());
  if (to.sun_path[0] == '@') {
    to.sun_path[0] = '\0';  // a name that is no file
  }
  const auto length = static_cast<socklen_t>(offsetof(sockaddr_un, sun_path) + address_.size());
  // A manager that does not read is its own trouble; the next word comes soon.
  (void)::sendto(socket_, text.data(), text.size(), MSG_NOSIGNAL,
                 reinterpret_cast<const sockaddr*>(&to), length);
}

}  // namespace lobby::system
