// Goal: records, folios and the journal keep what they were given, once, in order, in every store.
// Method: the contract of core/port/office_records.h over memory, SQLite and PostgreSQL.
#include "tests/contract/server_store_kinds.h"

namespace lobby::tests {
namespace {

using port::Record;
using port::RecordId;
using port::RecordKind;
using port::ServerTransaction;

template <class Kind>
class ServerRecordsContract : public ServerStoreFixture<Kind> {
 protected:
  static Record quote(std::uint64_t number) {
    return {RecordKind::quote, id_of<RecordId>(number), 1,
            "{\"n\":" + std::to_string(number) + "}"};
  }
  Status put(const Record& record) {
    return this->in([&](ServerTransaction& to) { return to.office().put_record(record); });
  }
  std::optional<Record> stored(RecordKind kind, std::uint64_t number) {
    const auto found = this->in(
        [&](ServerTransaction& to) { return to.office().record(kind, id_of<RecordId>(number)); });
    EXPECT_TRUE(found.ok());
    return found ? *found : std::nullopt;
  }
  std::vector<RecordId> with(const std::string& key, RecordId after = {}, std::size_t limit = 10) {
    return ids_of(this->in([&](ServerTransaction& to) {
      return to.office().records_with(RecordKind::quote, key, after, limit);
    }));
  }
  std::vector<RecordId> due(std::int64_t now, std::size_t limit = 10) {
    return ids_of(this->in([&](ServerTransaction& to) {
      return to.office().records_due(RecordKind::quote, {now}, limit);
    }));
  }
  static std::vector<RecordId> ids(std::vector<std::uint64_t> numbers) {
    std::vector<RecordId> made;
    for (const std::uint64_t number : numbers) {
      made.push_back(id_of<RecordId>(number));
    }
    return made;
  }

