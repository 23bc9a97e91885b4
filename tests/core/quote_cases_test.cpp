// Goal: every rule about prices does what quote.h says, alone and with the others, to the fen.
// Method: one row a case, with the sums of its lines by kind and the total, reckoned by hand.
#include <algorithm>

#include <gtest/gtest.h>

#include "core/booking/quote.h"
#include "tests/fakes/priced_hotel.h"
#include "tests/fakes/sample.h"

namespace lobby::booking {
namespace quote_cases_test {

using catalog::Catalog;
using tests::king_stay;

const LocalDate monday = LocalDate::of(2026, 12, 7);
const LocalDate in_season = LocalDate::of(2027, 1, 11);

// "night ¥3,500, long_stay −¥74.80 = ¥3,425.20": sums by kind, in the order of the lines.
std::string sums_of(const Quote& quote) {
  std::vector<std::pair<LineKind, Money>> sums;
  for (const QuoteLine& line : quote.lines) {
    const auto same = std::ranges::find(sums, line.kind, [](const auto& sum) { return sum.first; });
    if (same != sums.end()) {
      same->second = same->second + line.amount;
    } else if (line.kind != LineKind::included) {
      sums.emplace_back(line.kind, line.amount);
    }
  }
  std::string text;
  for (const auto& [kind, sum] : sums) {
    text += (text.empty() ? "" : ", ") + std::string(name_of(kind)) + " " + money_text(sum);
  }
  return text + " = " + money_text(quote.total);
}

Selection king(LocalDate first, std::int32_t nights, Party party, std::int32_t units = 1) {
  Selection selection = king_stay(first, nights);
  selection.party = party;
  selection.units = units;
  return selection;
}

QuoteTerms tier(std::int32_t number) {
  QuoteTerms terms;
  terms.tier = number;
  return terms;
}

QuoteTerms first_booking(LocalDate booked_on, std::int32_t number = 0) {
  QuoteTerms terms = tier(number);
  terms.first_booking = true;
  terms.booked_on = booked_on;
  return terms;
}

QuoteTerms acme(std::int32_t number = 0) {
  QuoteTerms terms = tier(number);
  terms.contract = CompanyId::literal("acme");
  return terms;
}

VoucherTerm half() {
  return {"HALF-2026", 50, {}, {}};
}

VoucherTerm worth(std::int64_t fen) {
  return {"WORTH-2026", 0, {fen, *Currency::parse("CNY")}, {}};
}

QuoteTerms with(std::vector<VoucherTerm> vouchers, std::int32_t number = 0) {
  QuoteTerms terms = tier(number);
  terms.vouchers = std::move(vouchers);
  return terms;
}

struct Case {
  const char* name;
  Selection selection;
  QuoteTerms terms;
  const char* sums;
};

void expect_quotes(const Catalog& hotel, const std::vector<Case>& cases) {
  for (const Case& row : cases) {
    SCOPED_TRACE(row.name);
    ASSERT_TRUE(check_terms(hotel, row.selection, row.terms));
    const Quote quote = quote_of(hotel, row.selection, row.terms);
    EXPECT_EQ(sums_of(quote), row.sums);
    for (const QuoteLine& line : quote.lines) {
      EXPECT_TRUE(adds_up(line)) << name_of(line.kind);
    }
    EXPECT_EQ(quote.first_unit, first_unit_of(quote.lines, quote.total));
    EXPECT_FALSE(quote.total < quote.first_unit);
  }
}

TEST(QuoteCases, rates_units_people_seasons_and_long_stays) {
  expect_quotes(
      tests::priced_hotel(),
      {
          {"a night in the week", king(monday, 1, {2, 0}), {}, "night ¥688 = ¥688"},
          {"Friday and Saturday",
           king(monday.plus_days(4), 2, {2, 0}),
           {},
           "night ¥1,536 = ¥1,536"},
          {"into a holiday",
           king(LocalDate::of(2026, 12, 23), 2, {2, 0}),
           {},
           "night ¥1,576 = ¥1,576"},
          {"a peak night",
           king(LocalDate::of(2026, 12, 31), 1, {2, 0}),
           {},
           "night ¥1,088 = ¥1,088"},
          {"two rooms", king(monday, 1, {2, 0}, 2), {}, "night ¥1,376 = ¥1,376"},
          {"a third adult", king(monday, 1, {3, 0}), {}, "night ¥688, extra_adult ¥120 = ¥808"},
          {"the third is a child",
           king(monday, 1, {2, 1}),
           {},
           "night ¥688, extra_child ¥60 = ¥748"},
          {"a third adult for two nights",
           king(monday, 2, {3, 0}),
           {},
           "night ¥1,376, extra_adult ¥240 = ¥1,616"},
          {"four in two rooms", king(monday, 1, {4, 0}, 2), {}, "night ¥1,376 = ¥1,376"},
          {"five in two rooms, one a child",
           king(monday, 1, {4, 1}, 2),
           {},
           "night ¥1,376, extra_child ¥60 = ¥1,436"},
          {"four nights are not long", king(monday, 4, {2, 0}), {}, "night ¥2,752 = ¥2,752"},
          {"the fifth night costs less",
           king(monday, 5, {2, 0}),
           {},
           "night ¥3,500, long_stay −¥74.80 = ¥3,425.20"},
          {"the fifth to the seventh",
           king(monday, 7, {2, 0}),
           {},
           "night ¥4,976, long_stay −¥222.40 = ¥4,753.60"},
          {"the eighth costs less still",
           king(monday, 8, {2, 0}),
           {},
           "night ¥5,664, long_stay −¥360 = ¥5,304"},
          {"in season", king(in_season, 1, {2, 0}), {}, "night ¥825.60 = ¥825.60"},
          {"into the season",
           king(in_season.plus_days(-2), 2, {2, 0}),
           {},
           "night ¥1,613.60 = ¥1,613.60"},
          {"an hour for two", tests::spa_visit(in_season, 600, 2), {}, "block ¥736 = ¥736"},
          {"a group of three",
           tests::spa_visit(monday, 600, 3),
           {},
           "block ¥1,104, group −¥110.40 = ¥993.60"},
          {"a group of four",
           tests::spa_visit(monday, 600, 4),
           {},
           "block ¥1,472, group −¥147.20 = ¥1,324.80"},
          {"a day for four", tests::tour_day(monday, 4), {}, "day ¥1,072 = ¥1,072"},
          {"an afternoon with add-ons",
           tests::hall_afternoon(),
           {},
           "block ¥4,800, add_on ¥2,040 = ¥6,840"},
          {"without a pool", tests::cloakroom(monday), {}, "day ¥20 = ¥20"},
      });
}

TEST(QuoteCases, offers_contracts_and_vouchers) {
  const LocalDate december = LocalDate::of(2026, 12, 3);
  const LocalDate january = LocalDate::of(2027, 1, 5);
  const Selection night = king(monday, 1, {2, 0});
  const Selection stay = king(monday, 5, {2, 0});
  const Selection hall = tests::hall_afternoon();
  expect_quotes(
      tests::priced_hotel(),
      {
          {"tier 1", night, tier(1), "night ¥688, tier_offer −¥34.40 = ¥653.60"},
          {"tier 2 has the offer of tier 1", night, tier(2),
           "night ¥688, tier_offer −¥34.40 = ¥653.60"},
          {"tier 3", night, tier(3), "night ¥688, tier_offer −¥82.56 = ¥605.44"},
          {"the first booking", night, first_booking(december),
           "night ¥688, first_booking −¥55.04 = ¥632.96"},
          {"booked when the offer had ended", night, first_booking(january), "night ¥688 = ¥688"},
          {"the first booking beats tier 1", night, first_booking(december, 1),
           "night ¥688, first_booking −¥55.04 = ¥632.96"},
          {"tier 3 beats the first booking", night, first_booking(december, 3),
           "night ¥688, tier_offer −¥82.56 = ¥605.44"},
          {"no offer on add-ons", hall, tier(1),
           "block ¥4,800, add_on ¥2,040, tier_offer −¥240 = ¥6,600"},
          {"an offer on what a long stay leaves", stay, tier(3),
           "night ¥3,500, long_stay −¥74.80, tier_offer −¥411.02 = ¥3,014.18"},
          {"the company's own rate", night, acme(), "night ¥600 = ¥600"},
          {"the company's own rate in season", king(in_season, 1, {2, 0}), acme(),
           "night ¥600 = ¥600"},
          {"the company's percentage", hall, acme(),
           "block ¥4,800, add_on ¥2,040, contract −¥480 = ¥6,360"},
          {"a contract instead of long stay and tier", stay, acme(3), "night ¥3,000 = ¥3,000"},
          {"a contract instead of a group", tests::spa_visit(monday, 600, 3), acme(),
           "block ¥1,104, contract −¥110.40 = ¥993.60"},
          {"half off", night, with({half()}), "night ¥688, voucher −¥344 = ¥344"},
          {"an amount off", night, with({worth(10'000)}), "night ¥688, voucher −¥100 = ¥588"},
          {"worth more than the price", night, with({worth(100'000)}),
           "night ¥688, voucher −¥688 = ¥0"},
          {"half, then an amount", night, with({half(), worth(10'000)}),
           "night ¥688, voucher −¥444 = ¥244"},
          {"an amount, then half", night, with({worth(10'000), half()}),
           "night ¥688, voucher −¥394 = ¥294"},
          {"a voucher counts for add-ons", hall, with({half()}),
           "block ¥4,800, add_on ¥2,040, voucher −¥3,420 = ¥3,420"},
          {"a voucher on what an offer leaves", night, with({half()}, 3),
           "night ¥688, tier_offer −¥82.56, voucher −¥302.72 = ¥302.72"},
      });
}

TEST(QuoteCases, composites) {
  Selection without = tests::weekend(monday, 2);
  without.parts_left_out = {ServiceId::literal("lake-spa")};
  expect_quotes(tests::priced_hotel(),
                {
                    {"the whole",
                     tests::weekend(monday, 2),
                     {},
                     "night ¥688, block ¥736, package −¥142.40 = ¥1,281.60"},
                    {"with a part left out", without, {}, "night ¥688, package −¥68.80 = ¥619.20"},
                    {"an offer on the package", tests::weekend(monday, 2), tier(1),
                     "night ¥688, block ¥736, package −¥142.40, tier_offer −¥64.08 = ¥1,217.52"},
                    {"a contract on the package", tests::weekend(monday, 2), acme(),
                     "night ¥688, block ¥736, package −¥142.40, contract −¥128.16 = ¥1,153.44"},
                });
}

TEST(QuoteCases, service_and_tax_are_added_where_the_site_adds_them) {
  const Selection night = king(monday, 1, {2, 0});
  Catalog hotel = tests::priced_hotel();
  hotel.site.service_added = true;
  expect_quotes(hotel, {{"service", night, {}, "night ¥688, service_charge ¥68.80 = ¥756.80"}});
  EXPECT_EQ(quote_of(hotel, night).service_percent, 0);  // contained no more
  EXPECT_EQ(quote_of(hotel, night).tax_percent, 6);
  hotel.site.tax_added = true;
  expect_quotes(hotel,
                {{"tax on the service charge too",
                  night,
                  {},
                  "night ¥688, service_charge ¥68.80, tax ¥45.41 = ¥802.21"},
                 {"on what a voucher leaves", night, with({half()}),
                  "night ¥688, voucher −¥344, service_charge ¥34.40, tax ¥22.70 = ¥401.10"}});
  hotel.site.service_added = false;
  expect_quotes(hotel, {{"tax", night, {}, "night ¥688, tax ¥41.28 = ¥729.28"}});
}

TEST(QuoteCases, totals_are_rounded_to_what_can_be_paid) {
  const Selection night = king(monday, 1, {2, 0});
  Catalog hotel = tests::priced_hotel();
  const auto round_to = [&](std::int64_t fen) { hotel.site.cash_unit = {fen, {}}; };
  round_to(10);
  expect_quotes(hotel, {{"down to a jiao", night, tier(3),
                         "night ¥688, tier_offer −¥82.56, rounding −¥0.04 = ¥605.40"}});
  round_to(50);
  expect_quotes(hotel, {{"up to five jiao", night, tier(3),
                         "night ¥688, tier_offer −¥82.56, rounding ¥0.06 = ¥605.50"}});
  round_to(100);
  expect_quotes(hotel, {{"half a yuan goes up", night, with({worth(50)}),
                         "night ¥688, voucher −¥0.50, rounding ¥0.50 = ¥688"},
                        {"nothing to round", night, {}, "night ¥688 = ¥688"}});
}

TEST(QuoteCases, every_currency_has_its_own_smallest_coin) {
  const auto in = [](const char* code) {
    Catalog hotel = tests::priced_hotel();
    hotel.site.currency = *Currency::parse(code);
    for (Money& rate : hotel.services[0].rates) {
      rate.currency = hotel.site.currency;
    }
    return sums_of(quote_of(hotel, king(monday, 1, {2, 0}), tier(3)));
  };
  EXPECT_EQ(in("HKD"), "night HK$688, tier_offer −HK$82.56, rounding −HK$0.04 = HK$605.40");
  EXPECT_EQ(in("TWD"), "night NT$688, tier_offer −NT$82.56, rounding −NT$0.44 = NT$605");
  EXPECT_EQ(in("SGD"), "night S$688, tier_offer −S$82.56, rounding S$0.01 = S$605.45");
  EXPECT_EQ(in("JPY"), "night ¥68,800, tier_offer −¥8,256 = ¥60,544");
  EXPECT_EQ(in("EUR"), "night €688, tier_offer −€82.56 = €605.44");
}

TEST(QuoteCases, lines_say_how_they_came_about) {
  const Catalog hotel = tests::priced_hotel();
  const QuoteLine season = quote_of(hotel, king(in_season, 1, {2, 0})).lines.front();
  EXPECT_EQ(season.percent, 120);
  EXPECT_EQ(season.source, "blossom");
  const QuoteLine agreed = quote_of(hotel, king(in_season, 1, {2, 0}), acme()).lines.front();
  EXPECT_EQ(agreed.percent, 0);
  EXPECT_EQ(agreed.source, "acme");
  const QuoteLine offer = quote_of(hotel, king(monday, 5, {2, 0}), tier(3)).lines.back();
  EXPECT_EQ(offer.source, "gold");
  EXPECT_EQ(offer.percent, 12);
  EXPECT_EQ(money_text(offer.unit), "¥3,425.20");  // 12% of what the long stay left
  const Quote trip = quote_of(hotel, tests::weekend(monday, 2));
  EXPECT_EQ(trip.lines[0].part, ServiceId::literal("lake-view-king"));
  EXPECT_EQ(trip.lines[1].part, ServiceId::literal("lake-spa"));
  EXPECT_EQ(trip.lines[1].date, monday.plus_days(1));
}

TEST(QuoteCases, the_first_unit_bears_its_share_of_what_is_taken_off) {
  const Catalog hotel = tests::priced_hotel();
  const Selection two = king(monday.plus_days(4), 2, {2, 0});
  EXPECT_EQ(money_text(quote_of(hotel, two).first_unit), "¥748");
  EXPECT_EQ(money_text(quote_of(hotel, two, with({half()})).first_unit), "¥374");
  EXPECT_EQ(money_text(quote_of(hotel, two, with({worth(1'000'000)})).first_unit), "¥0");
}

TEST(QuoteCases, cards_and_calendars_know_seasons_and_packages) {
  Catalog hotel = tests::priced_hotel();
  const catalog::Service& room = hotel.services[0];
  EXPECT_EQ(money_text(price_on(hotel.site, room, in_season)), "¥825.60");
  EXPECT_EQ(money_text(price_from(hotel, room)), "¥688");
  EXPECT_EQ(money_text(price_from(hotel, *hotel.service(ServiceId::literal("weekend")))),
            "¥619.20");
  hotel.site.seasons[0].percent = 50;
  EXPECT_EQ(money_text(price_from(hotel, room)), "¥344");
}

}  // namespace quote_cases_test
}  // namespace lobby::booking
