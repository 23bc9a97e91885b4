// Work orders are derived, duties and wordings are records.
#include "core/reservation/house.h"

#include <algorithm>

#include "core/booking/requirements.h"
#include "core/office/work_order.h"
#include "core/protocol/office_codec.h"
#include "core/service/books.h"
#include "core/service/journal.h"
#include "core/service/lookups.h"
#include "core/service/minors.h"
#include "core/service/terms.h"

namespace lobby::reservation {
namespace {

using booking::Booking;
using office::MinorStay;

Result<MinorStay> known_stay(const Work& work, BookingId id) {
  const Result<Booking> booking = service::known_booking(work, id);
  if (!booking) {
    return booking.error();
  }
  auto stay = service::minor_stay_of(work, *booking);
  if (!stay) {
    return stay.error();
  }
  return *stay ? Result<MinorStay>(*std::move(*stay))
               : fail(ErrorCode::not_found, "no minor stays with booking " + booking->code.text() +
                                                ", as far as we know");
}

// Those of a department on a day. A booking is found by the days it was made for; where a later
// catalogue moved all that began on this one, its orders are shown as they are now.
void add_orders(const service::Office& office, const Booking& booking,
                const DepartmentId& department, LocalDate day,
                std::vector<office::WorkOrder>& page) {
  std::vector<office::WorkOrder> orders =
      office::work_orders_of(office.catalog, office.zone, booking);
  const auto begins_today = [&](const office::WorkOrder& order) {
    return office.zone.to_local(order.starts_at).date == day;
  };
  const bool moved = std::ranges::none_of(orders, begins_today);
  for (office::WorkOrder& order : orders) {
    if (order.department == department && (moved || begins_today(order))) {
      page.push_back(std::move(order));
    }
  }
}

bool takes_back(const office::MinorDuties& before, const office::MinorDuties& after) {
  return (before.identity_checked && !after.identity_checked) ||
         (before.guardian_asked && !after.guardian_asked) ||
         (before.companions_asked && !after.companions_asked) ||
         (before.watched && !after.watched) ||
         (before.suspicion_reported && !after.suspicion_reported);
}

Status check_order(const protocol::DutiesOrder& order) {
  if (order.head.actor.empty()) {
    return fail(ErrorCode::missing_field, "actor: say who did it; it is kept with the record");
  }
  if (!order.guardian) {
    return done();
  }
  const Status named = office::check_guardian(*order.guardian);
  return named ? done() : Status(fail(named.error().code, "guardian: " + named.error().detail));
}

Result<MinorStay> recorded(const Visit& visit, BookingId id, const protocol::DutiesOrder& order) {
  Result<MinorStay> stay = known_stay(visit.work, id);
  if (!stay) {
    return stay;
  }
  if (stay->version != order.base_version) {
    return fail(ErrorCode::version_conflict, "base_version: the record is at version " +
                                                 std::to_string(stay->version) +
                                                 "; look at it again");
  }
  if (takes_back(stay->duties, order.duties)) {
    return fail(ErrorCode::policy_refused,
                "duties: what is recorded as done stays; say in a remark what was wrong");
  }
  stay->duties = order.duties;
  stay->guardian = order.guardian ? order.guardian : stay->guardian;
  stay->version += 1;
  const Status saved = service::save_minor_stay(visit.work, *stay);
  return saved ? stay : saved.error();
}

}  // namespace

Result<std::string> list_work_orders(const Request& request, const DepartmentId& department,
                                     LocalDate day, BookingId after, std::size_t limit) {
  const std::string subject = "department " + department.text() + " " + day.text();
  return look_at(
      request, {"list_work_orders", subject, Access::staff_only},
      [&](const Visit& visit) -> Result<std::string> {
        const service::Office& office = visit.work.office;
        if (office.catalog.department(department) == nullptr) {
          return fail(ErrorCode::not_found,
                      "department: the catalogue has no department " + department.text());
        }
        const auto found = visit.work.store.office().records_with(
            port::RecordKind::lookup, service::work_day_key(day), port::RecordId(after.bytes()),
            limit);
        if (!found) {
          return found.error();
        }
        std::vector<office::WorkOrder> page;
        for (const port::Record& record : *found) {
          const Result<Booking> booking =
              service::known_booking(visit.work, BookingId(record.id.bytes()));
          if (!booking) {
            return booking.error();
          }
          add_orders(office, *booking, department, day, page);
        }
        const bool full = found->size() == limit;
        return protocol::page_json(page, full ? BookingId(found->back().id.bytes()).text() : "");
      });
}

Result<std::string> read_duties(const Request& request, BookingId id) {
  return look_at(request, {"read_duties", service::subject_of(id), Access::staff_only},
                 [&](const Visit& visit) -> Result<std::string> {
                   const Result<MinorStay> stay = known_stay(visit.work, id);
                   return stay ? Result<std::string>(protocol::to_json(*stay)) : stay.error();
                 });
}

Result<std::string> record_duties(const Request& request, BookingId id,
                                  const protocol::DutiesOrder& order) {
  if (Status sound = check_order(order); !sound) {
    return sound.error();
  }
  return carry_out(request, order.head,
                   {"record_duties", service::subject_of(id), Access::staff_only},
                   [&](const Visit& visit) -> Result<std::string> {
                     const Result<MinorStay> stay = recorded(visit, id, order);
                     return stay ? Result<std::string>(protocol::to_json(*stay)) : stay.error();
                   });
}

Status check_duties(const Work& work, const Booking& booking, booking::Command command) {
  const bool comes = command == booking::Command::check_in;
  if (!comes && command != booking::Command::complete) {
    return done();
  }
  const auto stay = service::minor_stay_of(work, booking);
  if (!stay || !*stay) {
    return stay ? done() : Status(stay.error());
  }
  return comes ? office::may_check_in(**stay) : office::may_complete(**stay);
}

Status begin_duties(const Visit& visit, const Booking& booking, const protocol::PlaceOrder& order) {
  const catalog::Catalog& catalog = visit.work.office.catalog;
  const LocalDate day = booking.selection.date;
  const bool minor = std::ranges::any_of(order.birth_dates, [&](LocalDate birth) {
    return booking::age_on(birth, day) < catalog.risk.adult_age;
  });
  const bool owed = office::hosts_minors(catalog, booking.selection) ||
                    (minor && office::sleeps_in(catalog, booking.selection));
  return owed ? service::save_minor_stay(visit.work, {booking.id, order.guardian, {}, 1}) : done();
}

Result<std::string> read_terms(const Request& request, BookingId id) {
  return ask(request, Access::every_device, [&](const Visit& visit) -> Result<std::string> {
    const Result<Booking> booking = service::known_booking(visit.work, id);
    if (!booking) {
      return booking.error();
    }
    const Result<office::Terms> terms = service::terms_of(visit.work, booking->policy);
    return terms ? Result<std::string>(protocol::to_json(*terms)) : terms.error();
  });
}

}  // namespace lobby::reservation
