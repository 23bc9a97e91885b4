// One key, whatever it does.
#include "app/ui/key_face.h"

#include <cmath>
#include <string>

#include "app/ui/label.h"

namespace lobby::ui {
namespace {

bool is_function(const KeyFace& key) {
  return key.act != KeyFace::Act::text;
}

void draw_face(Frame& frame, const KeyFace& key, Colour text) {
  Canvas& canvas = frame.canvas();
  if (key.icon && key.text.empty()) {
    canvas.icon({key.rect.centre().x - 24, key.rect.centre().y - 24}, 48, key.icon, text);
  } else if (key.icon) {
    draw_label(frame, {.rect = key.rect,
                       .text = key.text,
                       .icon = key.icon,
                       .icon_size = 44,
                       .gap = 8,
                       .colour = text,
                       .icon_colour = text,
                       .style = {.size = key.size, .weight = key.weight, .scaled = false}});
  } else {
    TextStyle shown{.size = key.size,
                    .weight = key.weight,
                    .colour = text,
                    .align = Align::centre,
                    .scaled = false};
    shown = fitting(canvas, key.text, shown, key.rect.w - 8);
    canvas.text({key.rect.centre().x, canvas.centred_y(key.rect.y, key.rect.h, shown.size, false)},
                key.text, shown);
  }
}

}  // namespace

bool draw_key(Frame& frame, const KeyFace& key) {
  Canvas& canvas = frame.canvas();
  const Theme& theme = frame.theme();
  const std::string id = "key." + std::string(key.label);
  const Press press = frame.press({.id = id,
                                   .role = Role::key,
                                   .label = key.label,
                                   .rect = key.rect,
                                   .radius = key.outlined ? 20.F : 16.F,
                                   .enabled = key.enabled,
                                   .selected = key.lit});
  RectStyle style{.fill = is_function(key) ? theme.function_key : theme.key, .radius = 16};
  if (theme.high_contrast) {
    style.border = theme.line;
    style.border_width = 2;
  } else if (key.outlined) {
    style.fill = is_function(key) ? theme.tray : theme.bg;
    style.border = theme.control;
    style.border_width = theme.control_width_px;
    style.control = key.enabled;
  }
  style.radius = key.outlined ? 20.F : 16.F;
  Colour text = theme.text;
  if (!key.enabled) {
    style.fill = theme.disabled;
    if (key.outlined && theme.high_contrast) {
      style.border = theme.disabled_border;
    } else if (key.outlined) {
      style.border_width = 0;
    }
    text = theme.on_disabled;
  } else if (press.pressed || key.lit) {
    style.fill = press.pressed ? theme.pressed : theme.primary;
    text = press.pressed ? theme.on_pressed : theme.on_primary;
  }
  canvas.rect(key.rect, style);
  canvas.set_disabled(!key.enabled);
  draw_face(frame, key, text);
  canvas.set_disabled(false);
  return press.activated;
}

TrayRows tray_rows(Rect tray) {
  constexpr float gap = 8;
  const float pad = tray.h < 520 ? 12.F : 24.F;
  const float row = std::floor((tray.h - 2 * pad - 4 * gap) / 5);
  return {{tray.x + 24, tray.y + pad, tray.w - 48, row}, row + gap};
}

}  // namespace lobby::ui
