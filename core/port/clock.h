// The clock port. Wall time for what people see, boot time for what must not jump.
// Any thread.
#pragma once

#include <string>

#include "core/base/time.h"

namespace lobby::port {

class Clock {
 public:
  virtual ~Clock() = default;
  virtual UtcTime now() = 0;
  // Time since boot including sleep (CLOCK_BOOTTIME); never goes backwards.
  virtual Duration boot_time() = 0;
  // Names the boot that boot_time() counts from; times of two boots cannot be compared.
  virtual std::string boot_id() = 0;
};

}  // namespace lobby::port
