// Label: helpers the widgets share to set words into boxes: shrink before cutting, centre with an
// icon, wrap to two lines. Internal to app/ui. UI thread.
#pragma once

#include <string_view>

#include "app/ui/frame.h"

namespace lobby::ui {

// `style` with the largest size at which `text` fits `max_width`: large text gives way first, then
// the type scale down to body. max_width is set, so that what still does not fit is recorded.
TextStyle fitting(const Canvas& canvas, std::string_view text, TextStyle style, float max_width);

struct LabelSpec {
  Rect rect{};
  std::string_view text{};
  Icon icon{};
  Icon icon_right{};
  float icon_size = 48;
  float gap = 16;
  Colour colour{};
  Colour icon_colour{};
  TextStyle style{};
  bool spinning = false;  // an arc stands in the left icon's place
};
// Icon, words, icon, centred together in the rectangle; words wrap to two lines where they must.
void draw_label(Frame& frame, const LabelSpec& spec);

// How an outlined control looks: plain, chosen or held down.
struct OutlineSpec {
  Rect rect{};
  float radius = 20;
  bool selected = false;
  bool pressed = false;
  bool enabled = true;
  bool shadow = false;
};
void draw_outline(Frame& frame, const OutlineSpec& spec);

// Icons inside outlined controls: brand-coloured, white in high contrast, grey when off.
Colour icon_colour(const Theme& theme, bool enabled = true);

}  // namespace lobby::ui
