// Setting words into boxes. UI thread.
#include "app/ui/label.h"

#include <algorithm>
#include <cmath>

namespace lobby::ui {

namespace {

constexpr float turns_per_ms = 1.F / 1'100;

void draw_spinner_arc(Frame& frame, Point centre, float size, Colour colour) {
  const auto turn = static_cast<float>(frame.now_ms() % 1'100) * turns_per_ms;
  frame.canvas().arc(centre, size / 2 - 4, 6, turn, turn + 0.7F, colour);
  frame.keep_animating();
}

}  // namespace

TextStyle fitting(const Canvas& canvas, std::string_view text, TextStyle style, float max_width) {
  style.max_width = max_width;
  const auto fits = [&] { return canvas.text_width(text, style) <= max_width + 0.5F; };
  if (fits()) return style;
  style.scaled = false;
  for (const float smaller : {type::title, type::heading, type::button, type::body}) {
    if (fits()) return style;
    style.size = std::min(style.size, smaller);
  }
  return style;
}

void draw_label(Frame& frame, const LabelSpec& spec) {
  Canvas& canvas = frame.canvas();
  const bool left = spec.icon || spec.spinning;
  const float sides =
      (left ? spec.icon_size + spec.gap : 0) + (spec.icon_right ? spec.icon_size + spec.gap : 0);
  const float room = spec.rect.w - 32 - sides;
  TextStyle style = fitting(canvas, spec.text, spec.style, room);
  style.colour = spec.colour;
  const float line = style.scaled ? frame.theme().size(style.size) : style.size;
  const bool wraps = canvas.text_width(spec.text, style) > room + 0.5F && spec.rect.h >= 2 * line &&
                     canvas.line_count(spec.text, style) <= 2;
  const float width = std::min(std::ceil(canvas.text_width(spec.text, style)), room);
  float x = spec.rect.x + std::round((spec.rect.w - width - sides) / 2);
  const float icon_y = spec.rect.y + std::round((spec.rect.h - spec.icon_size) / 2);
  if (left) {
    if (spec.spinning) {
      draw_spinner_arc(frame, {x + spec.icon_size / 2, icon_y + spec.icon_size / 2}, spec.icon_size,
                       spec.icon_colour);
    } else {
      canvas.icon({x, icon_y}, spec.icon_size, spec.icon, spec.icon_colour);
    }
    x += spec.icon_size + spec.gap;
  }
  if (wraps) {
    style.align = Align::centre;
    canvas.text_block({x + width / 2, spec.rect.y + std::round((spec.rect.h - 2 * line) / 2)},
                      spec.text, style);
  } else {
    canvas.text({x, spec.rect.y + std::round((spec.rect.h - line) / 2)}, spec.text, style);
  }
  if (spec.icon_right) {
    canvas.icon({x + width + spec.gap, icon_y}, spec.icon_size, spec.icon_right, spec.icon_colour);
  }
}

void draw_outline(Frame& frame, const OutlineSpec& spec) {
  const Theme& theme = frame.theme();
  RectStyle style;
  style.radius = spec.radius;
  style.shadow = spec.shadow;
  if (!spec.enabled) {
    style.fill = theme.disabled;
    if (theme.high_contrast) style.border = theme.disabled_border;
    style.border_width = theme.control_width_px;
  } else if (spec.selected || spec.pressed) {
    style.fill = theme.selected;
    style.border = theme.selected_border;
    style.border_width = theme.selected_width_px;
    style.control = true;
  } else {
    style.fill = theme.surface;
    style.border = theme.control;
    style.border_width = theme.control_width_px;
    style.control = true;
  }
  frame.canvas().rect(spec.rect, style);
}

Colour icon_colour(const Theme& theme, bool enabled) {
  return enabled ? theme.icon : theme.high_contrast ? theme.disabled_border : theme.control;
}

}  // namespace lobby::ui
