// Prices a selection line by line.
#include "core/booking/quote_lines.h"

#include <algorithm>

namespace lobby::booking {
namespace {

using catalog::Catalog;
using catalog::Service;
using catalog::ServiceKind;

// One service, be it sold by itself or as a part.
class Pricing {
 public:
  Pricing(const Catalog& catalog, const Selection& selection)
      : catalog_(catalog), selection_(selection), service_(*catalog.service(selection.service)) {}

  void use_contract(const catalog::Contract& contract) {
    if (const catalog::RateTable* rates = contract.rates_of(service_.id); rates != nullptr) {
      contract_ = &contract;
      contract_rates_ = rates;
    }
  }

  std::vector<QuoteLine> units() const;
  std::vector<QuoteLine> included() const;

 private:
  std::int32_t priced_count() const {
    return service_.priced_per == catalog::UnitsPer::person ? selection_.party.total()
                                                            : selection_.units;
  }
  QuoteLine dated(LineKind kind, LocalDate date) const;
  void price(QuoteLine& line, const catalog::RateTable& rates) const;
  void add_extra_people(std::vector<QuoteLine>& lines) const;

  const Catalog& catalog_;
  const Selection& selection_;
  const Service& service_;
  const catalog::Contract* contract_ = nullptr;
  const catalog::RateTable* contract_rates_ = nullptr;
};

QuoteLine Pricing::dated(LineKind kind, LocalDate date) const {
  QuoteLine line;
  line.kind = kind;
  line.date = date;
  line.date_kind = catalog::date_kind(catalog_.site, date);
  line.count = priced_count();
  return line;
}

void Pricing::price(QuoteLine& line, const catalog::RateTable& rates) const {
  const auto kind = static_cast<std::size_t>(line.date_kind);
  if (contract_rates_ != nullptr) {
    line.unit = (*contract_rates_)[kind];
    line.source = contract_->id.text();
    return;
  }
  line.unit = rates[kind];
  const catalog::Season* season = catalog::season_of(catalog_.site, service_.id, line.date);
  if (season != nullptr) {
    line.unit = percent_of(line.unit, season->percent);
    line.percent = season->percent;
    line.source = season->id.text();
  }
}

// Adults fill the places in the rate first; who is left over pays extra, for each night or block.
void Pricing::add_extra_people(std::vector<QuoteLine>& lines) const {
  if (!service_.extra_person) {
    return;
  }
  const auto times = static_cast<std::int32_t>(lines.size());
  const std::int32_t contained = service_.extra_person->above * selection_.units;
  const std::int32_t adults = std::max(0, selection_.party.adults - contained);
  const std::int32_t children = std::max(0, selection_.party.total() - contained) - adults;
  const auto add = [&](LineKind kind, std::int32_t people, Money unit) {
    if (people > 0) {
      QuoteLine line;
      line.kind = kind;
      line.date = selection_.date;
      line.count = people;
      line.days = times;
      line.unit = unit;
      lines.push_back(line);
    }
  };
  add(LineKind::extra_adult, adults, service_.extra_person->adult);
  add(LineKind::extra_child, children, service_.extra_person->child);
}

std::vector<QuoteLine> Pricing::units() const {
  std::vector<QuoteLine> lines;
  if (service_.by_block()) {
    for (const std::int32_t start : selection_.block_starts) {
      const auto block = std::ranges::find(service_.blocks, start, &catalog::Block::start_minute);
      CHECK(block != service_.blocks.end());
      QuoteLine line = dated(LineKind::block, selection_.date);
      line.start_minute = block->start_minute;
      line.end_minute = block->end_minute;
      price(line, block->rates);
      lines.push_back(line);
    }
  } else if (service_.kind != ServiceKind::composite) {
    const LineKind kind = service_.kind == ServiceKind::nightly ? LineKind::night : LineKind::day;
    for (std::int32_t night = 0; night < selection_.nights; ++night) {
      QuoteLine line = dated(kind, selection_.date.plus_days(night));
      price(line, service_.rates);
      lines.push_back(line);
    }
  }
  add_extra_people(lines);
  return lines;
}

std::vector<QuoteLine> Pricing::included() const {
  std::vector<QuoteLine> lines;
  for (std::size_t index = 0; index < service_.included.size(); ++index) {
    QuoteLine line;
    line.kind = LineKind::included;
    line.date = selection_.date;
    line.included_index = static_cast<std::int32_t>(index);
    line.unit = {0, catalog_.site.currency};
    if (service_.included[index].per == catalog::IncludedPer::person_night) {
      line.count = selection_.party.total();
      line.days = selection_.nights;
    }
    lines.push_back(line);
  }
  return lines;
}

void append(std::vector<QuoteLine>& lines, std::vector<QuoteLine> more, const ServiceId& part) {
  for (QuoteLine& line : more) {
    line.part = part;
    lines.push_back(std::move(line));
  }
}

}  // namespace

std::vector<QuoteLine> priced_lines(const Catalog& catalog, const Selection& selection,
                                    const QuoteTerms& terms) {
  CHECK(catalog.service(selection.service) != nullptr);
  Pricing own(catalog, selection);
  const catalog::Contract* contract = terms.contract ? catalog.contract(*terms.contract) : nullptr;
  if (contract != nullptr) {
    own.use_contract(*contract);
  }
  const std::vector<Selection> parts = parts_of(catalog, selection);
  std::vector<QuoteLine> lines = own.units();
  for (const Selection& part : parts) {
    append(lines, Pricing(catalog, part).units(), part.service);
  }
  for (const AddOnChoice& choice : selection.add_ons) {
    const catalog::AddOn* add_on = catalog.add_on(choice.id);
    CHECK(add_on != nullptr);
    QuoteLine line;
    line.kind = LineKind::add_on;
    line.date = selection.date;
    line.date_kind = catalog::date_kind(catalog.site, selection.date);
    line.count = choice.count;
    line.add_on = choice.id;
    line.unit = add_on->price;
    lines.push_back(line);
  }
  append(lines, own.included(), {});
  for (const Selection& part : parts) {
    append(lines, Pricing(catalog, part).included(), part.service);
  }
  return lines;
}

}  // namespace lobby::booking
