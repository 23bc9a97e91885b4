// Asking gateway and terminal, with a transaction on either side of each question.
#include <algorithm>
#include <functional>

#include "core/reservation/payments.h"
#include "core/service/books.h"
#include "core/service/journal.h"
#include "core/service/payments.h"

namespace lobby::reservation {
namespace {

using payment::DueStep;
using payment::Method;
using payment::Outcome;
using payment::Payment;
using service::Office;

constexpr std::size_t payments_at_once = 256;

using Move = std::function<Result<Payment>(const Work&, const Payment&)>;

// Moves a stored payment, and gives it as it is afterwards.
Result<Payment> move_payment(const Office& office, payment::PaymentId id, UtcTime now,
                             const Move& move) {
  std::optional<Payment> moved;
  const Status done_so = office.store.run(office.site(), [&](port::ServerTransaction& store) {
    const Work work{office, store, now};
    const Result<Payment> before = service::known_payment(work, id);
    if (!before) {
      return Status(before.error());
    }
    const Result<Payment> after = move(work, *before);
    if (!after) {
      return Status(after.error());
    }
    moved = *after;
    return service::follow_payment(work, *before, *after);
  });
  return done_so ? Result<Payment>(*moved) : done_so.error();
}

// A task about the guest's money, noted, unless there is one of this payment and code already: what
// is asked about for ever would else be told for ever.
Status tell_once(const Work& work, const booking::Booking& booking, const Payment& payment,
                 const Error& what) {
  const OperationId task(payment.id.bytes());
  const Result<std::vector<port::StaffTask>> tasks = work.store.staff_tasks();
  if (!tasks) {
    return tasks.error();
  }
  if (std::ranges::any_of(*tasks, [&](const port::StaffTask& one) {
        return one.operation == task && one.code == what.code;
      })) {
    return done();
  }
  const Status told = work.store.add_staff_task(
      {task, DeviceId{}, work.now, what.code,
       "booking " + booking.code.text() + ": payment " + payment.id.text() + ": " + what.detail});
  return told ? service::append_journal(
                    work, {service::entry_by({}, "tell_staff", "payment " + payment.id.text())})
              : told;
}

Result<Payment> learn(const Work& work, const Payment& payment, const Outcome& outcome) {
  const Result<booking::Booking> booking = service::known_booking(work, payment.booking);
  if (!booking) {
    return booking.error();
  }
  const Result<payment::Standing> standing = service::standing_of(work, *booking);
  if (!standing) {
    return standing.error();
  }
  Result<Payment> learned = payment::learned(payment, outcome, *standing, work.now);
  if (learned || learned.error().code == ErrorCode::invalid_transition) {
    return learned;
  }
  // Money is not where it should be: staff look at it, and it is asked again.
  const Status told = tell_once(work, *booking, payment, learned.error());
  return told ? payment::asked_in_vain(payment, work.now) : told.error();
}

// What was answered, put into the payment; the question stays open where nothing is known.
Result<Payment> taken_in(const Work& work, const Payment& payment, const Result<Outcome>& answer) {
  return answer ? learn(work, payment, *answer) : payment::asked_in_vain(payment, work.now);
}

class Question {
 public:
  Question(const Office& office, const Cashiers& cashiers, port::Clock& clock)
      : office_(office), cashiers_(cashiers), clock_(clock) {}

  Status ask_about(const Payment& due);
  Status put_off(const Payment& payment) {
    return settle(payment, [](const Work& work, const Payment& stored) {
      return payment::asked_in_vain(stored, work.now);
    });
  }

 private:
  Status settle(const Payment& payment, const Move& move) {
    const Result<Payment> moved = move_payment(office_, payment.id, clock_.now(), move);
    return moved ? done() : Status(moved.error());
  }
  Status begin(const Payment& payment);
  Status give_back(const Payment& payment);
  Status leave_to_staff(const Payment& payment);
  Result<Outcome> ask(const Payment& payment) {
    return payment.method == Method::qr ? cashiers_.gateway->ask(payment.id)
                                        : cashiers_.terminal->ask(payment.id);
  }
  Result<Outcome> cancel(const Payment& payment) {
    return payment.method == Method::qr ? cashiers_.gateway->cancel(payment.id)
                                        : cashiers_.terminal->cancel(payment.id);
  }
  Result<payment::Intent> create(const Payment& payment) {
    return payment.method == Method::qr
               ? cashiers_.gateway->create_intent({payment.id, payment.amount,
                                                   office_.catalog.site.name.in("en"),
                                                   payment.expires_at})
               : cashiers_.terminal->start(payment.id, payment.amount);
  }

