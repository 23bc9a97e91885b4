// A device store whose disk gives out, at first or when a test says so: it reads as another does
// and commits nothing until the disk is mended. Any thread that may call the other store.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "core/port/device_store.h"

namespace lobby::tests {

class FailingStore final : public port::DeviceStore {
 public:
  FailingStore(port::DeviceStore& inner, ErrorCode code) : inner_(inner), code_(code) {}

  void break_disk(bool broken) { broken_ = broken; }

  Result<std::optional<port::DeviceIdentity>> identity() override { return inner_.identity(); }
  Status save_identity(const port::DeviceIdentity& identity) override {
    return broken_ ? failure() : inner_.save_identity(identity);
  }
  Result<OperationId> close_epoch(OperationId claim) override {
    return broken_ ? failure().error() : inner_.close_epoch(claim);
  }
  Status commit_booking(const port::NewOperation& operation,
                        const std::string& ticket_text) override {
    return broken_ ? failure() : inner_.commit_booking(operation, ticket_text);
  }
  Status commit_admission(const port::NewOperation& operation) override {
    return broken_ ? failure() : inner_.commit_admission(operation);
  }
  Status commit_units(const port::NewOperation& operation) override {
    return broken_ ? failure() : inner_.commit_units(operation);
  }
  Result<std::vector<inventory::SlotBalance>> surplus(LocalDate first) override {
    return inner_.surplus(first);
  }
  Status mark_ticket_seen(BookingId id) override {
    return broken_ ? failure() : inner_.mark_ticket_seen(id);
  }
  Result<std::vector<port::UnseenTicket>> unseen_tickets() override {
    return inner_.unseen_tickets();
  }
  Result<bool> has_placed(ticket::BookingCode code) override { return inner_.has_placed(code); }
  Result<std::vector<inventory::SlotBalance>> balances(const PoolId& pool, LocalDate first,
                                                       LocalDate last) override {
    return inner_.balances(pool, first, last);
  }
  Result<std::vector<port::OutboxEntry>> due_operations(UtcTime now,
                                                        port::OutboxLimit limit) override {
    return inner_.due_operations(now, limit);
  }
  Result<std::optional<std::string>> last_operation() override { return inner_.last_operation(); }
  Status settle(const std::vector<protocol::OperationReply>& replies,
                std::int64_t cursor) override {
    return broken_ ? failure() : inner_.settle(replies, cursor);
  }
  Status retry_later(const std::vector<OperationId>& ids, UtcTime next) override {
    return broken_ ? failure() : inner_.retry_later(ids, next);
  }
  Result<port::OutboxSummary> outbox_summary() override { return inner_.outbox_summary(); }
  Status apply_feed(const protocol::FeedPage& page) override {
    return broken_ ? failure() : inner_.apply_feed(page);
  }
  Status begin_incarnation(std::int64_t incarnation) override {
    return broken_ ? failure() : inner_.begin_incarnation(incarnation);
  }
  Status save_reported(std::int64_t incarnation) override {
    return broken_ ? failure() : inner_.save_reported(incarnation);
  }
  Result<std::vector<inventory::SlotUnits>> granted_totals() override {
    return inner_.granted_totals();
  }
  Result<port::SyncState> sync_state() override { return inner_.sync_state(); }
  Status save_contact(const port::Contact& contact) override {
    return broken_ ? failure() : inner_.save_contact(contact);
  }
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
  bool broken_ = true;
};

}  // namespace lobby::tests
