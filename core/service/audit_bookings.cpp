// I3 and I5: bookings beside their history, their conflicts and what desks were told.
#include <algorithm>

#include "core/service/audit_run.h"

namespace lobby::service {
namespace {

using booking::BookingState;

// Where the steps of its history lead from a draft with this plan; nothing where one of them cannot
// be taken. How many came in at a time is left out: a change may have come between.
std::optional<BookingState> state_by_history(const booking::Booking& booking,
                                             const booking::PaymentPlan& plan) {
  booking::Booking replayed;
  replayed.plan = plan;
  for (const booking::Step& step : booking.history) {
    booking::Act act = step.act;
    act.arrivals = 0;
    replayed.awaited = replayed.state == BookingState::checked_in ? 1 : 0;
    Result<booking::Booking> next = booking::transition(replayed, act);
    if (!next) {
      return std::nullopt;
    }
    replayed = *std::move(next);
  }
  return replayed.state;
}

// A change may have brought a deposit or taken it away: what was promised before it is not known
// from the booking as it is now.
std::optional<BookingState> state_by_history(const booking::Booking& booking) {
  const std::optional<BookingState> state = state_by_history(booking, booking.plan);
  const bool amended = std::ranges::any_of(booking.history, [](const booking::Step& step) {
    return step.act.command == booking::Command::amend;
  });
  if (state == booking.state || !amended) {
    return state;
  }
  const booking::PaymentPlan deposit{booking::DuePayment{}};
  const std::optional<BookingState> other =
      state_by_history(booking, booking.plan.empty() ? deposit : booking::PaymentPlan{});
  return other == booking.state ? other : state;
}

}  // namespace

Status Auditor::look_at_bookings() {
  BookingId last;
  std::int64_t count = 0;
  Status looked = each_page([&] { return store_.bookings_after(last, audit_rows_a_page); },
                            [&](const port::BookingRow& row) {
                              last = row.id;
                              count += 1;
                              look_at(row);
                            });
  if (!looked) {
    return looked;
  }
  while (next_told_ < told_.bookings.size()) {
    not_here(told_.bookings[next_told_]);
  }
  for (const auto& [id, conflict] : open_conflicts_) {
    violated(guests, "a conflict is open for booking " + id.text() + ", which is not here");
  }
  report.invariants[guests].counted =
      "I3 guests: " + counted(count, "booking") + ", " +
      counted(static_cast<std::int64_t>(conflicts_), "open conflict");
  report.invariants[versions].counted = "I5 versions: " + counted(count, "booking");
  return done();
}

void Auditor::look_at(const port::BookingRow& row) {
  const booking::Booking& booking = row.content;
  const std::string name = "booking " + row.code.text();
  const bool holds = holds_units(row.state);
  look_at_told(row);
  if (booking.id != row.id || booking.code != row.code || booking.state != row.state) {
    violated(guests, name + " is " + std::string(name_of(row.state)) + ", its content is " +
                         std::string(name_of(booking.state)) + " booking " + booking.code.text());
  }
  const bool has_come =
      booking.state == BookingState::checked_in || booking.state == BookingState::completed;
  if (booking.awaited != 0 && (!has_come || booking.awaited >= expected_arrivals(booking))) {
    violated(guests, name + " is " + std::string(name_of(booking.state)) + " and awaits " +
                         std::to_string(booking.awaited));
  }
  const std::optional<BookingState> led_to = state_by_history(booking);
  if (led_to != booking.state) {
    violated(guests, name + " is " + std::string(name_of(booking.state)) +
                         ", its history leads to " +
                         (led_to ? std::string(name_of(*led_to)) : std::string("no state at all")));
  }
  const auto conflict = open_conflicts_.extract(row.id);
  const bool in_conflict = !conflict.empty();
  if (in_conflict && conflict.mapped().owner.empty()) {
    violated(guests, name + " is in conflict and nobody's to settle");
  }
  if (in_conflict && !holds) {
    violated(guests, name + " is " + std::string(name_of(row.state)) + " and still in conflict");
  }
  if (!booking::history_is_whole(booking) || row.version != booking.version) {
    violated(versions, name + " is stored as version " + std::to_string(row.version) +
                           ", its content is version " + std::to_string(booking.version) +
                           " with a history of " +
                           counted(static_cast<std::int64_t>(booking.history.size()), "step"));
  }
  if (holds && !in_conflict) {
    for (const inventory::SlotUnits& units : booking.demand) {
      held_by_bookings_[units.slot] += units.units;
    }
  }
}

// Both are in the order of the ids.
void Auditor::look_at_told(const port::BookingRow& row) {
  const std::vector<ToldBooking>& told = told_.bookings;
  while (next_told_ < told.size() && told[next_told_].id < row.id) {
    not_here(told[next_told_]);
  }
  std::int32_t last = 0;
  for (; next_told_ < told.size() && told[next_told_].id == row.id; ++next_told_) {
    const std::int32_t version = told[next_told_].version;
    if (version <= last) {
      violated(versions, "desks were told version " + std::to_string(version) + " of booking " +
                             row.code.text() + " after version " + std::to_string(last));
    }
    last = std::max(last, version);
  }
  if (last > row.version) {
    violated(guests, "desks were told version " + std::to_string(last) + " of booking " +
                         row.code.text() + ", here is version " + std::to_string(row.version));
  }
  if (last != 0 && last < row.version) {
    violated(versions, "booking " + row.code.text() + " is at version " +
                           std::to_string(row.version) + ", desks were told version " +
                           std::to_string(last));
  }
}

void Auditor::not_here(const ToldBooking& told) {
  violated(guests, "booking " + told.code.text() + ", of which desks were told, is not here");
  while (next_told_ < told_.bookings.size() && told_.bookings[next_told_].id == told.id) {
    next_told_ += 1;
  }
}

}  // namespace lobby::service
