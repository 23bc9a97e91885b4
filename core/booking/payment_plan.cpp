// Instants are reckoned from the moment of booking (deposit) and from the beginning (balance).
#include "core/booking/payment_plan.h"

#include <algorithm>

#include "core/base/text.h"

namespace lobby::booking {
namespace {

constexpr std::string_view due_kinds[] = {"deposit", "balance"};
constexpr std::string_view steps[] = {"settled", "wait", "remind", "overdue", "release"};

bool applies(const catalog::DepositRule& rule, const Quote& quote, const Selection& selection) {
  const bool large = !rule.from_total.is_zero() && !(quote.total < rule.from_total);
  const bool long_stay = rule.from_nights > 0 && selection.nights >= rule.from_nights;
  return !quote.total.is_zero() && (large || long_stay);
}

// What lies between the booking and its beginning.
struct Span {
  UtcTime booked_at;
  UtcTime begins_at;
};

DuePayment due_payment(const catalog::DepositRule& rule, const Span& span, UtcTime due_at) {
  DuePayment due;
  due.due_at = std::clamp(due_at, span.booked_at, std::max(span.booked_at, span.begins_at));
  due.remind_at = std::max(span.booked_at, due.due_at - Duration::hours(rule.remind_hours));
  due.release_at = std::max(
      due.due_at, std::min(span.begins_at, due.due_at + Duration::hours(rule.grace_hours)));
  return due;
}

}  // namespace

std::string_view name_of(DueKind kind) {
  return due_kinds[static_cast<std::size_t>(kind)];
}
std::optional<DueKind> due_kind_from(std::string_view name) {
  return enum_from<DueKind>(due_kinds, name);
}
std::string_view name_of(PaymentStep step) {
  return steps[static_cast<std::size_t>(step)];
}

PaymentPlan plan_of(const catalog::DepositRule& rule, const Quote& quote,
                    const Selection& selection, const Window& window, UtcTime booked_at) {
  if (!applies(rule, quote, selection)) {
    return {};
  }
  const Span span{booked_at, window.from};
  DuePayment deposit = due_payment(rule, span, booked_at + Duration::hours(rule.within_hours));
  deposit.amount = percent_of(quote.total, rule.percent);
  DuePayment balance =
      due_payment(rule, span, window.from - Duration::days(rule.balance_days_before));
  balance.kind = DueKind::balance;
  balance.amount = quote.total - deposit.amount;
  if (balance.amount.is_zero() || balance.due_at <= deposit.due_at) {
    deposit.amount = quote.total;
    return {deposit};
  }
  return deposit.amount.is_zero() ? PaymentPlan{balance} : PaymentPlan{deposit, balance};
}

PaymentPlan begun_at(PaymentPlan plan, UtcTime wished_at, UtcTime agreed_at, const Window& window) {
  const Duration waited = std::max(Duration{}, agreed_at - wished_at);
  const UtcTime latest = std::max(agreed_at, window.from);
  for (DuePayment& due : plan) {
    if (due.kind == DueKind::deposit) {
      due.remind_at = std::min(due.remind_at + waited, latest);
      due.due_at = std::min(due.due_at + waited, latest);
      due.release_at = std::min(due.release_at + waited, latest);
    }
  }
  return plan;
}

PaymentState payment_state(const PaymentPlan& plan, Money paid, UtcTime now) {
  Money wanted{0, paid.currency};
  for (const DuePayment& due : plan) {
    wanted = wanted + due.amount;
    if (!(paid < wanted)) {
      continue;
    }
    const PaymentStep step = now >= due.release_at  ? PaymentStep::release
                             : now >= due.due_at    ? PaymentStep::overdue
                             : now >= due.remind_at ? PaymentStep::remind
                                                    : PaymentStep::wait;
    return {step, due.kind, std::min(wanted - paid, due.amount)};
  }
  return {PaymentStep::settled, std::nullopt, {0, paid.currency}};
}

}  // namespace lobby::booking
