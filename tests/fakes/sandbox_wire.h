// What the sandbox's gateway and terminal share: a listener on 127.0.0.1 that serves one connection
// after another on a thread of its own, and the faults a test or a seed asks of it.
// Any thread.
#pragma once

#include <atomic>
#include <cstdint>
#include <deque>
#include <functional>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <thread>

#include "tests/fakes/seeded_entropy.h"

namespace lobby::tests {

enum class WireFault : std::uint8_t {
  none,
  lose_request,  // the connection ends before anything is done
  lose_reply,    // it ends after the work was done
  hang,          // the work is done and nothing is said until the other side gives up
  break_down,    // the work is done, the answer says that it was not (500; garbage on a terminal)
};
inline constexpr std::size_t wire_fault_count = 5;

// Appends what arrives next; false when the other side closed.
bool receive_more(int descriptor, std::string& text);
void send_all(int descriptor, std::string_view bytes);
// Until the other side closes, at most 20 s.
void wait_for_close(int descriptor);

class SandboxWire {
 public:
  // `serve` has one connection's descriptor for as long as it runs. Throws without a free port.
  explicit SandboxWire(std::function<void(int descriptor)> serve);
  ~SandboxWire();
  SandboxWire(const SandboxWire&) = delete;
  SandboxWire& operator=(const SandboxWire&) = delete;

  std::uint16_t port() const { return port_; }
  // For the next requests, in this order.
  void script(std::deque<WireFault> faults);
  // From now on one of `one_in` requests meets a fault; both follow from the seed.
  void faults_by_seed(std::uint64_t seed, std::uint64_t one_in);
  WireFault next_fault();

 private:
  void run();

  std::function<void(int)> serve_;
  int listener_ = -1;
  std::uint16_t port_ = 0;
  std::atomic<bool> stopping_ = false;
  std::mutex mutex_;
  std::deque<WireFault> script_;
  std::optional<SeededEntropy> random_;
  std::uint64_t one_in_ = 0;
  std::thread thread_;
};

}  // namespace lobby::tests
