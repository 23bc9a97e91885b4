// The invariants I1 to I6 of the protocol over one site's store, on one snapshot and without a
// write. Large tables are read a page at a time; what is kept in memory are sums by slot and, of
// the feed, which versions and admissions desks were told of (a few tens of bytes each).
// Any thread.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "core/base/result.h"
#include "core/port/server_store.h"

namespace lobby::service {

// One invariant: what was looked at, how often it is broken, and where.
struct AuditFinding {
  std::string counted;  // "I1 capacity: 5,120 slots"
  std::int64_t violations = 0;
  std::vector<std::string> named;  // the first audit_named_max

  // "I1 capacity: 5,120 slots, 0 violations", then one line for each that is named.
  std::vector<std::string> lines() const;
};

inline constexpr std::size_t audit_named_max = 20;

struct AuditReport {
  std::array<AuditFinding, 6> invariants;

  std::int64_t violations() const;
};

// Errors: those of the store; `corrupt` where a row cannot even be read.
Result<AuditReport> audit(port::ServerStore& store, const SiteId& site);

}  // namespace lobby::service
