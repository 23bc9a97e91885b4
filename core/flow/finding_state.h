// A guest who looks for a booking they have: what they typed or scanned, what the server answered,
// what they chose to do about it. Part of the kiosk's state; wiped with it.
// Any thread.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <variant>

#include "core/booking/remedy.h"
#include "core/device/inquiry.h"

namespace lobby::flow {

// Of the last question, which is the only one whose answer is awaited.
enum class Asking : std::uint8_t { nothing, find, price, cancel };

struct Finding {
  std::string code;         // as typed: characters of a booking code, without spaces
  std::string ticket_text;  // as scanned, or kept on this kiosk: the ticket can be shown again
  std::int32_t asked = 0;   // questions so far; answers to others come too late
  Asking asking = Asking::nothing;
  Duration asked_at;             // boot time
  std::optional<Error> failure;  // why there is no answer, or not the wished one
  std::optional<device::FoundBooking> found;
  std::optional<booking::CancellationOffer> offer;  // what cancelling it costs
  std::optional<booking::Settlement> settlement;    // chosen by the guest
  std::optional<protocol::EndedBooking> ended;

  bool operator==(const Finding&) const = default;
};

// Longer than the thread that asks waits, which tells a truer reason.
inline constexpr Duration inquiry_awaited_for = Duration::seconds(60);

}  // namespace lobby::flow
