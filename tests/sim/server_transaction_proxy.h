// A server transaction that passes every call on to another: the base of sabotage.
// The thread that runs the transaction.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "core/port/server_store.h"

namespace lobby::sim {

class ServerTransactionProxy : public port::ServerTransaction {
 public:
  explicit ServerTransactionProxy(port::ServerTransaction& inner) : inner_(inner) {}

  Result<std::int64_t> incarnation() override { return inner_.incarnation(); }
  Result<std::int64_t> catalog_version() override { return inner_.catalog_version(); }
  Result<std::string> catalog_toml() override { return inner_.catalog_toml(); }
  Status save_catalog(std::int64_t version, const std::string& toml) override {
    return inner_.save_catalog(version, toml);
  }
  Status add_enrolment_code(const port::EnrolmentCode& code) override {
    return inner_.add_enrolment_code(code);
  }
  Result<port::EnrolmentCode> take_enrolment_code(const port::Sha256& code_hash) override {
    return inner_.take_enrolment_code(code_hash);
  }
  Status add_device(const port::DeviceRecord& device) override { return inner_.add_device(device); }
  Result<std::optional<port::DeviceRecord>> device(DeviceId id) override {
    return inner_.device(id);
  }
  Result<std::vector<port::DeviceRecord>> devices() override { return inner_.devices(); }
  Status save_device_progress(DeviceId id, const port::Progress& progress, UtcTime at) override {
    return inner_.save_device_progress(id, progress, at);
  }
  Status revoke_device(DeviceId id) override { return inner_.revoke_device(id); }
  Status close_epoch(DeviceId id) override { return inner_.close_epoch(id); }
  Status take_epoch(DeviceId id, std::int64_t epoch, OperationId claim) override {
    return inner_.take_epoch(id, epoch, claim);
  }
  Result<std::optional<port::StoredOperation>> operation(OperationId id) override {
    return inner_.operation(id);
  }
  Status add_operation(const protocol::Operation& operation,
                       const port::StoredOperation& stored) override {
    return inner_.add_operation(operation, stored);
  }
  Status ensure_slots(const std::vector<inventory::Slot>& slots, std::int32_t capacity) override {
    return inner_.ensure_slots(slots, capacity);
  }
  Result<std::vector<std::pair<inventory::Slot, inventory::Capacity>>> capacities(
      const PoolId& pool, LocalDate first, LocalDate last) override {
    return inner_.capacities(pool, first, last);
  }
  Status set_capacity(const inventory::Slot& slot, std::int32_t wanted, bool by_staff) override {
    return inner_.set_capacity(slot, wanted, by_staff);
  }
  Status reclaim_grant(const port::Holder& holder, const inventory::SlotUnits& units) override {
    return inner_.reclaim_grant(holder, units);
  }
  Status consume_reclaimed(const port::Holder& holder, const inventory::SlotUnits& units) override {
    return inner_.consume_reclaimed(holder, units);
  }
  Result<port::Allotment> allotment(const port::Holder& holder,
                                    const inventory::Slot& slot) override {
    return inner_.allotment(holder, slot);
  }
  Result<std::vector<std::int32_t>> grant_all(
      const port::Holder& holder, std::span<const inventory::SlotUnits> units) override {
    return inner_.grant_all(holder, units);
  }
  Result<std::vector<inventory::SlotUnits>> outstanding(const port::Holder& holder,
                                                        const PoolId& pool, LocalDate first,
                                                        LocalDate last) override {
    return inner_.outstanding(holder, pool, first, last);
  }
  Status consume_grant(const port::Holder& holder, const inventory::SlotUnits& units) override {
    return inner_.consume_grant(holder, units);
  }
  Result<std::vector<port::Allotment>> allotments(const inventory::Slot& slot) override {
    return inner_.allotments(slot);
  }
  Status return_grant(const port::Holder& holder, const inventory::SlotUnits& units) override {
    return inner_.return_grant(holder, units);
  }
  Result<std::int64_t> begin_incarnation(std::int64_t known) override {
    return inner_.begin_incarnation(known);
  }
  Result<bool> frozen() override { return inner_.frozen(); }
  Status save_device_incarnation(DeviceId id, std::int64_t incarnation) override {
    return inner_.save_device_incarnation(id, incarnation);
  }
  Status forget_contacts() override { return inner_.forget_contacts(); }
  Result<bool> restore_grant(const port::Holder& holder,
                             const inventory::SlotUnits& total) override {
    return inner_.restore_grant(holder, total);
  }
  Result<std::int32_t> kiosk_count() override { return inner_.kiosk_count(); }
  Status sell(const inventory::SlotUnits& units) override { return inner_.sell(units); }
  Status release(const inventory::SlotUnits& units) override { return inner_.release(units); }
  Status add_booking(const booking::Booking& booking) override {
    return inner_.add_booking(booking);
  }
  Result<std::optional<booking::Booking>> booking(BookingId id) override {
    return inner_.booking(id);
  }
  Result<std::vector<booking::Booking>> bookings_by_code(ticket::BookingCode code) override {
    return inner_.bookings_by_code(code);
  }
  Status update_booking(const booking::Booking& booking) override {
    return inner_.update_booking(booking);
  }
  Status add_conflict(const port::Conflict& conflict) override {
    return inner_.add_conflict(conflict);
  }
  Result<std::optional<port::Conflict>> conflict(BookingId booking) override {
    return inner_.conflict(booking);
  }
  Result<std::vector<port::Conflict>> open_conflicts() override { return inner_.open_conflicts(); }
  Status assign_conflict(BookingId booking, const std::string& owner) override {
    return inner_.assign_conflict(booking, owner);
  }
  Status resolve_conflict(BookingId booking, UtcTime at, const std::string& settlement) override {
    return inner_.resolve_conflict(booking, at, settlement);
  }
  Status add_demand(DeviceId kiosk, LocalDate day, const port::Demand& sold) override {
    return inner_.add_demand(kiosk, day, sold);
  }
  Result<std::vector<port::Demand>> demand(DeviceId kiosk, LocalDate first) override {
    return inner_.demand(kiosk, first);
  }
  Status forget_demand(DeviceId kiosk, LocalDate before) override {
    return inner_.forget_demand(kiosk, before);
  }
  Status add_admission(const port::AdmissionRecord& admission) override {
    return inner_.add_admission(admission);
  }
  Result<std::optional<port::AdmissionRecord>> admission(const protocol::AdmissionId& id) override {
    return inner_.admission(id);
  }
  Status remove_admission(const protocol::AdmissionId& id) override {
    return inner_.remove_admission(id);
  }
  Status add_staff_task(const port::StaffTask& task) override {
    return inner_.add_staff_task(task);
  }
  Result<std::vector<port::StaffTask>> staff_tasks() override { return inner_.staff_tasks(); }
  Status append_feed(const protocol::FeedItem& item) override { return inner_.append_feed(item); }
  Result<port::FeedRows> feed_after(std::int64_t cursor, const protocol::Reader& reader,
                                    std::size_t limit) override {
    return inner_.feed_after(cursor, reader, limit);
  }
  Result<std::int64_t> feed_cursor() override { return inner_.feed_cursor(); }
  Status forget_feed(UtcTime now) override { return inner_.forget_feed(now); }
  Status save_backup(std::int64_t cursor) override { return inner_.save_backup(cursor); }
  Result<std::int64_t> stable_cursor() override { return inner_.stable_cursor(); }
  port::OfficeRecords& office() override { return inner_.office(); }
  Result<std::vector<port::SlotAccount>> slot_accounts(const std::optional<inventory::Slot>& after,
                                                       std::size_t limit) override {
    return inner_.slot_accounts(after, limit);
  }
  Result<std::vector<port::StrayAllotment>> stray_allotments(std::size_t limit) override {
    return inner_.stray_allotments(limit);
  }
  Result<std::vector<port::SequenceAccount>> sequence_accounts() override {
    return inner_.sequence_accounts();
  }
  Result<std::vector<protocol::Operation>> untold_refusals(OperationId after,
                                                           std::size_t limit) override {
    return inner_.untold_refusals(after, limit);
  }
  Result<std::vector<port::BookingRow>> bookings_after(BookingId after,
                                                       std::size_t limit) override {
    return inner_.bookings_after(after, limit);
  }
  Result<std::vector<port::AdmissionRecord>> admissions_after(
      const std::optional<protocol::AdmissionId>& after, std::size_t limit) override {
    return inner_.admissions_after(after, limit);
  }

 private:
  port::ServerTransaction& inner_;
};

}  // namespace lobby::sim
