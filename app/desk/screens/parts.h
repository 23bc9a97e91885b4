// The small parts of the desk's pictures: chips, pills, key caps, the verdict's facts. Sizes are
// CSS pixels of the design (desk pictures); text() turns them into Dear ImGui sizes.
// UI thread.
#pragma once

#include <string_view>

#include "app/ui/frame.h"

namespace lobby::desk {

// CSS pixels of Noto Sans CJK -> Dear ImGui size (ascent + descent = 1.448 em).
constexpr float text_size(float css_px) {
  return css_px * 1.448F;
}

// Where the desk's frame leaves room for content.
inline constexpr ui::Rect content_area{96, 72, 1824, 964};

enum class ChipTone : std::uint8_t { good, bad, bad_filled, clay, outline, quiet };

struct ChipSpec {
  ui::Point at;
  ChipTone tone = ChipTone::quiet;
  ui::Icon icon{};
  std::string_view text{};
};
// How wide chip() will be.
float chip_width(ui::Frame& frame, std::string_view text);
// 28 high; returns its width.
float chip(ui::Frame& frame, const ChipSpec& spec);

struct PillSpec {
  float right = 0;  // its right edge
  float y = 0;      // 36 high
  ui::Icon icon{};
  std::string_view text{};
  ui::Colour fill;
  ui::Colour colour;
};
// Returns its left edge.
float pill(ui::Frame& frame, const PillSpec& spec);

// "↑↓ Select": one or two key caps and what they do; returns the right edge.
struct KeyHint {
  std::string_view key{};
  std::string_view meaning{};
};
float key_hint(ui::Frame& frame, ui::Point at, const KeyHint& hint);

// A card with a hairline.
void card(ui::Frame& frame, ui::Rect where);

// One line, vertically centred in a row, cut to a width.
struct CellText {
  std::string_view text{};
  float css_px = 16;
  ui::Weight weight = ui::Weight::regular;
  ui::Colour colour;
  ui::Align align = ui::Align::left;
};
void cell(ui::Frame& frame, ui::Rect where, const CellText& spec);

}  // namespace lobby::desk
