// Records, folios and the journal of one site, in its open transaction.
// The thread that runs the closure.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "core/port/office_records.h"
#include "platform/sql/session.h"

namespace lobby::sql {

class SiteRecords final : public port::OfficeRecords {
 public:
  // Borrows both.
  SiteRecords(Session& session, const SiteId& site) : session_(session), site_(site) {}

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
  Status put_keys(const port::Record& record);

  Session& session_;
  const SiteId& site_;
};

}  // namespace lobby::sql
