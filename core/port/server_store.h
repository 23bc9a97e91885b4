// The server's store. All work is a closure run in one transaction of one site; it may be run
// again after a conflict, so it must not keep anything from a run that did not commit.
// Errors of every call: unavailable, disk_full, read_only, corrupt.
// Any thread; a Transaction belongs to the thread that runs its closure.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/id.h"
#include "core/base/result.h"
#include "core/base/time.h"
#include "core/booking/booking.h"
#include "core/inventory/slot.h"
#include "core/port/office_records.h"
#include "core/port/signer.h"
#include "core/protocol/feed.h"
#include "core/protocol/operation.h"

namespace lobby::port {

struct DeviceRecord {
  DeviceId id;
  std::string name;
  protocol::DeviceRole role = protocol::DeviceRole::kiosk;
  ticket::KeyId key{};
  ticket::PublicKey public_key{};
  std::int64_t epoch = 1;
  std::int64_t last_sequence = 0;
  bool revoked = false;
  std::optional<UtcTime> last_contact;
  // Whether a machine has taken the epoch; until then it is granted nothing.
  bool epoch_taken = true;
  // The site's incarnation in which the device last said what it holds.
  std::int64_t incarnation = 1;
  // The hash of its last operation in order, zeros where an epoch begins (protocol rule 16);
  // nothing: it has not chained yet, having been enrolled before there were chains.
  std::optional<Sha256> chain = Sha256{};

  bool operator==(const DeviceRecord&) const = default;
};

// Whose units: a device in one epoch. What it held in a closed one is counted apart.
struct Holder {
  DeviceId device;
  std::int64_t epoch = 1;

  auto operator<=>(const Holder&) const = default;
};

// How far a device's operations have come in their order.
struct Progress {
  std::int64_t last_sequence = 0;
  std::optional<Sha256> chain;

  bool operator==(const Progress&) const = default;
};

// What a holder has of one slot.
struct Allotment {
  Holder holder;
  std::int32_t granted_total = 0;
  std::int32_t outstanding = 0;  // granted, not yet reported sold, not returned
  std::int32_t reclaimed = 0;    // taken back

  bool operator==(const Allotment&) const = default;
};

// A one-time enrolment code, kept as its hash.
struct EnrolmentCode {
  Sha256 code_hash{};
  std::string device_name;
  protocol::DeviceRole role = protocol::DeviceRole::kiosk;
  UtcTime expires_at;

  bool operator==(const EnrolmentCode&) const = default;
};

struct StoredOperation {
  Sha256 content_hash{};
  protocol::OperationReply reply;

  bool operator==(const StoredOperation&) const = default;
};

struct FeedRow {
  std::int64_t cursor = 0;
  protocol::FeedItem item;

  bool operator==(const FeedRow&) const = default;
};

struct AdmissionRecord {
  protocol::AdmissionId id;
  UtcTime at;
  DeviceId device;

  bool operator==(const AdmissionRecord&) const = default;
};

// A booking that was refused or needs a person; shown to staff.
struct StaffTask {
  OperationId operation;
  DeviceId device;
  UtcTime at;
  ErrorCode code = ErrorCode::internal;
  std::string detail;

  bool operator==(const StaffTask&) const = default;
};

// A guest was told "confirmed" and no unit is set aside for it (protocol rule 10): staff find it a
// place. While it is open the booking holds no units.
struct Conflict {
  BookingId booking;
  DeviceId device;  // that sold it
  UtcTime opened_at;
  std::string reason;
  std::string owner{};  // who finds the guest a place
  std::optional<UtcTime> resolved_at{};
  std::string settlement{};  // how it ended

  bool operator==(const Conflict&) const = default;
};

// What a kiosk sold of a pool: by when the slot starts and how many days ahead it was sold, in the
// steps of inventory::lead_of().
struct Demand {
  PoolId pool;
  std::int32_t start_minute = 0;
  std::int32_t lead = 0;
  std::int32_t units = 0;

