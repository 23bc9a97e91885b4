// Button, IconButton, LinkButton, TabRow, Tile and RowButton. UI thread.
#include "app/ui/buttons.h"

#include <cmath>

#include "app/ui/choices.h"
#include "app/ui/label.h"

namespace lobby::ui {

namespace {

struct ButtonLook {
  RectStyle style;
  Colour text;
  Colour icon;
};

ButtonLook button_look(const Theme& theme, ButtonKind kind, bool enabled, bool pressed) {
  ButtonLook look;
  RectStyle& style = look.style;
  style.radius = 20;
  style.border_width = theme.control_width_px;
  style.control = enabled;
  if (!enabled) {
    style.fill = theme.disabled;
    if (theme.high_contrast) style.border = theme.disabled_border;
    look.text = look.icon = theme.on_disabled;
    return look;
  }
  if (pressed) style.border_width = theme.selected_width_px;
  switch (kind) {
    case ButtonKind::primary:
      style.fill = pressed ? theme.pressed : theme.primary;
      style.shadow = !pressed;
      look.text = look.icon = pressed ? theme.on_pressed : theme.on_primary;
      break;
    case ButtonKind::secondary:
      style.fill = pressed ? theme.selected : theme.surface;
      style.border = pressed ? theme.selected_border : theme.control;
      look.text = theme.text;
      look.icon = theme.icon;
      break;
    case ButtonKind::danger:
      style.fill = pressed ? theme.danger_tint : theme.surface;
      style.border = theme.danger;
      look.text = look.icon = theme.danger;
      break;
    case ButtonKind::danger_filled: {
      const Colour held = theme.high_contrast ? theme.pressed : darkened(theme.danger, 0.25);
      style.fill = pressed ? held : theme.danger;
      look.text = look.icon = theme.on_status;
      break;
    }
  }
  return look;
}

}  // namespace

bool button(Frame& frame, const ButtonSpec& spec) {
  const bool enabled = spec.enabled && !spec.busy;
  const Press press = frame.press({.id = spec.id,
                                   .label = spec.spoken.empty() ? spec.label : spec.spoken,
                                   .rect = spec.rect,
                                   .enabled = enabled,
                                   .primary = spec.main_action});
  const ButtonLook look = button_look(frame.theme(), spec.kind, enabled, press.pressed);
  frame.canvas().rect(spec.rect, look.style);
  frame.canvas().set_disabled(!enabled);
  draw_label(frame, {.rect = spec.rect,
                     .text = spec.label,
                     .icon = spec.icon,
                     .icon_right = spec.icon_right,
                     .icon_size = spec.icon_size,
                     .colour = look.text,
                     .icon_colour = look.icon,
                     .style = {.size = spec.size, .weight = spec.weight},
                     .spinning = spec.busy});
  frame.canvas().set_disabled(false);
  return press.activated;
}

bool primary_button(Frame& frame, ButtonSpec spec) {
  spec.kind = ButtonKind::primary;
  spec.main_action = true;
  return button(frame, spec);
}

bool icon_button(Frame& frame, const IconButtonSpec& spec) {
  const Press press =
      frame.press({.id = spec.id, .label = spec.label, .rect = spec.rect, .enabled = spec.enabled});
  draw_outline(frame, {.rect = spec.rect, .pressed = press.pressed, .enabled = spec.enabled});
  frame.canvas().icon({spec.rect.x + std::round((spec.rect.w - spec.icon_size) / 2),
                       spec.rect.y + std::round((spec.rect.h - spec.icon_size) / 2)},
                      spec.icon_size, spec.icon, icon_colour(frame.theme(), spec.enabled));
  return press.activated;
}

bool link_button(Frame& frame, const LinkButtonSpec& spec) {
  Canvas& canvas = frame.canvas();
  const Theme& theme = frame.theme();
  const TextStyle style{.weight = Weight::bold, .align = Align::right};
  const float width = std::ceil(canvas.text_width(spec.label, style));
  const Rect rect{spec.right - width - 64, spec.y, width + 72, 88};
  const Press press = frame.press({.id = spec.id, .label = spec.label, .rect = rect});
  if (press.pressed) canvas.rect(rect, {.fill = theme.selected, .radius = 20});
  TextStyle shown = style;
  shown.colour = theme.accent;
  shown.underline = true;
  const float y = canvas.centred_y(spec.y, 88);
  const Extents drawn = canvas.text({spec.right, y}, spec.label, shown);
  canvas.icon({drawn.box.x - 52, spec.y + 22}, 44, spec.icon, theme.accent);
  return press.activated;
}

int tab_row(Frame& frame, const TabRowSpec& spec) {
  Canvas& canvas = frame.canvas();
  const Theme& theme = frame.theme();
  const auto count = static_cast<float>(spec.items.size());
  const float width = (spec.rect.w - spec.gap * (count - 1)) / count;
  int tapped = -1;
  for (std::size_t index = 0; index < spec.items.size(); ++index) {
    const TabItem& item = spec.items[index];
    const bool on = static_cast<int>(index) == spec.selected;
    const Rect rect{spec.rect.x + static_cast<float>(index) * (width + spec.gap), spec.rect.y,
                    width, spec.rect.h};
    const Press press = frame.press({.id = item.id,
                                     .role = Role::tab,
                                     .label = item.label,
                                     .rect = rect,
                                     .enabled = item.enabled,
                                     .selected = on});
    if (press.activated) tapped = static_cast<int>(index);
    if (on)
      canvas.rect(rect, {.fill = theme.primary, .radius = 20, .control = true});
    else
      draw_outline(frame, {.rect = rect, .pressed = press.pressed, .enabled = item.enabled});
    const Colour text = on ? theme.on_primary : item.enabled ? theme.text : theme.on_disabled;
    const Colour icon = on ? theme.on_primary : icon_colour(theme, item.enabled);
    TextStyle style{.weight = on ? Weight::bold : Weight::regular, .colour = text};
    canvas.set_disabled(!item.enabled);
    const float middle = rect.x + width / 2;
    if (spec.icon_beside || rect.h < 112) {  // too low for an icon above the word
      if (spec.icon_beside) style.size = type::button;
      const Icon check = on && !frame.portrait() ? Icon("check") : Icon();
      draw_label(frame, {.rect = rect,
                         .text = item.label,
                         .icon = spec.icon_beside ? item.icon : Icon(),
                         .icon_right = check,
                         .colour = text,
                         .icon_colour = icon,
                         .style = style});
    } else {
      canvas.icon({middle - 24, rect.y + 12}, 48, item.icon, icon);
      style.align = Align::centre;
      canvas.text({middle, rect.y + 58}, item.label, fitting(canvas, item.label, style, width - 8));
    }
    canvas.set_disabled(false);
    if (on && frame.portrait()) {
      canvas.rect({middle - 32, rect.bottom() - 12, 64, 4},
                  {.fill = theme.on_primary, .radius = 2});
    }
  }
  return tapped;
}

bool tile(Frame& frame, const TileSpec& spec) {
  Canvas& canvas = frame.canvas();
  const Theme& theme = frame.theme();
  const bool big = spec.rect.h >= 160;
  const float radius = big ? 24.F : 20.F;
  const Press press = frame.press({.id = spec.id,
                                   .role = spec.role,
                                   .label = spec.label,
                                   .rect = spec.rect,
                                   .radius = radius,
                                   .enabled = spec.enabled,
                                   .selected = spec.selected});
  draw_outline(frame, {.rect = spec.rect,
                       .radius = radius,
                       .selected = spec.selected,
                       .pressed = press.pressed,
                       .enabled = spec.enabled});
  const float middle = spec.rect.x + spec.rect.w / 2;
  const float icon_size = big ? 80.F : 48.F;
  canvas.set_disabled(!spec.enabled);
  canvas.icon({middle - icon_size / 2, spec.rect.y + (big ? 24.F : 12.F)}, icon_size, spec.icon,
              icon_colour(theme, spec.enabled));
  TextStyle style{.size = big ? type::button : type::body,
                  .weight = big || spec.selected ? Weight::bold : Weight::regular,
                  .colour = spec.enabled ? theme.text : theme.on_disabled,
                  .align = Align::centre};
  canvas.text({middle, spec.rect.y + (big ? 116.F : 60.F)}, spec.label,
              fitting(canvas, spec.label, style, spec.rect.w - 16));
  canvas.set_disabled(false);
  if (spec.selected) {
    tick_mark(frame, big ? Point{spec.rect.right() - 64, spec.rect.y + 16}
                         : Point{spec.rect.right() - 44, spec.rect.y - 8});
  }
  return press.activated;
}

bool row_button(Frame& frame, const RowButtonSpec& spec) {
  Canvas& canvas = frame.canvas();
  const Theme& theme = frame.theme();
  const Rect& rect = spec.rect;
  const Press press =
      frame.press({.id = spec.id, .label = spec.title, .rect = rect, .enabled = spec.enabled});
  draw_outline(frame, {.rect = rect, .pressed = press.pressed, .enabled = spec.enabled});
  canvas.set_disabled(!spec.enabled);
  canvas.icon({rect.x + 32, rect.y + (rect.h - 64) / 2}, 64, spec.icon,
              icon_colour(theme, spec.enabled));
  float right = rect.right() - 24;
  if (spec.chevron) {
    right -= 56;
    canvas.icon({right, rect.y + (rect.h - 48) / 2}, 48, "chevron_right",
                icon_colour(theme, spec.enabled));
    right -= 32;
  }
  const float x = rect.x + 128;
  if (!spec.right.empty()) {
    const TextStyle style = fitting(
        canvas, spec.right, {.colour = theme.second, .align = Align::right}, (right - x) * 0.55F);
    right = canvas.text({right, canvas.centred_y(rect.y, rect.h)}, spec.right, style).box.x - 24;
  }
  const bool two = !spec.second.empty();
  const float scale = theme.text_scale;
  const float top = two ? rect.y + std::round((rect.h - 100 * scale) / 2)
                        : canvas.centred_y(rect.y, rect.h, type::button);
  const TextStyle title{.size = two && rect.w < 600 ? type::body : type::button,
                        .weight = Weight::bold,
                        .colour = spec.enabled ? theme.text : theme.on_disabled};
  canvas.text({x, top}, spec.title, fitting(canvas, spec.title, title, right - x));
  if (two) {
    const TextStyle second{.colour = theme.second};
    canvas.text({x, top + 54 * scale}, spec.second,
                fitting(canvas, spec.second, second, right - x));
  }
  canvas.set_disabled(false);
  return press.activated;
}

}  // namespace lobby::ui
