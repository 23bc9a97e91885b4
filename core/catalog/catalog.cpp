// Look-ups in a catalogue, names of its kinds, and what a service may take from which pool.
#include "core/catalog/catalog.h"

#include <algorithm>

#include "core/base/text.h"

namespace lobby::catalog {
namespace {

constexpr std::string_view category_names[] = {"rooms", "meetings", "dining", "spa", "travel"};
constexpr std::string_view service_kinds[] = {"nightly", "time_slot", "whole_day", "unlimited",
                                              "composite"};
constexpr std::string_view fee_bases[] = {"free", "first_unit", "total", "deposit"};
constexpr std::string_view add_on_kinds[] = {"materials", "catering", "interpreter", "equipment"};
constexpr std::string_view identity_needs[] = {"none", "booker", "everyone"};
constexpr std::string_view sales_channels[] = {"kiosk", "counter", "phone", "online"};
static_assert(std::size(sales_channels) == sales_channel_count);

template <class Item, class Id>
const Item* find(const std::vector<Item>& items, const Id& id) {
  const auto found = std::ranges::find(items, id, &Item::id);
  return found == items.end() ? nullptr : &*found;
}

void add_once(std::vector<PoolId>& pools, const PoolId& pool) {
  if (std::ranges::find(pools, pool) == pools.end()) {
    pools.push_back(pool);
  }
}

void add_own_pools(const Catalog& catalog, const Service& service, std::vector<PoolId>& pools) {
  for (const PoolUse& use : service.uses) {
    add_once(pools, use.pool);
  }
  for (const AddOnId& id : service.add_ons) {
    if (const AddOn* add_on = catalog.add_on(id); add_on != nullptr && add_on->stock) {
      add_once(pools, add_on->stock->pool);
    }
  }
}

}  // namespace

std::string_view name_of(Category category) {
  return category_names[static_cast<std::size_t>(category)];
}
std::optional<Category> category_from(std::string_view name) {
  return enum_from<Category>(category_names, name);
}

std::string_view name_of(ServiceKind kind) {
  return service_kinds[static_cast<std::size_t>(kind)];
}
std::optional<ServiceKind> service_kind_from(std::string_view name) {
  return enum_from<ServiceKind>(service_kinds, name);
}

std::string_view name_of(FeeBasis basis) {
  return fee_bases[static_cast<std::size_t>(basis)];
}
std::optional<FeeBasis> fee_basis_from(std::string_view name) {
  return enum_from<FeeBasis>(fee_bases, name);
}

std::optional<AddOnKind> add_on_kind_from(std::string_view name) {
  return enum_from<AddOnKind>(add_on_kinds, name);
}
std::optional<IdentityNeed> identity_need_from(std::string_view name) {
  return enum_from<IdentityNeed>(identity_needs, name);
}
std::optional<SalesChannel> sales_channel_from(std::string_view name) {
  return enum_from<SalesChannel>(sales_channels, name);
}

const Service* Catalog::service(const ServiceId& id) const {
  return find(services, id);
}
const Service* Catalog::service(std::uint16_t number) const {
  const auto found = std::ranges::find(services, number, &Service::number);
  return found == services.end() ? nullptr : &*found;
}
const Pool* Catalog::pool(const PoolId& id) const {
  return find(pools, id);
}
const Policy* Catalog::policy(const PolicyId& id) const {
  return find(policies, id);
}
const AddOn* Catalog::add_on(const AddOnId& id) const {
  return find(add_ons, id);
}
const GuestNote* Catalog::note(const NoteId& id) const {
  return find(notes, id);
}

const Department* Catalog::department(const DepartmentId& id) const {
  return find(departments, id);
}
const Offer* Catalog::offer(const OfferId& id) const {
  return find(offers, id);
}
const Contract* Catalog::contract(const CompanyId& id) const {
  return find(contracts, id);
}

bool Service::sold_at(SalesChannel channel) const {
  return std::ranges::find(channels, channel) != channels.end();
}

std::vector<PoolId> pools_of(const Catalog& catalog, const Service& service) {
  std::vector<PoolId> pools;
  add_own_pools(catalog, service, pools);
  for (const Part& part : service.parts) {
    if (const Service* sold = catalog.service(part.service); sold != nullptr) {
      add_own_pools(catalog, *sold, pools);
    }
  }
  return pools;
}

bool kiosk_can_sell(const Service& service) {
  return service.kind != ServiceKind::composite && service.kind != ServiceKind::unlimited &&
         service.identity == IdentityNeed::none && service.approval_from_party == 0;
}

std::int32_t reach_days(const Service& service) {
  std::int32_t last = service.kind == ServiceKind::nightly ? service.nights_max - 1 : 0;
  for (const Part& part : service.parts) {
    last = std::max(last, part.day + part.nights - 1);
  }
  return service.horizon_days + last;
}

}  // namespace lobby::catalog
