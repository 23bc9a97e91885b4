// The clock of the machine: CLOCK_REALTIME and CLOCK_BOOTTIME.
// Any thread.
#pragma once

#include "core/port/clock.h"

namespace lobby::system {

class SystemClock final : public port::Clock {
 public:
  UtcTime now() override;
  Duration boot_time() override;
  // The kernel's random id of this boot (/proc/sys/kernel/random/boot_id); empty where there is
  // none.
  std::string boot_id() override;
};

}  // namespace lobby::system
