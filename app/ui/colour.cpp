// Colour arithmetic: alpha blending and the WCAG 2.1 definitions of relative luminance and
// contrast ratio (https://www.w3.org/TR/WCAG21/#dfn-relative-luminance). Pure. Any thread.
#include "app/ui/colour.h"

#include <algorithm>
#include <cmath>

namespace lobby::ui {

namespace {

std::uint8_t mix(std::uint8_t from, std::uint8_t to, double share) {
  const double mixed = static_cast<double>(from) * (1.0 - share) + static_cast<double>(to) * share;
  return static_cast<std::uint8_t>(std::clamp(mixed + 0.5, 0.0, 255.0));
}

Colour mixed_with(Colour colour, Colour other, double share) {
  return {mix(colour.r, other.r, share), mix(colour.g, other.g, share),
          mix(colour.b, other.b, share), colour.a};
}

double linear(std::uint8_t channel) {
  const double value = static_cast<double>(channel) / 255.0;
  return value <= 0.03928 ? value / 12.92 : std::pow((value + 0.055) / 1.055, 2.4);
}

}  // namespace

Colour blend(Colour top, Colour under) {
  Colour result = mixed_with(under, top, static_cast<double>(top.a) / 255.0);
  result.a = 255;
  return result;
}

double luminance(Colour colour) {
  return 0.2126 * linear(colour.r) + 0.7152 * linear(colour.g) + 0.0722 * linear(colour.b);
}

double contrast(Colour one, Colour other) {
  const double a = luminance(one);
  const double b = luminance(other);
  return (std::max(a, b) + 0.05) / (std::min(a, b) + 0.05);
}

Colour darkened(Colour colour, double share) {
  return mixed_with(colour, rgb(0x000000), share);
}
Colour lightened(Colour colour, double share) {
  return mixed_with(colour, rgb(0xFFFFFF), share);
}

}  // namespace lobby::ui
