// Payment plans whose time has come, one transaction each, then the waiting list.
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
  office::JournalEntry entry;
  entry.action = action;
  entry.subject = "booking " + booking.id.text();
  return service::append_journal(work, {entry});
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
  const booking::PaymentState state =
      booking::payment_state(current.plan, service::paid_towards_plan(open->folio), work.now);
  if (waits && state.step == PaymentStep::release) {
    Result<Booking> after = released(work, current, tended);
    if (!after) {
      return after.error();
    }
    current = *std::move(after);
  } else if (waits && (state.step == PaymentStep::remind || state.step == PaymentStep::overdue)) {
    if (Status told = remind(work, current, state, tended); !told) {
      return told;
    }
  }
  return service::plan_next_look(work, current, open->folio);
}

Status tend_plans(const service::Office& office, UtcTime now, Tended& tended) {
  Tended done_here;
  const Status looked = office.store.run(office.site(), [&](port::ServerTransaction& store) {
    done_here = {};
    const Work work{office, store, now};
    const auto due = store.office().records_due(RecordKind::plan, now, plans_at_once);
    if (!due) {
      return Status(due.error());
    }
    for (const port::Record& record : *due) {
      if (Status tended_one = look_at_plan(work, BookingId(record.id.bytes()), done_here);
          !tended_one) {
        return tended_one;
      }
    }
    return done();
  });
  if (looked) {
    tended.reminded += done_here.reminded;
    tended.released += done_here.released;
  }
  return looked;
}

// Contacts of bookings that are over, quotes that nobody keeps to.
Status forget(const service::Office& office, RecordKind kind, UtcTime now) {
  return office.store.run(office.site(), [&](port::ServerTransaction& store) {
    return store.office().forget_records(kind, now);
  });
}

// Whether there is anything to do; asked first, so that a quiet house writes nothing.
Result<bool> anything_due(const service::Office& office, UtcTime now) {
  bool due = false;
  const Status looked = office.store.read(office.site(), [&](port::ServerTransaction& store) {
    const auto plans = store.office().records_due(RecordKind::plan, now, 1);
    const auto waiting =
        store.office().records_with(RecordKind::waiting, protocol::open_key, {}, 1);
    const auto answers = store.office().records_due(RecordKind::answer, now, 1);
    if (!plans || !waiting || !answers) {
      return Status(!plans ? plans.error() : !waiting ? waiting.error() : answers.error());
    }
    due = !plans->empty() || !waiting->empty() || !answers->empty();
    return done();
  });
  return looked ? Result<bool>(due) : looked.error();
}

}  // namespace

Result<Tended> tend(const service::Office& office, UtcTime now) {
  Tended tended;
  const Result<bool> due = anything_due(office, now);
  if (!due || !*due) {
    return due ? Result<Tended>(tended) : due.error();
  }
  if (Status looked = tend_plans(office, now, tended); !looked) {
    return looked.error();
  }
  const Result<std::int32_t> offered = tend_waiting(office, now);
  if (!offered) {
    return offered.error();
  }
  tended.offered = *offered;
  Status forgotten = forget_answers(office, now);
  forgotten = forgotten ? forget(office, RecordKind::contact, now) : forgotten;
  forgotten = forgotten ? forget(office, RecordKind::quote, now) : forgotten;
  return forgotten ? Result<Tended>(tended) : forgotten.error();
}

}  // namespace lobby::reservation
