// Maps and vectors under the contract of core/port/office_records.h.
#include "tests/fakes/memory_server_records.h"

#include <algorithm>

namespace lobby::tests {
namespace {

using port::Record;
using port::RecordId;
using port::RecordKind;

Record without_keys(Record record) {
  record.keys.clear();
  return record;
}

}  // namespace

Result<std::optional<Record>> MemoryServerRecords::record(RecordKind kind, RecordId id) {
  const auto found = site_.records.find({kind, id});
  return found == site_.records.end() ? std::optional<Record>()
                                      : std::optional(without_keys(found->second));
}

Status MemoryServerRecords::put_record(const Record& record) {
  if (Status writable = may_write(); !writable) {
    return writable;
  }
  const auto too_long = [](const std::string& key) {
    return key.empty() || key.size() > port::record_key_bytes_max;
  };
  if (record.keys.size() > port::record_keys_max || std::ranges::any_of(record.keys, too_long)) {
    return fail(ErrorCode::out_of_range, "a record's keys are too long");
  }
  const auto found = site_.records.find({record.kind, record.id});
  const std::int64_t stored = found == site_.records.end() ? 0 : found->second.version;
  if (record.version != stored + 1) {
    return fail(ErrorCode::version_conflict,
                "record " + record.id.text() + " is at version " + std::to_string(stored));
  }
  site_.records.insert_or_assign({record.kind, record.id}, record);
  return done();
}

Result<std::vector<Record>> MemoryServerRecords::records_with(RecordKind kind,
                                                              const std::string& key,
                                                              RecordId after, std::size_t limit) {
  std::vector<Record> found;
  for (const auto& [place, record] : site_.records) {
    if (place.first == kind && place.second > after && found.size() < limit &&
        std::ranges::find(record.keys, key) != record.keys.end()) {
      found.push_back(without_keys(record));
    }
  }
  return found;
}

Result<std::vector<Record>> MemoryServerRecords::records_due(RecordKind kind, UtcTime now,
                                                             std::size_t limit) {
  std::vector<Record> found;
  for (const auto& [place, record] : site_.records) {
    if (place.first == kind && record.due_at && *record.due_at <= now) {
      found.push_back(without_keys(record));
    }
  }
  std::ranges::stable_sort(found, {}, [](const Record& record) { return *record.due_at; });
  found.resize(std::min(found.size(), limit));
  return found;
}

Status MemoryServerRecords::forget_records(RecordKind kind, UtcTime due_before) {
  if (Status writable = may_write(); !writable) {
    return writable;
  }
  std::erase_if(site_.records, [&](const auto& entry) {
    const Record& record = entry.second;
    return record.kind == kind && record.due_at && *record.due_at < due_before;
  });
  return done();
}

Result<std::vector<booking::Entry>> MemoryServerRecords::folio_entries(BookingId booking) {
  const auto found = site_.folios.find(booking);
  return found == site_.folios.end() ? std::vector<booking::Entry>() : found->second;
}

Status MemoryServerRecords::add_folio_entries(BookingId booking, std::size_t known,
                                              std::span<const booking::Entry> entries) {
  if (Status writable = may_write(); !writable) {
    return writable;
  }
  for (const booking::Entry& entry : entries) {
    for (const auto& [other, stored] : site_.folios) {
      for (const booking::Entry& one : stored) {
        if (one.posting.id == entry.posting.id) {
          return fail(ErrorCode::already_exists, "the folio entry is stored already");
        }
      }
    }
  }
  std::vector<booking::Entry>& folio = site_.folios[booking];
  if (folio.size() != known) {
    return fail(ErrorCode::version_conflict, "the folio has other entries; read it again");
  }
  folio.insert(folio.end(), entries.begin(), entries.end());
  return done();
}

Result<office::JournalHead> MemoryServerRecords::journal_head() {
  if (site_.journal.empty()) {
    return office::JournalHead{};
  }
  return office::JournalHead{site_.journal.back().number, site_.journal.back().hash};
}

Status MemoryServerRecords::append_journal(std::span<const office::JournalEntry> entries) {
  if (Status writable = may_write(); !writable) {
    return writable;
  }
  if (!entries.empty() &&
      entries.front().number != static_cast<std::int64_t>(site_.journal.size()) + 1) {
    return fail(ErrorCode::version_conflict, "the journal has gone on; read it again");
  }
  site_.journal.insert(site_.journal.end(), entries.begin(), entries.end());
  return done();
}

Result<std::vector<office::JournalEntry>> MemoryServerRecords::journal_after(std::int64_t number,
                                                                             std::size_t limit) {
  std::vector<office::JournalEntry> found;
  for (const office::JournalEntry& entry : site_.journal) {
    if (entry.number > number && found.size() < limit) {
      found.push_back(entry);
    }
  }
  return found;
}

}  // namespace lobby::tests
