// Counts failures per address in windows of fixed length. A full table forgets what is over, then
// its first entries: memory is bounded even against a crowd of addresses.
#include "app/server/attempt_limit.h"

namespace lobby::server {

std::optional<Duration> AttemptLimit::wait_for(const std::string& address, Duration now) {
  const std::lock_guard lock(mutex_);
  const auto found = failures_.find(address);
  if (found == failures_.end() || found->second.count < failures_max) {
    return std::nullopt;
  }
  const Duration over = found->second.since + window;
  if (over <= now) {
    failures_.erase(found);
    return std::nullopt;
  }
  return over - now;
}

void AttemptLimit::record_failure(const std::string& address, Duration now) {
  const std::lock_guard lock(mutex_);
  if (failures_.size() >= addresses_max && !failures_.contains(address)) {
    forget_old(now);
  }
  Failures& failures = failures_[address];
  if (failures.count == 0 || failures.since + window <= now) {
    failures = {0, now};
  }
  ++failures.count;
}

void AttemptLimit::forget_old(Duration now) {
  std::erase_if(failures_, [&](const auto& entry) { return entry.second.since + window <= now; });
  if (failures_.size() >= addresses_max) {
    failures_.erase(failures_.begin());
  }
}

}  // namespace lobby::server
