// Pixels the host makes itself: the 9-slice shadow (one texture for every shadow on the screen;
// stacking translucent rectangles costs 200 ms a frame with the software renderer) and the discs
// whose quarters are rounded corners. Pure. Any thread.
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

// Alpha of a disc of 2 x radius pixels a side, edges anti-aliased; with `ring_px` only the ring of
// that width inside the edge.
std::vector<std::uint8_t> disc_coverage(int radius_px, int ring_px);

}  // namespace lobby::imgui
