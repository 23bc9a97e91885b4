// Look-ups in a catalogue and the kind of a date.
#include "core/catalog/catalog.h"

#include <algorithm>

#include "core/base/text.h"

namespace lobby::catalog {
namespace {

constexpr std::string_view date_kinds[] = {"weekday", "friday", "saturday", "holiday", "peak"};
constexpr std::string_view categories[] = {"rooms", "meetings", "dining", "spa", "travel"};
constexpr std::string_view service_kinds[] = {"nightly", "time_slot", "whole_day"};

template <class Item, class Id>
const Item* find(const std::vector<Item>& items, const Id& id) {
  const auto found = std::ranges::find(items, id, &Item::id);
  return found == items.end() ? nullptr : &*found;
}

}  // namespace

const std::string& LocalText::in(std::string_view language) const {
  static const std::string nothing;
  if (const auto exact = by_language.find(std::string(language)); exact != by_language.end()) {
    return exact->second;
  }
  return by_language.empty() ? nothing : by_language.begin()->second;
}

std::string_view name_of(DateKind kind) {
  return date_kinds[static_cast<std::size_t>(kind)];
}
std::optional<DateKind> date_kind_from(std::string_view name) {
  return enum_from<DateKind>(date_kinds, name);
}

std::string_view name_of(Category category) {
  return categories[static_cast<std::size_t>(category)];
}
std::optional<Category> category_from(std::string_view name) {
  return enum_from<Category>(categories, name);
}

std::string_view name_of(ServiceKind kind) {
  return service_kinds[static_cast<std::size_t>(kind)];
}
std::optional<ServiceKind> service_kind_from(std::string_view name) {
  return enum_from<ServiceKind>(service_kinds, name);
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

DateKind date_kind(const Site& site, LocalDate date) {
  for (auto range = site.calendar.rbegin(); range != site.calendar.rend(); ++range) {
    if (range->first <= date && date <= range->last) {
      return range->kind;
    }
  }
  switch (date.weekday()) {
    case Weekday::friday:
      return DateKind::friday;
    case Weekday::saturday:
      return DateKind::saturday;
    case Weekday::monday:
    case Weekday::tuesday:
    case Weekday::wednesday:
    case Weekday::thursday:
    case Weekday::sunday:
      return DateKind::weekday;
  }
  return DateKind::weekday;
}

}  // namespace lobby::catalog
