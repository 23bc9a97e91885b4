// A payment's record carries when it is to be asked about, and whether staff have to act.
#include "core/service/payments.h"

#include <algorithm>
#include <utility>

#include "core/base/limits.h"
#include "core/protocol/codec.h"
#include "core/service/books.h"
#include "core/service/journal.h"

namespace lobby::service {
namespace {

using booking::Booking;
using payment::Payment;
using payment::State;
using port::Record;
using port::RecordKind;

constexpr std::size_t payments_a_booking = 100;

Result<Payment> payment_in(const Record& record) {
  Result<Payment> payment = protocol::payment_from(record.content);
  return payment ? payment
                 : fail(ErrorCode::corrupt,
                        "payment " + record.id.text() + ": " + payment.error().detail);
}

bool is_by_hand(const Payment& payment) {
  return payment.state == State::refund_due && !payment.next_ask_at;
}

Status put(const Work& work, const Payment& payment) {
  const port::RecordId id(payment.id.bytes());
  const auto stored = work.store.office().record(RecordKind::payment, id);
  if (!stored) {
    return stored.error();
  }
  Record record{RecordKind::payment, id, *stored ? (*stored)->version + 1 : 1,
                protocol::to_json(payment), payment.next_ask_at};
  record.keys.push_back(payments_key(payment.booking));
  if (is_by_hand(payment)) {
    record.keys.emplace_back(by_hand_key);
  }
  return work.store.office().put_record(record);
}

Status note(const Work& work, const Payment& payment, std::string action) {
  return append_journal(work, {entry_by({}, std::move(action), "payment " + payment.id.text())});
}

// The same posting again changes nothing.
Status post_money(const Work& work, const Payment& payment) {
  const std::optional<booking::Posting> in = posting_of(payment);
  const std::optional<booking::Posting> back = refund_posting_of(payment);
  if (!in && !back) {
    return done();
  }
  const Result<Booking> booking = known_booking(work, payment.booking);
  if (!booking) {
    return booking.error();
  }
  Result<OpenFolio> open = open_folio(work, *booking);
  if (!open) {
    return open.error();
  }
  for (const std::optional<booking::Posting>& posting : {in, back}) {
    if (!posting) {
      continue;
    }
    Result<booking::Folio> posted = booking::post(open->folio, *posting);
    if (!posted) {
      return posted.error();
    }
    open->folio = *std::move(posted);
  }
  if (Status saved = save_folio(work, *open); !saved) {
    return saved;
  }
  if (payment.refund) {
    return plan_next_look(work, *booking,
                          open->folio);  // it goes straight back: nothing is settled
  }
  const booking::Act act{booking::Command::settle_deposit, work.now, DeviceId{},
                         booking::Channel::staff};
  const Result<Booking> settled = settle(work, *booking, open->folio, act);
  return settled ? done() : Status(settled.error());
}

Status tell_of_refund(const Work& work, const Payment& payment) {
  const Result<Booking> booking = known_booking(work, payment.booking);
  if (!booking) {
    return booking.error();
  }
  const std::string why = payment.refund->refused.empty()
                              ? payment.refund->reason
                              : "the gateway will not send it: " + payment.refund->refused;
  // By the payment: two of one booking are two tasks.
  return work.store.add_staff_task(
      {OperationId(payment.id.bytes()), DeviceId{}, work.now, ErrorCode::policy_refused,
       "booking " + booking->code.text() + ": give " + money_text(payment.refund->amount) +
           " back to the guest (" + why + "), and say so at payment " + payment.id.text()});
}

// Money that is on its way back, or has to be sent.
bool is_going_back(const Payment& payment) {
  return payment.state == State::refund_due || payment.state == State::refund_unknown;
}

bool can_lapse(const Payment& payment) {
  return payment.state == State::created || payment.state == State::unknown ||
         payment.state == State::pending;
}

}  // namespace

std::string payments_key(BookingId booking) {
  return "booking/" + booking.text();
}

Result<Payment> known_payment(const Work& work, payment::PaymentId id) {
  const auto record = work.store.office().record(RecordKind::payment, port::RecordId(id.bytes()));
  if (!record) {
    return record.error();
  }
  return *record ? payment_in(**record)
                 : fail(ErrorCode::not_found, "there is no payment " + id.text());
}

Result<std::vector<Payment>> payments_of(const Work& work, BookingId booking) {
  const auto records = work.store.office().records_with(RecordKind::payment, payments_key(booking),
                                                        {}, payments_a_booking);
  if (!records) {
    return records.error();
  }
  std::vector<Payment> payments;
  for (const Record& record : *records) {
    Result<Payment> payment = payment_in(record);
    if (!payment) {
      return payment.error();
    }
    payments.push_back(*std::move(payment));
  }
  return payments;
}

Status add_payment(const Work& work, const Payment& made) {
  const Result<std::vector<Payment>> others = payments_of(work, made.booking);
  if (!others) {
    return others.error();
  }
  if (others->size() >= payments_a_booking) {
    return fail(ErrorCode::too_large, "this booking has too many payments; ask at the desk");
  }
  return put(work, made);
}

Status follow_payment(const Work& work, const Payment& before, const Payment& after) {
  if (before == after) {
    return done();
  }
  if (Status saved = put(work, after); !saved) {
    return saved;
  }
  if (before.state != after.state) {
    if (Status noted = note(work, after, "payment_" + std::string(name_of(after.state))); !noted) {
      return noted;
    }
    if (Status posted = post_money(work, after); !posted) {
      return posted;
    }
  }
  if (!is_by_hand(after) || is_by_hand(before)) {
    return done();
  }
  const Status told = tell_of_refund(work, after);
  // A step of the payment is an entry already.
  return told && before.state == after.state ? note(work, after, "tell_staff") : told;
}

Result<Money> going_back(const Work& work, const booking::Folio& folio) {
  const Result<std::vector<Payment>> payments = payments_of(work, folio.booking);
  if (!payments) {
    return payments.error();
  }
  Money sum{0, folio.currency};
  for (const Payment& payment : *payments) {
    sum = is_going_back(payment) ? sum + payment.refund->amount : sum;
  }
  return sum;
}

Result<Money> owed_after_refunds(const Work& work, const booking::Folio& folio) {
  const Result<Money> back = going_back(work, folio);
  return back ? Result<Money>(balance_of(folio) + *back) : back.error();
}

Result<payment::Standing> standing_of(const Work& work, const Booking& booking) {
  if (is_called_off(booking.state) || booking.state == booking::BookingState::no_show) {
    return payment::Standing::lapsed;
  }
  const Result<OpenFolio> open = open_folio(work, booking);
  if (!open) {
    return open.error();
  }
  const Result<Money> owed = owed_after_refunds(work, open->folio);
  if (!owed) {
    return owed.error();
  }
  return owed->amount_minor > 0 ? payment::Standing::open : payment::Standing::lapsed;
}

Result<Money> lapse_payments(const Work& work, const Booking& booking, Money back) {
  const Result<std::vector<Payment>> payments = payments_of(work, booking.id);
  if (!payments) {
    return payments.error();
  }
  const Money zero{0, back.currency};
  Money elsewhere = zero;
  for (const Payment& payment : *payments) {
    if (is_going_back(payment)) {
      elsewhere = elsewhere + payment.refund->amount;
    }
  }
  for (const Payment& payment : *payments) {
    Result<Payment> after = payment;
    if (can_lapse(payment)) {
      after = payment::lapse(payment, work.now);
    } else if (payment.state == State::paid && elsewhere < back) {
      const Money part = std::min(back - elsewhere, payment.receipt->amount);
      elsewhere = elsewhere + part;
      after = payment::refund(payment, part, "its booking is no longer open", work.now);
    }
    if (!after) {
      return after.error();
    }
    if (Status followed = follow_payment(work, payment, *after); !followed) {
      return followed.error();
    }
  }
  return std::min(elsewhere, back);
}

}  // namespace lobby::service
