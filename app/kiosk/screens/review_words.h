// The wording of a choice, as the screens call it. UI thread.
#pragma once

#include "app/common/words_chosen.h"

namespace lobby::kiosk {

using words::chosen_words;
using words::ChosenWords;
using words::joined;
using words::wishes_text;

}  // namespace lobby::kiosk
