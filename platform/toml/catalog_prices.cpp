// What changes a price: seasons, offers and contracts.
#include "platform/toml/catalog_tables.h"

namespace lobby::toml {

catalog::Season read_season(Table& table) {
  catalog::Season season;
  season.id = table.slug<SeasonId>("id");
  season.name = read_text(table, "name");
  season.days = read_days(table);
  season.percent = table.integer("percent");
  season.services = table.slugs_or_none<ServiceId>("services");
  return season;
}

catalog::Offer read_offer(Table& table) {
  catalog::Offer offer;
  offer.id = table.slug<OfferId>("id");
  offer.name = read_text(table, "name");
  offer.audience =
      table.choice<catalog::Audience>("audience", &catalog::audience_from, "tier, first_booking");
  offer.tier_min = table.integer_or("tier_min", offer.tier_min);
  offer.percent = table.integer("percent");
  if (table.has("booked")) {
    table.table("booked", [&](Table& days) { offer.booked = read_days(days); });
  }
  offer.services = table.slugs_or_none<ServiceId>("services");
  return offer;
}

catalog::Contract read_contract(Table& table, Currency currency) {
  catalog::Contract contract;
  contract.id = table.slug<CompanyId>("id");
  contract.name = read_text(table, "name");
  contract.days = read_days(table);
  contract.percent = table.integer_or("percent", 0);
  table.each_or_none("rates", false, [&](Table& entry) {
    contract.rates.push_back(
        {entry.slug<ServiceId>("service"), read_rates(entry, "rates", currency)});
  });
  return contract;
}

}  // namespace lobby::toml
