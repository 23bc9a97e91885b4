// Area averaging with premultiplied alpha, one axis after the other; an enlarged axis is
// interpolated. Corners fade over the pixel that their edge crosses. Any thread.
#include "platform/imgui/picture_cut.h"

#include <algorithm>
#include <cmath>

namespace lobby::imgui {

namespace {

struct Span {
  std::size_t first = 0;
  std::vector<float> weights;
};

// Source pixels that make each of `to` pixels over [start, start + length).
std::vector<Span> spans_of(double start, double length, std::size_t from, std::size_t to) {
  std::vector<Span> spans(to);
  const double step = length / static_cast<double>(to);
  const double reach = std::max(step, 1.0);
  for (std::size_t index = 0; index < to; ++index) {
    const double centre = start + (static_cast<double>(index) + 0.5) * step;
    const double low = std::max(0.0, centre - reach / 2);
    const double high = std::min(static_cast<double>(from), centre + reach / 2);
    Span& span = spans[index];
    span.first = std::min(static_cast<std::size_t>(low), from - 1);
    double sum = 0;
    for (std::size_t at = span.first; at < from && static_cast<double>(at) < high; ++at) {
      const double covered =
          std::min(high, static_cast<double>(at) + 1) - std::max(low, static_cast<double>(at));
      span.weights.push_back(static_cast<float>(covered));
      sum += covered;
    }
    for (float& weight : span.weights) weight = static_cast<float>(weight / sum);
  }
  return spans;
}

struct Part {
  double x = 0;
  double y = 0;
  double width = 0;
  double height = 0;
};

Part cropped(const LoadedPicture& from, const PictureCut& cut) {
  const double source = static_cast<double>(from.width_px) / from.height_px;
  const double target = static_cast<double>(cut.width_px) / cut.height_px;
  Part part{0, 0, static_cast<double>(from.width_px), static_cast<double>(from.height_px)};
  if (source > target) {
    part.width = part.height * target;
    part.x = (from.width_px - part.width) * static_cast<double>(cut.focus_x);
  } else {
    part.height = part.width / target;
    part.y = (from.height_px - part.height) * static_cast<double>(cut.focus_y);
  }
  return part;
}

void round_corners(LoadedPicture& picture, const PictureCut& cut) {
  const int radius = std::min({cut.radius_px, cut.width_px / 2, cut.height_px / 2});
  for (int y = 0; y < picture.height_px; ++y) {
    const bool top = y < radius;
    const bool bottom = y >= picture.height_px - radius;
    if (!top && !bottom) continue;
    for (int x = 0; x < picture.width_px; ++x) {
      const bool left = x < radius;
      const bool right = x >= picture.width_px - radius;
      const bool rounds = (top && left && cut.rounds_top_left) ||
                          (top && right && cut.rounds_top_right) ||
                          (bottom && left && cut.rounds_bottom_left) ||
                          (bottom && right && cut.rounds_bottom_right);
      if (!rounds) continue;
      const double centre_x = left ? radius : picture.width_px - radius;
      const double centre_y = top ? radius : picture.height_px - radius;
      const double distance = std::hypot(x + 0.5 - centre_x, y + 0.5 - centre_y);
      const double inside = std::clamp(radius - distance + 0.5, 0.0, 1.0);
      std::uint8_t& alpha =
          picture.rgba[static_cast<std::size_t>(y * picture.width_px + x) * 4 + 3];
      alpha = static_cast<std::uint8_t>(std::lround(alpha * inside));
    }
  }
}

// Rows of `from` averaged across; the result is `width` wide with premultiplied floats.
std::vector<float> averaged_across(const LoadedPicture& from, const std::vector<Span>& spans) {
  std::vector<float> result(spans.size() * static_cast<std::size_t>(from.height_px) * 4);
  std::size_t out = 0;
  for (std::size_t y = 0; y < static_cast<std::size_t>(from.height_px); ++y) {
    const std::uint8_t* row = from.rgba.data() + y * static_cast<std::size_t>(from.width_px) * 4;
    for (const Span& span : spans) {
      float sum[4] = {};
      for (std::size_t index = 0; index < span.weights.size(); ++index) {
        const std::uint8_t* pixel = row + (span.first + index) * 4;
        const float alpha = static_cast<float>(pixel[3]) * span.weights[index];
        for (std::size_t channel = 0; channel < 3; ++channel) {
          sum[channel] += static_cast<float>(pixel[channel]) * alpha;
        }
        sum[3] += alpha;
      }
      std::copy_n(sum, 4, result.begin() + static_cast<std::ptrdiff_t>(out));
      out += 4;
    }
  }
  return result;
}

}  // namespace

LoadedPicture cut_picture(const LoadedPicture& from, const PictureCut& cut) {
  const Part part = cropped(from, cut);
  const auto width = static_cast<std::size_t>(cut.width_px);
  const auto height = static_cast<std::size_t>(cut.height_px);
  const std::vector<Span> columns =
      spans_of(part.x, part.width, static_cast<std::size_t>(from.width_px), width);
  const std::vector<Span> rows =
      spans_of(part.y, part.height, static_cast<std::size_t>(from.height_px), height);
  const std::vector<float> across = averaged_across(from, columns);
  LoadedPicture result{cut.width_px, cut.height_px, {}};
  result.rgba.resize(width * height * 4);
  std::vector<float> sums(width * 4);
  for (std::size_t y = 0; y < height; ++y) {
    std::fill(sums.begin(), sums.end(), 0.F);
    for (std::size_t index = 0; index < rows[y].weights.size(); ++index) {
      const float* row = across.data() + (rows[y].first + index) * width * 4;
      for (std::size_t at = 0; at < sums.size(); ++at) sums[at] += row[at] * rows[y].weights[index];
    }
    std::uint8_t* out = result.rgba.data() + y * width * 4;
    for (std::size_t at = 0; at < sums.size(); at += 4) {
      const float alpha = sums[at + 3];
      for (std::size_t channel = 0; channel < 3; ++channel) {
        const float value = alpha > 0 ? sums[at + channel] / alpha : 0;
        out[at + channel] = static_cast<std::uint8_t>(std::clamp(value + 0.5F, 0.F, 255.F));
      }
      out[at + 3] = static_cast<std::uint8_t>(std::clamp(alpha + 0.5F, 0.F, 255.F));
    }
  }
  if (cut.radius_px > 0) round_corners(result, cut);
  return result;
}

}  // namespace lobby::imgui
