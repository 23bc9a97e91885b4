// A payment's record carries when it is to be asked about, and whether staff have to act.
#include "core/service/payments.h"

#include <algorithm>

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

Result<Payment> parsed(const Record& record) {
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

Status note(const Work& work, const Payment& payment) {
  office::JournalEntry entry;
  entry.action = "payment_" + std::string(name_of(payment.state));
  entry.subject = "payment " + payment.id.text();
  return append_journal(work, {entry});
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
  return tell_staff(work, *booking, ErrorCode::policy_refused,
                    "give " + money_text(payment.refund->amount) + " back to the guest (" + why +
                        "), and say so at payment " + payment.id.text());
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
  return *record ? parsed(**record)
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
    Result<Payment> payment = parsed(record);
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
    if (Status noted = note(work, after); !noted) {
      return noted;
    }
    if (Status posted = post_money(work, after); !posted) {
      return posted;
    }
  }
  return is_by_hand(after) && !is_by_hand(before) ? tell_of_refund(work, after) : done();
}

Result<payment::Standing> standing_of(const Work& work, const Booking& booking) {
  if (is_called_off(booking.state) || booking.state == booking::BookingState::no_show) {
    return payment::Standing::lapsed;
  }
  const Result<OpenFolio> open = open_folio(work, booking);
  if (!open) {
    return open.error();
  }
  return balance_of(open->folio).amount_minor > 0 ? payment::Standing::open
                                                  : payment::Standing::lapsed;
}

Result<Money> lapse_payments(const Work& work, const Booking& booking, Money keep) {
  Result<std::vector<Payment>> payments = payments_of(work, booking.id);
  if (!payments) {
    return payments.error();
  }
  Money back{0, keep.currency};
  for (const Payment& payment : *payments) {
    if (can_lapse(payment)) {
      const Result<Payment> lapsed = payment::lapse(payment, work.now);
      if (!lapsed) {
        return lapsed.error();
      }
      if (Status followed = follow_payment(work, payment, *lapsed); !followed) {
        return followed.error();
      }
      continue;
    }
    if (payment.state != State::paid) {
      continue;
    }
    // What the house keeps is taken from the first that were paid.
    const Money kept = std::min(keep, payment.receipt->amount);
    const Money rest = payment.receipt->amount - kept;
    keep = keep - kept;
    if (rest.is_zero()) {
      continue;
    }
    const Result<Payment> refunded =
        payment::refund(payment, rest, "its booking is no longer open", work.now);
    if (!refunded) {
      return refunded.error();
    }
    back = back + rest;
    if (Status followed = follow_payment(work, payment, *refunded); !followed) {
      return followed.error();
    }
  }
  return back;
}

}  // namespace lobby::service
