// What the ticket and the request have in common: the code to scan, the countdown, the way out.
// Private to these two screens.
// UI thread.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "app/kiosk/screens/review_words.h"
#include "app/kiosk/screens/screens.h"
#include "app/ui/notices.h"

namespace lobby::kiosk {

// The booking that was issued, and its words.
struct IssuedWords {
  const booking::Booking& booking;
  const catalog::Service* service = nullptr;  // nullptr: no longer in the catalogue
  ChosenWords chosen;
};
// REQUIRES: view.state.issued.
IssuedWords issued_words(const ui::Frame& frame, const KioskView& view);

// The code in the middle of `area`, at most `side_px` wide and in whole pixels a module, on white
// with its quiet zone in every theme.
void draw_ticket_code(ui::Frame& frame, const KioskView& view, ui::Rect area, float side_px,
                      std::string_view label);

// "Take your ticket with you": there is no printer and nothing to send, so the guest's own phone.
void draw_keep_note(ui::Frame& frame, ui::Rect where);
// With a printer: the tiles *print* and *to my phone*; without one, that note.
Touch draw_keep(ui::Frame& frame, const KioskView& view, ui::Rect where);
Touch draw_print_button(ui::Frame& frame, const KioskView& view, ui::Rect where);

// One step of what happens next: disc with icon, then words.
struct NextStep {
  ui::Icon icon;
  std::string title;
  std::string line;  // empty: the title alone, in regular weight
  bool done = false;
};
void draw_step_disc(ui::Frame& frame, ui::Point at, float size, const NextStep& step);

// The countdown and the buttons below it.
Touch draw_leaving(ui::Frame& frame, const KioskView& view);

ui::Rect issued_banner_place(const ui::Frame& frame);

// The screen in large text but for its last row: the code beside what was booked, and below them
// what comes next, one to three steps.
struct LargeIssued {
  int step = 6;  // of the step bar
  ui::BannerSpec banner{};
  std::string_view code_label{};
  std::string price{};
  std::vector<NextStep> next{};
  bool prints = true;  // where there is a printer, with the button for it
};
Touch draw_large_issued(ui::Frame& frame, const KioskView& view, const LargeIssued& shown);

}  // namespace lobby::kiosk
