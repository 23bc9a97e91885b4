// Colour: sRGB with alpha, and the WCAG 2.1 contrast ratio that every rule about colour uses.
// Any thread.
#pragma once

#include <cstdint>

namespace lobby::ui {

struct Colour {
  std::uint8_t r = 0;
  std::uint8_t g = 0;
  std::uint8_t b = 0;
  std::uint8_t a = 255;
  bool operator==(const Colour&) const = default;
};

// rgb(0x0E5A4F): opaque; alpha from 0 to 1.
constexpr Colour rgb(std::uint32_t value, double alpha = 1.0) {
  const double opacity = alpha * 255.0 + 0.5;  // rounds to nearest; std::lround is not constexpr
  return {static_cast<std::uint8_t>(value >> 16 & 0xFF),
          static_cast<std::uint8_t>(value >> 8 & 0xFF), static_cast<std::uint8_t>(value & 0xFF),
          static_cast<std::uint8_t>(opacity)};
}

// `top` painted over the opaque colour `under`.
Colour blend(Colour top, Colour under);

// WCAG 2.1: relative luminance (0 to 1) and contrast ratio (1 to 21) of two opaque colours.
double luminance(Colour colour);
double contrast(Colour one, Colour other);

// `share` of black mixed in, 0 to 1: the pressed shade of a brand colour.
Colour darkened(Colour colour, double share);
// `share` of white mixed in: the tint of a brand colour.
Colour lightened(Colour colour, double share);

}  // namespace lobby::ui
