// The limit on wrong PINs.
#include "core/flow/staff_state.h"

#include <algorithm>

namespace lobby::flow {
namespace {

bool is_pin_digit(char c) {
  return c >= '0' && c <= '9';
}

Duration lock_after(std::int32_t wrong) {
  if (wrong < wrong_pins_free) {
    return {};
  }
  Duration lock = pin_lock_first;
  for (std::int32_t more = wrong_pins_free; more < wrong && lock < pin_lock_longest; ++more) {
    lock = lock + lock;
  }
  return std::min(lock, pin_lock_longest);
}

}  // namespace

bool is_pin(std::string_view text) {
  return text.size() == pin_digits && std::ranges::all_of(text, is_pin_digit);
}

bool is_guessable_pin(std::string_view text) {
  for (const int by : {0, 1, -1}) {
    bool runs = true;
    for (std::size_t at = 1; at < text.size(); ++at) {
      runs = runs && text[at] - text[at - 1] == by;
    }
    if (runs) {
      return true;
    }
  }
  return false;
}

bool is_locked(const PinRecord& record, UtcTime now) {
  return now < record.locked_until;
}

std::int32_t pins_left(const PinRecord& record) {
  return std::max(1, wrong_pins_free - record.wrong);
}

PinRecord after_wrong_pin(PinRecord record, UtcTime now) {
  ++record.wrong;
  record.locked_until = now + lock_after(record.wrong);
  return record;
}

PinRecord with_bounded_lock(PinRecord record, UtcTime now) {
  record.locked_until = std::min(record.locked_until, now + lock_after(record.wrong));
  return record;
}

}  // namespace lobby::flow
