// The device's store in memory: the contract of core/port/device_store.h without a disk, for
// tests of what stands on it. Values go through the codec as they do on disk.
// Any thread; calls wait for each other.
#pragma once

#include <map>
#include <mutex>
#include <string>
#include <vector>

#include "core/port/device_store.h"

namespace lobby::tests {

class MemoryDeviceStore final : public port::DeviceStore {
 public:
  Result<std::optional<port::DeviceIdentity>> identity() override;
  Status save_identity(const port::DeviceIdentity& identity) override;
  Result<OperationId> close_epoch(OperationId claim) override;

  Status commit_booking(const port::NewOperation& operation,
                        const std::string& ticket_text) override;
  Status commit_admission(const port::NewOperation& operation) override;
  Status commit_units(const port::NewOperation& operation) override;
  Status mark_ticket_seen(BookingId id) override;
  Result<std::vector<port::UnseenTicket>> unseen_tickets() override;
  Result<bool> has_placed(ticket::BookingCode code) override;

  Result<std::vector<inventory::SlotBalance>> balances(const PoolId& pool, LocalDate first,
                                                       LocalDate last) override;
  Result<std::vector<inventory::SlotBalance>> surplus(LocalDate first) override;

  Result<std::optional<std::string>> last_operation() override;
  Result<std::vector<port::OutboxEntry>> due_operations(UtcTime now,
                                                        port::OutboxLimit limit) override;
  Status settle(const std::vector<protocol::OperationReply>& replies, std::int64_t cursor) override;
  Status retry_later(const std::vector<OperationId>& ids, UtcTime next_attempt) override;
  Result<port::OutboxSummary> outbox_summary() override;

  Status apply_feed(const protocol::FeedPage& page) override;
  Status begin_incarnation(std::int64_t incarnation) override;
  Status save_reported(std::int64_t incarnation) override;
  Result<std::vector<inventory::SlotUnits>> granted_totals() override;
  Result<port::SyncState> sync_state() override;
  Status save_contact(const port::Contact& contact) override;
  Result<std::optional<port::StoredCatalog>> catalog() override;

  Result<std::optional<protocol::KeyNotice>> key(const ticket::KeyId& id) override;
  Result<std::int64_t> key_count() override;
  Result<std::optional<protocol::BookingNotice>> booking(ticket::BookingCode code) override;
  Result<std::vector<protocol::BookingNotice>> bookings_between(UtcTime from,
                                                                UtcTime until) override;
  Result<std::optional<ticket::Admission>> admission(const protocol::AdmissionId& id) override;
  Result<std::map<ticket::BookingCode, ticket::Admission>> admissions_of(
      const std::vector<ticket::BookingCode>& codes) override;

  // For tests: every stored text, to look for what should have been forgotten.
  std::string everything_stored();

 private:
  enum class OperationState : std::uint8_t { pending, applied, refused };

  struct Entry {
    OperationId id;
    std::string content;  // canonical JSON
    UtcTime device_time;
    OperationState state = OperationState::pending;
    std::int32_t attempts = 0;
    UtcTime next_attempt;
    std::optional<BookingId> booking;
    std::optional<std::int64_t> settled_cursor;
  };

  // A step of this device that the server has not answered.
  struct OwnStep {
    OperationId operation;
    ticket::Admission admission;
    bool undone = false;
  };

  struct Data {
    std::optional<port::DeviceIdentity> identity;
    std::int64_t last_sequence = 0;
    std::optional<OperationId> epoch_claim;
    port::SyncState sync;
    std::map<inventory::Slot, inventory::Balance> balances;
    std::vector<Entry> operations;  // in order of commit
    std::vector<port::UnseenTicket> unseen;
    std::optional<port::StoredCatalog> catalog;
    std::map<ticket::KeyId, protocol::KeyNotice> keys;
    std::map<BookingId, protocol::BookingNotice> bookings;
    std::map<protocol::AdmissionId, ticket::Admission> admissions;
    std::map<protocol::AdmissionId, OwnStep> own_steps;
  };

  static Status append(Data& data, const port::NewOperation& operation);
  static void fold_step(Data& data, const protocol::OperationReply& reply);
  static std::optional<ticket::Admission> known(const Data& data, const protocol::AdmissionId& id);
  static void apply(Data& data, const protocol::FeedItem& item);
  static void forget(Data& data, UtcTime now, std::int64_t stable);

  std::mutex mutex_;
  Data data_;
};

}  // namespace lobby::tests
