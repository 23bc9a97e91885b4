// What staff do with a booking that is there.
#include <algorithm>

#include "core/protocol/codec.h"
#include "core/reservation/bookings.h"
#include "core/reservation/house.h"
#include "core/service/booking_steps.h"
#include "core/service/books.h"
#include "core/service/lookups.h"

namespace lobby::reservation {
namespace {

using booking::Booking;
using booking::Command;

bool is_step_of_staff(Command command) {
  constexpr Command allowed[] = {Command::approve,      Command::refuse,        Command::confirm,
                                 Command::check_in,     Command::undo_check_in, Command::complete,
                                 Command::mark_no_show, Command::release};
  return std::ranges::find(allowed, command) != std::end(allowed);
}

Status check_step(const protocol::StepOrder& order) {
  if (!is_step_of_staff(order.command)) {
    return fail(ErrorCode::forbidden,
                std::string(name_of(order.command)) + " is no step; it has a way of its own");
  }
  if (order.arrivals != 0 && order.command != Command::check_in) {
    return fail(ErrorCode::forbidden, "arrivals: belong to check_in");
  }
  const bool needs_reason = order.command == Command::refuse || order.command == Command::release;
  if (needs_reason && order.reason.empty()) {
    return fail(ErrorCode::missing_field,
                "reason: say why; the guest is told, and it stands in the history");
  }
  return done();
}

// What ends a booking settles its folio too; only a no-show costs.
bool ends_it(Command command) {
  return command == Command::refuse || command == Command::release ||
         command == Command::mark_no_show;
}

// Only on the days of the booking, as a ticket would say.
Status check_hours(const Work& work, const Booking& booking) {
  if (work.now < booking.window.valid_from) {
    return fail(ErrorCode::policy_refused, "command: the booking begins at " +
                                               service::moment_text(work, booking.window.from) +
                                               "; nobody checks in before that day");
  }
  return work.now < booking.window.until
             ? done()
             : Status(fail(ErrorCode::policy_refused,
                           "command: the booking ended at " +
                               service::moment_text(work, booking.window.until)));
}

// In or out by name: the ticket admits nobody else once all are in.
Result<Booking> checked_in(const Visit& visit, const Booking& before, const booking::Act& act) {
  const Work& work = visit.work;
  if (act.command == Command::check_in) {
    if (Status open = check_hours(work, before); !open) {
      return open.error();
    }
  }
  Result<Booking> after = service::next_step(before, act);
  if (!after) {
    return after;
  }
  if (Status saved = service::save_and_tell(work, *after); !saved) {
    return saved.error();
  }
  const bool all_in = after->state == booking::BookingState::checked_in && after->awaited == 0;
  const Status told = service::set_admission(work, *after, all_in, visit.device);
  return told ? after : told.error();
}

Result<Booking> stepped(const Visit& visit, const Booking& before,
                        const protocol::StepOrder& order) {
  booking::Act act = visit.act(order.command, order.head, order.reason);
  act.arrivals = order.arrivals;
  if (Status kept = check_duties(visit.work, before, order.command); !kept) {
    return kept.error();
  }
  if (order.command == Command::check_in || order.command == Command::undo_check_in) {
    return checked_in(visit, before, act);
  }
  if (ends_it(order.command)) {
    const auto settlement = order.command == Command::mark_no_show ? booking::Settlement::fee
                                                                   : booking::Settlement::waived;
    return service::end_booking(visit.work, before, act,
                                {.settlement = settlement, .seed = order.head.id.bytes()});
  }
  Booking promised = before;
  if (order.command == Command::confirm || order.command == Command::approve) {
    // What it asked for was not the guest's to pay while the house had not agreed.
    promised.plan =
        booking::begun_at(before.plan, before.history.front().act.at, act.at, before.window);
  }
  Result<Booking> after = service::next_step(promised, act);
  if (!after) {
    return after;
  }
  if (!holds_units(before.state) && holds_units(after->state)) {
    if (Status taken = service::take_free_units(visit.work, after->demand); !taken) {
      return taken.error();
    }
  }
  if (Status saved = service::save_and_tell(visit.work, *after); !saved) {
    return saved.error();
  }
  if (Status found = service::renew_lookup(visit.work, *after); !found) {
    return found.error();
  }
  if (order.command == Command::complete) {
    // Those who never came do not come any more.
    if (Status shut = service::set_admission(visit.work, *after, true, visit.device); !shut) {
      return shut.error();
    }
  }
  Result<service::OpenFolio> open = service::open_folio(visit.work, *after);
  if (!open) {
    return open.error();
  }
  if (Status saved = service::save_folio(visit.work, *open); !saved) {
    return saved.error();
  }
  return service::settle(visit.work, *std::move(after), open->folio, act);
}

}  // namespace

Result<std::string> step_booking(const Request& request, BookingId id,
                                 const protocol::StepOrder& order) {
  if (Status sound = check_step(order); !sound) {
    return sound.error();
  }
  return carry_out(request, order.head,
                   {std::string(name_of(order.command)) + "_booking", "booking " + id.text(),
                    Access::staff_only},
                   [&](const Visit& visit) -> Result<std::string> {
                     const Result<Booking> before = service::known_booking(visit.work, id);
                     if (!before) {
                       return before.error();
                     }
                     if (Status current = service::check_base(*before, order.base_version);
                         !current) {
                       return current.error();
                     }
                     const Result<Booking> after = stepped(visit, *before, order);
                     return after ? Result<std::string>(protocol::to_json(*after)) : after.error();
                   });
}

}  // namespace lobby::reservation
