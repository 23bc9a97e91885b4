// Reads the kernel's clocks in milliseconds.
#include "platform/system/system_clock.h"

#include <ctime>
#include <fstream>

#include "core/base/check.h"

namespace lobby::system {
namespace {

std::int64_t milliseconds_of(clockid_t clock) {
  timespec time{};
  CHECK(::clock_gettime(clock, &time) == 0);
  return std::int64_t{time.tv_sec} * 1000 + time.tv_nsec / 1'000'000;
}

}  // namespace

UtcTime SystemClock::now() {
  return {milliseconds_of(CLOCK_REALTIME)};
}

Duration SystemClock::boot_time() {
  return {milliseconds_of(CLOCK_BOOTTIME)};
}

std::string SystemClock::boot_id() {
  static const std::string id = [] {
    std::ifstream file("/proc/sys/kernel/random/boot_id");
    std::string read;
    file >> read;
    return read;
  }();
  return id;
}

}  // namespace lobby::system
