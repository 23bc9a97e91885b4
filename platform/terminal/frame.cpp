// Non-blocking POSIX sockets and poll().
#include "platform/terminal/frame.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <limits>
#include <memory>

#include <netdb.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

namespace lobby::terminal {
namespace {

constexpr std::size_t length_digits = 4;

struct ReleaseAddresses {
  void operator()(addrinfo* list) const { ::freeaddrinfo(list); }
};
using AddressList = std::unique_ptr<addrinfo, ReleaseAddresses>;

AddressList resolve(const std::string& address, std::uint16_t port) {
  addrinfo wanted{};
  wanted.ai_flags = AI_NUMERICHOST | AI_NUMERICSERV;
  wanted.ai_socktype = SOCK_STREAM;
  addrinfo* found = nullptr;
  const bool numeric =
      ::getaddrinfo(address.c_str(), std::to_string(port).c_str(), &wanted, &found) == 0;
  return AddressList(numeric ? found : nullptr);
}

Error no_contact(int number) {
  return fail(ErrorCode::unavailable,
              "no contact with the card terminal: " + std::string(std::strerror(number)) +
                  "; check that it is on and its cable is in");
}

int milliseconds_until(Deadline deadline) {
  using std::chrono::milliseconds;
  const auto left = std::chrono::ceil<milliseconds>(deadline - std::chrono::steady_clock::now());
  return static_cast<int>(
      std::clamp<std::int64_t>(left.count(), 0, std::numeric_limits<int>::max()));
}

}  // namespace

Deadline deadline_after(Duration time) {
  return std::chrono::steady_clock::now() + std::chrono::milliseconds(time.ms);
}

std::string framed(std::string_view text) {
  constexpr std::size_t bytes_max = 9'999;
  CHECK(!text.empty() && text.size() <= bytes_max);
  std::string length = std::to_string(text.size());
  length.insert(0, length_digits - length.size(), '0');
  return length + std::string(text);
}

Result<Connection> Connection::open(const std::string& address, std::uint16_t port,
                                    Deadline deadline) {
  const AddressList list = resolve(address, port);
  if (!list) {
    return fail(ErrorCode::configuration,
                "'" + address + "' is not the numeric address of a card terminal");
  }
  Connection connection(::socket(list->ai_family, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0));
  if (connection.descriptor_ < 0) {
    return no_contact(errno);
  }
  if (::connect(connection.descriptor_, list->ai_addr, list->ai_addrlen) == 0) {
    return connection;
  }
  if (errno != EINPROGRESS) {
    return no_contact(errno);
  }
  if (const Status waited = connection.wait_for(POLLOUT, deadline); !waited) {
    return no_contact(ETIMEDOUT);
  }
  int number = 0;
  socklen_t size = sizeof(number);
  ::getsockopt(connection.descriptor_, SOL_SOCKET, SO_ERROR, &number, &size);
  return number == 0 ? Result<Connection>(std::move(connection)) : no_contact(number);
}

Connection::~Connection() {
  if (descriptor_ >= 0) {
    ::close(descriptor_);
  }
}

Status Connection::wait_for(short events, Deadline deadline) const {
  for (;;) {
    pollfd watched{descriptor_, events, 0};
    const int ready = ::poll(&watched, 1, milliseconds_until(deadline));
    if (ready > 0) {
      return done();
    }
    if (ready == 0) {
      return fail(ErrorCode::timed_out, "the card terminal gave no answer in time");
    }
    if (errno != EINTR) {
      return no_contact(errno);
    }
  }
}

Status Connection::send(std::string_view bytes, Deadline deadline) {
  while (!bytes.empty()) {
    if (Status waited = wait_for(POLLOUT, deadline); !waited) {
      return waited;
    }
    const ssize_t count = ::send(descriptor_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
    if (count > 0) {
      bytes.remove_prefix(static_cast<std::size_t>(count));
    } else if (errno != EINTR && errno != EAGAIN) {
      return no_contact(errno);
    }
  }
  return done();
}

Status Connection::receive_exactly(char* out, std::size_t count, Deadline deadline) {
  while (count > 0) {
    if (Status waited = wait_for(POLLIN, deadline); !waited) {
      return waited;
    }
    const ssize_t got = ::recv(descriptor_, out, count, 0);
    if (got == 0) {
      return fail(ErrorCode::unavailable, "the card terminal closed before it had answered");
    }
    if (got > 0) {
      out += got;
      count -= static_cast<std::size_t>(got);
    } else if (errno != EINTR && errno != EAGAIN) {
      return no_contact(errno);
    }
  }
  return done();
}

Result<std::string> Connection::receive(std::size_t bytes_max, Deadline deadline) {
  std::array<char, length_digits> digits{};
  if (const Status got = receive_exactly(digits.data(), digits.size(), deadline); !got) {
    return got.error();
  }
  std::size_t length = 0;
  for (const char digit : digits) {
    if (digit < '0' || digit > '9') {
      return fail(ErrorCode::malformed,
                  "what answers there does not speak the card terminal's protocol");
    }
    length = length * 10 + static_cast<std::size_t>(digit - '0');
  }
  if (length > bytes_max) {
    return fail(ErrorCode::too_large, "the card terminal's answer is over the limit");
  }
  std::string text(length, '\0');
  if (const Status got = receive_exactly(text.data(), text.size(), deadline); !got) {
    return got.error();
  }
  return text;
}

}  // namespace lobby::terminal
