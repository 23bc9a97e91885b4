// The device's durable store: its allotments, its bookings, its outbox, what the feed told it.
// Every call is one transaction that is on disk when it returns (protocol rule 1), or an error
// that changed nothing. What a guest told us comes here sealed and cannot be read on this device.
// Errors of every call: disk_full, read_only, corrupt, unavailable (locked).
// Any thread; calls from several threads wait for each other. The UI thread may call it: a call
// takes one flush at most and never waits for the network.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "core/base/id.h"
#include "core/base/limits.h"
#include "core/base/result.h"
#include "core/base/time.h"
#include "core/booking/booking.h"
#include "core/inventory/slot.h"
#include "core/protocol/feed.h"
#include "core/protocol/operation.h"
#include "core/ticket/verdict.h"

namespace lobby::port {

// Who this device is, since enrolment.
struct DeviceIdentity {
  DeviceId device;
  std::string name;
  protocol::DeviceRole role = protocol::DeviceRole::kiosk;
  SiteId site;
  std::int64_t epoch = 1;

  bool operator==(const DeviceIdentity&) const = default;
};

// A fact to be committed; the store gives it the next sequence number.
struct NewOperation {
  OperationId id;
  UtcTime device_time;
  std::optional<Duration> clock_offset;
  protocol::Payload payload;
  std::optional<protocol::OperationHash> previous{};  // see protocol::Operation
};

// One exchange with the server.
struct Contact {
  UtcTime at;  // device wall time
  Duration clock_offset;
  std::string boot_id;  // port::Clock
  Duration boot_time;   // when the request was sent

  bool operator==(const Contact&) const = default;
};

struct OutboxEntry {
  protocol::Operation operation;
  std::int32_t attempts = 0;
  UtcTime next_attempt;
  std::size_t bytes = 0;  // of the operation's JSON, at least

  bool operator==(const OutboxEntry&) const = default;
};

struct OutboxLimit {
  std::size_t operations = 1;  // at most
  std::size_t bytes = SIZE_MAX;
};

struct OutboxSummary {
  std::int64_t pending = 0;  // at most limits::outbox_operations_max
  std::int64_t refused = 0;
  std::optional<UtcTime> oldest_pending;

  // Half of what it may hold waits: staff should know long before the device has to stop.
  bool filling() const;

  bool operator==(const OutboxSummary&) const = default;
};

inline bool OutboxSummary::filling() const {
  return pending >= static_cast<std::int64_t>(limits::outbox_operations_max / 2);
}

// A booking whose ticket the guest may not have seen: the program ended between the commit and
// the guest leaving the ticket screen. Staff may reprint it.
struct UnseenTicket {
  BookingId id;
  ticket::BookingCode code;
  UtcTime committed_at;
  std::string ticket_text;

  bool operator==(const UnseenTicket&) const = default;
};

struct StoredCatalog {
  std::int64_t version = 0;
  std::string toml;

  bool operator==(const StoredCatalog&) const = default;
};

struct SyncState {
  std::int64_t cursor = 0;
  std::int64_t incarnation = 0;
  std::optional<Duration> clock_offset;  // server minus device
  std::optional<UtcTime> last_contact;   // device wall time
  std::string boot_id{};                 // of the last contact
  Duration boot_time{};                  // of the last contact
  std::int64_t stable = 0;               // protocol::FeedPage, highest of this incarnation
  // The incarnation in which the server was last told what this device holds; in the first there is
  // nothing to tell.
  std::int64_t reported = 1;
  // Its epoch is closed and the next one not taken yet: nothing is granted to it.
  bool epoch_closed = false;

  bool operator==(const SyncState&) const = default;
};

class DeviceStore {
 public:
  virtual ~DeviceStore() = default;

  virtual Result<std::optional<DeviceIdentity>> identity() = 0;
  // A new epoch numbers its operations from 1 and starts with no allotment; a kiosk then reads the
  // feed from its beginning, since grants of the epoch may have been told, and left out, before it
  // knew of it. So does another device; another site also loses what the feed told. The outbox
  // stays.
  virtual Status save_identity(const DeviceIdentity& identity) = 0;
  // The server has closed this device's epoch: no unit is left to sell, and none comes until
  // save_identity() of another epoch, also from a server that was restored to before the closing.
  // Keeps `claim` to the next epoch unless one is kept already, and returns the one that is.
  // Errors: configuration (no identity yet).
  virtual Result<OperationId> close_epoch(OperationId claim) = 0;

