// Banner, Note, StatusLine, Toast, CountdownBar, Spinner. UI thread.
#include "app/ui/notices.h"

#include <algorithm>
#include <cmath>
#include <string>

#include "app/ui/label.h"

namespace lobby::ui {

namespace {

struct ToneLook {
  Colour fill;
  Colour strong;  // icon and first line
  Colour text;
  Colour disc;  // behind a banner's icon
  Colour on_disc;
  bool sand_line = false;
};

ToneLook tone_look(const Theme& theme, Tone tone) {
  switch (tone) {
    case Tone::success:
      return {theme.success_tint, theme.success, theme.text, theme.success, theme.on_status};
    case Tone::warn:
      return {theme.warn, theme.on_warn, theme.on_warn, theme.on_warn, theme.warn};
    case Tone::danger:
      return {theme.danger_tint, theme.danger, theme.text, theme.danger, theme.on_status};
    case Tone::info:
      return {theme.selected, theme.accent, theme.text, theme.primary, theme.on_primary};
    case Tone::plain:
      return {theme.sand_light, theme.accent, theme.text, theme.primary, theme.on_primary, true};
  }
  return {};
}

void draw_box(Frame& frame, Rect rect, const ToneLook& look) {
  const Theme& theme = frame.theme();
  RectStyle style{.fill = look.fill, .radius = 24};
  if (theme.high_contrast)
    style.border = theme.line;
  else if (look.sand_line)
    style.border = theme.sand;
  frame.canvas().rect(rect, style);
}

}  // namespace

void banner(Frame& frame, const BannerSpec& spec) {
  Canvas& canvas = frame.canvas();
  const ToneLook look = tone_look(frame.theme(), spec.tone);
  const Rect& rect = spec.rect;
  draw_box(frame, rect, look);
  const bool low = rect.h < 150;  // landscape
  const float disc = low ? 96.F : 104.F;
  const float icon = low ? 64.F : 72.F;
  const float disc_y = rect.y + std::round((rect.h - disc) / 2);
  canvas.rect({rect.x + 24, disc_y, disc, disc}, {.fill = look.disc, .radius = disc / 2});
  canvas.icon({rect.x + 40, disc_y + 16}, icon, spec.icon, look.on_disc);
  const float x = rect.x + 48 + disc;
  const float room = rect.right() - 24 - x;
  TextStyle title{
      .size = low ? type::heading : type::title, .weight = Weight::bold, .colour = look.strong};
  title = fitting(canvas, spec.title, title, room);
  const float title_h = title.scaled ? frame.theme().size(title.size) : title.size;
  const TextStyle line = fitting(
      canvas, spec.line,
      {.weight = spec.tone == Tone::warn ? Weight::bold : Weight::regular, .colour = look.text},
      room);
  const float line_h = line.scaled ? frame.theme().size(line.size) : line.size;
  const float top = rect.y + std::round((rect.h - title_h - line_h - 4) / 2) - 4;
  frame.in_one_breath([&] {
    frame.heading({x, top}, spec.title, title);
    frame.text({x, top + title_h + 4}, spec.line, line);
    frame.note_node(Role::alert, "banner", spec.title, rect, spec.line);
  });
}

void note(Frame& frame, const NoteSpec& spec) {
  Canvas& canvas = frame.canvas();
  const ToneLook look = tone_look(frame.theme(), spec.tone);
  const Rect& rect = spec.rect;
  draw_box(frame, rect, look);
  const auto count = static_cast<float>(spec.lines.size());
  const bool plain = spec.tone == Tone::plain || spec.tone == Tone::info;
  const float room = rect.w - 112;
  bool scaled = true;
  for (const std::string_view line : spec.lines) {
    scaled = scaled && canvas.text_width(line) <= room &&
             count * 52 * frame.theme().text_scale <= rect.h;
  }
  const float pitch = 52 * (scaled ? frame.theme().text_scale : 1.F);
  const float top = rect.y + std::round((rect.h - count * pitch) / 2);
  const float icon_y = spec.lines.size() > 1 ? top + 2 : rect.y + std::round((rect.h - 48) / 2);
  canvas.icon({rect.x + 24, icon_y}, 48, spec.icon, look.strong);
  float y = top + 2;
  frame.in_one_breath([&] {
    for (std::size_t index = 0; index < spec.lines.size(); ++index, y += pitch) {
      TextStyle style{.weight = count > 1 && index == 0 ? Weight::bold : Weight::regular,
                      .colour = index == 0 && !plain ? look.strong : look.text,
                      .scaled = scaled};
      frame.text({rect.x + 88, y}, spec.lines[index],
                 fitting(canvas, spec.lines[index], style, room));
    }
  });
}

void status_line(Frame& frame, const StatusLineSpec& spec) {
  Canvas& canvas = frame.canvas();
  const ToneLook look = tone_look(frame.theme(), spec.tone);
  draw_box(frame, spec.rect, look);
  canvas.icon({spec.rect.x + 24, spec.rect.y + (spec.rect.h - 48) / 2}, 48, spec.icon, look.strong);
  const bool plain = spec.tone == Tone::plain;
  TextStyle style{.weight = Weight::bold, .colour = plain ? look.text : look.strong};
  style = fitting(canvas, spec.text, style, spec.rect.w - 112);
  frame.in_one_breath([&] {
    frame.text(
        {spec.rect.x + 88, canvas.centred_y(spec.rect.y, spec.rect.h, style.size, style.scaled)},
        spec.text, style);
    frame.note_node(Role::alert, "status@" + std::string(spec.text), spec.text, spec.rect);
  });
}

void toast(Frame& frame, const ToastSpec& spec) {
  Canvas& canvas = frame.canvas();
  const Theme& theme = frame.theme();
  RectStyle box{.fill = theme.toast, .radius = 24};
  if (theme.high_contrast) box.border = theme.line;
  canvas.rect(spec.rect, box);
  canvas.icon({spec.rect.x + 32, spec.rect.y + (spec.rect.h - 48) / 2}, 48, spec.icon, theme.sun);
  const TextStyle style = fitting(canvas, spec.text, {.colour = theme.on_toast}, spec.rect.w - 128);
  frame.text(
      {spec.rect.x + 96, canvas.centred_y(spec.rect.y, spec.rect.h, style.size, style.scaled)},
      spec.text, style);
  frame.note_node(Role::alert, "toast", spec.text, spec.rect);
}

void countdown_bar(Frame& frame, const CountdownBarSpec& spec) {
  Canvas& canvas = frame.canvas();
  const Theme& theme = frame.theme();
  const Rect& rect = spec.rect;
  draw_box(frame, rect, tone_look(theme, Tone::plain));
  canvas.icon({rect.x + 32, rect.y + 32}, 48, spec.icon, theme.accent);
  const float x = rect.x + 104;
  const TextStyle style = fitting(canvas, spec.text, {}, rect.right() - 24 - x);
  const float line = style.scaled ? theme.size(style.size) : style.size;
  frame.text({x, rect.y + std::round((rect.h - 32 - line) / 2) + 4}, spec.text, style);
  const Rect track{x, rect.bottom() - 32, rect.right() - 32 - x, 12};
  const float part = std::clamp(
      static_cast<float>(spec.left_ms) / static_cast<float>(std::max<std::int64_t>(spec.of_ms, 1)),
      0.F, 1.F);
  RectStyle empty{.fill = theme.surface, .radius = 6};
  if (theme.high_contrast) empty.border = theme.line;
  canvas.rect(track, empty);
  if (part > 0) {
    canvas.rect({track.x, track.y, std::max(12.F, std::round(track.w * part)), track.h},
                {.fill = theme.primary, .radius = 6});
  }
  if (spec.left_ms > 0) {
    // The next whole second: the words change then.
    const std::int64_t to_second = spec.left_ms % 1'000;
    frame.wake_at(frame.now_ms() + (to_second > 0 ? to_second : 1'000));
  }
}

void spinner(Frame& frame, Point centre, float radius, std::string_view label) {
  constexpr std::int64_t turn_ms = 1'100;
  const auto turn = static_cast<float>(frame.now_ms() % turn_ms) / static_cast<float>(turn_ms);
  const float width = radius / 4;
  frame.canvas().ring(centre, radius, width, 0, frame.theme().primary);
  frame.canvas().arc(centre, radius, width, turn, turn + 0.3F, frame.theme().primary);
  const float y = centre.y - frame.theme().size(type::body) / 2;
  frame.text({centre.x + radius + width + 22, y}, label, {.colour = frame.theme().second});
  frame.keep_animating();
}

}  // namespace lobby::ui
