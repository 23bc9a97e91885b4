// Units, postings and plans.
#include "core/service/books.h"

#include <algorithm>
#include <set>

#include "core/service/booking_steps.h"
#include "core/service/lookups.h"
#include "core/service/payments.h"
#include "core/service/standing.h"
#include "core/service/vouchers.h"

namespace lobby::service {

using booking::Booking;
using booking::Folio;
using booking::PaymentStep;
using port::Record;
using port::RecordKind;

Result<Booking> known_booking(const Work& work, BookingId id) {
  Result<std::optional<Booking>> booking = work.store.booking(id);
  if (!booking) {
    return booking.error();
  }
  return *booking ? Result<Booking>(**booking)
                  : fail(ErrorCode::not_found, "there is no booking " + id.text());
}

Status check_base(const Booking& booking, std::int32_t base_version) {
  return booking.version == base_version
             ? done()
             : Status(fail(ErrorCode::version_conflict,
                           "booking " + booking.code.text() + " is at version " +
                               std::to_string(booking.version) + ", the command was for " +
                               std::to_string(base_version) + "; look at it again"));
}

Status take_free_units(const Work& work, const std::vector<inventory::SlotUnits>& demand) {
  if (Status known = knows_what_is_free(work.store); !known) {
    return known;
  }
  std::set<inventory::Slot> touched;
  for (const inventory::SlotUnits& need : demand) {
    if (Status sold = work.store.sell(need); !sold) {
      return sold;
    }
    touched.insert(need.slot);
  }
  return tell_stock(work, touched);
}

Status give_units_back(const Work& work, const std::vector<inventory::SlotUnits>& demand) {
  std::set<inventory::Slot> touched;
  for (const inventory::SlotUnits& units : demand) {
    if (Status released = work.store.release(units); !released) {
      return released;
    }
    touched.insert(units.slot);
  }
  return tell_stock(work, touched);
}

booking::FolioEntryId entry_id(const Work& work, std::string_view what, const IdBytes& of) {
  Bytes message(what.begin(), what.end());
  message.push_back(0);
  message.insert(message.end(), of.begin(), of.end());
  const port::Sha256 hash = work.office.hasher.sha256(message);
  IdBytes bytes{};
  std::copy_n(hash.begin(), bytes.size(), bytes.begin());
  // A UUIDv8 (RFC 9562 §5.8): its bits are the hash's.
  bytes[6] = static_cast<std::uint8_t>((bytes[6] & 0x0FU) | 0x80U);
  bytes[8] = static_cast<std::uint8_t>((bytes[8] & 0x3FU) | 0x80U);
  return booking::FolioEntryId(bytes);
}

Result<OpenFolio> open_folio(const Work& work, const Booking& booking) {
  auto entries = work.store.office().folio_entries(booking.id);
  if (!entries) {
    return entries.error();
  }
  OpenFolio open;
  open.stored = entries->size();
  open.folio = {booking.id, booking.quote.total.currency, *std::move(entries)};
  const bool owed = holds_units(booking.state) && !booking.quote.total.is_zero();
  const bool charged_before = std::ranges::any_of(
      open.folio.entries,
      [](const booking::Entry& entry) { return entry.posting.kind == booking::EntryKind::charge; });
  if (charged_before || !owed) {
    return open;
  }
  booking::Posting charge;
  charge.id = entry_id(work, "LOBBY-FIRST-CHARGE", booking.id.bytes());
  charge.kind = booking::EntryKind::charge;
  charge.amount = booking.quote.total;
  charge.reference = "booking " + booking.code.text();
  charge.at = booking.history.empty() ? work.now : booking.history.front().act.at;
  Result<Folio> charged = booking::post(open.folio, charge);
  if (!charged) {
    return charged.error();
  }
  open.folio = *std::move(charged);
  return open;
}

Status save_folio(const Work& work, OpenFolio& open) {
  const std::span<const booking::Entry> entries(open.folio.entries);
  if (entries.size() == open.stored) {
    return done();
  }
  const Status saved = work.store.office().add_folio_entries(open.folio.booking, open.stored,
                                                             entries.subspan(open.stored));
  open.stored = entries.size();
  return saved;
}

Result<Money> paid_towards_plan(const Work& work, const Folio& folio) {
  const Result<Money> back = going_back(work, folio);
  if (!back) {
    return back.error();
  }
  // Fees are credits of their account: below zero.
  const Money fees = trial_balance(folio)[static_cast<std::size_t>(booking::Account::fees)];
  return std::max(Money{0, folio.currency}, paid_of(folio) + fees - *back);
}

namespace {

std::optional<UtcTime> next_look(const Booking& booking, const booking::PaymentState& state) {
  const auto due = std::ranges::find_if(
      booking.plan, [&](const booking::DuePayment& payment) { return state.due == payment.kind; });
  if (due == booking.plan.end()) {
    return std::nullopt;
  }
  switch (state.step) {
    case PaymentStep::settled:
      return std::nullopt;
    case PaymentStep::wait:
      return due->remind_at;
    case PaymentStep::remind:
      return due->due_at;
    case PaymentStep::overdue:
    case PaymentStep::release:
      return due->release_at;
  }
  return std::nullopt;
}

bool waits_for_money(const Booking& booking) {
  return booking.state == booking::BookingState::awaiting_deposit ||
         booking.state == booking::BookingState::confirmed;
}

}  // namespace

Result<booking::PaymentState> plan_state(const Work& work, const Booking& booking,
                                         const Folio& folio) {
  const booking::PaymentState settled{PaymentStep::settled, std::nullopt, {0, folio.currency}};
  if (booking.plan.empty()) {
    return settled;
  }
  const Result<Money> owed = owed_after_refunds(work, folio);
  if (!owed) {
    return owed.error();
  }
  // Let off, written off or paid in another way: nothing is missing.
  if (holds_units(booking.state) && owed->amount_minor <= 0) {
    return settled;
  }
  const Result<Money> paid = paid_towards_plan(work, folio);
  return paid ? Result<booking::PaymentState>(booking::payment_state(booking.plan, *paid, work.now))
              : paid.error();
}

Status plan_next_look(const Work& work, const Booking& booking, const Folio& folio) {
  const port::RecordId id(booking.id.bytes());
  const auto stored = work.store.office().record(RecordKind::plan, id);
  if (!stored) {
    return stored.error();
  }
  std::optional<UtcTime> due;
  if (waits_for_money(booking)) {
    const Result<booking::PaymentState> state = plan_state(work, booking, folio);
    if (!state) {
      return state.error();
    }
    due = next_look(booking, *state);
  }
  if (!*stored && !due) {
    return done();
  }
  const std::int64_t version = *stored ? (*stored)->version + 1 : 1;
  return work.store.office().put_record({RecordKind::plan, id, version, "{}", due});
}

Result<Booking> settle(const Work& work, Booking booking, const Folio& folio,
                       const booking::Act& cause) {
  const Result<booking::PaymentState> state = plan_state(work, booking, folio);
  if (!state) {
    return state.error();
  }
  if (booking.state == booking::BookingState::awaiting_deposit &&
      state->due != booking::DueKind::deposit) {
    booking::Act paid = cause;
    paid.command = booking::Command::settle_deposit;
    paid.reason = "the deposit is paid";
    Result<Booking> settled = next_step(booking, paid);
    if (!settled) {
      return settled.error();
    }
    booking = *std::move(settled);
    if (Status saved = save_and_tell(work, booking); !saved) {
      return saved.error();
    }
  }
  const Status planned = plan_next_look(work, booking, folio);
  return planned ? Result<Booking>(std::move(booking)) : planned.error();
}

namespace {

// What would go back in money if all of it were given back here and now.
Result<Money> money_back(const Folio& before, const booking::CancellationOrder& order) {
  const Result<Folio> after = booking::settle_cancellation(before, order);
  if (!after) {
    return after.error();
  }
  Money back{0, before.currency};
  for (std::size_t at = before.entries.size(); at < after->entries.size(); ++at) {
    const booking::Posting& posting = after->entries[at].posting;
    back = posting.kind == booking::EntryKind::refund ? back + posting.amount : back;
  }
  return back;
}

Status settle_folio(const Work& work, const Booking& booking, OpenFolio& open,
                    const booking::Act& act, const Settling& settling) {
  const bool by_fee = settling.settlement == booking::Settlement::fee;
  std::int32_t postings = 0;
  booking::CancellationOrder order{
      settling.settlement,
      by_fee ? booking::fee_of_cancelling(booking, act.at) : Money{0, open.folio.currency},
      settling.refund_by,
      act.actor,
      act.reason.empty() ? "the booking ended: " + std::string(name_of(act.command)) : act.reason,
      work.now,
      [&] {
        postings += 1;
        return entry_id(work, "LOBBY-END " + std::to_string(postings), settling.seed);
      }};
  Result<std::vector<booking::CreditPaid>> credit = credit_paid(work, open.folio);
  if (!credit) {
    return credit.error();
  }
  order.credit = *std::move(credit);
  const FreshVoucher fresh{
      office::VoucherId(entry_id(work, "LOBBY-END-VOUCHER", settling.seed).bytes()),
      settling.voucher_code};
  order.voucher_reference = fresh.code ? voucher_reference(fresh.id) : std::string();
  const Result<Money> back = money_back(open.folio, order);
  if (!back) {
    return back.error();
  }
  const Result<Money> lapsed = lapse_payments(work, booking, *back);
  if (!lapsed) {
    return lapsed.error();
  }
  // A voucher sends no money back, and is for what is not on its way already.
  const bool voucher = settling.settlement == booking::Settlement::voucher;
  const Result<Money> elsewhere = voucher ? going_back(work, open.folio) : lapsed;
  if (!elsewhere) {
    return elsewhere.error();
  }
  order.elsewhere_minor = elsewhere->amount_minor;
  postings = 0;
  Result<Folio> settled = booking::settle_cancellation(open.folio, order);
  if (!settled) {
    return settled.error();
  }
  const std::size_t known = open.folio.entries.size();
  open.folio = *std::move(settled);
  const std::span<const booking::Entry> entries(open.folio.entries);
  if (Status followed = follow_credit(work, booking, entries.subspan(known), fresh); !followed) {
    return followed;
  }
  return save_folio(work, open);
}

}  // namespace

Result<Booking> end_booking(const Work& work, const Booking& booking, const booking::Act& act,
                            const Settling& settling) {
  Result<Booking> after = next_step(booking, act);
  if (!after) {
    return after;
  }
  Result<OpenFolio> open = open_folio(work, booking);
  if (!open) {
    return open.error();
  }
  // First, so that money that comes while it ends finds it ended.
  if (Status saved = save_and_tell(work, *after); !saved) {
    return saved.error();
  }
  if (Status found = renew_lookup(work, *after); !found) {
    return found.error();
  }
  const bool held = holds_units(booking.state);
  if (held && !holds_units(after->state)) {
    const std::string ended = "the booking was " + std::string(name_of(after->state));
    if (Status given =
            give_back_units(work, booking, settling.conflict.empty() ? ended : settling.conflict);
        !given) {
      return given.error();
    }
  }
  if (held || open->stored > 0) {
    if (Status settled = settle_folio(work, booking, *open, act, settling); !settled) {
      return settled.error();
    }
  }
  if (is_called_off(after->state)) {
    if (Status given = give_back_discounts(work, booking); !given) {
      return given.error();
    }
  }
  const Status planned = plan_next_look(work, *after, open->folio);
  return planned ? after : planned.error();
}

Status tell_staff(const Work& work, const Booking& booking, ErrorCode code,
                  const std::string& what) {
  return work.store.add_staff_task({OperationId(booking.id.bytes()), DeviceId{}, work.now, code,
                                    "booking " + booking.code.text() + ": " + what});
}

}  // namespace lobby::service
