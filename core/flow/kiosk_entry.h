// What a key does to the field that has the focus: digits into the phone number, letters into the
// name or, while Chinese is on, into what is composed for it. Pure edits of a KioskState, used by
// kiosk_flow; screens ask is_composing().
// Any thread.
#pragma once

#include <string_view>

#include "core/flow/kiosk_flow.h"

namespace lobby::flow {

// Keys of the name compose: there is an input method, and Chinese is on.
bool is_composing(const KioskState& state, const KioskContext& context);

void type_key(KioskState& state, const KioskContext& context, std::string_view text);
void erase_key(KioskState& state);
// Letters that were composed go into the name as they are; while they do not fit, nothing switches.
void switch_script(KioskState& state, const KioskContext& context);
// Before the language changes: letters that are composed stay so.
void keep_script(KioskState& state);
void open_candidates(KioskState& state, const CandidatesOpened& wanted);

}  // namespace lobby::flow
