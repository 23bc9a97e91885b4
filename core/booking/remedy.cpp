// What is offered, and the postings of what was chosen.
#include "core/booking/remedy.h"

#include <algorithm>

namespace lobby::booking {
namespace {

class Cancellation {
 public:
  Cancellation(Folio folio, const CancellationOrder& order)
      : folio_(std::move(folio)), order_(order) {}

  Status reverse_all();
  Status post_of(EntryKind kind, Money amount, const std::string& reference = {});
  Status give_back();
  Folio take() { return std::move(folio_); }

 private:
  Posting posting(EntryKind kind, Money amount) const {
    Posting made;
    made.id = order_.next_id();
    made.kind = kind;
    made.amount = amount;
    made.reason = order_.reason;
    made.actor = order_.actor;
    made.at = order_.at;
    if (kind == EntryKind::refund) {
      made.method = order_.refund_by;
    }
    return made;
  }
  Status add(const Posting& made) {
    Result<Folio> posted = post(folio_, made);
    if (!posted) {
      return posted.error();
    }
    folio_ = *std::move(posted);
    return done();
  }

  Folio folio_;
  const CancellationOrder& order_;
};

Status Cancellation::post_of(EntryKind kind, Money amount, const std::string& reference) {
  if (amount.amount_minor <= 0) {
    return done();
  }
  Posting made = posting(kind, amount);
  made.reference = reference;
  return add(made);
}

// Fees of earlier changes stay.
Status Cancellation::reverse_all() {
  const std::vector<Entry> entries = folio_.entries;
  for (const Entry& entry : entries) {
    const EntryKind kind = entry.posting.kind;
    const bool undone = std::ranges::any_of(
        entries, [&](const Entry& other) { return other.posting.reverses == entry.posting.id; });
    if (undone || (kind != EntryKind::charge && kind != EntryKind::adjustment &&
                   kind != EntryKind::write_off)) {
      continue;
    }
    Posting reversal = posting(EntryKind::reversal, entry.posting.amount);
    reversal.reverses = entry.posting.id;
    if (Status added = add(reversal); !added) {
      return added;
    }
  }
  return done();
}

Status Cancellation::give_back() {
  const Money zero{0, folio_.currency};
  const bool voucher = order_.settlement == Settlement::voucher;
  const Money on_its_way{voucher ? order_.elsewhere_minor : 0, folio_.currency};
  const Money theirs = std::max(zero, zero - balance_of(folio_) - on_its_way);
  const Money came_in =
      std::max(zero, trial_balance(folio_)[static_cast<std::size_t>(Account::till)]);
  const Money money = voucher ? zero : std::min(theirs, came_in);
  const Money elsewhere{std::min(money.amount_minor, order_.elsewhere_minor), folio_.currency};
  if (Status refunded = post_of(EntryKind::refund, money - elsewhere); !refunded) {
    return refunded;
  }
  Money rest = theirs - money;
  for (const CreditPaid& paid : order_.credit) {
    const Money part = std::min(rest, paid.amount);
    if (Status given = post_of(EntryKind::voucher_issued, part, paid.reference); !given) {
      return given;
    }
    rest = rest - part;
  }
  return post_of(EntryKind::voucher_issued, rest, order_.voucher_reference);
}

}  // namespace

Money fee_of_cancelling(const Booking& booking, UtcTime now) {
  return booking.state == BookingState::requested ? Money{0, booking.quote.total.currency}
                                                  : cancellation_fee(booking.policy, now);
}

Result<CancellationOffer> offer_of(const Market& market, const Booking& booking,
                                   const Folio& folio) {
  if (const Result<Booking> may = transition(booking, {Command::cancel, market.now, {}}); !may) {
    return may.error();
  }
  const Money zero{0, folio.currency};
  // What was paid beyond the fees of earlier changes, which stay; they are credits of their
  // account.
  const Money theirs =
      paid_of(folio) + trial_balance(folio)[static_cast<std::size_t>(Account::fees)];
  CancellationOffer offer;
  offer.fee = fee_of_cancelling(booking, market.now);
  offer.refund = std::max(zero, theirs - offer.fee);
  const Money money = std::max(zero, trial_balance(folio)[static_cast<std::size_t>(Account::till)]);
  offer.credit = offer.refund - std::min(offer.refund, money);
  offer.owed = std::max(zero, offer.fee - theirs);
  offer.voucher = std::max(zero, theirs);
  // A service that is not sold any more has no other times.
  if (Result<std::vector<Vacancy>> moves = nearest(market, booking.selection, {}); moves) {
    offer.moves = *std::move(moves);
  }
  return offer;
}

Result<Folio> settle_cancellation(const Folio& folio, const CancellationOrder& order) {
  if (order.reason.empty()) {
    return fail(ErrorCode::missing_field, "a cancellation's postings need a reason");
  }
  Cancellation cancellation(folio, order);
  if (Status reversed = cancellation.reverse_all(); !reversed) {
    return reversed.error();
  }
  if (order.settlement == Settlement::fee) {
    if (Status charged = cancellation.post_of(EntryKind::fee, order.fee); !charged) {
      return charged.error();
    }
  }
  if (Status given = cancellation.give_back(); !given) {
    return given.error();
  }
  return cancellation.take();
}

}  // namespace lobby::booking
