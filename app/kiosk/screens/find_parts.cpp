// Bar, failures, words of a booking. UI thread.
#include "app/kiosk/screens/find_parts.h"

#include "app/ui/widgets.h"
#include "core/base/check.h"
#include "core/booking/folio.h"
#include "core/guest/guest.h"

namespace lobby::kiosk {
namespace {

using booking::BookingState;

std::string_view state_word(const ui::Frame& frame, BookingState state) {
  switch (state) {
    case BookingState::confirmed:
      return frame.tr("Confirmed");
    case BookingState::requested:
    case BookingState::awaiting_approval:
      return frame.tr("Not confirmed yet");
    case BookingState::awaiting_deposit:
      return frame.tr("Awaits your deposit");
    case BookingState::checked_in:
      return frame.tr("You are checked in");
    case BookingState::completed:
      return frame.tr("Completed");
    case BookingState::cancelled:
      return frame.tr("Cancelled");
    case BookingState::no_show:
    case BookingState::released:
    case BookingState::refused:
    case BookingState::draft:
      break;
  }
  return frame.tr("Not valid any more");
}

ui::ChipKind state_kind(BookingState state) {
  switch (state) {
    case BookingState::confirmed:
    case BookingState::checked_in:
    case BookingState::completed:
      return ui::ChipKind::success;
    case BookingState::requested:
    case BookingState::awaiting_approval:
    case BookingState::awaiting_deposit:
      return ui::ChipKind::warn;
    default:
      return ui::ChipKind::danger;
  }
}

}  // namespace

void draw_find_bar(ui::Frame& frame, const KioskView& view, std::string_view title) {
  const auto& found = view.state.finding.found;
  const bool known = found && view.state.screen != flow::KioskScreen::find;
  const std::string right = known ? found->booking.code.spaced_text() : std::string();
  ui::top_bar(frame, {.hotel = view.site().name.in(view.language()),
                      .logo = view.site().logo,
                      .right = right,
                      .title = title});
}

FindFailure find_failure(const ui::Frame& frame, const KioskView& view) {
  const flow::Finding& finding = view.state.finding;
  CHECK(finding.failure.has_value());
  switch (finding.failure->code) {
    case ErrorCode::not_found:
      return {frame.tr("We found no such booking."),
              finding.ticket_text.empty() ? frame.tr("Check the code and the phone.")
                                          : frame.tr("Please show this ticket at reception.")};
    case ErrorCode::policy_refused:
      return {frame.tr("Too many tries at this kiosk."),
              frame.tr("Ask staff, or wait a few minutes.")};
    case ErrorCode::malformed:
    case ErrorCode::too_large:
    case ErrorCode::unsupported_version:
    case ErrorCode::out_of_range:
      return {frame.tr("This code is not a ticket of ours."),
              frame.tr("Scan the code on your ticket, or type it.")};
    case ErrorCode::version_conflict:
      return {frame.tr("Your booking has just been changed."),
              frame.tr("Please find it again to see how it is now.")};
    case ErrorCode::invalid_transition:
      return {frame.tr("It can no longer be cancelled here."),
              frame.tr("Please ask at reception.")};
    case ErrorCode::unavailable:
    case ErrorCode::timed_out:
    case ErrorCode::untrusted_server:
      return {frame.tr("No connection to the hotel just now."),
              finding.found ? frame.tr("Try again: nothing is done twice.")
                            : frame.tr("Your booking stands; reception can see it.")};
    default:
      return {frame.tr("This did not work."), frame.tr("Please ask at reception.")};
  }
}

void draw_find_failure(ui::Frame& frame, const KioskView& view, ui::Rect where) {
  if (view.state.finding.failure) {
    const FindFailure words = find_failure(frame, view);
    ui::note(frame, {.rect = where,
                     .tone = ui::Tone::danger,
                     .icon = "error",
                     .lines = {words.title, words.line}});
  }
}

FoundWords found_words(const ui::Frame& frame, const KioskView& view) {
  CHECK(view.state.finding.found.has_value());
  const booking::Booking& booking = view.state.finding.found->booking;
  const booking::Folio& folio = view.state.finding.found->folio;
  FoundWords words{.booking = booking,
                   .service = view.catalog().service(booking.selection.service),
                   .chosen = {},
                   .who = {},
                   .who_short = {},
                   .total = money_text(booking.quote.total),
                   .paid = money_text(booking::paid_of(folio)),
                   .balance_label = {},
                   .balance = {},
                   .state = state_word(frame, booking.state),
                   .state_kind = state_kind(booking.state)};
  if (words.service != nullptr) {
    words.chosen = chosen_words(frame.texts(), *words.service, booking.selection, view.language());
  }
  words.who = joined(frame.texts(), booking.guest.name, words.chosen.party);
  words.who_short =
      joined(frame.texts(), guest::short_name(booking.guest.name), words.chosen.party);
  words.state_icon = words.state_kind == ui::ChipKind::success ? ui::Icon("check_circle")
                     : words.state_kind == ui::ChipKind::warn  ? ui::Icon("hourglass_top")
                                                               : ui::Icon("event_busy");
  Money balance = booking::balance_of(folio);
  const bool owed_to_guest = balance.amount_minor < 0;
  balance.amount_minor = owed_to_guest ? -balance.amount_minor : balance.amount_minor;
  words.balance_label = owed_to_guest ? frame.tr("Back to you") : frame.tr("To pay");
  words.balance = money_text(balance);
  return words;
}

}  // namespace lobby::kiosk
