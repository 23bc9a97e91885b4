// What an audit reads, for the server's store in memory: the base of its transactions.
// The thread that runs the transaction.
#pragma once

#include <vector>

#include "tests/fakes/memory_server_store.h"

namespace lobby::tests {

class MemoryServerAudit : public port::ServerTransaction {
 public:
  explicit MemoryServerAudit(const MemorySite& site) : audited_(site) {}

  Result<std::vector<port::SlotAccount>> slot_accounts(const std::optional<inventory::Slot>& after,
                                                       std::size_t limit) override;
  Result<std::vector<port::StrayAllotment>> stray_allotments(std::size_t limit) override;
  Result<std::vector<port::SequenceAccount>> sequence_accounts() override;
  Result<std::vector<protocol::Operation>> untold_refusals(OperationId after,
                                                           std::size_t limit) override;
  Result<std::vector<port::BookingRow>> bookings_after(BookingId after, std::size_t limit) override;
  Result<std::vector<port::AdmissionRecord>> admissions_after(
      const std::optional<protocol::AdmissionId>& after, std::size_t limit) override;

 private:
  const MemorySite& audited_;
};

}  // namespace lobby::tests