  bool operator==(const Demand&) const = default;
};

// Feed rows for one reader, and how far was looked.
struct FeedRows {
  std::vector<FeedRow> rows;
  std::int64_t cursor = 0;
  bool more = false;
};

// What an audit compares (protocol: invariants). Each says what the rows hold, sound or not.
struct SlotAccount {
  inventory::Slot slot;
  inventory::Capacity count;
  std::int64_t outstanding = 0;  // of all holders

  bool operator==(const SlotAccount&) const = default;
};

// Units that no audit of the slots would find, or that nobody can bring back.
struct StrayAllotment {
  Holder holder;
  inventory::Slot slot;
  std::int64_t outstanding = 0;
  bool slot_known = true;

  bool operator==(const StrayAllotment&) const = default;
};

// The operations answered of one device in one epoch. Those refused because the epoch was not there
// yet are no part of its order.
struct SequenceAccount {
  Holder holder;
  std::int64_t operations = 0;
  std::int64_t in_order = 0;
  std::int64_t numbers = 0;  // different ones among those in order
  std::int64_t highest = 0;

  bool operator==(const SequenceAccount&) const = default;
};

// A booking beside what its row says of it.
struct BookingRow {
  BookingId id;
  ticket::BookingCode code;
  std::int64_t version = 0;
  booking::BookingState state = booking::BookingState::draft;
  booking::Booking content;

  bool operator==(const BookingRow&) const = default;
};

class ServerTransaction {
 public:
  virtual ~ServerTransaction() = default;

  // Site.
  virtual Result<std::int64_t> incarnation() = 0;
  // The site goes on from an older state than it was in: its next incarnation, above `known`,
  // begins. Returns it.
  virtual Result<std::int64_t> begin_incarnation(std::int64_t known) = 0;
  // A kiosk with an epoch of its own has not yet said in this incarnation what it holds.
  virtual Result<bool> frozen() = 0;
  virtual Result<std::int64_t> catalog_version() = 0;  // 0 before the first
  virtual Result<std::string> catalog_toml() = 0;
  virtual Status save_catalog(std::int64_t version, const std::string& toml) = 0;

  // Devices.
  virtual Status add_enrolment_code(const EnrolmentCode& code) = 0;
  // The code is gone afterwards. Errors: not_found.
  virtual Result<EnrolmentCode> take_enrolment_code(const Sha256& code_hash) = 0;
  virtual Status add_device(const DeviceRecord& device) = 0;
  virtual Result<std::optional<DeviceRecord>> device(DeviceId id) = 0;
  virtual Result<std::vector<DeviceRecord>> devices() = 0;
  // Kiosks that are not revoked.
  virtual Result<std::int32_t> kiosk_count() = 0;
  virtual Status save_device_progress(DeviceId id, const Progress& progress, UtcTime at) = 0;
  virtual Status save_device_incarnation(DeviceId id, std::int64_t incarnation) = 0;
  // Every device's next contact counts as its first of the day.
  virtual Status forget_contacts() = 0;
  virtual Status revoke_device(DeviceId id) = 0;
  // The next epoch begins, numbered from 1 and not taken yet; what the device held in the closed
  // one and has not reported sold is free again (counted as reclaimed). Errors: not_found.
  virtual Status close_epoch(DeviceId id) = 0;
  // By this claim, again and again; errors: already_exists (another claim has it), not_found.
  virtual Status take_epoch(DeviceId id, std::int64_t epoch, OperationId claim) = 0;

  // Operations (idempotency).
  virtual Result<std::optional<StoredOperation>> operation(OperationId id) = 0;
  virtual Status add_operation(const protocol::Operation& operation,
                               const StoredOperation& stored) = 0;

