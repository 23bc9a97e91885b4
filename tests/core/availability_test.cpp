// Goal: what is found can be had, nearest first, few left is said where it is so, and cancelling
// offers moves, a refund or a voucher that add up. Method: the sample hotel with counts that the
// test sets; folios settled in each way.
#include <map>

#include <gtest/gtest.h>

#include "core/booking/remedy.h"
#include "tests/fakes/sample.h"
#include "tests/fakes/store_facts.h"

namespace lobby::booking {
namespace availability_test {

const LocalDate friday = LocalDate::of(2026, 12, 11);

class Vacancies : public testing::Test {
 protected:
  Market market() const { return {catalog_, zone_, free_, tests::sample_now}; }
  void set_free(const char* pool, LocalDate date, std::int32_t units, std::int32_t minute = 0) {
    set_[{PoolId::literal(pool), date, minute}] = units;
  }
  std::string days_of(const std::vector<Vacancy>& found) const {
    std::string text;
    for (const Vacancy& one : found) {
      text += (text.empty() ? "" : " ") + one.selection.date.text().substr(5);
    }
    return text;
  }

  catalog::Catalog catalog_ = tests::sample_catalog();
  ZoneRules zone_ = tests::sample_zone();
  std::int32_t elsewhere_ = 0;
  std::map<inventory::Slot, std::int32_t> set_;
  const FreeUnits free_ = [this](const inventory::Slot& slot) {
    const auto found = set_.find(slot);
    return found == set_.end() ? elsewhere_ : found->second;
  };
};

TEST_F(Vacancies, finds_the_days_on_which_every_night_is_free) {
  for (int day = 0; day < 6; ++day) {
    set_free("king-room", friday.plus_days(day), day == 3 ? 0 : 5);
  }
  const auto found = vacancies(market(), tests::king_stay(friday, 2), friday, friday.plus_days(6));
  ASSERT_TRUE(found) << to_string(found.error());
  // Two nights: not over the full one, and not into what has no rooms.
  EXPECT_EQ(days_of(*found), "12-11 12-12 12-15");
  EXPECT_EQ(found->front().left, 5);
  EXPECT_EQ(found->front().total, quote_of(catalog_, tests::king_stay(friday, 2)).total);
}

TEST_F(Vacancies, says_that_few_are_left) {
  const std::int32_t few = catalog_.pool(PoolId::literal("king-room"))->few_left;
  ASSERT_GT(few, 0);
  set_free("king-room", friday, few);
  set_free("king-room", friday.plus_days(1), few + 1);
  const auto found = vacancies(market(), tests::king_stay(friday, 1), friday, friday.plus_days(2));
  ASSERT_EQ(found->size(), 2U);
  EXPECT_TRUE((*found)[0].few_left);
  EXPECT_FALSE((*found)[1].few_left);
}

TEST_F(Vacancies, a_hall_is_found_in_runs_of_as_many_blocks) {
  const LocalDate day = LocalDate::of(2026, 12, 9);
  elsewhere_ = 1;
  set_free("hall", day, 0, 14 * 60);
  const auto found = vacancies(market(), tests::hall_afternoon(), day, day);
  ASSERT_TRUE(found) << to_string(found.error());
  // Six blocks of two hours from 8:00, two wanted, the one at 14:00 is gone.
  std::string starts;
  for (const Vacancy& one : *found) {
    ASSERT_EQ(one.selection.block_starts.size(), 2U);
    starts += " " + clock_text(one.selection.block_starts.front());
  }
  EXPECT_EQ(starts, " 08:00 10:00 16:00");
}

TEST_F(Vacancies, the_nearest_come_first) {
  elsewhere_ = 1;
  set_free("king-room", friday, 0);
  set_free("king-room", friday.plus_days(1), 0);
  const auto found = nearest(market(), tests::king_stay(friday, 1), {4, 30});
  ASSERT_TRUE(found);
  EXPECT_EQ(days_of(*found), "12-10 12-09 12-13 12-08");
  EXPECT_EQ(days_of(*nearest(market(), tests::king_stay(friday, 1), {3, 1})), "12-10");
}

TEST_F(Vacancies, days_gone_by_are_no_vacancies) {
  elsewhere_ = 1;
  const LocalDate today = LocalDate::of(2026, 12, 1);
  const auto found = vacancies(market(), tests::king_stay(friday, 1), today.plus_days(-3), today);
  ASSERT_TRUE(found);
  EXPECT_EQ(days_of(*found), "12-01");
}

TEST_F(Vacancies, other_services_of_the_kind_the_cheapest_first) {
  elsewhere_ = 3;
  catalog::Service suite = *catalog_.service(ServiceId::literal("lake-view-king"));
  suite.id = ServiceId::literal("suite");
  for (Money& rate : suite.rates) {
    rate = rate * 3;
  }
  catalog::Service cabin = suite;
  cabin.id = ServiceId::literal("cabin");
  for (Money& rate : cabin.rates) {
    rate = {100, rate.currency};
  }
  catalog::Service den = cabin;
  den.id = ServiceId::literal("den");
  den.party_max = 1;
  catalog_.services.push_back(suite);
  catalog_.services.push_back(cabin);
  catalog_.services.push_back(den);
  Selection wish = tests::king_stay(friday, 1);
  wish.party = {2, 0};
  const std::vector<Vacancy> found = substitutes(market(), wish);
  ASSERT_EQ(found.size(), 2U);
  EXPECT_EQ(found[0].selection.service, cabin.id);
  EXPECT_EQ(found[1].selection.service, suite.id);
}

TEST_F(Vacancies, a_wish_that_no_day_mends_is_refused_by_name) {
  struct Row {
    const char* what;
    Selection wish;
    LocalDate first;
    LocalDate last;
    ErrorCode code;
  };
  Selection unknown = tests::king_stay(friday, 1);
  unknown.service = ServiceId::literal("no-such-service");
  Selection nobody = tests::king_stay(friday, 1);
  nobody.party = {0, 0};
  const Selection room = tests::king_stay(friday, 1);
  const Row table[] = {
      {"an unknown service", unknown, friday, friday, ErrorCode::not_found},
      {"a party of nobody", nobody, friday, friday, ErrorCode::out_of_range},
      {"an end before the beginning", room, friday, friday.plus_days(-1), ErrorCode::out_of_range},
      {"years", room, friday, friday.plus_days(5'000), ErrorCode::out_of_range},
  };
  for (const Row& row : table) {
    const auto found = vacancies(market(), row.wish, row.first, row.last);
    ASSERT_FALSE(found) << row.what;
    EXPECT_EQ(found.error().code, row.code) << row.what << ": " << found.error().detail;
  }
}

class Remedy : public Vacancies {
 protected:
  static Money yuan(std::int64_t minor) { return {minor, {}}; }
  Posting posting(EntryKind kind, std::int64_t minor) {
    Posting made;
    made.id = next_id();
    made.kind = kind;
    made.amount = yuan(minor);
    if (kind == EntryKind::payment || kind == EntryKind::refund) {
      made.method = PayMethod::card;
    }
    made.reason = "agreed";
    return made;
  }
  FolioEntryId next_id() { return tests::id_of<FolioEntryId>(++ids_); }
  Folio folio(const std::vector<Posting>& postings) {
    Folio made{tests::id_of<BookingId>(1), {}, {}};
    for (const Posting& one : postings) {
      made = *post(made, one);
    }
    return made;
  }
  CancellationOrder order(Settlement settlement, std::int64_t fee) {
    return {settlement,
            yuan(fee),
            PayMethod::card,
            "Mei",
            "the guest is ill",
            tests::sample_now,
            [this] { return next_id(); }};
  }
  std::string summary(const Folio& folio) {
    return money_text(balance_of(folio)) + " owed, " + money_text(paid_of(folio)) + " kept, " +
           money_text(trial_balance(folio)[static_cast<std::size_t>(Account::till)]) +
           " in the till";
  }

  // What was offered is what it comes to.
  void expect_as_offered(Settlement settlement, std::int64_t fee, const Folio& before,
                         const Folio& after) {
    Booking booking = tests::sample_booking(
        {.selection = tests::king_stay(friday, 2), .device = tests::id_of<DeviceId>(3)});
    booking.policy.tiers = {{catalog::FeeBasis::total, 30, yuan(fee), std::nullopt}};
    const CancellationOffer offered = *offer_of(market(), booking, before);
    const Money back = paid_of(before) - paid_of(after);
    if (settlement == Settlement::fee) {
      EXPECT_EQ(balance_of(after), offered.owed);
      EXPECT_EQ(back, offered.refund);
    } else {
      EXPECT_EQ(back, offered.voucher);
    }
  }

 private:
  std::uint64_t ids_ = 0;
};

TEST_F(Remedy, the_fee_by_tier_and_three_moves_beside_it) {
  elsewhere_ = 2;
  const Booking booking = tests::sample_booking(
      {.selection = tests::king_stay(friday, 2), .device = tests::id_of<DeviceId>(3)});
  const auto free = offer_of(market(), booking, folio({posting(EntryKind::payment, 50'000)}));
  ASSERT_TRUE(free) << to_string(free.error());
  EXPECT_TRUE(free->fee.is_zero());
  EXPECT_EQ(free->refund, yuan(50'000));
  EXPECT_EQ(free->voucher, yuan(50'000));
  EXPECT_EQ(days_of(free->moves), "12-10 12-12 12-09");

  const Market late{catalog_, zone_, free_, zone_.to_utc({friday.plus_days(-1), 20 * 60})};
  const auto half = offer_of(late, booking, folio({posting(EntryKind::payment, 10'000)}));
  ASSERT_TRUE(half);
  EXPECT_EQ(money_text(half->fee), "¥374");
  EXPECT_TRUE(half->refund.is_zero());
  EXPECT_EQ(money_text(half->owed), "¥274");

  Booking over = booking;
  over.state = BookingState::cancelled;
  EXPECT_EQ(offer_of(market(), over, folio({})).error().code, ErrorCode::invalid_transition);
}

TEST_F(Remedy, each_way_of_ending_it_adds_up) {
  using enum EntryKind;
  struct Row {
    const char* what;
    std::vector<Posting> before;
    Settlement settlement;
    std::int64_t fee;
    const char* after;
  };
  const Row table[] = {
      {"paid, fee kept",
       {posting(charge, 100'000), posting(payment, 100'000)},
       Settlement::fee,
       30'000,
       "¥0 owed, ¥300 kept, ¥300 in the till"},
      {"not paid, fee owed",
       {posting(charge, 100'000)},
       Settlement::fee,
       30'000,
       "¥300 owed, ¥0 kept, ¥0 in the till"},
      {"deposit paid, more is owed",
       {posting(charge, 100'000), posting(payment, 20'000)},
       Settlement::fee,
       30'000,
       "¥100 owed, ¥200 kept, ¥200 in the till"},
      {"free",
       {posting(charge, 100'000), posting(payment, 100'000)},
       Settlement::fee,
       0,
       "¥0 owed, ¥0 kept, ¥0 in the till"},
      {"waived",
       {posting(charge, 100'000), posting(payment, 100'000)},
       Settlement::waived,
       30'000,
       "¥0 owed, ¥0 kept, ¥0 in the till"},
      {"a voucher",
       {posting(charge, 100'000), posting(payment, 100'000)},
       Settlement::voucher,
       30'000,
       "¥0 owed, ¥0 kept, ¥1,000 in the till"},
      {"let off before",
       {posting(charge, 100'000), posting(adjustment, 10'000), posting(payment, 90'000)},
       Settlement::fee,
       30'000,
       "¥0 owed, ¥300 kept, ¥300 in the till"},
      {"a change fee stays",
       {posting(charge, 100'000), posting(fee, 5'000), posting(payment, 105'000)},
       Settlement::fee,
       30'000,
       "¥0 owed, ¥350 kept, ¥350 in the till"},
      {"paid by voucher, the rest as one",
       {posting(charge, 100'000), posting(voucher, 80'000), posting(payment, 20'000)},
       Settlement::fee,
       30'000,
       "¥0 owed, ¥300 kept, ¥0 in the till"},
  };
  for (const Row& row : table) {
    const auto settled = settle_cancellation(folio(row.before), order(row.settlement, row.fee));
    ASSERT_TRUE(settled) << row.what << ": " << to_string(settled.error());
    EXPECT_EQ(summary(*settled), row.after) << row.what;
    SCOPED_TRACE(row.what);
    expect_as_offered(row.settlement, row.fee, folio(row.before), *settled);
  }
}

TEST_F(Remedy, needs_a_reason) {
  CancellationOrder silent = order(Settlement::waived, 0);
  silent.reason.clear();
  EXPECT_EQ(settle_cancellation(folio({}), silent).error().code, ErrorCode::missing_field);
}

}  // namespace availability_test
}  // namespace lobby::booking
