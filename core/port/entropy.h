// The entropy port: random bytes fit for keys and identities.
// Any thread.
#pragma once

#include <cstdint>
#include <span>

namespace lobby::port {

class Entropy {
 public:
  virtual ~Entropy() = default;
  virtual void fill(std::span<std::uint8_t> bytes) = 0;
};

}  // namespace lobby::port
