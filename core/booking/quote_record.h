// A quote as it was given to somebody: from what it was made, when, and until when the house keeps
// to it. Whoever has the catalogue of that version can reckon it again. Any thread.
#pragma once

#include <cstdint>

#include "core/base/id.h"
#include "core/base/result.h"
#include "core/base/time.h"
#include "core/booking/quote.h"
#include "core/booking/selection.h"
#include "core/catalog/catalog.h"

namespace lobby::booking {

using QuoteId = Id<struct QuoteTag>;

struct QuoteRecord {
  QuoteId id;
  std::int64_t catalog_version = 0;
  Selection selection;
  UtcTime made_at;
  UtcTime valid_until;
  Quote quote;  // with its terms

  bool operator==(const QuoteRecord&) const = default;
};

// What is asked of whom.
struct QuoteRequest {
  QuoteId id;
  std::int64_t catalog_version = 0;
  Selection selection;
  QuoteTerms terms{};  // booked_on is set to the day at the site

  bool operator==(const QuoteRequest&) const = default;
};

// How long a selection can be booked: until it begins, nights and days to the end of their first
// day. REQUIRES: check_selection() passed.
UtcTime bookable_until(const catalog::Catalog& catalog, const Selection& selection,
                       const ZoneRules& zone);

// Valid for the site's quote_minutes, but not longer than the selection can be booked. Errors:
// those of check_selection() and check_terms().
Result<QuoteRecord> make_quote(const catalog::Catalog& catalog, const ZoneRules& zone,
                               const QuoteRequest& request, UtcTime now);

// Errors: expired.
Status check_quote(const QuoteRecord& record, UtcTime now);

// The quote follows from its inputs. REQUIRES: the catalogue of record.catalog_version.
bool reproduces(const catalog::Catalog& catalog, const QuoteRecord& record);

}  // namespace lobby::booking
