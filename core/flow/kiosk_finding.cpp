// Finding, as small functions.
#include "core/flow/kiosk_finding.h"

#include <algorithm>
#include <type_traits>
#include <utility>

#include "core/base/check.h"
#include "core/base/text.h"
#include "core/guest/guest.h"
#include "core/ticket/ticket.h"

namespace lobby::flow {
namespace {

using booking::Booking;
using booking::BookingState;

Question asked(KioskState& state, const KioskContext& context, device::Inquiry inquiry) {
  constexpr Asking kinds[] = {Asking::find, Asking::find, Asking::price, Asking::cancel};
  state.finding.asking = kinds[inquiry.index()];
  state.finding.asked_at = context.now.boot;
  state.finding.asked += 1;
  state.finding.failure.reset();
  return inquiry;
}

Question failed(KioskState& state, Error error) {
  state.finding.failure = std::move(error);
  return std::nullopt;
}

Error no_contact() {
  return fail(ErrorCode::unavailable, "the server cannot be asked now");
}

FindObstacle search_obstacle(const KioskState& state, const KioskContext& context) {
  if (!context.online) {
    return FindObstacle::offline;
  }
  if (state.finding.code.size() < code_characters) {
    return FindObstacle::code_missing;
  }
  if (!ticket::BookingCode::parse(state.finding.code)) {
    return FindObstacle::code_wrong;
  }
  if (state.phone.empty()) {
    return FindObstacle::phone_missing;
  }
  return guest::parse_phone(state.phone) ? FindObstacle::none : FindObstacle::phone_wrong;
}

// The way the guest paid last; what was paid at a gateway goes back by itself.
booking::PayMethod refund_method(const booking::Folio& folio) {
  booking::PayMethod method = booking::PayMethod::card;
  for (const booking::Entry& entry : folio.entries) {
    if (entry.posting.kind == booking::EntryKind::payment && entry.posting.method) {
      method = *entry.posting.method;
    }
  }
  return method;
}

void show(KioskState& state, KioskScreen screen) {
  state.screen = screen;
  state.part = 0;
  state.focus.reset();
}

class Answer {
 public:
  Answer(KioskState& state, const std::string& kept_ticket)
      : state_(state), kept_ticket_(kept_ticket) {}

  void operator()(const device::FoundBooking& found) {
    state_.finding.found = found;
    state_.finding.offer.reset();
    state_.finding.settlement.reset();
    if (state_.finding.ticket_text.empty()) {
      state_.finding.ticket_text = kept_ticket_;
    }
    show(state_, KioskScreen::my_booking);
  }
  // A single way needs no choice.
  void operator()(const booking::CancellationOffer& offer) {
    state_.finding.offer = offer;
    state_.finding.settlement.reset();
    if (offer.voucher.is_zero()) {
      state_.finding.settlement = booking::Settlement::fee;
    }
    show(state_, KioskScreen::cancel);
  }
  void operator()(const protocol::EndedBooking& ended) {
    state_.finding.found->booking = ended.booking;
    state_.finding.ended = ended;
    state_.finding.ticket_text.clear();
    show(state_, KioskScreen::cancelled);
  }

