// The catalogue file's rules: hours, maintenance, stock, needs, prices by season, contract and
// offer, composites. What the file says arrives in the catalogue; what is wrong is told with its
// line, field and remedy. Method: a small sound file, and one with pieces exchanged.
#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "platform/toml/catalog_file.h"

namespace lobby::toml {
namespace toml_rules_test {

using testing::HasSubstr;

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
tax_percent = 6
tax_added = true
service_percent = 10
service_added = true
cash_unit = "0.10"
quote_minutes = 45
faq = [{ question.en = "Parking?", answer.en = "Yes." }]
name.en = "Test Hotel"
welcome.en = "Welcome"
tagline.en = "All in one place"
[[site.seasons]]
id = "blossom"
first = 2027-03-20
last = 2027-04-12
percent = 115
services = ["king"]
name.en = "Blossom"
[[departments]]
id = "front"
lead_hours = 24
name.en = "Front office"
[[pools]]
id = "king"
kind = "room"
state = "out_of_order"
capacity = 12
standing_per_device = 4
closed = [{ first = 2027-02-06, last = 2027-02-08 }]
maintenance = [{ first = 2027-01-11, last = 2027-01-15, from = "08:00", to = "12:30", units = 2 }]
hours = [{ days = ["monday", "holiday"] }]
name.en = "Kings"
[[policies]]
id = "room"
version = 3
parts_cancellable = true
tiers = [{ basis = "free", minutes_before = 1440 }, { basis = "deposit", percent = 100 }]
deposit = { percent = 30, within_hours = 24, from_nights = 7 }
breach = { refund = false, basis = "first_unit", percent = 100, voucher_percent = 50 }
summary.en = "Free"
change_rule.en = "Free"
breach_title.en = "If"
breach_text.en = "Then"
[[add_ons]]
id = "bed"
kind = "equipment"
picture = "bed"
price = 80
basis = "once"
department = "front"
stock = { pool = "king", units = 2 }
lead_hours = 12
name.en = "Bed"
price_unit.en = "a night"
[[services]]
id = "king"
number = 101
category = "rooms"
kind = "nightly"
picture = "room-king"
photos = ["room-bath"]
department = "front"
policy = "room"
uses = [{ pool = "king", units = 1 }]
rates = 688
units_max = 3
extra_person = { above = 2, adult = 120, child = "60.50" }
long_stay = [{ from = 5, percent = 10 }]
party_max = 3
nights_max = 14
check_in = "15:00"
add_ons = ["bed"]
age_min = 16
identity = "everyone"
approval_from_party = 2
name.en = "King"
benefit.en = "35 m²"
description.en = "A room."
notice.en = "Bring a passport."
faq = [{ question.en = "A bath?", answer.en = "Yes." }]
price_unit.en = "a night"
unit_name.en = "room"
[[services]]
id = "supper"
number = 102
category = "dining"
kind = "unlimited"
picture = "catering"
department = "front"
policy = "room"
priced_per = "person"
blocks = [{ start = "18:00", end = "20:00", rates = 168 }]
group = [{ from = 3, percent = 10 }]
party_max = 6
channels = ["online"]
name.en = "Supper"
benefit.en = "Buffet"
price_unit.en = "each"
unit_name.en = "guest"
[[services]]
id = "trip"
number = 103
category = "travel"
kind = "composite"
picture = "tour"
department = "front"
policy = "room"
parts = [
  { service = "king", nights = 2, units = 1 },
  { service = "supper", day = 1, blocks = ["18:00"], optional = true },
]
package_percent = 8
party_max = 3
name.en = "Trip"
benefit.en = "All in"
price_unit.en = "a time"
unit_name.en = "trip"
[[offers]]
id = "welcome"
audience = "first_booking"
percent = 8
booked = { first = 2026-11-01, last = 2027-06-30 }
services = ["king"]
name.en = "Welcome"
[[offers]]
id = "gold"
audience = "tier"
tier_min = 3
percent = 12
name.en = "Gold"
[[contracts]]
id = "acme"
first = 2026-01-01
last = 2027-12-31
percent = 10
rates = [{ service = "king", rates = 600 }]
name.en = "Acme"
[[notes]]
id = "halal"
kind = "diet"
departments = ["front"]
name.en = "Halal"
)";

Result<catalog::Catalog> parsed(std::string text = std::string(sound_file)) {
  return parse_catalog(text, "test.toml");
}

Money yuan(std::int64_t fen) {
  return {fen, {}};
}

TEST(CatalogRulesFile, the_house_is_read) {
  const Result<catalog::Catalog> read = parsed();
  ASSERT_TRUE(read) << to_string(read.error());
  const catalog::Site& site = read->site;
  EXPECT_TRUE(site.tax_added && site.service_added);
  EXPECT_EQ(site.cash_unit, yuan(10));
  EXPECT_EQ(site.quote_minutes, 45);
  EXPECT_EQ(site.faq.at(0).answer.in("en"), "Yes.");
  const catalog::DateRange blossom{LocalDate::of(2027, 3, 20), LocalDate::of(2027, 4, 12)};
  EXPECT_EQ(site.seasons.at(0).days, blossom);
  EXPECT_EQ(site.seasons.at(0).percent, 115);
  EXPECT_EQ(read->departments.at(0).lead_hours, 24);
  const catalog::Pool& pool = read->pools.at(0);
  EXPECT_EQ(pool.kind, catalog::PoolKind::room);
  EXPECT_EQ(pool.state, catalog::PoolState::out_of_order);
  EXPECT_EQ(pool.closed.at(0).last, LocalDate::of(2027, 2, 8));
  EXPECT_EQ(pool.maintenance.at(0),
            (catalog::Maintenance{
                {LocalDate::of(2027, 1, 11), LocalDate::of(2027, 1, 15)}, 480, 750, 2}));
  EXPECT_EQ(
      pool.hours.at(0),
      (catalog::OpeningHours{{catalog::OpenDay::monday, catalog::OpenDay::holiday}, 0, 1'440}));
  const catalog::Policy& policy = read->policies.at(0);
  EXPECT_EQ(policy.version, 3);
  EXPECT_TRUE(policy.parts_cancellable);
  EXPECT_EQ(policy.tiers.at(1).basis, catalog::FeeBasis::deposit);
  EXPECT_EQ(policy.breach, (catalog::BreachRule{false, catalog::FeeBasis::first_unit, 100, 50}));
  const catalog::AddOn& bed = read->add_ons.at(0);
  EXPECT_EQ(bed.kind, catalog::AddOnKind::equipment);
  EXPECT_EQ(bed.stock, (catalog::AddOnStock{PoolId::literal("king"), 2}));
  EXPECT_EQ(bed.lead_hours, 12);
  const catalog::GuestNote& halal = read->notes.at(0);
  EXPECT_EQ(halal.kind, catalog::NoteKind::diet);
  EXPECT_EQ(halal.allergen, std::nullopt);
  EXPECT_EQ(halal.departments, std::vector{DepartmentId::literal("front")});
}

TEST(CatalogRulesFile, services_offers_and_contracts_are_read) {
  const Result<catalog::Catalog> read = parsed();
  ASSERT_TRUE(read) << to_string(read.error());
  const catalog::Service& king = read->services.at(0);
  EXPECT_EQ(king.photos, std::vector<std::string>{"room-bath"});
  EXPECT_EQ(king.units_max, 3);
  EXPECT_EQ(king.extra_person, (catalog::ExtraPerson{2, yuan(12'000), yuan(6'050)}));
  EXPECT_EQ(king.long_stay, (std::vector<catalog::Rebate>{{5, 10}}));
  EXPECT_EQ(king.age_min, 16);
  EXPECT_EQ(king.identity, catalog::IdentityNeed::everyone);
  EXPECT_EQ(king.approval_from_party, 2);
  EXPECT_EQ(king.description.in("en"), "A room.");
  EXPECT_EQ(king.notice.in("en"), "Bring a passport.");
  EXPECT_EQ(king.faq.at(0).question.in("en"), "A bath?");
  EXPECT_FALSE(king.sold_at(catalog::SalesChannel::kiosk));  // it looks at no document
  EXPECT_TRUE(king.sold_at(catalog::SalesChannel::counter));
  const catalog::Service& supper = read->services.at(1);
  EXPECT_EQ(supper.kind, catalog::ServiceKind::unlimited);
  EXPECT_EQ(supper.channels, std::vector{catalog::SalesChannel::online});
  EXPECT_EQ(supper.group, (std::vector<catalog::Rebate>{{3, 10}}));
  const catalog::Service& trip = read->services.at(2);
  EXPECT_EQ(trip.package_percent, 8);
  EXPECT_EQ(trip.parts, (std::vector<catalog::Part>{{king.id, 0, 2, {}, 1, false},
                                                    {supper.id, 1, 1, {1'080}, 1, true}}));
  EXPECT_FALSE(trip.sold_at(catalog::SalesChannel::kiosk));
  EXPECT_EQ(read->offers.at(0).audience, catalog::Audience::first_booking);
  EXPECT_EQ(read->offers.at(0).booked->first, LocalDate::of(2026, 11, 1));
  EXPECT_EQ(read->offers.at(1).tier_min, 3);
  const catalog::Contract& acme = read->contracts.at(0);
  EXPECT_EQ(acme.percent, 10);
  EXPECT_EQ(acme.rates_of(king.id)->at(0), yuan(60'000));
}

struct Broken {
  std::string_view piece;  // of the sound file
  std::string_view instead;
  ErrorCode code;
  std::string_view message;  // after "test.toml:", or after line and column
};

void expect_named(const Broken& broken) {
  std::string text(sound_file);
  const std::size_t at = text.find(broken.piece);
  ASSERT_NE(at, std::string::npos) << broken.piece;
  text.replace(at, broken.piece.size(), broken.instead);
  const Result<catalog::Catalog> read = parsed(text);
  ASSERT_FALSE(read) << broken.instead;
  EXPECT_EQ(name_of(read.error().code), name_of(broken.code)) << read.error().detail;
  EXPECT_THAT(read.error().detail, testing::StartsWith("test.toml:"));
  EXPECT_THAT(read.error().detail, HasSubstr(std::string(broken.message)));
}

TEST(CatalogRulesFile, a_broken_house_is_named_by_line_field_and_remedy) {
  for (const Broken& broken : {
           Broken{"kind = \"diet\"", "kind = \"taste\"", ErrorCode::out_of_range,
                  "notes.halal.kind: \"taste\" is not one of wish, allergen, diet"},
           Broken{"kind = \"diet\"", "kind = \"allergen\"\nallergen = \"rice\"",
                  ErrorCode::out_of_range, "notes.halal.allergen: \"rice\" is not one of gluten"},
           Broken{"kind = \"diet\"", "kind = \"allergen\"", ErrorCode::configuration,
                  "notes.halal.allergen: is missing"},
           Broken{"tax_added = true", "tax_added = 1", ErrorCode::wrong_type,
                  "13:1 site.tax_added: is a whole number; write true or false"},
           Broken{"cash_unit = \"0.10\"", "cash_unit = \"0.1\"", ErrorCode::malformed,
                  "16:1 site.cash_unit: is no price"},
           Broken{"quote_minutes = 45", "quote_minutes = 20000", ErrorCode::configuration,
                  "17:1 site.quote_minutes: is 20000; write a number from 1 to 10080"},
           Broken{", answer.en = \"Yes.\" }]\nname.en = \"Test", " }]\nname.en = \"Test",
                  ErrorCode::missing_field, "18:8 site.faq[0].answer: is missing"},
           Broken{"percent = 115", "percent = 300", ErrorCode::configuration,
                  "26:1 site.seasons.blossom.percent: is 300"},
           Broken{"last = 2027-04-12", "last = 2027-02-30", ErrorCode::malformed, "25:"},
           Broken{"services = [\"king\"]\nname.en = \"Blossom\"",
                  "services = [\"queen\"]\nname.en = \"Blossom\"", ErrorCode::configuration,
                  "27:13 site.seasons.blossom.services[0]: \"queen\" is not in services"},
           Broken{"lead_hours = 24", "lead_hour = 24", ErrorCode::unknown_field,
                  "31:1 departments.front.lead_hour: is not a known field; did you mean "
                  "lead_hours?"},
           Broken{"kind = \"room\"", "kind = \"boat\"", ErrorCode::out_of_range,
                  "35:1 pools.king.kind: \"boat\" is not one of room, hall"},
           Broken{"state = \"out_of_order\"", "state = \"broken\"", ErrorCode::out_of_range,
                  "36:1 pools.king.state: \"broken\" is not one of in_service, out_of_order"},
           Broken{"to = \"12:30\"", "to = \"07:30\"", ErrorCode::configuration,
                  "pools.king.maintenance[0].to: is not after from"},
           Broken{"[\"monday\", \"holiday\"]", "[\"mon\"]", ErrorCode::out_of_range,
                  "pools.king.hours[0].days: \"mon\" is not one of monday"},
           Broken{"version = 3", "version = 0", ErrorCode::configuration,
                  "policies.room.version: is 0"},
           Broken{"deposit = { percent = 30, within_hours = 24, from_nights = 7 }\n", "",
                  ErrorCode::configuration,
                  "policies.room.tiers[1].basis: keeps a deposit that the policy does not ask"},
           Broken{"basis = \"first_unit\", percent = 100, v", "basis = \"free\", v",
                  ErrorCode::configuration, "policies.room.breach.basis: is no base"},
           Broken{"kind = \"equipment\"", "kind = \"piano\"", ErrorCode::out_of_range,
                  "add_ons.bed.kind: \"piano\" is not one of materials"},
           Broken{"stock = { pool = \"king\", units = 2 }", "stock = { pool = \"beds\" }",
                  ErrorCode::configuration, "add_ons.bed.stock.pool: \"beds\" is not in pools"},
       }) {
    expect_named(broken);
  }
}

TEST(CatalogRulesFile, a_broken_service_offer_or_contract_is_named) {
  for (const Broken& broken : {
           Broken{"units_max = 3", "units_max = 60", ErrorCode::configuration,
                  "services.king.units_max: is 60; write a number from 1 to 50"},
           Broken{"child = \"60.50\"", "child = -1", ErrorCode::out_of_range,
                  "services.king.extra_person.child: is -1"},
           Broken{"{ from = 5, percent = 10 }", "{ from = 15, percent = 10 }",
                  ErrorCode::configuration, "services.king.long_stay[0].from: is 15"},
           Broken{"{ from = 3, percent = 10 }", "{ from = 3 }", ErrorCode::missing_field,
                  "services.supper.group[0].percent: is missing"},
           Broken{"age_min = 16", "age_min = 200", ErrorCode::configuration,
                  "services.king.age_min: is 200"},
           Broken{"identity = \"everyone\"", "identity = \"all\"", ErrorCode::out_of_range,
                  "services.king.identity: \"all\" is not one of none, booker, everyone"},
           Broken{"approval_from_party = 2", "approval_from_party = 4", ErrorCode::configuration,
                  "services.king.approval_from_party: is 4"},
           Broken{"channels = [\"online\"]", "channels = [\"kiosk\"]", ErrorCode::configuration,
                  "services.supper.channels: names kiosk"},
           Broken{"channels = [\"online\"]", "channels = [\"web\"]", ErrorCode::out_of_range,
                  "services.supper.channels: \"web\" is not one of kiosk, counter"},
           Broken{"photos = [\"room-bath\"]", "photos = [\"a/b\"]", ErrorCode::configuration,
                  "services.king.photos[0]: is no picture name"},
           Broken{"description.en = \"A room.\"", "description.fr = \"Une chambre.\"",
                  ErrorCode::configuration, "services.king.description.fr: is a language"},
           Broken{"kind = \"composite\"", "kind = \"bundle\"", ErrorCode::missing_field,
                  "services.trip.kind: \"bundle\" is not one of nightly, time_slot, whole_day, "
                  "unlimited, composite"},
           Broken{"blocks = [\"18:00\"]", "blocks = [\"6 pm\"]", ErrorCode::malformed,
                  "services.trip.parts[1].blocks: '6 pm' is not a time"},
           Broken{"blocks = [\"18:00\"]", "blocks = [\"19:00\"]", ErrorCode::configuration,
                  "services.trip.parts[1].blocks: supper has no block at 19:00"},
           Broken{"{ service = \"king\", nights = 2, units = 1 }", "{ service = \"queen\" }",
                  ErrorCode::configuration, "services.trip.parts[0].service: \"queen\" is not in"},
           Broken{"optional = true", "optional = \"yes\"", ErrorCode::wrong_type,
                  "services.trip.parts[1].optional: is text in quotes; write true or false"},
           Broken{"package_percent = 8", "package_percent = 108", ErrorCode::configuration,
                  "services.trip.package_percent: is 108"},
           Broken{"audience = \"tier\"", "audience = \"friends\"", ErrorCode::out_of_range,
                  "offers.gold.audience: \"friends\" is not one of tier, first_booking"},
           Broken{"tier_min = 3", "tier_min = 9", ErrorCode::configuration,
                  "offers.gold.tier_min: is 9"},
           Broken{"booked = { first = 2026-11-01", "booked = { from = 2026-11-01",
                  ErrorCode::unknown_field, "offers.welcome.booked.from: is not a known field"},
           Broken{"percent = 10\nrates", "percent = -10\nrates", ErrorCode::configuration,
                  "contracts.acme.percent: is -10"},
           Broken{"rates = [{ service = \"king\"", "rates = [{ service = \"supper\"",
                  ErrorCode::configuration, "contracts.acme.rates[0].service: supper has no rate"},
       }) {
    expect_named(broken);
  }
}

}  // namespace toml_rules_test
}  // namespace lobby::toml
