// What an office keeps beside bookings, in the same transaction: records, folios, the journal.
// A record is a JSON text of its kind with a version, keys it is found by, and a time at which
// somebody has to look at it; the codec and the rules of each kind are core/reservation's.
// Errors of every call: those of port::ServerStore. The thread that runs the transaction.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "core/base/id.h"
#include "core/base/result.h"
#include "core/base/time.h"
#include "core/booking/folio.h"
#include "core/office/journal.h"

namespace lobby::port {

using RecordId = Id<struct RecordTag>;

// Stored by number: a new one goes to the end.
enum class RecordKind : std::uint8_t {
  answer,   // of a command that was carried out: the same command has the same answer
  quote,    // an offer with its inputs
  plan,     // of a booking that is to be paid ahead: when to look at it next
  waiting,  // an entry of the waiting list
  payment,  // one attempt to pay, at a desk, terminal or gateway
  guest,    // a profile
  refusal,  // a guest who is not served any more
  lookup,   // of a booking: by its guest's phone, by the days on which departments work for it
  voucher,  // credit or less to pay, found by its code
  terms,    // the wording of one version of a policy
  duties,   // what the house owes a minor who stays, of one booking
  attempt,  // that was refused at a kiosk
};
inline constexpr RecordKind last_record_kind = RecordKind::attempt;

struct Record {
  RecordKind kind = RecordKind::answer;
  RecordId id;
  std::int64_t version = 1;
  std::string content;  // canonical JSON
  std::optional<UtcTime> due_at{};
  std::vector<std::string> keys{};  // each once, 1 to record_key_bytes_max bytes

  bool operator==(const Record&) const = default;
};
inline constexpr std::size_t record_key_bytes_max = 120;
inline constexpr std::size_t record_keys_max = 16;

class OfficeRecords {
 public:
  virtual ~OfficeRecords() = default;

  // Its keys are not read back.
  virtual Result<std::optional<Record>> record(RecordKind kind, RecordId id) = 0;
  // Version 1 is new, a higher one takes the place of the one before; so do its time and keys.
  // Errors: version_conflict (another version is stored, or none), out_of_range (a key).
  virtual Status put_record(const Record& record) = 0;
  // Those that have the key, in ascending order of their ids, the first page after the nil id.
  virtual Result<std::vector<Record>> records_with(RecordKind kind, const std::string& key,
                                                   RecordId after, std::size_t limit) = 0;
  // Those whose time has come, the earliest first.
  virtual Result<std::vector<Record>> records_due(RecordKind kind, UtcTime now,
                                                  std::size_t limit) = 0;
  // Drops those of the kind that were due before.
  virtual Status forget_records(RecordKind kind, UtcTime due_before) = 0;

  // In the order they were posted.
  virtual Result<std::vector<booking::Entry>> folio_entries(BookingId booking) = 0;
  // Appends to a folio that has `known` entries. Errors: version_conflict (it has another number),
  // already_exists (an id of them is in some folio).
  virtual Status add_folio_entries(BookingId booking, std::size_t known,
                                   std::span<const booking::Entry> entries) = 0;

  virtual Result<office::JournalHead> journal_head() = 0;
  // They follow the head. Errors: version_conflict.
  virtual Status append_journal(std::span<const office::JournalEntry> entries) = 0;
  virtual Result<std::vector<office::JournalEntry>> journal_after(std::int64_t number,
                                                                  std::size_t limit) = 0;
};

}  // namespace lobby::port
