// Checks what changes a price: seasons, offers and the contracts of companies.
#include <algorithm>

#include "core/base/limits.h"
#include "core/catalog/fault_list.h"

namespace lobby::catalog {
namespace {

constexpr std::size_t seasons_max = 100;
constexpr std::size_t offers_max = 50;
constexpr std::size_t contracts_max = 500;
constexpr std::int32_t season_percent_max = 200;

void validate_season(const Catalog& catalog, const Season& season, const std::string& place,
                     FaultList& faults) {
  faults.text(place + ".name", season.name);
  faults.days(place, season.days);
  faults.range(place + ".percent", season.percent, 1, season_percent_max);
  validate_service_list(catalog, season.services, place + ".services", faults);
}

void validate_offer(const Catalog& catalog, const Offer& offer, const std::string& place,
                    FaultList& faults) {
  faults.text(place + ".name", offer.name);
  if (offer.audience == Audience::tier) {
    faults.range(place + ".tier_min", offer.tier_min, 1, limits::guest_tier_max);
  }
  faults.range(place + ".percent", offer.percent, 1, 100);
  if (offer.booked) {
    faults.days(place, *offer.booked);
  }
  validate_service_list(catalog, offer.services, place + ".services", faults);
}

void validate_contract_rate(const Catalog& catalog, const ContractRate& rate,
                            const std::string& place, FaultList& faults) {
  const Service* service = catalog.service(rate.service);
  faults.reference(service != nullptr, place + ".service", rate.service.text(), "services");
  const bool by_day =
      service == nullptr || (service->kind != ServiceKind::composite &&
                             service->kind != ServiceKind::time_slot && !service->by_block());
  faults.require(by_day, place + ".service",
                 rate.service.text() +
                     " has no rate by the night or day; use the contract's "
                     "percent for it");
  faults.rates(place + ".rates", rate.rates);
}

void validate_contract(const Catalog& catalog, const Contract& contract, const std::string& place,
                       FaultList& faults) {
  faults.text(place + ".name", contract.name);
  faults.days(place, contract.days);
  faults.range(place + ".percent", contract.percent, 0, 100);
  faults.require(contract.percent > 0 || !contract.rates.empty(), place,
                 "agrees on nothing; write a percent, rates or both");
  faults.count(contract.rates, place + ".rates", limits::services_max);
  for (std::size_t index = 0; index < contract.rates.size(); ++index) {
    const std::string at = numbered(place + ".rates", index);
    validate_contract_rate(catalog, contract.rates[index], at, faults);
    const auto first =
        std::ranges::find(contract.rates, contract.rates[index].service, &ContractRate::service);
    faults.require(&*first == &contract.rates[index], at + ".service",
                   "stands twice in the list; remove one");
  }
}

}  // namespace

void validate_prices(const Catalog& catalog, FaultList& faults) {
  const std::vector<Season>& seasons = catalog.site.seasons;
  faults.count(seasons, "site.seasons", seasons_max);
  faults.ids(seasons, "site.seasons");
  for (std::size_t index = 0; index < seasons.size(); ++index) {
    validate_season(catalog, seasons[index], FaultList::place_of("site.seasons", seasons, index),
                    faults);
  }
  faults.count(catalog.offers, "offers", offers_max);
  faults.ids(catalog.offers, "offers");
  for (std::size_t index = 0; index < catalog.offers.size(); ++index) {
    validate_offer(catalog, catalog.offers[index],
                   FaultList::place_of("offers", catalog.offers, index), faults);
  }
  faults.count(catalog.contracts, "contracts", contracts_max);
  faults.ids(catalog.contracts, "contracts");
  for (std::size_t index = 0; index < catalog.contracts.size(); ++index) {
    validate_contract(catalog, catalog.contracts[index],
                      FaultList::place_of("contracts", catalog.contracts, index), faults);
  }
}

}  // namespace lobby::catalog
