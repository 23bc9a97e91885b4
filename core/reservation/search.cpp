// Three searches on one market.
#include "core/reservation/search.h"

#include <algorithm>

#include "core/protocol/office_codec.h"
#include "core/reservation/market.h"

namespace lobby::reservation {
namespace {

using booking::Market;
using booking::Vacancy;
using protocol::AvailabilityReply;

Result<AvailabilityReply> reply_to(const Market& market, const protocol::AvailabilityQuery& query) {
  Result<std::vector<Vacancy>> vacancies =
      booking::vacancies(market, query.wish, query.first, query.last);
  if (!vacancies) {
    return vacancies.error();
  }
  AvailabilityReply reply{*std::move(vacancies), {}, {}};
  const bool can_be_had =
      booking::check_selection(market.catalog, query.wish, market.zone, market.now).ok() &&
      booking::bookings_left(market, query.wish) > 0;
  if (can_be_had) {
    return reply;
  }
  Result<std::vector<Vacancy>> nearest = booking::nearest(market, query.wish, {});
  if (!nearest) {
    return nearest.error();
  }
  reply.nearest = *std::move(nearest);
  reply.substitutes = booking::substitutes(market, query.wish);
  return reply;
}

}  // namespace

Result<std::string> search(const Request& request, const protocol::AvailabilityQuery& query) {
  return ask(request, Access::every_device, [&](const Visit& visit) -> Result<std::string> {
    const Result<AvailabilityReply> reply =
        on_market(visit.work, [&](const Market& market) { return reply_to(market, query); });
    return reply ? Result<std::string>(protocol::to_json(*reply)) : reply.error();
  });
}

}  // namespace lobby::reservation
