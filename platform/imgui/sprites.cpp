// The shadow is the coverage of a rounded square, blurred in x and then in y; a disc's coverage
// falls over the one pixel that its edge crosses. Any thread.
#include "platform/imgui/sprites.h"

#include <algorithm>
#include <cmath>

namespace lobby::imgui {

namespace {

constexpr double sigma_px = 8;
constexpr double strength = 0.10 * 255;

std::vector<double> coverage(const ShadowSize& size) {
  const auto side = static_cast<std::size_t>(size.side_px);
  std::vector<double> result(side * side);
  const double half = size.side_px / 2.0 - size.margin_px;
  for (std::size_t y = 0; y < side; ++y) {
    for (std::size_t x = 0; x < side; ++x) {
      const double dx = std::abs(static_cast<double>(x) + 0.5 - size.side_px / 2.0);
      const double dy = std::abs(static_cast<double>(y) + 0.5 - size.side_px / 2.0);
      const double qx = dx - half + size.radius_px;
      const double qy = dy - half + size.radius_px;
      const double distance = std::hypot(std::max(qx, 0.0), std::max(qy, 0.0)) +
                              std::min(std::max(qx, qy), 0.0) - size.radius_px;
      result[y * side + x] = std::clamp(0.5 - distance, 0.0, 1.0);
    }
  }
  return result;
}

// One pass of the separable Gaussian along rows; the result is transposed for the next pass.
std::vector<double> blurred_transposed(const std::vector<double>& from, std::size_t side) {
  std::vector<double> result(from.size());
  constexpr int reach = 24;
  double weights[2 * reach + 1];
  double sum = 0;
  for (int offset = -reach; offset <= reach; ++offset) {
    weights[offset + reach] = std::exp(-offset * offset / (2 * sigma_px * sigma_px));
    sum += weights[offset + reach];
  }
  for (std::size_t y = 0; y < side; ++y) {
    for (std::size_t x = 0; x < side; ++x) {
      double value = 0;
      for (int offset = -reach; offset <= reach; ++offset) {
        const auto at = static_cast<std::ptrdiff_t>(x) + offset;
        if (at < 0 || at >= static_cast<std::ptrdiff_t>(side)) continue;
        value += from[y * side + static_cast<std::size_t>(at)] * weights[offset + reach];
      }
      result[x * side + y] = value / sum;
    }
  }
  return result;
}

}  // namespace

std::vector<std::uint8_t> shadow_pixels(const ShadowSize& size) {
  const auto side = static_cast<std::size_t>(size.side_px);
  const std::vector<double> alpha =
      blurred_transposed(blurred_transposed(coverage(size), side), side);
  std::vector<std::uint8_t> rgba;
  rgba.reserve(side * side * 4);
  for (const double value : alpha) {
    rgba.insert(rgba.end(),
                {0x14, 0x18, 0x1F, static_cast<std::uint8_t>(std::lround(value * strength))});
  }
  return rgba;
}

std::vector<std::uint8_t> disc_coverage(int radius_px, int ring_px) {
  const auto side = static_cast<std::size_t>(2 * radius_px);
  std::vector<std::uint8_t> alpha(side * side);
  const double inner = ring_px > 0 ? static_cast<double>(radius_px - ring_px) : -1.0;
  for (std::size_t y = 0; y < side; ++y) {
    for (std::size_t x = 0; x < side; ++x) {
      const double distance = std::hypot(static_cast<double>(x) + 0.5 - radius_px,
                                         static_cast<double>(y) + 0.5 - radius_px);
      const double outside = std::clamp(radius_px - distance + 0.5, 0.0, 1.0);
      const double hole = inner > 0 ? std::clamp(inner - distance + 0.5, 0.0, 1.0) : 0.0;
      alpha[y * side + x] = static_cast<std::uint8_t>(std::lround((outside - hole) * 255));
    }
  }
  return alpha;
}

}  // namespace lobby::imgui
