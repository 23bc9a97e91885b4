// What the screens of *find my booking* have in common: their bar, what went wrong in words, and
// the booking's own words. Private to these screens.
// UI thread.
#pragma once

#include <string>
#include <string_view>

#include "app/kiosk/screens/review_words.h"
#include "app/kiosk/screens/screens.h"
#include "app/ui/choices.h"
#include "core/flow/kiosk_finding.h"

namespace lobby::kiosk {

// The top bar with `title` in place of the steps and the booking's code, once there is one.
void draw_find_bar(ui::Frame& frame, const KioskView& view, std::string_view title);

// The last question's failure in the guest's words, and what to do now.
struct FindFailure {
  std::string_view title;
  std::string_view line;
};
// REQUIRES: view.state.finding.failure.
FindFailure find_failure(const ui::Frame& frame, const KioskView& view);
// The same as a note; nothing where nothing went wrong.
void draw_find_failure(ui::Frame& frame, const KioskView& view, ui::Rect where);

// A booking that was found, in words.
struct FoundWords {
  const booking::Booking& booking;
  const catalog::Service* service = nullptr;  // nullptr: no longer in the catalogue
  ChosenWords chosen;
  std::string who;
  std::string who_short;  // where that has no room
  std::string total;
  std::string paid;
  std::string balance_label;
  std::string balance;
  std::string_view state;
  ui::Icon state_icon{};
  ui::ChipKind state_kind = ui::ChipKind::plain;
};
// REQUIRES: view.state.finding.found.
FoundWords found_words(const ui::Frame& frame, const KioskView& view);

}  // namespace lobby::kiosk
