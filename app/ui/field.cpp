// Field, and the editing keys of a real keyboard. UI thread.
#include "app/ui/field.h"

#include <cmath>
#include <string>

#include "app/ui/label.h"

namespace lobby::ui {

namespace {

Colour edge_of(const Theme& theme, FieldState state) {
  switch (state) {
    case FieldState::typing:
      return theme.primary;
    case FieldState::wrong:
      return theme.danger;
    case FieldState::idle:
    case FieldState::valid:
      return theme.control;
  }
  return theme.control;
}

// Hint, confirmation or mistake at the right end; returns where it begins.
float draw_right(Frame& frame, const FieldSpec& spec) {
  Canvas& canvas = frame.canvas();
  const Theme& theme = frame.theme();
  const float end = spec.rect.right() - 24;
  const bool wrong = spec.state == FieldState::wrong;
  const bool says =
      !spec.message.empty() && spec.state != FieldState::idle && (!wrong || spec.message_inside);
  const std::string_view text = says ? spec.message : spec.hint;
  if (text.empty()) return end;
  // A hint is neutral: a narrow field goes without it.
  if (!says && canvas.text_width(text, {.scaled = false}) > spec.rect.w * 0.46F) return end;
  const Colour mark = wrong ? theme.danger : theme.success;
  const TextStyle style =
      fitting(canvas, text, {.colour = says ? mark : theme.second, .align = Align::right},
              spec.rect.w * 0.46F);
  const float y = canvas.centred_y(spec.rect.y, spec.rect.h, style.size, style.scaled);
  const Extents drawn = canvas.text({end, y}, text, style);
  if (!says) return drawn.box.x - 16;
  canvas.icon({drawn.box.x - 56, canvas.centred_y(spec.rect.y, spec.rect.h, 48, false)}, 48,
              wrong ? Icon("error") : Icon("check_circle"), mark);
  return drawn.box.x - 72;
}

void draw_value(Frame& frame, const FieldSpec& spec, float x, float end) {
  Canvas& canvas = frame.canvas();
  const Theme& theme = frame.theme();
  const Rect& rect = spec.rect;
  const bool typing = spec.state == FieldState::typing;
  if (spec.value.empty() && spec.composing.empty() && !typing) {
    const TextStyle style = fitting(canvas, spec.placeholder, {.colour = theme.second}, end - x);
    canvas.text({x, canvas.centred_y(rect.y, rect.h, style.size, style.scaled)}, spec.placeholder,
                style);
    return;
  }
  const TextStyle style{.size = type::button, .weight = Weight::bold};
  // A long value shows its end, where the caret is.
  const auto end_of = [&](std::string_view text, const TextStyle& as, float room) {
    while (!text.empty() && canvas.text_width(text, as) > room) {
      text.remove_prefix(decode_at(text, 0).bytes);
    }
    return text;
  };
  const TextStyle light{.size = type::button, .colour = theme.accent};
  const std::string_view composing = end_of(spec.composing, light, end - x - 24);
  const float taken = composing.empty() ? 0 : canvas.text_width(composing, light) + 8;
  const std::string_view shown = end_of(spec.value, style, end - x - taken - 16);
  const float y = canvas.centred_y(rect.y, rect.h, type::button);
  float after = canvas.text({x, y}, shown, style).right();
  if (!composing.empty()) {
    const Extents drawn = canvas.text({after + (shown.empty() ? 0 : 8), y}, composing, light);
    canvas.rect({drawn.box.x, y + 56, drawn.box.w, 4}, {.fill = theme.accent, .radius = 2});
    after = drawn.right();
  }
  if (typing) {
    canvas.rect({after + 6, rect.y + std::round(rect.h / 2) - 28, 4, 56},
                {.fill = theme.primary, .radius = 2});
  }
}

}  // namespace

bool field(Frame& frame, const FieldSpec& spec) {
  Canvas& canvas = frame.canvas();
  const Theme& theme = frame.theme();
  const Rect& rect = spec.rect;
  const bool strong = spec.state == FieldState::typing || spec.state == FieldState::wrong;
  std::string held(spec.value);
  if (!spec.composing.empty()) {
    held += (held.empty() ? "" : " ") + std::string(spec.composing);
  }
  const Press press = frame.press({.id = spec.id,
                                   .role = Role::field,
                                   .label = spec.label,
                                   .value = held,
                                   .rect = rect,
                                   .selected = spec.state == FieldState::typing});
  const Colour edge = edge_of(theme, spec.state);
  canvas.rect(rect, {.fill = press.pressed ? theme.selected : theme.surface,
                     .border = edge,
                     .border_width = strong ? 4 : theme.control_width_px,
                     .radius = 20,
                     .control = true});
  const TextStyle label = fitting(
      canvas, spec.label,
      {.weight = strong ? Weight::bold : Weight::regular, .colour = strong ? edge : theme.second},
      spec.value_x - 32);
  canvas.text({rect.x + 24, canvas.centred_y(rect.y, rect.h, label.size, label.scaled)}, spec.label,
              label);
  const float end = draw_right(frame, spec);
  draw_value(frame, spec, rect.x + spec.value_x, end);
  if (spec.state == FieldState::wrong && !spec.message.empty() && !spec.message_inside) {
    const float y = rect.bottom() + 10;
    canvas.icon({rect.x, y + 2}, 44, "error", theme.danger);
    const TextStyle message{.weight = Weight::bold, .colour = theme.danger};
    frame.text({rect.x + 52, y}, spec.message, fitting(canvas, spec.message, message, rect.w - 52));
  }
  return press.activated;
}

bool apply_typed(const Frame& frame, TextModel& model) {
  const TextModel before = model;
  for (const Event& event : frame.events()) {
    if (event.kind == EventKind::text) model.insert(event.text);
    if (event.kind != EventKind::key_down || event.control || event.alt) continue;
    if (event.key == Key::backspace) model.backspace();
    if (event.key == Key::erase) model.erase();
    if (event.key == Key::left) model.move_left();
    if (event.key == Key::right) model.move_right();
    if (event.key == Key::home) model.move_home();
    if (event.key == Key::end) model.move_end();
  }
  return !(before == model);
}

}  // namespace lobby::ui
