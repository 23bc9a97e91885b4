// Frames on a TCP connection, each step within one deadline.
// One thread.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "core/base/result.h"
#include "core/base/time.h"

namespace lobby::terminal {

using Deadline = std::chrono::steady_clock::time_point;
Deadline deadline_after(Duration time);

// "0002{}". REQUIRES: 1 to 9999 bytes.
std::string framed(std::string_view text);

class Connection {
 public:
  // Errors: configuration (the address is not numeric), unavailable (nobody answers there).
  static Result<Connection> open(const std::string& address, std::uint16_t port, Deadline deadline);
  Connection(Connection&& other) noexcept : descriptor_(other.descriptor_) {
    other.descriptor_ = -1;
  }
  Connection& operator=(Connection&&) = delete;
  ~Connection();

  // Errors: unavailable (it was closed), timed_out.
  Status send(std::string_view bytes, Deadline deadline);
  // One frame's content. Errors: as of send(), malformed (no length), too_large.
  Result<std::string> receive(std::size_t bytes_max, Deadline deadline);

 private:
  explicit Connection(int descriptor) : descriptor_(descriptor) {}
  Status wait_for(short events, Deadline deadline) const;
  Status receive_exactly(char* out, std::size_t count, Deadline deadline);

  int descriptor_ = -1;
};

}  // namespace lobby::terminal
