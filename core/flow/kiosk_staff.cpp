// Staff, as small functions.
#include "core/flow/kiosk_staff.h"

#include <algorithm>

#include "core/base/text.h"
#include "core/flow/kiosk_timing.h"

namespace lobby::flow {
namespace {

using StaffEffects = std::vector<KioskEffect>;

bool at_pin_sheet(const KioskState& state) {
  return state.overlay == KioskOverlay::staff_pin && is_waiting_screen(state.screen);
}

// Keys do nothing without a PIN, while it is locked, and while one is checked.
bool takes_digits(const KioskState& state, Moment now) {
  const StaffState& staff = state.staff;
  return at_pin_sheet(state) && staff.record && staff.record->set && !staff.asked_at &&
         !is_locked(*staff.record, now.wall);
}

bool in_maintenance(const KioskState& state) {
  return state.screen == KioskScreen::maintenance;
}

StaffEffects on_staff_touch(KioskState& state, const LogoTapped& tapped, Moment now) {
  if (!is_waiting_screen(state.screen) || state.overlay != KioskOverlay::none) {
    return {};
  }
  std::vector<Duration>& taps = state.staff.taps;
  std::erase_if(taps, [&](Duration at) { return now.boot - at > logo_taps_within; });
  const auto new_ones =
      std::clamp<std::size_t>(static_cast<std::size_t>(std::max(1, tapped.times)), 1, logo_taps);
  taps.insert(taps.end(), new_ones, now.boot);
  if (taps.size() < logo_taps) {
    return {};
  }
  taps.clear();
  forget_pin(state.staff);
  state.overlay = KioskOverlay::staff_pin;
  state.overlay_since = now.boot;
  return {LookAtPin{}};
}

StaffEffects on_staff_touch(KioskState& state, const PinKeyed& keyed, Moment now) {
  StaffState& staff = state.staff;
  if (takes_digits(state, now) && staff.pin.size() < pin_digits && keyed.digit >= '0' &&
      keyed.digit <= '9') {
    staff.pin.push_back(keyed.digit);
    staff.verdict.reset();
  }
  return {};
}

StaffEffects on_staff_touch(KioskState& state, const PinErased& /*erased*/, Moment now) {
  if (takes_digits(state, now) && !state.staff.pin.empty()) {
    state.staff.pin.back() = '0';  // what stands behind the end of a text stays in memory
    state.staff.pin.pop_back();
  }
  return {};
}

StaffEffects on_staff_touch(KioskState& state, const PinCleared& /*cleared*/, Moment now) {
  if (takes_digits(state, now)) {
    wipe_text(state.staff.pin);
  }
  return {};
}

StaffEffects on_staff_touch(KioskState& state, const PinEntered& /*entered*/, Moment now) {
  StaffState& staff = state.staff;
  if (!takes_digits(state, now) || staff.pin.size() != pin_digits) {
    return {};
  }
  StaffEffects effects;
  effects.emplace_back(CheckPin{staff.pin, now});
  wipe_text(staff.pin);
  staff.asked_at = now.boot;
  staff.verdict.reset();
  return effects;
}

StaffEffects on_staff_touch(KioskState& state, const TestPrintTouched& /*touched*/,
                            Moment /*now*/) {
  const std::optional<TestPrint>& last = state.staff.test_print;
  const bool runs =
      last && (last->stage == PrintStage::sending || last->stage == PrintStage::printing);
  if (!in_maintenance(state) || runs) {
    return {};
  }
  state.staff.test_print = TestPrint{};
  state.prints += 1;
  return {PrintTestPage{state.prints}};
}

StaffEffects on_staff_touch(KioskState& state, const SyncTouched& /*touched*/, Moment /*now*/) {
  if (!in_maintenance(state)) {
    return {};
  }
  state.staff.sync_asked = true;
  return {SyncNow{}};
}

StaffEffects on_staff_touch(KioskState& state, const RestartTouched& /*touched*/, Moment /*now*/) {
  if (!in_maintenance(state)) {
    return {};
  }
  if (!state.staff.restart_armed) {
    state.staff.restart_armed = true;
    return {};
  }
  return {EndProgram{}};
}

StaffEffects on_staff_touch(KioskState& /*state*/, const MaintenanceLeft& /*left*/,
                            Moment /*now*/) {
  return {};
}

StaffEffects open_maintenance(KioskState& state, Moment now) {
  const bool closed = state.screen == KioskScreen::out_of_service;
  state.staff = StaffState{};
  state.staff.from_out_of_service = closed;
  state.staff.looked_at = now.boot;
  state.screen = KioskScreen::maintenance;
  state.overlay = KioskOverlay::none;
  state.disturbed = false;
  state.last_touch = now.boot;
  return {LookAtMachine{}};
}

StaffEffects on_staff_told(KioskState& state, const PinLooked& looked, Moment /*now*/) {
  if (at_pin_sheet(state) && !state.staff.asked_at) {
    state.staff.record = looked.record;
  }
  return {};
}

// The answer to another question opens nothing: who asked it may have gone.
StaffEffects on_staff_told(KioskState& state, const PinJudged& judged, Moment now) {
  StaffState& staff = state.staff;
  if (!at_pin_sheet(state) || staff.asked_at != judged.asked_at) {
    return {};
  }
  if (judged.verdict == PinVerdict::right) {
    return open_maintenance(state, now);
  }
  staff.asked_at.reset();
  staff.verdict = judged.verdict;
  staff.record = judged.record;
  return {};
}

StaffEffects on_staff_told(KioskState& state, const TestPrintTold& told, Moment /*now*/) {
  if (in_maintenance(state) && state.staff.test_print) {
    state.staff.test_print = TestPrint{told.stage, told.fault};
  }
  return {};
}

}  // namespace

std::vector<KioskEffect> take_staff(KioskState& state, const StaffTouched& touched, Moment now) {
  if (!std::holds_alternative<RestartTouched>(touched)) {
    state.staff.restart_armed = false;
  }
  return std::visit([&](const auto& kind) { return on_staff_touch(state, kind, now); }, touched);
}

std::vector<KioskEffect> take_staff(KioskState& state, const StaffTold& told, Moment now) {
  return std::visit([&](const auto& kind) { return on_staff_told(state, kind, now); }, told);
}

bool leaves_maintenance(const StaffTouched& touched) {
  return std::holds_alternative<MaintenanceLeft>(touched);
}

bool maintenance_is_over(const KioskState& state, Moment now) {
  return in_maintenance(state) && now.boot - state.last_touch >= maintenance_for;
}

bool machine_look_is_due(const KioskState& state, Moment now) {
  return in_maintenance(state) && now.boot - state.staff.looked_at >= machine_looked_at_every;
}

std::int32_t maintenance_seconds_left(const KioskState& state, Moment now) {
  const std::int64_t left_ms = (state.last_touch + maintenance_for - now.boot).ms;
  return static_cast<std::int32_t>(std::max<std::int64_t>(0, (left_ms + 999) / 1'000));
}

void forget_pin(StaffState& staff) {
  wipe_text(staff.pin);
  staff.record.reset();
  staff.asked_at.reset();
  staff.verdict.reset();
}

std::optional<Duration> staff_due(const KioskState& state, Moment now) {
  if (in_maintenance(state)) {
    const std::int32_t shown = std::max(1, maintenance_seconds_left(state, now));
    return state.last_touch + maintenance_for - Duration::seconds(shown - 1);
  }
  const std::optional<PinRecord>& record = state.staff.record;
  if (at_pin_sheet(state) && record && is_locked(*record, now.wall)) {
    return now.boot + (record->locked_until - now.wall);
  }
  return std::nullopt;
}

}  // namespace lobby::flow
