// The waiting list: who waits for what, in which order they are asked, and what an offer is worth.
//
// Rank: a higher tier first, then who has waited longer; whoever has waited for a patience
// (limits::waitlist_patience_hours) counts as one tier higher, for two as two, so that nobody waits
// for ever behind guests of a better tier who keep coming. An offer goes to the first in that order
// whose wish fits what is free: a party too large to fit does not hold up those after it, and keeps
// its place. Who lets an offer run out goes on waiting behind the others of the same rank; after
// limits::waitlist_offers_max of them the entry ends.
// Any thread.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "core/base/id.h"
#include "core/base/result.h"
#include "core/base/time.h"
#include "core/booking/availability.h"
#include "core/booking/selection.h"

namespace lobby::office {

using WaitId = Id<struct WaitTag>;

enum class WaitState : std::uint8_t {
  waiting,
  offered,   // its units are held until the offer expires
  accepted,  // a booking was made of it
  declined,
  withdrawn,  // by the guest, or the day has come
  exhausted,  // as many offers as it gets
};
std::string_view name_of(WaitState state);
std::optional<WaitState> wait_state_from(std::string_view name);

struct WaitEntry {
  WaitId id;
  booking::Selection wish;
  std::int32_t tier = 0;  // of the guest; higher is better, 0 to limits::guest_tier_max
  UtcTime joined_at;
  WaitState state = WaitState::waiting;
  std::int32_t offers = 0;                    // made so far
  std::optional<UtcTime> offer_expires_at{};  // offered

  bool operator==(const WaitEntry&) const = default;
};

// Those who wait, in the order in which they are asked at `now`.
std::vector<WaitEntry> ranked(const std::vector<WaitEntry>& entries, UtcTime now);

// The first of them whose wish can be had as `market` is; nothing where none fits. A wish that can
// never be booked again (its day has come) is passed by.
std::optional<WaitEntry> next_to_ask(const std::vector<WaitEntry>& entries,
                                     const booking::Market& market);

// What befalls an entry. Errors: invalid_transition; expired (an offer accepted after its end).
Result<WaitEntry> offer(const WaitEntry& entry, UtcTime now, UtcTime expires_at);
Result<WaitEntry> accept(const WaitEntry& entry, UtcTime now);
Result<WaitEntry> decline(const WaitEntry& entry);
Result<WaitEntry> withdraw(const WaitEntry& entry);
// The offer has run out: the entry waits again or is exhausted. REQUIRES: `now` is not before the
// end of the offer, else invalid_transition.
Result<WaitEntry> expire(const WaitEntry& entry, UtcTime now);

}  // namespace lobby::office
