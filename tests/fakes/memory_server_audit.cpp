// Pages and sums over the maps of a site.
#include "tests/fakes/memory_server_audit.h"

#include <algorithm>
#include <set>

namespace lobby::tests {

MemoryOperation::MemoryOperation(const protocol::Operation& operation, port::StoredOperation stored)
    : port::StoredOperation(std::move(stored)),
      holder{operation.device, operation.epoch},
      sequence(operation.sequence) {
  if (reply.outcome == protocol::Outcome::refused) {
    content = operation;
  }
}

Result<std::vector<port::SlotAccount>> MemoryServerAudit::slot_accounts(
    const std::optional<inventory::Slot>& after, std::size_t limit) {
  std::map<inventory::Slot, std::int64_t> outstanding;
  for (const auto& [key, grant] : audited_.grants) {
    outstanding[key.second] += grant.outstanding();
  }
  std::vector<port::SlotAccount> page;
  auto at = after ? audited_.slots.upper_bound(*after) : audited_.slots.begin();
  for (; at != audited_.slots.end() && page.size() < limit; ++at) {
    page.push_back({at->first, at->second, outstanding[at->first]});
  }
  return page;
}

Result<std::vector<port::StrayAllotment>> MemoryServerAudit::stray_allotments(std::size_t limit) {
  std::vector<port::StrayAllotment> found;
  for (const auto& [key, grant] : audited_.grants) {
    const auto device = audited_.devices.find(key.first.device);
    const bool open = device != audited_.devices.end() && device->second.epoch == key.first.epoch;
    const bool slot_known = audited_.slots.contains(key.second);
    const bool stray = !slot_known || grant.outstanding() < 0 || (!open && grant.outstanding() > 0);
    if (stray && found.size() < limit) {
      found.push_back({key.first, key.second, grant.outstanding(), slot_known});
    }
  }
  return found;
}

Result<std::vector<port::SequenceAccount>> MemoryServerAudit::sequence_accounts() {
  std::map<port::Holder, port::SequenceAccount> accounts;
  std::map<port::Holder, std::set<std::int64_t>> numbers;
  for (const auto& [id, operation] : audited_.operations) {
    port::SequenceAccount& account = accounts[operation.holder];
    account.operations += 1;
    if (operation.reply.outcome == protocol::Outcome::refused &&
        operation.reply.code == ErrorCode::device_fenced) {
      continue;
    }
    account.in_order += 1;
    account.highest = std::max(account.highest, operation.sequence);
    numbers[operation.holder].insert(operation.sequence);
  }
  std::vector<port::SequenceAccount> all;
  for (auto& [holder, account] : accounts) {
    account.holder = holder;
    account.numbers = static_cast<std::int64_t>(numbers[holder].size());
    all.push_back(account);
  }
  return all;
}

Result<std::vector<protocol::Operation>> MemoryServerAudit::untold_refusals(OperationId after,
                                                                            std::size_t limit) {
  std::vector<protocol::Operation> page;
  for (auto at = audited_.operations.upper_bound(after);
       at != audited_.operations.end() && page.size() < limit; ++at) {
    const bool told =
        std::ranges::count(audited_.tasks, at->first, &port::StaffTask::operation) > 0;
    if (at->second.content && !told) {
      page.push_back(*at->second.content);
    }
  }
  return page;
}

Result<std::vector<port::BookingRow>> MemoryServerAudit::bookings_after(BookingId after,
                                                                        std::size_t limit) {
  std::vector<port::BookingRow> page;
  for (auto at = audited_.bookings.upper_bound(after);
       at != audited_.bookings.end() && page.size() < limit; ++at) {
    const booking::Booking& booking = at->second;
    page.push_back({booking.id, booking.code, booking.version, booking.state, booking});
  }
  return page;
}

Result<std::vector<port::AdmissionRecord>> MemoryServerAudit::admissions_after(
    const std::optional<protocol::AdmissionId>& after, std::size_t limit) {
  std::vector<port::AdmissionRecord> page;
  auto at = after ? audited_.admissions.upper_bound(*after) : audited_.admissions.begin();
  for (; at != audited_.admissions.end() && page.size() < limit; ++at) {
    page.push_back(at->second);
  }
  return page;
}

}  // namespace lobby::tests
