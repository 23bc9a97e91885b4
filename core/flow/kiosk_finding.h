// Find my booking, as a state machine of its own inside the kiosk's:
//
//   attract --> find --asked, answered--> my_booking --> ticket (shown again)
//                                                    --> cancel --asked, answered--> cancelled
//
// Pure edits of a KioskState, used by kiosk_flow; what has to be asked comes back as a question.
// Any thread.
#pragma once

#include <optional>

#include "core/flow/kiosk_flow.h"

namespace lobby::flow {

bool is_finding_screen(KioskScreen screen);

// Why the primary action of these screens is off. The first that applies is told.
enum class FindObstacle : std::uint8_t {
  none,
  asking,        // an answer is awaited
  offline,       // the server cannot be asked
  code_missing,  // less than a whole code
  code_wrong,    // eight characters that no code has
  phone_missing,
  phone_wrong,
  nothing_chosen,  // of the ways to cancel
};
FindObstacle find_obstacle(const KioskState& state, const KioskContext& context);

// The booking can still be cancelled, as far as this kiosk knows; its ticket can be shown.
bool can_cancel(const KioskState& state);
bool can_show_ticket(const KioskState& state);

// The parts of the search in the roomy layout.
enum class FindPart : std::uint8_t { code, phone };
inline constexpr std::int32_t find_parts = 2;

inline constexpr std::size_t code_characters = 8;

// Characters that no code has are left out.
void type_code(KioskState& state, std::string_view text);

// Each: what to ask, if anything.
using Question = std::optional<device::Inquiry>;
Question hear_ticket(KioskState& state, const KioskContext& context, const TicketScanned& scanned);
Question ask_booking(KioskState& state, const KioskContext& context);
Question ask_price(KioskState& state, const KioskContext& context);
Question ask_cancellation(KioskState& state, const KioskContext& context);
void choose_settlement(KioskState& state, booking::Settlement settlement);
// Its ticket is issued again; returns the screen that shows it. REQUIRES: can_show_ticket().
KioskScreen issue_found(KioskState& state, Moment now);
// An answer that never comes is none; when that is so (boot time).
void let_inquiry_age(KioskState& state, Moment now);
std::optional<Duration> inquiry_due(const KioskState& state);
// Of the question asked last; others came too late.
void hear_server(KioskState& state, const ServerAnswered& answered, Moment now);

}  // namespace lobby::flow