  // Inventory. Rows appear on first use with the pool's capacity.
  // What is free counts from Capacity::wanted. Whatever lowers sold or granted lets the capacity
  // sink towards it.
  virtual Status ensure_slots(const std::vector<inventory::Slot>& slots, std::int32_t capacity) = 0;
  virtual Result<std::vector<std::pair<inventory::Slot, inventory::Capacity>>> capacities(
      const PoolId& pool, LocalDate first, LocalDate last) = 0;
  // From now on `wanted` units may be sold; the capacity follows as far as units are not sold or
  // granted. What staff set stays when the catalogue changes (Capacity::by_staff). Errors:
  // not_found (no such slot), out_of_range.
  virtual Status set_capacity(const inventory::Slot& slot, std::int32_t wanted, bool by_staff) = 0;
  // Capacity::free() >= units in every slot, else sold_out. Raises `granted` and the holder's
  // outstanding and cumulative grants together; returns the new cumulative grants in their order.
  // After an error some may be granted. REQUIRES: each slot once.
  virtual Result<std::vector<std::int32_t>> grant_all(
      const Holder& holder, std::span<const inventory::SlotUnits> units) = 0;
  Result<std::int32_t> grant(const Holder& holder, const inventory::SlotUnits& units) {
    const auto totals = grant_all(holder, {&units, 1});
    return totals ? Result<std::int32_t>(totals->front()) : totals.error();
  }
  // The holder's cumulative grant is `total` at least, as it says itself; raises `granted` by what
  // was missing. False when nothing was. Errors: sold_out.
  virtual Result<bool> restore_grant(const Holder& holder, const inventory::SlotUnits& total) = 0;
  // Outstanding grants of one holder in a pool: granted to it and not yet reported sold.
  virtual Result<std::vector<inventory::SlotUnits>> outstanding(const Holder& holder,
                                                                const PoolId& pool, LocalDate first,
                                                                LocalDate last) = 0;
  // Moves units from the holder's outstanding grant to sold. Errors: sold_out (beyond its grant).
  virtual Status consume_grant(const Holder& holder, const inventory::SlotUnits& units) = 0;
  // Takes outstanding units back from a silent holder (rule 9). Errors: sold_out.
  virtual Status reclaim_grant(const Holder& holder, const inventory::SlotUnits& units) = 0;
  // The holder had sold or returned units before they were taken back: they are accounted for as
  // consumed, and change nothing of the slot. Errors: sold_out (fewer were taken back).
  virtual Status consume_reclaimed(const Holder& holder, const inventory::SlotUnits& units) = 0;
  // What a holder has of a slot; nothing at all where it was never granted any.
  virtual Result<Allotment> allotment(const Holder& holder, const inventory::Slot& slot) = 0;
  // Units of the slot that are out in open epochs, by device.
  virtual Result<std::vector<Allotment>> allotments(const inventory::Slot& slot) = 0;
  // The holder returns outstanding units to free capacity. Errors: sold_out (beyond its grant).
  virtual Status return_grant(const Holder& holder, const inventory::SlotUnits& units) = 0;
  // Sells from free capacity (a confirmed request, a late sale). Errors: sold_out.
  virtual Status sell(const inventory::SlotUnits& units) = 0;
  // Gives sold units back to free capacity (a cancellation).
  virtual Status release(const inventory::SlotUnits& units) = 0;

  // Bookings.
  virtual Status add_booking(const booking::Booking& booking) = 0;  // already_exists
  virtual Result<std::optional<booking::Booking>> booking(BookingId id) = 0;
  virtual Result<std::vector<booking::Booking>> bookings_by_code(ticket::BookingCode code) = 0;
  // Errors: version_conflict unless the stored version is booking.version - 1.
  virtual Status update_booking(const booking::Booking& booking) = 0;

