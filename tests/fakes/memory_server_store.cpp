// Transactions on a copy of a site.
#include "tests/fakes/memory_server_store.h"

#include <algorithm>

#include "tests/fakes/memory_server_inventory.h"
#include "tests/fakes/memory_server_records.h"

namespace lobby::tests {
namespace {

using inventory::Slot;

template <class Value>
std::optional<Value> copy_or_none(const auto& map, const auto& key) {
  const auto found = map.find(key);
  return found == map.end() ? std::nullopt : std::optional<Value>(found->second);
}

Error already(std::string_view what) {
  return fail(ErrorCode::already_exists, std::string(what) + " is stored already");
}

class MemoryTransaction final : public MemoryServerInventory {
 public:
  MemoryTransaction(MemorySite& site, bool writable)
      : MemoryServerInventory(site, writable), records_(site, writable) {}

  Result<std::int64_t> incarnation() override { return site_.incarnation; }
  Result<std::int64_t> begin_incarnation(std::int64_t known) override;
  Result<bool> frozen() override;
  Result<std::int64_t> catalog_version() override {
    return static_cast<std::int64_t>(site_.catalogs.size());
  }
  Result<std::string> catalog_toml() override;
  Status save_catalog(std::int64_t version, const std::string& toml) override;

  Status add_enrolment_code(const port::EnrolmentCode& code) override;
  Result<port::EnrolmentCode> take_enrolment_code(const port::Sha256& code_hash) override;
  Status add_device(const port::DeviceRecord& device) override;
  Result<std::optional<port::DeviceRecord>> device(DeviceId id) override {
    return copy_or_none<port::DeviceRecord>(site_.devices, id);
  }
  Result<std::vector<port::DeviceRecord>> devices() override;
  Result<std::int32_t> kiosk_count() override;
  Status save_device_progress(DeviceId id, const port::Progress& progress, UtcTime at) override;
  Status save_device_incarnation(DeviceId id, std::int64_t incarnation) override;
  Status forget_contacts() override;
  Status revoke_device(DeviceId id) override;
  Status close_epoch(DeviceId id) override;
  Status take_epoch(DeviceId id, std::int64_t epoch, OperationId claim) override;

  Result<std::optional<port::StoredOperation>> operation(OperationId id) override {
    return copy_or_none<port::StoredOperation>(site_.operations, id);
  }
  Status add_operation(const protocol::Operation& operation,
                       const port::StoredOperation& stored) override {
    return add(site_.operations, operation.id, MemoryOperation(operation, stored), "the operation");
  }

  Status add_booking(const booking::Booking& booking) override {
    return add(site_.bookings, booking.id, booking, "the booking");
  }
  Result<std::optional<booking::Booking>> booking(BookingId id) override {
    return copy_or_none<booking::Booking>(site_.bookings, id);
  }
  Result<std::vector<booking::Booking>> bookings_by_code(ticket::BookingCode code) override;
  Status update_booking(const booking::Booking& booking) override;

  Status add_conflict(const port::Conflict& conflict) override {
    return add(site_.conflicts, conflict.booking, conflict, "the conflict");
  }
  Result<std::optional<port::Conflict>> conflict(BookingId booking) override {
    return copy_or_none<port::Conflict>(site_.conflicts, booking);
  }
  Result<std::vector<port::Conflict>> open_conflicts() override;
  Status assign_conflict(BookingId booking, const std::string& owner) override;
  Status resolve_conflict(BookingId booking, UtcTime at, const std::string& settlement) override;

  Status add_admission(const port::AdmissionRecord& admission) override {
    return add(site_.admissions, admission.id, admission, "the admission");
  }
  Result<std::optional<port::AdmissionRecord>> admission(const protocol::AdmissionId& id) override {
    return copy_or_none<port::AdmissionRecord>(site_.admissions, id);
  }
  Status remove_admission(const protocol::AdmissionId& id) override;

  Status add_staff_task(const port::StaffTask& task) override;
  Result<std::vector<port::StaffTask>> staff_tasks() override;

  Status append_feed(const protocol::FeedItem& item) override;
  Result<port::FeedRows> feed_after(std::int64_t cursor, const protocol::Reader& reader,
                                    std::size_t limit) override;
  Result<std::int64_t> feed_cursor() override { return site_.feed_cursor; }
  Status forget_feed(UtcTime now) override;
  Status save_backup(std::int64_t cursor) override;
  Result<std::int64_t> stable_cursor() override { return site_.stable_cursor; }

