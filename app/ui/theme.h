// Theme: every colour, size and stroke a screen may use, as one value. Screens never write a
// colour of their own except for pictures. Made once per guest from the site's brand colour and
// the access settings; a brand colour that fails WCAG contrast is refused with the ratio.
// Any thread.
#pragma once

#include <string_view>

#include "app/ui/colour.h"
#include "core/base/result.h"

namespace lobby::ui {

// Dear ImGui sizes of Noto Sans CJK (ascent + descent) before large text is applied.
namespace type {
inline constexpr float display = 96;
inline constexpr float title = 72;
inline constexpr float heading = 60;
inline constexpr float button = 52;
inline constexpr float body = 48;
inline constexpr float legal = 36;         // never for anything a guest must read
inline constexpr float baseline = 0.801F;  // of the size, below the top of the line box
}  // namespace type

// What the guest switched on in the AccessBar; wiped with the guest.
struct AccessSettings {
  bool large_text = false;
  bool high_contrast = false;
  bool reach = false;
  bool speech = false;
  bool operator==(const AccessSettings&) const = default;
};

struct Theme {
  Colour bg, surface, text, second, line;
  Colour control;  // border of a control
  Colour primary, on_primary, pressed, on_pressed;
  Colour selected, selected_border;
  Colour danger, danger_tint, success, success_tint, on_status;
  Colour warn, on_warn, warn_tint;
  Colour sand, sand_light;
  Colour sun, clay;  // graphics only, never text
  Colour disabled, on_disabled, disabled_border;
  Colour tray, key, function_key;
  Colour step_to_come, scrim, accent, icon;
  Colour toast, on_toast;
  float control_width_px = 2;
  float selected_width_px = 4;
  float text_scale = 1;  // 1.25 with large text
  bool high_contrast = false;
  bool reach = false;

  bool operator==(const Theme&) const = default;
  bool large_text() const { return text_scale > 1; }
  // The real size of a type size: large text applied.
  float size(float type_size) const { return type_size * text_scale; }
};

inline constexpr Colour demo_brand = rgb(0x0E5A4F);

// Fails with ErrorCode::configuration naming the ratio when white on `brand` is under 4.5.
Result<Theme> make_theme(Colour brand, const AccessSettings& access);

// "#0E5A4F" -> Colour; anything else is ErrorCode::malformed.
Result<Colour> parse_colour(std::string_view text);

}  // namespace lobby::ui
