// Canvas: shapes, pictures and icons through ImDrawList, and the record of what was painted.
// Text is in canvas_text.cpp. UI thread.
#include "app/ui/canvas.h"

#include <algorithm>
#include <cmath>
#include <numbers>

#include <imgui.h>

namespace lobby::ui {

namespace {

ImU32 packed(Colour colour) {
  return IM_COL32(colour.r, colour.g, colour.b, colour.a);
}

ImVec2 at_window(const Fit& fit, float x, float y) {
  const Point point = to_window(fit, {x, y});
  return {point.x, point.y};
}

ImTextureRef reference(ImTextureData* texture) {
  ImTextureRef result;
  result._TexData = texture;
  return result;
}

ImVec2 whole(ImVec2 point) {
  return {std::round(point.x), std::round(point.y)};
}

constexpr float full_turn = 2 * std::numbers::pi_v<float>;

struct Offset {
  int x;
  int y;
};

// Whether a pixel, given from the centre, lies on the ring and within `part` turns from `start`.
bool lies_on_arc(Offset pixel, int outer, int thick, float start, float part) {
  const float x = static_cast<float>(pixel.x) + 0.5F;
  const float y = static_cast<float>(pixel.y) + 0.5F;
  const float distance = std::hypot(x, y);
  const auto rim = static_cast<float>(outer);
  if (distance > rim + 1 || distance < rim - static_cast<float>(thick) - 1) return false;
  if (part >= 1) return true;
  const float turn = std::atan2(y, x) / full_turn + 0.25F - start;
  return turn - std::floor(turn) <= part;
}

// Copies runs of a square sprite's rows to their place round `middle`.
struct SpriteRows {
  ImDrawList& list;
  Sprite sprite;
  ImVec2 middle;
  int outer;
  ImU32 ink;

