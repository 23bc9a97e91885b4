// The server's store in memory: the contract of core/port/server_store.h without a disk, for
// tests of what stands on it. Work runs on a copy of the site that replaces it when the work
// succeeds. Values are kept as they are: what the codec refuses is not refused here.
// Any thread; calls wait for each other.
#pragma once

#include <functional>
#include <map>
#include <mutex>
#include <string>
#include <tuple>
#include <vector>

#include "core/port/server_store.h"

namespace lobby::tests {

// An answered operation; of a refused one all of it.
struct MemoryOperation : port::StoredOperation {
  MemoryOperation(const protocol::Operation& operation, port::StoredOperation stored);

  port::Holder holder;
  std::int64_t sequence = 0;
  std::optional<protocol::Operation> content;
};

// All of one site.
struct MemorySite {
  struct Grant {
    std::int32_t granted_total = 0;
    std::int32_t consumed_total = 0;
    std::int32_t reclaimed_total = 0;
    std::int32_t returned_total = 0;
    std::int32_t outstanding() const {
      return granted_total - consumed_total - reclaimed_total - returned_total;
    }
  };
  using GrantKey = std::pair<port::Holder, inventory::Slot>;

  std::int64_t incarnation = 1;
  std::vector<std::string> catalogs;  // version n is at n - 1
  std::map<port::Sha256, port::EnrolmentCode> codes;
  std::map<DeviceId, port::DeviceRecord> devices;
  std::map<DeviceId, OperationId> epoch_claims;
  std::map<OperationId, MemoryOperation> operations;
  std::map<inventory::Slot, inventory::Capacity> slots;
  std::map<GrantKey, Grant> grants;
  std::map<BookingId, booking::Booking> bookings;
  std::map<BookingId, port::Conflict> conflicts;
  std::map<protocol::AdmissionId, port::AdmissionRecord> admissions;
  std::vector<port::StaffTask> tasks;
  std::map<std::int64_t, protocol::FeedItem> feed;  // by cursor, the last of every fact
  std::map<std::string, std::int64_t> facts;        // where it stands in the feed
  std::int64_t feed_cursor = 0;
  std::int64_t backup_cursor = 0;
  std::int64_t stable_cursor = 0;
  std::map<std::tuple<DeviceId, LocalDate, PoolId, std::int32_t, std::int32_t>, std::int32_t>
      demand;  // by kiosk, day, pool, start and lead
  std::map<std::pair<port::RecordKind, port::RecordId>, port::Record> records;
  std::map<BookingId, std::vector<booking::Entry>> folios;
  std::vector<office::JournalEntry> journal;

  void append(const protocol::FeedItem& item);
};

class MemoryServerStore final : public port::ServerStore {
 public:
  Status run(const SiteId& site, const Work& work) override;
  Status read(const SiteId& site, const Work& work) override;
  Result<std::int64_t> feed_head(const SiteId& site) override;

  // As a backup of the site that is put back.
  void put_back(const SiteId& site, const MemorySite& backup) {
    damage(site, [&](MemorySite& now) { now = backup; });
  }
  // For tests: the site as committed; damage to it; and a failure of the next commits.
  MemorySite site(const SiteId& site);
  void damage(const SiteId& site, const std::function<void(MemorySite&)>& change) {
    const std::lock_guard lock(mutex_);
    change(sites_[site]);
  }
  void fail_commits(int count, ErrorCode code) {
    failures_ = count;
    failure_ = code;
  }

 private:
  std::mutex mutex_;
  std::map<SiteId, MemorySite> sites_;
  int failures_ = 0;
  ErrorCode failure_ = ErrorCode::unavailable;
};

}  // namespace lobby::tests
