// Time since it was made.
// Any thread.
#pragma once

#include <chrono>

namespace lobby::bench {

class Stopwatch {
 public:
  double seconds() const {
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - begun_).count();
  }
  double milliseconds() const { return 1'000 * seconds(); }

 private:
  std::chrono::steady_clock::time_point begun_ = std::chrono::steady_clock::now();
};

}  // namespace lobby::bench
