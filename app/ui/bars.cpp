// TopBar, HeaderPanel and ActionBar. The AccessBar is in access_bar.cpp. UI thread.
#include "app/ui/bars.h"

#include <algorithm>
#include <cmath>

#include "app/ui/buttons.h"
#include "app/ui/label.h"
#include "app/ui/text_wrap.h"

namespace lobby::ui {

namespace {

void draw_logo(Frame& frame, Point at, float size, std::string_view name) {
  if (frame.theme().high_contrast) {
    frame.canvas().rect({at.x - 4, at.y - 4, size + 8, size + 8},
                        {.fill = rgb(0xFFFFFF), .radius = 12});
  }
  frame.canvas().image({at.x, at.y, size, size}, name, {.contain = true});
}

struct StepPlace {
  Rect bar;
  float label_y;
  float tick_size;
};

void draw_step(Frame& frame, const TopBarSpec& spec, std::size_t index, const StepPlace& place) {
  const Theme& theme = frame.theme();
  const int number = static_cast<int>(index) + 1;
  const bool done = number < spec.step;
  const bool current = number == spec.step;
  const Colour bar = done || current ? theme.primary : theme.step_to_come;
  frame.canvas().rect(place.bar, {.fill = bar, .radius = place.bar.h / 2});
  float x = place.bar.x;
  if (done) {
    const float middle = place.label_y + theme.size(type::body) / 2;
    frame.canvas().icon({x, middle - place.tick_size / 2}, place.tick_size, "check_circle",
                        theme.primary);
    x += place.tick_size + 6;
  }
  TextStyle style{.weight = current ? Weight::bold : Weight::regular,
                  .colour = current ? theme.primary : theme.second};
  const float room = place.bar.right() - x + 8;
  frame.text({x, place.label_y}, spec.steps[index],
             fitting(frame.canvas(), spec.steps[index], style, room));
}

void top_bar_portrait(Frame& frame, const TopBarSpec& spec) {
  const Theme& theme = frame.theme();
  const float height = layout_of(frame).top_bar_bottom;
  const float label_y = theme.large_text() ? 116 : 114;
  frame.canvas().rect({0, 0, 1080, height}, {.fill = theme.surface});
  frame.canvas().rect({0, height - 2, 1080, 2}, {.fill = theme.line});
  draw_logo(frame, {48, 20}, 64, spec.logo);
  float right = 1032;
  if (!spec.right.empty()) {
    const float y = std::round(52 - 20 * theme.text_scale);
    TextStyle style{.colour = theme.second, .align = Align::right};
    style = fitting(frame.canvas(), spec.right, style, 480);
    right = frame.text({1032, y}, spec.right, style).box.x;
  }
  const float name_y = std::floor(52 - 30 * theme.text_scale);
  TextStyle name{.size = type::heading, .weight = Weight::bold};
  frame.heading({128, name_y}, spec.hotel,
                fitting(frame.canvas(), spec.hotel, name, right - 128 - 24));
  if (spec.steps.empty()) {
    frame.canvas().rect({48, 100, 184, 8}, {.fill = theme.primary, .radius = 4});
    frame.heading({48, label_y}, spec.title, {.colour = theme.primary, .max_width = 984});
    return;
  }
  for (std::size_t index = 0; index < spec.steps.size(); ++index) {
    const float x = 48 + static_cast<float>(index) * 200;
    draw_step(frame, spec, index, {{x, 100, 184, 8}, label_y, 40});
  }
}

void top_bar_landscape(Frame& frame, const TopBarSpec& spec) {
  const Theme& theme = frame.theme();
  frame.canvas().rect({0, 0, 1920, 112}, {.fill = theme.surface});
  frame.canvas().rect({0, 110, 1920, 2}, {.fill = theme.line});
  draw_logo(frame, {48, 20}, 72, spec.logo);
  TextStyle name{.size = type::heading, .weight = Weight::bold};
  const bool side = spec.steps.empty();
  frame.heading({136, std::round(56 - 30 * theme.text_scale)}, spec.hotel,
                fitting(frame.canvas(), spec.hotel, name, side ? 700.F : 272.F));
  if (!spec.right.empty()) {
    TextStyle style{.colour = theme.second, .align = Align::right};
    frame.text({1872, 42}, spec.right, fitting(frame.canvas(), spec.right, style, 300));
  }
  if (side) {
    frame.canvas().rect({860, 24, 212, 10}, {.fill = theme.primary, .radius = 5});
    frame.heading({860, 42}, spec.title, {.colour = theme.primary, .max_width = 700});
    return;
  }
  for (std::size_t index = 0; index < spec.steps.size(); ++index) {
    const float x = 420 + static_cast<float>(index) * 228;
    draw_step(frame, spec, index, {{x, 24, 212, 10}, 42, 32});
  }
}

void header_rows_portrait(Frame& frame, const HeaderPanelSpec& spec, float y) {
  const Theme& theme = frame.theme();
  const float pitch = 60 * theme.text_scale;
  for (const IconText& row : spec.rows) {
    if (y + pitch > 552) return;  // four rows under one line, three under two
    const float x = row.icon ? 104.F : 48.F;
    frame.canvas().icon({48, y + 4 * theme.text_scale}, 40, row.icon, theme.accent);
    frame.text({x, y}, row.text, fitting(frame.canvas(), row.text, {}, 548 - x));
    y += pitch;
  }
}

constexpr float landscape_rows_right = 1368;

bool rows_fit_one_line(Frame& frame, const HeaderPanelSpec& spec) {
  float x = margin_px;
  for (const IconText& row : spec.rows) {
    x += (row.icon ? 56.F : 0.F) + 44 + frame.canvas().text_width(row.text, {.scaled = false});
  }
  return x - 44 <= landscape_rows_right;
}

// Rows flow to the right and, where they must, over a second line.
void header_rows_landscape(Frame& frame, const HeaderPanelSpec& spec, float y) {
  Canvas& canvas = frame.canvas();
  constexpr float right = landscape_rows_right;
  const TextStyle style{.scaled = false};
  float x = 48;
  for (const IconText& row : spec.rows) {
    const float width = (row.icon ? 56.F : 0.F) + canvas.text_width(row.text, style);
    if (x > 48 && x + width > right) {
      x = 48;
      y += 54;
      if (y + type::body > 320) return;
    }
    canvas.icon({x, y + 4}, 40, row.icon, frame.theme().accent);
    const float text_x = row.icon ? x + 56 : x;
    x = frame.text({text_x, y}, row.text, fitting(canvas, row.text, style, right - text_x)).right();
    x += 44;
  }
}

void header_texts(Frame& frame, const HeaderPanelSpec& spec) {
  Canvas& canvas = frame.canvas();
  const bool portrait = frame.portrait();
  const float room = portrait ? 500.F : 1300.F;
  TextStyle title{.size = spec.title_size, .weight = Weight::bold, .max_width = room};
  if (canvas.line_count(spec.title, title) > (portrait ? 2 : 1)) {
    title = fitting(canvas, spec.title, title, portrait ? room * 1.9F : room);
    title.max_width = room;
  }
  if (portrait) {  // two lines of like length
    title.max_width = balanced_width(spec.title, title.max_width, [&](std::string_view piece) {
      return canvas.text_width(piece, title);
    });
  }
  const bool roomy = !portrait && rows_fit_one_line(frame, spec);
  const float top = portrait ? 204.F : roomy ? 136.F : 128.F;
  const float y = frame.text_block({48, top}, spec.title, title, 0, portrait ? 2 : 1).bottom();
  if (portrait)
    header_rows_portrait(frame, spec, y + (title.size > type::heading ? 16.F : 12.F));
  else
    header_rows_landscape(frame, spec, std::max(y + (roomy ? 24.F : 14.F), 212.F));
}

}  // namespace

void top_bar(Frame& frame, const TopBarSpec& spec) {
  if (frame.portrait())
    top_bar_portrait(frame, spec);
  else
    top_bar_landscape(frame, spec);
}

void top_bar_attract(Frame& frame, std::string_view hotel, std::string_view other_name,
                     std::string_view logo) {
  const Theme& theme = frame.theme();
  frame.canvas().rect({0, 0, frame.size().w, 112}, {.fill = theme.surface});
  draw_logo(frame, {48, 24}, 64, logo);
  TextStyle name{.size = type::heading, .weight = Weight::bold};
  const float half = frame.size().w / 2;
  frame.heading({128, std::round(56 - 30 * theme.text_scale)}, hotel,
                fitting(frame.canvas(), hotel, name, half - 128));
  TextStyle other{.colour = theme.second, .align = Align::right};
  frame.text({frame.size().w - 48, std::round(60 - 24 * theme.text_scale)}, other_name,
             fitting(frame.canvas(), other_name, other, half - 72));
}

void header_panel(Frame& frame, const HeaderPanelSpec& spec) {
  const Theme& theme = frame.theme();
  const Layout layout = layout_of(frame);
  const float top = layout.top_bar_bottom;
  const float width = frame.size().w;
  frame.canvas().rect({0, top, width, layout.header_bottom - top}, {.fill = theme.sand_light});
  if (!theme.high_contrast) {
    frame.canvas().rect({0, layout.header_bottom - 2, width, 2}, {.fill = theme.sand});
  }
  const Rect picture = frame.portrait() ? Rect{564, 208, 468, 312} : Rect{1392, 130, 480, 174};
  if (!spec.picture.empty()) {
    frame.image(picture, spec.picture, spec.picture_label,
                {.radius = 24, .focus = spec.picture_focus});
  }
  header_texts(frame, spec);
}

ActionTap action_bar(Frame& frame, const ActionBarSpec& spec) {
  const float y = layout_of(frame).action_y;
  const bool portrait = frame.portrait();
  const float right = frame.size().w - margin_px;
  const float back_width = portrait ? spec.back_width : 300.F;
  ActionTap tap = ActionTap::none;
  float primary_x = margin_px;
  if (!spec.back.empty()) {
    primary_x = portrait ? margin_px + back_width + 24 : 1000.F;
    if (button(frame, {.id = "action.back",
                       .rect = {margin_px, y, back_width, 120},
                       .label = spec.back,
                       .kind = spec.back_kind,
                       .icon = spec.back_icon})) {
      tap = ActionTap::back;
    }
  }
  if (!spec.primary.empty() && button(frame, {.id = "action.primary",
                                              .rect = {primary_x, y, right - primary_x, 120},
                                              .label = spec.primary,
                                              .kind = spec.primary_kind,
                                              .icon = spec.primary_icon,
                                              .icon_right = spec.primary_icon_right,
                                              .enabled = spec.primary_enabled,
                                              .main_action = true})) {
    tap = ActionTap::primary;
  }
  return tap;
}

}  // namespace lobby::ui
