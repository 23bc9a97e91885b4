// Goal: dates, counts, fees, price lines and verdicts read as a hotel would write them. Method:
// tables of value, Chinese, English.
#include <functional>
#include <set>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "app/common/words.h"
#include "tests/ui/kiosk_finish_stage.h"

namespace lobby::tests {
namespace {

using ui::TextCatalog;

struct Row {
  std::function<std::string(const TextCatalog&)> say;
  std::string chinese;
  std::string english;
};

void expect_rows(const std::vector<Row>& rows) {
  TextCatalog texts = load_test_texts();
  for (const Row& row : rows) {
    ASSERT_TRUE(texts.select("zh_CN"));
    EXPECT_EQ(row.say(texts), row.chinese);
    ASSERT_TRUE(texts.select("en"));
    EXPECT_EQ(row.say(texts), row.english);
  }
}

const LocalDate friday = LocalDate::of(2026, 12, 11);

TEST(Words, dates_follow_the_language) {
  expect_rows({
      {[](const auto& texts) { return words::day(texts, friday); }, "12月11日", "11 Dec"},
      {[](const auto& texts) { return words::day_short(texts, friday); }, "12/11", "11 Dec"},
      {[](const auto& texts) { return words::weekday_day(texts, friday); }, "12月11日 周五",
       "Fri 11 Dec"},
      {[](const auto& texts) { return words::weekday_short(texts, Weekday::sunday); }, "周日",
       "Sun"},
      {[](const auto& texts) { return words::weekday_letter(texts, Weekday::monday); }, "一", "Mo"},
      {[](const auto& texts) { return words::month(texts, friday); }, "2026年12月",
       "December 2026"},
      {[](const auto& texts) { return words::month(texts, LocalDate::of(2027, 5, 1)); },
       "2027年5月", "May 2027"},
  });
}

TEST(Words, clock_is_the_sites_clock) {
  const ZoneRules zone = ZoneRules::fixed("Asia/Shanghai", 480);
  const UtcTime time = zone.to_utc({LocalDate::of(2026, 12, 9), 18 * 60});
  EXPECT_EQ(words::clock(zone, time), "18:00");
  EXPECT_EQ(words::time_range(14 * 60, 24 * 60), "14:00–24:00");
  expect_rows({{[&](const auto& texts) { return words::clock_on_day(texts, zone, time); },
                "12月9日 18:00", "18:00 on 9 Dec"}});
}

TEST(Words, counts_know_their_plural) {
  expect_rows({
      {[](const auto& texts) { return words::nights(texts, 1); }, "1 晚", "1 night"},
      {[](const auto& texts) { return words::nights(texts, 2); }, "2 晚", "2 nights"},
      {[](const auto& texts) { return words::people(texts, 1); }, "1 位", "1 person"},
      {[](const auto& texts) { return words::party(texts, 2, 0); }, "2 位成人", "2 adults"},
      {[](const auto& texts) { return words::party(texts, 1, 1); }, "1 位成人，1 位儿童",
       "1 adult, 1 child"},
      {[](const auto& texts) { return words::party(texts, 2, 3); }, "2 位成人，3 位儿童",
       "2 adults, 3 children"},
  });
}

TEST(Words, party_of_a_hall_is_people) {
  const catalog::Service& hall = *demo_catalog().service(ServiceId::literal("yunting-hall"));
  const catalog::Service& king = *demo_catalog().service(ServiceId::literal("lake-view-king"));
  expect_rows({
      {[&](const auto& texts) { return words::party_of(texts, hall, {30, 0}); }, "30 位",
       "30 people"},
      {[&](const auto& texts) { return words::party_of(texts, king, {2, 0}); }, "2 位成人",
       "2 adults"},
  });
}

TEST(Words, categories_have_name_and_icon) {
  const std::vector<std::pair<std::string, std::string>> names = {{"客房", "Rooms"},
                                                                  {"会议", "Meetings"},
                                                                  {"餐宴", "Dining"},
                                                                  {"水疗", "Spa"},
                                                                  {"出行", "Travel"}};
  for (std::size_t index = 0; index < names.size(); ++index) {
    const auto category = static_cast<catalog::Category>(index);
    expect_rows({{[&](const auto& texts) { return words::category(texts, category); },
                  names[index].first, names[index].second}});
    EXPECT_TRUE(ui::find_icon(words::category_icon(category)).has_value());
  }
}

TEST(Words, fees_say_of_what) {
  using catalog::FeeBasis;
  using catalog::ServiceKind;
  const auto fee = [](FeeBasis basis, int percent, std::int64_t yuan, ServiceKind kind) {
    return [=](const TextCatalog& texts) {
      const booking::ResolvedTier tier{basis, percent, {yuan * 100, {}}, {}};
      return words::fee(texts, tier, kind);
    };
  };
  expect_rows({
      {fee(FeeBasis::free, 0, 0, ServiceKind::nightly), "不收费", "Free"},
      {fee(FeeBasis::first_unit, 50, 374, ServiceKind::nightly), "收半晚 ¥374", "Half night ¥374"},
      {fee(FeeBasis::first_unit, 100, 748, ServiceKind::nightly), "收首晚 ¥748",
       "First night ¥748"},
      {fee(FeeBasis::first_unit, 100, 480, ServiceKind::time_slot), "收首段 ¥480",
       "First slot ¥480"},
      {fee(FeeBasis::total, 50, 1200, ServiceKind::time_slot), "收 50% ¥1,200", "50% ¥1,200"},
      {fee(FeeBasis::total, 100, 180, ServiceKind::time_slot), "收全额 ¥180", "Full price ¥180"},
      {fee(FeeBasis::deposit, 100, 720, ServiceKind::time_slot), "收订金 ¥720", "Deposit ¥720"},
      {fee(FeeBasis::deposit, 50, 360, ServiceKind::time_slot), "收订金的 50% ¥360",
       "50% of the deposit ¥360"},
  });
}

// Every column of the lines of one quote, joined by "|".
std::vector<std::string> lines_of(const TextCatalog& texts, const booking::Selection& selection,
                                  const booking::QuoteTerms& terms = {}) {
  const catalog::Catalog& catalog = demo_catalog();
  const catalog::Service& service = *catalog.service(selection.service);
  const std::string language = texts.selected() == "en" ? "en" : "zh-CN";
  std::vector<std::string> said;
  for (const booking::QuoteLine& line : booking::quote_of(catalog, selection, terms).lines) {
    const words::PriceLineText text = words::price_line(texts, catalog, service, language, line);
    said.push_back(text.what + "|" + text.how + "|" + text.amount);
  }
  return said;
}

TEST(Words, what_is_taken_off_and_added_says_of_what) {
  TextCatalog texts = load_test_texts();
  booking::Selection twin;
  twin.service = ServiceId::literal("executive-twin");
  twin.date = LocalDate::of(2027, 3, 22);  // a Monday in the season
  twin.party = {2, 1};
  booking::QuoteTerms club;
  club.tier = 1;
  club.vouchers = {{"HALF", 50, {}, {}}};
  booking::QuoteTerms company;
  company.contract = CompanyId::literal("qiantang-software");
  booking::Selection tour;
  tour.service = ServiceId::literal("lake-tour");
  tour.date = LocalDate::of(2026, 12, 9);
  tour.party = {10, 0};
  ASSERT_TRUE(texts.select("en"));
  EXPECT_EQ(lines_of(texts, twin, club),
            (std::vector<std::string>{
                "Mon 22 Mar|1 room × ¥906.20, Blossom season 115%|¥906.20",
                "Extra child|1 × ¥60|¥60", "Breakfast|3 people × 1 night|included",
                "Lakeside Club|5% of ¥966.20|−¥48.31", "Voucher HALF|50% of ¥917.89|−¥458.95"}));
  EXPECT_EQ(lines_of(texts, tour, company).back(), "Qiantang Software rate|10% of ¥4,680|−¥468");
  ASSERT_TRUE(texts.select("zh_CN"));
  EXPECT_EQ(lines_of(texts, tour).back(), "多人优惠|¥4,680 的 10%|−¥468");
  twin.nights = 7;
  twin.date = LocalDate::of(2026, 12, 7);
  EXPECT_EQ(lines_of(texts, twin).back(), "连住优惠|¥788 的 15%|−¥118.20");
}

TEST(Words, parts_of_a_package_are_named) {
  TextCatalog texts = load_test_texts();
  booking::Selection trip;
  trip.service = ServiceId::literal("lake-escape");
  trip.date = LocalDate::of(2026, 12, 9);
  trip.party = {2, 0};
  ASSERT_TRUE(texts.select("en"));
  EXPECT_EQ(lines_of(texts, trip),
            (std::vector<std::string>{
                "Executive Twin, Wed 9 Dec|1 room × ¥788|¥788",
                "Garden Supper, 17:30–19:30|2 people × ¥168|¥336",
                "Lake Day Tour, Thu 10 Dec|2 people × ¥468|¥936",
                "Pick-up at the station||included", "Breakfast|2 people × 1 night|included",
                "Lunch and tickets||included", "Package discount|8% of ¥2,060|−¥164.80"}));
}

TEST(Words, service_tax_and_rounding_are_lines_where_they_are_added) {
  TextCatalog texts = load_test_texts();
  ASSERT_TRUE(texts.select("en"));
  const catalog::Catalog& catalog = demo_catalog();
  const auto said = [&](booking::LineKind kind, std::int32_t percent) {
    booking::QuoteLine line;
    line.kind = kind;
    line.percent = percent;
    line.unit = {percent == 0 ? 10 : 75'680, {}};
    line.amount = {4, {}};
    line.count = 2;
    line.days = 3;
    const words::PriceLineText text =
        words::price_line(texts, catalog, catalog.services.front(), "en", line);
    return text.what + "|" + text.how;
  };
  EXPECT_EQ(said(booking::LineKind::service_charge, 10), "Service charge|10% of ¥756.80");
  EXPECT_EQ(said(booking::LineKind::tax, 6), "Tax|6% of ¥756.80");
  EXPECT_EQ(said(booking::LineKind::rounding, 0), "Rounding|to ¥0.10");
  EXPECT_EQ(said(booking::LineKind::extra_adult, 0), "Extra adult|2 × 3 × ¥0.10");
}

TEST(Words, price_lines_say_how_they_were_computed) {
  TextCatalog texts = load_test_texts();
  booking::Selection room;
  room.service = ServiceId::literal("lake-view-king");
  room.date = friday;
  room.nights = 2;
  room.party = {2, 0};
  booking::Selection hall;
  hall.service = ServiceId::literal("yunting-hall");
  hall.date = LocalDate::of(2026, 12, 9);
  hall.block_starts = {14 * 60};
  hall.party = {30, 0};
  hall.add_ons = {{AddOnId::literal("tea-break"), 30}};
  booking::Selection pool;
  pool.service = ServiceId::literal("pool-day");
  pool.date = LocalDate::of(2026, 12, 9);
  pool.party = {2, 1};
  ASSERT_TRUE(texts.select("en"));
  EXPECT_EQ(
      lines_of(texts, room),
      (std::vector<std::string>{"Fri 11 Dec|1 room × ¥748|¥748", "Sat 12 Dec|1 room × ¥788|¥788",
                                "Breakfast|2 people × 2 nights|included"}));
  EXPECT_EQ(lines_of(texts, hall), (std::vector<std::string>{"14:00–16:00|1 hall × ¥2,400|¥2,400",
                                                             "Tea break|30 × ¥48|¥1,440"}));
  EXPECT_EQ(lines_of(texts, pool), (std::vector<std::string>{"Wed 9 Dec|3 people × ¥128|¥384"}));
  ASSERT_TRUE(texts.select("zh_CN"));
  EXPECT_EQ(lines_of(texts, room),
            (std::vector<std::string>{"12月11日 周五|1 间 × ¥748|¥748",
                                      "12月12日 周六|1 间 × ¥788|¥788", "早餐|2 位 × 2 晚|已含"}));
}

TEST(Words, every_verdict_has_its_own_reason) {
  using ticket::VerdictKind;
  for (const char* tag : {"zh_CN", "en"}) {
    TextCatalog texts = load_test_texts();
    ASSERT_TRUE(texts.select(tag));
    std::set<std::string> reasons;
    for (int kind = 0; kind <= static_cast<int>(VerdictKind::admit); ++kind) {
      reasons.insert(words::verdict_reason(texts, static_cast<VerdictKind>(kind)));
    }
    EXPECT_EQ(reasons.size(), static_cast<std::size_t>(VerdictKind::admit) + 1);
    EXPECT_FALSE(reasons.contains(""));
    EXPECT_NE(words::verdict_word(texts, VerdictKind::admit),
              words::verdict_word(texts, VerdictKind::cancelled));
  }
}

}  // namespace
}  // namespace lobby::tests