  // Conflicts. add: already_exists keeps the first.
  virtual Status add_conflict(const Conflict& conflict) = 0;
  virtual Result<std::optional<Conflict>> conflict(BookingId booking) = 0;
  virtual Result<std::vector<Conflict>> open_conflicts() = 0;  // the oldest first
  // Errors: not_found (none is open).
  virtual Status assign_conflict(BookingId booking, const std::string& owner) = 0;
  virtual Status resolve_conflict(BookingId booking, UtcTime at, const std::string& settlement) = 0;

  // Demand of one kiosk. `day` is when it sold.
  virtual Status add_demand(DeviceId kiosk, LocalDate day, const Demand& sold) = 0;
  // Sums over days from `first` on.
  virtual Result<std::vector<Demand>> demand(DeviceId kiosk, LocalDate first) = 0;
  virtual Status forget_demand(DeviceId kiosk, LocalDate before) = 0;

  // Admissions. add: already_exists keeps the first.
  virtual Status add_admission(const AdmissionRecord& admission) = 0;
  virtual Result<std::optional<AdmissionRecord>> admission(const protocol::AdmissionId& id) = 0;
  virtual Status remove_admission(const protocol::AdmissionId& id) = 0;

  // One a moment, operation and code; a second changes nothing.
  virtual Status add_staff_task(const StaffTask& task) = 0;
  virtual Result<std::vector<StaffTask>> staff_tasks() = 0;

  // Feed. Cursors rise; items of one transaction become visible together. An item takes the place
  // of an earlier one of the same fact, so the feed is a snapshot and what changed since a cursor.
  virtual Status append_feed(const protocol::FeedItem& item) = 0;
  // What is for the reader, at most `limit` rows.
  virtual Result<FeedRows> feed_after(std::int64_t cursor, const protocol::Reader& reader,
                                      std::size_t limit) = 0;
  virtual Result<std::int64_t> feed_cursor() = 0;
  // Drops items that nobody needs any more (protocol::needed_until()).
  virtual Status forget_feed(UtcTime now) = 0;
  // All up to this cursor is in a backup. Then what was below the cursor of the one before is
  // stable: whichever of the two is put back. A cursor that is not higher changes nothing.
  virtual Status save_backup(std::int64_t cursor) = 0;
  virtual Result<std::int64_t> stable_cursor() = 0;

  // What the office keeps beside bookings, in this transaction and for as long.
  virtual OfficeRecords& office() = 0;

  // Audit. Pages in ascending order of the key, the first one after nothing (or the nil id).
  virtual Result<std::vector<SlotAccount>> slot_accounts(
      const std::optional<inventory::Slot>& after, std::size_t limit) = 0;
  // Of an epoch that is not the device's, or of no device, and not empty; less than nothing; of a
  // slot that is not there.
  virtual Result<std::vector<StrayAllotment>> stray_allotments(std::size_t limit) = 0;
  virtual Result<std::vector<SequenceAccount>> sequence_accounts() = 0;
  // Refused operations that no staff task names.
  virtual Result<std::vector<protocol::Operation>> untold_refusals(OperationId after,
                                                                   std::size_t limit) = 0;
  virtual Result<std::vector<BookingRow>> bookings_after(BookingId after, std::size_t limit) = 0;
  virtual Result<std::vector<AdmissionRecord>> admissions_after(
      const std::optional<protocol::AdmissionId>& after, std::size_t limit) = 0;
};

class ServerStore {
 public:
  using Work = std::function<Status(ServerTransaction&)>;

  virtual ~ServerStore() = default;
  // Commits when `work` returns a value, rolls back when it returns an error (and returns it).
  virtual Status run(const SiteId& site, const Work& work) = 0;
  // As run(), for work that only reads: on a snapshot of what is committed, neither waiting for
  // a writer nor making one wait. A write inside it fails (read_only). An implementation without
  // snapshots runs it as any other work.
  virtual Status read(const SiteId& site, const Work& work) { return run(site, work); }
  // The highest cursor committed so far; cheap, for long polls.
  virtual Result<std::int64_t> feed_head(const SiteId& site) = 0;
};

}  // namespace lobby::port
