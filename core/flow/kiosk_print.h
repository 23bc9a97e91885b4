// The ticket on paper, as transitions of a kiosk's state. A ticket whose printing is under way does
// not run out; one that was not printed stays longer, with what the guest can do instead.
// UI thread.
#pragma once

#include <vector>

#include "core/flow/kiosk_flow.h"

namespace lobby::flow {

bool is_printing(const KioskState& state);
bool is_unprinted(const KioskState& state);
// A touch on *print* would print.
bool can_print(const KioskState& state);

// Orders a print where can_print(); shows the sheet in any case but a used-up ticket's.
void begin_print(KioskState& state, Moment now, std::vector<KioskEffect>& effects);
// Of another order: nothing happens.
void hear_print(KioskState& state, const PrintProgress& progress, Moment now);
// What time does: a printer that nobody hears of any more has failed, and its paper must not come
// later; the sheet goes by itself.
void let_print_age(KioskState& state, Moment now, std::vector<KioskEffect>& effects);
// The guest goes: of all that was ordered only what is on its way to the tray may still come.
void leave_prints(const KioskState& state, std::vector<KioskEffect>& effects);
// When that is due.
std::optional<Duration> print_due(const KioskState& state);

}  // namespace lobby::flow
