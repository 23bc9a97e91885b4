// The bottom row of the last three steps: Back, what must be seen beside it in landscape, and the
// primary action, which says what is missing while it is off.
// UI thread.
#pragma once

#include <string_view>

#include "app/kiosk/screens/screens.h"
#include "app/ui/bars.h"
#include "app/ui/frame.h"

namespace lobby::kiosk {

struct FinishActions {
  std::string_view back{};
  ui::Icon back_icon = "arrow_back";
  float back_width = 296;  // portrait
  bool back_enabled = true;
  std::string_view primary{};
  ui::Icon primary_icon{};
  ui::Icon primary_icon_right{};
  bool enabled = true;
  bool busy = false;
};
ui::ActionTap finish_actions(ui::Frame& frame, const FinishActions& actions);

// What Back and the primary action mean on every step.
Touch step_touch(ui::ActionTap tap);

// Landscape: the room between Back and the primary action.
inline constexpr ui::Rect action_middle{432, 824, 800, 120};

}  // namespace lobby::kiosk
