// How a letter stands on a page and on a roll. Private to this folder.
#pragma once

#include "core/port/letter.h"
#include "platform/letter/sheet.h"

namespace lobby::letter {

inline constexpr Shape a4_shape{210 * mm, 297 * mm, 20 * mm, 14 * mm, 19 * mm};
// 72 of 80 mm can be printed on.
inline constexpr Shape roll_shape{80 * mm, 0, 6 * mm, 5 * mm, 10 * mm};

// `pages`: how many there will be, for the foot; 0 where that is not known yet.
void set_page(Sheet& sheet, const port::Letter& letter, int pages);
void set_roll(Sheet& sheet, const port::Letter& letter);

}  // namespace lobby::letter
