// Records, folios and the journal of the server's store in memory.
// The thread that runs the transaction.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "tests/fakes/memory_server_store.h"

namespace lobby::tests {

class MemoryServerRecords final : public port::OfficeRecords {
 public:
  MemoryServerRecords(MemorySite& site, bool writable) : site_(site), writable_(writable) {}

  Result<std::optional<port::Record>> record(port::RecordKind kind, port::RecordId id) override;
  Status put_record(const port::Record& record) override;
  Result<std::vector<port::Record>> records_with(port::RecordKind kind, const std::string& key,
                                                 port::RecordId after, std::size_t limit) override;
  Result<std::vector<port::Record>> records_due(port::RecordKind kind, UtcTime now,
                                                std::size_t limit) override;
  Status forget_records(port::RecordKind kind, UtcTime due_before) override;
  Result<std::vector<booking::Entry>> folio_entries(BookingId booking) override;
  Status add_folio_entries(BookingId booking, std::size_t known,
                           std::span<const booking::Entry> entries) override;
  Result<office::JournalHead> journal_head() override;
  Status append_journal(std::span<const office::JournalEntry> entries) override;
  Result<std::vector<office::JournalEntry>> journal_after(std::int64_t number,
                                                          std::size_t limit) override;

 private:
  Status may_write() const {
    return writable_ ? done() : Status(fail(ErrorCode::read_only, "a write while reading"));
  }

  MemorySite& site_;
  const bool writable_;
};

}  // namespace lobby::tests
