// No card number enters the program, also not in a sentence that a gateway writes for people.
// Any thread.
#pragma once

#include <string_view>

namespace lobby::payment {

// 13 digits in a row, blanks and dashes aside: the numbers of ISO/IEC 7812-1 in use have 13 to 19.
bool may_hold_card_number(std::string_view text);

}  // namespace lobby::payment
