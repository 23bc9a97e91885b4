// One poll loop over all sockets.
#include "tests/fault/run_proxy.h"

#include <algorithm>
#include <chrono>
#include <stdexcept>
#include <vector>

#include <arpa/inet.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

namespace lobby::fault {
namespace {

constexpr std::array<std::string_view, harm_count> names = {"none",  "delayed", "cut", "half open",
                                                            "reset", "corrupt", "slow"};
constexpr int tick_ms = 10;
constexpr std::size_t lane_bytes_max = 256 * 1024;
constexpr std::size_t slow_bytes = 256;
constexpr std::int64_t harmless_bytes_max = 60'000;
constexpr std::int64_t half_open_ms_max = 20'000;
constexpr std::int64_t delay_ms_max = 700;

std::int64_t now_ms() {
  return std::chrono::duration_cast<std::chrono::milliseconds>(
             std::chrono::steady_clock::now().time_since_epoch())
      .count();
}

sockaddr_in loopback(std::uint16_t port) {
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(port);
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  return address;
}

int new_socket() {
  const int made = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  if (made < 0) {
    throw std::runtime_error("the fault proxy has no socket");
  }
  return made;
}

void never_wait(int descriptor) {
  ::fcntl(descriptor, F_SETFL, ::fcntl(descriptor, F_GETFL) | O_NONBLOCK);
}

}  // namespace

std::string_view name_of(Harm harm) {
  return names[static_cast<std::size_t>(harm)];
}

Proxy::Proxy(std::uint16_t server_port, std::uint64_t seed)
    : server_port_(server_port), random_(seed), listener_(new_socket()) {
  sockaddr_in address = loopback(0);
  socklen_t size = sizeof address;
  auto* any = reinterpret_cast<sockaddr*>(&address);
  if (::bind(listener_, any, size) != 0 || ::listen(listener_, 64) != 0 ||
      ::getsockname(listener_, any, &size) != 0) {
    throw std::runtime_error("the fault proxy cannot listen");
  }
  never_wait(listener_);
  port_ = ntohs(address.sin_port);
  thread_ = std::thread([this] { run(); });
}

Proxy::~Proxy() {
  stopped_ = true;
  thread_.join();
  for (Link& link : links_) {
    close_link(link, false);
  }
  ::close(listener_);
}

std::array<std::int64_t, harm_count> Proxy::done() const {
  std::array<std::int64_t, harm_count> counts{};
  std::ranges::transform(done_, counts.begin(), [](const auto& count) { return count.load(); });
  return counts;
}

void Proxy::run() {
  while (!stopped_) {
    std::vector<pollfd> watched{{listener_, POLLIN, 0}};
    for (const Link& link : links_) {
      for (const Lane& lane : link.lanes) {
        const bool reads = !lane.ended && lane.bytes.size() < lane_bytes_max;
        watched.push_back({reads ? lane.from : -1, POLLIN, 0});
      }
    }
    ::poll(watched.data(), watched.size(), tick_ms);
    std::size_t at = 1;
    for (Link& link : links_) {
      for (Lane& lane : link.lanes) {
        carry(link, lane, watched[at++].revents != 0);
      }
      if (parted_ || (healed_ && link.struck)) {
        close_link(link, false);
      }
    }
    std::erase_if(links_, [](const Link& link) { return link.closed; });
    if ((watched[0].revents & POLLIN) != 0) {
      accept_one();
    }
  }
}

void Proxy::accept_one() {
  const int client = ::accept4(listener_, nullptr, nullptr, SOCK_CLOEXEC | SOCK_NONBLOCK);
  if (client < 0) {
    return;
  }
  const int server = new_socket();
  const sockaddr_in address = loopback(server_port_);
  // On loopback a connection is made or refused at once.
  if (parted_ ||
      ::connect(server, reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0) {
    ::close(client);
    ::close(server);
    return;
  }
  never_wait(server);
  Link link;
  link.lanes = {Lane{client, server, {}, 0, false}, Lane{server, client, {}, 0, false}};
  if (!healed_) {
    link.harm = static_cast<Harm>(random_.below(harm_count));
    link.harmless_bytes = random_.between(0, harmless_bytes_max);
  }
  links_.push_back(std::move(link));
}

void Proxy::carry(Link& link, Lane& lane, bool readable) {
  if (link.closed || (readable && !read_some(link, lane))) {
    return;
  }
  const std::int64_t now = now_ms();
  if (link.silent_until != 0) {
    lane.bytes.clear();
    if (now >= link.silent_until) {
      close_link(link, false);
    }
    return;
  }
  if (now >= lane.not_before && !lane.bytes.empty()) {
    write_some(link, lane);
  }
  if (lane.ended && lane.bytes.empty()) {
    ::shutdown(lane.to, SHUT_WR);
    if (std::ranges::all_of(link.lanes, &Lane::ended)) {
      close_link(link, false);
    }
  }
}

// False when the link is closed by it.
bool Proxy::read_some(Link& link, Lane& lane) {
  std::array<char, 16 * 1024> buffer{};
  const ssize_t count = ::read(lane.from, buffer.data(), buffer.size());
  if (count < 0) {
    if (errno != EAGAIN && errno != EINTR) {
      close_link(link, false);
    }
    return !link.closed;
  }
  if (count == 0) {
    lane.ended = true;
    return true;
  }
  lane.bytes.append(buffer.data(), static_cast<std::size_t>(count));
  link.harmless_bytes -= count;
  if (link.harm != Harm::none && link.harmless_bytes < 0 && !healed_) {
    strike(link, lane, static_cast<std::size_t>(count));
  }
  return !link.closed;
}

// `fresh` is how many bytes of the lane came last.
void Proxy::strike(Link& link, Lane& lane, std::size_t fresh) {
  const bool first = !link.struck;
  link.struck = true;
  if (first) {
    done_[static_cast<std::size_t>(link.harm)] += 1;
  }
  switch (link.harm) {
    case Harm::none:
    case Harm::slow:
      return;
    case Harm::delay:
      lane.not_before = now_ms() + random_.between(1, delay_ms_max);
      return;
    case Harm::cut:
      close_link(link, false);
      return;
    case Harm::reset:
      close_link(link, true);
      return;
    case Harm::half_open:
      link.silent_until = now_ms() + random_.between(1, half_open_ms_max);
      return;
    case Harm::corrupt:
      if (first) {
        lane.bytes[lane.bytes.size() - 1 - random_.below(fresh)] ^=
            static_cast<char>(1U << random_.below(8));
      }
      return;
  }
}

void Proxy::write_some(const Link& link, Lane& lane) {
  const bool trickles = link.harm == Harm::slow && link.struck;
  const std::size_t size = trickles ? std::min(lane.bytes.size(), slow_bytes) : lane.bytes.size();
  const ssize_t count = ::send(lane.to, lane.bytes.data(), size, MSG_NOSIGNAL);
  if (count > 0) {
    lane.bytes.erase(0, static_cast<std::size_t>(count));
  } else if (count < 0 && errno != EAGAIN && errno != EINTR) {
    lane.bytes.clear();
    lane.ended = true;
  }
  if (trickles) {
    lane.not_before = now_ms() + tick_ms;
  }
}

void Proxy::close_link(Link& link, bool by_reset) {
  if (link.closed) {
    return;
  }
  for (const Lane& lane : link.lanes) {
    if (by_reset) {
      const linger at_once{1, 0};
      ::setsockopt(lane.from, SOL_SOCKET, SO_LINGER, &at_once, sizeof at_once);
    }
    ::close(lane.from);
  }
  link.closed = true;
}

}  // namespace lobby::fault
