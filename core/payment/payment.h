// One attempt to take money for a booking, and where that money went.
//
//   created --begin--> unknown --started--> pending --learned--> paid --refund, lapse--> refund_due
//                         |                    |----> failed | expired | cancelled            |
//                         '<--asked_in_vain----'                     refund_unknown <---------|
//                                                                          '---> refunded <---'
//
// `unknown` means that the last question had no answer: it is asked again, with the same key and
// for ever, and nothing is taken for granted meanwhile. What is about to be asked is written down
// as unknown first (begin), so that a process that dies in between asks and does not pay twice: the
// payment's id is the idempotency key of everything. News may come twice, late and out of order:
// what is older than what is known changes nothing, but "paid" is believed in every state, since
// money did move. Where nobody wants it any more (`unwanted_since`, or a booking that lapsed) it is
// `refund_due`, which is a task until it is `refunded`. One payment has at most one refund.
// No card number is ever part of it.
// Any thread.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "core/base/id.h"
#include "core/base/money.h"
#include "core/base/result.h"
#include "core/base/time.h"
#include "core/booking/folio.h"

namespace lobby::payment {

using PaymentId = Id<struct PaymentTag>;

enum class Method : std::uint8_t {
  desk,      // staff take it; nobody is asked
  terminal,  // a card terminal on the counter
  qr,        // a gateway's code on the screen
};
inline constexpr std::uint8_t method_count = 3;
std::string_view name_of(Method method);
std::optional<Method> method_from(std::string_view name);

enum class State : std::uint8_t {
  created,         // nobody was asked
  unknown,         // asked without an answer
  pending,         // the guest may pay
  paid,            // money came in
  failed,          // refused for good
  expired,         // nobody paid in time
  cancelled,       // called off
  refund_due,      // money came in and has to go back
  refund_unknown,  // asked to send it back without an answer
  refunded,        // money went back
};
inline constexpr std::uint8_t state_count = 10;
std::string_view name_of(State state);
std::optional<State> state_from(std::string_view name);

// What a terminal tells of a card: never its number.
struct CardSlip {
  std::string approval;   // the issuer's code
  std::string scheme;     // "unionpay"
  std::string last_four;  // digits, or empty

  bool operator==(const CardSlip&) const = default;
};

// Money that came in.
struct Receipt {
  Money amount;
  UtcTime at;
  booking::PayMethod method = booking::PayMethod::cash;
  std::string reference;  // of the payment at its gateway or terminal
  std::string actor;      // who took it
  CardSlip card;

  bool operator==(const Receipt&) const = default;
};

// Money that has to go back, or went.
struct Refund {
  Money amount;
  UtcTime due_since;
  std::string reason;
  std::string refused;  // why the gateway will never do it: staff have to
  std::optional<UtcTime> done_at;
  booking::PayMethod method = booking::PayMethod::cash;  // once done
  std::string actor;                                     // once done

  bool operator==(const Refund&) const = default;
};

struct Payment {
  PaymentId id;
  BookingId booking;
  Method method = Method::qr;
  Money amount;
  State state = State::created;
  std::int32_t version = 0;  // raised with every change
  UtcTime created_at;
  UtcTime expires_at;                     // nobody begins to pay from here on
  std::int32_t asked = 0;                 // questions that settled nothing, of its refund once due
  std::optional<UtcTime> next_ask_at;     // something is to be done from then on: due_step()
  std::optional<UtcTime> unwanted_since;  // its booking lapsed, or it is paid in another way
  std::string reference;                  // at the gateway or the terminal
  std::string qr_text;
  std::string failure;
  std::optional<Receipt> receipt;
  std::optional<Refund> refund;

