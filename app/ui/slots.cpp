// DateStrip and SlotGrid of calendar.h. UI thread.
#include <algorithm>
#include <cmath>
#include <string>

#include "app/ui/buttons.h"
#include "app/ui/calendar.h"
#include "app/ui/choices.h"
#include "app/ui/label.h"

namespace lobby::ui {

namespace {

// Two lines of a strip's day or of a slot at the size of large text, where the box is high enough.
constexpr float two_lines = 124;
bool holds_scaled(const Frame& frame, float height) {
  return height >= two_lines * frame.theme().text_scale;
}

void draw_slot_note(Frame& frame, const Slot& slot, Rect rect, Icon full_icon) {
  Canvas& canvas = frame.canvas();
  const Theme& theme = frame.theme();
  const bool scaled = holds_scaled(frame, rect.h);
  const float line = scaled ? theme.size(type::body) : type::body;
  const float y = rect.y + rect.h - line - 12;
  if (slot.state == SlotState::few) {
    const TextStyle few{.colour = theme.on_warn, .align = Align::centre, .scaled = scaled};
    const float width = std::max(76.F, std::ceil(canvas.text_width(slot.few, few)) + 20);
    const Rect chip{rect.x + 20, y + 2, width, line - 4};
    canvas.rect(chip, {.fill = theme.warn, .radius = 12});
    canvas.text({chip.centre().x, y}, slot.few, few);
    const TextStyle price{.colour = theme.second, .scaled = scaled};
    const float x = chip.right() + 12;
    canvas.text({x, y}, slot.note, fitting(canvas, slot.note, price, rect.right() - 12 - x));
    return;
  }
  const bool held = slot.state == SlotState::held;
  const bool full = slot.state == SlotState::full;
  const bool closed = slot.state == SlotState::closed;
  Icon icon = "radio_button_unchecked";
  if (held) icon = "check_circle";
  if (full) icon = full_icon;
  if (closed) icon = "block";
  canvas.icon({rect.x + 24, y + (line - 40) / 2}, 40, icon,
              closed ? theme.on_disabled : theme.accent);
  const TextStyle style{.weight = held ? Weight::bold : Weight::regular,
                        .colour = held || full ? theme.accent
                                  : closed     ? theme.on_disabled
                                               : theme.second,
                        .scaled = scaled};
  canvas.text({rect.x + 72, y}, slot.note, fitting(canvas, slot.note, style, rect.w - 84));
}

}  // namespace

StripTap date_strip(Frame& frame, const DateStripSpec& spec) {
  Canvas& canvas = frame.canvas();
  const Theme& theme = frame.theme();
  StripTap tap;
  const float height = spec.height;
  const bool scaled = holds_scaled(frame, height);
  const float scale = scaled ? theme.text_scale : 1;
  const float top = std::round((height - 104 * scale) / 2) - 2;  // two lines of 52
  const float arrow = spec.width < 960 ? 72.F : 96.F;  // a narrow strip leaves its days the room
  if (icon_button(frame, {.id = "strip.earlier",
                          .rect = {spec.x, spec.y, arrow, height},
                          .icon = "chevron_left",
                          .label = frame.tr("Earlier"),
                          .enabled = spec.earlier_enabled})) {
    tap.what = StripTap::What::earlier;
  }
  const float right = spec.x + spec.width;
  if (icon_button(frame, {.id = "strip.later",
                          .rect = {right - arrow, spec.y, arrow, height},
                          .icon = "chevron_right",
                          .label = frame.tr("Later"),
                          .enabled = spec.later_enabled})) {
    tap.what = StripTap::What::later;
  }
  const float pitch = (spec.width - 2 * arrow - 27) / static_cast<float>(spec.days.size());
  for (std::size_t index = 0; index < spec.days.size(); ++index) {
    const StripDay& day = spec.days[index];
    const Rect rect{spec.x + arrow + 16 + static_cast<float>(index) * pitch, spec.y, pitch - 8,
                    height};
    const std::string label = std::string(day.weekday) + " " + std::string(day.date);
    const Press press = frame.press({.id = day.id,
                                     .role = Role::toggle,
                                     .label = label,
                                     .rect = rect,
                                     .enabled = day.enabled,
                                     .selected = day.selected});
    if (press.activated) tap = {StripTap::What::day, static_cast<int>(index)};
    draw_outline(
        frame,
        {.rect = rect, .selected = day.selected, .pressed = press.pressed, .enabled = day.enabled});
    const float middle = rect.centre().x;
    canvas.set_disabled(!day.enabled);
    const TextStyle weekday{.colour = day.selected ? theme.text : theme.second,
                            .align = Align::centre,
                            .scaled = scaled};
    canvas.text({middle, rect.y + top}, day.weekday,
                fitting(canvas, day.weekday, weekday, rect.w - 12));
    const TextStyle date{.size = type::button,
                         .weight = Weight::bold,
                         .colour = !day.enabled   ? theme.on_disabled
                                   : day.selected ? theme.accent
                                                  : theme.text,
                         .align = Align::centre,
                         .scaled = scaled};
    canvas.text({middle, rect.y + top + 52 * scale}, day.date,
                fitting(canvas, day.date, date, rect.w - 8));
    canvas.set_disabled(false);
    if (day.selected) tick_mark(frame, {rect.right() - 36, rect.y - 12});
  }
  return tap;
}

int slot_grid(Frame& frame, const SlotGridSpec& spec) {
  Canvas& canvas = frame.canvas();
  const Theme& theme = frame.theme();
  int tapped = -1;
  for (std::size_t index = 0; index < spec.slots.size(); ++index) {
    const Slot& slot = spec.slots[index];
    const int column = static_cast<int>(index) % spec.columns;
    const int row = static_cast<int>(index) / spec.columns;
    const Rect rect{spec.at.x + static_cast<float>(column) * (spec.cell.w + spec.gap_x),
                    spec.at.y + static_cast<float>(row) * (spec.cell.h + spec.gap_y), spec.cell.w,
                    spec.cell.h};
    const bool held = slot.state == SlotState::held;
    const bool full = slot.state == SlotState::full;
    const bool closed = slot.state == SlotState::closed;
    const Press press = frame.press({.id = slot.id,
                                     .role = Role::toggle,
                                     .label = slot.time,
                                     .value = slot.note,
                                     .rect = rect,
                                     .enabled = !closed,
                                     .selected = held});
    if (press.activated) tapped = static_cast<int>(index);
    // A full slot looks off but leads to the waiting list.
    draw_outline(frame, {.rect = rect,
                         .selected = held,
                         .pressed = press.pressed,
                         .enabled = !closed && (!full || press.pressed)});
    const TextStyle time{.size = type::button,
                         .weight = Weight::bold,
                         .colour = full || closed ? theme.on_disabled : theme.text,
                         .scaled = holds_scaled(frame, rect.h)};
    canvas.set_disabled(closed);
    canvas.text({rect.x + 24, rect.y + 10}, slot.time,
                fitting(canvas, slot.time, time, rect.w - 32));
    draw_slot_note(frame, slot, rect, spec.full_icon);
    canvas.set_disabled(false);
  }
  return tapped;
}

}  // namespace lobby::ui
