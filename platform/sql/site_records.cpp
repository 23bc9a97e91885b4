// Records are one table for all kinds: what differs between them is their content, which no
// statement looks into.
#include "platform/sql/site_records.h"

#include "core/protocol/office_codec.h"
#include "platform/sql/changed.h"
#include "platform/sql/many_rows.h"

namespace lobby::sql {
namespace {

using port::Record;
using port::RecordId;
using port::RecordKind;

Record record_of(Row& row) {
  Record record;
  record.kind = row.enumerator(0, port::last_record_kind);
  record.id = row.id<RecordId>(1);
  record.version = row.integer(2);
  record.due_at = row.or_null<UtcTime>(3);
  record.content = row.text(4);
  return record;
}

Status check_keys(const Record& record) {
  bool sound = record.keys.size() <= port::record_keys_max;
  for (const std::string& key : record.keys) {
    sound = sound && !key.empty() && key.size() <= port::record_key_bytes_max;
  }
  return sound ? done() : Status(fail(ErrorCode::out_of_range, "a record's keys are too long"));
}

}  // namespace

Result<std::optional<Record>> SiteRecords::record(RecordKind kind, RecordId id) {
  return first(session_.select("SELECT kind, record_id, version, due_at, content FROM records"
                               " WHERE site_id = ?1 AND kind = ?2 AND record_id = ?3",
                               site_, kind, id),
               record_of);
}

Status SiteRecords::put_record(const Record& record) {
  if (Status sound = check_keys(record); !sound) {
    return sound;
  }
  const std::string_view content(record.content);
  const Status put = changed_or(
      record.version == 1
          ? session_.run("INSERT INTO records (site_id, kind, record_id, version, due_at, content)"
                         " VALUES (?1, ?2, ?3, ?4, ?5, ?6) ON CONFLICT DO NOTHING",
                         site_, record.kind, record.id, record.version, record.due_at, content)
          : session_.run("UPDATE records SET version = ?4, due_at = ?5, content = ?6"
                         " WHERE site_id = ?1 AND kind = ?2 AND record_id = ?3"
                         " AND version = ?4 - 1",
                         site_, record.kind, record.id, record.version, record.due_at, content),
      [&] {
        return fail(ErrorCode::version_conflict,
                    "record " + record.id.text() + " is not at version " +
                        std::to_string(record.version - 1) + "; read it again");
      });
  return put ? put_keys(record) : put;
}

Status SiteRecords::put_keys(const Record& record) {
  if (record.version > 1) {
    const Status dropped =
        ran(session_.run("DELETE FROM record_keys"
                         " WHERE site_id = ?1 AND kind = ?2 AND record_id = ?3",
                         site_, record.kind, record.id));
    if (!dropped) {
      return dropped;
    }
  }
  for (const std::string& key : record.keys) {
    const Status added = ran(session_.run(
        "INSERT INTO record_keys (site_id, kind, record_key, record_id) VALUES (?1, ?2, ?3, ?4)"
        " ON CONFLICT DO NOTHING",
        site_, record.kind, std::string_view(key), record.id));
    if (!added) {
      return added;
    }
  }
  return done();
}

Result<std::vector<Record>> SiteRecords::records_with(RecordKind kind, const std::string& key,
                                                      RecordId after, std::size_t limit) {
  return collect(
      session_.select("SELECT records.kind, records.record_id, version, due_at, content"
                      " FROM record_keys JOIN records ON records.site_id = record_keys.site_id"
                      " AND records.kind = record_keys.kind"
                      " AND records.record_id = record_keys.record_id"
                      " WHERE record_keys.site_id = ?1 AND record_keys.kind = ?2"
                      " AND record_keys.record_key = ?3 AND record_keys.record_id > ?4"
                      " ORDER BY record_keys.record_id LIMIT ?5",
                      site_, kind, std::string_view(key), after, limit),
      record_of);
}

Result<std::vector<Record>> SiteRecords::records_due(RecordKind kind, UtcTime now,
                                                     std::size_t limit) {
  return collect(session_.select("SELECT kind, record_id, version, due_at, content FROM records"
                                 " WHERE site_id = ?1 AND kind = ?2 AND due_at IS NOT NULL"
                                 " AND due_at <= ?3 ORDER BY due_at, record_id LIMIT ?4",
                                 site_, kind, now, limit),
                 record_of);
}

Status SiteRecords::forget_records(RecordKind kind, UtcTime due_before) {
  const Status keys =
      ran(session_.run("DELETE FROM record_keys WHERE site_id = ?1 AND kind = ?2"
                       " AND record_id IN (SELECT record_id FROM records WHERE site_id = ?1"
                       " AND kind = ?2 AND due_at IS NOT NULL AND due_at < ?3)",
                       site_, kind, due_before));
  return keys ? ran(session_.run("DELETE FROM records WHERE site_id = ?1 AND kind = ?2"
                                 " AND due_at IS NOT NULL AND due_at < ?3",
                                 site_, kind, due_before))
              : keys;
}

Result<std::vector<booking::Entry>> SiteRecords::folio_entries(BookingId booking) {
  return collect(
      session_.select("SELECT content FROM folio_entries WHERE site_id = ?1 AND booking_id = ?2"
                      " ORDER BY number",
                      site_, booking),
      [](Row& row) { return row.parsed(protocol::folio_entry_from(row.text(0))); });
}

Status SiteRecords::add_folio_entries(BookingId booking, std::size_t known,
                                      std::span<const booking::Entry> entries) {
  const auto count = first(session_.select("SELECT COUNT(*) FROM folio_entries"
                                           " WHERE site_id = ?1 AND booking_id = ?2",
                                           site_, booking),
                           [](Row& row) { return row.integer(0); });
  if (!count) {
    return count.error();
  }
  if (count->value_or(0) != static_cast<std::int64_t>(known)) {
    return fail(ErrorCode::version_conflict, "the folio has other entries; read it again");
  }
  std::size_t number = known;
  for (const booking::Entry& entry : entries) {
    number += 1;
    const booking::Posting& posting = entry.posting;
    const Status added = changed_or(
        session_.run("INSERT INTO folio_entries (site_id, booking_id, number, entry_id, at, kind,"
                     " from_account, to_account, currency, amount_minor, content)"
                     " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)"
                     " ON CONFLICT DO NOTHING",
                     site_, booking, number, posting.id, posting.at, posting.kind, entry.from,
                     entry.to, posting.amount.currency.code(), posting.amount.amount_minor,
                     std::string_view(protocol::to_json(entry))),
        [&] {
          return fail(ErrorCode::already_exists,
                      "folio entry " + posting.id.text() + " is stored already");
        });
    if (!added) {
      return added;
    }
  }
  return done();
}

Result<office::JournalHead> SiteRecords::journal_head() {
  const auto head = first(
      session_.select("SELECT journal_number, journal_hash FROM sites WHERE site_id = ?1", site_),
      [](Row& row) {
        return office::JournalHead{row.integer(0),
                                   row.bytes_or_null<32>(1).value_or(office::JournalHash{})};
      });
  return head ? Result<office::JournalHead>(head->value_or(office::JournalHead{})) : head.error();
}

namespace {

// Number, hash and text of each row; a row of number 0 is passed by. ?1 the site.
constexpr std::size_t journal_columns = 3;

const ManyRows& insert_journal() {
  static const ManyRows sql([](std::size_t rows) {
    return "INSERT INTO journal (site_id, number, hash, content)"
           " SELECT ?1, given.column1, given.column2, given.column3 FROM " +
           given_rows(rows, 2, journal_columns) + " WHERE given.column1 > 0";
  });
  return sql;
}

}  // namespace

Status SiteRecords::append_journal(std::span<const office::JournalEntry> entries) {
  if (entries.empty()) {
    return done();
  }
  const office::JournalEntry& last = entries.back();
  const auto before = entries.front().number - 1;
  Status moved = changed_or(
      session_.run("INSERT INTO sites (site_id, incarnation, feed_cursor, journal_number,"
                   " journal_hash) VALUES (?1, 1, 0, ?2, ?3) ON CONFLICT (site_id) DO UPDATE SET"
                   " journal_number = excluded.journal_number,"
                   " journal_hash = excluded.journal_hash WHERE sites.journal_number = ?4",
                   site_, last.number, last.hash, before),
      [] { return fail(ErrorCode::version_conflict, "the journal has gone on; read it again"); });
  if (!moved) {
    return moved;
  }
  while (!entries.empty()) {
    const auto some = entries.first(std::min(entries.size(), rows_max));
    std::vector<std::string> texts;
    texts.reserve(some.size());
    std::vector<Value> values{value_of(site_)};
    for (std::size_t row = 0; row < row_count_for(some.size()); ++row) {
      const bool filler = row >= some.size();
      const office::JournalEntry& entry = filler ? some.front() : some[row];
      if (!filler) {
        texts.push_back(protocol::to_json(entry));
      }
      values.insert(values.end(),
                    {value_of(filler ? 0 : entry.number), value_of(entry.hash),
                     value_of(filler ? std::string_view() : std::string_view(texts.back()))});
    }
    if (const auto written = session_.change(insert_journal().text(some.size()), values);
        !written) {
      return written.error();
    }
    entries = entries.subspan(some.size());
  }
  return done();
}

Result<std::vector<office::JournalEntry>> SiteRecords::journal_after(std::int64_t number,
                                                                     std::size_t limit) {
  return collect(session_.select("SELECT number, hash, content FROM journal"
                                 " WHERE site_id = ?1 AND number > ?2 ORDER BY number LIMIT ?3",
                                 site_, number, limit),
                 [](Row& row) {
                   office::JournalEntry entry =
                       row.parsed(protocol::journal_entry_from(row.text(2)));
                   if (entry.number != row.integer(0) || entry.hash != row.bytes<32>(1)) {
                     row.damaged("a journal entry that says otherwise than its row");
                   }
                   return entry;
                 });
}

}  // namespace lobby::sql
