// One place where the parts of a booking are put together.
#include "core/booking/draft.h"

namespace lobby::booking {

Booking draft_of(const catalog::Catalog& catalog, const Selection& selection, const ZoneRules& zone,
                 UtcTime now) {
  return draft_of(catalog, selection, quote_of(catalog, selection), zone, now);
}

Booking draft_of(const catalog::Catalog& catalog, const Selection& selection, const Quote& quote,
                 const ZoneRules& zone, UtcTime now) {
  const catalog::Service* service = catalog.service(selection.service);
  CHECK(service != nullptr);
  const catalog::Policy* policy = catalog.policy(service->policy);
  CHECK(policy != nullptr);
  Booking draft;
  draft.site = catalog.site.id;
  draft.selection = selection;
  draft.quote = quote;
  draft.window = window_of(catalog, selection, zone);
  draft.policy = resolve(*policy, draft.quote, selection.date, draft.window.from, zone, now);
  if (policy->deposit) {
    draft.plan = plan_of(*policy->deposit, draft.quote, selection, draft.window, now);
  }
  draft.demand = demand_of(catalog, selection);
  return draft;
}

}  // namespace lobby::booking
