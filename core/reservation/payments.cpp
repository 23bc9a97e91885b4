// Requests about payments; core/reservation/cashier.cpp does the asking.
#include "core/reservation/payments.h"

#include <algorithm>

#include "core/base/limits.h"
#include "core/protocol/codec.h"
#include "core/protocol/office_codec.h"
#include "core/service/books.h"
#include "core/service/payments.h"

namespace lobby::reservation {
namespace {

using booking::Booking;
using payment::Method;
using payment::Payment;
using payment::State;

constexpr Duration guest_pays_within = Duration::minutes(10);

// What the guest is to pay. Errors: see start_payment().
Result<Money> amount_of(const Work& work, const Booking& booking,
                        const std::optional<Money>& asked) {
  const Result<payment::Standing> standing = service::standing_of(work, booking);
  if (!standing) {
    return standing.error();
  }
  if (*standing == payment::Standing::lapsed) {
    return fail(ErrorCode::invalid_transition, "booking " + booking.code.text() + " owes nothing");
  }
  const Result<service::OpenFolio> open = service::open_folio(work, booking);
  if (!open) {
    return open.error();
  }
  const Result<Money> owed = service::owed_after_refunds(work, open->folio);
  if (!owed) {
    return owed.error();
  }
  const Money amount = asked.value_or(*owed);
  const bool fits =
      amount.currency == owed->currency && amount.amount_minor > 0 && !(*owed < amount);
  return fits ? Result<Money>(amount)
              : fail(ErrorCode::out_of_range,
                     "amount: the booking owes " + money_text(*owed) + ", and no more is taken");
}

Result<Payment> started(const Visit& visit, const Cashiers& cashiers, BookingId id,
                        const protocol::PayOrder& order) {
  const Work& work = visit.work;
  if (!cashiers.has(order.method)) {
    return fail(ErrorCode::policy_refused, "method: this house takes no money by " +
                                               std::string(name_of(order.method)) +
                                               "; pay at the desk");
  }
  const Result<Booking> booking = service::known_booking(work, id);
  if (!booking) {
    return booking.error();
  }
  const Result<Money> amount = amount_of(work, *booking, order.amount);
  if (!amount) {
    return amount.error();
  }
  const Result<std::vector<Payment>> others = service::payments_of(work, id);
  if (!others) {
    return others.error();
  }
  if (std::ranges::any_of(*others, payment::is_under_way)) {
    return fail(ErrorCode::already_exists,
                "another payment of this booking is under way; call it off first");
  }
  Result<Payment> made = payment::make_payment(
      {payment::PaymentId(visit.new_id()), id, order.method, *amount, work.now + guest_pays_within},
      work.now);
  if (!made) {
    return made;
  }
  const Status added = service::add_payment(work, *made);
  return added ? made : added.error();
}

Result<Payment> moved(const Visit& visit, const Payment& payment, HandDeed deed,
                      const protocol::HandOrder& order) {
  const std::string actor = order.head.actor.empty() ? visit.device.name : order.head.actor;
  const UtcTime now = visit.work.now;
  switch (deed) {
    case HandDeed::call_off:
      return payment::is_under_way(payment)
                 ? payment::lapse(payment, now)
                 : fail(ErrorCode::invalid_transition, "payment " + payment.id.text() + " is " +
                                                           std::string(name_of(payment.state)) +
                                                           "; it cannot be called off");
    case HandDeed::take:
      return payment::take_at_desk(payment, order.method.value_or(booking::PayMethod::cash), actor,
                                   now);
    case HandDeed::refund:
      return order.reason.empty()
                 ? fail(ErrorCode::missing_field, "reason: say why the money goes back")
             : payment.receipt
                 ? payment::refund(payment, order.amount.value_or(payment.receipt->amount),
                                   order.reason, now)
                 : fail(ErrorCode::invalid_transition,
                        "payment " + payment.id.text() + " was not paid");
    case HandDeed::returned:
      return payment::refunded_by_hand(payment, order.method.value_or(booking::PayMethod::cash),
                                       actor, now);
  }
  return payment;
}

std::string action_of(HandDeed deed) {
  constexpr const char* names[] = {"call_off_payment", "take_payment", "refund_payment",
                                   "return_payment"};
  return names[static_cast<std::size_t>(deed)];
}

}  // namespace

bool Cashiers::has(Method method) const {
  return method == Method::desk || (method == Method::qr && gateway != nullptr) ||
         (method == Method::terminal && terminal != nullptr);
}

Result<std::string> start_payment(const Request& request, const Cashiers& cashiers, BookingId id,
                                  const protocol::PayOrder& order) {
  return carry_out(request, order.head,
                   {"start_payment", "booking " + id.text(), Access::every_device},
                   [&](const Visit& visit) -> Result<std::string> {
                     const Result<Payment> made = started(visit, cashiers, id, order);
                     return made ? Result<std::string>(protocol::to_json(*made)) : made.error();
                   });
}

Result<std::string> read_payment(const Request& request, payment::PaymentId id) {
  return ask(request, Access::every_device, [&](const Visit& visit) -> Result<std::string> {
    const Result<Payment> payment = service::known_payment(visit.work, id);
    return payment ? Result<std::string>(protocol::to_json(*payment)) : payment.error();
  });
}

Result<std::string> list_payments(const Request& request, BookingId id) {
  return ask(request, Access::every_device, [&](const Visit& visit) -> Result<std::string> {
    if (const Result<Booking> booking = service::known_booking(visit.work, id); !booking) {
      return booking.error();
    }
    const Result<std::vector<Payment>> payments = service::payments_of(visit.work, id);
    return payments ? Result<std::string>(protocol::page_json(*payments, "")) : payments.error();
  });
}

Result<std::string> list_refunds(const Request& request, payment::PaymentId after,
                                 std::size_t limit) {
  return ask(request, Access::staff_only, [&](const Visit& visit) -> Result<std::string> {
    const auto records = visit.work.store.office().records_with(
        port::RecordKind::payment, service::by_hand_key, port::RecordId(after.bytes()), limit);
    if (!records) {
      return records.error();
    }
    std::vector<Payment> page;
    for (const port::Record& record : *records) {
      Result<Payment> payment = protocol::payment_from(record.content);
      if (!payment) {
        return fail(ErrorCode::corrupt, "payment " + record.id.text() + " cannot be read");
      }
      page.push_back(*std::move(payment));
    }
    const bool full = page.size() == limit;
    return protocol::page_json(page, full ? page.back().id.text() : "");
  });
}

Result<std::string> act_on_payment(const Request& request, payment::PaymentId id, HandDeed deed,
                                   const protocol::HandOrder& order) {
  const Access access = deed == HandDeed::call_off ? Access::every_device : Access::staff_only;
  return carry_out(request, order.head, {action_of(deed), "payment " + id.text(), access},
                   [&](const Visit& visit) -> Result<std::string> {
                     const Result<Payment> before = service::known_payment(visit.work, id);
                     if (!before) {
                       return before.error();
                     }
                     const Result<Payment> after = moved(visit, *before, deed, order);
                     if (!after) {
                       return after.error();
                     }
                     const Status followed = service::follow_payment(visit.work, *before, *after);
                     return followed ? Result<std::string>(protocol::to_json(*after))
                                     : followed.error();
                   });
}

}  // namespace lobby::reservation
