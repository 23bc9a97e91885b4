// Goal: a change is shown before it is made, costs what its rule says, keeps the price of what
// stays and is no way round a fee. Method: the sample hotel's stays and halls, tables of changes
// and refusals, and random changes there and back (RapidCheck prints the seed).
#include "core/booking/amendment.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "core/booking/booking.h"
#include "tests/fakes/priced_hotel.h"
#include "tests/fakes/sample.h"
#include "tests/fakes/store_facts.h"

namespace lobby::booking {
namespace amendment_test {

const DeviceId kiosk = tests::id_of<DeviceId>(3);
const LocalDate friday = LocalDate::of(2026, 12, 11);

catalog::Catalog hotel() {
  catalog::Catalog catalog = tests::sample_catalog();
  for (catalog::Policy& policy : catalog.policies) {
    policy.changes = {1, 50, 24};
  }
  return catalog;
}

// Two nights from Friday, as they were sold.
Booking sold(const catalog::Catalog& catalog, const Selection& selection) {
  Booking booking =
      tests::sample_booking({.selection = selection, .device = kiosk, .at = tests::sample_now});
  const catalog::Service& service = *catalog.service(selection.service);
  booking.policy = resolve(*catalog.policy(service.policy), booking.quote, selection.date,
                           booking.window.from, tests::sample_zone(), tests::sample_now);
  return booking;
}

Result<AmendmentPreview> preview(const catalog::Catalog& catalog, const Booking& booking,
                                 const Selection& selection, UtcTime now = tests::sample_now) {
  return preview_amendment(catalog, tests::sample_zone(), booking, {booking.version, selection},
                           now);
}

Act by_guest(UtcTime now = tests::sample_now) {
  return {Command::amend, now, kiosk, Channel::counter, "Mei", "the guest arrives later"};
}

std::string units_text(const std::vector<inventory::SlotUnits>& units) {
  std::string text;
  for (const inventory::SlotUnits& one : units) {
    text += (text.empty() ? "" : ", ") + to_string(one.slot) + " " + std::to_string(one.units);
  }
  return text;
}

TEST(Amendment, other_needs_come_with_a_change_or_alone) {
  const catalog::Catalog catalog = hotel();
  const Booking booking = sold(catalog, tests::king_stay(friday, 2));
  const guest::Needs needs{{NoteId::literal("food-allergy")}, "no sesame oil"};
  const auto shown = [&](const Selection& selection, const guest::Needs& wanted) {
    return preview_amendment(catalog, tests::sample_zone(), booking,
                             {booking.version, selection, wanted}, tests::sample_now);
  };
  const Result<AmendmentPreview> alone = shown(booking.selection, needs);
  ASSERT_TRUE(alone.ok());
  EXPECT_EQ(alone->command, Command::note);
  EXPECT_TRUE(alone->fee.is_zero() && alone->difference.is_zero());
  Act act = by_guest();
  act.command = Command::note;
  const Result<Booking> noted = amend(booking, *alone, act);
  ASSERT_TRUE(noted.ok());
  EXPECT_EQ(guest::needs_of(noted->guest), needs);
  EXPECT_EQ(noted->selection, booking.selection);
  EXPECT_EQ(noted->policy, booking.policy);

  const Result<AmendmentPreview> both = shown(tests::king_stay(friday.plus_days(1), 2), needs);
  ASSERT_TRUE(both.ok());
  EXPECT_EQ(both->command, Command::amend);
  EXPECT_EQ(guest::needs_of(amend(booking, *both, by_guest())->guest), needs);
  EXPECT_EQ(shown(booking.selection, guest::needs_of(booking.guest)).error().code,
            ErrorCode::out_of_range);
}

TEST(Amendment, moves_a_stay_by_a_night) {
  const catalog::Catalog catalog = hotel();
  const Booking booking = sold(catalog, tests::king_stay(friday, 2));
  const Result<AmendmentPreview> shown =
      preview(catalog, booking, tests::king_stay(friday.plus_days(1), 2));
  ASSERT_TRUE(shown) << to_string(shown.error());
  // Friday's night is given back, Sunday's taken; Saturday stays.
  ASSERT_EQ(shown->take.size(), 1U) << units_text(shown->take);
  EXPECT_EQ(shown->take[0].slot.date, friday.plus_days(2));
  ASSERT_EQ(shown->give_back.size(), 1U) << units_text(shown->give_back);
  EXPECT_EQ(shown->give_back[0].slot.date, friday);
  EXPECT_EQ(shown->difference, shown->quote.total - booking.quote.total);
  EXPECT_TRUE(shown->fee.is_zero());

  const Result<Booking> changed = amend(booking, *shown, by_guest());
  ASSERT_TRUE(changed);
  EXPECT_EQ(changed->state, BookingState::confirmed);
  EXPECT_EQ(changed->version, booking.version + 1);
  EXPECT_EQ(changed->selection.date, friday.plus_days(1));
  EXPECT_EQ(changed->demand, shown->demand);
  EXPECT_EQ(changed->history.back().act, by_guest());
  EXPECT_EQ(changed->code, booking.code);
  EXPECT_TRUE(history_is_whole(*changed));
}

TEST(Amendment, the_first_change_is_free_and_the_next_is_not) {
  const catalog::Catalog catalog = hotel();
  Booking booking = sold(catalog, tests::king_stay(friday, 2));
  booking = *amend(booking, *preview(catalog, booking, tests::king_stay(friday, 3)), by_guest());
  const Result<AmendmentPreview> second = preview(catalog, booking, tests::king_stay(friday, 1));
  ASSERT_TRUE(second);
  EXPECT_EQ(second->fee, percent_of(booking.quote.first_unit, 50));
}

TEST(Amendment, what_stays_keeps_its_price) {
  const catalog::Catalog before = hotel();
  catalog::Catalog dearer = before;
  for (catalog::Service& service : dearer.services) {
    for (Money& rate : service.rates) {
      rate = rate * 2;
    }
  }
  const Booking booking = sold(before, tests::king_stay(friday, 2));
  const Result<AmendmentPreview> longer = preview(dearer, booking, tests::king_stay(friday, 3));
  ASSERT_TRUE(longer);
  ASSERT_GE(longer->quote.lines.size(), 3U);
  EXPECT_EQ(longer->quote.lines[0].unit, booking.quote.lines[0].unit);
  EXPECT_EQ(longer->quote.lines[1].unit, booking.quote.lines[1].unit);
  EXPECT_EQ(longer->quote.lines[2].unit,
            price_on(dearer.site, *dearer.service(booking.selection.service), friday.plus_days(2)));
  EXPECT_EQ(longer->difference, longer->quote.lines[2].amount);
  EXPECT_EQ(longer->quote.first_unit, booking.quote.first_unit);
}

TEST(Amendment, is_no_way_round_a_fee) {
  const catalog::Catalog catalog = hotel();
  const Booking booking = sold(catalog, tests::king_stay(friday, 2));
  // Free cancelling is over, changing is not.
  const UtcTime late = tests::sample_zone().to_utc({friday.plus_days(-2), 20 * 60});
  const Money fee_now = cancellation_fee(booking.policy, late);
  ASSERT_FALSE(fee_now.is_zero());
  const Result<AmendmentPreview> far =
      preview(catalog, booking, tests::king_stay(friday.plus_days(20), 2), late);
  ASSERT_TRUE(far);
  EXPECT_EQ(cancellation_fee(far->policy, late), fee_now);
  for (const ResolvedTier& tier : far->policy.tiers) {
    EXPECT_FALSE(tier.fee < fee_now);
  }
  EXPECT_EQ(far->policy.tiers.back().until, std::nullopt);
}

TEST(Amendment, a_shorter_stay_is_no_way_round_a_fee_either) {
  catalog::Catalog catalog = hotel();
  for (catalog::Policy& policy : catalog.policies) {
    policy.tiers = {{catalog::FeeBasis::total, 100, std::nullopt, 0, std::nullopt}};
  }
  const Booking booking = sold(catalog, tests::king_stay(friday, 2));
  const Result<AmendmentPreview> shorter = preview(catalog, booking, tests::king_stay(friday, 1));
  ASSERT_TRUE(shorter);
  EXPECT_EQ(shorter->fee, booking.quote.total - shorter->quote.total);
  EXPECT_EQ(shorter->fee + cancellation_fee(shorter->policy, tests::sample_now),
            cancellation_fee(booking.policy, tests::sample_now));
}

TEST(Amendment, more_of_the_same_costs_what_it_costs_today) {
  const catalog::Catalog before = hotel();
  catalog::Catalog dearer = before;
  for (catalog::AddOn& add_on : dearer.add_ons) {
    add_on.price = add_on.price * 2;
  }
  const Booking booking = sold(before, tests::hall_afternoon());
  Selection fewer = booking.selection;
  ASSERT_GT(fewer.add_ons.front().count, 1);
  fewer.date = fewer.date.plus_days(1);
  const auto add_on_unit = [](const AmendmentPreview& shown) {
    return std::ranges::find(shown.quote.lines, LineKind::add_on, &QuoteLine::kind)->unit;
  };
  const Money paid = dearer.add_on(fewer.add_ons.front().id)->price;
  EXPECT_EQ(add_on_unit(*preview(dearer, booking, fewer)) * 2, paid);
  Selection more = booking.selection;
  more.add_ons.front().count += 1;
  EXPECT_EQ(add_on_unit(*preview(dearer, booking, more)), paid);
}

TEST(Amendment, a_deposit_is_due_from_when_it_was_booked) {
  catalog::Catalog catalog = hotel();
  for (catalog::Policy& policy : catalog.policies) {
    policy.deposit = catalog::DepositRule{{100, {}}, 0, 30, 24, 0, 0, 6};
  }
  const Booking booking = sold(catalog, tests::king_stay(friday, 2));
  const UtcTime later = tests::sample_now + Duration::hours(20);
  const Result<AmendmentPreview> shown =
      preview(catalog, booking, tests::king_stay(friday, 3), later);
  ASSERT_TRUE(shown);
  EXPECT_EQ(shown->plan.front().due_at, tests::sample_now + Duration::hours(24));
}

TEST(Amendment, a_request_holds_nothing_to_give_back) {
  const catalog::Catalog catalog = hotel();
  Booking booking = sold(catalog, tests::king_stay(friday, 2));
  booking.state = BookingState::requested;
  const Result<AmendmentPreview> shown =
      preview(catalog, booking, tests::king_stay(friday.plus_days(1), 2));
  ASSERT_TRUE(shown);
  EXPECT_TRUE(shown->take.empty());
  EXPECT_TRUE(shown->give_back.empty());
}

TEST(Amendment, another_service_costs_what_it_costs) {
  const catalog::Catalog catalog = hotel();
  const Booking booking = sold(catalog, tests::king_stay(friday, 2));
  const Result<AmendmentPreview> shown = preview(catalog, booking, tests::hall_afternoon());
  ASSERT_TRUE(shown) << to_string(shown.error());
  EXPECT_EQ(shown->quote, quote_of(catalog, tests::hall_afternoon()));
  EXPECT_EQ(shown->give_back, booking.demand);
  EXPECT_EQ(shown->take, shown->demand);
}

TEST(Amendment, is_refused_by_name) {
  const catalog::Catalog catalog = hotel();
  const Booking booking = sold(catalog, tests::king_stay(friday, 2));
  const Selection later = tests::king_stay(friday.plus_days(1), 2);
  const auto in_state = [&](BookingState state) {
    Booking changed = booking;
    changed.state = state;
    return changed;
  };
  struct Row {
    const char* what;
    Booking booking;
    Selection selection;
    std::int32_t base_version;
    UtcTime now;
    ErrorCode code;
  };
  const UtcTime now = tests::sample_now;
  const UtcTime too_late = booking.window.from - Duration::hours(24);
  Selection unknown = later;
  unknown.service = ServiceId::literal("no-such-service");
  Selection nobody = later;
  nobody.party = {0, 0};
  const Row table[] = {
      {"an old version", booking, later, 0, now, ErrorCode::version_conflict},
      {"a version to come", booking, later, 2, now, ErrorCode::version_conflict},
      {"cancelled", in_state(BookingState::cancelled), later, 1, now,
       ErrorCode::invalid_transition},
      {"checked in", in_state(BookingState::checked_in), later, 1, now,
       ErrorCode::invalid_transition},
      {"released", in_state(BookingState::released), later, 1, now, ErrorCode::invalid_transition},
      {"too late", booking, later, 1, too_late, ErrorCode::policy_refused},
      {"the same", booking, booking.selection, 1, now, ErrorCode::out_of_range},
      {"an unknown service", booking, unknown, 1, now, ErrorCode::not_found},
      {"a party of nobody", booking, nobody, 1, now, ErrorCode::out_of_range},
      {"a day gone by", booking, tests::king_stay(LocalDate::of(2026, 11, 1), 1), 1, now,
       ErrorCode::policy_refused},
  };
  for (const Row& row : table) {
    const Result<AmendmentPreview> shown = preview_amendment(
        catalog, tests::sample_zone(), row.booking, {row.base_version, row.selection}, row.now);
    ASSERT_FALSE(shown) << row.what;
    EXPECT_EQ(shown.error().code, row.code) << row.what << ": " << shown.error().detail;
  }
}

TEST(Amendment, a_booking_changed_since_the_preview_is_not_changed) {
  const catalog::Catalog catalog = hotel();
  const Booking booking = sold(catalog, tests::king_stay(friday, 2));
  const AmendmentPreview shown =
      *preview(catalog, booking, tests::king_stay(friday.plus_days(1), 2));
  const Booking other =
      *amend(booking, *preview(catalog, booking, tests::king_stay(friday, 3)), by_guest());
  EXPECT_EQ(amend(other, shown, by_guest()).error().code, ErrorCode::version_conflict);
  Booking another = booking;
  another.id = tests::id_of<BookingId>(99);
  EXPECT_EQ(amend(another, shown, by_guest()).error().code, ErrorCode::version_conflict);
}

// From a catalogue of its own, to somebody on terms of their own.
Booking sold_on(const catalog::Catalog& catalog, const Selection& selection,
                const QuoteTerms& terms) {
  Booking booking = sold(hotel(), tests::king_stay(friday, 1));
  booking.selection = selection;
  booking.quote = quote_of(catalog, selection, terms);
  booking.window = window_of(catalog, selection, tests::sample_zone());
  booking.demand = demand_of(catalog, selection);
  return booking;
}

TEST(Amendment, what_was_promised_to_the_guest_goes_on) {
  const catalog::Catalog catalog = tests::priced_hotel();
  const LocalDate monday = LocalDate::of(2026, 12, 7);
  QuoteTerms terms;
  terms.tier = 3;
  terms.vouchers = {{"HALF", 50, {}, {}}};
  const Booking booking = sold_on(catalog, tests::king_stay(monday, 1), terms);
  EXPECT_EQ(money_text(booking.quote.total), "¥302.72");
  catalog::Catalog later = catalog;
  later.offers.clear();  // nobody new has it
  const Result<AmendmentPreview> shown = preview(later, booking, tests::king_stay(monday, 2));
  ASSERT_TRUE(shown) << to_string(shown.error());
  // 2 × 688, less 12%, less half.
  EXPECT_EQ(money_text(shown->quote.total), "¥605.44");
  EXPECT_EQ(shown->quote.terms, terms);
}

TEST(Amendment, a_company_keeps_its_rate_and_has_it_for_what_is_new) {
  const catalog::Catalog catalog = tests::priced_hotel();
  const LocalDate monday = LocalDate::of(2026, 12, 7);
  QuoteTerms terms;
  terms.contract = CompanyId::literal("acme");
  const Booking booking = sold_on(catalog, tests::king_stay(monday, 1), terms);
  catalog::Catalog dearer = catalog;
  dearer.contracts[0].rates[0].rates.fill({65'000, booking.quote.total.currency});
  EXPECT_EQ(money_text(preview(dearer, booking, tests::king_stay(monday, 2))->quote.total),
            "¥1,250");  // 600 and 650
  dearer.contracts.clear();
  EXPECT_EQ(money_text(preview(dearer, booking, tests::king_stay(monday, 2))->quote.total),
            "¥1,288");  // 600 and what everybody pays
}

TEST(Amendment, a_part_of_a_package_can_be_given_up) {
  const catalog::Catalog catalog = tests::priced_hotel();
  const Selection trip = tests::weekend(LocalDate::of(2026, 12, 7), 2);
  const Booking booking = sold_on(catalog, trip, {});
  Selection shorter = trip;
  shorter.parts_left_out = {ServiceId::literal("lake-spa")};
  const Result<AmendmentPreview> shown = preview(catalog, booking, shorter);
  ASSERT_TRUE(shown) << to_string(shown.error());
  EXPECT_EQ(money_text(shown->quote.total), "¥619.20");
  EXPECT_EQ(units_text(shown->give_back), "therapists 2026-12-08 10:00 2");
  EXPECT_TRUE(shown->take.empty());
}

RC_GTEST_PROP(AmendmentProperty, there_and_back_costs_only_fees, ()) {
  const catalog::Catalog catalog = hotel();
  const int first = *rc::gen::inRange(0, 20);
  const int nights = *rc::gen::inRange(1, 4);
  const Booking booking = sold(catalog, tests::king_stay(friday.plus_days(first), nights));
  const int other_first = *rc::gen::inRange(0, 20);
  const int other_nights = *rc::gen::inRange(1, 4);
  const Selection other = tests::king_stay(friday.plus_days(other_first), other_nights);
  RC_PRE(!(other == booking.selection));
  const Result<AmendmentPreview> there = preview(catalog, booking, other);
  RC_ASSERT(there.ok());
  const Booking moved = *amend(booking, *there, by_guest());
  const Result<AmendmentPreview> back = preview(catalog, moved, booking.selection);
  RC_ASSERT(back.ok());
  RC_ASSERT(back->quote == booking.quote);
  RC_ASSERT((there->difference + back->difference).is_zero());
  RC_ASSERT(there->take == back->give_back);
  RC_ASSERT(there->give_back == back->take);
  RC_ASSERT(there->fee.is_zero());
  RC_ASSERT(back->fee == percent_of(moved.quote.first_unit, 50));
}

}  // namespace amendment_test
}  // namespace lobby::booking
