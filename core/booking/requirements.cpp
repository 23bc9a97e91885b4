// The strictest of a service and its parts.
#include "core/booking/requirements.h"

#include <algorithm>

namespace lobby::booking {
namespace {

void ask(Requirements& needed, const catalog::Service& service, std::int32_t people) {
  needed.approval =
      needed.approval || (service.approval_from_party > 0 && people >= service.approval_from_party);
  needed.identity = std::max(needed.identity, service.identity);
  needed.age_min = std::max(needed.age_min, service.age_min);
}

}  // namespace

Requirements requirements_of(const catalog::Catalog& catalog, const Selection& selection) {
  const std::int32_t people = selection.party.total();
  Requirements needed;
  ask(needed, *catalog.service(selection.service), people);
  for (const Selection& part : parts_of(catalog, selection)) {
    ask(needed, *catalog.service(part.service), people);
  }
  return needed;
}

std::int32_t age_on(LocalDate birth, LocalDate day) {
  const bool had_birthday =
      day.month() > birth.month() || (day.month() == birth.month() && day.day() >= birth.day());
  return day.year() - birth.year() - (had_birthday ? 0 : 1);
}

Status check_ages(const catalog::Catalog& catalog, const Selection& selection,
                  const std::vector<LocalDate>& birth_dates) {
  const std::int32_t least = requirements_of(catalog, selection).age_min;
  const bool old_enough = std::ranges::all_of(
      birth_dates, [&](LocalDate birth) { return age_on(birth, selection.date) >= least; });
  return old_enough ? done()
                    : Status(fail(ErrorCode::policy_refused,
                                  "party: " + selection.service.text() + " is for guests of " +
                                      std::to_string(least) + " years and more"));
}

}  // namespace lobby::booking
