// How fees and the lines of a quote are worded: what, how it was computed, how much. UI thread.
#include <algorithm>

#include "app/common/words.h"

namespace lobby::words {

namespace {

using booking::LineKind;
using booking::QuoteLine;
using catalog::FeeBasis;
using catalog::ServiceKind;
using ui::TextCatalog;

constexpr int whole = 100;
constexpr int half = 50;

std::string first_unit_fee(const TextCatalog& texts, int percent, const std::string& fee,
                           ServiceKind kind) {
  if (percent != whole && percent != half) {
    return texts.tr("{0}% of the first one {1}", percent, fee);
  }
  const bool all = percent == whole;
  switch (kind) {
    case ServiceKind::nightly:
      return all ? texts.tr("First night {0}", fee) : texts.tr("Half night {0}", fee);
    case ServiceKind::time_slot:
      return all ? texts.tr("First slot {0}", fee) : texts.tr("Half slot {0}", fee);
    case ServiceKind::whole_day:
    case ServiceKind::unlimited:
    case ServiceKind::composite:
      return all ? texts.tr("First day {0}", fee) : texts.tr("Half day {0}", fee);
  }
  return fee;
}

// "1 room × ¥748", "2 people × ¥198".
std::string units_times(const TextCatalog& texts, const catalog::Service& service,
                        std::string_view language, const QuoteLine& line) {
  const std::string unit = money_text(line.unit);
  if (service.priced_per == catalog::UnitsPer::person) {
    return texts.tr("{0} × {1}", people(texts, line.count), unit);
  }
  return texts.tr("{0} {1} × {2}", line.count, service.unit_name.in(language), unit);
}

PriceLineText included_line(const TextCatalog& texts, const catalog::Service& service,
                            std::string_view language, const QuoteLine& line) {
  PriceLineText text;
  const auto index = static_cast<std::size_t>(line.included_index);
  if (index < service.included.size()) {
    const catalog::Included& included = service.included[index];
    text.what = included.name.in(language);
    if (included.per == catalog::IncludedPer::person_night) {
      text.how = texts.tr("{0} × {1}", people(texts, line.count), nights(texts, line.days));
    }
  }
  text.amount = texts.tr("included");
  return text;
}

std::string extra_times(const TextCatalog& texts, const QuoteLine& line) {
  const std::string unit = money_text(line.unit);
  return line.days == 1 ? texts.tr("{0} × {1}", line.count, unit)
                        : texts.tr("{0} × {1} × {2}", line.count, line.days, unit);
}

// "1 room × ¥826, Blossom season 120%".
std::string in_season(const TextCatalog& texts, const catalog::Catalog& catalog,
                      std::string_view language, const QuoteLine& line, std::string how) {
  const auto season = std::ranges::find_if(catalog.site.seasons, [&](const catalog::Season& one) {
    return one.id.text() == line.source;
  });
  if (line.percent == 0 || season == catalog.site.seasons.end()) {
    return how;
  }
  return texts.tr("{0}, {1} {2}%", how, season->name.in(language), line.percent);
}

// The name of an offer or a contract; of one that the catalogue has no more, its id.
template <class Items>
std::string name_in(const Items& items, const std::string& id, std::string_view language) {
  for (const auto& item : items) {
    if (item.id.text() == id) {
      return item.name.in(language);
    }
  }
  return id;
}

std::string rule_name(const TextCatalog& texts, const catalog::Catalog& catalog,
                      std::string_view language, const QuoteLine& line) {
  switch (line.kind) {
    case LineKind::package:
      return std::string(texts.tr("Package discount"));
    case LineKind::long_stay:
      return std::string(texts.tr("Long stay discount"));
    case LineKind::group:
      return std::string(texts.tr("Group discount"));
    case LineKind::contract:
      return name_in(catalog.contracts, line.source, language);
    case LineKind::tier_offer:
    case LineKind::first_booking:
      return name_in(catalog.offers, line.source, language);
    case LineKind::voucher:
      return texts.tr("Voucher {0}", line.source);
    case LineKind::service_charge:
      return std::string(texts.tr("Service charge"));
    case LineKind::tax:
      return std::string(texts.tr("Tax"));
    case LineKind::rounding:
      return std::string(texts.tr("Rounding"));
    case LineKind::night:
    case LineKind::day:
    case LineKind::block:
    case LineKind::add_on:
    case LineKind::included:
    case LineKind::extra_adult:
    case LineKind::extra_child:
      break;
  }
  return {};
}

std::string rule_how(const TextCatalog& texts, const QuoteLine& line) {
  if (line.percent > 0) {
    return texts.tr("{0}% of {1}", line.percent, money_text(line.unit));
  }
  return line.kind == LineKind::rounding ? texts.tr("to {0}", money_text(line.unit))
                                         : std::string();
}

}  // namespace

std::string time_range(int start_minute, int end_minute) {
  return clock_text(start_minute) + "–" + clock_text(end_minute);
}

std::string fee(const TextCatalog& texts, const booking::ResolvedTier& tier, ServiceKind kind) {
  std::string amount = money_text(tier.fee);
  switch (tier.basis) {
    case FeeBasis::free:
      return std::string(texts.tr("Free"));
    case FeeBasis::first_unit:
      return first_unit_fee(texts, tier.percent, amount, kind);
    case FeeBasis::total:
      return tier.percent == whole ? texts.tr("Full price {0}", amount)
                                   : texts.tr("{0}% {1}", tier.percent, amount);
    case FeeBasis::deposit:
      return tier.percent == whole ? texts.tr("Deposit {0}", amount)
                                   : texts.tr("{0}% of the deposit {1}", tier.percent, amount);
  }
  return amount;
}

PriceLineText price_line(const TextCatalog& texts, const catalog::Catalog& catalog,
                         const catalog::Service& service, std::string_view language,
                         const QuoteLine& line) {
  const std::string amount = money_text(line.amount);
  const catalog::Service* part = line.part.empty() ? nullptr : catalog.service(line.part);
  const catalog::Service& sold = part == nullptr ? service : *part;
  const std::string of_part = part == nullptr ? std::string() : part->name.in(language) + ", ";
  switch (line.kind) {
    case LineKind::night:
    case LineKind::day:
      return {of_part + weekday_day(texts, line.date),
              in_season(texts, catalog, language, line, units_times(texts, sold, language, line)),
              amount};
    case LineKind::block:
      return {of_part + time_range(line.start_minute, line.end_minute),
              in_season(texts, catalog, language, line, units_times(texts, sold, language, line)),
              amount};
    case LineKind::add_on: {
      const catalog::AddOn* add_on = catalog.add_on(line.add_on);
      const std::string what = add_on == nullptr ? line.add_on.text() : add_on->name.in(language);
      return {what, texts.tr("{0} × {1}", line.count, money_text(line.unit)), amount};
    }
    case LineKind::included:
      return included_line(texts, sold, language, line);
    case LineKind::extra_adult:
      return {std::string(texts.tr("Extra adult")), extra_times(texts, line), amount};
    case LineKind::extra_child:
      return {std::string(texts.tr("Extra child")), extra_times(texts, line), amount};
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
      return {rule_name(texts, catalog, language, line), rule_how(texts, line), amount};
  }
  return {{}, {}, amount};
}

std::optional<PriceLineText> tax_line(const TextCatalog& texts, const booking::Quote& quote) {
  std::string included(texts.tr("included"));
  if (quote.tax_percent > 0 && quote.service_percent > 0) {
    return PriceLineText{std::string(texts.tr("Tax and service")),
                         texts.tr("{0}% and {1}%", quote.tax_percent, quote.service_percent),
                         std::move(included)};
  }
  if (quote.tax_percent > 0) {
    return PriceLineText{std::string(texts.tr("Tax")), texts.tr("{0}%", quote.tax_percent),
                         std::move(included)};
  }
  if (quote.service_percent > 0) {
    return PriceLineText{std::string(texts.tr("Service charge")),
                         texts.tr("{0}%", quote.service_percent), std::move(included)};
  }
  return std::nullopt;
}

}  // namespace lobby::words
