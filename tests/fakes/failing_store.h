// A device store whose disk gave out: it reads as another does and commits nothing.
// Any thread that may call the other store.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "core/port/device_store.h"

namespace lobby::tests {

class FailingStore final : public port::DeviceStore {
 public:
  FailingStore(port::DeviceStore& inner, ErrorCode code) : inner_(inner), code_(code) {}

  Result<std::optional<port::DeviceIdentity>> identity() override { return inner_.identity(); }
  Status save_identity(const port::DeviceIdentity&) override { return failure(); }
  Result<OperationId> close_epoch(OperationId) override { return failure().error(); }
  Status commit_booking(const port::NewOperation&, const std::string&) override {
    return failure();
  }
  Status commit_admission(const port::NewOperation&) override { return failure(); }
  Status commit_units(const port::NewOperation&) override { return failure(); }
  Result<std::vector<inventory::SlotBalance>> surplus(LocalDate first) override {
    return inner_.surplus(first);
  }
  Status mark_ticket_seen(BookingId) override { return failure(); }
  Result<std::vector<port::UnseenTicket>> unseen_tickets() override {
    return inner_.unseen_tickets();
  }
  Result<std::vector<inventory::SlotBalance>> balances(const PoolId& pool, LocalDate first,
                                                       LocalDate last) override {
    return inner_.balances(pool, first, last);
  }
  Result<std::vector<port::OutboxEntry>> due_operations(UtcTime now,
                                                        port::OutboxLimit limit) override {
    return inner_.due_operations(now, limit);
  }
  Result<std::optional<std::string>> last_operation() override { return inner_.last_operation(); }
  Status settle(const std::vector<protocol::OperationReply>&, std::int64_t) override {
    return failure();
  }
  Status retry_later(const std::vector<OperationId>&, UtcTime) override { return failure(); }
  Result<port::OutboxSummary> outbox_summary() override { return inner_.outbox_summary(); }
  Status apply_feed(const protocol::FeedPage&) override { return failure(); }
  Status begin_incarnation(std::int64_t) override { return failure(); }
  Status save_reported(std::int64_t) override { return failure(); }
  Result<std::vector<inventory::SlotUnits>> granted_totals() override {
    return inner_.granted_totals();
  }
  Result<port::SyncState> sync_state() override { return inner_.sync_state(); }
  Status save_contact(const port::Contact&) override { return failure(); }
  Result<std::optional<port::StoredCatalog>> catalog() override { return inner_.catalog(); }
  Result<std::optional<protocol::KeyNotice>> key(const ticket::KeyId& id) override {
    return inner_.key(id);
  }
  Result<std::int64_t> key_count() override { return inner_.key_count(); }
  Result<std::optional<protocol::BookingNotice>> booking(ticket::BookingCode code) override {
    return inner_.booking(code);
  }
  Result<std::vector<protocol::BookingNotice>> bookings_between(UtcTime from,
                                                                UtcTime until) override {
    return inner_.bookings_between(from, until);
  }
  Result<std::optional<ticket::Admission>> admission(const protocol::AdmissionId& id) override {
    return inner_.admission(id);
  }
  Result<std::map<ticket::BookingCode, ticket::Admission>> admissions_of(
      const std::vector<ticket::BookingCode>& codes) override {
    return inner_.admissions_of(codes);
  }

 private:
  Status failure() const { return fail(code_, "the disk gave out"); }

  port::DeviceStore& inner_;
  ErrorCode code_;
};

}  // namespace lobby::tests
