// Overlays: Sheet and TimeoutOverlay. A sheet dims and covers what was drawn above the AccessBar,
// so draw it after the screen under it and before its own content. UI thread.
#pragma once

#include <string_view>

#include "app/ui/bars.h"
#include "app/ui/frame.h"

namespace lobby::ui {

// Scrim down to the AccessBar, then a surface from `y` with 40 px corners. Returns its rectangle.
Rect sheet(Frame& frame, float y);

enum class TimeoutTap : std::uint8_t { none, leave, staff, stay };
struct TimeoutOverlaySpec {
  std::string_view title{};  // "Are you still there?"
  std::string_view line_one{};
  std::string_view line_two{};
  std::string_view staff{};  // empty: no such button
  std::string_view leave{};
  std::string_view stay{};
  std::string_view unit{};  // "seconds"
  int seconds_left = 30;
  int seconds_of = 30;
};
TimeoutTap timeout_overlay(Frame& frame, const TimeoutOverlaySpec& spec);

}  // namespace lobby::ui
