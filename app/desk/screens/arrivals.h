// The parts of the arrivals screen, one function each.
// UI thread.
#pragma once

#include <string>

#include "app/desk/screens/parts.h"
#include "app/desk/screens/screens.h"
#include "core/flow/desk_flow.h"

namespace lobby::desk {

// arrivals_frame.cpp: rail, top bar, key bar.
Touch draw_desk_frame(ui::Frame& frame, const DeskView& view);
// arrivals_counters.cpp: six numbers and the bars by hour; the row of states below.
void draw_counters(ui::Frame& frame, const DeskView& view);
void draw_states(ui::Frame& frame, const DeskView& view);
// arrivals_table.cpp: filters and rows.
Touch draw_table(ui::Frame& frame, const DeskView& view);
// arrivals_detail.cpp: the selected booking, or how to scan.
Touch draw_detail(ui::Frame& frame, const DeskView& view);

// How a row says its state.
struct ArrivalState {
  bool done = false;  // in, or cancelled: the row is grey
  std::string text;
  ui::Icon icon;
  ChipTone tone = ChipTone::outline;
};
ArrivalState state_of(const ui::Frame& frame, const DeskView& view, const flow::Arrival& arrival);
// "Lake-view King · 2 nights", "Yunting Hall 14:00–16:00".
std::string service_line(const ui::Frame& frame, const DeskView& view,
                         const protocol::BookingNotice& booking);
ui::Icon service_icon(const DeskView& view, const protocol::BookingNotice& booking);

}  // namespace lobby::desk
