// Payment plans whose time has come, one transaction each, then the waiting list, then what is old.
// Each finds out by reading whether there is anything to do, so that a quiet house writes nothing.
#include "core/reservation/care.h"

#include "core/reservation/waiting.h"
#include "core/service/booking_steps.h"
#include "core/service/books.h"
#include "core/service/journal.h"

namespace lobby::reservation {
namespace {

using booking::Booking;
using booking::PaymentStep;
using port::RecordKind;

constexpr std::size_t plans_at_once = 64;

Status note(const Work& work, const Booking& booking, const std::string& action) {
  return service::append_journal(work,
                                 {service::entry_by({}, action, service::subject_of(booking))});
}

Status remind(const Work& work, const Booking& booking, const booking::PaymentState& state,
              Tended& tended) {
  const bool overdue = state.step == PaymentStep::overdue;
  const std::string what =
      "the " + std::string(name_of(state.due.value_or(booking::DueKind::deposit))) + " of " +
      money_text(state.missing) + (overdue ? " is overdue" : " is due soon") +
      "; tell the guest, or the booking is released";
  tended.reminded += 1;
  const Status told = service::tell_staff(work, booking, ErrorCode::expired, what);
  return told ? note(work, booking, overdue ? "payment_overdue" : "remind_payment") : told;
}

Result<Booking> released(const Work& work, const Booking& booking, Tended& tended) {
  const booking::Act act{booking::Command::release,
                         work.now,
                         DeviceId{},
                         booking::Channel::staff,
                         std::string("the office"),
                         std::string("not paid in time")};
  Result<Booking> after = service::end_booking(
      work, booking, act, {.settlement = booking::Settlement::waived, .seed = booking.id.bytes()});
  if (!after) {
    return after;
  }
  tended.released += 1;
  if (Status told =
          service::tell_staff(work, *after, ErrorCode::expired,
                              "it was not paid in time and is released; see its folio for money "
                              "that goes back");
      !told) {
    return told.error();
  }
  const Status noted = note(work, *after, "release_booking");
  return noted ? after : noted.error();
}

// Looks at one plan; the record then says when to look again.
Status look_at_plan(const Work& work, BookingId id, Tended& tended) {
  const Result<Booking> booking = service::known_booking(work, id);
  if (!booking) {
    return booking.error();
  }
  Result<service::OpenFolio> open = service::open_folio(work, *booking);
  if (!open) {
    return open.error();
  }
  Booking current = *booking;
  const bool waits = current.state == booking::BookingState::awaiting_deposit ||
                     current.state == booking::BookingState::confirmed;
  const Result<booking::PaymentState> state = service::plan_state(work, current, open->folio);
  if (!state) {
    return state.error();
  }
  const PaymentStep step = state->step;
  if (waits && step == PaymentStep::release) {
    Result<Booking> after = released(work, current, tended);
    if (!after) {
      return after.error();
    }
    current = *std::move(after);
  } else if (waits && (step == PaymentStep::remind || step == PaymentStep::overdue)) {
    if (Status told = remind(work, current, *state, tended); !told) {
      return told;
    }
  }
  return service::plan_next_look(work, current, open->folio);
}

Result<std::vector<BookingId>> due_plans(const service::Office& office, UtcTime now) {
  std::vector<BookingId> due;
  const Status read = office.store.read(office.site(), [&](port::ServerTransaction& store) {
    due.clear();
    const auto records = store.office().records_due(RecordKind::plan, now, plans_at_once);
    if (!records) {
      return Status(records.error());
    }
    for (const port::Record& record : *records) {
      due.emplace_back(record.id.bytes());
    }
    return done();
  });
  return read ? Result<std::vector<BookingId>>(std::move(due)) : read.error();
}

// Each on its own: one that cannot be looked at does not hold up the others. The first error.
Status tend_plans(const service::Office& office, UtcTime now, Tended& tended) {
  const Result<std::vector<BookingId>> due = due_plans(office, now);
  if (!due) {
    return due.error();
  }
  Status first = done();
  for (const BookingId& id : *due) {
    Tended one;
    const Status looked = office.store.run(office.site(), [&](port::ServerTransaction& store) {
      one = {};
      return look_at_plan({office, store, now}, id, one);
    });
    if (looked) {
      tended.reminded += one.reminded;
      tended.released += one.released;
    } else if (first) {
      first = looked;
    }
  }
  return first;
}

// Answers that nobody repeats any more, lookups of bookings that are over, quotes that nobody
// keeps to; where there are none, nothing is written.
Status forget_old(const service::Office& office, UtcTime now) {
  std::vector<RecordKind> due;
  Status looked = office.store.read(office.site(), [&](port::ServerTransaction& store) {
    due.clear();
    for (const RecordKind kind : {RecordKind::answer, RecordKind::lookup, RecordKind::quote}) {
      const auto first = store.office().records_due(kind, now, 1);
      if (!first) {
        return Status(first.error());
      }
      if (!first->empty()) {
        due.push_back(kind);
      }
    }
    return done();
  });
  if (!looked || due.empty()) {
    return looked;
  }
  return office.store.run(office.site(), [&](port::ServerTransaction& store) {
    for (const RecordKind kind : due) {
      if (Status forgotten = store.office().forget_records(kind, now); !forgotten) {
        return forgotten;
      }
    }
    return done();
  });
}

}  // namespace

Result<Tended> tend(const service::Office& office, UtcTime now) {
  Tended tended;
  const Status plans = tend_plans(office, now, tended);
  const Result<std::int32_t> offered = tend_waiting(office, now);
  tended.offered = offered ? *offered : 0;
  const Status forgotten = forget_old(office, now);
  if (!plans || !offered || !forgotten) {
    return !plans ? plans.error() : !offered ? offered.error() : forgotten.error();
  }
  return tended;
}

}  // namespace lobby::reservation
