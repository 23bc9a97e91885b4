// Writing and checking the journal's hash chain: the hash of an entry is SHA-256 over
// "LOBBY-JOURNAL-V1", a zero byte and the entry's canonical JSON with `hash` of zeros, which
// contains the hash of the entry before it.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/office/journal.h"
#include "core/service/work.h"

namespace lobby::service {

// What was done at the server itself.
office::JournalEntry entry_by(const Actor& actor, std::string action, std::string subject);
// What a device asked for, or what its request brought about.
office::JournalEntry entry_from(const port::DeviceRecord& device, std::string action,
                                std::string subject);
// The program closed a device's epoch because of what the device said. `epoch`: the one that ended.
office::JournalEntry epoch_closed(const port::DeviceRecord& device, std::int64_t epoch);
// How a subject names them.
std::string subject_of(BookingId id);
std::string subject_of(const booking::Booking& booking);
std::string subject_of(DeviceId device);

// Numbers the entries and appends them to the chain; at what time is the work's.
// The thread that runs the transaction.
Status append_journal(const Work& work, std::vector<office::JournalEntry> entries);

struct JournalReport {
  office::JournalHead head;          // the last entry that was read
  std::optional<std::string> fault;  // the first entry that is not as it was written

  bool operator==(const JournalReport&) const = default;
};

// Reads all of it. What was cut off at the end shows only beside a head that was noted elsewhere:
// `noted`, where it is given, must be in the chain. Errors: those of the store. Any thread.
Result<JournalReport> verify_journal(const Office& office,
                                     const std::optional<office::JournalHead>& noted);

}  // namespace lobby::service