 private:
  static std::vector<RecordId> ids_of(const Result<std::vector<Record>>& records) {
    EXPECT_TRUE(records.ok());
    std::vector<RecordId> found;
    for (const Record& record : records ? *records : std::vector<Record>{}) {
      found.push_back(record.id);
    }
    return found;
  }
};
TYPED_TEST_SUITE(ServerRecordsContract, ServerStoreKinds, ServerStoreKindNames);

TYPED_TEST(ServerRecordsContract, a_record_is_read_as_it_was_put_without_its_keys) {
  Record record = this->quote(1);
  record.due_at = UtcTime{1'000};
  ASSERT_TRUE(this->put(record).ok());
  EXPECT_EQ(this->stored(RecordKind::quote, 1), record);
  EXPECT_EQ(this->stored(RecordKind::payment, 1), std::nullopt);
  EXPECT_EQ(this->stored(RecordKind::quote, 2), std::nullopt);
  record.id = id_of<RecordId>(3);
  record.keys = {"guest/one"};
  ASSERT_TRUE(this->put(record).ok());
  record.keys.clear();
  EXPECT_EQ(this->stored(RecordKind::quote, 3), record);
}

TYPED_TEST(ServerRecordsContract, versions_follow_one_another) {
  Record record = this->quote(1);
  ASSERT_TRUE(this->put(record).ok());
  EXPECT_EQ(this->code(this->put(record)), ErrorCode::version_conflict);
  record.version = 3;
  EXPECT_EQ(this->code(this->put(record)), ErrorCode::version_conflict);
  record.version = 2;
  record.content = "{}";
  ASSERT_TRUE(this->put(record).ok());
  EXPECT_EQ(this->stored(RecordKind::quote, 1), record);
  record.id = id_of<RecordId>(9);
  EXPECT_EQ(this->code(this->put(record)), ErrorCode::version_conflict);
}

TYPED_TEST(ServerRecordsContract, keys_find_records_in_pages_and_move_with_versions) {
  for (const std::uint64_t number : {3U, 1U, 2U}) {
    Record record = this->quote(number);
    record.keys = {"guest/one", "state/open"};
    ASSERT_TRUE(this->put(record).ok());
  }
  EXPECT_EQ(this->with("guest/one"), this->ids({1, 2, 3}));
  EXPECT_EQ(this->with("guest/one", {}, 2), this->ids({1, 2}));
  EXPECT_EQ(this->with("guest/one", id_of<RecordId>(2), 2), this->ids({3}));
  EXPECT_EQ(this->with("guest"), this->ids({}));
  Record closed = this->quote(2);
  closed.version = 2;
  closed.keys = {"guest/one"};
  ASSERT_TRUE(this->put(closed).ok());
  EXPECT_EQ(this->with("state/open"), this->ids({1, 3}));
  EXPECT_EQ(this->with("guest/one"), this->ids({1, 2, 3}));
}

TYPED_TEST(ServerRecordsContract, keys_beyond_their_limits_are_refused) {
  Record record = this->quote(1);
  record.keys = {""};
  EXPECT_EQ(this->code(this->put(record)), ErrorCode::out_of_range);
  record.keys = {std::string(port::record_key_bytes_max + 1, 'k')};
  EXPECT_EQ(this->code(this->put(record)), ErrorCode::out_of_range);
  record.keys.assign(port::record_keys_max + 1, "k");
  EXPECT_EQ(this->code(this->put(record)), ErrorCode::out_of_range);
  EXPECT_EQ(this->stored(RecordKind::quote, 1), std::nullopt);
}

TYPED_TEST(ServerRecordsContract, what_is_due_comes_by_its_time_and_is_forgotten_after) {
  const auto at = [&](std::uint64_t number, std::optional<std::int64_t> time) {
    Record record = this->quote(number);
    record.due_at = time ? std::optional(UtcTime{*time}) : std::nullopt;
    record.keys = {"all"};
    ASSERT_TRUE(this->put(record).ok());
  };
  at(1, 300);
  at(2, 100);
  at(3, std::nullopt);
  at(4, 100);
  at(5, 500);
  EXPECT_EQ(this->due(300), this->ids({2, 4, 1}));
  EXPECT_EQ(this->due(300, 2), this->ids({2, 4}));
  EXPECT_EQ(this->due(99), this->ids({}));
  ASSERT_TRUE(this->in([](ServerTransaction& to) {
                    return to.office().forget_records(RecordKind::quote, {300});
                  })
                  .ok());
  EXPECT_EQ(this->due(1'000), this->ids({1, 5}));
  EXPECT_EQ(this->with("all"), this->ids({1, 3, 5}));
}

booking::Entry entry(std::uint64_t number, std::int64_t amount) {
  booking::Posting posting;
  posting.id = id_of<booking::FolioEntryId>(number);
  posting.amount = {amount, *Currency::parse("CNY")};
  posting.reference = "booking YT7K3MQ9";
  posting.at = {1'000};
  return {posting, booking::Account::sales, booking::Account::guest};
}

TYPED_TEST(ServerRecordsContract, folio_entries_are_appended_once_and_in_order) {
  const auto booking = id_of<BookingId>(7);
  const auto add = [&](std::size_t known, std::vector<booking::Entry> entries) {
    return this->in([&](ServerTransaction& to) {
      return to.office().add_folio_entries(booking, known, entries);
    });
  };
  const auto entries = [&] {
    return *this->in([&](ServerTransaction& to) { return to.office().folio_entries(booking); });
  };
  EXPECT_TRUE(entries().empty());
  ASSERT_TRUE(add(0, {entry(2, 68'800), entry(1, 500)}).ok());
  EXPECT_EQ(entries(), (std::vector{entry(2, 68'800), entry(1, 500)}));
  EXPECT_EQ(this->code(add(1, {entry(3, 5)})), ErrorCode::version_conflict);
  EXPECT_EQ(this->code(add(2, {entry(1, 500)})), ErrorCode::already_exists);
  ASSERT_TRUE(add(2, {entry(3, 5)}).ok());
  EXPECT_EQ(entries().size(), 3U);
}

office::JournalEntry noted(std::int64_t number) {
  office::JournalEntry entry;
  entry.number = number;
  entry.at = {number * 1'000};
  entry.action = "read_booking";
  entry.subject = "booking " + id_of<BookingId>(static_cast<std::uint64_t>(number)).text();
  entry.hash.fill(static_cast<std::uint8_t>(number));
  entry.previous.fill(static_cast<std::uint8_t>(number - 1));
  return entry;
}

TYPED_TEST(ServerRecordsContract, the_journal_goes_on_from_its_head) {
  const auto append = [&](std::vector<office::JournalEntry> entries) {
    return this->in([&](ServerTransaction& to) { return to.office().append_journal(entries); });
  };
  const auto head = [&] {
    return *this->in([](ServerTransaction& to) { return to.office().journal_head(); });
  };
  EXPECT_EQ(head(), office::JournalHead{});
  std::vector<office::JournalEntry> many;
  for (std::int64_t number = 1; number <= 37; ++number) {
    many.push_back(noted(number));
  }
  ASSERT_TRUE(append(many).ok());
  EXPECT_EQ(head(), (office::JournalHead{37, noted(37).hash}));
  EXPECT_EQ(this->code(append({noted(37)})), ErrorCode::version_conflict);
  EXPECT_EQ(this->code(append({noted(39)})), ErrorCode::version_conflict);
  ASSERT_TRUE(append({noted(38)}).ok());
  ASSERT_TRUE(append({}).ok());
  const auto after = [&](std::int64_t number, std::size_t limit) {
    return *this->in(
        [&](ServerTransaction& to) { return to.office().journal_after(number, limit); });
  };
  EXPECT_EQ(after(0, 100).size(), 38U);
  EXPECT_EQ(after(36, 100), (std::vector{noted(37), noted(38)}));
  EXPECT_EQ(after(0, 2), (std::vector{noted(1), noted(2)}));
}

TYPED_TEST(ServerRecordsContract, what_did_not_commit_left_nothing) {
  const Status failed = this->in([&](ServerTransaction& to) -> Status {
    EXPECT_TRUE(to.office().put_record(this->quote(1)).ok());
    EXPECT_TRUE(to.office().append_journal(std::vector{noted(1)}).ok());
    return fail(ErrorCode::policy_refused, "no");
  });
  EXPECT_EQ(this->code(failed), ErrorCode::policy_refused);
  EXPECT_EQ(this->stored(RecordKind::quote, 1), std::nullopt);
  EXPECT_EQ(this->in([](ServerTransaction& to) { return to.office().journal_head(); })->number, 0);
}

}  // namespace
}  // namespace lobby::tests
