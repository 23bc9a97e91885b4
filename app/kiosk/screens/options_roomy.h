// What the options of rooms and of slots share in the roomy layout: what is told above, rows of
// numbers and extras below, and the way on from part to part. Private to the options.
// UI thread.
#pragma once

#include <vector>

#include "app/kiosk/screens/choosing.h"
#include "app/kiosk/screens/roomy.h"

namespace lobby::kiosk {

struct PartOf {
  std::int32_t part = 0;
  std::int32_t parts = 1;
};

// Picture, name, how the total comes about, and the total; before a choice the service's facts.
void tell_choice(ui::Frame& frame, const KioskView& view, const catalog::Service& service,
                 PartOf which);

// How many rows stand in a part, and where `count` of them do.
std::size_t rows_a_part(const ui::Frame& frame);
std::vector<ui::Rect> option_rows(const ui::Frame& frame, std::size_t count);
Touch draw_party_stepper(ui::Frame& frame, const PartyCount& count, ui::Rect row);

// The primary names the next part. What is missing turns it off on the part that can mend it, and
// on the last.
struct NextPart {
  std::string_view words{};
  bool mends_date = false;  // the day is chosen on this part
  bool mends_time = false;  // and the time, and no later part has more of them
};
Touch draw_option_actions(ui::Frame& frame, const KioskView& view, PartOf which,
                          const NextPart& next);

}  // namespace lobby::kiosk
