// The 9-slice shadow: one texture for every shadow on the screen; stacking translucent rectangles
// instead costs 200 ms a frame with the software renderer. Pure. Any thread.
#pragma once

#include <cstdint>
#include <vector>

namespace lobby::imgui {

struct ShadowSize {
  int side_px = 96;    // of the texture
  int margin_px = 20;  // of shadow round the rounded square
  int radius_px = 24;  // of the square's corners
};

// RGBA of a blurred rounded square: #14181F at 10%, CSS blur 16 (a Gaussian of sigma 8).
std::vector<std::uint8_t> shadow_pixels(const ShadowSize& size);

}  // namespace lobby::imgui
