// Staff at the kiosk, as transitions of its state: five taps on the logo of a screen that waits for
// guests open the PIN sheet, the right PIN the maintenance screen. No guest is ever interrupted,
// and both close by themselves.
// UI thread.
#pragma once

#include <optional>
#include <vector>

#include "core/flow/kiosk_flow.h"

namespace lobby::flow {

// Taps that a resting hand or a cleaning cloth does not make, without a timer that must run.
inline constexpr std::size_t logo_taps = 5;
inline constexpr Duration logo_taps_within = Duration::seconds(3);
inline constexpr Duration pin_sheet_for = Duration::seconds(30);
inline constexpr Duration maintenance_for = Duration::seconds(120);
inline constexpr Duration machine_looked_at_every = Duration::seconds(10);

// What is to be done. MaintenanceLeft is not among what is taken here: the whole state ends.
std::vector<KioskEffect> take_staff(KioskState& state, const StaffTouched& touched, Moment now);
std::vector<KioskEffect> take_staff(KioskState& state, const StaffTold& told, Moment now);

bool leaves_maintenance(const StaffTouched& touched);
// Nobody has touched it for long enough.
bool maintenance_is_over(const KioskState& state, Moment now);
bool machine_look_is_due(const KioskState& state, Moment now);
// Seconds that maintenance stays without a touch.
std::int32_t maintenance_seconds_left(const KioskState& state, Moment now);
// Digits, and what was said of them.
void forget_pin(StaffState& staff);
// When the maintenance screen or the lock of the sheet shows something else.
std::optional<Duration> staff_due(const KioskState& state, Moment now);

}  // namespace lobby::flow
