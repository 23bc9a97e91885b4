// Random bytes from the kernel (getrandom, random(7)).
// Any thread.
#pragma once

#include "core/port/entropy.h"

namespace lobby::system {

class SystemEntropy final : public port::Entropy {
 public:
  // Blocks only while the kernel has not gathered entropy since boot.
  void fill(std::span<std::uint8_t> bytes) override;
};

}  // namespace lobby::system
