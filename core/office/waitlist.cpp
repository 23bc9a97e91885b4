// Ranking, and the wait_states of an entry.
#include "core/office/waitlist.h"

#include <algorithm>
#include <string>
#include <tuple>

#include "core/base/limits.h"
#include "core/base/text.h"

namespace lobby::office {
namespace {

constexpr std::string_view wait_states[] = {"waiting",  "offered",   "accepted",
                                            "declined", "withdrawn", "exhausted"};

// Its tier, and one more for each patience it has waited.
std::int64_t standing_of(const WaitEntry& entry, UtcTime now) {
  const Duration patience = Duration::hours(limits::waitlist_patience_hours);
  const std::int64_t waited = std::max<std::int64_t>(0, (now - entry.joined_at).ms);
  return entry.tier + waited / patience.ms;
}

// Errors: invalid_transition unless the entry is in one of the two wait_states.
Status expect(const WaitEntry& entry, WaitState one, WaitState other, std::string_view what) {
  if (entry.state == one || entry.state == other) {
    return done();
  }
  return fail(ErrorCode::invalid_transition, "waiting-list entry " + entry.id.text() + " is " +
                                                 std::string(name_of(entry.state)) +
                                                 "; it cannot " + std::string(what));
}

WaitEntry moved(WaitEntry entry, WaitState state) {
  entry.state = state;
  entry.offer_expires_at.reset();
  return entry;
}

}  // namespace

std::string_view name_of(WaitState state) {
  return wait_states[static_cast<std::size_t>(state)];
}
std::optional<WaitState> wait_state_from(std::string_view name) {
  return enum_from<WaitState>(wait_states, name);
}

std::vector<WaitEntry> ranked(const std::vector<WaitEntry>& entries, UtcTime now) {
  std::vector<WaitEntry> waiting;
  std::ranges::copy_if(entries, std::back_inserter(waiting),
                       [](const WaitEntry& entry) { return entry.state == WaitState::waiting; });
  std::ranges::sort(waiting, {}, [&](const WaitEntry& entry) {
    return std::tuple(-standing_of(entry, now), entry.offers, entry.joined_at, entry.id);
  });
  return waiting;
}

std::optional<WaitEntry> next_to_ask(const std::vector<WaitEntry>& entries,
                                     const booking::Market& market) {
  for (WaitEntry& entry : ranked(entries, market.now)) {
    const bool can_be_had =
        booking::check_selection(market.catalog, entry.wish, market.zone, market.now).ok() &&
        booking::bookings_left(market, entry.wish) > 0;
    if (can_be_had) {
      return std::move(entry);
    }
  }
  return std::nullopt;
}

Result<WaitEntry> offer(const WaitEntry& entry, UtcTime now, UtcTime expires_at) {
  if (Status may = expect(entry, WaitState::waiting, WaitState::waiting, "be offered units");
      !may) {
    return may.error();
  }
  if (expires_at <= now) {
    return fail(ErrorCode::out_of_range, "an offer ends after it is made");
  }
  WaitEntry offered = moved(entry, WaitState::offered);
  offered.offers += 1;
  offered.offer_expires_at = expires_at;
  return offered;
}

Result<WaitEntry> accept(const WaitEntry& entry, UtcTime now) {
  if (Status may = expect(entry, WaitState::offered, WaitState::offered, "be accepted"); !may) {
    return may.error();
  }
  if (now >= *entry.offer_expires_at) {
    return fail(ErrorCode::expired,
                "this offer has ended; the guest keeps a place on the waiting list");
  }
  return moved(entry, WaitState::accepted);
}

Result<WaitEntry> decline(const WaitEntry& entry) {
  const Status may = expect(entry, WaitState::offered, WaitState::offered, "be declined");
  return may ? Result<WaitEntry>(moved(entry, WaitState::declined)) : may.error();
}

Result<WaitEntry> withdraw(const WaitEntry& entry) {
  const Status may = expect(entry, WaitState::waiting, WaitState::offered, "be withdrawn");
  return may ? Result<WaitEntry>(moved(entry, WaitState::withdrawn)) : may.error();
}

Result<WaitEntry> expire(const WaitEntry& entry, UtcTime now) {
  if (Status may = expect(entry, WaitState::offered, WaitState::offered, "run out"); !may) {
    return may.error();
  }
  if (now < *entry.offer_expires_at) {
    return fail(ErrorCode::invalid_transition, "this offer has not ended yet");
  }
  return moved(entry, entry.offers >= limits::waitlist_offers_max ? WaitState::exhausted
                                                                  : WaitState::waiting);
}

}  // namespace lobby::office