  // Consumes the units, writes the booking and its ticket, appends the operation.
  // Errors: already_exists (the booking's or the operation's id), sold_out (names the slot;
  // nothing is consumed), configuration (no identity yet), wrong_site, invalid_transition (neither
  // confirmed nor requested), too_large (the outbox is full), out_of_range (the guest is not
  // sealed), and what the codec refuses.
  // A request consumes nothing. REQUIRES: a place_booking.
  virtual Status commit_booking(const NewOperation& operation, const std::string& ticket_text) = 0;
  // Appends check_in or undo_check_in and records the admission on this device. Until the server
  // has answered, the device's own step goes before what the feed says of the same ticket.
  // Errors: already_exists (the ticket is admitted), not_found (nothing to undo), configuration.
  virtual Status commit_admission(const NewOperation& operation) = 0;
  // Appends request_units or return_units; what is returned leaves the balances with it (protocol
  // rule 5). Errors: already_exists, sold_out (names the slot that has not so many free; nothing
  // is returned), configuration, out_of_range.
  virtual Status commit_units(const NewOperation& operation) = 0;
  virtual Status mark_ticket_seen(BookingId id) = 0;
  virtual Result<std::vector<UnseenTicket>> unseen_tickets() = 0;
  // A booking of that code was placed here and its operation is still kept. Reads all of them: for
  // staff's commands.
  virtual Result<bool> has_placed(ticket::BookingCode code) = 0;

  // Balances of one pool from `first` to `last`, both included, ascending.
  virtual Result<std::vector<inventory::SlotBalance>> balances(const PoolId& pool, LocalDate first,
                                                               LocalDate last) = 0;

  // Balances from `first` on with more free than the device may keep (Balance::standing),
  // ascending.
  virtual Result<std::vector<inventory::SlotBalance>> surplus(LocalDate first) = 0;

  // The newest operation of this epoch as canonical JSON, for the one after it (protocol rule 16);
  // nothing before the first.
  virtual Result<std::optional<std::string>> last_operation() = 0;

  // Operations due at `now`, ascending sequence, up to the first that goes beyond the limit, which
  // is among them: so there are more.
  virtual Result<std::vector<OutboxEntry>> due_operations(UtcTime now, OutboxLimit limit) = 0;
  // Applied ones leave the outbox; refused ones stay with their reason for staff, but for a
  // request_units, which only asks. Replies to operations that are unknown or answered already
  // change nothing. `cursor` is the reply's (protocol::BatchReply).
  virtual Status settle(const std::vector<protocol::OperationReply>& replies,
                        std::int64_t cursor) = 0;
  virtual Status retry_later(const std::vector<OperationId>& ids, UtcTime next_attempt) = 0;
  virtual Result<OutboxSummary> outbox_summary() = 0;

  // Applies a page and its cursor together. A page of an older incarnation changes nothing; nor
  // does a grant to another device. Also forgets what nobody needs any more: units, bookings and
  // admissions long past (limits::past_days) by the earlier of the server's clock and the device's
  // at its last contact, and applied operations answered below the page's stable cursor, but for
  // the newest of the epoch. Errors: configuration (no identity yet).
  virtual Status apply_feed(const protocol::FeedPage& page) = 0;
  // The server goes on from an older state (protocol rule 15): every operation it has answered is
  // due again, and the feed is read from its beginning; what it says goes before what it had said.
  // Nothing for an incarnation that is not newer. Errors: configuration.
  virtual Status begin_incarnation(std::int64_t incarnation) = 0;
  // The server knows what this device holds in that incarnation.
  virtual Status save_reported(std::int64_t incarnation) = 0;
  // All units ever granted in this epoch, by slot, ascending.
  virtual Result<std::vector<inventory::SlotUnits>> granted_totals() = 0;
  virtual Result<SyncState> sync_state() = 0;
  virtual Status save_contact(const Contact& contact) = 0;
  virtual Result<std::optional<StoredCatalog>> catalog() = 0;

  // Desk: what the feed told of keys, bookings and admissions.
  virtual Result<std::optional<protocol::KeyNotice>> key(const ticket::KeyId& id) = 0;
  virtual Result<std::int64_t> key_count() = 0;
  virtual Result<std::optional<protocol::BookingNotice>> booking(ticket::BookingCode code) = 0;
  // Bookings whose window overlaps [from, until), by start, then code.
  virtual Result<std::vector<protocol::BookingNotice>> bookings_between(UtcTime from,
                                                                        UtcTime until) = 0;
  virtual Result<std::optional<ticket::Admission>> admission(const protocol::AdmissionId& id) = 0;
  virtual Result<std::map<ticket::BookingCode, ticket::Admission>> admissions_of(
      const std::vector<ticket::BookingCode>& codes) = 0;
};

}  // namespace lobby::port
