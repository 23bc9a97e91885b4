// Plain POSIX sockets, one connection at a time.
#include "tests/fakes/sandbox_wire.h"

#include <array>
#include <stdexcept>
#include <utility>

#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

namespace lobby::tests {

bool receive_more(int descriptor, std::string& text) {
  std::array<char, 4096> buffer{};
  const ssize_t count = ::recv(descriptor, buffer.data(), buffer.size(), 0);
  if (count <= 0) {
    return false;
  }
  text.append(buffer.data(), static_cast<std::size_t>(count));
  return true;
}

void send_all(int descriptor, std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t count = ::send(descriptor, bytes.data(), bytes.size(), MSG_NOSIGNAL);
    if (count <= 0) {
      return;
    }
    bytes.remove_prefix(static_cast<std::size_t>(count));
  }
}

void wait_for_close(int descriptor) {
  constexpr int wait_ms = 20'000;
  pollfd watched{descriptor, POLLIN, 0};
  ::poll(&watched, 1, wait_ms);
}

SandboxWire::SandboxWire(std::function<void(int)> serve) : serve_(std::move(serve)) {
  listener_ = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  auto* general = reinterpret_cast<sockaddr*>(&address);
  socklen_t size = sizeof(address);
  if (listener_ < 0 || ::bind(listener_, general, size) != 0 || ::listen(listener_, 16) != 0 ||
      ::getsockname(listener_, general, &size) != 0) {
    throw std::runtime_error("the sandbox cannot listen on 127.0.0.1");
  }
  port_ = ntohs(address.sin_port);
  thread_ = std::thread([this] { run(); });
}

SandboxWire::~SandboxWire() {
  stopping_ = true;
  ::shutdown(listener_, SHUT_RDWR);  // ends accept()
  thread_.join();
  ::close(listener_);
}

void SandboxWire::script(std::deque<WireFault> faults) {
  const std::scoped_lock lock(mutex_);
  script_ = std::move(faults);
}

void SandboxWire::faults_by_seed(std::uint64_t seed, std::uint64_t one_in) {
  const std::scoped_lock lock(mutex_);
  random_.emplace(seed);
  one_in_ = one_in;
}

WireFault SandboxWire::next_fault() {
  const std::scoped_lock lock(mutex_);
  if (!script_.empty()) {
    const WireFault fault = script_.front();
    script_.pop_front();
    return fault;
  }
  if (!random_ || one_in_ == 0 || !random_->chance(one_in_)) {
    return WireFault::none;
  }
  return static_cast<WireFault>(1 + random_->below(wire_fault_count - 1));
}

void SandboxWire::run() {
  while (!stopping_) {
    const int descriptor = ::accept4(listener_, nullptr, nullptr, SOCK_CLOEXEC);
    if (descriptor < 0) {
      continue;
    }
    serve_(descriptor);
    ::close(descriptor);
  }
}

}  // namespace lobby::tests
