// Self-consistency of a placed booking. Sums are taken in plain integers: the figures come from
// outside, and Money would end the program where they leave its range.
#include "core/service/booking_check.h"

#include <algorithm>
#include <string>

#include "core/base/limits.h"

namespace lobby::service {
namespace {

using booking::Booking;
using booking::BookingState;
using booking::Command;

Error contradiction(const Booking& booking, std::string_view what) {
  return fail(ErrorCode::out_of_range, "booking " + booking.code.text() + ": " + std::string(what));
}

Status check_history(const Booking& booking, DeviceId device) {
  const bool one_step =
      booking.version == 1 && booking.history.size() == 1 && booking::history_is_whole(booking);
  const bool placed = one_step && booking.state == BookingState::confirmed &&
                      booking.plan.empty() && booking.history.front().act.command == Command::place;
  const bool requested = one_step && booking.state == BookingState::requested &&
                         booking.history.front().act.command == Command::request;
  if (!placed && !requested) {
    return fail(ErrorCode::invalid_transition,
                "booking " + booking.code.text() + " is " + std::string(name_of(booking.state)) +
                    " at version " + std::to_string(booking.version) +
                    "; a new one is placed or requested in one step");
  }
  if (booking.history.front().act.device != device) {
    return fail(ErrorCode::forbidden,
                "booking " + booking.code.text() + " was placed by another device");
  }
  return done();
}

Status check_demand(const Booking& booking) {
  if (booking.demand.empty() || booking.demand.size() > limits::demand_slots_max) {
    return contradiction(booking, "it needs no units, or too many slots");
  }
  const auto not_ascending = [](const inventory::SlotUnits& a, const inventory::SlotUnits& b) {
    return !(a.slot < b.slot);
  };
  if (std::ranges::adjacent_find(booking.demand, not_ascending) != booking.demand.end()) {
    return contradiction(booking, "its slots are not in ascending order, each once");
  }
  const auto out_of_range = [](const inventory::SlotUnits& need) {
    return need.units < 1 || need.units > limits::capacity_max;
  };
  if (std::ranges::any_of(booking.demand, out_of_range)) {
    return contradiction(booking, "it needs less than one unit of a slot, or too many");
  }
  return done();
}

bool in_range(Money money, Currency currency) {
  return money.currency == currency && money.amount_minor >= 0 &&
         money.amount_minor <= limits::money_minor_max;
}

Status check_quote(const Booking& booking) {
  const booking::Quote& quote = booking.quote;
  const Currency currency = quote.total.currency;
  if (quote.lines.empty() || quote.lines.size() > limits::quote_lines_max) {
    return contradiction(booking, "its quote has no lines, or too many");
  }
  std::int64_t sum = 0;
  for (const booking::QuoteLine& line : quote.lines) {
    if (!(line.unit.currency == currency) || !booking::adds_up(line)) {
      return contradiction(booking, "a line of its quote does not add up");
    }
    sum += line.amount.amount_minor;
  }
  // So that a percentage of it, or a change of a line's count, stays in range.
  if (quote.total.amount_minor > limits::money_minor_max / 100) {
    return contradiction(booking, "its total is too large");
  }
  if (!in_range(quote.total, currency) || sum != quote.total.amount_minor) {
    return contradiction(booking, "its total is not the sum of its lines");
  }
  if (quote.first_unit != booking::first_unit_of(quote.lines, quote.total)) {
    return contradiction(booking, "its first unit is not its first line's share");
  }
  return done();
}

Status check_policy(const Booking& booking) {
  const auto& tiers = booking.policy.tiers;
  const auto& changes = booking.policy.changes;
  if (changes && (changes->free < 0 || !in_range(changes->fee, booking.quote.total.currency))) {
    return contradiction(booking, "the fee for changing it makes no sense");
  }
  if (tiers.empty() || tiers.size() > limits::tiers_max || tiers.back().until) {
    return contradiction(booking, "its policy has no last tier without a deadline");
  }
  for (std::size_t index = 0; index < tiers.size(); ++index) {
    const bool last = index + 1 == tiers.size();
    if (!last && !tiers[index].until) {
      return contradiction(booking, "a tier of its policy follows one without a deadline");
    }
    if (index > 0 && !last && *tiers[index].until <= *tiers[index - 1].until) {
      return contradiction(booking, "the deadlines of its policy do not ascend");
    }
    if (!in_range(tiers[index].fee, booking.quote.total.currency) ||
        tiers[index].fee.amount_minor > booking.quote.total.amount_minor) {
      return contradiction(booking, "a fee of its policy is more than its total");
    }
  }
  return done();
}

Status check_plan(const Booking& booking) {
  std::int64_t sum = 0;
  const booking::DuePayment* before = nullptr;
  for (const booking::DuePayment& due : booking.plan) {
    const bool sound =
        in_range(due.amount, booking.quote.total.currency) && due.remind_at <= due.due_at &&
        due.due_at <= due.release_at &&
        (before == nullptr || (before->kind < due.kind && before->due_at <= due.due_at));
    if (!sound) {
      return contradiction(booking, "its payments are not in order, or below nothing");
    }
    sum += due.amount.amount_minor;
    before = &due;
  }
  if (!booking.plan.empty() && sum != booking.quote.total.amount_minor) {
    return contradiction(booking, "its payments are not its total");
  }
  return done();
}

Status check_window(const Booking& booking) {
  const booking::Window& window = booking.window;
  if (window.from >= window.until || window.valid_from > window.from) {
    return contradiction(booking, "it ends before it begins");
  }
  const std::int64_t party =
      std::int64_t{booking.selection.party.adults} + std::int64_t{booking.selection.party.children};
  if (booking.selection.party.adults < 1 || booking.selection.party.children < 0 ||
      party > limits::party_max) {
    return contradiction(booking, "its party is empty or too large");
  }
  return done();
}

}  // namespace

Status check_placed(const Booking& booking, const SiteId& site, DeviceId device) {
  if (booking.site != site) {
    return fail(ErrorCode::wrong_site, "booking " + booking.code.text() + " is for site " +
                                           booking.site.text() + ", this is " + site.text());
  }
  if (booking.made_by != device) {
    return fail(ErrorCode::forbidden,
                "booking " + booking.code.text() + " was made by another device");
  }
  if (Status history = check_history(booking, device); !history) {
    return history;
  }
  if (Status demand = check_demand(booking); !demand) {
    return demand;
  }
  if (Status quote = check_quote(booking); !quote) {
    return quote;
  }
  if (Status policy = check_policy(booking); !policy) {
    return policy;
  }
  if (Status plan = check_plan(booking); !plan) {
    return plan;
  }
  return check_window(booking);
}

}  // namespace lobby::service
