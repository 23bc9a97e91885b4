// Going through days, and judging by the scarcest slot.
#include "core/booking/availability.h"

#include <algorithm>
#include <cstdlib>
#include <limits>
#include <tuple>

#include "core/base/limits.h"
#include "core/booking/quote.h"

namespace lobby::booking {
namespace {

using catalog::Service;

// Of a service: runs of `length` blocks that follow each other without a gap.
std::vector<std::vector<std::int32_t>> runs_of(const Service& service, std::size_t length) {
  std::vector<std::vector<std::int32_t>> runs;
  for (std::size_t from = 0; from + length <= service.blocks.size(); ++from) {
    std::vector<std::int32_t> starts;
    for (std::size_t at = from; at < from + length; ++at) {
      const bool gap =
          at > from && service.blocks[at].start_minute != service.blocks[at - 1].end_minute;
      if (gap) {
        break;
      }
      starts.push_back(service.blocks[at].start_minute);
    }
    if (starts.size() == length) {
      runs.push_back(std::move(starts));
    }
  }
  return runs;
}

// The wish on one day, in every way that is open to it.
std::vector<Selection> wishes_on(const Service& service, const Selection& wish, LocalDate date) {
  Selection moved = wish;
  moved.date = date;
  if (!service.by_block()) {
    return {moved};
  }
  std::vector<Selection> wishes;
  for (std::vector<std::int32_t>& starts :
       runs_of(service, std::max<std::size_t>(1, wish.block_starts.size()))) {
    moved.block_starts = std::move(starts);
    wishes.push_back(moved);
  }
  return wishes;
}

bool is_few(const Market& market, const Service& service, std::int32_t left) {
  return std::ranges::any_of(catalog::pools_of(market.catalog, service), [&](const PoolId& id) {
    const catalog::Pool* pool = market.catalog.pool(id);
    return pool != nullptr && left <= pool->few_left;
  });
}

void add_if_vacant(const Market& market, const Service& service, const Selection& wish,
                   std::vector<Vacancy>& found) {
  if (!check_selection(market.catalog, wish, market.zone, market.now)) {
    return;
  }
  const std::int32_t left = bookings_left(market, wish);
  if (left > 0) {
    found.push_back(
        {wish, left, is_few(market, service, left), quote_of(market.catalog, wish).total});
  }
}

// Whether it is the day that stands in the way, or something that no day would mend. Errors: the
// latter.
Status check_apart_from_days(const Market& market, const Selection& wish) {
  Status offered = check_selection(market.catalog, wish, market.zone, market.now);
  return offered || offered.error().code == ErrorCode::policy_refused ? done() : offered;
}

std::int32_t start_of(const Selection& selection) {
  return selection.block_starts.empty() ? 0 : selection.block_starts.front();
}

}  // namespace

std::int32_t bookings_left(const Market& market, const Selection& selection) {
  std::int32_t left = std::numeric_limits<std::int32_t>::max();
  for (const inventory::SlotUnits& need : demand_of(market.catalog, selection)) {
    left = std::min(left, std::max(0, market.free(need.slot)) / need.units);
  }
  return left;
}

Result<std::vector<Vacancy>> vacancies(const Market& market, const Selection& wish, LocalDate first,
                                       LocalDate last) {
  const Service* service = market.catalog.service(wish.service);
  if (service == nullptr) {
    return fail(ErrorCode::not_found, "no service " + wish.service.text());
  }
  if (first > last || last.days() - first.days() >= limits::horizon_days_max) {
    return fail(ErrorCode::out_of_range,
                "a search looks at 1 to " + std::to_string(limits::horizon_days_max) + " days");
  }
  Selection any_time = wish;
  if (service->by_block() && wish.block_starts.empty()) {
    any_time.block_starts = {service->blocks.front().start_minute};
  }
  if (Status offered = check_apart_from_days(market, any_time); !offered) {
    return offered.error();
  }
  std::vector<Vacancy> found;
  for (LocalDate date = first; date <= last; date = date.plus_days(1)) {
    for (const Selection& one : wishes_on(*service, wish, date)) {
      add_if_vacant(market, *service, one, found);
    }
  }
  return found;
}

Result<std::vector<Vacancy>> nearest(const Market& market, const Selection& wish,
                                     const Nearness& nearness) {
  Result<std::vector<Vacancy>> found =
      vacancies(market, wish, wish.date.plus_days(-nearness.days_around),
                wish.date.plus_days(nearness.days_around));
  if (!found) {
    return found;
  }
  std::erase_if(*found, [&](const Vacancy& one) { return one.selection == wish; });
  const auto distance = [&](const Vacancy& one) {
    return std::tuple(std::abs(one.selection.date.days() - wish.date.days()),
                      std::abs(start_of(one.selection) - start_of(wish)), one.selection.date,
                      start_of(one.selection));
  };
  std::ranges::stable_sort(*found, {}, distance);
  found->resize(std::min(found->size(), nearness.count));
  return found;
}

std::vector<Vacancy> substitutes(const Market& market, const Selection& wish) {
  std::vector<Vacancy> found;
  const Service* wanted = market.catalog.service(wish.service);
  if (wanted == nullptr) {
    return found;
  }
  for (const Service& service : market.catalog.services) {
    if (service.id == wanted->id || service.category != wanted->category ||
        service.kind != wanted->kind) {
      continue;
    }
    Selection other = wish;
    other.service = service.id;
    other.parts_left_out.clear();
    std::erase_if(other.add_ons, [&](const AddOnChoice& choice) {
      return std::ranges::find(service.add_ons, choice.id) == service.add_ons.end();
    });
    add_if_vacant(market, service, other, found);
  }
  std::ranges::stable_sort(found,
                           [](const Vacancy& a, const Vacancy& b) { return a.total < b.total; });
  return found;
}

}  // namespace lobby::booking
