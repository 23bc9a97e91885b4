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

void begin_print(KioskState& state, Moment now, std::vector<KioskEffect>& effects) {
  if (can_print(state)) {
    const std::int32_t times = state.print ? state.print->times + 1 : 1;
    state.prints += 1;
    state.print = Printing{.number = state.prints, .fault = {}, .since = now.boot, .times = times};
    effects.push_back(PrintTicket{state.issued->booking.id, state.prints});
  }
  if (is_printing(state)) {
    state.overlay = KioskOverlay::printing;
    state.overlay_since = now.boot;
  }
}

void hear_print(KioskState& state, const PrintProgress& progress, Moment now) {
  if (!is_printing(state) || state.print->number != progress.number) {
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

void let_print_age(KioskState& state, Moment now, std::vector<KioskEffect>& effects) {
  const std::optional<Duration> due = print_due(state);
  if (!due || now.boot < *due) {
    return;
  }
  if (is_printing(state)) {
    end(state, PrintStage::failed, port::PrintFault::offline, now);
    effects.push_back(PrintsDropped{state.prints, false});
  } else {
    state.overlay = KioskOverlay::none;
    state.issued_at = now.boot;
  }
}

void leave_prints(const KioskState& state, std::vector<KioskEffect>& effects) {
  if (state.prints > 0) {
    effects.push_back(PrintsDropped{state.prints, true});
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