  void copy(int y, int first, int last) const {
    const auto side = static_cast<float>(2 * outer);
    const float u = (sprite.u1 - sprite.u0) / side;
    const float v = (sprite.v1 - sprite.v0) / side;
    const auto at = [&](int column, int row) {
      return ImVec2{middle.x + static_cast<float>(column - outer),
                    middle.y + static_cast<float>(row - outer)};
    };
    const auto uv = [&](int column, int row) {
      return ImVec2{sprite.u0 + u * static_cast<float>(column),
                    sprite.v0 + v * static_cast<float>(row)};
    };
    list.PrimReserve(6, 4);
    list.PrimRectUV(at(first, y), at(last, y + 1), uv(first, y), uv(last, y + 1), ink);
  }
};

struct Quarter {
  bool right;
  bool bottom;
};

bool rounds(Corners corners, Quarter quarter) {
  switch (corners) {
    case Corners::all:
      return true;
    case Corners::top:
      return !quarter.bottom;
    case Corners::bottom:
      return quarter.bottom;
    case Corners::left:
      return !quarter.right;
    case Corners::right:
      return quarter.right;
  }
  return true;
}

// The corner of a rectangle that is not rounded there: a full square, or the border's angle.
void draw_square_corner(ImDrawList& list, ImVec2 from, ImVec2 to, Quarter quarter, float ring,
                        ImU32 ink) {
  if (ring <= 0 || to.x - from.x <= ring) {
    list.AddRectFilled(from, to, ink);
    return;
  }
  const float y = quarter.bottom ? to.y - ring : from.y;
  list.AddRectFilled({from.x, y}, {to.x, y + ring}, ink);
  const float x = quarter.right ? to.x - ring : from.x;
  const float top = quarter.bottom ? from.y : from.y + ring;
  list.AddRectFilled({x, top}, {x + ring, top + (to.y - from.y) - ring}, ink);
}

constexpr Colour picture_backing = rgb(0xDCEBE6);

}  // namespace

Canvas::Canvas(Surface surface, const Theme& theme, Size canvas, Fit fit)
    : surface_(std::move(surface)), theme_(theme), size_(canvas), fit_(fit) {
  painted_.reserve(256);
  texts_.reserve(128);
  rect({0, 0, canvas.w, canvas.h}, {.fill = theme.bg});
}

std::optional<Colour> Canvas::colour_at(Point point) const {
  for (auto painted = painted_.rbegin(); painted != painted_.rend(); ++painted) {
    if (!painted->rect.contains(point)) continue;
    if (painted->picture) return std::nullopt;
    return painted->colour;
  }
  return theme_.bg;
}

void Canvas::rect(Rect where, const RectStyle& style) {
  const std::optional<Colour> beneath = colour_at(where.centre());
  if (style.shadow && !theme_.high_contrast) draw_shadow(where, style.radius);
  if (style.fill) {
    // Under a border the fill stays half a border inside, so that it does not bleed at the edge.
    const float inset = style.border ? style.border_width / 2 : 0;
    draw_rounded(where.grown(-inset), style.radius - inset, style.corners, *style.fill, 0);
    const bool unknown = style.fill->a < 255 && !beneath;
    painted_.push_back({where, blend(*style.fill, beneath.value_or(theme_.bg)), unknown});
  }
  if (style.border) {
    draw_rounded(where, style.radius, style.corners, *style.border, style.border_width);
  }
  if (style.control && beneath) {
    const Colour fill = style.fill.value_or(*beneath);
    const Colour edge = style.border.value_or(fill);
    const bool fill_shows = contrast(fill, *beneath) > contrast(edge, *beneath);
    edges_.push_back({where, fill_shows ? fill : edge, *beneath, false});
  }
}

// A filled rounded rectangle, or with `ring_width` its border alone: straight parts as plain quads,
// corners as quarters of a disc. Everything on whole window pixels.
void Canvas::draw_rounded(Rect where, float radius, Corners corners, Colour colour,
                          float ring_width) {
  const ImVec2 low = whole(at_window(fit_, where.x, where.y));
  const ImVec2 high = whole(at_window(fit_, where.right(), where.bottom()));
  const float least = std::min(high.x - low.x, high.y - low.y);
  if (least <= 0) return;
  const float reach =
      std::min(std::round(std::max(0.F, radius) * fit_.scale), std::floor(least / 2));
  const float ring = ring_width > 0 ? std::max(1.F, std::round(ring_width * fit_.scale)) : 0;
  const ImU32 ink = packed(colour);
  ImDrawList& list = *surface_.list;
  if (ring > 0) {
    const float side = std::max(reach, ring);  // the straight edges stop short of the corners
    list.AddRectFilled({low.x + side, low.y}, {high.x - side, low.y + ring}, ink);
    list.AddRectFilled({low.x + side, high.y - ring}, {high.x - side, high.y}, ink);
    list.AddRectFilled({low.x, low.y + side}, {low.x + ring, high.y - side}, ink);
    list.AddRectFilled({high.x - ring, low.y + side}, {high.x, high.y - side}, ink);
  } else {
    list.AddRectFilled({low.x + reach, low.y}, {high.x - reach, high.y}, ink);
    list.AddRectFilled({low.x, low.y + reach}, {low.x + reach, high.y - reach}, ink);
    list.AddRectFilled({high.x - reach, low.y + reach}, {high.x, high.y - reach}, ink);
  }
  const float side = ring > 0 ? std::max(reach, ring) : reach;
  if (side <= 0) return;
  const bool disc = reach >= 1 && surface_.disc;
  const Sprite sprite =
      disc ? surface_.disc(static_cast<int>(reach), static_cast<int>(ring)) : Sprite{};
  const Quarter quarters[4] = {{false, false}, {true, false}, {false, true}, {true, true}};
  for (const Quarter& quarter : quarters) {
    const ImVec2 from{quarter.right ? high.x - side : low.x,
                      quarter.bottom ? high.y - side : low.y};
    const ImVec2 to{from.x + side, from.y + side};
    if (!disc || !rounds(corners, quarter)) {
      draw_square_corner(list, from, to, quarter, ring, ink);
      continue;
    }
    const float middle_u = (sprite.u0 + sprite.u1) / 2;
    const float middle_v = (sprite.v0 + sprite.v1) / 2;
    const ImVec2 uv_low{quarter.right ? middle_u : sprite.u0,
                        quarter.bottom ? middle_v : sprite.v0};
    const ImVec2 uv_high{quarter.right ? sprite.u1 : middle_u,
                         quarter.bottom ? sprite.v1 : middle_v};
    list.PrimReserve(6, 4);
    list.PrimRectUV(from, to, uv_low, uv_high, ink);
  }
}

void Canvas::draw_shadow(Rect where, float radius) {
  if (surface_.shadow == nullptr || radius <= 0) return;
  constexpr float margin = shadow_margin_px;
  constexpr float corner = shadow_margin_px + shadow_radius_px;
  constexpr float side = shadow_texture_px;
  constexpr float drop = 4;
  const Rect outer = where.grown(margin).moved(0, drop);
  const float x[4] = {outer.x, outer.x + corner, outer.right() - corner, outer.right()};
  const float y[4] = {outer.y, outer.y + corner, outer.bottom() - corner, outer.bottom()};
  constexpr float t[4] = {0, corner / side, (side - corner) / side, 1};
  if (x[2] < x[1] || y[2] < y[1]) return;
  for (std::size_t row = 0; row < 3; ++row) {
    for (std::size_t column = 0; column < 3; ++column) {
      if (row == 1 && column == 1) continue;  // hidden under the rectangle itself
      surface_.list->AddImage(reference(surface_.shadow), at_window(fit_, x[column], y[row]),
                              at_window(fit_, x[column + 1], y[row + 1]), {t[column], t[row]},
                              {t[column + 1], t[row + 1]});
    }
  }
}

bool Canvas::image(Rect where, std::string_view name, const ImageStyle& style) {
  Rect to = where;
  Picture source;
  if (surface_.source_size) source = surface_.source_size(name);
  const bool there = source.width_px > 0 && source.height_px > 0;
  if (style.backing || !there || (style.alpha < 1 && !style.contain)) {
    rect(where, {.fill = style.backing.value_or(picture_backing),
                 .radius = style.radius,
                 .corners = style.corners});
  }
  if (!there) return false;
  if (style.contain) {
    const float shape = source.width_px / source.height_px;
    to.w = std::min(where.w, where.h * shape);
    to.h = std::min(where.h, where.w / shape);
    to = to.moved((where.w - to.w) / 2, (where.h - to.h) / 2);
  }
  const ImVec2 low = whole(at_window(fit_, to.x, to.y));
  const ImVec2 high = whole(at_window(fit_, to.right(), to.bottom()));
  const Picture picture = surface_.picture(
      {name, static_cast<int>(high.x - low.x), static_cast<int>(high.y - low.y), style.focus,
       static_cast<int>(std::round(style.radius * fit_.scale)), style.corners});
  if (picture.texture == nullptr) return false;
  const auto alpha = static_cast<std::uint8_t>(std::lround(style.alpha * 255.F));
  surface_.list->AddImage(reference(picture.texture), low, high, {0, 0}, {1, 1},
                          IM_COL32(255, 255, 255, alpha));
  painted_.push_back({to, theme_.bg, true});
  return true;
}

void Canvas::qr(Rect where, const port::QrModules& modules) {
  if (modules.width == 0) return;
  const float module = where.w / static_cast<float>(modules.width);
  const ImU32 black = packed(rgb(0x000000));
  const auto edge = [&](float x, float y) {
    const ImVec2 point = at_window(fit_, x, y);
    return ImVec2{std::round(point.x), std::round(point.y)};
  };
  for (std::size_t row = 0; row < modules.width; ++row) {
    const float y = where.y + static_cast<float>(row) * module;
    for (std::size_t column = 0; column < modules.width;) {
      if (!modules.at(column, row)) {
        ++column;
        continue;
      }
      const std::size_t first = column;
      while (column < modules.width && modules.at(column, row)) ++column;
      surface_.list->AddRectFilled(edge(where.x + static_cast<float>(first) * module, y),
                                   edge(where.x + static_cast<float>(column) * module, y + module),
                                   black);
    }
  }
  painted_.push_back({where, rgb(0xFFFFFF), true});
}

// A ring sprite copied row by row, only where the angle lies within the arc: exact to the pixel
// with every renderer. The two ends are hidden under round caps.
void Canvas::arc(Point centre, float radius, float width, float start, float end, Colour colour) {
  if (end <= start || !surface_.disc) return;
  const ImVec2 middle = whole(at_window(fit_, centre.x, centre.y));
  const int thick = std::max(2, static_cast<int>(std::round(width * fit_.scale)));
  const int outer = static_cast<int>(std::round(radius * fit_.scale)) + thick / 2;
  const SpriteRows rows{*surface_.list, surface_.disc(outer, thick), middle, outer, packed(colour)};
  for (int y = 0; y < 2 * outer; ++y) {
    int first = -1;  // of the run of pixels that belong to the arc
    for (int x = 0; x <= 2 * outer; ++x) {
      const bool inside = x < 2 * outer && lies_on_arc({x - outer, y - outer}, outer, thick, start,
                                                       std::min(end - start, 1.F));
      if (inside && first < 0) first = x;
      if (!inside && first >= 0) rows.copy(y, first, x);
      if (!inside) first = -1;
    }
  }
  if (end - start >= 1) return;
  const int cap = thick / 2;
  const Sprite disc = surface_.disc(cap, 0);
  const auto half = static_cast<float>(cap);
  for (const float turn : {start, end}) {  // round caps
    const float angle = (turn - 0.25F) * full_turn;
    const float reach = static_cast<float>(outer) - half;
    const ImVec2 low = whole(
        {middle.x + reach * std::cos(angle) - half, middle.y + reach * std::sin(angle) - half});
    surface_.list->PrimReserve(6, 4);
    surface_.list->PrimRectUV(low, {low.x + 2 * half, low.y + 2 * half}, {disc.u0, disc.v0},
                              {disc.u1, disc.v1}, packed(colour));
  }
}

void Canvas::ring(Point centre, float radius, float width, float part, Colour colour) {
  rect({centre.x - radius - width / 2, centre.y - radius - width / 2, 2 * radius + width,
        2 * radius + width},
       {.border = theme_.line, .border_width = width, .radius = radius + width / 2});
  arc(centre, radius, width, 0, std::clamp(part, 0.F, 1.F), colour);
}

void Canvas::line(Point from, Point to, float width, Colour colour) {
  surface_.list->AddLine(at_window(fit_, from.x, from.y), at_window(fit_, to.x, to.y),
                         packed(colour), width * fit_.scale);
}

void Canvas::cover(Rect area) {
  for (TextRecord& text : texts_) text.covered = text.covered || text.box.overlaps(area);
  for (EdgeRecord& edge : edges_) edge.covered = edge.covered || edge.rect.overlaps(area);
}

}  // namespace lobby::ui
