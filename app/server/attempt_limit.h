// Against guessing of enrolment codes: after too many wrong ones an address has to wait.
// Any thread.
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <mutex>
#include <optional>
#include <string>

#include "core/base/time.h"

namespace lobby::server {

class AttemptLimit {
 public:
  static constexpr std::int32_t failures_max = 10;
  static constexpr Duration window = Duration::minutes(10);
  static constexpr std::size_t addresses_max = 4'096;

  // How long this address still has to wait; nullopt when it may try. `now` is boot time.
  std::optional<Duration> wait_for(const std::string& address, Duration now);
  void record_failure(const std::string& address, Duration now);

 private:
  struct Failures {
    std::int32_t count = 0;
    Duration since;
  };
  void forget_old(Duration now);

  std::mutex mutex_;
  std::map<std::string, Failures> failures_;
};

}  // namespace lobby::server
