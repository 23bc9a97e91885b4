// Printing, as small functions.
#include "core/flow/kiosk_print.h"

#include "core/flow/kiosk_timing.h"

namespace lobby::flow {
namespace {

void end(KioskState& state, PrintStage stage, std::optional<port::PrintFault> fault, Moment now) {
  state.print->stage = stage;
  state.print->fault = fault;
  state.print->since = now.boot;
  state.issued_at = now.boot;
  if (stage == PrintStage::failed && state.overlay == KioskOverlay::printing) {
    state.overlay = KioskOverlay::none;
  }
}

}  // namespace

bool is_printing(const KioskState& state) {
  return state.print &&
         (state.print->stage == PrintStage::sending || state.print->stage == PrintStage::printing);
}

bool is_unprinted(const KioskState& state) {
  return state.print && state.print->stage == PrintStage::failed;
}

bool can_print(const KioskState& state) {
  return state.issued && is_issued_screen(state.screen) && !is_printing(state) &&
         (!state.print || state.print->times < prints_max);
}

bool begin_print(KioskState& state, Moment now) {
  const bool orders = can_print(state);
  if (orders) {
    const std::int32_t times = state.print ? state.print->times + 1 : 1;
    state.print = Printing{PrintStage::sending, std::nullopt, now.boot, times};
  }
  if (is_printing(state)) {
    state.overlay = KioskOverlay::printing;
    state.overlay_since = now.boot;
  }
  return orders;
}

void hear_print(KioskState& state, const PrintProgress& progress, Moment now) {
  if (!is_printing(state) || !state.issued || state.issued->booking.id != progress.booking) {
    return;
  }
  switch (progress.stage) {
    case PrintStage::sending:
    case PrintStage::printing:
      state.print->stage = progress.stage;
      return;
    case PrintStage::done:
      end(state, PrintStage::done, std::nullopt, now);
      return;
    case PrintStage::failed:
      end(state, PrintStage::failed, progress.fault.value_or(port::PrintFault::refused), now);
      return;
  }
}

void let_print_age(KioskState& state, Moment now) {
  const std::optional<Duration> due = print_due(state);
  if (!due || now.boot < *due) {
    return;
  }
  if (is_printing(state)) {
    end(state, PrintStage::failed, port::PrintFault::offline, now);
  } else {
    state.overlay = KioskOverlay::none;
    state.issued_at = now.boot;
  }
}

std::optional<Duration> print_due(const KioskState& state) {
  if (is_printing(state)) {
    return state.print->since + print_awaited_for;
  }
  const bool shown = state.print && state.print->stage == PrintStage::done &&
                     state.overlay == KioskOverlay::printing;
  return shown ? std::optional(state.print->since + print_done_for) : std::nullopt;
}

}  // namespace lobby::flow
