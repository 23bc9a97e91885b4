// Goal: a folio's balance is the sum of its entries, its accounts sum to zero, and no posting gives
// back or lets off more than there is. Method: a table of kinds, a table of refusals by name, and
// random postings (RapidCheck prints the seed).
#include "core/booking/folio.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "core/base/limits.h"
#include "tests/fakes/store_facts.h"

namespace lobby::booking {
namespace folio_test {

const Currency yuan{};

Money money(std::int64_t minor) {
  return {minor, yuan};
}

Folio empty_folio() {
  return {tests::id_of<BookingId>(1), yuan, {}};
}

// A posting that has what its kind needs.
Posting posting(std::uint64_t id, EntryKind kind, std::int64_t minor) {
  Posting made;
  made.id = tests::id_of<FolioEntryId>(id);
  made.kind = kind;
  made.amount = money(minor);
  if (kind == EntryKind::payment || kind == EntryKind::refund) {
    made.method = PayMethod::card;
  }
  if (kind == EntryKind::adjustment || kind == EntryKind::write_off) {
    made.reason = "the shower was cold";
  }
  made.actor = "Desk 1";
  made.at = {1'796'000'000'000};
  return made;
}

Posting reversal_of(std::uint64_t id, const Posting& posting) {
  Posting made = posting;
  made.id = tests::id_of<FolioEntryId>(id);
  made.kind = EntryKind::reversal;
  made.method.reset();
  made.reverses = posting.id;
  made.reason = "entered twice";
  return made;
}

Folio with(const std::vector<Posting>& postings) {
  Folio folio = empty_folio();
  for (const Posting& one : postings) {
    const Result<Folio> posted = post(folio, one);
    EXPECT_TRUE(posted) << to_string(posted.error());
    folio = *posted;
  }
  return folio;
}

TEST(Folio, each_kind_moves_the_balance_as_it_says) {
  struct Row {
    EntryKind kind;
    std::int64_t minor;
    const char* balance;
    const char* paid;
  };
  // One after the other.
  const Row table[] = {
      {EntryKind::charge, 153'600, "¥1,536", "¥0"},
      {EntryKind::payment, 100'000, "¥536", "¥1,000"},
      {EntryKind::voucher, 20'000, "¥336", "¥1,200"},
      {EntryKind::adjustment, 3'600, "¥300", "¥1,200"},
      {EntryKind::fee, 5'000, "¥350", "¥1,200"},
      {EntryKind::payment, 50'000, "−¥150", "¥1,700"},
      {EntryKind::refund, 10'000, "−¥50", "¥1,600"},
      {EntryKind::voucher_issued, 5'000, "¥0", "¥1,550"},
      {EntryKind::fee, 1'000, "¥10", "¥1,550"},
      {EntryKind::write_off, 1'000, "¥0", "¥1,550"},
  };
  Folio folio = empty_folio();
  std::uint64_t id = 0;
  for (const Row& row : table) {
    const Result<Folio> posted = post(folio, posting(++id, row.kind, row.minor));
    ASSERT_TRUE(posted) << name_of(row.kind) << ": " << to_string(posted.error());
    folio = *posted;
    EXPECT_EQ(money_text(balance_of(folio)), row.balance) << name_of(row.kind);
    EXPECT_EQ(money_text(paid_of(folio)), row.paid) << name_of(row.kind);
  }
}

TEST(Folio, the_same_posting_again_changes_nothing) {
  const Posting paid = posting(2, EntryKind::payment, 5'000);
  const Folio folio = with({posting(1, EntryKind::charge, 5'000), paid});
  EXPECT_EQ(post(folio, paid).value(), folio);
  Posting other = paid;
  other.amount = money(6'000);
  EXPECT_EQ(post(folio, other).error().code, ErrorCode::id_reused);
}

TEST(Folio, a_reversal_undoes_one_entry_once) {
  const Posting charge = posting(1, EntryKind::charge, 5'000);
  const Folio folio = with({charge, reversal_of(2, charge)});
  EXPECT_EQ(balance_of(folio), money(0));
  EXPECT_EQ(folio.entries.size(), 2U);
  EXPECT_EQ(post(folio, reversal_of(3, charge)).error().code, ErrorCode::invalid_transition);
  EXPECT_EQ(post(folio, reversal_of(3, folio.entries[1].posting)).error().code,
            ErrorCode::invalid_transition);
}

TEST(Folio, a_posting_that_makes_no_sense_is_refused_by_name) {
  const Posting charge = posting(1, EntryKind::charge, 50'000);
  const Posting paid = posting(2, EntryKind::payment, 20'000);
  const Folio folio = with({charge, paid});
  const auto changed = [](Posting from, auto&& change) {
    change(from);
    return from;
  };
  struct Row {
    const char* what;
    Posting posting;
    ErrorCode code;
  };
  const Row table[] = {
      {"nothing", posting(9, EntryKind::charge, 0), ErrorCode::out_of_range},
      {"less than nothing", posting(9, EntryKind::payment, -1), ErrorCode::out_of_range},
      {"too much", posting(9, EntryKind::charge, limits::folio_amount_minor_max + 1),
       ErrorCode::out_of_range},
      {"another currency",
       changed(posting(9, EntryKind::charge, 1),
               [](Posting& one) { one.amount.currency = *Currency::parse("USD"); }),
       ErrorCode::out_of_range},
      {"no method",
       changed(posting(9, EntryKind::payment, 1), [](Posting& one) { one.method.reset(); }),
       ErrorCode::missing_field},
      {"a method of a charge",
       changed(posting(9, EntryKind::charge, 1),
               [](Posting& one) { one.method = PayMethod::cash; }),
       ErrorCode::missing_field},
      {"no reason",
       changed(posting(9, EntryKind::adjustment, 1), [](Posting& one) { one.reason.clear(); }),
       ErrorCode::missing_field},
      {"reverses nothing",
       changed(reversal_of(9, charge), [](Posting& one) { one.reverses.reset(); }),
       ErrorCode::missing_field},
      {"reverses what is not there", reversal_of(9, posting(8, EntryKind::charge, 1)),
       ErrorCode::not_found},
      {"reverses a part",
       changed(reversal_of(9, charge), [](Posting& one) { one.amount = money(1); }),
       ErrorCode::out_of_range},
      {"a refund above what was paid", posting(9, EntryKind::refund, 20'001),
       ErrorCode::policy_refused},
      {"a voucher for a guest who owes", posting(9, EntryKind::voucher_issued, 1),
       ErrorCode::policy_refused},
      {"let off more than was bought", posting(9, EntryKind::adjustment, 50'001),
       ErrorCode::policy_refused},
      {"written off more than is owed", posting(9, EntryKind::write_off, 30'001),
       ErrorCode::policy_refused},
  };
  for (const Row& row : table) {
    const Result<Folio> posted = post(folio, row.posting);
    ASSERT_FALSE(posted) << row.what;
    EXPECT_EQ(posted.error().code, row.code) << row.what << ": " << posted.error().detail;
  }
}

TEST(Folio, a_full_folio_takes_no_more) {
  Folio folio = empty_folio();
  for (std::uint64_t id = 1; id <= limits::folio_entries_max; ++id) {
    folio = *post(folio, posting(id, EntryKind::charge, 1));
  }
  const Result<Folio> posted = post(folio, posting(10'000, EntryKind::charge, 1));
  ASSERT_FALSE(posted);
  EXPECT_EQ(posted.error().code, ErrorCode::too_large);
}

RC_GTEST_PROP(FolioProperty, balances_hold_whatever_is_posted, ()) {
  Folio folio = empty_folio();
  const int count = *rc::gen::inRange(1, 40);
  for (int step = 0; step < count; ++step) {
    const auto kind = static_cast<EntryKind>(*rc::gen::inRange(0, 9));
    const std::int64_t minor = *rc::gen::inRange<std::int64_t>(-10, 100'000);
    Posting next = posting(static_cast<std::uint64_t>(step) + 1, kind, minor);
    if (kind == EntryKind::reversal) {
      if (folio.entries.empty()) {
        continue;
      }
      const auto which = *rc::gen::inRange<std::size_t>(0, folio.entries.size());
      next = reversal_of(static_cast<std::uint64_t>(step) + 1, folio.entries[which].posting);
    }
    const Result<Folio> posted = post(folio, next);
    if (!posted) {
      continue;
    }
    RC_ASSERT(posted->entries.size() == folio.entries.size() + 1);
    folio = *posted;
    Money sum = money(0);
    for (const Money& account : trial_balance(folio)) {
      sum = sum + account;
    }
    RC_ASSERT(sum == money(0));
    const Money till = trial_balance(folio)[static_cast<std::size_t>(Account::till)];
    RC_ASSERT(!(till < money(0)));
    RC_ASSERT(!(paid_of(folio) < money(0)));
  }
}

}  // namespace folio_test
}  // namespace lobby::booking
