// Places, the told half, and the turning of parts.
#include "app/kiosk/screens/roomy.h"

#include <algorithm>
#include <cmath>

#include "app/ui/buttons.h"
#include "app/ui/label.h"
#include "app/ui/layout.h"

namespace lobby::kiosk {
namespace {

using ui::Rect;

constexpr float portrait_half = 960;
constexpr float landscape_half = 540;
constexpr float panel_gap = 24;  // between the panel's end and the controls

float half_of(const ui::Frame& frame) {
  return frame.portrait() ? portrait_half : landscape_half;
}

float panel_end(const ui::Frame& frame) {
  return half_of(frame) - (frame.portrait() ? panel_gap : 12.F);
}

}  // namespace

RoomyPlaces roomy_places(const ui::Frame& frame) {
  const ui::Layout layout = ui::layout_of(frame);
  const float top = layout.top_bar_bottom + (frame.portrait() ? 24.F : 16.F);
  const float from = half_of(frame);
  return {{ui::margin_px, top, layout.content_width, panel_end(frame) - 16 - top},
          {ui::margin_px, from, layout.content_width, layout.content_bottom - from}};
}

KeysPlaces keys_places(const ui::Frame& frame) {
  const Rect all = roomy_places(frame).controls;
  constexpr float field = 104;
  constexpr float left_column = 712;
  if (frame.portrait()) {
    return {{all.x, all.y, all.w, field},
            {0, all.y + field + 8, frame.size().w, all.h - field - 8}};
  }
  return {{all.x, all.y, left_column, field}, {792, all.y, 1080, 416}};
}

bool is_roomy(const ui::Frame& frame) {
  return frame.theme().large_text() || frame.theme().reach;
}

void draw_info_panel(ui::Frame& frame) {
  const ui::Theme& theme = frame.theme();
  const float top = ui::layout_of(frame).top_bar_bottom;
  const float end = panel_end(frame);
  frame.canvas().rect({0, top, frame.size().w, end - top}, {.fill = theme.sand_light});
  if (!theme.high_contrast) {
    frame.canvas().rect({0, end - 2, frame.size().w, 2}, {.fill = theme.sand});
  }
}

float InfoColumn::line_height() const {
  return frame_.theme().size(ui::type::body) + 8;
}

void InfoColumn::picture(std::string_view name, std::string_view label, int below) {
  const float words =
      frame_.theme().size(ui::type::heading) + 16 + static_cast<float>(below) * line_height() + 24;
  const float height = std::floor(room() - words);
  constexpr float least = 120;
  if (height < least) {
    return;
  }
  frame_.image({place_.x, y_, place_.w, height}, name, label, {.radius = 24});
  y_ += height + 20;
}

void InfoColumn::heading(std::string_view text, std::string_view right) {
  ui::Canvas& canvas = frame_.canvas();
  const float height = frame_.theme().size(ui::type::heading);
  if (!holds(height)) {
    return;
  }
  const ui::TextStyle aside = ui::fitting(
      canvas, right, {.colour = frame_.theme().second, .align = ui::Align::right}, place_.w / 2);
  const float taken = right.empty() ? 0 : canvas.text_width(right, aside) + 24;
  const ui::TextStyle style = ui::fitting(
      canvas, text, {.size = ui::type::heading, .weight = ui::Weight::bold}, place_.w - taken);
  frame_.heading({place_.x, canvas.centred_y(y_, height, style.size, style.scaled)}, text, style);
  if (!right.empty()) {
    frame_.text({place_.right(), canvas.centred_y(y_, height, aside.size, aside.scaled) + 4}, right,
                aside);
  }
  y_ += height + 16;
}

void InfoColumn::text(std::string_view text, int lines_max) {
  if (text.empty() || !holds(line_height() - 8)) {
    return;
  }
  const int fit = static_cast<int>((room() + 8) / line_height());
  ui::TextStyle style{.colour = frame_.theme().second, .max_width = place_.w};
  const int allowed = std::min(lines_max, fit);
  if (frame_.canvas().line_count(text, style) > allowed) {
    style =
        ui::fitting(frame_.canvas(), text, style, place_.w * static_cast<float>(allowed) * 0.9F);
    style.max_width = place_.w;
  }
  y_ = frame_.text_block({place_.x, y_}, text, style, 8, allowed).bottom() + 8;
}

void InfoColumn::row(ui::Icon icon, std::string_view text) {
  if (!holds(line_height() - 8)) {
    return;
  }
  constexpr float icon_px = 48;
  const float size = frame_.theme().size(ui::type::body);
  frame_.canvas().icon({place_.x, y_ + std::round((size - icon_px) / 2)}, icon_px, icon,
                       frame_.theme().accent);
  const float x = place_.x + icon_px + 20;
  const ui::TextStyle style = ui::fitting(frame_.canvas(), text, {}, place_.right() - x);
  frame_.text({x, frame_.canvas().centred_y(y_, size, style.size, style.scaled)}, text, style);
  y_ += line_height();
}

void InfoColumn::pair(std::string_view left, std::string_view right) {
  if (!holds(line_height() - 8)) {
    return;
  }
  ui::Canvas& canvas = frame_.canvas();
  const ui::TextStyle amount =
      ui::fitting(canvas, right, {.align = ui::Align::right}, place_.w / 2);
  const float taken = right.empty() ? 0 : canvas.text_width(right, amount) + 24;
  frame_.in_one_breath([&] {
    frame_.text({place_.x, y_}, left, ui::fitting(canvas, left, {}, place_.w - taken));
    if (!right.empty()) {
      frame_.text({place_.right(), y_}, right, amount);
    }
  });
  y_ += line_height();
}

void InfoColumn::total(std::string_view label, std::string_view amount) {
  ui::Canvas& canvas = frame_.canvas();
  const ui::Theme& theme = frame_.theme();
  const float height = theme.size(ui::type::title);
  if (!holds(height)) {
    return;
  }
  const float y = place_.bottom() - height;
  canvas.rect({place_.x, y - 10, place_.w, 2}, {.fill = theme.line});
  const ui::TextStyle sum = ui::fitting(canvas, amount,
                                        {.size = ui::type::title,
                                         .weight = ui::Weight::bold,
                                         .colour = theme.accent,
                                         .align = ui::Align::right},
                                        place_.w * 0.6F);
  const float room = place_.w - (amount.empty() ? 0 : canvas.text_width(amount, sum) + 24);
  const ui::TextStyle said =
      ui::fitting(canvas, label, {.size = ui::type::button, .weight = ui::Weight::bold}, room);
  frame_.in_one_breath([&] {
    frame_.text({place_.x, canvas.centred_y(y, height, said.size, said.scaled)}, label, said);
    if (!amount.empty()) {
      frame_.text({place_.right(), canvas.centred_y(y, height, sum.size, sum.scaled)}, amount, sum);
    }
  });
  place_.h -= height + 20;
}

InfoColumn info_with_picture(ui::Frame& frame, std::string_view picture, std::string_view label,
                             int lines) {
  Rect place = roomy_places(frame).info;
  if (!frame.portrait()) {
    const Rect left{place.x, place.y, 600, place.h};
    frame.image(left, picture, label, {.radius = 24});
    place = {left.right() + 40, place.y, place.right() - left.right() - 40, place.h};
    return {frame, place};
  }
  InfoColumn column(frame, place);
  column.picture(picture, label, lines);
  return column;
}

Touch draw_part_actions(ui::Frame& frame, const PartActions& actions) {
  const bool off = !actions.enabled;
  const float y = ui::layout_of(frame).action_y;
  const float right = actions.right > 0 ? actions.right : frame.size().w - ui::margin_px;
  const float back_width = frame.portrait() ? 296.F : std::min(400.F, right * 0.32F);
  const float x = ui::margin_px + back_width + ui::margin_px / 2;
  constexpr float height = 120;
  const bool last = actions.part + 1 >= actions.parts;
  Touch touch;
  if (ui::button(frame, {.id = "action.back",
                         .rect = {ui::margin_px, y, back_width, height},
                         .label = frame.tr("Back"),
                         .icon = "arrow_back",
                         .enabled = !actions.busy})) {
    touch = actions.part > 0 ? flow::KioskEvent(flow::PartTurned{-1})
                             : flow::KioskEvent(flow::BackTouched{});
  }
  if (ui::primary_button(frame, {.id = "action.primary",
                                 .rect = {x, y, right - x, height},
                                 .label = actions.primary,
                                 .icon = off || !last ? ui::Icon() : actions.icon,
                                 .icon_right = off ? ui::Icon() : actions.icon_right,
                                 .enabled = !off,
                                 .busy = actions.busy})) {
    touch = last ? flow::KioskEvent(flow::NextTouched{}) : flow::KioskEvent(flow::PartTurned{1});
  }
  return touch;
}

std::string part_text(const ui::Frame& frame, std::int32_t part, std::int32_t parts) {
  return parts <= 1 ? std::string() : frame.tr("Page {0} of {1}", part + 1, parts);
}

}  // namespace lobby::kiosk
