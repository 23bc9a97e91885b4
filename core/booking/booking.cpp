// The state table of a booking.
#include "core/booking/booking.h"

#include "core/base/text.h"

namespace lobby::booking {
namespace {

constexpr std::string_view states[] = {"draft", "requested", "confirmed", "checked_in",
                                       "cancelled"};
constexpr std::string_view commands[] = {"place",    "request",       "confirm",
                                         "check_in", "undo_check_in", "cancel"};

std::optional<BookingState> next_state(BookingState state, Command command) {
  const auto from = [&](BookingState expected, BookingState next) {
    return state == expected ? std::optional(next) : std::nullopt;
  };
  switch (command) {
    case Command::place:
      return from(BookingState::draft, BookingState::confirmed);
    case Command::request:
      return from(BookingState::draft, BookingState::requested);
    case Command::confirm:
      return from(BookingState::requested, BookingState::confirmed);
    case Command::check_in:
      return from(BookingState::confirmed, BookingState::checked_in);
    case Command::undo_check_in:
      return from(BookingState::checked_in, BookingState::confirmed);
    case Command::cancel:
      return state == BookingState::requested || state == BookingState::confirmed
                 ? std::optional(BookingState::cancelled)
                 : std::nullopt;
  }
  return std::nullopt;
}

}  // namespace

std::string_view name_of(BookingState state) {
  return states[static_cast<std::size_t>(state)];
}
std::optional<BookingState> booking_state_from(std::string_view name) {
  return enum_from<BookingState>(states, name);
}
std::string_view name_of(Command command) {
  return commands[static_cast<std::size_t>(command)];
}
std::optional<Command> command_from(std::string_view name) {
  return enum_from<Command>(commands, name);
}

Result<Booking> transition(const Booking& booking, Command command, DeviceId device, UtcTime now) {
  const std::optional<BookingState> next = next_state(booking.state, command);
  if (!next) {
    return fail(ErrorCode::invalid_transition, "booking " + booking.code.text() + " is " +
                                                   std::string(name_of(booking.state)) +
                                                   "; it cannot " + std::string(name_of(command)));
  }
  Booking changed = booking;
  changed.state = *next;
  changed.version += 1;
  changed.history.push_back({changed.version, command, now, device});
  return changed;
}

bool history_is_whole(const Booking& booking) {
  std::int32_t expected = 0;
  for (const Step& step : booking.history) {
    if (step.version != ++expected) {
      return false;
    }
  }
  return expected == booking.version;
}

}  // namespace lobby::booking
