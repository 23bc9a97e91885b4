// Goal: a quote adds up to the figures of the mock-ups, line by line, and is the same every time.
// Method: the selections behind kiosk-03, -04 and -06, and one of each way of selling.
#include <gtest/gtest.h>

#include "core/booking/quote.h"
#include "tests/fakes/sample.h"

namespace lobby::booking {
namespace quote_figures_test {

using tests::hall_afternoon;
using tests::king_stay;

const catalog::Catalog hotel = tests::sample_catalog();

std::vector<std::string> texts(const Quote& quote) {
  std::vector<std::string> lines;
  for (const QuoteLine& line : quote.lines) {
    lines.push_back(std::string(name_of(line.kind)) + " " + line.date.text() + " " +
                    std::to_string(line.count) + " × " + money_text(line.unit) + " = " +
                    money_text(line.amount));
  }
  return lines;
}

TEST(Quote, the_room_of_the_review_is_1536) {
  const Quote quote = quote_of(hotel, king_stay(LocalDate::of(2026, 12, 11), 2));
  EXPECT_EQ(texts(quote), (std::vector<std::string>{"night 2026-12-11 1 × ¥748 = ¥748",
                                                    "night 2026-12-12 1 × ¥788 = ¥788",
                                                    "included 2026-12-11 2 × ¥0 = ¥0"}));
  EXPECT_EQ(quote.lines.back().days, 2);  // "2 × 2 mornings"
  EXPECT_EQ(money_text(quote.total), "¥1,536");
  EXPECT_EQ(money_text(quote.first_unit), "¥748");
  EXPECT_EQ(quote.tax_percent, 6);
  EXPECT_EQ(quote.service_percent, 10);
}

TEST(Quote, the_hall_of_an_afternoon_is_6840) {
  const Quote quote = quote_of(hotel, hall_afternoon());
  EXPECT_EQ(texts(quote),
            (std::vector<std::string>{
                "block 2026-12-09 1 × ¥2,400 = ¥2,400", "block 2026-12-09 1 × ¥2,400 = ¥2,400",
                "add_on 2026-12-09 30 × ¥48 = ¥1,440", "add_on 2026-12-09 1 × ¥600 = ¥600"}));
  EXPECT_EQ(quote.lines[1].start_minute, 16 * 60);
  EXPECT_EQ(quote.lines[1].end_minute, 18 * 60);
  EXPECT_EQ(money_text(quote.total), "¥6,840");
  EXPECT_EQ(money_text(quote.first_unit), "¥2,400");
}

TEST(Quote, every_kind_of_date_has_its_rate) {
  struct Row {
    LocalDate date;
    catalog::DateKind kind;
    const char* price;
  };
  const Row table[] = {
      {LocalDate::of(2026, 12, 10), catalog::DateKind::weekday, "¥688"},  // Thursday
      {LocalDate::of(2026, 12, 11), catalog::DateKind::friday, "¥748"},
      {LocalDate::of(2026, 12, 12), catalog::DateKind::saturday, "¥788"},
      {LocalDate::of(2026, 12, 13), catalog::DateKind::weekday, "¥688"},  // Sunday
      {LocalDate::of(2026, 12, 23), catalog::DateKind::weekday, "¥688"},  // the day before
      {LocalDate::of(2026, 12, 24), catalog::DateKind::holiday, "¥888"},  // the first
      {LocalDate::of(2026, 12, 26), catalog::DateKind::holiday, "¥888"},  // a Saturday, the last
      {LocalDate::of(2026, 12, 27), catalog::DateKind::weekday, "¥688"},
      {LocalDate::of(2026, 12, 31), catalog::DateKind::peak, "¥1,088"},
  };
  for (const Row& row : table) {
    SCOPED_TRACE(row.date.text());
    const Quote quote = quote_of(hotel, king_stay(row.date, 1));
    EXPECT_EQ(quote.lines.front().date_kind, row.kind);
    EXPECT_EQ(money_text(quote.total), row.price);
    EXPECT_EQ(money_text(price_on(hotel.site, *hotel.service(std::uint16_t{1}), row.date)),
              row.price);
  }
}

TEST(Quote, a_later_calendar_range_wins) {
  catalog::Catalog changed = hotel;
  changed.site.calendar.push_back(
      {LocalDate::of(2026, 12, 25), LocalDate::of(2026, 12, 25), catalog::DateKind::peak});
  EXPECT_EQ(money_text(quote_of(changed, king_stay(LocalDate::of(2026, 12, 24), 3)).total),
            "¥2,864");  // 888 + 1,088 + 888
}

TEST(Quote, a_service_priced_per_person_counts_them) {
  const Quote spa = quote_of(hotel, tests::spa_visit(LocalDate::of(2026, 12, 2), 10 * 60, 3));
  EXPECT_EQ(money_text(spa.total), "¥1,104");
  const Quote tour = quote_of(hotel, tests::tour_day(LocalDate::of(2026, 12, 2), 4));
  EXPECT_EQ(tour.lines.front().kind, LineKind::day);
  EXPECT_EQ(money_text(tour.total), "¥1,072");
}

TEST(Quote, cards_show_the_lowest_price) {
  const char* expected[] = {"¥688", "¥1,600", "¥368", "¥268"};
  for (std::size_t index = 0; index < std::size(expected); ++index) {
    EXPECT_EQ(money_text(price_from(hotel, hotel.services[index])), expected[index]);
  }
}

TEST(Quote, the_same_selection_gives_the_same_quote) {
  for (const Selection& selection :
       {king_stay(LocalDate::of(2026, 12, 24), 14), hall_afternoon()}) {
    EXPECT_EQ(quote_of(hotel, selection), quote_of(tests::sample_catalog(), selection));
  }
}

TEST(Quote, the_total_is_the_sum_of_its_lines) {
  for (std::int32_t nights = 1; nights <= 14; ++nights) {
    const Quote quote = quote_of(hotel, king_stay(LocalDate::of(2026, 12, 20), nights));
    std::int64_t sum = 0;
    for (const QuoteLine& line : quote.lines) {
      EXPECT_EQ(line.amount, line.unit * line.count);
      sum += line.amount.amount_minor;
    }
    EXPECT_EQ(quote.total.amount_minor, sum);
  }
}

}  // namespace quote_figures_test
}  // namespace lobby::booking
