// What one transaction may do to one site of the server's store. Every guard is a conditional
// UPDATE whose row count is checked; the schema's CHECK constraints are the net beneath.
// The thread that runs the closure.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <unordered_map>
#include <vector>

#include "core/port/server_store.h"
#include "platform/sql/session.h"
#include "platform/sql/site_records.h"

namespace lobby::sql {

class SiteTransaction final : public port::ServerTransaction {
 public:
  // Borrows both; a transaction of `session` is open.
  SiteTransaction(Session& session, const SiteId& site)
      : session_(session), site_(site), records_(session, site) {}
  // Runs `work` on one, and writes what it kept back.
  static Status run(Session& session, const SiteId& site, const port::ServerStore::Work& work) {
    SiteTransaction transaction(session, site);
    const Status worked = work(transaction);
    return worked ? transaction.write_feed() : worked;
  }

  Result<std::int64_t> incarnation() override;
  Result<std::int64_t> begin_incarnation(std::int64_t known) override;
  Result<bool> frozen() override;
  Result<std::int64_t> catalog_version() override;
  Result<std::string> catalog_toml() override;
  Status save_catalog(std::int64_t version, const std::string& toml) override;

  Status add_enrolment_code(const port::EnrolmentCode& code) override;
  Result<port::EnrolmentCode> take_enrolment_code(const port::Sha256& code_hash) override;
  Status add_device(const port::DeviceRecord& device) override;
  Result<std::optional<port::DeviceRecord>> device(DeviceId id) override;
  Result<std::vector<port::DeviceRecord>> devices() override;
  Result<std::int32_t> kiosk_count() override;
  Status save_device_progress(DeviceId id, const port::Progress& progress, UtcTime at) override;
  Status save_device_incarnation(DeviceId id, std::int64_t incarnation) override;
  Status forget_contacts() override;
  Status revoke_device(DeviceId id) override;
  Status close_epoch(DeviceId id) override;
  Status take_epoch(DeviceId id, std::int64_t epoch, OperationId claim) override;

  Result<std::optional<port::StoredOperation>> operation(OperationId id) override;
  Status add_operation(const protocol::Operation& operation,
                       const port::StoredOperation& stored) override;

  Status ensure_slots(const std::vector<inventory::Slot>& slots, std::int32_t capacity) override;
  Result<std::vector<std::pair<inventory::Slot, inventory::Capacity>>> capacities(
      const PoolId& pool, LocalDate first_date, LocalDate last_date) override;
  Status set_capacity(const inventory::Slot& slot, std::int32_t wanted, bool by_staff) override;
  Result<std::vector<std::int32_t>> grant_all(const port::Holder& holder,
                                              std::span<const inventory::SlotUnits> units) override;
  Result<std::vector<inventory::SlotUnits>> outstanding(const port::Holder& holder,
                                                        const PoolId& pool, LocalDate first_date,
                                                        LocalDate last_date) override;
  Result<bool> restore_grant(const port::Holder& holder,
                             const inventory::SlotUnits& total) override;
  Status consume_grant(const port::Holder& holder, const inventory::SlotUnits& units) override;
  Result<port::Allotment> allotment(const port::Holder& holder,
                                    const inventory::Slot& slot) override;
  Result<std::vector<port::Allotment>> allotments(const inventory::Slot& slot) override;
  Status return_grant(const port::Holder& holder, const inventory::SlotUnits& units) override;
  Status reclaim_grant(const port::Holder& holder, const inventory::SlotUnits& units) override;
  Status consume_reclaimed(const port::Holder& holder, const inventory::SlotUnits& units) override;
  Status sell(const inventory::SlotUnits& units) override;
  Status release(const inventory::SlotUnits& units) override;

  Status add_booking(const booking::Booking& booking) override;
  Result<std::optional<booking::Booking>> booking(BookingId id) override;
  Result<std::vector<booking::Booking>> bookings_by_code(ticket::BookingCode code) override;
  Status update_booking(const booking::Booking& booking) override;

  Status add_conflict(const port::Conflict& conflict) override;
  Result<std::optional<port::Conflict>> conflict(BookingId booking) override;
  Result<std::vector<port::Conflict>> open_conflicts() override;
  Status assign_conflict(BookingId booking, const std::string& owner) override;
  Status resolve_conflict(BookingId booking, UtcTime at, const std::string& settlement) override;

  Status add_demand(DeviceId kiosk, LocalDate day, const port::Demand& sold) override;
  Result<std::vector<port::Demand>> demand(DeviceId kiosk, LocalDate first_day) override;
  Status forget_demand(DeviceId kiosk, LocalDate before) override;

  Status add_admission(const port::AdmissionRecord& admission) override;
  Result<std::optional<port::AdmissionRecord>> admission(const protocol::AdmissionId& id) override;
  Status remove_admission(const protocol::AdmissionId& id) override;

  Status add_staff_task(const port::StaffTask& task) override;
  Result<std::vector<port::StaffTask>> staff_tasks() override;

  Status append_feed(const protocol::FeedItem& item) override;
  Result<port::FeedRows> feed_after(std::int64_t cursor, const protocol::Reader& reader,
                                    std::size_t limit) override;
  Result<std::int64_t> feed_cursor() override;
  Status forget_feed(UtcTime now) override;
  Status save_backup(std::int64_t cursor) override;
  Result<std::int64_t> stable_cursor() override;

  port::OfficeRecords& office() override { return records_; }

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
  // Every outstanding unit of a closed epoch goes back to free capacity.
  Status reclaim(const port::Holder& holder);
  // Units that a device held are free again.
  Status free_granted(const inventory::SlotUnits& units);
  // At most rows_max slots; adds to `totals`.
  Status grant_some(const port::Holder& holder, std::span<const inventory::SlotUnits> some,
                    std::vector<std::int32_t>& totals);
  // The items appended and not yet written get their cursors.
  Status write_feed();
  // Moves units between two totals of the holder's; `sql` is a literal and guards what it takes.
  Status move_units(const port::Holder& holder, const inventory::SlotUnits& units, const char* sql);
  // Capacity above what is wanted sinks as far as it can.
  Status sink(const inventory::Slot& slot);

  // The newest item of a fact, to be written with the others of the transaction.
  struct PendingItem {
    std::string fact;
    protocol::Audience audience;
    std::optional<UtcTime> needed_until;
    std::string json;
    std::int64_t cursor = 0;
  };

  Session& session_;
  const SiteId& site_;
  SiteRecords records_;
  std::vector<PendingItem> pending_;  // no text: a later one states its fact
  std::unordered_map<std::string, std::size_t> pending_places_;
};

}  // namespace lobby::sql
