// Back and primary, where ui::action_bar has them in portrait and kiosk-land-02 in landscape.
#include "app/kiosk/screens/review_actions.h"

#include "app/ui/buttons.h"
#include "app/ui/layout.h"

namespace lobby::kiosk {

ui::ActionTap finish_actions(ui::Frame& frame, const FinishActions& actions) {
  constexpr float gap = 24;
  constexpr float height = 120;
  const float y = ui::layout_of(frame).action_y;
  const float right = frame.size().w - ui::margin_px;
  const float back_width =
      frame.portrait() ? actions.back_width : action_middle.x - gap - ui::margin_px;
  const float primary_x =
      frame.portrait() ? ui::margin_px + back_width + gap : action_middle.right() + gap;
  ui::ActionTap tap = ui::ActionTap::none;
  if (ui::button(frame, {.id = "action.back",
                         .rect = {ui::margin_px, y, back_width, height},
                         .label = actions.back,
                         .icon = actions.back_icon,
                         .enabled = actions.back_enabled && !actions.busy})) {
    tap = ui::ActionTap::back;
  }
  const bool on = actions.enabled;
  if (ui::primary_button(frame, {.id = "action.primary",
                                 .rect = {primary_x, y, right - primary_x, height},
                                 .label = actions.primary,
                                 .icon = on ? actions.primary_icon : ui::Icon(),
                                 .icon_right = on ? actions.primary_icon_right : ui::Icon(),
                                 .enabled = on,
                                 .busy = actions.busy})) {
    tap = ui::ActionTap::primary;
  }
  return tap;
}

Touch step_touch(ui::ActionTap tap) {
  switch (tap) {
    case ui::ActionTap::none:
      return std::nullopt;
    case ui::ActionTap::back:
      return flow::BackTouched{};
    case ui::ActionTap::primary:
      return flow::NextTouched{};
  }
  return std::nullopt;
}

}  // namespace lobby::kiosk
