// A booking and its life: transition(booking, command, now) is the only way it changes.
//
//   draft --place--> confirmed --check_in--> checked_in --undo_check_in--> confirmed
//     |                 |  ^
//     |                 |  +------confirm------+
//     |                 +--cancel--> cancelled |
//     +--request--> requested ------cancel-----+--> cancelled
//
// Every step raises `version` by one and appends to `history`; a refused command changes nothing.
// Any thread.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/id.h"
#include "core/base/result.h"
#include "core/base/time.h"
#include "core/booking/policy.h"
#include "core/booking/quote.h"
#include "core/booking/selection.h"
#include "core/guest/guest.h"
#include "core/ticket/ticket.h"

namespace lobby::booking {

enum class BookingState : std::uint8_t { draft, requested, confirmed, checked_in, cancelled };
std::string_view name_of(BookingState state);
std::optional<BookingState> booking_state_from(std::string_view name);

enum class Command : std::uint8_t { place, request, confirm, check_in, undo_check_in, cancel };
std::string_view name_of(Command command);
std::optional<Command> command_from(std::string_view name);

// One step: who did what, when.
struct Step {
  std::int32_t version = 0;
  Command command = Command::place;
  UtcTime at;
  DeviceId device;

  bool operator==(const Step&) const = default;
};

struct Booking {
  BookingId id;
  ticket::BookingCode code;
  SiteId site;
  DeviceId made_by;
  BookingState state = BookingState::draft;
  std::int32_t version = 0;
  Selection selection;
  Quote quote;
  ResolvedPolicy policy;
  Window window;
  std::vector<inventory::SlotUnits> demand;
  guest::GuestDetails guest;
  std::vector<Step> history;

  bool operator==(const Booking&) const = default;
};

// Errors: invalid_transition names the state and the command.
Result<Booking> transition(const Booking& booking, Command command, DeviceId device, UtcTime now);

// Versions 1..n without a gap, ending at the booking's own (invariant I5).
bool history_is_whole(const Booking& booking);

}  // namespace lobby::booking
