// The two palettes of the design (ui.md, mockups/README.md): light, coloured by the site's brand,
// and high contrast, which no brand may weaken. tests/ui recompute every pair. Any thread.
#include "app/ui/theme.h"

#include <cstdio>
#include <string>

namespace lobby::ui {

namespace {

constexpr double brand_contrast_min = 4.5;  // WCAG 2.1 §1.4.3
constexpr double pressed_share = 0.255;
constexpr double tint_share = 0.885;

// The demo brand's tint was drawn by hand; any other brand's is computed.
Colour tint_of(Colour brand) {
  return brand == demo_brand ? rgb(0xE1F0EC) : lightened(brand, tint_share);
}

Theme light_theme(Colour brand) {
  Theme theme;
  theme.bg = rgb(0xF6F7F9);
  theme.surface = rgb(0xFFFFFF);
  theme.text = rgb(0x14181F);
  theme.second = rgb(0x475063);
  theme.line = rgb(0xDDE1E7);
  theme.control = rgb(0x767F8E);
  theme.primary = brand;
  theme.on_primary = rgb(0xFFFFFF);
  theme.pressed = darkened(brand, pressed_share);
  theme.on_pressed = rgb(0xFFFFFF);
  theme.selected = tint_of(brand);
  theme.selected_border = brand;
  theme.danger = rgb(0xB3261E);
  theme.danger_tint = rgb(0xFBE9E7);
  theme.success = rgb(0x146C43);
  theme.success_tint = rgb(0xE2F2E8);
  theme.on_status = rgb(0xFFFFFF);
  theme.warn = rgb(0xFFD166);
  theme.on_warn = rgb(0x14181F);
  theme.warn_tint = rgb(0xFFF3D1);
  theme.sand = rgb(0xF1E4CB);
  theme.sand_light = rgb(0xF9F3E6);
  theme.sun = rgb(0xF4B860);
  theme.clay = rgb(0xD98B5F);
  theme.disabled = rgb(0xEBEDF1);
  theme.on_disabled = rgb(0x475063);
  theme.disabled_border = rgb(0xEBEDF1);
  theme.tray = rgb(0xE4E8EC);
  theme.key = rgb(0xFFFFFF);
  theme.function_key = rgb(0xCFD5DB);
  theme.step_to_come = rgb(0xCDD3DB);
  theme.scrim = rgb(0x0A0E14, 0.62);
  theme.accent = brand;
  theme.icon = brand;
  theme.toast = rgb(0x14181F);
  theme.on_toast = rgb(0xFFFFFF);
  return theme;
}

Theme high_contrast_theme() {
  const Colour black = rgb(0x000000);
  const Colour white = rgb(0xFFFFFF);
  const Colour grey = rgb(0x1A1A1A);
  const Colour yellow = rgb(0xFFD400);
  Theme theme;
  theme.bg = black;
  theme.surface = grey;
  theme.text = theme.second = theme.line = theme.control = white;
  theme.primary = theme.accent = theme.selected_border = yellow;
  theme.on_primary = black;
  theme.pressed = white;
  theme.on_pressed = black;
  theme.selected = grey;
  theme.danger = rgb(0xFF8A80);
  theme.success = rgb(0x7CF29C);
  theme.danger_tint = theme.success_tint = theme.warn_tint = grey;
  theme.on_status = black;
  theme.warn = yellow;
  theme.on_warn = black;
  theme.sand = theme.sand_light = theme.disabled = theme.tray = black;
  theme.sun = theme.clay = yellow;
  theme.on_disabled = rgb(0xB0B6C0);
  theme.disabled_border = theme.step_to_come = rgb(0x767F8E);
  theme.key = grey;
  theme.function_key = rgb(0x333333);
  theme.scrim = rgb(0x000000, 0.8);
  theme.icon = white;
  theme.toast = grey;
  theme.on_toast = white;
  theme.control_width_px = 4;
  theme.selected_width_px = 8;
  theme.high_contrast = true;
  return theme;
}

int hex_digit(char digit) {
  if (digit >= '0' && digit <= '9') return digit - '0';
  if (digit >= 'a' && digit <= 'f') return digit - 'a' + 10;
  if (digit >= 'A' && digit <= 'F') return digit - 'A' + 10;
  return -1;
}

}  // namespace

Result<Theme> make_theme(Colour brand, const AccessSettings& access) {
  const double ratio = contrast(brand, rgb(0xFFFFFF));
  if (ratio < brand_contrast_min) {
    char detail[160];
    std::snprintf(detail, sizeof(detail),
                  "brand colour #%02X%02X%02X has a contrast of %.2f with white text, needed is "
                  "%.1f; choose a darker one",
                  brand.r, brand.g, brand.b, ratio, brand_contrast_min);
    return fail(ErrorCode::configuration, detail);
  }
  Theme theme = access.high_contrast ? high_contrast_theme() : light_theme(brand);
  theme.text_scale = access.large_text ? 1.25F : 1.0F;
  theme.reach = access.reach;
  return theme;
}

Result<Colour> parse_colour(std::string_view text) {
  std::uint32_t value = 0;
  bool valid = text.size() == 7 && text.front() == '#';
  for (std::size_t at = 1; valid && at < text.size(); ++at) {
    const int digit = hex_digit(text[at]);
    valid = digit >= 0;
    value = value << 4 | static_cast<std::uint32_t>(digit & 0xF);
  }
  if (!valid) {
    return fail(ErrorCode::malformed,
                "\"" + std::string(text) + "\" is not a colour; write it as #0E5A4F");
  }
  return rgb(value);
}

}  // namespace lobby::ui
