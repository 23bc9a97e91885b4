// A gallery of the toolkit's components, as mockups/kiosk-00-states shows them, and sample screens
// that use every widget; drawn by the toolkit tests. UI thread.
#pragma once

#include "app/ui/frame.h"

namespace lobby::tests {

// The states sheet, pixel for pixel comparable with kiosk-00-states-zh.png.
void draw_states(ui::Frame& frame);

// Sample screens, both orientations; strings are the mock-ups'.
void draw_services_sample(ui::Frame& frame);
void draw_room_sample(ui::Frame& frame);
void draw_hall_sample(ui::Frame& frame);
void draw_details_sample(ui::Frame& frame);
void draw_review_sample(ui::Frame& frame);
void draw_ticket_sample(ui::Frame& frame);
void draw_timeout_sample(ui::Frame& frame);

}  // namespace lobby::tests
