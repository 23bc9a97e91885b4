// Quotes, changed quotes and the prices of cards; integers only.
#include "core/booking/quote.h"

#include <algorithm>

#include "core/base/limits.h"
#include "core/base/text.h"
#include "core/booking/quote_lines.h"

namespace lobby::booking {
namespace {

using catalog::Catalog;
using catalog::Service;
using catalog::ServiceKind;

constexpr std::string_view line_kinds[] = {
    "night",         "day",     "block",          "add_on", "included", "extra_adult",
    "extra_child",   "package", "long_stay",      "group",  "contract", "tier_offer",
    "first_booking", "voucher", "service_charge", "tax",    "rounding"};
static_assert(std::size(line_kinds) == line_kind_count);

Money lowest_of(const catalog::RateTable& rates) {
  return *std::min_element(rates.begin(), rates.end());
}

// The lowest percentage of a season that the service has, or its plain rate.
std::int32_t lowest_season(const catalog::Site& site, const ServiceId& service) {
  std::int32_t lowest = 100;
  for (const catalog::Season& season : site.seasons) {
    if (season.services.empty() ||
        std::ranges::find(season.services, service) != season.services.end()) {
      lowest = std::min(lowest, season.percent);
    }
  }
  return lowest;
}

Money unit_from(const Catalog& catalog, const Service& service) {
  Money lowest =
      service.by_block() ? lowest_of(service.blocks.front().rates) : lowest_of(service.rates);
  for (const catalog::Block& block : service.blocks) {
    lowest = std::min(lowest, lowest_of(block.rates));
  }
  return percent_of(lowest, lowest_season(catalog.site, service.id));
}

bool is_same_thing(const QuoteLine& a, const QuoteLine& b) {
  if (a.kind != b.kind || a.part != b.part || a.kind == LineKind::included) {
    return false;
  }
  const bool extra = a.kind == LineKind::extra_adult || a.kind == LineKind::extra_child;
  if (a.kind == LineKind::add_on || extra) {
    return a.add_on == b.add_on;
  }
  return a.date == b.date && a.start_minute == b.start_minute && a.end_minute == b.end_minute;
}

void keep_price(const Quote& before, QuoteLine& line) {
  const auto bought = std::ranges::find_if(before.lines, [&](const QuoteLine& old) {
    return is_same_thing(old, line) && line.count <= old.count && line.days <= old.days;
  });
  if (bought != before.lines.end()) {
    line.unit = bought->unit;
    line.date_kind = bought->date_kind;
    line.percent = bought->percent;
    line.source = bought->source;
  }
}

// Given to this guest, and not by the catalogue to everybody.
bool is_promised(LineKind kind) {
  return kind == LineKind::contract || kind == LineKind::tier_offer ||
         kind == LineKind::first_booking || kind == LineKind::voucher;
}

// The guest's terms as far as they still hold; a contract may have ended since.
QuoteTerms terms_still_good(const Catalog& catalog, const Selection& selection, QuoteTerms terms) {
  if (terms.contract && !check_terms(catalog, selection, terms)) {
    terms.contract.reset();
  }
  return terms;
}

}  // namespace

std::string_view name_of(LineKind kind) {
  return line_kinds[static_cast<std::size_t>(kind)];
}
std::optional<LineKind> line_kind_from(std::string_view name) {
  return enum_from<LineKind>(line_kinds, name);
}

bool is_priced(LineKind kind) {
  switch (kind) {
    case LineKind::night:
    case LineKind::day:
    case LineKind::block:
    case LineKind::add_on:
    case LineKind::included:
    case LineKind::extra_adult:
    case LineKind::extra_child:
      return true;
    case LineKind::package:
    case LineKind::long_stay:
    case LineKind::group:
    case LineKind::contract:
    case LineKind::tier_offer:
    case LineKind::first_booking:
    case LineKind::voucher:
    case LineKind::service_charge:
    case LineKind::tax:
    case LineKind::rounding:
      return false;
  }
  return false;
}

bool adds_up(const QuoteLine& line) {
  constexpr std::int64_t unit_max =
      limits::money_minor_max / (limits::add_on_count_max * std::int64_t{limits::nights_max});
  const auto in_range = [](std::int64_t value, std::int64_t least, std::int64_t most) {
    return value >= least && value <= most;
  };
  const bool sound =
      line.unit.currency == line.amount.currency && in_range(line.unit.amount_minor, 0, unit_max) &&
      in_range(line.amount.amount_minor, -limits::money_minor_max, limits::money_minor_max) &&
      in_range(line.count, 0, limits::add_on_count_max) &&
      in_range(line.days, 0, limits::nights_max) && in_range(line.percent, 0, 200);
  if (!sound) {
    return false;
  }
  const Money zero{0, line.unit.currency};
  const Money counted = line.unit * line.count;
  const Money share = percent_of(line.unit, line.percent);
  switch (line.kind) {
    case LineKind::extra_adult:
    case LineKind::extra_child:
      return line.amount == counted * line.days;
    case LineKind::night:
    case LineKind::day:
    case LineKind::block:
    case LineKind::add_on:
    case LineKind::included:
      return line.amount == counted;
    case LineKind::voucher:
      return line.percent > 0 ? line.amount == zero - share && line.percent <= 100
                              : !(zero < line.amount) && !(line.amount < zero - line.unit);
    case LineKind::package:
    case LineKind::long_stay:
    case LineKind::group:
    case LineKind::contract:
    case LineKind::tier_offer:
    case LineKind::first_booking:
      return line.amount == zero - share && line.percent <= 100;
    case LineKind::service_charge:
    case LineKind::tax:
      return line.amount == share;
    case LineKind::rounding:
      return line.amount < line.unit && zero - line.unit < line.amount;
  }
  return false;
}

Money first_unit_of(const std::vector<QuoteLine>& lines, Money total) {
  CHECK(!lines.empty());
  Money priced{0, total.currency};
  for (const QuoteLine& line : lines) {
    priced = is_priced(line.kind) ? priced + line.amount : priced;
  }
  return priced.is_zero() ? priced : share_of(lines.front().amount, total, priced);
}

Quote quote_of(const Catalog& catalog, const Selection& selection, const QuoteTerms& terms) {
  Quote quote = settled(catalog.site, selection, priced_lines(catalog, selection, terms),
                        adjustments_of(catalog, selection, terms));
  quote.terms = terms;
  return quote;
}

Quote requote(const Catalog& catalog, const Selection& wanted, const Selection& sold,
              const Quote& before) {
  const QuoteTerms terms = terms_still_good(catalog, wanted, before.terms);
  if (wanted.service != sold.service) {
    return quote_of(catalog, wanted, terms);
  }
  std::vector<QuoteLine> priced = priced_lines(catalog, wanted, terms);
  for (QuoteLine& line : priced) {
    keep_price(before, line);
  }
  std::vector<Adjustment> adjustments = adjustments_of(catalog, wanted, terms);
  std::erase_if(adjustments, [](const Adjustment& one) { return is_promised(one.kind); });
  for (const QuoteLine& line : before.lines) {
    if (is_promised(line.kind)) {
      adjustments.push_back({line.kind, line.percent, line.source, line.unit});
    }
  }
  Quote quote = settled(catalog.site, wanted, std::move(priced), adjustments);
  quote.terms = before.terms;
  return quote;
}

Money price_from(const Catalog& catalog, const Service& service) {
  if (service.kind != ServiceKind::composite) {
    return unit_from(catalog, service);
  }
  Money sum{0, catalog.site.currency};
  for (const catalog::Part& part : service.parts) {
    const Service* sold = catalog.service(part.service);
    CHECK(sold != nullptr);
    if (!part.optional) {
      const bool per_person = sold->priced_per == catalog::UnitsPer::person;
      const std::int32_t count = per_person ? service.party_min : part.units;
      const auto blocks = static_cast<std::int32_t>(part.block_starts.size());
      sum = sum + unit_from(catalog, *sold) * count * std::max(part.nights, blocks);
    }
  }
  return sum - percent_of(sum, service.package_percent);
}

Money price_on(const catalog::Site& site, const Service& service, LocalDate date) {
  const Money rate = service.rates[static_cast<std::size_t>(catalog::date_kind(site, date))];
  const catalog::Season* season = catalog::season_of(site, service.id, date);
  return season == nullptr ? rate : percent_of(rate, season->percent);
}

}  // namespace lobby::booking
