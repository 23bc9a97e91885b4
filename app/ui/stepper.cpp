// Stepper. Its two ends are the controls; the value is a node of its own. UI thread.
#include "app/ui/stepper.h"

#include <cmath>
#include <string>

#include "app/ui/label.h"

namespace lobby::ui {

namespace {

struct EndSpec {
  std::string_view id;
  std::string_view label;
  std::string_view value;
  Rect rect;
  Icon icon;
  bool enabled;
};

bool stepper_end(Frame& frame, const EndSpec& spec) {
  const Press press = frame.press({.id = spec.id, .role = Role::button, .label = spec.label,
                                   .value = spec.value, .rect = spec.rect,
                                   .enabled = spec.enabled});
  if (press.pressed) {
    frame.canvas().rect(spec.rect.grown(-4), {.fill = frame.theme().selected, .radius = 16});
  }
  frame.canvas().icon({spec.rect.x + std::round((spec.rect.w - 48) / 2),
                       spec.rect.y + std::round((spec.rect.h - 48) / 2)},
                      48, spec.icon, icon_colour(frame.theme(), spec.enabled));
  return press.activated;
}

}  // namespace

StepperTap stepper_box(Frame& frame, const StepperBoxSpec& spec) {
  Canvas& canvas = frame.canvas();
  const Theme& theme = frame.theme();
  const Rect& box = spec.rect;
  const float side = spec.button_width;
  draw_outline(frame, {.rect = box});
  const std::string id(spec.id);
  StepperTap tap = StepperTap::none;
  if (stepper_end(frame, {id + ".minus", frame.tr("{0}: one less", spec.label), spec.value,
                          {box.x, box.y, side, box.h}, "remove", !spec.at_min})) {
    tap = StepperTap::minus;
  }
  if (stepper_end(frame, {id + ".plus", frame.tr("{0}: one more", spec.label), spec.value,
                          {box.right() - side, box.y, side, box.h}, "add", !spec.at_max})) {
    tap = StepperTap::plus;
  }
  if (spec.dividers) {
    canvas.rect({box.x + side, box.y + 16, 2, box.h - 32}, {.fill = theme.line});
    canvas.rect({box.right() - side - 2, box.y + 16, 2, box.h - 32}, {.fill = theme.line});
  }
  const Rect middle{box.x + side, box.y, box.w - 2 * side, box.h};
  TextStyle style{.size = type::button, .weight = Weight::bold, .align = Align::centre};
  style = fitting(canvas, spec.value, style, middle.w - 8);
  const float y = canvas.centred_y(box.y, box.h, style.size, style.scaled);
  canvas.text({middle.centre().x, y}, spec.value, style);
  frame.note_node(Role::stepper, spec.id, spec.label, middle, spec.value);
  return tap;
}

StepperTap stepper(Frame& frame, const StepperSpec& spec) {
  Canvas& canvas = frame.canvas();
  const TextStyle style{.colour = frame.theme().second};
  canvas.text(spec.at, spec.label, fitting(canvas, spec.label, style, spec.width));
  const float box_y = spec.at.y + frame.theme().size(type::body) + 8;
  return stepper_box(frame, {.id = spec.id, .rect = {spec.at.x, box_y, spec.width, 88},
                             .label = spec.label, .value = spec.value, .at_min = spec.at_min,
                             .at_max = spec.at_max});
}

}  // namespace lobby::ui
