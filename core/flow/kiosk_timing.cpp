// Limits, and when the next of them is reached.
#include "core/flow/kiosk_timing.h"

#include <algorithm>

#include "core/flow/kiosk_finding.h"
#include "core/flow/kiosk_print.h"
#include "core/flow/kiosk_staff.h"
#include "core/flow/kiosk_view.h"

namespace lobby::flow {
namespace {

Duration patient(const KioskState& state, Duration usual) {
  return state.speech ? Duration::milliseconds(usual.ms * patience_with_speech) : usual;
}

// When the review stops waiting for units that were asked for.
std::optional<Duration> units_due(const KioskState& state, Moment now) {
  const bool waiting = state.screen == KioskScreen::review && state.asked &&
                       now.boot - state.asked->at < units_awaited_for;
  return waiting ? std::optional(state.asked->at + units_awaited_for) : std::nullopt;
}

}  // namespace

bool is_waiting_screen(KioskScreen screen) {
  return screen == KioskScreen::attract || screen == KioskScreen::out_of_service;
}

bool is_issued_screen(KioskScreen screen) {
  return screen == KioskScreen::ticket || screen == KioskScreen::request;
}

bool is_bound(const KioskState& state) {
  return state.committing || state.finding.asking == Asking::cancel;
}

bool has_guest(KioskScreen screen) {
  return !is_waiting_screen(screen) && screen != KioskScreen::maintenance;
}

bool is_guest_step(KioskScreen screen) {
  return has_guest(screen) && !is_issued_screen(screen);
}

Duration idle_limit(const KioskState& state) {
  const bool form = state.screen == KioskScreen::details || state.screen == KioskScreen::find;
  return patient(state, form ? idle_after_on_forms : idle_after);
}
Duration answer_limit(const KioskState& state) {
  return patient(state, still_there_for);
}
Duration ticket_limit(const KioskState& state) {
  return patient(state, is_unprinted(state) ? unprinted_shown_for : ticket_shown_for);
}
Duration tidy_limit(const KioskState& state) {
  return patient(state, state.overlay == KioskOverlay::staff_pin ? pin_sheet_for : idle_after);
}

std::optional<Duration> next_tick(const KioskState& state, Moment now) {
  const bool waiting = is_waiting_screen(state.screen);
  if (state.committing || (waiting && !state.disturbed)) {
    return std::nullopt;
  }
  if (const std::optional<Duration> inquiry = inquiry_due(state); inquiry && is_bound(state)) {
    return inquiry;
  }
  const std::optional<Duration> answer_due = units_due(state, now);
  if (answer_due) {
    return answer_due;
  }
  const std::optional<Duration> staff = staff_due(state, now);
  if (waiting) {
    const Duration tidy = state.last_touch + tidy_limit(state);
    return staff ? std::min(tidy, *staff) : tidy;
  }
  if (staff) {
    return staff;
  }
  const std::optional<Duration> print = print_due(state);
  if (print && is_printing(state)) {
    return print;
  }
  if (state.overlay == KioskOverlay::still_there || is_issued_screen(state.screen)) {
    const Duration ends = state.overlay == KioskOverlay::still_there
                              ? state.overlay_since + answer_limit(state)
                              : state.issued_at + ticket_limit(state);
    const std::int32_t shown = std::max(1, seconds_left(state, now));
    const Duration next = ends - Duration::seconds(shown - 1);
    return print ? std::min(next, *print) : next;
  }
  return state.last_touch + idle_limit(state);
}

}  // namespace lobby::flow