  const Office& office_;
  const Cashiers& cashiers_;
  port::Clock& clock_;
};

Status Question::begin(const Payment& payment) {
  const Result<Payment> written = move_payment(
      office_, payment.id, clock_.now(),
      [](const Work& work, const Payment& stored) { return payment::begin(stored, work.now); });
  if (!written) {
    return written.error();
  }
  const Result<payment::Intent> intent = create(*written);
  return settle(*written, [&](const Work& work, const Payment& stored) -> Result<Payment> {
    if (intent) {
      return payment::started(stored, *intent, work.now);
    }
    if (intent.error().code == ErrorCode::policy_refused) {
      Outcome refused;
      refused.news = payment::News::failed;
      refused.reason = intent.error().detail;
      return learn(work, stored, refused);
    }
    return payment::asked_in_vain(stored, work.now);
  });
}

Status Question::give_back(const Payment& payment) {
  if (payment.method != Method::qr) {
    return settle(payment, [](const Work&, const Payment& stored) {
      return payment::refund_refused(stored, "a terminal sends nothing back by itself");
    });
  }
  const Result<Outcome> answer = cashiers_.gateway->refund({payment.id, payment.refund->amount});
  return settle(payment, [&](const Work& work, const Payment& stored) -> Result<Payment> {
    if (!answer && answer.error().code == ErrorCode::policy_refused) {
      return payment::refund_refused(stored, answer.error().detail);
    }
    return taken_in(work, stored, answer);
  });
}

// The house had such a way to pay and has it no longer, so nobody can say what became of the money.
// It stays unknown, staff look after it, and it is asked about once the way is there again.
Status Question::leave_to_staff(const Payment& payment) {
  return settle(payment, [](const Work& work, const Payment& stored) -> Result<Payment> {
    const Result<booking::Booking> booking = service::known_booking(work, stored.booking);
    if (!booking) {
      return booking.error();
    }
    const Status told = tell_once(
        work, *booking, stored,
        fail(ErrorCode::configuration,
             "this house takes no money by " + std::string(name_of(stored.method)) +
                 " any more, so it is not known what became of " + money_text(stored.amount) +
                 "; look it up where it was paid, or set up that way to pay again"));
    return told ? payment::asked_in_vain(stored, work.now) : told.error();
  });
}

Status Question::ask_about(const Payment& due) {
  const DueStep step = payment::due_step(due, clock_.now());
  // To expire asks nobody anything: it was not begun.
  if (!cashiers_.has(due.method) && step != DueStep::expire) {
    const bool begun = step == DueStep::ask || step == DueStep::cancel || step == DueStep::refund;
    return begun ? leave_to_staff(due) : done();
  }
  const auto take_in = [&](const Result<Outcome>& answer) {
    return settle(due, [&](const Work& work, const Payment& stored) {
      return taken_in(work, stored, answer);
    });
  };
  switch (step) {
    case DueStep::begin:
      return begin(due);
    case DueStep::ask:
      return take_in(ask(due));
    case DueStep::cancel:
      return take_in(cancel(due));
    case DueStep::refund:
      return give_back(due);
    case DueStep::expire: {
      Outcome expired;
      expired.news = payment::News::expired;
      return take_in(expired);
    }
    case DueStep::none:
    case DueStep::staff:
      return done();
  }
  return done();
}

}  // namespace

Status take_notice(const Office& office, const protocol::PaymentNotice& notice, UtcTime now) {
  const Result<Payment> moved =
      move_payment(office, notice.report.key, now, [&](const Work& work, const Payment& payment) {
        return learn(work, payment, notice.report.outcome);
      });
  if (moved || moved.error().code == ErrorCode::not_found ||
      moved.error().code == ErrorCode::invalid_transition) {
    return done();
  }
  return moved.error();
}

Result<std::int32_t> tend_payments(const Office& office, const Cashiers& cashiers,
                                   port::Clock& clock) {
  std::vector<Payment> due;
  const Status read = office.store.read(office.site(), [&](port::ServerTransaction& store) {
    due.clear();
    const auto records =
        store.office().records_due(port::RecordKind::payment, clock.now(), payments_at_once);
    if (!records) {
      return Status(records.error());
    }
    const Work work{office, store, clock.now()};
    for (const port::Record& record : *records) {
      Result<Payment> payment = service::known_payment(work, payment::PaymentId(record.id.bytes()));
      if (!payment) {
        return Status(payment.error());
      }
      due.push_back(*std::move(payment));
    }
    return done();
  });
  if (!read) {
    return read.error();
  }
  Question question(office, cashiers, clock);
  std::int32_t asked = 0;
  Status first = done();
  for (const Payment& payment : due) {
    const Status answered = question.ask_about(payment);
    // Another server, or a notice, was faster with this one.
    const bool overtaken = !answered && (answered.error().code == ErrorCode::version_conflict ||
                                         answered.error().code == ErrorCode::invalid_transition ||
                                         answered.error().code == ErrorCode::expired);
    if (!answered && !overtaken) {
      // It waits its turn, so that it does not hold up the others.
      (void)question.put_off(payment);
      first = first ? answered : first;
    }
    asked += 1;
  }
  return first ? Result<std::int32_t>(asked) : first.error();
}

}  // namespace lobby::reservation
