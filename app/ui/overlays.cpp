// Sheet and TimeoutOverlay. UI thread.
#include "app/ui/overlays.h"

#include <string>

#include "app/ui/buttons.h"
#include "app/ui/label.h"

namespace lobby::ui {

Rect sheet(Frame& frame, float y) {
  const float bottom = layout_of(frame).access_y;
  const float width = frame.size().w;
  frame.cover({0, 0, width, bottom});
  const Rect rect{0, y, width, bottom - y};
  frame.canvas().rect(rect, {.fill = frame.theme().surface, .radius = 40, .corners = Corners::top});
  if (frame.theme().high_contrast) {
    frame.canvas().rect({0, y, width, 4}, {.fill = frame.theme().line});
  }
  return rect;
}

namespace {

void draw_ring(Frame& frame, const TimeoutOverlaySpec& spec, Point centre, float radius) {
  Canvas& canvas = frame.canvas();
  const Theme& theme = frame.theme();
  const float part = spec.seconds_of > 0 ? static_cast<float>(spec.seconds_left) /
                                               static_cast<float>(spec.seconds_of)
                                         : 0;
  canvas.ring(centre, radius, 20, part, theme.primary);
  const std::string number = std::to_string(spec.seconds_left);
  frame.text({centre.x, centre.y - 88}, number,
             {.size = 144,
              .weight = Weight::bold,
              .colour = theme.accent,
              .align = Align::centre,
              .scaled = false});
  frame.text({centre.x, centre.y + 44}, spec.unit,
             {.colour = theme.second, .align = Align::centre, .scaled = false});
}

}  // namespace

TimeoutTap timeout_overlay(Frame& frame, const TimeoutOverlaySpec& spec) {
  const bool portrait = frame.portrait();
  const Rect area = sheet(frame, portrait ? 872.F : 332.F);
  const float middle = portrait ? 540.F : 1180.F;
  const float title_y = area.y + (portrait ? 40.F : 48.F);
  TextStyle title{.size = type::title, .align = Align::centre};
  frame.heading({middle, title_y}, spec.title,
                fitting(frame.canvas(), spec.title, title, portrait ? 984.F : 1300.F));
  if (portrait)
    draw_ring(frame, spec, {540, 1152}, 120);
  else
    draw_ring(frame, spec, {260, 560}, 120);
  const float line_y = portrait ? 1316.F : title_y + 108;
  const float pitch = frame.theme().size(type::body) + 8;
  const TextStyle line{.align = Align::centre};
  const float room = portrait ? 984.F : 1300.F;
  frame.in_one_breath([&] {
    frame.text({middle, line_y}, spec.line_one, fitting(frame.canvas(), spec.line_one, line, room));
    frame.text({middle, line_y + pitch}, spec.line_two,
               fitting(frame.canvas(), spec.line_two, line, room));
  });
  TimeoutTap tap = TimeoutTap::none;
  const bool large = frame.theme().large_text();
  const Rect staff = portrait ? Rect{48, large ? 1452.F : 1488.F, 984, large ? 96.F : 120.F}
                              : Rect{560, 660, 1312, 120};
  if (!spec.staff.empty() &&
      button(
          frame,
          {.id = "timeout.staff", .rect = staff, .label = spec.staff, .icon = "support_agent"})) {
    tap = TimeoutTap::staff;
  }
  const ActionTap action = action_bar(frame, {.back = spec.leave,
                                              .back_icon = "close",
                                              .primary = spec.stay,
                                              .primary_icon = "check",
                                              .primary_icon_right = {}});
  if (action == ActionTap::back) tap = TimeoutTap::leave;
  if (action == ActionTap::primary) tap = TimeoutTap::stay;
  frame.note_node(Role::alert, "timeout", spec.title, area, std::to_string(spec.seconds_left));
  return tap;
}

}  // namespace lobby::ui
