// The catalogue file: the demo hotel parses without a fault and says what the mock-ups show; broken
// snippets are refused at the right line with a remedy; a damaged file never crashes the parser.
// Method: a small sound file with one line replaced; 1,000 seeded mutations of the real one.
#include <algorithm>
#include <array>
#include <filesystem>
#include <fstream>
#include <random>
#include <sstream>
#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "core/base/limits.h"
#include "core/booking/quote.h"
#include "platform/toml/catalog_file.h"

namespace lobby::toml {
namespace {

using testing::HasSubstr;

const std::filesystem::path site_folder = std::filesystem::path(LOBBY_SOURCE_DIR) / "assets/site";

std::string content_of(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  std::stringstream content;
  content << file.rdbuf();
  return content.str();
}

const std::string& demo_text() {
  static const std::string text = content_of(site_folder / "yunting.toml");
  return text;
}

catalog::Catalog demo() {
  Result<catalog::Catalog> parsed = parse_catalog(demo_text(), "yunting.toml");
  EXPECT_TRUE(parsed.ok()) << to_string(parsed.error());
  return parsed.ok() ? *parsed : catalog::Catalog{};
}

TEST(DemoHotel, parses_without_a_fault) {
  const catalog::Catalog catalog = demo();
  EXPECT_GE(catalog.services.size(), 12U);
  EXPECT_EQ(catalog.site.name.in("zh-CN"), "云汀酒店");
  EXPECT_EQ(catalog.site.zone_name, "Asia/Shanghai");
}

TEST(DemoHotel, fills_every_category_and_a_second_page_of_rooms) {
  std::array<std::size_t, catalog::category_count> counts{};
  for (const catalog::Service& service : demo().services) {
    ++counts[static_cast<std::size_t>(service.category)];
  }
  EXPECT_GT(counts[0], 4U);
  for (const std::size_t count : counts) {
    EXPECT_GE(count, 2U);
  }
}

// Mock-up kiosk-03: the calendar of December 2026.
TEST(DemoHotel, december_costs_what_the_calendar_shows) {
  const catalog::Catalog catalog = demo();
  const catalog::Service* king = catalog.service(ServiceId::literal("lake-view-king"));
  ASSERT_NE(king, nullptr);
  const std::int64_t week[] = {688, 688, 688, 688, 748, 788, 688};   // from Monday
  const std::int64_t last_days[] = {888, 788, 748, 748, 788, 1088};  // from the 26th
  for (unsigned day = 1; day <= 31; ++day) {
    const LocalDate date = LocalDate::of(2026, 12, day);
    const std::int64_t expected = day >= 26   ? last_days[day - 26]
                                  : day >= 24 ? 888
                                              : week[static_cast<std::size_t>(date.weekday())];
    EXPECT_EQ(booking::price_on(catalog.site, *king, date).amount_minor, expected * 100)
        << date.text();
  }
}

// Mock-up kiosk-04: 2 × ¥2,400 + 30 × ¥48 + ¥600.
TEST(DemoHotel, the_hall_costs_what_the_mock_up_adds_up) {
  const catalog::Catalog catalog = demo();
  booking::Selection selection;
  selection.service = ServiceId::literal("yunting-hall");
  selection.date = LocalDate::of(2026, 12, 9);
  selection.block_starts = {840, 960};
  selection.party.adults = 30;
  selection.add_ons = {{AddOnId::literal("tea-break"), 30}, {AddOnId::literal("equipment"), 1}};
  EXPECT_EQ(money_text(booking::quote_of(catalog, selection).total), "¥6,840");
}

TEST(DemoHotel, every_picture_and_icon_exists) {
  const catalog::Catalog catalog = demo();
  const std::string icons =
      content_of(std::filesystem::path(LOBBY_SOURCE_DIR) / "app/ui/icon_table.inc");
  std::vector<std::string> pictures = {catalog.site.logo, catalog.site.hero};
  for (const catalog::Service& service : catalog.services) {
    pictures.push_back(service.picture);
    for (const catalog::Fact& fact : service.facts) {
      EXPECT_THAT(icons, HasSubstr("{\"" + fact.icon + "\",")) << service.id.text();
    }
  }
  for (const catalog::AddOn& add_on : catalog.add_ons) {
    pictures.push_back(add_on.picture);
  }
  for (const std::string& picture : pictures) {
    EXPECT_TRUE(std::filesystem::exists(site_folder / "pictures" / (picture + ".svg"))) << picture;
  }
}

// A small sound file, the text of which begins at line 1 with [site].
constexpr std::string_view sound_file = R"([site]
id = "test"
number = 1
currency = "CNY"
zone = "Asia/Shanghai"
ticket_host = "test.example"
phone = "+86 571 5550 0100"
brand_colour = "#0E5A4F"
logo = "logo-mark"
hero = "hero-lobby"
languages = ["en"]
name.en = "Test Hotel"
welcome.en = "Welcome"
tagline.en = "All in one place"
calendar = [{ first = 2026-12-24, last = 2026-12-26, kind = "peak" }]
[[departments]]
id = "front"
name.en = "Front office"
[[pools]]
id = "king"
capacity = 12
standing_per_device = 4
name.en = "Kings"
[[policies]]
id = "room"
tiers = [{ basis = "free", at = "18:00", days_before = 2 }, { basis = "total", percent = 100 }]
summary.en = "Free"
change_rule.en = "Free"
breach_title.en = "If"
breach_text.en = "Then"
[[services]]
id = "king"
number = 101
category = "rooms"
kind = "nightly"
picture = "room-king"
department = "front"
policy = "room"
uses = [{ pool = "king", units = 1 }]
rates = { weekday = 1, friday = 2, saturday = 3, holiday = 4, peak = "5.50" }
party_max = 2
check_in = "15:00"
check_out = "12:00"
name.en = "King"
benefit.en = "35 m²"
price_unit.en = "a night"
unit_name.en = "room"
)";

// The sound file, with one line replaced so that the others keep their numbers.
std::string sound_text(std::size_t replaced_line = 0, std::string_view replacement = {}) {
  std::istringstream lines{std::string(sound_file)};
  std::string text;
  std::string line;
  for (std::size_t number = 1; std::getline(lines, line); ++number) {
    text += number == replaced_line ? std::string(replacement) : line;
    text += '\n';
  }
  return text;
}

TEST(CatalogFile, the_sound_file_is_accepted) {
  const Result<catalog::Catalog> catalog = parse_catalog(sound_text(), "test.toml");
  ASSERT_TRUE(catalog) << to_string(catalog.error());
  EXPECT_EQ(catalog->services[0].rates[4].amount_minor, 550);
  EXPECT_EQ(catalog->pools[0].cell_minutes, 1440);
  EXPECT_EQ(catalog->policies[0].tiers[0].at_minute, 1080);
}

TEST(CatalogFile, money_ahead_changes_and_risk_rules_are_read) {
  const Result<catalog::Catalog> catalog =
      parse_catalog(sound_text(26,
                               "tiers = [{ basis = \"total\", percent = 100 }]\n"
                               "changes = { free = 2, fee_percent = 20, hours_before = 48 }\n"
                               "deposit = { from_total = 3000, from_nights = 7, percent = 30,"
                               " within_hours = 24, balance_days_before = 3, remind_hours = 12,"
                               " grace_hours = 6 }") +
                        "[risk]\nminor_alone = \"block\"\nadult_age = 21\n",
                    "test.toml");
  ASSERT_TRUE(catalog) << to_string(catalog.error());
  const catalog::Policy& policy = catalog->policies[0];
  EXPECT_EQ(policy.changes, (catalog::ChangeRule{2, 20, 48}));
  EXPECT_EQ(policy.deposit, (catalog::DepositRule{{300'000, {}}, 7, 30, 24, 3, 12, 6}));
  EXPECT_EQ(catalog->risk.level(catalog::RiskRule::minor_alone), catalog::RiskLevel::block);
  EXPECT_EQ(catalog->risk.level(catalog::RiskRule::double_booked), catalog::RiskLevel::review);
  EXPECT_EQ(catalog->risk.adult_age, 21);
  EXPECT_EQ(catalog->risk.attempts_max, 10);
}

struct Broken {
  std::size_t line;
  std::string_view replacement;
  ErrorCode code;
  std::string_view message;  // after "test.toml:"
};

void expect_named(const Broken& broken) {
  const Result<catalog::Catalog> catalog =
      parse_catalog(sound_text(broken.line, broken.replacement), "test.toml");
  ASSERT_FALSE(catalog) << broken.replacement;
  EXPECT_EQ(name_of(catalog.error().code), name_of(broken.code)) << catalog.error().detail;
  EXPECT_THAT("\n" + catalog.error().detail, HasSubstr("\ntest.toml:"));
  EXPECT_THAT(catalog.error().detail, HasSubstr(std::string(broken.message)));
}

TEST(CatalogFile, a_broken_rule_is_named_with_its_remedy) {
  const Broken cases[] = {
      {26,
       "tiers = [{ basis = \"total\", percent = 100 }]\ndeposit = { percent = 130, within_hours = "
       "24, from_nights = 3 }",
       ErrorCode::configuration, "policies.room.deposit.percent: is 130"},
      {26,
       "tiers = [{ basis = \"total\", percent = 100 }]\ndeposit = { percent = 30, within_hours = "
       "24 }",
       ErrorCode::configuration, "policies.room.deposit: applies to nothing"},
      {26,
       "tiers = [{ basis = \"total\", percent = 100 }]\ndeposit = { percent = 30, from_nights = 3 "
       "}",
       ErrorCode::missing_field, "policies.room.deposit.within_hours: is missing"},
      {26, "tiers = [{ basis = \"total\", percent = 100 }]\nchanges = { fee_percent = 101 }",
       ErrorCode::configuration, "policies.room.changes.fee_percent: is 101"},
      {47, "unit_name.en = \"room\"\n[risk]\nminor_alone = \"never\"", ErrorCode::out_of_range,
       "risk.minor_alone: \"never\" is not one of off, notice, review, block"},
      {47, "unit_name.en = \"room\"\n[risk]\nadult_age = 0", ErrorCode::configuration,
       "risk.adult_age: is 0"},
  };
  for (const Broken& broken : cases) {
    expect_named(broken);
  }
}

TEST(CatalogFile, a_broken_line_is_named_with_its_remedy) {
  const Broken cases[] = {
      {2, "id = \"Not A Slug\"", ErrorCode::malformed, "2:1 site.id: 'Not A Slug' is not a name"},
      {2, "", ErrorCode::missing_field, "1:2 site.id: is missing; add it"},
      {3, "number = \"one\"", ErrorCode::wrong_type, "3:1 site.number: is text in quotes; write a"},
      {3, "number = -1", ErrorCode::out_of_range, "3:1 site.number: is negative"},
      {3, "number = 99999999999", ErrorCode::out_of_range, "3:1 site.number: is 99999999999"},
      {4, "currency = \"XXX\"", ErrorCode::out_of_range, "4:1 site.currency: 'XXX' is not"},
      {8, "brand_color = \"#0E5A4F\"", ErrorCode::unknown_field,
       "8:1 site.brand_color: is not a known field; did you mean brand_colour?"},
      {8, "brand_colour = \"#FFFFFF\"", ErrorCode::configuration, "8:1 site.brand_colour: gives"},
      {11, "languages = \"en\"", ErrorCode::wrong_type, "11:1 site.languages: is text"},
      {11, "languages = [1]", ErrorCode::wrong_type, "11:14 site.languages[0]: is a whole number"},
      {11, "languages = [\"en\", \"zh-CN\"]", ErrorCode::configuration,
       "12:1 site.name.zh-CN: is missing"},
      {12, "name = \"Test Hotel\"", ErrorCode::wrong_type, "12:1 site.name: is text in quotes; "},
      {12, "name.en = \"Test Hotel", ErrorCode::malformed, "12:"},
      {15, "calendar = [{ first = 2026-12-26, last = 2026-12-24, kind = \"peak\" }]",
       ErrorCode::configuration, "15:13 site.calendar[0]: ends on 2026-12-24"},
      {15, "calendar = [{ first = 2026-02-30, last = 2026-12-24, kind = \"peak\" }]",
       ErrorCode::malformed, "15:"},
      {15, "calendar = [{ first = 2026-12-24, last = 2026-12-26, kind = \"high\" }]",
       ErrorCode::out_of_range, "site.calendar[0].kind: \"high\" is not one of weekday"},
      {21, "capacity = 12.5", ErrorCode::wrong_type, "21:1 pools.king.capacity: is a number with"},
      {22, "standing_per_device = 13", ErrorCode::configuration,
       "22:1 pools.king.standing_per_device: is 13; write a number from 0 to 12"},
      {26, "tiers = [{ basis = \"gratis\" }]", ErrorCode::out_of_range,
       "policies.room.tiers[0].basis: \"gratis\" is not one of free, first_unit, total, deposit"},
      {26, "tiers = [{ basis = \"free\", at = \"6 pm\" }, { basis = \"total\", percent = 100 }]",
       ErrorCode::malformed, "policies.room.tiers[0].at: '6 pm' is not a time HH:MM"},
      {33, "number = 70000", ErrorCode::out_of_range, "33:1 services.king.number: is 70000"},
      {34, "category = \"cars\"", ErrorCode::out_of_range, "34:1 services.king.category: \"cars\""},
      {38, "policy = \"rom\"", ErrorCode::configuration,
       "38:1 services.king.policy: \"rom\" is not in policies; add [[policies]] id = \"rom\""},
      {39, "uses = [{ pool = \"queen\", units = 1 }]", ErrorCode::configuration,
       "39:11 services.king.uses[0].pool: \"queen\" is not in pools"},
      {39, "uses = [{ pool = \"king\", unit = 1 }]", ErrorCode::unknown_field,
       "39:26 services.king.uses[0].unit: is not a known field; did you mean units?"},
      {40, "rates = { weekday = 1, friday = 2, saturday = 3, holiday = 4 }",
       ErrorCode::missing_field, "40:1 services.king.rates.peak: is missing"},
      {40, "rates = 4.5", ErrorCode::wrong_type, "40:1 services.king.rates: is no price"},
      {40, "rates = \"4.5\"", ErrorCode::malformed, "40:1 services.king.rates: is no price"},
      {40, "rates = -4", ErrorCode::out_of_range, "40:1 services.king.rates: is -4"},
      {42, "check_in = 15:00:00", ErrorCode::wrong_type, "42:1 services.king.check_in: is a time"},
      {42, "check_in = \"24:30\"", ErrorCode::malformed, "42:1 services.king.check_in: '24:30'"},
      {44, "name.en = \"A\\u0007B\"", ErrorCode::configuration,
       "44:6 services.king.name.en: the text"},
      {45, "benefit.en = \"\xFF\"", ErrorCode::invalid_utf8, "45:15 the file: is not UTF-8"},
      {46, "a.b.c.d.e.f.g.h.i.j = 1", ErrorCode::too_large, "46:1 a key: has more than 8 parts"},
      {47, "unit_name.en = \"room\"\nunit_name.en = \"unit\"", ErrorCode::malformed, "48:"},
  };
  for (const Broken& broken : cases) {
    expect_named(broken);
  }
}

TEST(CatalogFile, all_faults_are_joined_in_file_order_and_capped) {
  std::string text = sound_text(3, "number = \"one\"");
  for (int index = 0; index < 30; ++index) {
    text += "extra_" + std::to_string(index) + " = 1\n";
  }
  const Result<catalog::Catalog> catalog = parse_catalog(text, "test.toml");
  ASSERT_FALSE(catalog);
  EXPECT_EQ(catalog.error().code, ErrorCode::wrong_type);
  EXPECT_TRUE(catalog.error().detail.starts_with("test.toml:3:1 site.number"));
  EXPECT_TRUE(catalog.error().detail.ends_with("\nand 11 more")) << catalog.error().detail;
  EXPECT_EQ(std::ranges::count(catalog.error().detail, '\n'), 20);
}

TEST(CatalogFile, an_empty_or_too_large_file_is_refused) {
  EXPECT_EQ(parse_catalog("", "test.toml").error().code, ErrorCode::missing_field);
  const std::string large(limits::catalog_file_bytes + 1, '\n');
  EXPECT_EQ(parse_catalog(large, "test.toml").error().code, ErrorCode::too_large);
}

TEST(CatalogFile, deep_nesting_is_refused_without_exhausting_the_stack) {
  const std::string deep = "a = " + std::string(100'000, '[');
  EXPECT_FALSE(parse_catalog(deep, "test.toml"));
  std::string header = "[a";
  for (int index = 0; index < 200'000; ++index) {
    header += ".a";
  }
  EXPECT_EQ(parse_catalog(header + "]", "test.toml").error().code, ErrorCode::too_large);
  EXPECT_FALSE(parse_catalog(sound_text() + "x = [[[[[[[[[[[[[[[[[[[[1]]]]]]]]]]]]]]]]]]]]", "t"));
}

// Replay one seed with --gtest_filter and the number in the message.
TEST(CatalogFile, a_thousand_damaged_files_parse_or_give_a_named_fault) {
  std::size_t refused = 0;
  for (unsigned seed = 0; seed < 1'000; ++seed) {
    std::mt19937 random(seed);
    std::string text = demo_text();
    const auto place = [&] { return static_cast<std::size_t>(random()) % text.size(); };
    if (seed % 4 == 0) {
      text.resize(place());
    } else if (seed % 4 == 1) {
      const std::size_t from = place();
      text.erase(from, random() % 200);
    }
    for (unsigned flip = 0; flip < 1 + seed % 7 && !text.empty(); ++flip) {
      text[place()] ^= static_cast<char>(1U << (random() % 8));
    }
    const Result<catalog::Catalog> catalog = parse_catalog(text, "yunting.toml");
    if (!catalog) {
      ++refused;
      EXPECT_THAT(catalog.error().detail, testing::StartsWith("yunting.toml:")) << "seed " << seed;
    }
  }
  EXPECT_GT(refused, 500U);
}

}  // namespace
}  // namespace lobby::toml
