// How fees and the lines of a quote are worded: what, how it was computed, how much. UI thread.
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
  }
  return amount;
}

PriceLineText price_line(const TextCatalog& texts, const catalog::Catalog& catalog,
                         const catalog::Service& service, std::string_view language,
                         const QuoteLine& line) {
  const std::string amount = money_text(line.amount);
  switch (line.kind) {
    case LineKind::night:
    case LineKind::day:
      return {weekday_day(texts, line.date), units_times(texts, service, language, line), amount};
    case LineKind::block:
      return {time_range(line.start_minute, line.end_minute),
              units_times(texts, service, language, line), amount};
    case LineKind::add_on: {
      const catalog::AddOn* add_on = catalog.add_on(line.add_on);
      const std::string what = add_on == nullptr ? line.add_on.text() : add_on->name.in(language);
      return {what, texts.tr("{0} × {1}", line.count, money_text(line.unit)), amount};
    }
    case LineKind::included:
      return included_line(texts, service, language, line);
  }
  return {{}, {}, amount};
}

}  // namespace lobby::words
