// Chips, marks, checkbox, radio, toggle, pills and option cards. UI thread.
#include "app/ui/choices.h"

#include <cmath>

#include "app/ui/label.h"
#include "app/ui/text_wrap.h"

namespace lobby::ui {

namespace {

struct ChipLook {
  Colour fill;
  Colour text;
  bool bordered = false;
};

ChipLook chip_look(const Theme& theme, ChipKind kind) {
  switch (kind) {
    case ChipKind::warn:
      return {theme.warn, theme.on_warn};
    case ChipKind::full:
      return {theme.high_contrast ? rgb(0x000000) : rgb(0x14181F), rgb(0xFFFFFF),
              theme.high_contrast};
    case ChipKind::sand:
      return {theme.sand, theme.text, theme.high_contrast};
    case ChipKind::success:
      return {theme.success_tint, theme.success, theme.high_contrast};
    case ChipKind::danger:
      return {theme.danger_tint, theme.danger, theme.high_contrast};
    case ChipKind::plain:
      return {theme.disabled, theme.text, theme.high_contrast};
  }
  return {};
}

constexpr TextStyle chip_style{.weight = Weight::bold};

// Where the mark and the label of a choice stand.
struct ChoicePlace {
  Point mark;
  float label_x;
  float label_room;
};

ChoicePlace place_of(const ChoiceSpec& spec, float mark_size) {
  const float inset = spec.framed ? 24.F : 0.F;
  const float x = spec.rect.x + inset;
  const float label_x = x + mark_size + (spec.framed ? 24.F : 20.F);
  return {{x, spec.rect.y + std::round((spec.rect.h - mark_size) / 2)},
          label_x,
          spec.rect.right() - inset - label_x};
}

Press begin_choice(Frame& frame, const ChoiceSpec& spec, Role role) {
  const Press press = frame.press({.id = spec.id,
                                   .role = role,
                                   .label = spec.label,
                                   .rect = spec.rect,
                                   .enabled = spec.enabled,
                                   .selected = spec.on});
  if (spec.framed) {
    draw_outline(frame, {.rect = spec.rect, .pressed = press.pressed, .enabled = spec.enabled});
  } else if (press.pressed) {
    frame.canvas().rect(spec.rect, {.fill = frame.theme().selected, .radius = 20});
  }
  return press;
}

void draw_choice_label(Frame& frame, const ChoiceSpec& spec, float x, float room) {
  Canvas& canvas = frame.canvas();
  TextStyle style{.colour = spec.enabled ? frame.theme().text : frame.theme().on_disabled,
                  .max_width = room};
  const auto line_height = [&] {
    return style.scaled ? frame.theme().size(style.size) : style.size;
  };
  if (static_cast<float>(canvas.line_count(spec.label, style)) * (line_height() + 4) >
      spec.rect.h) {
    style.scaled = false;
  }
  const auto lines = static_cast<float>(canvas.line_count(spec.label, style));
  const float height = lines * line_height() + (lines - 1) * 4;
  canvas.set_disabled(!spec.enabled);
  const float y = spec.rect.y + std::round((spec.rect.h - height) / 2);
  style.max_width = balanced_width(
      spec.label, room, [&](std::string_view piece) { return canvas.text_width(piece, style); });
  canvas.text_block({x, y}, spec.label, style, 4);
  canvas.set_disabled(false);
}

}  // namespace

float chip_width(Frame& frame, std::string_view label, bool with_icon) {
  return (with_icon ? 44.F : 0.F) + std::ceil(frame.canvas().text_width(label, chip_style)) + 32;
}

Rect chip(Frame& frame, const ChipSpec& spec) {
  Canvas& canvas = frame.canvas();
  const ChipLook look = chip_look(frame.theme(), spec.kind);
  const float height = std::max(spec.height, frame.theme().size(type::body) + 8);
  const float width = chip_width(frame, spec.label, static_cast<bool>(spec.icon));
  const Rect rect{spec.align == Align::right ? spec.at.x - width : spec.at.x, spec.at.y, width,
                  height};
  RectStyle style{.fill = look.fill, .border_width = 4, .radius = height / 2};
  if (look.bordered) style.border = frame.theme().line;
  canvas.rect(rect, style);
  canvas.icon({rect.x + 14, rect.y + (height - 36) / 2}, 36, spec.icon, look.text);
  TextStyle text = chip_style;
  text.colour = look.text;
  canvas.text({rect.x + (spec.icon ? 56.F : 16.F), canvas.centred_y(rect.y, height)}, spec.label,
              text);
  return rect;
}

void tick_mark(Frame& frame, Point at, float size) {
  const Theme& theme = frame.theme();
  frame.canvas().rect(
      {at.x, at.y, size, size},
      {.fill = theme.primary, .border = theme.surface, .border_width = 4, .radius = size / 2});
  frame.canvas().icon({std::round(at.x + size * 0.17F), std::round(at.y + size * 0.17F)},
                      std::round(size * 0.66F), "check", theme.on_primary);
}

void radio_mark(Frame& frame, Point at, bool on) {
  const Theme& theme = frame.theme();
  frame.canvas().rect({at.x, at.y, 48, 48}, {.fill = on ? theme.primary : theme.surface,
                                             .border = on ? theme.primary : theme.control,
                                             .border_width = on ? 4.F : 3.F,
                                             .radius = 24,
                                             .control = true});
  if (on) frame.canvas().icon({at.x + 8, at.y + 8}, 32, "check", theme.on_primary);
}

void checkbox_mark(Frame& frame, Point at, bool on) {
  const Theme& theme = frame.theme();
  frame.canvas().rect({at.x, at.y, 56, 56}, {.fill = on ? theme.primary : theme.surface,
                                             .border = on ? theme.primary : theme.control,
                                             .border_width = 3,
                                             .radius = 12,
                                             .control = true});
  if (on) frame.canvas().icon({at.x + 6, at.y + 6}, 44, "check", theme.on_primary);
}

void toggle_mark(Frame& frame, Point at, bool on, bool enabled) {
  const Theme& theme = frame.theme();
  const Colour edge = !enabled ? theme.on_disabled : on ? theme.primary : theme.control;
  frame.canvas().rect({at.x, at.y, 112, 64}, {.fill = on && enabled ? theme.primary : theme.surface,
                                              .border = edge,
                                              .border_width = 3,
                                              .radius = 32,
                                              .control = enabled});
  const Colour knob = on && enabled ? theme.on_primary : edge;
  frame.canvas().rect({at.x + (on ? 54.F : 8.F), at.y + 8, 48, 48}, {.fill = knob, .radius = 24});
  if (on && enabled) frame.canvas().icon({at.x + 12, at.y + 12}, 40, "check", theme.on_primary);
}

bool checkbox(Frame& frame, const ChoiceSpec& spec) {
  const Press press = begin_choice(frame, spec, Role::toggle);
  const ChoicePlace place = place_of(spec, 56);
  checkbox_mark(frame, place.mark, spec.on);
  draw_choice_label(frame, spec, place.label_x, place.label_room);
  return press.activated;
}

bool radio(Frame& frame, const ChoiceSpec& spec) {
  const Press press = begin_choice(frame, spec, Role::radio);
  const ChoicePlace place = place_of(spec, 48);
  radio_mark(frame, place.mark, spec.on);
  draw_choice_label(frame, spec, place.label_x, place.label_room);
  return press.activated;
}

bool toggle(Frame& frame, const ChoiceSpec& spec) {
  const Press press = begin_choice(frame, spec, Role::toggle);
  const float inset = spec.framed ? 24.F : 0.F;
  const float mark_x = spec.rect.right() - inset - 112;
  toggle_mark(frame, {mark_x, spec.rect.y + std::round((spec.rect.h - 64) / 2)}, spec.on,
              spec.enabled);
  const float x = spec.rect.x + inset;
  draw_choice_label(frame, spec, x, mark_x - 24 - x);
  return press.activated;
}

namespace {

// How wide pills are round their words; the tick takes its own room when one is chosen.
struct PillMeasure {
  float before;
  float after;
  Weight chosen;
};
constexpr PillMeasure roomy_pills{32, 32, Weight::bold};
constexpr PillMeasure close_pills{20, 20, Weight::regular};
constexpr float pill_gap = 16;
constexpr float pill_tick = 44;

float pill_width(const Canvas& canvas, const PillItem& item, const PillMeasure& measure) {
  const TextStyle style{.weight = item.on ? measure.chosen : Weight::regular};
  const float tick = item.on ? pill_tick + (measure.before > 20 ? 0.F : 4.F) : 0.F;
  return std::ceil(canvas.text_width(item.label, style)) + measure.before + tick + measure.after;
}

PillMeasure pill_measure(const Canvas& canvas, const PillsSpec& spec) {
  float row = -pill_gap;
  for (const PillItem& item : spec.items) row += pill_width(canvas, item, roomy_pills) + pill_gap;
  return spec.one_row && spec.at.x + row > spec.right ? close_pills : roomy_pills;
}

}  // namespace

PillsTap pills(Frame& frame, const PillsSpec& spec) {
  Canvas& canvas = frame.canvas();
  const Theme& theme = frame.theme();
  const PillMeasure measure = pill_measure(canvas, spec);
  PillsTap tap;
  float x = spec.at.x;
  float y = spec.at.y;
  for (std::size_t index = 0; index < spec.items.size(); ++index) {
    const PillItem& item = spec.items[index];
    const TextStyle style{.weight = item.on ? measure.chosen : Weight::regular,
                          .colour = item.enabled ? theme.text : theme.on_disabled};
    const float width = pill_width(canvas, item, measure);
    if (x + width > spec.right && x > spec.at.x) {
      x = spec.at.x;
      y += 96;
    }
    const Rect rect{x, y, width, 80};
    const Press press = frame.press({.id = item.id,
                                     .role = Role::toggle,
                                     .label = item.label,
                                     .rect = rect,
                                     .radius = 40,
                                     .enabled = item.enabled,
                                     .selected = item.on});
    if (press.activated) tap.index = static_cast<int>(index);
    draw_outline(frame, {.rect = rect,
                         .radius = 40,
                         .selected = item.on,
                         .pressed = press.pressed,
                         .enabled = item.enabled});
    if (item.on) {
      canvas.icon({x + measure.before - 4, y + 18}, pill_tick, "check_circle", theme.primary);
    }
    canvas.set_disabled(!item.enabled);
    canvas.text(
        {item.on ? x + width - measure.after + 4 - std::ceil(canvas.text_width(item.label, style))
                 : x + measure.before,
         canvas.centred_y(y, 80)},
        item.label, style);
    canvas.set_disabled(false);
    x += width + pill_gap;
  }
  tap.bottom = y + 80;
  return tap;
}

Press option_card(Frame& frame, const OptionCardSpec& spec) {
  const float radius = spec.rect.h < 160 ? 20.F : 24.F;
  const Press press = frame.press({.id = spec.id,
                                   .role = spec.role,
                                   .label = spec.label,
                                   .value = spec.value,
                                   .rect = spec.rect,
                                   .radius = radius,
                                   .enabled = spec.enabled,
                                   .selected = spec.selected});
  draw_outline(frame, {.rect = spec.rect,
                       .radius = radius,
                       .selected = spec.selected,
                       .pressed = press.pressed,
                       .enabled = spec.enabled});
  return press;
}

}  // namespace lobby::ui