 private:
  KioskState& state_;
  const std::string& kept_ticket_;
};

}  // namespace

bool is_finding_screen(KioskScreen screen) {
  return screen == KioskScreen::find || screen == KioskScreen::my_booking ||
         screen == KioskScreen::cancel || screen == KioskScreen::cancelled;
}

FindObstacle find_obstacle(const KioskState& state, const KioskContext& context) {
  if (state.finding.asking != Asking::nothing) {
    return FindObstacle::asking;
  }
  switch (state.screen) {
    case KioskScreen::find:
      return search_obstacle(state, context);
    case KioskScreen::cancel:
      if (!context.online) {
        return FindObstacle::offline;
      }
      return state.finding.settlement ? FindObstacle::none : FindObstacle::nothing_chosen;
    default:
      return FindObstacle::none;
  }
}

bool can_cancel(const KioskState& state) {
  if (!state.finding.found) {
    return false;
  }
  switch (state.finding.found->booking.state) {
    case BookingState::requested:
    case BookingState::awaiting_approval:
    case BookingState::awaiting_deposit:
    case BookingState::confirmed:
      return true;
    default:
      return false;
  }
}

bool can_show_ticket(const KioskState& state) {
  const Finding& finding = state.finding;
  return state.screen == KioskScreen::my_booking && finding.found && !finding.ticket_text.empty() &&
         !is_called_off(finding.found->booking.state);
}

void type_code(KioskState& state, std::string_view text) {
  std::string& code = state.finding.code;
  for (const char typed : text) {
    const bool lower = typed >= 'a' && typed <= 'z';
    const char c = lower ? static_cast<char>(typed - 'a' + 'A') : typed;
    const bool letter = (c >= 'A' && c <= 'Z') || (c >= '2' && c <= '9');
    if (letter && c != 'I' && c != 'O' && code.size() < code_characters) {
      code += c;
    }
  }
}

Question hear_ticket(KioskState& state, const KioskContext& context, const TicketScanned& scanned) {
  if (state.screen != KioskScreen::find || state.finding.asking != Asking::nothing) {
    return std::nullopt;
  }
  // What the scanner typed went into the field with the focus too.
  wipe_text(state.phone);
  state.finding.code.clear();
  const Result<ticket::SignedTicket> read = ticket::parse_ticket(scanned.text);
  if (!read) {
    return failed(state, read.error());
  }
  state.finding.code = read->ticket.code.text();
  state.finding.ticket_text = scanned.text;
  if (!context.online) {
    return failed(state, no_contact());
  }
  return asked(state, context, device::FindByTicket{scanned.text});
}

Question ask_booking(KioskState& state, const KioskContext& context) {
  if (state.screen != KioskScreen::find || find_obstacle(state, context) != FindObstacle::none) {
    return std::nullopt;
  }
  state.finding.ticket_text.clear();
  return asked(state, context,
               device::FindByCode{state.finding.code, *guest::parse_phone(state.phone)});
}

Question ask_price(KioskState& state, const KioskContext& context) {
  if (state.screen != KioskScreen::my_booking || state.finding.asking != Asking::nothing ||
      !can_cancel(state)) {
    return std::nullopt;
  }
  if (!context.online) {
    return failed(state, no_contact());
  }
  return asked(state, context, device::AskCancellation{state.finding.found->booking.id});
}

Question ask_cancellation(KioskState& state, const KioskContext& context) {
  if (state.screen != KioskScreen::cancel || find_obstacle(state, context) != FindObstacle::none) {
    return std::nullopt;
  }
  const device::FoundBooking& found = *state.finding.found;
  protocol::CancelOrder order;  // its id is the kiosk's business
  order.base_version = found.booking.version;
  order.settlement = *state.finding.settlement;
  order.refund_by = refund_method(found.folio);
  return asked(state, context, device::CancelBooking{found.booking.id, std::move(order)});
}

void choose_settlement(KioskState& state, booking::Settlement settlement) {
  const auto& offer = state.finding.offer;
  const bool offered =
      settlement == booking::Settlement::fee ||
      (settlement == booking::Settlement::voucher && offer && !offer->voucher.is_zero());
  if (state.screen == KioskScreen::cancel && offered && state.finding.asking == Asking::nothing) {
    state.finding.settlement = settlement;
  }
}

KioskScreen issue_found(KioskState& state, Moment now) {
  CHECK(can_show_ticket(state));
  const Booking& booking = state.finding.found->booking;
  state.issued = device::Issued{booking, state.finding.ticket_text};
  state.issued_at = now.boot;
  return booking.state == BookingState::requested ? KioskScreen::request : KioskScreen::ticket;
}

void let_inquiry_age(KioskState& state, Moment now) {
  const std::optional<Duration> due = inquiry_due(state);
  if (due && now.boot >= *due) {
    hear_server(state, {state.finding.asked, fail(ErrorCode::timed_out, "nobody answered"), {}},
                now);
  }
}

std::optional<Duration> inquiry_due(const KioskState& state) {
  return state.finding.asking == Asking::nothing
             ? std::nullopt
             : std::optional(state.finding.asked_at + inquiry_awaited_for);
}

void hear_server(KioskState& state, const ServerAnswered& answered, Moment now) {
  Finding& finding = state.finding;
  if (finding.asking == Asking::nothing || answered.number != finding.asked) {
    return;
  }
  const Asking asking = std::exchange(finding.asking, Asking::nothing);
  state.last_touch = now.boot;  // the guest waited for it, and now reads
  if (!answered.answer) {
    finding.failure = answered.answer.error();
    // It was changed meanwhile: what was shown of it is not so any more.
    if (asking == Asking::cancel && finding.failure->code == ErrorCode::version_conflict) {
      show(state, KioskScreen::find);
      state.focus = FieldId::code;
    }
    return;
  }
  constexpr Asking kinds[] = {Asking::find, Asking::price, Asking::cancel};
  if (kinds[answered.answer->index()] == asking) {
    std::visit(Answer(state, answered.kept_ticket), *answered.answer);
  } else {
    finding.failure = fail(ErrorCode::internal, "the answer is to another question");
  }
}

}  // namespace lobby::flow
