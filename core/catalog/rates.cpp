// Names of kinds, the kind of a date and its season, and a company's own rates.
#include "core/catalog/rates.h"

#include <algorithm>

#include "core/base/text.h"
#include "core/catalog/catalog.h"

namespace lobby::catalog {
namespace {

constexpr std::string_view date_kinds[] = {"weekday", "friday", "saturday", "holiday", "peak"};
constexpr std::string_view audiences[] = {"tier", "first_booking"};

}  // namespace

std::string_view name_of(DateKind kind) {
  return date_kinds[static_cast<std::size_t>(kind)];
}
std::optional<DateKind> date_kind_from(std::string_view name) {
  return enum_from<DateKind>(date_kinds, name);
}

std::string_view name_of(Audience audience) {
  return audiences[static_cast<std::size_t>(audience)];
}
std::optional<Audience> audience_from(std::string_view name) {
  return enum_from<Audience>(audiences, name);
}

const RateTable* Contract::rates_of(const ServiceId& service) const {
  const auto own = std::ranges::find(rates, service, &ContractRate::service);
  return own == rates.end() ? nullptr : &own->rates;
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

const Season* season_of(const Site& site, const ServiceId& service, LocalDate date) {
  for (auto season = site.seasons.rbegin(); season != site.seasons.rend(); ++season) {
    const bool concerned = season->services.empty() ||
                           std::ranges::find(season->services, service) != season->services.end();
    if (concerned && season->days.contains(date)) {
      return &*season;
    }
  }
  return nullptr;
}

}  // namespace lobby::catalog
