// Card, ServiceCard, AddOnCard, EmptyState. UI thread.
#include "app/ui/cards.h"

#include <algorithm>
#include <cmath>
#include <string>

#include "app/ui/choices.h"
#include "app/ui/label.h"

namespace lobby::ui {

namespace {

void draw_card_frame(Frame& frame, const ServiceCardSpec& spec, bool pressed) {
  const Theme& theme = frame.theme();
  const bool on = spec.selected || pressed;
  frame.canvas().rect(spec.rect, {.border = on                    ? theme.selected_border
                                            : theme.high_contrast ? theme.control
                                                                  : theme.line,
                                  .border_width = on                    ? theme.selected_width_px
                                                  : theme.high_contrast ? 4.F
                                                                        : 2.F,
                                  .radius = 24});
}

void draw_state_chip(Frame& frame, const ServiceCardSpec& spec, Point at, Align align) {
  if (spec.chip.empty()) return;
  const bool few = spec.state == ServiceState::few;
  const bool shut = spec.state == ServiceState::full || spec.state == ServiceState::closed;
  chip(frame, {.at = at,
               .label = spec.chip,
               .icon = few    ? Icon("hourglass_bottom")
                       : shut ? Icon("event_busy")
                              : Icon(),
               .kind = shut  ? ChipKind::full
                       : few ? ChipKind::warn
                             : ChipKind::sand,
               .align = align});
}

// Price, unit, and at the right a radio or the way to the waiting list.
void draw_price_row(Frame& frame, const ServiceCardSpec& spec, float y) {
  Canvas& canvas = frame.canvas();
  const Theme& theme = frame.theme();
  const bool full = spec.state == ServiceState::full;
  float right = spec.rect.right() - 24;
  if (full && !spec.join.empty()) {
    const Extents join = canvas.text(
        {right, y + 2}, spec.join,
        {.weight = Weight::bold, .colour = theme.accent, .align = Align::right, .scaled = false});
    canvas.icon({join.box.x - 56, y + 2}, 48, spec.join_icon, theme.accent);
    right = join.box.x - 72;
  } else if (spec.state != ServiceState::closed) {
    radio_mark(frame, {right - 48, y + 2}, spec.selected);
    right -= 64;
  }
  const float left = spec.rect.x + 24;
  const TextStyle price{.size = type::button,
                        .weight = Weight::bold,
                        .colour = full ? theme.second : theme.accent,
                        .scaled = false};
  const Extents drawn =
      canvas.text({left, y}, spec.price, fitting(canvas, spec.price, price, right - left));
  const TextStyle unit{.colour = theme.second, .scaled = false};
  const float unit_x = drawn.right() + 10;
  canvas.text({unit_x, y + 3}, spec.price_unit,
              fitting(canvas, spec.price_unit, unit, right - unit_x));
}

void draw_upright(Frame& frame, const ServiceCardSpec& spec) {
  Canvas& canvas = frame.canvas();
  const Theme& theme = frame.theme();
  const Rect& rect = spec.rect;
  const bool shut = spec.state == ServiceState::full || spec.state == ServiceState::closed;
  const float picture_h = rect.h - (frame.portrait() ? 196.F : 198.F);
  const float gap = frame.portrait() ? 8.F : 14.F;
  ImageStyle picture{.radius = 24,
                     .corners = Corners::top,
                     .focus = spec.picture_focus,
                     .alpha = shut ? 0.45F : 1.F};
  if (shut) picture.backing = theme.surface;
  canvas.image({rect.x, rect.y, rect.w, picture_h}, spec.picture, picture);
  draw_card_frame(frame, spec, false);
  draw_state_chip(frame, spec, {rect.x + 16, rect.y + 16}, Align::left);
  const float left = rect.x + 24;
  const float room = rect.w - 48;
  const TextStyle name{.size = type::button, .weight = Weight::bold, .scaled = false};
  canvas.text({left, rect.y + picture_h + gap}, spec.name, fitting(canvas, spec.name, name, room));
  const TextStyle benefit{.colour = theme.second, .scaled = false};
  canvas.text({left, rect.y + picture_h + gap + 54}, spec.benefit,
              fitting(canvas, spec.benefit, benefit, room));
  draw_price_row(frame, spec, rect.bottom() - (frame.portrait() ? 72.F : 66.F));
}

// Large text: one wide row, picture left (screen 14).
void draw_row(Frame& frame, const ServiceCardSpec& spec) {
  Canvas& canvas = frame.canvas();
  const Theme& theme = frame.theme();
  const Rect& rect = spec.rect;
  const float picture_h = rect.h - 32;
  const float picture_w = std::round(picture_h * (rect.w < 940 ? 1.2F : 1.5F));
  canvas.image({rect.x + 16, rect.y + 16, picture_w, picture_h}, spec.picture,
               {.radius = 16, .focus = spec.picture_focus});
  const float left = rect.x + 44 + picture_w;
  const float right = rect.right() - 96;
  const float chip_w = spec.chip.empty() ? 0 : chip_width(frame, spec.chip, true) + 24;
  const TextStyle name{.size = type::button, .weight = Weight::bold};
  // Beside a long name the chip moves down to the price.
  const bool chip_low = canvas.text_width(spec.name, name) > right - left - chip_w;
  const float top = rect.y + std::round((rect.h - 140 * theme.text_scale) / 2) + 4;
  const float price_y = top + 70 * theme.text_scale;
  canvas.text({left, top}, spec.name,
              fitting(canvas, spec.name, name, right - left - (chip_low ? 0 : chip_w)));
  const Extents price =
      canvas.text({left, price_y}, spec.price, {.weight = Weight::bold, .colour = theme.accent});
  const TextStyle unit{.colour = theme.second};
  canvas.text(
      {price.right() + 12, price_y}, spec.price_unit,
      fitting(canvas, spec.price_unit, unit, right - price.right() - 12 - (chip_low ? chip_w : 0)));
  draw_state_chip(frame, spec, {right, chip_low ? price_y - 6 : top}, Align::right);
  if (spec.state == ServiceState::full) {
    canvas.icon({rect.right() - 80, rect.y + (rect.h - 48) / 2}, 48, spec.join_icon, theme.accent);
  } else {
    radio_mark(frame, {rect.right() - 72, rect.y + (rect.h - 48) / 2}, spec.selected);
  }
}

}  // namespace

void card(Frame& frame, Rect rect) {
  const Theme& theme = frame.theme();
  RectStyle style{.fill = theme.surface, .radius = 24, .shadow = true};
  if (theme.high_contrast) style.border = theme.line;
  frame.canvas().rect(rect, style);
}

void lined_card(Frame& frame, Rect rect) {
  const Theme& theme = frame.theme();
  frame.canvas().rect(rect,
                      {.fill = theme.surface, .border = theme.line, .radius = 24, .shadow = true});
}

bool service_card(Frame& frame, const ServiceCardSpec& spec) {
  const bool row = spec.rect.w > 2 * spec.rect.h;
  const std::string value = std::string(spec.price) + " " + std::string(spec.price_unit) +
                            (spec.chip.empty() ? "" : ", " + std::string(spec.chip));
  const Press press = frame.press({.id = spec.id,
                                   .role = Role::toggle,
                                   .label = spec.name,
                                   .value = value,
                                   .rect = spec.rect,
                                   .radius = 24,
                                   .enabled = spec.state != ServiceState::closed,
                                   .selected = spec.selected});
  const Theme& theme = frame.theme();
  const bool on = spec.selected || press.pressed;
  frame.canvas().rect(spec.rect,
                      {.fill = on ? theme.selected : theme.surface, .radius = 24, .shadow = true});
  if (row)
    draw_row(frame, spec);
  else
    draw_upright(frame, spec);
  draw_card_frame(frame, spec, press.pressed);
  return press.activated;
}

AddOnTap add_on_card(Frame& frame, const AddOnCardSpec& spec) {
  Canvas& canvas = frame.canvas();
  const Theme& theme = frame.theme();
  const Rect& rect = spec.rect;
  canvas.rect(rect, {.fill = theme.surface,
                     .border = spec.on ? theme.selected_border : theme.line,
                     .border_width = spec.on ? 4.F : 2.F,
                     .radius = 24,
                     .shadow = true});
  canvas.image({rect.x + 4, rect.y + 4, rect.w - 8, rect.h - 200}, spec.picture,
               {.radius = 20, .corners = Corners::top, .focus = spec.picture_focus});
  const TextStyle name{.weight = Weight::bold, .scaled = false};
  const float y = rect.bottom() - 194;
  canvas.text({rect.x + 24, y}, spec.name, fitting(canvas, spec.name, name, rect.w - 48));
  const TextStyle price{.colour = theme.second, .scaled = false};
  canvas.text({rect.x + 24, y + 48}, spec.price, fitting(canvas, spec.price, price, rect.w - 48));
  const Rect control{rect.x + 16, rect.bottom() - 90, rect.w - 32, 76};
  if (spec.kind == AddOnKind::counted) {
    const StepperTap tap = stepper_box(frame, {.id = spec.id,
                                               .rect = control,
                                               .label = spec.name,
                                               .value = spec.count,
                                               .at_min = spec.at_min,
                                               .at_max = spec.at_max,
                                               .button_width = 84,
                                               .dividers = false});
    if (tap == StepperTap::minus) return AddOnTap::minus;
    return tap == StepperTap::plus ? AddOnTap::plus : AddOnTap::none;
  }
  const Press press = frame.press({.id = spec.id,
                                   .role = Role::toggle,
                                   .label = spec.name,
                                   .value = spec.on ? spec.added_label : spec.add_label,
                                   .rect = control,
                                   .selected = spec.on});
  draw_outline(frame, {.rect = control, .selected = spec.on, .pressed = press.pressed});
  draw_label(frame, {.rect = control,
                     .text = spec.on ? spec.added_label : spec.add_label,
                     .icon = spec.on ? Icon("check_circle") : Icon("add"),
                     .icon_size = 44,
                     .gap = 14,
                     .colour = spec.on ? theme.accent : theme.text,
                     .icon_colour = theme.icon,
                     .style = {.weight = Weight::bold, .scaled = false}});
  return press.activated ? AddOnTap::toggled : AddOnTap::none;
}

void empty_state(Frame& frame, const EmptyStateSpec& spec) {
  const float middle = spec.rect.centre().x;
  constexpr float picture = 240;
  const float title_h = frame.theme().size(type::heading);
  const float line_h = frame.theme().size(type::body) + 8;
  float y = spec.rect.y + std::max(0.F, (spec.rect.h - picture - title_h - 2 * line_h - 40) / 2);
  frame.canvas().image({middle - picture / 2, y, picture, picture}, spec.picture,
                       {.contain = true});
  y += picture + 24;
  const TextStyle title{.size = type::heading, .align = Align::centre};
  frame.heading({middle, y}, spec.title,
                fitting(frame.canvas(), spec.title, title, spec.rect.w - 48));
  frame.text_block(
      {middle, y + title_h + 16}, spec.line,
      {.colour = frame.theme().second, .align = Align::centre, .max_width = spec.rect.w - 96}, 8,
      3);
}

}  // namespace lobby::ui
