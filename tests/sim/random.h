// The simulator's own random numbers: PCG-XSH-RR 64/32 (O'Neill 2014), so that a seed means the
// same on every machine. Draws use no distribution of the standard library.
// One thread.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

#include "core/port/entropy.h"

namespace lobby::sim {

class Random final : public port::Entropy {
 public:
  explicit Random(std::uint64_t seed) {
    next();
    state_ += seed;
    next();
  }

  std::uint32_t next() {
    const std::uint64_t old = state_;
    state_ = old * 6'364'136'223'846'793'005ULL + 1'442'695'040'888'963'407ULL;
    const auto shifted = static_cast<std::uint32_t>(((old >> 18U) ^ old) >> 27U);
    const auto turn = static_cast<std::uint32_t>(old >> 59U);
    return (shifted >> turn) | (shifted << ((32U - turn) & 31U));
  }
  std::uint64_t next_long() {
    const std::uint64_t high = next();
    return (high << 32U) | next();
  }
  // The bias of a remainder is far below what a simulation can notice.
  std::size_t below(std::size_t bound) { return static_cast<std::size_t>(next_long() % bound); }
  // REQUIRES: least <= most.
  std::int64_t between(std::int64_t least, std::int64_t most) {
    return least + static_cast<std::int64_t>(below(static_cast<std::size_t>(most - least) + 1U));
  }
  bool one_in(std::uint32_t count) { return next() % count == 0; }
  template <class List>
  auto& any(List& list) {
    return list[below(list.size())];
  }

  void fill(std::span<std::uint8_t> bytes) override {
    for (std::uint8_t& byte : bytes) {
      byte = static_cast<std::uint8_t>(next() >> 24U);
    }
  }

 private:
  std::uint64_t state_ = 0;
};

}  // namespace lobby::sim
