// Counting digits.
#include "core/payment/card_number.h"

#include <cstddef>

namespace lobby::payment {

bool may_hold_card_number(std::string_view text) {
  constexpr std::size_t digits_min = 13;
  std::size_t digits = 0;
  for (const char c : text) {
    if (c >= '0' && c <= '9') {
      digits += 1;
    } else if (c != ' ' && c != '-') {
      digits = 0;
    }
    if (digits >= digits_min) {
      return true;
    }
  }
  return false;
}

}  // namespace lobby::payment
