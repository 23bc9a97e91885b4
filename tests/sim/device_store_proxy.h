// A device store that passes every call on to another, with a hook before and after each: the
// base of the wrappers that kill, record and sabotage.
// One thread.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "core/port/device_store.h"

namespace lobby::sim {

class DeviceStoreProxy : public port::DeviceStore {
 private:
  template <class Call>
  auto pass(const Call& call) {
    before_call();
    auto result = call();
    after_call();
    return result;
  }

 public:
  explicit DeviceStoreProxy(port::DeviceStore& inner) : inner_(inner) {}

  Result<std::optional<port::DeviceIdentity>> identity() override {
    return pass([&] { return inner_.identity(); });
  }
  Status save_identity(const port::DeviceIdentity& identity) override {
    return pass([&] { return inner_.save_identity(identity); });
  }
  Result<OperationId> close_epoch(OperationId claim) override {
    return pass([&] { return inner_.close_epoch(claim); });
  }
  Status commit_booking(const port::NewOperation& operation, const std::string& text) override {
    return pass([&] { return inner_.commit_booking(operation, text); });
  }
  Status commit_admission(const port::NewOperation& operation) override {
    return pass([&] { return inner_.commit_admission(operation); });
  }
  Status commit_units(const port::NewOperation& operation) override {
    return pass([&] { return inner_.commit_units(operation); });
  }
  Result<std::vector<inventory::SlotBalance>> surplus(LocalDate first) override {
    return pass([&] { return inner_.surplus(first); });
  }
  Status mark_ticket_seen(BookingId id) override {
    return pass([&] { return inner_.mark_ticket_seen(id); });
  }
  Result<std::vector<port::UnseenTicket>> unseen_tickets() override {
    return pass([&] { return inner_.unseen_tickets(); });
  }
  Result<bool> has_placed(ticket::BookingCode code) override {
    return pass([&] { return inner_.has_placed(code); });
  }
  Result<std::vector<inventory::SlotBalance>> balances(const PoolId& pool, LocalDate first,
                                                       LocalDate last) override {
    return pass([&] { return inner_.balances(pool, first, last); });
  }
  Result<std::vector<port::OutboxEntry>> due_operations(UtcTime now,
                                                        port::OutboxLimit limit) override {
    return pass([&] { return inner_.due_operations(now, limit); });
  }
  Result<std::optional<std::string>> last_operation() override {
    return pass([&] { return inner_.last_operation(); });
  }
  Status settle(const std::vector<protocol::OperationReply>& replies,
                std::int64_t cursor) override {
    return pass([&] { return inner_.settle(replies, cursor); });
  }
  Status retry_later(const std::vector<OperationId>& ids, UtcTime next_attempt) override {
    return pass([&] { return inner_.retry_later(ids, next_attempt); });
  }
  Result<port::OutboxSummary> outbox_summary() override {
    return pass([&] { return inner_.outbox_summary(); });
  }
  Status apply_feed(const protocol::FeedPage& page) override {
    return pass([&] { return inner_.apply_feed(page); });
  }
  Status begin_incarnation(std::int64_t incarnation) override {
    return pass([&] { return inner_.begin_incarnation(incarnation); });
  }
  Status save_reported(std::int64_t incarnation) override {
    return pass([&] { return inner_.save_reported(incarnation); });
  }
  Result<std::vector<inventory::SlotUnits>> granted_totals() override {
    return pass([&] { return inner_.granted_totals(); });
  }
  Result<port::SyncState> sync_state() override {
    return pass([&] { return inner_.sync_state(); });
  }
  Status save_contact(const port::Contact& contact) override {
    return pass([&] { return inner_.save_contact(contact); });
  }
  Result<std::optional<port::StoredCatalog>> catalog() override {
    return pass([&] { return inner_.catalog(); });
  }
  Result<std::optional<protocol::KeyNotice>> key(const ticket::KeyId& id) override {
    return pass([&] { return inner_.key(id); });
  }
  Result<std::int64_t> key_count() override {
    return pass([&] { return inner_.key_count(); });
  }
  Result<std::optional<protocol::BookingNotice>> booking(ticket::BookingCode code) override {
    return pass([&] { return inner_.booking(code); });
  }
  Result<std::vector<protocol::BookingNotice>> bookings_between(UtcTime from,
                                                                UtcTime until) override {
    return pass([&] { return inner_.bookings_between(from, until); });
  }
  Result<std::optional<ticket::Admission>> admission(const protocol::AdmissionId& id) override {
    return pass([&] { return inner_.admission(id); });
  }
  Result<std::map<ticket::BookingCode, ticket::Admission>> admissions_of(
      const std::vector<ticket::BookingCode>& codes) override {
    return pass([&] { return inner_.admissions_of(codes); });
  }

 protected:
  virtual void before_call() {}
  virtual void after_call() {}
  port::DeviceStore& inner() { return inner_; }

 private:
  port::DeviceStore& inner_;
};

}  // namespace lobby::sim
