// Geometry of a screen: points and rectangles in canvas pixels, and the two canvases.
// A canvas pixel is a pixel of the 1080x1920 (portrait) or 1920x1080 (landscape) design; one
// uniform scale maps it to the real window. Any thread.
#pragma once

#include <algorithm>
#include <cstdint>

namespace lobby::ui {

struct Point {
  float x = 0;
  float y = 0;
  bool operator==(const Point&) const = default;
};

struct Size {
  float w = 0;
  float h = 0;
  bool operator==(const Size&) const = default;
};

struct Rect {
  float x = 0;
  float y = 0;
  float w = 0;
  float h = 0;

  bool operator==(const Rect&) const = default;
  constexpr float right() const { return x + w; }
  constexpr float bottom() const { return y + h; }
  constexpr Point centre() const { return {x + w / 2, y + h / 2}; }
  constexpr bool contains(Point point) const {
    return point.x >= x && point.x < right() && point.y >= y && point.y < bottom();
  }
  // The smallest that holds both.
  constexpr Rect united(const Rect& other) const {
    const float left = std::min(x, other.x);
    const float top = std::min(y, other.y);
    return {left, top, std::max(right(), other.right()) - left,
            std::max(bottom(), other.bottom()) - top};
  }
  // Touching edges do not overlap; `slack` forgives that many pixels.
  constexpr bool overlaps(const Rect& other, float slack = 0) const {
    return x < other.right() - slack && other.x < right() - slack && y < other.bottom() - slack &&
           other.y < bottom() - slack;
  }
  constexpr Rect grown(float by) const { return {x - by, y - by, w + 2 * by, h + 2 * by}; }
  constexpr Rect moved(float dx, float dy) const { return {x + dx, y + dy, w, h}; }
};

enum class Orientation : std::uint8_t { portrait, landscape };

constexpr Size canvas_size(Orientation orientation) {
  return orientation == Orientation::portrait ? Size{1080, 1920} : Size{1920, 1080};
}

constexpr Orientation orientation_of(Size window) {
  return window.w > window.h ? Orientation::landscape : Orientation::portrait;
}

// How the canvas lies in the window: uniform scale, centred, the rest stays black.
struct Fit {
  float scale = 1;
  Point offset;
  bool operator==(const Fit&) const = default;
};

constexpr Fit fit_canvas(Size canvas, Size window) {
  const float scale = std::min(window.w / canvas.w, window.h / canvas.h);
  return {scale, {(window.w - canvas.w * scale) / 2, (window.h - canvas.h * scale) / 2}};
}

constexpr Point to_canvas(const Fit& fit, Point window) {
  return {(window.x - fit.offset.x) / fit.scale, (window.y - fit.offset.y) / fit.scale};
}

constexpr Point to_window(const Fit& fit, Point canvas) {
  return {canvas.x * fit.scale + fit.offset.x, canvas.y * fit.scale + fit.offset.y};
}

}  // namespace lobby::ui
