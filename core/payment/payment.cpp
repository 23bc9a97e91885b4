// Names, the making of a payment, what is due, and its postings.
#include "core/payment/payment.h"

#include <algorithm>

#include "core/base/limits.h"
#include "core/base/text.h"

namespace lobby::payment {
namespace {

constexpr std::string_view methods[] = {"desk", "terminal", "qr"};
static_assert(std::size(methods) == method_count);
constexpr std::string_view states[] = {"created",        "unknown", "pending",   "paid",
                                       "failed",         "expired", "cancelled", "refund_due",
                                       "refund_unknown", "refunded"};
static_assert(std::size(states) == state_count);
constexpr std::string_view news_names[] = {"pending",   "paid",     "failed",   "expired",
                                           "cancelled", "refunded", "not_found"};
static_assert(std::size(news_names) == news_count);

// RFC 9562 §5.8: version 8 is for ids of one's own making. The first bit of a UUIDv7 is zero until
// the year 6429, so that no two payments, and no payment and refund, share an id.
booking::FolioEntryId entry_id(const PaymentId& id, bool of_refund) {
  IdBytes bytes = id.bytes();
  bytes[0] = static_cast<std::uint8_t>((bytes[0] & 0x7FU) | (of_refund ? 0x80U : 0U));
  bytes[6] = static_cast<std::uint8_t>(0x80U | (bytes[6] & 0x0FU));
  return booking::FolioEntryId(bytes);
}

}  // namespace

std::string_view name_of(Method method) {
  return methods[static_cast<std::size_t>(method)];
}
std::optional<Method> method_from(std::string_view name) {
  return enum_from<Method>(methods, name);
}
std::string_view name_of(State state) {
  return states[static_cast<std::size_t>(state)];
}
std::optional<State> state_from(std::string_view name) {
  return enum_from<State>(states, name);
}
std::string_view name_of(News news) {
  return news_names[static_cast<std::size_t>(news)];
}
std::optional<News> news_from(std::string_view name) {
  return enum_from<News>(news_names, name);
}

bool is_under_way(const Payment& payment) {
  return payment.state == State::created || payment.state == State::unknown ||
         payment.state == State::pending;
}

Result<Payment> make_payment(const Wish& wish, UtcTime now) {
  if (wish.amount.amount_minor < 1 || wish.amount.amount_minor > limits::folio_amount_minor_max) {
    return fail(ErrorCode::out_of_range, "a payment of " + money_text(wish.amount) +
                                             " cannot be made; check what the guest owes");
  }
  if (wish.expires_at <= now) {
    return fail(ErrorCode::out_of_range, "a payment cannot end before it begins");
  }
  Payment payment;
  payment.id = wish.id;
  payment.booking = wish.booking;
  payment.method = wish.method;
  payment.amount = wish.amount;
  payment.version = 1;
  payment.created_at = now;
  payment.expires_at = wish.expires_at;
  if (wish.method != Method::desk) {
    payment.next_ask_at = now;
  }
  return payment;
}

Duration ask_interval(std::int32_t asked) {
  constexpr Duration longest = Duration::minutes(5);
  constexpr std::int32_t doublings_max = 8;
  const std::int32_t doublings = std::clamp(asked - 1, 0, doublings_max);
  return std::min(longest, Duration::seconds(std::int64_t{2} << doublings));
}

DueStep due_step(const Payment& payment, UtcTime now) {
  if (payment.state == State::refund_due && !payment.next_ask_at) {
    return DueStep::staff;
  }
  if (!payment.next_ask_at || now < *payment.next_ask_at) {
    return DueStep::none;
  }
  switch (payment.state) {
    case State::created:
      return now < payment.expires_at ? DueStep::begin : DueStep::expire;
    case State::unknown:
    case State::pending:
      return payment.unwanted_since ? DueStep::cancel : DueStep::ask;
    case State::refund_due:
    case State::refund_unknown:
      return DueStep::refund;
    case State::paid:
    case State::failed:
    case State::expired:
    case State::cancelled:
    case State::refunded:
      break;
  }
  return DueStep::none;
}

std::optional<booking::Posting> posting_of(const Payment& payment) {
  if (!payment.receipt) {
    return std::nullopt;
  }
  const Receipt& receipt = *payment.receipt;
  booking::Posting posting;
  posting.id = entry_id(payment.id, false);
  posting.kind = booking::EntryKind::payment;
  posting.amount = receipt.amount;
  posting.method = receipt.method;
  posting.reference = receipt.reference;
  posting.actor = receipt.actor;
  posting.at = receipt.at;
  return posting;
}

std::optional<booking::Posting> refund_posting_of(const Payment& payment) {
  if (!payment.refund || !payment.refund->done_at) {
    return std::nullopt;
  }
  booking::Posting posting;
  posting.id = entry_id(payment.id, true);
  posting.kind = booking::EntryKind::refund;
  posting.amount = payment.refund->amount;
  posting.method = payment.refund->method;
  posting.reference = payment.receipt ? payment.receipt->reference : std::string();
  posting.actor = payment.refund->actor;
  posting.at = *payment.refund->done_at;
  return posting;
}

}  // namespace lobby::payment
