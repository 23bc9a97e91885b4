// Averages and places.
#include "tests/tour/contact_sheet.h"

#include <algorithm>

namespace lobby::tests {
namespace {

constexpr int columns = 8;
constexpr int cell_width_px = 288;
constexpr int cell_height_px = 512;
constexpr int gap_px = 12;
constexpr std::uint8_t ground = 0x80;
constexpr std::size_t bytes_a_pixel = 4;

std::size_t at(const image::Pixels& pixels, int x, int y) {
  return (static_cast<std::size_t>(y) * static_cast<std::size_t>(pixels.width_px) +
          static_cast<std::size_t>(x)) *
         bytes_a_pixel;
}

// The average of the pixels that fall together.
image::Pixels shrunk(const image::Pixels& from, int width, int height) {
  image::Pixels to{width, height, {}};
  to.rgba.resize(at(to, 0, height));
  for (int y = 0; y < height; ++y) {
    for (int x = 0; x < width; ++x) {
      const int left = x * from.width_px / width;
      const int right = std::max(left + 1, (x + 1) * from.width_px / width);
      const int top = y * from.height_px / height;
      const int bottom = std::max(top + 1, (y + 1) * from.height_px / height);
      const int count = (right - left) * (bottom - top);
      for (std::size_t byte = 0; byte < bytes_a_pixel; ++byte) {
        int sum = 0;
        for (int row = top; row < bottom; ++row) {
          for (int column = left; column < right; ++column) {
            sum += from.rgba[at(from, column, row) + byte];
          }
        }
        to.rgba[at(to, x, y) + byte] = static_cast<std::uint8_t>(sum / count);
      }
    }
  }
  return to;
}

}  // namespace

void ContactSheet::add(const image::Pixels& screen) {
  const double scale = std::min(static_cast<double>(cell_width_px) / screen.width_px,
                                static_cast<double>(cell_height_px) / screen.height_px);
  small_.push_back(shrunk(screen, static_cast<int>(screen.width_px * scale),
                          static_cast<int>(screen.height_px * scale)));
}

image::Pixels ContactSheet::sheet() const {
  const auto count = static_cast<int>(small_.size());
  const auto screen_at = [&](int index) -> const image::Pixels& {
    return small_[static_cast<std::size_t>(index)];
  };
  std::vector<int> row_y = {gap_px};  // each row is as high as its highest screen
  for (int first = 0; first < count; first += columns) {
    int height = 0;
    for (int index = first; index < std::min(count, first + columns); ++index) {
      height = std::max(height, screen_at(index).height_px);
    }
    row_y.push_back(row_y.back() + height + gap_px);
  }
  image::Pixels sheet{columns * (cell_width_px + gap_px) + gap_px, row_y.back(), {}};
  sheet.rgba.assign(at(sheet, 0, sheet.height_px), ground);
  for (int index = 0; index < count; ++index) {
    const image::Pixels& screen = screen_at(index);
    const int x = gap_px + index % columns * (cell_width_px + gap_px);
    const int y = row_y[static_cast<std::size_t>(index / columns)];
    for (int row = 0; row < screen.height_px; ++row) {
      std::copy_n(screen.rgba.begin() + static_cast<std::ptrdiff_t>(at(screen, 0, row)),
                  static_cast<std::ptrdiff_t>(bytes_a_pixel) * screen.width_px,
                  sheet.rgba.begin() + static_cast<std::ptrdiff_t>(at(sheet, x, y + row)));
    }
  }
  return sheet;
}

}  // namespace lobby::tests
