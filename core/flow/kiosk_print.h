// The ticket on paper, as transitions of a kiosk's state. A ticket whose printing is under way does
// not run out; one that was not printed stays longer, with what the guest can do instead.
// UI thread.
#pragma once

#include "core/flow/kiosk_flow.h"

namespace lobby::flow {

bool is_printing(const KioskState& state);
bool is_unprinted(const KioskState& state);
// A touch on *print* would print.
bool can_print(const KioskState& state);

// True where an order has to go out; shows the sheet in any case but a used-up ticket's.
bool begin_print(KioskState& state, Moment now);
// Of another ticket: nothing happens.
void hear_print(KioskState& state, const PrintProgress& progress, Moment now);
// What time does: a printer that nobody hears of any more has failed; the sheet goes by itself.
void let_print_age(KioskState& state, Moment now);
// When that is due.
std::optional<Duration> print_due(const KioskState& state);

}  // namespace lobby::flow
