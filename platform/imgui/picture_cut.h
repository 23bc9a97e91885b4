// Cutting a picture to the size it is shown at: cropped, scaled by area averaging and with rounded
// corners, once; after that it is drawn pixel for pixel, which is sharp and cheap with every
// renderer. Pure. Any thread.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace lobby::imgui {

struct LoadedPicture {
  int width_px = 0;
  int height_px = 0;
  std::vector<std::uint8_t> rgba;
  bool operator==(const LoadedPicture&) const = default;
};

// Which picture, how large, and which part of it.
struct PictureCut {
  std::string name;
  int width_px = 0;
  int height_px = 0;
  float focus_x = 0.5F;  // which part stays when cropped, 0 to 1
  float focus_y = 0.5F;
  int radius_px = 0;
  bool rounds_top_left = true;
  bool rounds_top_right = true;
  bool rounds_bottom_left = true;
  bool rounds_bottom_right = true;
  auto operator<=>(const PictureCut&) const = default;
};

// REQUIRES: both have a positive size and `from` all its pixels.
LoadedPicture cut_picture(const LoadedPicture& from, const PictureCut& cut);

}  // namespace lobby::imgui
