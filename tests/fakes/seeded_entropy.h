// Random bytes that a seed replays (SplitMix64, Steele et al. 2014), and small draws from them.
// One thread.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

#include "core/port/entropy.h"

namespace lobby::tests {

class SeededEntropy final : public port::Entropy {
 public:
  explicit SeededEntropy(std::uint64_t seed) : state_(seed) {}

  void fill(std::span<std::uint8_t> bytes) override {
    for (std::uint8_t& byte : bytes) {
      byte = static_cast<std::uint8_t>(next());
    }
  }
  std::uint64_t next() {
    state_ += 0x9E3779B97F4A7C15ULL;
    std::uint64_t z = state_;
    z = (z ^ (z >> 30U)) * 0xBF58476D1CE4E5B9ULL;
    z = (z ^ (z >> 27U)) * 0x94D049BB133111EBULL;
    return z ^ (z >> 31U);
  }
  // REQUIRES: least <= most.
  std::int64_t between(std::int64_t least, std::int64_t most) {
    const std::uint64_t width = static_cast<std::uint64_t>(most - least) + 1U;
    return least + static_cast<std::int64_t>(width == 0 ? next() : next() % width);
  }
  std::size_t below(std::size_t bound) { return static_cast<std::size_t>(next() % bound); }
  bool chance(std::uint64_t one_in) { return next() % one_in == 0; }

 private:
  std::uint64_t state_;
};

}  // namespace lobby::tests
