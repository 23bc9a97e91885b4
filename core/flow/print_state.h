// Orders for a ticket on paper and how far one is. Part of the kiosk's state.
// Any thread.
#pragma once

#include <cstdint>
#include <optional>

#include "core/base/time.h"
#include "core/port/printer.h"

namespace lobby::flow {

enum class PrintStage : std::uint8_t {
  sending,  // to the printer
  printing,
  done,    // the paper is there
  failed,  // nothing came out; the booking stands all the same
};

// Of an order: 1, 2, … for as long as the program runs, across guests.
using PrintNumber = std::int64_t;

struct Printing {
  PrintNumber number = 0;
  PrintStage stage = PrintStage::sending;
  std::optional<port::PrintFault> fault;  // failed
  Duration since;                         // boot time: of the order, then of its end
  std::int32_t times = 1;                 // ordered for this ticket

  bool operator==(const Printing&) const = default;
};

// Nobody waits for the orders up to `last` any more.
struct PrintsDropped {
  PrintNumber last = 0;
  // Their guest has left, perhaps for the tray: a paper that is coming may come. Otherwise they
  // were told that nothing comes.
  bool coming_may_come = false;

  bool operator==(const PrintsDropped&) const = default;
};

// Longer than the thread that prints waits, which tells a truer reason.
inline constexpr Duration print_awaited_for = Duration::seconds(120);
// "Please take it" is read for so long.
inline constexpr Duration print_done_for = Duration::seconds(5);
// A child at the button does not empty the roll.
inline constexpr std::int32_t prints_max = 5;

}  // namespace lobby::flow
