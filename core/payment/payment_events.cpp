// What befalls a payment. Each event is one function from a payment to the next; none looks at a
// clock or changes its argument.
#include <algorithm>
#include <utility>

#include "core/base/limits.h"
#include "core/payment/payment.h"

namespace lobby::payment {
namespace {

bool is_open(State state) {
  return state == State::created || state == State::unknown || state == State::pending;
}
bool is_going_back(State state) {
  return state == State::refund_due || state == State::refund_unknown;
}

Error cannot(const Payment& payment, std::string_view what) {
  return fail(ErrorCode::invalid_transition, "payment " + payment.id.text() + " (" +
                                                 std::string(name_of(payment.method)) + ") is " +
                                                 std::string(name_of(payment.state)) +
                                                 "; it cannot " + std::string(what));
}

Payment moved(Payment payment, State state) {
  payment.state = state;
  payment.version += 1;
  return payment;
}

// Nothing more is asked.
Payment at_rest(Payment payment, State state) {
  payment.asked = 0;
  payment.next_ask_at.reset();
  return moved(std::move(payment), state);
}

// A question was put; the next one may be due.
Payment asked_once_more(Payment payment, State state, UtcTime now) {
  payment.asked = std::min(payment.asked + 1, limits::payment_asked_max);
  payment.next_ask_at = now + ask_interval(payment.asked);
  return moved(std::move(payment), state);
}

// Only a gateway can be asked to send money back; a terminal's and the desk's is for staff.
Payment owing(Payment payment, Money amount, std::string_view reason, UtcTime now) {
  Refund refund;
  refund.amount = amount;
  refund.due_since = now;
  refund.reason = reason;
  payment.refund = std::move(refund);
  Payment next = at_rest(std::move(payment), State::refund_due);
  if (next.method == Method::qr) {
    next.next_ask_at = now;
  }
  return next;
}

Payment given_back(Payment payment, booking::PayMethod method, std::string_view actor,
                   UtcTime now) {
  payment.refund->done_at = now;
  payment.refund->method = method;
  payment.refund->actor = actor;
  payment.refund->refused.clear();
  return at_rest(std::move(payment), State::refunded);
}

booking::PayMethod pay_method_of(Method method) {
  return method == Method::terminal ? booking::PayMethod::card : booking::PayMethod::qr_code;
}
std::string_view actor_of(Method method) {
  return method == Method::terminal ? "card terminal" : "payment gateway";
}

Status check_money(const Payment& payment, Money amount, Money most) {
  if (!(amount.currency == payment.amount.currency)) {
    return fail(ErrorCode::out_of_range,
                "payment " + payment.id.text() + " is in " +
                    std::string(payment.amount.currency.code()) + ", the money in " +
                    std::string(amount.currency.code()) + "; settle it with the gateway");
  }
  if (amount.amount_minor < 1 || most < amount) {
    return fail(ErrorCode::out_of_range, "payment " + payment.id.text() + ": " +
                                             money_text(amount) + " is not between nothing and " +
                                             money_text(most));
  }
  return done();
}

Error reused(const Payment& payment, std::string_view what) {
  return fail(ErrorCode::id_reused, "payment " + payment.id.text() + " has " + std::string(what) +
                                        "; compare it with the gateway's own list");
}

// Takes the reference where none is known. Errors: missing_field, id_reused.
Result<Payment> named(Payment payment, const std::string& reference) {
  if (reference.empty() && payment.reference.empty()) {
    return fail(ErrorCode::missing_field,
                "the answer about payment " + payment.id.text() + " has no reference");
  }
  if (!reference.empty() && !payment.reference.empty() && reference != payment.reference) {
    return reused(payment, "two intents under one key");
  }
  if (payment.reference.empty()) {
    payment.reference = reference;
  }
  return payment;
}

Receipt receipt_of(const Payment& payment, Money amount, const Outcome& outcome, UtcTime now) {
  return {amount,
          now,
          pay_method_of(payment.method),
          outcome.reference.empty() ? payment.reference : outcome.reference,
          std::string(actor_of(payment.method)),
          outcome.card};
}

Result<Payment> still_pending(const Payment& payment, const Outcome& outcome, UtcTime now) {
  if (!is_open(payment.state)) {
    return payment;
  }
  Result<Payment> next = named(payment, outcome.reference);
  return next ? asked_once_more(*std::move(next), State::pending, now) : next;
}

Result<Payment> came_in(const Payment& payment, const Outcome& outcome, Standing standing,
                        UtcTime now) {
  const Money most{limits::folio_amount_minor_max, payment.amount.currency};
  if (const Status sound = check_money(payment, outcome.amount, most); !sound) {
    return sound.error();
  }
  if (payment.receipt) {
    const Receipt& known = *payment.receipt;
    const bool same = known.amount == outcome.amount &&
                      (outcome.reference.empty() || outcome.reference == known.reference);
    return same ? Result<Payment>(payment) : reused(payment, "been paid twice");
  }
  Payment next = payment;
  next.receipt = receipt_of(payment, outcome.amount, outcome, now);
  next.failure.clear();
  if (next.reference.empty()) {
    next.reference = outcome.reference;
  }
  if (!(outcome.amount == payment.amount)) {
    return owing(std::move(next), outcome.amount,
                 money_text(outcome.amount) + " came in instead of " + money_text(payment.amount),
                 now);
  }
  if (payment.unwanted_since || standing == Standing::lapsed) {
    return owing(std::move(next), outcome.amount, "paid when it was not wanted any more", now);
  }
  return at_rest(std::move(next), State::paid);
}

Payment ended(const Payment& payment, const Outcome& outcome, State state) {
  if (!is_open(payment.state)) {
    return payment;
  }
  Payment next = at_rest(payment, state);
  next.failure = outcome.reason;
  if (next.reference.empty()) {
    next.reference = outcome.reference;
  }
  return next;
}

// Also where staff sent it back at the gateway itself, and where the news of the payment is late.
Result<Payment> went_back(const Payment& payment, const Outcome& outcome, UtcTime now) {
  const Money most = payment.receipt ? payment.receipt->amount : payment.amount;
  if (const Status sound = check_money(payment, outcome.amount, most); !sound) {
    return sound.error();
  }
  if (payment.refund && !(payment.refund->amount == outcome.amount)) {
    return reused(payment, "been refunded with another amount than was to go back");
  }
  if (payment.state == State::refunded) {
    return payment;
  }
  Payment next = payment;
  if (!next.receipt) {
    next.receipt = receipt_of(payment, payment.amount, outcome, now);
    next.failure.clear();
  }
  if (!next.refund) {
    next = owing(std::move(next), outcome.amount, "sent back at the gateway", now);
    next.version = payment.version;
  }
  return given_back(std::move(next), pay_method_of(payment.method), actor_of(payment.method), now);
}

// No intent under this key: it was never taken on, so it can be asked for again. A gateway or a
// terminal that has forgotten one it took on is not believed.
Result<Payment> unheard_of(const Payment& payment, UtcTime now) {
  if (payment.state != State::unknown || !payment.reference.empty()) {
    const bool waits = payment.state == State::unknown || payment.state == State::pending ||
                       is_going_back(payment.state);
    return waits ? asked_in_vain(payment, now) : payment;
  }
  if (payment.unwanted_since) {
    return at_rest(payment, State::cancelled);
  }
  Payment next = asked_once_more(payment, State::created, now);
  next.next_ask_at = now;
  return next;
}

}  // namespace

Result<Payment> begin(const Payment& payment, UtcTime now) {
  if (payment.method == Method::desk || payment.state != State::created) {
    return cannot(payment, "be asked for");
  }
  if (now >= payment.expires_at) {
    return fail(ErrorCode::expired, "payment " + payment.id.text() +
                                        " has ended before it was asked for; make a new one");
  }
  Payment next = moved(payment, State::unknown);
  next.next_ask_at = now + ask_interval(payment.asked + 1);
  return next;
}

Result<Payment> started(const Payment& payment, const Intent& intent, UtcTime now) {
  if (payment.method == Method::desk || payment.state == State::created) {
    return cannot(payment, "start before it was asked for");
  }
  // An intent nobody had heard of is followed up, whatever was believed of it.
  const bool is_new = payment.reference.empty() && !payment.receipt;
  if (!is_open(payment.state) && !is_new) {
    return payment;
  }
  Result<Payment> next = named(payment, intent.reference);
  if (!next) {
    return next;
  }
  next->qr_text = intent.qr_text;
  next->failure.clear();
  next->next_ask_at = payment.unwanted_since ? now : now + ask_interval(payment.asked);
  return moved(*std::move(next), State::pending);
}

Result<Payment> learned(const Payment& payment, const Outcome& outcome, Standing standing,
                        UtcTime now) {
  if (payment.method == Method::desk) {
    return cannot(payment, "be told of by a gateway");
  }
  switch (outcome.news) {
    case News::pending:
      return still_pending(payment, outcome, now);
    case News::paid:
      return came_in(payment, outcome, standing, now);
    case News::failed:
      return ended(payment, outcome, State::failed);
    case News::expired:
      return ended(payment, outcome, State::expired);
    case News::cancelled:
      return ended(payment, outcome, State::cancelled);
    case News::refunded:
      return went_back(payment, outcome, now);
    case News::not_found:
      return unheard_of(payment, now);
  }
  CHECK(false);
  return payment;
}

Result<Payment> asked_in_vain(const Payment& payment, UtcTime now) {
  if (payment.method == Method::desk || payment.state == State::created) {
    return cannot(payment, "wait for an answer");
  }
  if (is_going_back(payment.state)) {
    // Once it is refused for good, staff have it.
    return payment.next_ask_at ? asked_once_more(payment, State::refund_unknown, now) : payment;
  }
  return is_open(payment.state) ? asked_once_more(payment, State::unknown, now) : payment;
}

Result<Payment> lapse(const Payment& payment, UtcTime now) {
  if (payment.unwanted_since || is_going_back(payment.state) || payment.state == State::refunded) {
    return payment;
  }
  Payment next = payment;
  next.unwanted_since = now;
  if (payment.state == State::created) {
    return at_rest(std::move(next), State::cancelled);
  }
  if (payment.state == State::paid) {
    return owing(std::move(next), payment.receipt->amount, "its booking is no longer open", now);
  }
  if (is_open(payment.state)) {
    next.next_ask_at = now;
  }
  return moved(std::move(next), payment.state);
}

Result<Payment> take_at_desk(const Payment& payment, booking::PayMethod method,
                             std::string_view actor, UtcTime now) {
  const bool taken = payment.receipt && payment.receipt->method == method &&
                     payment.receipt->actor == actor && payment.state == State::paid;
  if (payment.method == Method::desk && taken) {
    return payment;
  }
  if (payment.method != Method::desk || payment.state != State::created) {
    return cannot(payment, "be taken at the desk");
  }
  Payment next = payment;
  next.receipt = Receipt{payment.amount, now, method, {}, std::string(actor), {}};
  return at_rest(std::move(next), State::paid);
}

Result<Payment> refund(const Payment& payment, Money amount, std::string_view reason, UtcTime now) {
  if (payment.refund && payment.refund->amount == amount) {
    return payment;
  }
  if (payment.state != State::paid) {
    return cannot(payment, "be refunded");
  }
  if (const Status sound = check_money(payment, amount, payment.receipt->amount); !sound) {
    return sound.error();
  }
  return owing(payment, amount, reason, now);
}

Result<Payment> refund_refused(const Payment& payment, std::string_view reason) {
  if (!is_going_back(payment.state)) {
    return cannot(payment, "have a refund refused");
  }
  Payment next = at_rest(payment, State::refund_due);
  next.refund->refused = reason;
  return next;
}

Result<Payment> refunded_by_hand(const Payment& payment, booking::PayMethod method,
                                 std::string_view actor, UtcTime now) {
  if (payment.state != State::refund_due || payment.next_ask_at) {
    return cannot(payment, "be given back by hand");
  }
  return given_back(payment, method, actor, now);
}

}  // namespace lobby::payment
