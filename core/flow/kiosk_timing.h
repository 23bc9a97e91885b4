// How long a kiosk waits for a guest: longer on forms, and three times as long where the screen is
// read aloud. Any thread.
#pragma once

#include "core/flow/kiosk_flow.h"

namespace lobby::flow {

bool is_waiting_screen(KioskScreen screen);
bool is_issued_screen(KioskScreen screen);
// A guest is at it: neither waits for one nor is staff's.
bool has_guest(KioskScreen screen);
// Where a guest still chooses and tells.
bool is_guest_step(KioskScreen screen);
// An order or a cancellation is on its way: nothing stops it, and the guest sees what comes of it.
bool is_bound(const KioskState& state);

// Without a touch until the guest is asked whether they are still there.
Duration idle_limit(const KioskState& state);
// From that question, or from a ticket, until the screen is wiped.
Duration answer_limit(const KioskState& state);
Duration ticket_limit(const KioskState& state);
// After a passer-by touched a screen that waits, until it is as it was.
Duration tidy_limit(const KioskState& state);

}  // namespace lobby::flow
