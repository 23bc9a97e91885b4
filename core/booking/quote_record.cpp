// Made from its inputs, and checked against them.
#include "core/booking/quote_record.h"

#include <algorithm>

namespace lobby::booking {

UtcTime bookable_until(const catalog::Catalog& catalog, const Selection& selection,
                       const ZoneRules& zone) {
  return catalog.service(selection.service)->by_block()
             ? window_of(catalog, selection, zone).from
             : zone.start_of(selection.date.plus_days(1));
}

Result<QuoteRecord> make_quote(const catalog::Catalog& catalog, const ZoneRules& zone,
                               const QuoteRequest& request, UtcTime now) {
  if (Status offered = check_selection(catalog, request.selection, zone, now); !offered) {
    return offered.error();
  }
  QuoteRecord record;
  QuoteTerms terms = request.terms;
  terms.booked_on = zone.to_local(now).date;
  if (Status sound = check_terms(catalog, request.selection, terms); !sound) {
    return sound.error();
  }
  record.id = request.id;
  record.catalog_version = request.catalog_version;
  record.selection = request.selection;
  record.made_at = now;
  record.valid_until = std::min(now + Duration::minutes(catalog.site.quote_minutes),
                                bookable_until(catalog, request.selection, zone));
  record.quote = quote_of(catalog, record.selection, terms);
  return record;
}

Status check_quote(const QuoteRecord& record, UtcTime now) {
  if (now < record.valid_until) {
    return done();
  }
  return fail(ErrorCode::expired,
              "quote: " + record.id.text() + " is no longer valid; ask for a new one");
}

bool reproduces(const catalog::Catalog& catalog, const QuoteRecord& record) {
  return catalog.service(record.selection.service) != nullptr &&
         quote_of(catalog, record.selection, record.quote.terms) == record.quote;
}

}  // namespace lobby::booking
