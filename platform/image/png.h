// PNG through libpng: read to RGBA, write from RGBA. Sizes are limited; a broken file is a named
// error. Any thread.
#pragma once

#include <cstdint>
#include <filesystem>
#include <vector>

#include "core/base/result.h"

namespace lobby::image {

inline constexpr int side_limit_px = 8192;

struct Pixels {
  int width_px = 0;
  int height_px = 0;
  std::vector<std::uint8_t> rgba;  // 4 bytes a pixel, rows from the top
  bool operator==(const Pixels&) const = default;
};

// Errors: not_found, malformed, too_large.
Result<Pixels> read_png(const std::filesystem::path& path);
// Errors: read_only, disk_full, out_of_range (sizes that do not match the data).
Status write_png(const std::filesystem::path& path, const Pixels& pixels);

}  // namespace lobby::image
