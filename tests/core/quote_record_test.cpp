// Goal: a quote that was given to somebody holds until its time and can be reckoned again; who asks
// wrongly is told which field. Method: the priced hotel, tables of refusals, and random selections
// and terms (RapidCheck prints the seed).
#include "core/booking/quote_record.h"

#include <functional>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "tests/fakes/priced_hotel.h"
#include "tests/fakes/sample.h"
#include "tests/fakes/store_facts.h"

namespace lobby::booking {
namespace quote_record_test {

const catalog::Catalog hotel = tests::priced_hotel();
const ZoneRules zone = tests::sample_zone();
const LocalDate monday = LocalDate::of(2026, 12, 7);

QuoteRequest asked(const Selection& selection, const QuoteTerms& terms = {}) {
  return {tests::id_of<QuoteId>(5), 12, selection, terms};
}

Result<QuoteRecord> given(const Selection& selection, UtcTime now = tests::sample_now) {
  return make_quote(hotel, zone, asked(selection), now);
}

TEST(QuoteRecord, the_priced_hotel_has_no_fault) {
  for (const catalog::Fault& fault : catalog::validate(hotel)) {
    ADD_FAILURE() << fault.place << ": " << fault.remedy;
  }
}

TEST(QuoteRecord, holds_for_half_an_hour) {
  const Result<QuoteRecord> record = given(tests::king_stay(monday, 2));
  ASSERT_TRUE(record) << to_string(record.error());
  EXPECT_EQ(record->catalog_version, 12);
  EXPECT_EQ(record->made_at, tests::sample_now);
  EXPECT_EQ(record->valid_until, tests::sample_now + Duration::minutes(30));
  EXPECT_EQ(record->quote.terms.booked_on, LocalDate::of(2026, 12, 1));
  EXPECT_TRUE(check_quote(*record, record->valid_until - Duration::milliseconds(1)));
  const Status late = check_quote(*record, record->valid_until);
  ASSERT_FALSE(late);
  EXPECT_EQ(late.error().code, ErrorCode::expired);
  EXPECT_TRUE(late.error().detail.starts_with("quote: "));
}

TEST(QuoteRecord, holds_no_longer_than_there_is_something_to_book) {
  const LocalDate today = LocalDate::of(2026, 12, 1);
  // An hour of notice: at 10:55 the block of 12:00 can be booked, and the quote ends with it.
  const UtcTime soon = zone.to_utc({today, 10 * 60 + 55});
  catalog::Catalog patient = hotel;
  patient.site.quote_minutes = 120;
  const auto quoted = [&](const Selection& selection, UtcTime now) {
    return make_quote(patient, zone, asked(selection), now)->valid_until;
  };
  EXPECT_EQ(quoted(tests::spa_visit(today, 12 * 60, 2), soon), zone.to_utc({today, 12 * 60}));
  const UtcTime night = zone.to_utc({today, 23 * 60 + 30});
  EXPECT_EQ(quoted(tests::king_stay(today, 1), night), zone.start_of(today.plus_days(1)));
}

TEST(QuoteRecord, is_reckoned_again_from_what_it_keeps) {
  QuoteTerms terms;
  terms.tier = 3;
  terms.vouchers = {{"HALF-2026", 50, {}, {}}};
  const QuoteRecord record =
      *make_quote(hotel, zone, asked(tests::king_stay(monday, 6), terms), tests::sample_now);
  EXPECT_TRUE(reproduces(hotel, record));
  catalog::Catalog dearer = hotel;
  dearer.services[0].rates[0] = dearer.services[0].rates[4];
  EXPECT_FALSE(reproduces(dearer, record));
  QuoteRecord forged = record;
  forged.quote.total = {1, record.quote.total.currency};
  EXPECT_FALSE(reproduces(hotel, forged));
  dearer.services.clear();
  EXPECT_FALSE(reproduces(dearer, record));
}

TEST(QuoteRecord, who_asks_wrongly_is_told_the_field) {
  struct Row {
    const char* field;
    std::function<void(QuoteRequest&)> spoil;
    ErrorCode code;
  };
  const auto vouchers = [](std::vector<VoucherTerm> list) {
    return [list](QuoteRequest& request) { request.terms.vouchers = list; };
  };
  const Money dollars{100, *Currency::parse("USD")};
  const Money yuan{100, *Currency::parse("CNY")};
  const Row table[] = {
      {"service", [](auto& one) { one.selection.service = ServiceId::literal("none"); },
       ErrorCode::not_found},
      {"party", [](auto& one) { one.selection.party = {0, 0}; }, ErrorCode::out_of_range},
      {"party", [](auto& one) { one.selection.party = {2'000'000'000, 2'000'000'000}; },
       ErrorCode::out_of_range},
      {"party", [](auto& one) { one.selection.party = {2, -1}; }, ErrorCode::out_of_range},
      {"units", [](auto& one) { one.selection.units = 0; }, ErrorCode::out_of_range},
      {"units", [](auto& one) { one.selection.units = 4; }, ErrorCode::out_of_range},
      {"units", [](auto& one) { one.selection.units = -1; }, ErrorCode::out_of_range},
      {"nights", [](auto& one) { one.selection.nights = -3; }, ErrorCode::out_of_range},
      {"nights", [](auto& one) { one.selection.nights = 2'000'000'000; }, ErrorCode::out_of_range},
      {"date", [](auto& one) { one.selection.date = LocalDate::of(2026, 11, 30); },
       ErrorCode::policy_refused},
      {"add_ons", [](auto& one) { one.selection.add_ons = {{AddOnId::literal("tea-break"), 1}}; },
       ErrorCode::not_found},
      {"parts_left_out",
       [](auto& one) { one.selection.parts_left_out = {ServiceId::literal("lake-spa")}; },
       ErrorCode::not_found},
      {"tier", [](auto& one) { one.terms.tier = 4; }, ErrorCode::out_of_range},
      {"tier", [](auto& one) { one.terms.tier = -1; }, ErrorCode::out_of_range},
      {"contract", [](auto& one) { one.terms.contract = CompanyId::literal("nobody"); },
       ErrorCode::not_found},
      {"vouchers", vouchers({{"", 10, {}, {}}}), ErrorCode::malformed},
      {"vouchers", vouchers({{"TWO WORDS", 10, {}, {}}}), ErrorCode::malformed},
      {"vouchers", vouchers({{std::string(41, 'A'), 10, {}, {}}}), ErrorCode::malformed},
      {"vouchers", vouchers({{"A", 0, {}, {}}}), ErrorCode::out_of_range},
      {"vouchers", vouchers({{"A", 101, {}, {}}}), ErrorCode::out_of_range},
      {"vouchers", vouchers({{"A", 10, yuan, {}}}), ErrorCode::out_of_range},
      {"vouchers", vouchers({{"A", 0, {-1, {}}, {}}}), ErrorCode::out_of_range},
      {"vouchers", vouchers({{"A", 0, dollars, {}}}), ErrorCode::out_of_range},
      {"vouchers", vouchers({{"A", 10, {}, LocalDate::of(2026, 11, 30)}}), ErrorCode::expired},
      {"vouchers", vouchers({{"A", 10, {}, {}}, {"A", 20, {}, {}}}), ErrorCode::already_exists},
      {"vouchers",
       vouchers({{"A", 1, {}, {}}, {"B", 1, {}, {}}, {"C", 1, {}, {}}, {"D", 1, {}, {}}}),
       ErrorCode::out_of_range},
  };
  for (const Row& row : table) {
    QuoteRequest request = asked(tests::king_stay(monday, 2));
    row.spoil(request);
    const Result<QuoteRecord> refused = make_quote(hotel, zone, request, tests::sample_now);
    ASSERT_FALSE(refused) << row.field;
    EXPECT_EQ(name_of(refused.error().code), name_of(row.code)) << refused.error().detail;
    EXPECT_TRUE(refused.error().detail.starts_with(std::string(row.field) + ": "))
        << refused.error().detail;
  }
}

TEST(QuoteRecord, a_contract_holds_on_all_days_of_use) {
  catalog::Catalog changed = hotel;
  changed.contracts[0].days = {monday, monday.plus_days(2)};
  QuoteTerms terms;
  terms.contract = CompanyId::literal("acme");
  EXPECT_TRUE(check_terms(changed, tests::king_stay(monday, 3), terms));
  EXPECT_EQ(check_terms(changed, tests::king_stay(monday, 4), terms).error().code,
            ErrorCode::policy_refused);
  EXPECT_EQ(check_terms(changed, tests::king_stay(monday.plus_days(-1), 2), terms).error().code,
            ErrorCode::policy_refused);
}

// ---- properties

QuoteTerms any_terms() {
  QuoteTerms terms;
  terms.tier = *rc::gen::inRange(0, 4);
  terms.first_booking = *rc::gen::arbitrary<bool>();
  terms.booked_on = LocalDate::of(2026, 12, 1).plus_days(*rc::gen::inRange(0, 60));
  if (*rc::gen::inRange(0, 4) == 0) {
    terms.contract = CompanyId::literal("acme");
  }
  if (*rc::gen::arbitrary<bool>()) {
    terms.vouchers.push_back({"SHARE", *rc::gen::inRange(1, 101), {}, {}});
  }
  if (*rc::gen::arbitrary<bool>()) {
    terms.vouchers.push_back({"WORTH", 0, {*rc::gen::inRange(1, 300'000), {}}, {}});
  }
  return terms;
}

// The hotel as another one might set it.
catalog::Catalog any_hotel() {
  catalog::Catalog made = hotel;
  for (Money& rate : made.services[0].rates) {
    rate.amount_minor = *rc::gen::inRange(1, 200'000);
  }
  made.services[0].long_stay = {{*rc::gen::inRange(2, 5), *rc::gen::inRange(1, 101)},
                                {*rc::gen::inRange(5, 15), *rc::gen::inRange(1, 101)}};
  made.site.service_added = *rc::gen::arbitrary<bool>();
  made.site.tax_added = *rc::gen::arbitrary<bool>();
  made.site.cash_unit.amount_minor = *rc::gen::element(0, 1, 5, 10, 50, 100);
  made.site.seasons[0].percent = *rc::gen::inRange(1, 201);
  return made;
}

Selection any_stay() {
  Selection stay = tests::king_stay(LocalDate::of(2026, 12, 1).plus_days(*rc::gen::inRange(0, 60)),
                                    *rc::gen::inRange(1, 14));
  stay.units = *rc::gen::inRange(1, 4);
  stay.party = {*rc::gen::inRange(1, 3 * stay.units), *rc::gen::inRange(0, 2)};
  return stay;
}

RC_GTEST_PROP(QuoteProperty, never_costs_less_for_a_night_more, ()) {
  const catalog::Catalog made = any_hotel();
  const QuoteTerms terms = any_terms();
  Selection stay = any_stay();
  const Quote shorter = quote_of(made, stay, terms);
  ++stay.nights;
  const Quote longer = quote_of(made, stay, terms);
  RC_ASSERT(!(longer.total < shorter.total));
}

RC_GTEST_PROP(QuoteProperty, adds_up_and_is_never_below_zero, ()) {
  const catalog::Catalog made = any_hotel();
  const Quote quote = quote_of(made, any_stay(), any_terms());
  Money sum{0, quote.total.currency};
  for (const QuoteLine& line : quote.lines) {
    RC_ASSERT(adds_up(line));
    sum = sum + line.amount;
  }
  RC_ASSERT(sum == quote.total);
  RC_ASSERT(quote.total.amount_minor >= 0);
  RC_ASSERT(quote.first_unit.amount_minor >= 0);
  RC_ASSERT(!(quote.total < quote.first_unit));
  if (!made.site.cash_unit.is_zero()) {
    RC_ASSERT(quote.total.amount_minor % made.site.cash_unit.amount_minor == 0);
  }
}

RC_GTEST_PROP(QuoteProperty, the_same_inputs_give_the_same_quote, ()) {
  const catalog::Catalog made = any_hotel();
  const Selection stay = any_stay();
  const QuoteTerms terms = any_terms();
  RC_ASSERT(quote_of(made, stay, terms) == quote_of(catalog::Catalog(made), stay, terms));
}

}  // namespace quote_record_test
}  // namespace lobby::booking
