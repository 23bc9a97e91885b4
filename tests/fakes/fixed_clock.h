// A clock that stands still until a test moves it.
// One thread.
#pragma once

#include "core/port/clock.h"

namespace lobby::tests {

class FixedClock final : public port::Clock {
 public:
  explicit FixedClock(UtcTime now) : now_(now) {}
  UtcTime now() override { return now_; }
  Duration boot_time() override { return boot_time_; }
  std::string boot_id() override { return "boot " + std::to_string(boots_); }

  // Time passes: both clocks go on.
  void pass(Duration by) {
    now_ = now_ + by;
    boot_time_ = boot_time_ + by;
  }
  // The machine starts again.
  void reboot() {
    boots_ += 1;
    boot_time_ = {};
  }
  // Somebody sets the wall clock.
  void jump_wall(Duration by) { now_ = now_ + by; }

 private:
  UtcTime now_;
  Duration boot_time_;
  int boots_ = 1;
};

}  // namespace lobby::tests
