// The device's store on SQLite: one file, one connection, one lock; every call is a transaction.
// commit_booking is one flush. Guests are sealed in `contents`; those that an older version left
// there in the clear are overwritten in place (see
// assets/migrations/device/0004_sealed_guests.sql). Any thread; calls wait for each other.
#pragma once

#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>

#include "core/port/device_store.h"
#include "platform/sqlite/database.h"
#include "platform/sqlite/open_guard.h"

namespace lobby::sqlite {

struct DeviceStoreOptions {
  std::string path;                  // the database file; its directory exists
  std::string migrations_directory;  // assets/migrations/device
  std::int64_t busy_timeout_ms = 1'000;
  std::string vfs;  // empty: the system's
};

class DeviceStore final : public port::DeviceStore {
 public:
  // Errors: those of Database::open, quick_check (after an unclean end) and migrate.
  static Result<std::unique_ptr<DeviceStore>> open(const DeviceStoreOptions& options);

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

  Result<std::vector<inventory::SlotBalance>> balances(const PoolId& pool, LocalDate first_date,
                                                       LocalDate last_date) override;
  Result<std::vector<inventory::SlotBalance>> surplus(LocalDate first_date) override;

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

 private:
  DeviceStore(OpenGuard guard, std::unique_ptr<Database> database)
      : guard_(std::move(guard)), database_(std::move(database)) {}

  // Takes the lock and names the work for error messages; keeps the lock while it lives.
  std::unique_lock<std::mutex> enter(std::string_view doing);
  // enter() and one write transaction round `work`.
  Status write(std::string_view doing, const std::function<Status()>& work);
  Status prime_log();
  // What is answered needs no guest in the clear any more.
  Status forget_answered();

  // All below: inside a transaction.
  Result<port::DeviceIdentity> enrolled();
  Status drop_allotment(bool read_again);
  Status forget_other_device(bool same_site);
  Status check_outbox_limit();
  Result<std::int64_t> append(const port::NewOperation& operation,
                              const port::DeviceIdentity& device);
  Status consume(const std::vector<inventory::SlotUnits>& demand);
  Status give_back(const std::vector<inventory::SlotUnits>& units);
  Status record_admission(const port::NewOperation& operation, const port::DeviceIdentity& device);
  Status settle_one(const protocol::OperationReply& reply, std::int64_t cursor);
  Status close_question(std::int64_t position);
  Status forget_guest(std::int64_t position);
  Status fold_admission(const protocol::OperationReply& reply);
  Result<std::optional<ticket::Admission>> admission_known(const protocol::AdmissionId& id);
  // What nobody needs any more goes, a part at a time.
  Result<UtcTime> surely_past(UtcTime server_time);
  Status forget_past(UtcTime now);
  Status forget_stable(std::int64_t stable);

  Status apply(const protocol::CatalogNotice& notice, const port::DeviceIdentity& device);
  Status apply(const protocol::GrantNotice& notice, const port::DeviceIdentity& device);
  Status apply(const protocol::ReclaimNotice& notice, const port::DeviceIdentity& device);
  Status apply(const protocol::StockNotice& notice, const port::DeviceIdentity& device);
  Status apply(const protocol::KeyNotice& notice, const port::DeviceIdentity& device);
  Status apply(const protocol::BookingNotice& notice, const port::DeviceIdentity& device);
  Status apply(const protocol::AdmissionNotice& notice, const port::DeviceIdentity& device);

  OpenGuard guard_;
  std::unique_ptr<Database> database_;
  std::mutex mutex_;
  bool log_holds_guests_ = false;  // overwritten bytes are still in the log; cut it when possible
};

}  // namespace lobby::sqlite