  Status add_demand(DeviceId kiosk, LocalDate day, const port::Demand& sold) override;
  Result<std::vector<port::Demand>> demand(DeviceId kiosk, LocalDate first) override;
  Status forget_demand(DeviceId kiosk, LocalDate before) override;

  port::OfficeRecords& office() override { return records_; }

 private:
  template <class Map, class Key, class Value>
  Status add(Map& map, const Key& key, const Value& value, std::string_view what) {
    if (Status writable = may_write(); !writable) {
      return writable;
    }
    return map.emplace(key, value).second ? done() : Status(already(what));
  }
  port::DeviceRecord* record(DeviceId id) {
    const auto found = site_.devices.find(id);
    return found == site_.devices.end() ? nullptr : &found->second;
  }

  MemoryServerRecords records_;
};

Result<std::int64_t> MemoryTransaction::begin_incarnation(std::int64_t known) {
  if (Status writable = may_write(); !writable) {
    return writable.error();
  }
  site_.incarnation = std::max(site_.incarnation, known) + 1;
  return site_.incarnation;
}

Result<bool> MemoryTransaction::frozen() {
  return std::ranges::any_of(site_.devices, [&](const auto& entry) {
    const port::DeviceRecord& device = entry.second;
    return device.role == protocol::DeviceRole::kiosk && !device.revoked && device.epoch_taken &&
           device.incarnation < site_.incarnation;
  });
}

Status MemoryTransaction::save_device_incarnation(DeviceId id, std::int64_t incarnation) {
  if (Status writable = may_write(); !writable) {
    return writable;
  }
  port::DeviceRecord* device = record(id);
  if (device == nullptr) {
    return fail(ErrorCode::not_found, "no such device");
  }
  device->incarnation = incarnation;
  return done();
}

Status MemoryTransaction::forget_contacts() {
  if (Status writable = may_write(); !writable) {
    return writable;
  }
  for (auto& [id, device] : site_.devices) {
    device.last_contact.reset();
  }
  return done();
}

Result<std::string> MemoryTransaction::catalog_toml() {
  if (site_.catalogs.empty()) {
    return fail(ErrorCode::not_found, "the site has no catalogue yet");
  }
  return site_.catalogs.back();
}

Status MemoryTransaction::save_catalog(std::int64_t version, const std::string& toml) {
  if (Status writable = may_write(); !writable) {
    return writable;
  }
  if (version != static_cast<std::int64_t>(site_.catalogs.size()) + 1) {
    return already("catalogue version " + std::to_string(version));
  }
  site_.catalogs.push_back(toml);
  return done();
}

Status MemoryTransaction::add_enrolment_code(const port::EnrolmentCode& code) {
  return add(site_.codes, code.code_hash, code, "the enrolment code");
}

Result<port::EnrolmentCode> MemoryTransaction::take_enrolment_code(const port::Sha256& code_hash) {
  if (Status writable = may_write(); !writable) {
    return writable.error();
  }
  const auto node = site_.codes.extract(code_hash);
  return node.empty() ? Result<port::EnrolmentCode>(fail(ErrorCode::not_found, "no such code"))
                      : node.mapped();
}

Status MemoryTransaction::add_device(const port::DeviceRecord& device) {
  const auto same_key = [&](const auto& entry) { return entry.second.key == device.key; };
  if (std::ranges::any_of(site_.devices, same_key)) {
    return already("the device's key");
  }
  return add(site_.devices, device.id, device, "the device");
}

Result<std::vector<port::DeviceRecord>> MemoryTransaction::devices() {
  std::vector<port::DeviceRecord> all;
  for (const auto& [id, device] : site_.devices) {
    all.push_back(device);
  }
  return all;
}

Result<std::int32_t> MemoryTransaction::kiosk_count() {
  return static_cast<std::int32_t>(std::ranges::count_if(site_.devices, [](const auto& entry) {
    return entry.second.role == protocol::DeviceRole::kiosk && !entry.second.revoked;
  }));
}

Status MemoryTransaction::save_device_progress(DeviceId id, const port::Progress& progress,
                                               UtcTime at) {
  if (Status writable = may_write(); !writable) {
    return writable;
  }
  port::DeviceRecord* device = record(id);
  if (device == nullptr) {
    return fail(ErrorCode::not_found, "no such device");
  }
  device->last_sequence = progress.last_sequence;
  device->chain = progress.chain;
  device->last_contact = at;
  return done();
}

Status MemoryTransaction::revoke_device(DeviceId id) {
  if (Status writable = may_write(); !writable) {
    return writable;
  }
  port::DeviceRecord* device = record(id);
  if (device == nullptr) {
    return fail(ErrorCode::not_found, "no such device");
  }
  device->revoked = true;
  return done();
}

Status MemoryTransaction::close_epoch(DeviceId id) {
  if (Status writable = may_write(); !writable) {
    return writable;
  }
  port::DeviceRecord* device = record(id);
  if (device == nullptr) {
    return fail(ErrorCode::not_found, "no such device");
  }
  for (auto& [key, grant] : site_.grants) {
    if (key.first == port::Holder{id, device->epoch}) {
      capacity(key.second)->granted -= grant.outstanding();
      grant.reclaimed_total += grant.outstanding();
      sink(key.second);
    }
  }
  device->epoch += 1;
  device->last_sequence = 0;
  device->chain = port::Sha256{};
  device->epoch_taken = false;
  return done();
}

Status MemoryTransaction::take_epoch(DeviceId id, std::int64_t epoch, OperationId claim) {
  if (Status writable = may_write(); !writable) {
    return writable;
  }
  port::DeviceRecord* device = record(id);
  if (device == nullptr || device->epoch != epoch) {
    return fail(ErrorCode::not_found, "no such device or epoch");
  }
  const auto holder = site_.epoch_claims.find(id);
  if (device->epoch_taken && (holder == site_.epoch_claims.end() || holder->second != claim)) {
    return already("the epoch's holder");
  }
  site_.epoch_claims[id] = claim;
  device->epoch_taken = true;
  return done();
}

Result<std::vector<booking::Booking>> MemoryTransaction::bookings_by_code(
    ticket::BookingCode code) {
  std::vector<booking::Booking> found;
  for (const auto& [id, booking] : site_.bookings) {
    if (booking.code == code) {
      found.push_back(booking);
    }
  }
  return found;
}

Status MemoryTransaction::update_booking(const booking::Booking& booking) {
  if (Status writable = may_write(); !writable) {
    return writable;
  }
  const auto found = site_.bookings.find(booking.id);
  if (found == site_.bookings.end() || found->second.version != booking.version - 1) {
    return fail(ErrorCode::version_conflict, "the booking changed in between");
  }
  found->second = booking;
  return done();
}

Result<std::vector<port::Conflict>> MemoryTransaction::open_conflicts() {
  std::vector<port::Conflict> open;
  for (const auto& [id, conflict] : site_.conflicts) {
    if (!conflict.resolved_at) {
      open.push_back(conflict);
    }
  }
  std::ranges::stable_sort(open, {}, &port::Conflict::opened_at);
  return open;
}

Status MemoryTransaction::assign_conflict(BookingId booking, const std::string& owner) {
  if (Status writable = may_write(); !writable) {
    return writable;
  }
  const auto found = site_.conflicts.find(booking);
  if (found == site_.conflicts.end() || found->second.resolved_at) {
    return fail(ErrorCode::not_found, "no open conflict");
  }
  found->second.owner = owner;
  return done();
}

Status MemoryTransaction::resolve_conflict(BookingId booking, UtcTime at,
                                           const std::string& settlement) {
  if (Status writable = may_write(); !writable) {
    return writable;
  }
  const auto found = site_.conflicts.find(booking);
  if (found == site_.conflicts.end() || found->second.resolved_at) {
    return fail(ErrorCode::not_found, "no open conflict");
  }
  found->second.resolved_at = at;
  found->second.settlement = settlement;
  return done();
}

Status MemoryTransaction::remove_admission(const protocol::AdmissionId& id) {
  if (Status writable = may_write(); !writable) {
    return writable;
  }
  return site_.admissions.erase(id) == 1 ? done()
                                         : Status(fail(ErrorCode::not_found, "no admission"));
}

Status MemoryTransaction::add_staff_task(const port::StaffTask& task) {
  if (Status writable = may_write(); !writable) {
    return writable;
  }
  const auto same = [&](const port::StaffTask& known) {
    return known.at == task.at && known.operation == task.operation && known.code == task.code;
  };
  if (std::ranges::none_of(site_.tasks, same)) {
    site_.tasks.push_back(task);
  }
  return done();
}

Result<std::vector<port::StaffTask>> MemoryTransaction::staff_tasks() {
  std::vector<port::StaffTask> tasks = site_.tasks;
  std::ranges::stable_sort(tasks, {}, &port::StaffTask::at);
  return tasks;
}

Status MemoryTransaction::append_feed(const protocol::FeedItem& item) {
  if (Status writable = may_write(); !writable) {
    return writable;
  }
  site_.append(item);
  return done();
}

Result<port::FeedRows> MemoryTransaction::feed_after(std::int64_t cursor,
                                                     const protocol::Reader& reader,
                                                     std::size_t limit) {
  port::FeedRows found{{}, cursor, limit == 0};
  for (auto row = site_.feed.upper_bound(cursor);
       row != site_.feed.end() && found.rows.size() < limit; ++row) {
    if (protocol::audience_of(row->second).includes(reader)) {
      found.rows.push_back({row->first, row->second});
    }
  }
  found.more = found.rows.size() >= limit;
  if (!found.more) {
    found.cursor = std::max(cursor, site_.feed_cursor);
  } else if (!found.rows.empty()) {
    found.cursor = found.rows.back().cursor;
  }
  return found;
}

Status MemoryTransaction::forget_feed(UtcTime now) {
  if (Status writable = may_write(); !writable) {
    return writable;
  }
  std::erase_if(site_.feed, [&](const auto& row) {
    const std::optional<UtcTime> until = protocol::needed_until(row.second);
    return until && *until < now && site_.facts.erase(protocol::fact_of(row.second)) == 1;
  });
  return done();
}

Status MemoryTransaction::save_backup(std::int64_t cursor) {
  if (Status writable = may_write(); !writable) {
    return writable;
  }
  if (cursor > site_.backup_cursor) {
    site_.stable_cursor = site_.backup_cursor;
    site_.backup_cursor = cursor;
  }
  return done();
}

Status MemoryTransaction::add_demand(DeviceId kiosk, LocalDate day, const port::Demand& sold) {
  if (Status writable = may_write(); !writable) {
    return writable;
  }
  site_.demand[{kiosk, day, sold.pool, sold.start_minute, sold.lead}] += sold.units;
  return done();
}

Result<std::vector<port::Demand>> MemoryTransaction::demand(DeviceId kiosk, LocalDate first) {
  std::map<std::tuple<PoolId, std::int32_t, std::int32_t>, std::int32_t> sums;
  for (const auto& [key, units] : site_.demand) {
    const auto& [device, day, pool, start, lead] = key;
    if (device == kiosk && day >= first) {
      sums[{pool, start, lead}] += units;
    }
  }
  std::vector<port::Demand> found;
  for (const auto& [key, units] : sums) {
    found.push_back({std::get<0>(key), std::get<1>(key), std::get<2>(key), units});
  }
  return found;
}

Status MemoryTransaction::forget_demand(DeviceId kiosk, LocalDate before) {
  if (Status writable = may_write(); !writable) {
    return writable;
  }
  std::erase_if(site_.demand, [&](const auto& entry) {
    return std::get<0>(entry.first) == kiosk && std::get<1>(entry.first) < before;
  });
  return done();
}

}  // namespace

void MemorySite::append(const protocol::FeedItem& item) {
  feed_cursor += 1;
  const auto [known, added] = facts.try_emplace(protocol::fact_of(item), feed_cursor);
  if (!added) {
    feed.erase(known->second);
    known->second = feed_cursor;
  }
  feed.emplace(feed_cursor, item);
}

Status MemoryServerStore::run(const SiteId& site, const Work& work) {
  const std::lock_guard lock(mutex_);
  MemorySite copy = sites_[site];
  MemoryTransaction transaction(copy, true);
  const Status worked = work(transaction);
  if (worked && failures_ > 0) {
    --failures_;
    return fail(failure_, "the commit failed");
  }
  if (worked) {
    sites_[site] = std::move(copy);
  }
  return worked;
}

Status MemoryServerStore::read(const SiteId& site, const Work& work) {
  const std::lock_guard lock(mutex_);
  MemoryTransaction transaction(sites_[site], false);
  return work(transaction);
}

Result<std::int64_t> MemoryServerStore::feed_head(const SiteId& site) {
  const std::lock_guard lock(mutex_);
  return sites_[site].feed_cursor;
}

MemorySite MemoryServerStore::site(const SiteId& site) {
  const std::lock_guard lock(mutex_);
  return sites_[site];
}

}  // namespace lobby::tests
