// Sheet: the pages of one letter while they are set. Blocks go below each other from `y`; what does
// not fit begins a new page. A measuring sheet does all but draw, which tells how many pages or how
// long a roll there will be. Lengths are points (1/72 inch). Private to this folder.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

#include <cairo/cairo.h>

#include "core/port/qr.h"

namespace lobby::letter {

inline constexpr double mm = 72 / 25.4;

struct Shape {
  double width = 0;
  double height = 0;  // 0: without end
  double margin = 0;  // left and right
  double top = 0;
  double bottom = 0;
};

enum class Side : std::uint8_t { left, centre, right };

struct Type {
  double size = 10;
  bool bold = false;
  std::uint32_t colour = 0x14'18'1F;
  Side side = Side::left;
};

// Where a text stands; it wraps at the width.
struct Spot {
  double x = 0;
  double y = 0;
  double width = 0;
};

class Sheet {
 public:
  Sheet(cairo_t* cairo, const Shape& shape, std::string language, bool measuring);

  double left() const { return shape_.margin; }
  double width() const { return shape_.width - 2 * shape_.margin; }
  double right() const { return shape_.width - shape_.margin; }
  double bottom() const { return shape_.height - shape_.bottom; }
  double page_width() const { return shape_.width; }
  int page() const { return page_; }

  double y = 0;

  // Drawn at the end of each page.
  void set_foot(std::function<void()> foot) { foot_ = std::move(foot); }
  // A new page where `height` is more than what is left of this one.
  void need(double height);
  void end_page();

  // `tag` names the kind of what `body` draws (ISO 32000-1 §14.8.4).
  void tagged(const char* tag, const std::function<void()>& body);

  double height_of(std::string_view text, double width, const Type& type) const;
  double width_of(std::string_view text, const Type& type) const;
  // Returns the height.
  double text(const Spot& spot, std::string_view text, const Type& type);
  // A text as a block of its own: `tag` around it, `y` below it and `after`.
  void block(const char* tag, std::string_view text, const Type& type, double after = 0);
  void rule(double at_y, double thickness, std::uint32_t colour, bool dashed = false);
  void box(const Spot& corner, double height, std::uint32_t colour);
  // Black on whatever is there, which has to be white four modules around it (ISO/IEC 18004).
  void qr(const Spot& corner, const port::QrModules& modules);

 private:
  void set_colour(std::uint32_t colour);

  cairo_t* cairo_;
  Shape shape_;
  std::string language_;
  bool measuring_;
  int page_ = 1;
  std::function<void()> foot_;
};

}  // namespace lobby::letter
