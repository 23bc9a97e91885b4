// The sample hotel with rules about prices.
#include "tests/fakes/priced_hotel.h"

#include "tests/fakes/sample.h"

namespace lobby::tests {
namespace {

using namespace catalog;

Money whole_yuan(std::int64_t major) {
  return {major * 100, *Currency::parse("CNY")};
}

RateTable same(std::int64_t major) {
  RateTable rates;
  rates.fill(whole_yuan(major));
  return rates;
}

LocalText in_both(const std::string& english, const std::string& chinese) {
  return {{{"en", english}, {"zh-CN", chinese}}};
}

void add_offers(Catalog& hotel) {
  const DateRange december{LocalDate::of(2026, 12, 1), LocalDate::of(2026, 12, 31)};
  hotel.offers = {
      {OfferId::literal("club"), in_both("Club", "会员"), Audience::tier, 1, 5, {}, {}},
      {OfferId::literal("gold"), in_both("Gold", "金卡"), Audience::tier, 3, 12, {}, {}},
      {OfferId::literal("welcome"),
       in_both("Welcome", "首订"),
       Audience::first_booking,
       1,
       8,
       december,
       {}}};
  hotel.contracts = {{CompanyId::literal("acme"),
                      in_both("Acme", "协议价"),
                      {LocalDate::of(2026, 1, 1), LocalDate::of(2027, 12, 31)},
                      10,
                      {{ServiceId::literal("lake-view-king"), same(600)}}}};
}

// Sold at the desk: of what it is, from a room's texts.
Service beyond_kiosks(const Catalog& hotel, std::string_view id, std::uint16_t number,
                      ServiceKind kind) {
  Service made = hotel.services.front();
  made.id = ServiceId::literal(id);
  made.number = number;
  made.kind = kind;
  made.uses.clear();
  made.included.clear();
  made.notes.clear();
  made.long_stay.clear();
  made.extra_person.reset();
  made.units_max = 1;
  made.nights_max = 1;
  made.children_allowed = false;
  made.check_in_minute = made.check_out_minute = 0;
  made.channels = {SalesChannel::counter, SalesChannel::phone, SalesChannel::online};
  return made;
}

// Tea comes from a kitchen that wants to know two hours before what it may not use.
void add_kitchen(Catalog& hotel) {
  const DepartmentId kitchen = DepartmentId::literal("kitchen");
  hotel.departments.push_back({kitchen, in_both("Kitchen", "厨房"), 2});
  hotel.add_ons[0].department = kitchen;
  for (std::size_t index = 0; index < catalog::allergen_count; ++index) {
    const auto allergen = static_cast<catalog::Allergen>(index);
    const std::string name(catalog::name_of(allergen));
    hotel.notes.push_back({NoteId::literal("no-" + name),
                           in_both("Allergic to " + name, "过敏"),
                           catalog::NoteKind::allergen,
                           allergen,
                           {kitchen}});
  }
  hotel.notes.push_back({NoteId::literal("shower-seat"),
                         in_both("A seat in the shower", "淋浴座椅"), catalog::NoteKind::mobility});
  hotel.notes.push_back({NoteId::literal("open-flame"),
                         in_both("Open flame", "明火"),
                         catalog::NoteKind::set_up,
                         std::nullopt,
                         {DepartmentId::literal("front-office")}});
}

}  // namespace

Catalog priced_hotel() {
  Catalog hotel = sample_catalog();
  add_kitchen(hotel);
  Service& king = hotel.services[0];
  king.units_max = 3;
  king.extra_person = ExtraPerson{2, whole_yuan(120), whole_yuan(60)};
  king.long_stay = {{5, 10}, {8, 20}};
  hotel.services[2].group = {{3, 10}};
  hotel.site.seasons = {{SeasonId::literal("blossom"),
                         in_both("Blossom", "花季"),
                         {LocalDate::of(2027, 1, 10), LocalDate::of(2027, 1, 20)},
                         120,
                         {king.id}}};
  add_offers(hotel);
  Policy package = hotel.policies[1];
  package.id = PolicyId::literal("package");
  package.parts_cancellable = true;
  hotel.policies.push_back(package);
  Service trip = beyond_kiosks(hotel, "weekend", 5, ServiceKind::composite);
  trip.policy = package.id;
  trip.rates = same(0);
  trip.package_percent = 10;
  trip.parts = {{king.id, 0, 1, {}, 1, false},
                {ServiceId::literal("lake-spa"), 1, 1, {10 * 60}, 1, true}};
  Service cloak = beyond_kiosks(hotel, "cloakroom", 6, ServiceKind::unlimited);
  cloak.rates = same(20);
  cloak.policy = PolicyId::literal("venue");
  hotel.services.push_back(trip);
  hotel.services.push_back(cloak);
  return hotel;
}

booking::Selection weekend(LocalDate first, std::int32_t people) {
  booking::Selection selection;
  selection.service = ServiceId::literal("weekend");
  selection.date = first;
  selection.party = {people, 0};
  return selection;
}

booking::Selection cloakroom(LocalDate date) {
  booking::Selection selection;
  selection.service = ServiceId::literal("cloakroom");
  selection.date = date;
  return selection;
}

}  // namespace lobby::tests
