// validate(): a small sound catalogue has no fault, and each way to break it gives a fault at the
// right place. Method: one table of breakages, each applied to a fresh copy.
#include <algorithm>
#include <functional>

#include <gtest/gtest.h>

#include "core/base/limits.h"
#include "core/catalog/catalog.h"

namespace lobby::catalog {
namespace {

LocalText words(const std::string& text) {
  return {{{"en", text}, {"zh-CN", text}}};
}
Money yuan(std::int64_t major) {
  return {major * 100, *Currency::parse("CNY")};
}

RateTable same_price(std::int64_t major) {
  RateTable rates;
  rates.fill(yuan(major));
  return rates;
}

Site sound_site() {
  Site site;
  site.id = SiteId::literal("test");
  site.number = 1;
  site.name = words("Test Hotel");
  site.welcome = words("Welcome");
  site.tagline = words("All in one place");
  site.zone_name = "Asia/Shanghai";
  site.ticket_host = "test.example";
  site.phone = "+86 571 5550 0100";
  site.brand_colour = "#0E5A4F";
  site.logo = "logo-mark";
  site.hero = "hero-lobby";
  site.languages = {"zh-CN", "en"};
  site.calendar = {{LocalDate::of(2026, 12, 24), LocalDate::of(2026, 12, 26), DateKind::holiday}};
  return site;
}

Service sound_service(std::string_view id, std::uint16_t number, ServiceKind kind,
                      std::string_view pool) {
  Service service;
  service.id = ServiceId::literal(id);
  service.number = number;
  service.kind = kind;
  service.name = words("Name");
  service.benefit = words("Benefit");
  service.price_unit = words("a night");
  service.unit_name = words("room");
  service.facts = {{"square_foot", words("35 m²")}};
  service.picture = "room-king";
  service.department = DepartmentId::literal("front-office");
  service.policy = PolicyId::literal("room");
  service.uses = {{PoolId::literal(pool), 1, UnitsPer::booking}};
  service.rates = same_price(688);
  service.party_max = 2;
  service.check_in_minute = 900;
  return service;
}

Catalog sound_catalog() {
  Catalog catalog;
  catalog.site = sound_site();
  catalog.departments = {{DepartmentId::literal("front-office"), words("Front office")}};
  catalog.pools = {{PoolId::literal("king"), words("Kings"), 12, 1440, 0, 1440, 4, 3},
                   {PoolId::literal("hall"), words("Hall"), 1, 120, 480, 1200, 1, 0}};
  Policy policy;
  policy.id = PolicyId::literal("room");
  policy.tiers = {{FeeBasis::free, 0, {}, 2, 1080},
                  {FeeBasis::first_unit, 50, {}, 0, 480},
                  {FeeBasis::first_unit, 100, {}, 0, {}}};
  policy.summary = policy.change_rule = words("Free to cancel");
  policy.breach_title = policy.breach_text = words("If we cannot");
  catalog.policies = {policy};
  AddOn tea;
  tea.id = AddOnId::literal("tea");
  tea.name = tea.price_unit = words("Tea");
  tea.picture = "tea-break";
  tea.price = yuan(48);
  tea.basis = AddOnBasis::each;
  tea.count_max = 100;
  tea.count_start = 10;
  tea.department = DepartmentId::literal("front-office");
  catalog.add_ons = {tea};
  catalog.notes = {{NoteId::literal("allergy"), words("Allergy")}};
  catalog.services = {sound_service("room", 1, ServiceKind::nightly, "king"),
                      sound_service("hall", 2, ServiceKind::time_slot, "hall")};
  Service& room = catalog.services[0];
  room.nights_max = 14;
  room.check_out_minute = 720;
  room.notes = {NoteId::literal("allergy")};
  room.included = {{words("Breakfast"), IncludedPer::person_night}};
  Service& hall = catalog.services[1];
  hall.blocks = {{480, 600, same_price(1600)}, {600, 720, same_price(2000)}};
  hall.blocks_max = 2;
  hall.add_ons = {AddOnId::literal("tea")};
  return catalog;
}

TEST(CatalogValidate, a_sound_catalogue_has_no_fault) {
  for (const Fault& fault : validate(sound_catalog())) {
    ADD_FAILURE() << fault.place << ": " << fault.remedy;
  }
}

struct Breakage {
  std::string_view place;        // where the fault must stand
  std::string_view remedy_part;  // and what its remedy must say
  std::function<void(Catalog&)> apply;
};

void expect_faults(const std::vector<Breakage>& breakages) {
  for (const Breakage& breakage : breakages) {
    Catalog catalog = sound_catalog();
    breakage.apply(catalog);
    const std::vector<Fault> faults = validate(catalog);
    const bool found = std::ranges::any_of(faults, [&](const Fault& fault) {
      return fault.place == breakage.place &&
             fault.remedy.find(breakage.remedy_part) != std::string::npos;
    });
    std::string all;
    for (const Fault& fault : faults) {
      all += "  " + fault.place + ": " + fault.remedy + "\n";
    }
    EXPECT_TRUE(found) << breakage.place << " (" << breakage.remedy_part << "), found:\n" << all;
  }
}

TEST(CatalogValidate, faults_of_the_site_are_named) {
  expect_faults({
      {"site.id", "missing", [](Catalog& c) { c.site.id = {}; }},
      {"site.number", "from 1 up", [](Catalog& c) { c.site.number = 0; }},
      {"site.languages", "empty", [](Catalog& c) { c.site.languages.clear(); }},
      {"site.languages", "twice", [](Catalog& c) { c.site.languages = {"en", "zh-CN", "en"}; }},
      {"site.languages", "no language tag",
       [](Catalog& c) { c.site.languages = {"zh-CN", "en", "english!"}; }},
      {"site.name.en", "missing", [](Catalog& c) { c.site.name.by_language.erase("en"); }},
      {"site.name.en", "missing", [](Catalog& c) { c.site.name.by_language["en"] = ""; }},
      {"site.name.fr", "does not list", [](Catalog& c) { c.site.name.by_language["fr"] = "x"; }},
      {"site.welcome.en", "blank", [](Catalog& c) { c.site.welcome.by_language["en"] = " x"; }},
      {"site.welcome.en", "control", [](Catalog& c) { c.site.welcome = words("a\nb"); }},
      {"site.tagline.en", "UTF-8", [](Catalog& c) { c.site.tagline = words("\xFF"); }},
      {"site.tagline.zh-CN", "600",
       [](Catalog& c) { c.site.tagline = words(std::string(601, 'x')); }},
      {"site.zone", "Asia/Shanghai", [](Catalog& c) { c.site.zone_name = "../etc/passwd"; }},
      {"site.ticket_host", "host", [](Catalog& c) { c.site.ticket_host = "Yunting.example"; }},
      {"site.ticket_host", "host", [](Catalog& c) { c.site.ticket_host = "a..b"; }},
      {"site.ticket_host", "host", [](Catalog& c) { c.site.ticket_host = std::string(55, 'a'); }},
      {"site.phone", "digits", [](Catalog& c) { c.site.phone = "call us"; }},
      {"site.brand_colour", "#0E5A4F", [](Catalog& c) { c.site.brand_colour = "green"; }},
      {"site.brand_colour", "contrast of 1.1", [](Catalog& c) { c.site.brand_colour = "#F4F4F4"; }},
      {"site.logo", "picture", [](Catalog& c) { c.site.logo = "../logo.svg"; }},
      {"site.hero", "picture", [](Catalog& c) { c.site.hero = ""; }},
      {"site.tax_percent", "0 to 100", [](Catalog& c) { c.site.tax_percent = 101; }},
      {"site.service_percent", "0 to 100", [](Catalog& c) { c.site.service_percent = -1; }},
      {"site.calendar[0]", "before it begins",
       [](Catalog& c) { c.site.calendar[0].last = LocalDate::of(2026, 1, 1); }},
  });
}

TEST(CatalogValidate, faults_of_pools_and_add_ons_are_named) {
  expect_faults({
      {"pools.king.capacity", "1 to", [](Catalog& c) { c.pools[0].capacity = 0; }},
      {"pools.king.capacity", "10000", [](Catalog& c) { c.pools[0].capacity = 10'001; }},
      {"pools.king.standing_per_device", "to 12",
       [](Catalog& c) { c.pools[0].standing_per_device = 13; }},
      {"pools.king.few_left", "0 to", [](Catalog& c) { c.pools[0].few_left = -1; }},
      {"pools.king.opens", "whole days", [](Catalog& c) { c.pools[0].opens_minute = 60; }},
      {"pools.hall.cell_minutes", "divide", [](Catalog& c) { c.pools[1].cell_minutes = 100; }},
      {"pools.hall.cell_minutes", "5 to", [](Catalog& c) { c.pools[1].cell_minutes = 0; }},
      {"pools.hall.closes", "not after", [](Catalog& c) { c.pools[1].closes_minute = 480; }},
      {"pools.king.id", "twice", [](Catalog& c) { c.pools[1].id = c.pools[0].id; }},
      {"pools[1]", "no id", [](Catalog& c) { c.pools[1].id = {}; }},
      {"departments.front-office.name.en", "missing",
       [](Catalog& c) { c.departments[0].name = {{{"zh-CN", "x"}}}; }},
      {"add_ons.tea.price", "another currency",
       [](Catalog& c) { c.add_ons[0].price.currency = *Currency::parse("USD"); }},
      {"add_ons.tea.price", "0 to a million",
       [](Catalog& c) { c.add_ons[0].price.amount_minor = -1; }},
      {"add_ons.tea.price", "0 to a million",
       [](Catalog& c) { c.add_ons[0].price = yuan(1'000'001); }},
      {"add_ons.tea.count_max", "1 to 1",
       [](Catalog& c) { c.add_ons[0].basis = AddOnBasis::once; }},
      {"add_ons.tea.count_max", "1 to 500", [](Catalog& c) { c.add_ons[0].count_max = 501; }},
      {"add_ons.tea.count_start", "1 to 100", [](Catalog& c) { c.add_ons[0].count_start = 101; }},
      {"add_ons.tea.department", "[[departments]]",
       [](Catalog& c) { c.add_ons[0].department = DepartmentId::literal("kitchen"); }},
      {"notes.allergy.name.en", "missing",
       [](Catalog& c) { c.notes[0].name.by_language.erase("en"); }},
  });
}

TEST(CatalogValidate, faults_of_policies_are_named) {
  expect_faults({
      {"policies.room.tiers", "empty", [](Catalog& c) { c.policies[0].tiers.clear(); }},
      {"policies.room.tiers", "limit",
       [](Catalog& c) { c.policies[0].tiers.resize(limits::tiers_max + 1); }},
      {"policies.room.tiers[2]", "no-show",
       [](Catalog& c) { c.policies[0].tiers[2].minutes_before = 60; }},
      {"policies.room.tiers[0]", "needs one deadline",
       [](Catalog& c) { c.policies[0].tiers[0].at_minute.reset(); }},
      {"policies.room.tiers[0]", "needs one deadline",
       [](Catalog& c) { c.policies[0].tiers[0].minutes_before = 60; }},
      {"policies.room.tiers[1]", "mixes",
       [](Catalog& c) {
         c.policies[0].tiers[1].at_minute.reset();
         c.policies[0].tiers[1].minutes_before = 60;
       }},
      {"policies.room.tiers[1]", "order of time",
       [](Catalog& c) { c.policies[0].tiers[1].days_before = 3; }},
      {"policies.room.tiers[0].percent", "goes with a fee",
       [](Catalog& c) { c.policies[0].tiers[0].percent = 10; }},
      {"policies.room.tiers[1].percent", "1 to 100",
       [](Catalog& c) { c.policies[0].tiers[1].percent = 0; }},
      {"policies.room.tiers[2].percent", "cannot cost less",
       [](Catalog& c) { c.policies[0].tiers[2].percent = 40; }},
      {"policies.room.tiers[2]", "only the first",
       [](Catalog& c) { c.policies[0].tiers[2] = {FeeBasis::free, 0, {}, 0, {}}; }},
      {"policies.room.breach_text.en", "missing",
       [](Catalog& c) { c.policies[0].breach_text.by_language.erase("en"); }},
      {"services.hall.policy", "begins at 08:00",
       [](Catalog& c) { c.policies[0].tiers[1].at_minute = 720; }},
  });
}

TEST(CatalogValidate, faults_of_what_a_service_names_are_named) {
  expect_faults({
      {"services", "at least one", [](Catalog& c) { c.services.clear(); }},
      {"services.room.id", "twice", [](Catalog& c) { c.services[1].id = c.services[0].id; }},
      {"services.hall.number", "belongs to room", [](Catalog& c) { c.services[1].number = 1; }},
      {"services.room.number", "from 1 up", [](Catalog& c) { c.services[0].number = 0; }},
      {"services.room.department", "[[departments]]",
       [](Catalog& c) { c.services[0].department = {}; }},
      {"services.room.policy", "[[policies]] id = \"rom\"",
       [](Catalog& c) { c.services[0].policy = PolicyId::literal("rom"); }},
      {"services.room.uses[0].pool", "[[pools]]",
       [](Catalog& c) { c.services[0].uses[0].pool = PoolId::literal("queen"); }},
      {"services.room.uses", "empty", [](Catalog& c) { c.services[0].uses.clear(); }},
      {"services.room.uses[1].pool", "twice",
       [](Catalog& c) { c.services[0].uses.push_back(c.services[0].uses[0]); }},
      {"services.room.uses[0].units", "1 to", [](Catalog& c) { c.services[0].uses[0].units = 0; }},
      {"services.room.uses[0].units", "of the 12",
       [](Catalog& c) { c.services[0].uses[0].units = 13; }},
      {"services.room.uses[0].units", "take up to 20",
       [](Catalog& c) {
         c.services[0].uses[0].per = UnitsPer::person;
         c.services[0].party_max = 20;
       }},
      {"services.room.uses[0].pool", "by the hour",
       [](Catalog& c) { c.services[0].uses[0].pool = PoolId::literal("hall"); }},
      {"services.hall.add_ons[1]", "twice",
       [](Catalog& c) { c.services[1].add_ons.push_back(AddOnId::literal("tea")); }},
      {"services.hall.add_ons[0]", "[[add_ons]]",
       [](Catalog& c) { c.services[1].add_ons[0] = AddOnId::literal("cake"); }},
      {"services.room.notes[0]", "[[notes]]",
       [](Catalog& c) { c.services[0].notes[0] = NoteId::literal("late"); }},
      {"services.room.picture", "picture", [](Catalog& c) { c.services[0].picture = "King.svg"; }},
      {"services.room.facts", "limit is 3", [](Catalog& c) { c.services[0].facts.resize(4); }},
      {"services.room.facts[0].icon", "icon",
       [](Catalog& c) { c.services[0].facts[0].icon = "Square Foot"; }},
      {"services.room.facts[0].text.en", "missing",
       [](Catalog& c) { c.services[0].facts[0].text.by_language.erase("en"); }},
      {"services.room.included[0].name.en", "missing",
       [](Catalog& c) { c.services[0].included[0].name.by_language.erase("en"); }},
      {"services.room.unit_name.en", "missing",
       [](Catalog& c) { c.services[0].unit_name.by_language.erase("en"); }},
  });
}

TEST(CatalogValidate, faults_of_times_prices_and_sizes_are_named) {
  expect_faults({
      {"services.room.rates.friday", "currency",
       [](Catalog& c) { c.services[0].rates[1].currency = *Currency::parse("USD"); }},
      {"services.hall.blocks[1].rates.peak", "0 to",
       [](Catalog& c) { c.services[1].blocks[1].rates[4] = yuan(-5); }},
      {"services.room.blocks", "time_slot",
       [](Catalog& c) { c.services[0].blocks = c.services[1].blocks; }},
      {"services.hall.blocks", "empty", [](Catalog& c) { c.services[1].blocks.clear(); }},
      {"services.hall.blocks_max", "1 to 2", [](Catalog& c) { c.services[1].blocks_max = 3; }},
      {"services.hall.blocks[0]", "grid",
       [](Catalog& c) { c.services[1].blocks[0].end_minute = 590; }},
      {"services.hall.blocks[0]", "outside",
       [](Catalog& c) { c.services[1].blocks[0].start_minute = 360; }},
      {"services.hall.blocks[1]", "in order",
       [](Catalog& c) { std::swap(c.services[1].blocks[0], c.services[1].blocks[1]); }},
      {"services.hall.blocks[0]", "before it begins",
       [](Catalog& c) { c.services[1].blocks[0].end_minute = 480; }},
      {"services.room.nights_max", "1 to 30", [](Catalog& c) { c.services[0].nights_max = 31; }},
      {"services.hall.nights_max", "1 to 1", [](Catalog& c) { c.services[1].nights_max = 2; }},
      {"services.room.check_in", "1439", [](Catalog& c) { c.services[0].check_in_minute = 1440; }},
      {"services.room.check_out", "after check_in",
       [](Catalog& c) { c.services[0].check_out_minute = 901; }},
      {"services.room.party_min", "1 to", [](Catalog& c) { c.services[0].party_min = 0; }},
      {"services.room.party_max", "3 to", [](Catalog& c) { c.services[0].party_min = 3; }},
      {"services.room.party_max", "to 500", [](Catalog& c) { c.services[0].party_max = 501; }},
      {"services.room.horizon_days", "1 to 400",
       [](Catalog& c) { c.services[0].horizon_days = 0; }},
      {"services.room.notice_minutes", "0 to",
       [](Catalog& c) { c.services[0].notice_minutes = -1; }},
      {"services.hall.add_ons", "lines",
       [](Catalog& c) { c.services[1].add_ons.resize(80, AddOnId::literal("tea")); }},
  });
}

TEST(CatalogValidate, every_fault_is_reported_not_only_the_first) {
  Catalog catalog = sound_catalog();
  catalog.site.number = 0;
  catalog.pools[0].capacity = 0;
  catalog.services[1].policy = {};
  EXPECT_GE(validate(catalog).size(), 3U);
}

TEST(CatalogCalendar, later_ranges_win_and_other_days_follow_their_weekday) {
  Site site = sound_site();
  site.calendar.push_back(
      {LocalDate::of(2026, 12, 25), LocalDate::of(2026, 12, 25), DateKind::peak});
  EXPECT_EQ(date_kind(site, LocalDate::of(2026, 12, 24)), DateKind::holiday);
  EXPECT_EQ(date_kind(site, LocalDate::of(2026, 12, 25)), DateKind::peak);
  EXPECT_EQ(date_kind(site, LocalDate::of(2026, 12, 11)), DateKind::friday);
  EXPECT_EQ(date_kind(site, LocalDate::of(2026, 12, 12)), DateKind::saturday);
  EXPECT_EQ(date_kind(site, LocalDate::of(2026, 12, 13)), DateKind::weekday);
}

}  // namespace
}  // namespace lobby::catalog
