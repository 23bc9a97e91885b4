// Prices a selection line by line; integers only.
#include "core/booking/quote.h"

#include <algorithm>

namespace lobby::booking {
namespace {

using catalog::Catalog;
using catalog::Service;
using catalog::ServiceKind;

constexpr std::string_view line_kinds[] = {"night", "day", "block", "add_on", "included"};

Money rate(const catalog::RateTable& rates, catalog::DateKind kind) {
  return rates[static_cast<std::size_t>(kind)];
}

std::int32_t priced_count(const Service& service, const Party& party) {
  return service.priced_per == catalog::UnitsPer::person ? party.total() : 1;
}

QuoteLine dated_line(const Catalog& catalog, LineKind kind, LocalDate date, std::int32_t count) {
  QuoteLine line;
  line.kind = kind;
  line.date = date;
  line.date_kind = catalog::date_kind(catalog.site, date);
  line.count = count;
  return line;
}

void add_stay_lines(const Catalog& catalog, const Service& service, const Selection& selection,
                    std::vector<QuoteLine>& lines) {
  const std::int32_t count = priced_count(service, selection.party);
  const LineKind kind = service.kind == ServiceKind::nightly ? LineKind::night : LineKind::day;
  for (std::int32_t night = 0; night < selection.nights; ++night) {
    QuoteLine line = dated_line(catalog, kind, selection.date.plus_days(night), count);
    line.unit = rate(service.rates, line.date_kind);
    lines.push_back(line);
  }
}

void add_block_lines(const Catalog& catalog, const Service& service, const Selection& selection,
                     std::vector<QuoteLine>& lines) {
  const std::int32_t count = priced_count(service, selection.party);
  for (const std::int32_t start : selection.block_starts) {
    const auto block = std::ranges::find(service.blocks, start, &catalog::Block::start_minute);
    CHECK(block != service.blocks.end());
    QuoteLine line = dated_line(catalog, LineKind::block, selection.date, count);
    line.start_minute = block->start_minute;
    line.end_minute = block->end_minute;
    line.unit = rate(block->rates, line.date_kind);
    lines.push_back(line);
  }
}

void add_included_lines(const Service& service, const Selection& selection, Money zero,
                        std::vector<QuoteLine>& lines) {
  for (std::size_t index = 0; index < service.included.size(); ++index) {
    QuoteLine line;
    line.kind = LineKind::included;
    line.date = selection.date;
    line.included_index = static_cast<std::int32_t>(index);
    line.unit = zero;
    if (service.included[index].per == catalog::IncludedPer::person_night) {
      line.count = selection.party.total();
      line.days = selection.nights;
    }
    lines.push_back(line);
  }
}

}  // namespace

std::string_view name_of(LineKind kind) {
  return line_kinds[static_cast<std::size_t>(kind)];
}

Quote quote_of(const Catalog& catalog, const Selection& selection) {
  const Service* service = catalog.service(selection.service);
  CHECK(service != nullptr);
  Quote quote;
  quote.tax_percent = catalog.site.tax_percent;
  quote.service_percent = catalog.site.service_percent;
  const Money zero{0, catalog.site.currency};
  if (service->kind == ServiceKind::time_slot) {
    add_block_lines(catalog, *service, selection, quote.lines);
  } else {
    add_stay_lines(catalog, *service, selection, quote.lines);
  }
  for (const AddOnChoice& choice : selection.add_ons) {
    const catalog::AddOn* add_on = catalog.add_on(choice.id);
    CHECK(add_on != nullptr);
    QuoteLine line = dated_line(catalog, LineKind::add_on, selection.date, choice.count);
    line.add_on = choice.id;
    line.unit = add_on->price;
    quote.lines.push_back(line);
  }
  add_included_lines(*service, selection, zero, quote.lines);
  quote.total = zero;
  for (QuoteLine& line : quote.lines) {
    line.amount = line.unit * line.count;
    quote.total = quote.total + line.amount;
  }
  quote.first_unit = quote.lines.front().amount;
  return quote;
}

Money price_from(const Service& service) {
  const auto cheaper = [](Money a, Money b) { return a < b; };
  if (service.kind != ServiceKind::time_slot) {
    return *std::ranges::min_element(service.rates, cheaper);
  }
  CHECK(!service.blocks.empty());
  Money lowest = service.blocks.front().rates.front();
  for (const catalog::Block& block : service.blocks) {
    lowest = std::min(lowest, *std::ranges::min_element(block.rates, cheaper), cheaper);
  }
  return lowest;
}

Money price_on(const catalog::Site& site, const Service& service, LocalDate date) {
  return rate(service.rates, catalog::date_kind(site, date));
}

}  // namespace lobby::booking
