// A TCP proxy on loopback that harms what goes through it: a connection may be delayed, cut, left
// half open, reset, have a byte changed, or trickle. Its own thread; the faults come from its seed.
// Members may be called from any thread.
#pragma once

#include <array>
#include <atomic>
#include <cstdint>
#include <list>
#include <string>
#include <string_view>
#include <thread>

#include "tests/sim/random.h"

namespace lobby::fault {

enum class Harm : std::uint8_t { none, delay, cut, half_open, reset, corrupt, slow };
inline constexpr std::size_t harm_count = 7;
std::string_view name_of(Harm harm);

class Proxy {
 public:
  // Throws std::runtime_error where it cannot listen.
  Proxy(std::uint16_t server_port, std::uint64_t seed);
  ~Proxy();
  Proxy(const Proxy&) = delete;
  Proxy& operator=(const Proxy&) = delete;

  std::uint16_t port() const { return port_; }
  // Nothing gets through while it is.
  void part(bool parted) { parted_ = parted; }
  // While it is not, it only carries; what was harmed is closed.
  void set_harmful(bool harmful) { healed_ = !harmful; }
  // How often each harm was done.
  std::array<std::int64_t, harm_count> done() const;

 private:
  using Milliseconds = std::int64_t;
  // One direction of a connection.
  struct Lane {
    int from = -1;
    int to = -1;
    std::string bytes;
    Milliseconds not_before = 0;
    bool ended = false;
  };
  struct Link {
    std::array<Lane, 2> lanes;
    Harm harm = Harm::none;
    std::int64_t harmless_bytes = 0;  // until it is done
    Milliseconds silent_until = 0;    // half open
    bool struck = false;
    bool closed = false;
  };

  void run();
  void accept_one();
  void carry(Link& link, Lane& lane, bool readable);
  bool read_some(Link& link, Lane& lane);
  void strike(Link& link, Lane& lane, std::size_t fresh);
  void write_some(const Link& link, Lane& lane);
  static void close_link(Link& link, bool by_reset);

  const std::uint16_t server_port_;
  sim::Random random_;
  int listener_ = -1;
  std::uint16_t port_ = 0;
  std::list<Link> links_;
  std::array<std::atomic<std::int64_t>, harm_count> done_{};
  std::atomic<bool> parted_ = false;
  std::atomic<bool> healed_ = false;
  std::atomic<bool> stopped_ = false;
  std::thread thread_;
};

}  // namespace lobby::fault
