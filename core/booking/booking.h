// A booking and its life: transition(booking, act) is the only way it changes.
//
//   draft --place--> confirmed (*)          one that can be had and needs nobody's word
//         --submit--> awaiting_approval     the house has to agree first; its units are set aside
//         --request--> requested            there is no unit; nothing is promised
//   requested, awaiting_approval --confirm, approve--> confirmed (*)      --refuse--> refused
//   awaiting_deposit --settle_deposit--> confirmed                        --release--> released
//   confirmed --check_in--> checked_in --complete--> completed
//             <--undo_check_in--     check_in again: those who were still awaited
//   confirmed --mark_no_show--> no_show      confirmed --release--> released (its balance)
//   requested, awaiting_*, confirmed --cancel--> cancelled
//   requested, awaiting_*, confirmed --amend--> the same state, with other content
//   these and checked_in --note--> the same state, with other needs of the guest
//
// (*) awaiting_deposit where its plan asks for a deposit. Every step raises `version` by one and
// appends to `history`; a refused command changes nothing.
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
#include "core/booking/payment_plan.h"
#include "core/booking/policy.h"
#include "core/booking/quote.h"
#include "core/booking/selection.h"
#include "core/guest/guest.h"
#include "core/ticket/ticket.h"

namespace lobby::booking {

// Stored by number: a new one goes to the end.
enum class BookingState : std::uint8_t {
  draft,
  requested,
  confirmed,
  checked_in,
  cancelled,
  awaiting_approval,
  awaiting_deposit,
  completed,
  no_show,
  released,  // not paid in time
  refused,
};
inline constexpr BookingState last_booking_state = BookingState::refused;
std::string_view name_of(BookingState state);
std::optional<BookingState> booking_state_from(std::string_view name);
// Units are set aside for it, or were used.
bool holds_units(BookingState state);
// Nobody is let in for it any more, whatever ticket is shown.
bool is_called_off(BookingState state);

enum class Command : std::uint8_t {
  place,
  request,
  confirm,
  check_in,
  undo_check_in,
  cancel,
  submit,
  approve,
  refuse,
  settle_deposit,
  release,
  complete,
  mark_no_show,
  amend,
  note,
};
std::string_view name_of(Command command);
std::optional<Command> command_from(std::string_view name);

// Where the wish came from.
enum class Channel : std::uint8_t { kiosk, counter, phone, online, staff };
std::string_view name_of(Channel channel);
std::optional<Channel> channel_from(std::string_view name);

// Who does what, when, and why.
struct Act {
  Command command = Command::place;
  UtcTime at;
  DeviceId device;  // nil: the server itself
  Channel channel = Channel::kiosk;
  std::string actor{};        // the member of staff; empty: the guest or the program
  std::string reason{};       // at most limits::remark_code_points
  std::int32_t arrivals = 0;  // check_in: how many come in now; 0: all who are awaited

  bool operator==(const Act&) const = default;
};

// An act that was done.
struct Step {
  std::int32_t version = 0;
  Act act;

  bool operator==(const Step&) const = default;
};

struct Booking {
  BookingId id;
  ticket::BookingCode code;
  SiteId site;
  DeviceId made_by;
  BookingState state = BookingState::draft;
  std::int32_t version = 0;
  std::int32_t awaited = 0;  // checked in: of expected_arrivals() those who have not come yet
  Selection selection;
  Quote quote;
  ResolvedPolicy policy;
  PaymentPlan plan;  // empty: paid at the desk
  Window window;
  std::vector<inventory::SlotUnits> demand;
  guest::GuestDetails guest;
  std::vector<Step> history;

  bool operator==(const Booking&) const = default;
};

// Who checks in one by one: units where the booking has several (rooms), else its people.
std::int32_t expected_arrivals(const Booking& booking);

// Errors: invalid_transition names the state and the command; out_of_range (more arrivals than are
// awaited).
Result<Booking> transition(const Booking& booking, const Act& act);

// Versions 1..n without a gap, ending at the booking's own (invariant I5).
bool history_is_whole(const Booking& booking);

}  // namespace lobby::booking
