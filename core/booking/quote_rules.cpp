// What is taken off and added to the priced lines of a quote, in the order of quote.h.
#include <algorithm>

#include "core/booking/quote_lines.h"

namespace lobby::booking {
namespace {

using catalog::Catalog;
using catalog::Service;

bool concerns(const std::vector<ServiceId>& services, const ServiceId& service) {
  return services.empty() || std::ranges::find(services, service) != services.end();
}

bool is_given(const catalog::Offer& offer, const Selection& selection, const QuoteTerms& terms) {
  const bool theirs = offer.audience == catalog::Audience::tier ? terms.tier >= offer.tier_min
                                                                : terms.first_booking;
  return theirs && concerns(offer.services, selection.service) &&
         (!offer.booked || offer.booked->contains(terms.booked_on));
}

// Of what the guest could have, the largest; of equal ones the first.
void add_offer(const Catalog& catalog, const Selection& selection, const QuoteTerms& terms,
               std::vector<Adjustment>& adjustments) {
  const catalog::Offer* best = nullptr;
  for (const catalog::Offer& offer : catalog.offers) {
    if (is_given(offer, selection, terms) && (best == nullptr || best->percent < offer.percent)) {
      best = &offer;
    }
  }
  if (best != nullptr) {
    const LineKind kind =
        best->audience == catalog::Audience::tier ? LineKind::tier_offer : LineKind::first_booking;
    adjustments.push_back({kind, best->percent, best->id.text()});
  }
}

void add_public_rules(const Catalog& catalog, const Service& service, const Selection& selection,
                      const QuoteTerms& terms, std::vector<Adjustment>& adjustments) {
  for (std::size_t index = 0; index < service.long_stay.size(); ++index) {
    const catalog::Rebate& rebate = service.long_stay[index];
    const bool last = index + 1 == service.long_stay.size();
    const std::int32_t until = last ? selection.nights : service.long_stay[index + 1].from - 1;
    if (selection.nights >= rebate.from) {
      adjustments.push_back({LineKind::long_stay,
                             rebate.percent,
                             {},
                             {},
                             rebate.from,
                             std::min(until, selection.nights)});
    }
  }
  const auto group = std::ranges::find_if(
      service.group.rbegin(), service.group.rend(),
      [&](const catalog::Rebate& rebate) { return selection.party.total() >= rebate.from; });
  if (group != service.group.rend()) {
    adjustments.push_back({LineKind::group, group->percent});
  }
  add_offer(catalog, selection, terms, adjustments);
}

bool is_of_service(LineKind kind) {
  return is_priced(kind) && kind != LineKind::add_on && kind != LineKind::included;
}

// Adds line after line and keeps what is left of the price.
class QuoteSum {
 public:
  QuoteSum(const catalog::Site& site, const Selection& selection, std::vector<QuoteLine> priced);

  void take(const Adjustment& adjustment);
  void add_service_and_tax();
  void round();
  Quote take_quote();

 private:
  Money base_of(const Adjustment& adjustment) const;
  void push(LineKind kind, Money unit, Money amount, std::int32_t percent,
            const std::string& source);

