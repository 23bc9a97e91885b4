// The order of an audit, and what it prints.
#include "core/service/audit.h"

#include <numeric>

#include "core/service/audit_run.h"

namespace lobby::service {

// "5,120 slots"
std::string counted(std::int64_t count, const std::string& noun) {
  std::string digits = std::to_string(count);
  for (std::size_t at = digits.size(); at > 3; at -= 3) {
    digits.insert(at - 3, 1, ',');
  }
  return digits + " " + noun + (count == 1 ? "" : "s");
}

Status Auditor::run() {
  using Part = Status (Auditor::*)();
  for (const Part part :
       {&Auditor::read_context, &Auditor::look_at_bookings, &Auditor::look_at_offers,
        &Auditor::look_at_slots, &Auditor::look_at_strays, &Auditor::look_at_sequences,
        &Auditor::look_at_refusals, &Auditor::look_at_tickets}) {
    if (Status looked = (this->*part)(); !looked) {
      return looked;
    }
  }
  return done();
}

Status Auditor::read_context() {
  Result<std::vector<port::DeviceRecord>> devices = store_.devices();
  if (!devices) {
    return devices.error();
  }
  devices_ = *std::move(devices);
  Result<std::vector<port::Conflict>> conflicts = store_.open_conflicts();
  if (!conflicts) {
    return conflicts.error();
  }
  conflicts_ = conflicts->size();
  for (const port::Conflict& conflict : *conflicts) {
    open_conflicts_.emplace(conflict.booking, conflict);
  }
  Result<Told> told = read_told(store_);
  if (!told) {
    return told.error();
  }
  told_ = *std::move(told);
  return done();
}

std::vector<std::string> AuditFinding::lines() const {
  std::vector<std::string> lines{counted + ", " + service::counted(violations, "violation")};
  for (const std::string& what : named) {
    lines.push_back("  " + what);
  }
  const std::int64_t unnamed = violations - static_cast<std::int64_t>(named.size());
  if (unnamed > 0) {
    lines.push_back("  and " + std::to_string(unnamed) + " more");
  }
  return lines;
}

std::int64_t AuditReport::violations() const {
  return std::accumulate(
      invariants.begin(), invariants.end(), std::int64_t{0},
      [](std::int64_t sum, const AuditFinding& one) { return sum + one.violations; });
}

Result<AuditReport> audit(port::ServerStore& store, const SiteId& site) {
  AuditReport report;
  const Status read = store.read(site, [&](port::ServerTransaction& transaction) {
    Auditor auditor(transaction);
    const Status looked = auditor.run();
    report = std::move(auditor.report);
    return looked;
  });
  if (!read) {
    return read.error();
  }
  return report;
}

}  // namespace lobby::service
