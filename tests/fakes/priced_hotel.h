// The sample hotel with every rule about prices: seasons, long stays, groups, extra people, offers,
// a contract, a composite and an unlimited service. validate() finds no fault in it.
// Any thread.
#pragma once

#include "core/booking/quote.h"
#include "core/catalog/catalog.h"

namespace lobby::tests {

// King rooms: up to three at once, extra people above two, 10% off from the 5th night and 20% from
// the 8th, 120% from 10 to 20 January 2027. Spa: 10% off for three and more. Offers of 5% (tier 1),
// 12% (tier 3) and 8% (first booking in December 2026). The company "acme" pays 600 for a king room
// and 10% less for the rest. "weekend" is a king night and, on the next day, an hour of spa that
// may be left out, at 10% off; "cloakroom" is unlimited.
catalog::Catalog priced_hotel();
booking::Selection weekend(LocalDate first, std::int32_t people);
booking::Selection cloakroom(LocalDate date);

}  // namespace lobby::tests