  const catalog::Site& site_;
  const Selection& selection_;
  std::vector<QuoteLine> lines_;
  Money of_service_;  // without add-ons, less what was taken off; not below zero
  Money total_;
};

QuoteSum::QuoteSum(const catalog::Site& site, const Selection& selection,
                   std::vector<QuoteLine> priced)
    : site_(site),
      selection_(selection),
      lines_(std::move(priced)),
      of_service_{0, site.currency},
      total_{0, site.currency} {
  for (QuoteLine& line : lines_) {
    line.amount = line.unit * line.count;
    if (line.kind == LineKind::extra_adult || line.kind == LineKind::extra_child) {
      line.amount = line.amount * line.days;
    }
    total_ = total_ + line.amount;
    if (is_of_service(line.kind)) {
      of_service_ = of_service_ + line.amount;
    }
  }
}

void QuoteSum::push(LineKind kind, Money unit, Money amount, std::int32_t percent,
                    const std::string& source) {
  if (amount.is_zero()) {
    return;
  }
  QuoteLine line;
  line.kind = kind;
  line.date = selection_.date;
  line.unit = unit;
  line.amount = amount;
  line.percent = percent;
  line.source = source;
  lines_.push_back(std::move(line));
  total_ = total_ + amount;
}

Money QuoteSum::base_of(const Adjustment& adjustment) const {
  if (adjustment.kind == LineKind::voucher) {
    return total_;
  }
  if (adjustment.kind != LineKind::long_stay) {
    return of_service_;
  }
  Money nights{0, site_.currency};
  for (const QuoteLine& line : lines_) {
    const std::int32_t number = line.date.days() - selection_.date.days() + 1;
    if (line.kind == LineKind::night && number >= adjustment.first_night &&
        number <= adjustment.last_night) {
      nights = nights + line.amount;
    }
  }
  return nights;
}

void QuoteSum::take(const Adjustment& adjustment) {
  const Money zero{0, site_.currency};
  const Money base = base_of(adjustment);
  const bool by_percent = adjustment.percent > 0;
  const Money off =
      by_percent ? percent_of(base, adjustment.percent) : std::min(adjustment.worth, base);
  push(adjustment.kind, by_percent ? base : adjustment.worth, zero - off, adjustment.percent,
       adjustment.source);
  if (adjustment.kind != LineKind::voucher) {
    of_service_ = of_service_ - off;
  }
}

void QuoteSum::add_service_and_tax() {
  if (site_.service_added) {
    push(LineKind::service_charge, total_, percent_of(total_, site_.service_percent),
         site_.service_percent, {});
  }
  if (site_.tax_added) {
    push(LineKind::tax, total_, percent_of(total_, site_.tax_percent), site_.tax_percent, {});
  }
}

void QuoteSum::round() {
  const std::int64_t unit_minor =
      site_.cash_unit.is_zero() ? site_.currency.cash_unit_minor() : site_.cash_unit.amount_minor;
  push(LineKind::rounding, {unit_minor, site_.currency}, rounded_to(total_, unit_minor) - total_, 0,
       {});
}

Quote QuoteSum::take_quote() {
  Quote quote;
  quote.lines = std::move(lines_);
  quote.total = total_;
  quote.first_unit = first_unit_of(quote.lines, quote.total);
  quote.tax_percent = site_.tax_added ? 0 : site_.tax_percent;
  quote.service_percent = site_.service_added ? 0 : site_.service_percent;
  return quote;
}

}  // namespace

std::vector<Adjustment> adjustments_of(const Catalog& catalog, const Selection& selection,
                                       const QuoteTerms& terms) {
  const Service* service = catalog.service(selection.service);
  CHECK(service != nullptr);
  const catalog::Contract* contract = terms.contract ? catalog.contract(*terms.contract) : nullptr;
  std::vector<Adjustment> adjustments;
  if (service->package_percent > 0) {
    adjustments.push_back({LineKind::package, service->package_percent});
  }
  if (contract == nullptr) {
    add_public_rules(catalog, *service, selection, terms, adjustments);
  } else if (contract->rates_of(service->id) == nullptr && contract->percent > 0) {
    adjustments.push_back({LineKind::contract, contract->percent, contract->id.text()});
  }
  for (const VoucherTerm& voucher : terms.vouchers) {
    adjustments.push_back({LineKind::voucher, voucher.percent, voucher.code, voucher.amount});
  }
  return adjustments;
}

Quote settled(const catalog::Site& site, const Selection& selection, std::vector<QuoteLine> priced,
              const std::vector<Adjustment>& adjustments) {
  QuoteSum sum(site, selection, std::move(priced));
  for (const Adjustment& adjustment : adjustments) {
    sum.take(adjustment);
  }
  sum.add_service_and_tax();
  sum.round();
  return sum.take_quote();
}

}  // namespace lobby::booking
