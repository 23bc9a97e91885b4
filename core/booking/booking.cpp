// The state table of a booking.
#include "core/booking/booking.h"

#include "core/base/text.h"

namespace lobby::booking {
namespace {

constexpr std::string_view states[] = {
    "draft",     "requested",         "confirmed",        "checked_in",
    "cancelled", "awaiting_approval", "awaiting_deposit", "completed",
    "no_show",   "released",          "refused"};
constexpr std::string_view commands[] = {"place",         "request",        "confirm", "check_in",
                                         "undo_check_in", "cancel",         "submit",  "approve",
                                         "refuse",        "settle_deposit", "release", "complete",
                                         "mark_no_show",  "amend",          "note"};
constexpr std::string_view channels[] = {"kiosk", "counter", "phone", "online", "staff"};

using State = BookingState;

// A guest who was promised something, or asked for it, and has not come yet.
bool is_open(State state) {
  return state == State::requested || state == State::awaiting_approval ||
         state == State::awaiting_deposit || state == State::confirmed;
}

// What the house's word makes of it.
State promised(const Booking& booking) {
  const bool deposit = !booking.plan.empty() && booking.plan.front().kind == DueKind::deposit;
  return deposit ? State::awaiting_deposit : State::confirmed;
}

std::optional<State> next_state(const Booking& booking, Command command) {
  const State state = booking.state;
  const auto when = [](bool allowed, State next) {
    return allowed ? std::optional(next) : std::nullopt;
  };
  switch (command) {
    case Command::place:
      return when(state == State::draft, promised(booking));
    case Command::request:
      return when(state == State::draft, State::requested);
    case Command::submit:
      return when(state == State::draft, State::awaiting_approval);
    case Command::confirm:
      return when(state == State::requested, promised(booking));
    case Command::approve:
      return when(state == State::awaiting_approval, promised(booking));
    case Command::refuse:
      return when(state == State::requested || state == State::awaiting_approval, State::refused);
    case Command::settle_deposit:
      return when(state == State::awaiting_deposit, State::confirmed);
    case Command::release:
      return when(state == State::awaiting_deposit || state == State::confirmed, State::released);
    case Command::check_in:
      return when(state == State::confirmed || (state == State::checked_in && booking.awaited > 0),
                  State::checked_in);
    case Command::undo_check_in:
      return when(state == State::checked_in, State::confirmed);
    case Command::complete:
      return when(state == State::checked_in, State::completed);
    case Command::mark_no_show:
      return when(state == State::confirmed, State::no_show);
    case Command::cancel:
      return when(is_open(state), State::cancelled);
    case Command::amend:
      return when(is_open(state), state);
    case Command::note:
      return when(is_open(state) || state == State::checked_in, state);
  }
  return std::nullopt;
}

// Those who are still awaited after these have come in. Errors: out_of_range.
Result<std::int32_t> awaited_after(const Booking& booking, std::int32_t arrivals) {
  const std::int32_t awaited =
      booking.state == State::confirmed ? expected_arrivals(booking) : booking.awaited;
  if (arrivals < 0 || arrivals > awaited) {
    return fail(ErrorCode::out_of_range, "arrivals: booking " + booking.code.text() + " awaits " +
                                             std::to_string(awaited) + ", not " +
                                             std::to_string(arrivals));
  }
  return arrivals == 0 ? 0 : awaited - arrivals;
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

std::string_view name_of(Channel channel) {
  return channels[static_cast<std::size_t>(channel)];
}
std::optional<Channel> channel_from(std::string_view name) {
  return enum_from<Channel>(channels, name);
}

bool holds_units(BookingState state) {
  switch (state) {
    case State::awaiting_approval:
    case State::awaiting_deposit:
    case State::confirmed:
    case State::checked_in:
    case State::completed:
    case State::no_show:
      return true;
    case State::draft:
    case State::requested:
    case State::cancelled:
    case State::released:
    case State::refused:
      return false;
  }
  return false;
}

bool is_called_off(BookingState state) {
  return state == State::cancelled || state == State::released || state == State::refused;
}

std::int32_t expected_arrivals(const Booking& booking) {
  const Selection& selection = booking.selection;
  return selection.units > 1 ? selection.units : selection.party.total();
}

Result<Booking> transition(const Booking& booking, const Act& act) {
  const std::optional<BookingState> next = next_state(booking, act.command);
  if (!next) {
    return fail(ErrorCode::invalid_transition,
                "booking " + booking.code.text() + " is " + std::string(name_of(booking.state)) +
                    "; it cannot " + std::string(name_of(act.command)));
  }
  Booking changed = booking;
  if (act.command == Command::check_in) {
    const Result<std::int32_t> awaited = awaited_after(booking, act.arrivals);
    if (!awaited) {
      return awaited.error();
    }
    changed.awaited = *awaited;
  } else if (act.command == Command::undo_check_in) {
    changed.awaited = 0;
  }
  changed.state = *next;
  changed.version += 1;
  changed.history.push_back({changed.version, act});
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
