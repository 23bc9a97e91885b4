// Drawing of the desk's small parts.
#include "app/desk/screens/parts.h"

#include <algorithm>

namespace lobby::desk {
namespace {

constexpr float chip_height = 28;
constexpr float chip_icon = 18;
constexpr float chip_text = text_size(14);
constexpr float pill_height = 36;
constexpr ui::Colour clay_tint = ui::rgb(0xFBEBE1);
constexpr ui::Colour clay_text = ui::rgb(0x7F411A);
constexpr ui::Colour key_border = ui::rgb(0xA9B0BC);

struct ChipColours {
  ui::Colour fill;
  ui::Colour text;
};

ChipColours colours_of(const ui::Theme& theme, ChipTone tone) {
  switch (tone) {
    case ChipTone::good:
      return {theme.success_tint, theme.success};
    case ChipTone::bad:
      return {theme.danger_tint, theme.danger};
    case ChipTone::bad_filled:
      return {theme.danger, theme.on_status};
    case ChipTone::clay:
      return {clay_tint, clay_text};
    case ChipTone::outline:
      return {theme.surface, theme.text};
    case ChipTone::quiet:
      return {theme.disabled, theme.text};
  }
  return {theme.surface, theme.text};
}

}  // namespace

float chip_width(ui::Frame& frame, std::string_view text) {
  return 8 + chip_icon + 4 + frame.canvas().text_width(text, {.size = chip_text, .scaled = false}) +
         10;
}

float chip(ui::Frame& frame, const ChipSpec& spec) {
  ui::Canvas& canvas = frame.canvas();
  const ChipColours colours = colours_of(frame.theme(), spec.tone);
  const ui::TextStyle style{.size = chip_text, .colour = colours.text, .scaled = false};
  const float width = chip_width(frame, spec.text);
  const ui::Rect where{spec.at.x, spec.at.y, width, chip_height};
  ui::RectStyle box{.fill = colours.fill, .radius = chip_height / 2};
  if (spec.tone == ChipTone::outline) {
    box.border = frame.theme().control;
    box.border_width = 1;
  }
  canvas.rect(where, box);
  canvas.icon({where.x + 8, where.y + (chip_height - chip_icon) / 2}, chip_icon, spec.icon,
              colours.text);
  canvas.text(
      {where.x + 8 + chip_icon + 4, canvas.centred_y(where.y, chip_height, style.size, false)},
      spec.text, style);
  return width;
}

float pill(ui::Frame& frame, const PillSpec& spec) {
  constexpr float icon_px = 20;
  constexpr float css_px = 16;
  ui::Canvas& canvas = frame.canvas();
  const ui::TextStyle style{.size = text_size(css_px), .colour = spec.colour, .scaled = false};
  const float width = 14 + icon_px + 6 + canvas.text_width(spec.text, style) + 14;
  const ui::Rect where{spec.right - width, spec.y, width, pill_height};
  canvas.rect(where, {.fill = spec.fill, .radius = pill_height / 2});
  canvas.icon({where.x + 14, where.y + (pill_height - icon_px) / 2}, icon_px, spec.icon,
              spec.colour);
  frame.text(
      {where.x + 14 + icon_px + 6, canvas.centred_y(where.y, pill_height, style.size, false)},
      spec.text, style);
  return where.x;
}

float key_hint(ui::Frame& frame, ui::Point at, const KeyHint& hint) {
  constexpr float cap_height = 22;
  constexpr float css_px = 14;
  ui::Canvas& canvas = frame.canvas();
  const ui::Theme& theme = frame.theme();
  const ui::TextStyle cap{.size = text_size(css_px), .scaled = false};
  const float cap_width = std::max(24.F, canvas.text_width(hint.key, cap) + 12);
  const ui::Rect where{at.x, at.y, cap_width, cap_height};
  canvas.rect(where, {.fill = theme.surface, .border = key_border, .border_width = 1, .radius = 6});
  canvas.text({where.centre().x, canvas.centred_y(where.y, cap_height, cap.size, false)}, hint.key,
              {.size = cap.size, .align = ui::Align::centre, .scaled = false});
  const ui::Extents meaning =
      canvas.text({where.right() + 6, canvas.centred_y(where.y, cap_height, cap.size, false)},
                  hint.meaning, {.size = cap.size, .colour = theme.second, .scaled = false});
  return meaning.right();
}

void card(ui::Frame& frame, ui::Rect where) {
  frame.canvas().rect(where, {.fill = frame.theme().surface,
                              .border = frame.theme().line,
                              .border_width = 1,
                              .radius = 16});
}

void cell(ui::Frame& frame, ui::Rect where, const CellText& spec) {
  ui::Canvas& canvas = frame.canvas();
  const float size = text_size(spec.css_px);
  const float x = spec.align == ui::Align::right    ? where.right()
                  : spec.align == ui::Align::centre ? where.centre().x
                                                    : where.x;
  canvas.text({x, canvas.centred_y(where.y, where.h, size, false)}, spec.text,
              {.size = size,
               .weight = spec.weight,
               .colour = spec.colour,
               .align = spec.align,
               .max_width = where.w,
               .scaled = false});
}

}  // namespace lobby::desk
