// validate() of hours, stock, needs, rules about prices and composites: the priced hotel has no
// fault, and each way to break it gives a fault at the right place. Method: one table of breakages,
// each applied to a fresh copy.
#include <algorithm>
#include <functional>

#include <gtest/gtest.h>

#include "core/catalog/catalog.h"
#include "tests/fakes/priced_hotel.h"

namespace lobby::catalog {
namespace catalog_rules_validate_test {

struct Breakage {
  std::string_view place;        // where the fault must stand
  std::string_view remedy_part;  // and what its remedy must say
  std::function<void(Catalog&)> apply;
};

void expect_faults(const std::vector<Breakage>& breakages) {
  for (const Breakage& breakage : breakages) {
    Catalog catalog = tests::priced_hotel();
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

const DateRange backwards{LocalDate::of(2027, 1, 2), LocalDate::of(2027, 1, 1)};
const DateRange new_year{LocalDate::of(2027, 1, 1), LocalDate::of(2027, 1, 2)};
const Money dollars{100, *Currency::parse("USD")};

Service& king(Catalog& c) {
  return c.services[0];
}
Service& hall(Catalog& c) {
  return c.services[1];
}
Service& spa(Catalog& c) {
  return c.services[2];
}
Service& trip(Catalog& c) {
  return c.services[4];
}
Service& cloak(Catalog& c) {
  return c.services[5];
}

TEST(CatalogRules, faults_of_the_site_and_its_seasons_are_named) {
  expect_faults({
      {"site.tax_added", "adds nothing",
       [](Catalog& c) {
         c.site.tax_percent = 0;
         c.site.tax_added = true;
       }},
      {"site.service_added", "adds nothing",
       [](Catalog& c) {
         c.site.service_percent = 0;
         c.site.service_added = true;
       }},
      {"site.cash_unit", "another currency", [](Catalog& c) { c.site.cash_unit = dollars; }},
      {"site.cash_unit", "0 to", [](Catalog& c) { c.site.cash_unit.amount_minor = -1; }},
      {"site.quote_minutes", "1 to 10080", [](Catalog& c) { c.site.quote_minutes = 0; }},
      {"site.faq[0].answer.en", "missing", [](Catalog& c) { c.site.faq.resize(1); }},
      {"site.faq", "limit is 12", [](Catalog& c) { c.site.faq.resize(13); }},
      {"site.seasons.blossom", "before it begins",
       [](Catalog& c) { c.site.seasons[0].days = backwards; }},
      {"site.seasons.blossom.percent", "1 to 200",
       [](Catalog& c) { c.site.seasons[0].percent = 201; }},
      {"site.seasons.blossom.percent", "1 to 200",
       [](Catalog& c) { c.site.seasons[0].percent = 0; }},
      {"site.seasons.blossom.services[0]", "[[services]]",
       [](Catalog& c) { c.site.seasons[0].services = {ServiceId::literal("queen")}; }},
      {"site.seasons.blossom.name.en", "missing",
       [](Catalog& c) { c.site.seasons[0].name.by_language.erase("en"); }},
      {"site.seasons.blossom.id", "twice",
       [](Catalog& c) { c.site.seasons.push_back(c.site.seasons[0]); }},
  });
}

TEST(CatalogRules, faults_of_notes_are_named) {
  const auto note = [](Catalog& c, std::string_view id) -> GuestNote& {
    return *std::ranges::find(c.notes, NoteId::literal(id), &GuestNote::id);
  };
  expect_faults({
      {"site.waiting_minutes", "1 to 1440", [](Catalog& c) { c.site.waiting_minutes = 0; }},
      {"notes.no-eggs.allergen", "is missing",
       [&](Catalog& c) { note(c, "no-eggs").allergen.reset(); }},
      {"notes.shower-seat.allergen", "no allergen",
       [&](Catalog& c) { note(c, "shower-seat").allergen = Allergen::milk; }},
      {"notes", "no allergen \"eggs\"",
       [&](Catalog& c) { std::erase(c.notes, note(c, "no-eggs")); }},
      {"notes", "\"milk\" twice",
       [&](Catalog& c) { note(c, "no-eggs").allergen = Allergen::milk; }},
      {"notes.no-eggs.departments[0]", "[[departments]]",
       [&](Catalog& c) { note(c, "no-eggs").departments = {DepartmentId::literal("cellar")}; }},
      {"notes.no-eggs.departments[1]", "twice",
       [&](Catalog& c) {
         note(c, "no-eggs").departments.push_back(DepartmentId::literal("kitchen"));
       }},
      {"services.yunting-hall.notes", "the house has to agree",
       [](Catalog& c) { hall(c).notes = {NoteId::literal("open-flame")}; }},
  });
}

TEST(CatalogRules, faults_of_pools_are_named) {
  expect_faults({
      {"pools.hall.hours[0].days", "empty", [](Catalog& c) { c.pools[1].hours.resize(1); }},
      {"pools.hall.hours[1].days", "has its hours already",
       [](Catalog& c) {
         c.pools[1].hours = {{{OpenDay::monday}, 480, 720}, {{OpenDay::monday}, 840, 960}};
       }},
      {"pools.hall.hours[0].closes", "not after opens",
       [](Catalog& c) { c.pools[1].hours = {{{OpenDay::monday}, 720, 480}}; }},
      {"pools.hall.hours[0].closes", "1 to 1440",
       [](Catalog& c) { c.pools[1].hours = {{{OpenDay::monday}, 720, 1'500}}; }},
      {"pools.king-room.hours[0].opens", "whole days",
       [](Catalog& c) { c.pools[0].hours = {{{OpenDay::monday}, 480, 1'440}}; }},
      {"pools.hall.closed[0]", "before it begins",
       [](Catalog& c) { c.pools[1].closed = {backwards}; }},
      {"pools.hall.maintenance[0]", "before it begins",
       [](Catalog& c) { c.pools[1].maintenance = {{backwards, 0, 1'440, 0}}; }},
      {"pools.hall.maintenance[0].to", "not after from",
       [](Catalog& c) { c.pools[1].maintenance = {{new_year, 600, 600, 0}}; }},
      {"pools.hall.maintenance[0].from", "0 to 1439",
       [](Catalog& c) { c.pools[1].maintenance = {{new_year, -1, 600, 0}}; }},
      {"pools.hall.maintenance[0].units", "0 to 1",
       [](Catalog& c) { c.pools[1].maintenance = {{new_year, 0, 600, 2}}; }},
      {"pools.hall.maintenance", "limit is 100",
       [](Catalog& c) { c.pools[1].maintenance.resize(101); }},
  });
}

TEST(CatalogRules, faults_of_departments_add_ons_and_policies_are_named) {
  const auto stock = [](std::string_view pool, std::int32_t units) {
    return [pool, units](Catalog& c) {
      c.add_ons[1].stock = AddOnStock{PoolId::literal(pool), units};
    };
  };
  const auto breach = [](BreachRule rule) {
    return [rule](Catalog& c) { c.policies[0].breach = rule; };
  };
  const auto tiers = [](std::vector<CancellationTier> list, std::optional<DepositRule> deposit) {
    return [list, deposit](Catalog& c) {
      c.policies[0].tiers = list;
      c.policies[0].deposit = deposit;
    };
  };
  DepositRule third;
  third.from_nights = 1;
  third.percent = 30;
  DepositRule nothing = third;
  nothing.percent = 0;
  const CancellationTier kept{FeeBasis::deposit, 100, {}, 0, {}};
  expect_faults({
      {"departments.front-office.lead_hours", "0 to",
       [](Catalog& c) { c.departments[0].lead_hours = -1; }},
      {"add_ons.tea-break.lead_hours", "0 to", [](Catalog& c) { c.add_ons[0].lead_hours = 9'601; }},
      {"add_ons.screen-sound.stock.pool", "[[pools]]", stock("screens", 1)},
      {"add_ons.screen-sound.stock.pool", "sold by the hour", stock("hall", 1)},
      {"add_ons.screen-sound.stock.units", "1 to", stock("king-room", 0)},
      {"add_ons.screen-sound.stock.units", "of the 3", stock("king-room", 4)},
      {"policies.room.version", "1 to", [](Catalog& c) { c.policies[0].version = 0; }},
      {"policies.room.breach.basis", "first_unit or total",
       breach({true, FeeBasis::deposit, 10, 0})},
      {"policies.room.breach.percent", "0 to 100", breach({true, FeeBasis::total, 101, 0})},
      {"policies.room.breach.voucher_percent", "0 to 100", breach({true, FeeBasis::total, 0, -1})},
      {"policies.room.breach", "promises nothing", breach({false, FeeBasis::total, 0, 0})},
      {"policies.room.tiers[0].basis", "does not ask", tiers({kept}, std::nullopt)},
      {"policies.room.tiers[0].basis", "does not ask", tiers({kept}, nothing)},
      {"policies.room.tiers[1].percent", "cannot cost less",
       tiers({{FeeBasis::total, 31, 120, 0, {}}, kept}, third)},
  });
  Catalog sound = tests::priced_hotel();
  sound.policies[0].tiers = {{FeeBasis::total, 30, 120, 0, {}}, kept};
  sound.policies[0].deposit = third;
  EXPECT_TRUE(validate(sound).empty());
}

TEST(CatalogRules, faults_of_offers_and_contracts_are_named) {
  expect_faults({
      {"offers.club.percent", "1 to 100", [](Catalog& c) { c.offers[0].percent = 0; }},
      {"offers.club.tier_min", "1 to 3", [](Catalog& c) { c.offers[0].tier_min = 4; }},
      {"offers.welcome.name.en", "missing",
       [](Catalog& c) { c.offers[2].name.by_language.erase("en"); }},
      {"offers.welcome", "before it begins", [](Catalog& c) { c.offers[2].booked = backwards; }},
      {"offers.club.services[0]", "[[services]]",
       [](Catalog& c) { c.offers[0].services = {ServiceId::literal("queen")}; }},
      {"offers.club.id", "twice", [](Catalog& c) { c.offers[1].id = c.offers[0].id; }},
      {"contracts.acme", "before it begins", [](Catalog& c) { c.contracts[0].days = backwards; }},
      {"contracts.acme.percent", "0 to 100", [](Catalog& c) { c.contracts[0].percent = 101; }},
      {"contracts.acme", "agrees on nothing",
       [](Catalog& c) {
         c.contracts[0].percent = 0;
         c.contracts[0].rates.clear();
       }},
      {"contracts.acme.rates[0].service", "[[services]]",
       [](Catalog& c) { c.contracts[0].rates[0].service = ServiceId::literal("queen"); }},
      {"contracts.acme.rates[0].service", "by the night or day",
       [](Catalog& c) { c.contracts[0].rates[0].service = spa(c).id; }},
      {"contracts.acme.rates[0].service", "by the night or day",
       [](Catalog& c) { c.contracts[0].rates[0].service = trip(c).id; }},
      {"contracts.acme.rates[1].service", "twice",
       [](Catalog& c) { c.contracts[0].rates.push_back(c.contracts[0].rates[0]); }},
      {"contracts.acme.rates[0].rates.peak", "currency",
       [](Catalog& c) { c.contracts[0].rates[0].rates[4] = dollars; }},
      {"contracts.acme.name.en", "missing",
       [](Catalog& c) { c.contracts[0].name.by_language.erase("en"); }},
  });
}

TEST(CatalogRules, faults_of_prices_and_needs_of_a_service_are_named) {
  expect_faults({
      {"services.lake-view-king.units_max", "1 to 50", [](Catalog& c) { king(c).units_max = 0; }},
      {"services.lake-spa.units_max", "1 to 1", [](Catalog& c) { spa(c).units_max = 2; }},
      {"services.lake-view-king.uses[0].units", "units_max",
       [](Catalog& c) { king(c).units_max = 4; }},
      {"services.yunting-hall.units_max", "more than 500",
       [](Catalog& c) { hall(c).units_max = 5; }},
      {"services.lake-view-king.extra_person.above", "1 to",
       [](Catalog& c) { king(c).extra_person->above = 0; }},
      {"services.lake-view-king.extra_person.child", "currency",
       [](Catalog& c) { king(c).extra_person->child = dollars; }},
      {"services.lake-spa.extra_person", "priced_per",
       [](Catalog& c) { spa(c).extra_person = king(c).extra_person; }},
      {"services.yunting-hall.long_stay", "nightly",
       [](Catalog& c) { hall(c).long_stay = {{2, 10}}; }},
      {"services.lake-view-king.long_stay[0].from", "2 to 14",
       [](Catalog& c) { king(c).long_stay[0].from = 1; }},
      {"services.lake-view-king.long_stay[1].percent", "1 to 100",
       [](Catalog& c) { king(c).long_stay[1].percent = 0; }},
      {"services.lake-view-king.long_stay[1].from", "ascending",
       [](Catalog& c) { king(c).long_stay[1].from = 5; }},
      {"services.lake-view-king.group", "priced_per",
       [](Catalog& c) { king(c).group = {{2, 10}}; }},
      {"services.lake-spa.group[0].from", "2 to 4", [](Catalog& c) { spa(c).group[0].from = 5; }},
      {"services.lake-view-king.description.en", "missing",
       [](Catalog& c) { king(c).description = {{{"zh-CN", "x"}}}; }},
      {"services.lake-view-king.notice.fr", "does not list",
       [](Catalog& c) { king(c).notice = {{{"zh-CN", "x"}, {"en", "x"}, {"fr", "x"}}}; }},
      {"services.lake-view-king.faq[0].question.en", "missing",
       [](Catalog& c) { king(c).faq.resize(1); }},
      {"services.lake-view-king.photos[0]", "picture",
       [](Catalog& c) { king(c).photos = {"../photo"}; }},
      {"services.lake-view-king.photos", "limit is 8",
       [](Catalog& c) { king(c).photos.resize(9, "room"); }},
      {"services.lake-spa.age_min", "0 to 120", [](Catalog& c) { spa(c).age_min = 121; }},
      {"services.lake-view-king.age_min", "leaves no children",
       [](Catalog& c) { king(c).age_min = 18; }},
      {"services.lake-spa.approval_from_party", "0 to 4",
       [](Catalog& c) { spa(c).approval_from_party = 5; }},
      {"services.lake-spa.channels", "empty", [](Catalog& c) { spa(c).channels.clear(); }},
      {"services.lake-spa.channels", "twice",
       [](Catalog& c) { spa(c).channels = {SalesChannel::phone, SalesChannel::phone}; }},
      {"services.lake-spa.channels", "kiosk",
       [](Catalog& c) { spa(c).identity = IdentityNeed::booker; }},
      {"services.lake-spa.channels", "kiosk", [](Catalog& c) { spa(c).approval_from_party = 4; }},
      {"services.cloakroom.channels", "kiosk",
       [](Catalog& c) { cloak(c).channels.push_back(SalesChannel::kiosk); }},
  });
}

TEST(CatalogRules, faults_of_composites_and_unlimited_services_are_named) {
  expect_faults({
      {"services.cloakroom.uses", "takes from pools",
       [](Catalog& c) { cloak(c).uses = king(c).uses; }},
      {"services.weekend.uses", "takes from pools",
       [](Catalog& c) { trip(c).uses = king(c).uses; }},
      {"services.lake-spa.parts", "composite", [](Catalog& c) { spa(c).parts = trip(c).parts; }},
      {"services.lake-spa.package_percent", "composite",
       [](Catalog& c) { spa(c).package_percent = 5; }},
      {"services.weekend.package_percent", "0 to 100",
       [](Catalog& c) { trip(c).package_percent = 101; }},
      {"services.weekend.parts", "begins on day 0", [](Catalog& c) { trip(c).parts.clear(); }},
      {"services.weekend.parts", "begins on day 0",
       [](Catalog& c) { trip(c).parts[0].optional = true; }},
      {"services.weekend.parts", "limit is 12",
       [](Catalog& c) { trip(c).parts.resize(13, trip(c).parts[0]); }},
      {"services.weekend.parts[1].service", "twice",
       [](Catalog& c) { trip(c).parts[1] = trip(c).parts[0]; }},
      {"services.weekend.parts[0].service", "[[services]]",
       [](Catalog& c) { trip(c).parts[0].service = ServiceId::literal("queen"); }},
      {"services.weekend.parts[1].service", "composite itself",
       [](Catalog& c) { trip(c).parts[1].service = trip(c).id; }},
      {"services.weekend.parts[1].day", "0 to 30", [](Catalog& c) { trip(c).parts[1].day = 31; }},
      {"services.weekend.parts[0].nights", "1 to 14",
       [](Catalog& c) { trip(c).parts[0].nights = 15; }},
      {"services.weekend.parts[0].blocks", "not sold by the block",
       [](Catalog& c) { trip(c).parts[0].block_starts = {600}; }},
      {"services.weekend.parts[1].blocks", "names no block",
       [](Catalog& c) { trip(c).parts[1].block_starts.clear(); }},
      {"services.weekend.parts[1].blocks", "no block at 10:30",
       [](Catalog& c) { trip(c).parts[1].block_starts = {630}; }},
      {"services.weekend.parts[1].blocks", "without a gap",
       [](Catalog& c) {
         spa(c).blocks_max = 2;
         trip(c).parts[1].block_starts = {600, 720};
       }},
      {"services.weekend.parts[0].units", "1 to 3", [](Catalog& c) { trip(c).parts[0].units = 4; }},
      {"services.weekend.parts[0].service", "takes 1 to 3 people",
       [](Catalog& c) { trip(c).party_max = 4; }},
      {"services.weekend.parts[1].service", "no children",
       [](Catalog& c) { trip(c).children_allowed = true; }},
      {"services.weekend.parts[1].optional", "parts_cancellable",
       [](Catalog& c) { c.policies.back().parts_cancellable = false; }},
  });
}

}  // namespace catalog_rules_validate_test
}  // namespace lobby::catalog
