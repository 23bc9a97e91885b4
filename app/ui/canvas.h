// Canvas: draws in canvas pixels through one Dear ImGui draw list, and records what was painted so
// that the self-check can compute the contrast, clipping and overlap of every text and control.
// Registers no semantic node: that is Frame's and the widgets' business.
// UI thread; lives for one frame.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "app/ui/colour.h"
#include "app/ui/geometry.h"
#include "app/ui/icon.h"
#include "app/ui/theme.h"
#include "core/port/qr.h"

struct ImDrawList;
struct ImFont;
struct ImTextureData;

namespace lobby::ui {

struct Picture {
  ImTextureData* texture = nullptr;  // nullptr: there is no such picture
  float width_px = 0;
  float height_px = 0;
};

enum class Corners : std::uint8_t { all, top, bottom, left, right };

struct PictureAsk {
  std::string_view name;
  int width_px = 0;
  int height_px = 0;
  Point focus{0.5F, 0.5F};
  int radius_px = 0;
  Corners corners = Corners::all;
};

// Where a sprite stands in the font atlas, in texture coordinates.
struct Sprite {
  float u0 = 0;
  float v0 = 0;
  float u1 = 0;
  float v1 = 0;
};

// What the host lends for one frame.
struct Surface {
  ImDrawList* list = nullptr;
  ImFont* regular = nullptr;
  ImFont* bold = nullptr;
  ImFont* icons = nullptr;
  ImTextureData* shadow = nullptr;  // square 9-slice, see shadow_margin_px
  // The picture cut to a size in window pixels, and its size before the cut.
  std::function<Picture(const PictureAsk& ask)> picture;
  std::function<Picture(std::string_view name)> source_size;
  // A white disc of this radius, or a ring of this width inside it; its quarters are the corners of
  // rounded rectangles, exact to the pixel also with SDL's software renderer.
  std::function<Sprite(int radius_px, int ring_px)> disc;
};

// The 9-slice: a rounded square of this radius with this margin of shadow round it.
inline constexpr int shadow_radius_px = 24;
inline constexpr int shadow_margin_px = 20;
inline constexpr int shadow_texture_px = 2 * (shadow_radius_px + shadow_margin_px) + 8;

enum class Weight : std::uint8_t { regular, bold };
enum class Align : std::uint8_t { left, centre, right };

struct RectStyle {
  std::optional<Colour> fill{};
  std::optional<Colour> border{};  // inside the rectangle, as in CSS
  float border_width = 2;
  float radius = 0;
  Corners corners = Corners::all;
  bool shadow = false;   // not drawn in high contrast
  bool control = false;  // its edge is held to 3:1 by the self-check
};

struct TextStyle {
  float size = type::body;  // large text multiplies it
  Weight weight = Weight::regular;
  std::optional<Colour> colour{};  // nothing: theme.text
  Align align = Align::left;       // x is the left edge, the middle or the right edge
  float max_width = 0;             // 0: no limit; longer text is cut with an ellipsis and recorded
  bool scaled = true;              // false keeps the size when large text is on
  bool strike = false;
  bool underline = false;
  std::optional<Colour> over{};  // the background, where the canvas cannot know it (a photo)
};

struct ImageStyle {
  float radius = 0;
  Corners corners = Corners::all;
  Point focus{0.5F, 0.5F};  // which part stays when cropped: CSS object-position, 0 to 1
  float alpha = 1;
  bool contain = false;             // whole picture, letterboxed, instead of covering
  std::optional<Colour> backing{};  // shows through alpha and while the picture is missing
};

// Where a text came to stand. `box` is the line box; the baseline lies 0.801 x size below its top.
struct Extents {
  Rect box;
  bool clipped = false;
  float right() const { return box.right(); }
  float bottom() const { return box.bottom(); }
};

// One line of text as drawn.
struct TextRecord {
  std::string text;
  Rect box;
  float size = 0;
  Weight weight = Weight::regular;
  Colour colour;
  std::optional<Colour> background;  // worst of three points; nothing: unknown (over a picture)
  bool clipped = false;
  bool covered = false;
  bool disabled = false;
};

// One control's visible edge as drawn.
struct EdgeRecord {
  Rect rect;
  Colour edge;  // border, or fill where there is no border
  Colour beneath;
  bool covered = false;
};

class Canvas {
 public:
  Canvas(Surface surface, const Theme& theme, Size canvas, Fit fit);

  const Theme& theme() const { return theme_; }
  Size size() const { return size_; }

  void rect(Rect where, const RectStyle& style);
  Extents text(Point at, std::string_view text, const TextStyle& style = {});
  // Wrapped to style.max_width (required); `gap` is added to the line pitch (= size + gap).
  // Returns the box of the whole block. At most `max_lines` (0: any); a cut is recorded.
  Extents text_block(Point at, std::string_view text, const TextStyle& style, float gap = 0,
                     int max_lines = 0);
  // Width of a line as `style` would draw it, and the lines a block would take.
  float text_width(std::string_view text, const TextStyle& style = {}) const;
  int line_count(std::string_view text, const TextStyle& style) const;
  void icon(Point at, float size, Icon icon, Colour colour);
  // False when there is no such picture; the backing is drawn all the same.
  bool image(Rect where, std::string_view name, const ImageStyle& style = {});
  // Black on white without a quiet zone of its own; whole pixels where the scale allows.
  void qr(Rect where, const port::QrModules& modules);
  // Full circle in theme.line, then `part` (0 to 1) of it clockwise from 12 o'clock.
  void ring(Point centre, float radius, float width, float part, Colour colour);
  // An arc for a spinner: from `start` to `end` turns (0 to 1), 12 o'clock is 0.
  void arc(Point centre, float radius, float width, float start, float end, Colour colour);
  void line(Point from, Point to, float width, Colour colour);

  // y that centres a line box of `type_size` in a row.
  float centred_y(float y, float h, float type_size = type::body, bool scaled = true) const;

  // Text drawn until the guard ends belongs to a control that is off: WCAG exempts its contrast.
  void set_disabled(bool disabled) { disabled_ = disabled; }
  // Everything drawn so far inside `area` is now under something.
  void cover(Rect area);

  const std::vector<TextRecord>& texts() const { return texts_; }
  const std::vector<EdgeRecord>& edges() const { return edges_; }
  // The colour last painted at a point; nothing over a picture.
  std::optional<Colour> colour_at(Point point) const;

 private:
  struct Painted {
    Rect rect;
    Colour colour;
    bool picture = false;
  };
  void record_text(const Extents& extents, std::string_view text, const TextStyle& style);
  void draw_shadow(Rect where, float radius);
  void draw_rounded(Rect where, float radius, Corners corners, Colour colour, float ring_width);
  std::string fitted(std::string_view text, const TextStyle& style, bool& clipped) const;

  Surface surface_;
  const Theme& theme_;
  Size size_;
  Fit fit_;
  bool disabled_ = false;
  std::vector<Painted> painted_;
  std::vector<TextRecord> texts_;
  std::vector<EdgeRecord> edges_;
};

}  // namespace lobby::ui
