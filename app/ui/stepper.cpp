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
  Icon icon{};
  std::string_view word{};  // instead of the icon: "+10"
  bool enabled = true;
};

bool stepper_end(Frame& frame, const EndSpec& spec) {
  Canvas& canvas = frame.canvas();
  const Press press = frame.press({.id = spec.id,
                                   .role = Role::button,
                                   .label = spec.label,
                                   .value = spec.value,
                                   .rect = spec.rect,
                                   .enabled = spec.enabled});
  if (press.pressed) {
    canvas.rect(spec.rect.grown(-4), {.fill = frame.theme().selected, .radius = 16});
  }
  const Colour colour = icon_colour(frame.theme(), spec.enabled);
  canvas.icon({spec.rect.x + std::round((spec.rect.w - 48) / 2),
               spec.rect.y + std::round((spec.rect.h - 48) / 2)},
              48, spec.icon, colour);
  if (!spec.word.empty()) {
    canvas.set_disabled(!spec.enabled);
    const TextStyle style{
        .weight = Weight::bold, .colour = colour, .align = Align::centre, .scaled = false};
    canvas.text(
        {spec.rect.centre().x, canvas.centred_y(spec.rect.y, spec.rect.h, type::body, false)},
        spec.word, style);
    canvas.set_disabled(false);
  }
  return press.activated;
}

StepperTap stepper_ends(Frame& frame, const StepperBoxSpec& spec, float side) {
  const Rect& box = spec.rect;
  const std::string id(spec.id);
  const float inset = spec.tens ? side : 0;
  StepperTap tap = StepperTap::none;
  const auto end = [&](std::string_view suffix, std::string_view label, float x, Icon icon,
                       std::string_view word, bool enabled, StepperTap meaning) {
    if (stepper_end(frame, {id + std::string(suffix),
                            label,
                            spec.value,
                            {x, box.y, side, box.h},
                            icon,
                            word,
                            enabled})) {
      tap = meaning;
    }
  };
  if (spec.tens) {
    end(".minus_ten", frame.tr("{0}: ten less", spec.label), box.x, {}, "−10", !spec.at_min,
        StepperTap::minus_ten);
  }
  end(".minus", frame.tr("{0}: one less", spec.label), box.x + inset, "remove", {}, !spec.at_min,
      StepperTap::minus);
  end(".plus", frame.tr("{0}: one more", spec.label), box.right() - side - inset, "add", {},
      !spec.at_max, StepperTap::plus);
  if (spec.tens) {
    end(".plus_ten", frame.tr("{0}: ten more", spec.label), box.right() - side, {}, "+10",
        !spec.at_max, StepperTap::plus_ten);
  }
  return tap;
}

// Ends, dividers and value, without the outline.
StepperTap stepper_parts(Frame& frame, const StepperBoxSpec& spec) {
  Canvas& canvas = frame.canvas();
  const Rect& box = spec.rect;
  const float side = spec.button_width;
  const float ends = spec.tens ? 2 * side : side;
  const StepperTap tap = stepper_ends(frame, spec, side);
  if (spec.dividers) {
    const RectStyle line{.fill = frame.theme().line};
    canvas.rect({box.x + ends, box.y + 16, 2, box.h - 32}, line);
    canvas.rect({box.right() - ends - 2, box.y + 16, 2, box.h - 32}, line);
  }
  const Rect middle{box.x + ends, box.y, box.w - 2 * ends, box.h};
  TextStyle style{.size = type::button, .weight = Weight::bold, .align = Align::centre};
  style = fitting(canvas, spec.value, style, middle.w - 8);
  const float y = canvas.centred_y(box.y, box.h, style.size, style.scaled);
  canvas.text({middle.centre().x, y}, spec.value, style);
  frame.note_node(Role::stepper, spec.id, spec.label, middle, spec.value);
  return tap;
}

}  // namespace

StepperTap stepper_box(Frame& frame, const StepperBoxSpec& spec) {
  draw_outline(frame, {.rect = spec.rect});
  return stepper_parts(frame, spec);
}

StepperTap stepper_row(Frame& frame, const StepperRowSpec& spec) {
  Canvas& canvas = frame.canvas();
  const Rect& rect = spec.rect;
  const bool wide = rect.w > 940;
  const float side = spec.tens ? 104.F : wide ? 128.F : 104.F;
  const float width = spec.tens ? 4 * side + 176 : wide ? 512.F : 440.F;
  draw_outline(frame, {.rect = rect});
  const float x = rect.x + 24;
  const float room = rect.w - width - 48;
  const TextStyle label =
      fitting(canvas, spec.label, {.size = type::button, .weight = Weight::bold}, room);
  const float label_w = canvas.text_width(spec.label, label);
  const TextStyle note{.colour = frame.theme().second};
  const float note_w = spec.note.empty() ? 0 : canvas.text_width(spec.note, note) + 20;
  const auto y_of = [&](const TextStyle& style, float y, float h) {
    return canvas.centred_y(y, h, style.size, style.scaled);
  };
  if (label_w + note_w <= room || spec.note.empty()) {
    canvas.text({x, y_of(label, rect.y, rect.h)}, spec.label, label);
    canvas.text({x + label_w + 20, y_of(note, rect.y, rect.h) + 1}, spec.note, note);
  } else {
    const float half = rect.h / 2;
    const TextStyle below = fitting(canvas, spec.note, note, room);
    canvas.text({x, y_of(label, rect.y + 4, half)}, spec.label, label);
    canvas.text({x, y_of(below, rect.y + half - 4, half)}, spec.note, below);
  }
  return stepper_parts(frame, {.id = spec.id,
                               .rect = {rect.right() - width, rect.y, width, rect.h},
                               .label = spec.label,
                               .value = spec.value,
                               .at_min = spec.at_min,
                               .at_max = spec.at_max,
                               .button_width = side,
                               .tens = spec.tens});
}

StepperTap stepper(Frame& frame, const StepperSpec& spec) {
  Canvas& canvas = frame.canvas();
  const TextStyle style{.colour = frame.theme().second};
  canvas.text(spec.at, spec.label, fitting(canvas, spec.label, style, spec.width));
  const float box_y = spec.at.y + frame.theme().size(type::body) + 8;
  return stepper_box(frame, {.id = spec.id,
                             .rect = {spec.at.x, box_y, spec.width, 88},
                             .label = spec.label,
                             .value = spec.value,
                             .at_min = spec.at_min,
                             .at_max = spec.at_max,
                             .tens = spec.tens});
}

}  // namespace lobby::ui