  bool operator==(const Payment&) const = default;
};

struct Wish {
  PaymentId id;
  BookingId booking;
  Method method = Method::qr;
  Money amount;
  UtcTime expires_at;
};
// A payment written down. Errors: out_of_range (the amount: 1 to limits::folio_amount_minor_max;
// an end that is not after `now`).
Result<Payment> make_payment(const Wish& wish, UtcTime now);
// Somebody may still pay it.
bool is_under_way(const Payment& payment);

// What a gateway or a terminal says of an intent when it takes it on.
struct Intent {
  std::string reference;  // 1 to limits::payment_reference_bytes_max
  std::string qr_text;    // empty on a terminal

  bool operator==(const Intent&) const = default;
};

enum class News : std::uint8_t { pending, paid, failed, expired, cancelled, refunded, not_found };
inline constexpr std::uint8_t news_count = 7;
std::string_view name_of(News news);
std::optional<News> news_from(std::string_view name);

// What a gateway or a terminal says became of an intent.
struct Outcome {
  News news = News::pending;
  std::string reference;  // empty: not_found
  Money amount;           // paid: what came in; refunded: what went back
  std::string reason;     // failed
  CardSlip card;          // paid, on a terminal

  bool operator==(const Outcome&) const = default;
};

// What the caller knows of the booking when news comes. Lapsed: it is no longer open, or owes
// nothing any more.
enum class Standing : std::uint8_t { open, lapsed };

// The events. Each gives the payment as it is afterwards, the very same where the event says
// nothing new. Errors: invalid_transition where it cannot befall this state; further ones beside.

// Before the first question, and before the next after not_found. Errors: expired.
Result<Payment> begin(const Payment& payment, UtcTime now);
// The intent was taken on. Errors: missing_field (no reference), id_reused (one key, two intents).
Result<Payment> started(const Payment& payment, const Intent& intent, UtcTime now);
// A reply or a notification. Refused for good at the start: News::failed. Errors: missing_field,
// out_of_range (money of another currency, none, or a refund of more than came in), id_reused (paid
// again, with another amount or reference): staff have to look, since money is not where it should
// be.
Result<Payment> learned(const Payment& payment, const Outcome& outcome, Standing standing,
                        UtcTime now);
// A question about the payment or its refund had no answer.
Result<Payment> asked_in_vain(const Payment& payment, UtcTime now);
// Nobody wants it any more: the booking is no longer open, or is paid in another way. Of a paid one
// everything goes back; where the policy keeps a fee it is refund() instead.
Result<Payment> lapse(const Payment& payment, UtcTime now);
// Staff took it. Only Method::desk.
Result<Payment> take_at_desk(const Payment& payment, booking::PayMethod method,
                             std::string_view actor, UtcTime now);
// All or part of it has to go back. Errors: out_of_range (none, or more than came in).
Result<Payment> refund(const Payment& payment, Money amount, std::string_view reason, UtcTime now);
// The gateway will never send it back; staff have to.
Result<Payment> refund_refused(const Payment& payment, std::string_view reason);
// Staff gave it back. Not while a gateway may be doing it.
Result<Payment> refunded_by_hand(const Payment& payment, booking::PayMethod method,
                                 std::string_view actor, UtcTime now);

// Until the next question after the `asked`-th: 2 s, 4 s, 8 s … 256 s, then 5 min for ever. Without
// jitter: the server asks for all payments one after the other.
Duration ask_interval(std::int32_t asked);

// What is to be done at `now`; `none` unless next_ask_at has come, but for `staff`.
enum class DueStep : std::uint8_t {
  none,
  begin,   // begin(), store it, then ask for the intent
  ask,     // what became of it
  cancel,  // it is not wanted any more
  refund,  // send it back
  expire,  // nobody was asked in time: learned(expired)
  staff,   // refunded_by_hand()
};
DueStep due_step(const Payment& payment, UtcTime now);

// The folio's entry for the money that came in, and for the money that went back; nothing before.
// Their ids follow from the payment's, so posting one twice changes nothing.
std::optional<booking::Posting> posting_of(const Payment& payment);
std::optional<booking::Posting> refund_posting_of(const Payment& payment);

}  // namespace lobby::payment
