// Blocks on pages. Pango breaks the lines by the rules of the language (UAX 14): no Chinese mark
// begins a line, and Latin words stay whole.
#include "platform/letter/sheet.h"

#include <utility>

#include "platform/letter/handles.h"

namespace lobby::letter {
namespace {

Owned<PangoLayout> laid_out(cairo_t* cairo, const std::string& language, std::string_view text,
                            double width, const Type& type) {
  Owned<PangoLayout> layout(pango_cairo_create_layout(cairo));
  PangoContext* context = pango_layout_get_context(layout.get());
  pango_context_set_language(context, pango_language_from_string(language.c_str()));
  pango_context_set_round_glyph_positions(context, FALSE);
  const Owned<PangoFontDescription> font(pango_font_description_new());
  pango_font_description_set_family_static(font.get(), font_family);
  pango_font_description_set_weight(font.get(),
                                    type.bold ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL);
  pango_font_description_set_absolute_size(font.get(), type.size * PANGO_SCALE);
  pango_layout_set_font_description(layout.get(), font.get());
  pango_layout_set_wrap(layout.get(), PANGO_WRAP_WORD_CHAR);
  pango_layout_set_width(layout.get(), width < 0 ? -1 : static_cast<int>(width * PANGO_SCALE));
  switch (type.side) {
    case Side::left:
      break;
    case Side::centre:
      pango_layout_set_alignment(layout.get(), PANGO_ALIGN_CENTER);
      break;
    case Side::right:
      pango_layout_set_alignment(layout.get(), PANGO_ALIGN_RIGHT);
      break;
  }
  // An fi drawn as one is one character to who searches or listens.
  const Owned<PangoAttrList> features(pango_attr_list_new());
  pango_attr_list_insert(features.get(), pango_attr_font_features_new("liga=0"));
  pango_layout_set_attributes(layout.get(), features.get());
  pango_layout_set_text(layout.get(), text.data(), static_cast<int>(text.size()));
  return layout;
}

double points(int pango_units) {
  return static_cast<double>(pango_units) / PANGO_SCALE;
}

PangoRectangle extent_of(PangoLayout* layout) {
  PangoRectangle logical{};
  pango_layout_get_extents(layout, nullptr, &logical);
  return logical;
}

}  // namespace

Sheet::Sheet(cairo_t* cairo, const Shape& shape, std::string language, bool measuring)
    : y(shape.top),
      cairo_(cairo),
      shape_(shape),
      language_(std::move(language)),
      measuring_(measuring) {}

void Sheet::need(double height) {
  const bool fits = shape_.height <= 0 || y + height <= bottom() || y <= shape_.top;
  if (!fits) {
    end_page();
    ++page_;
    y = shape_.top;
  }
}

void Sheet::end_page() {
  if (foot_) {
    foot_();
  }
  if (!measuring_) {
    cairo_show_page(cairo_);
  }
}

void Sheet::tagged(const char* tag, const std::function<void()>& body) {
  if (!measuring_) {
    cairo_tag_begin(cairo_, tag, nullptr);
  }
  body();
  if (!measuring_) {
    cairo_tag_end(cairo_, tag);
  }
}

double Sheet::height_of(std::string_view text, double width, const Type& type) const {
  return points(extent_of(laid_out(cairo_, language_, text, width, type).get()).height);
}

double Sheet::width_of(std::string_view text, const Type& type) const {
  return points(extent_of(laid_out(cairo_, language_, text, -1, type).get()).width);
}

double Sheet::text(const Spot& spot, std::string_view text, const Type& type) {
  const Owned<PangoLayout> layout = laid_out(cairo_, language_, text, spot.width, type);
  if (!measuring_) {
    set_colour(type.colour);
    cairo_move_to(cairo_, spot.x, spot.y);
    pango_cairo_show_layout(cairo_, layout.get());
  }
  return points(extent_of(layout.get()).height);
}

void Sheet::block(const char* tag, std::string_view words, const Type& type, double after) {
  if (words.empty()) {
    return;
  }
  need(height_of(words, width(), type));
  tagged(tag, [&] { y += text({left(), y, width()}, words, type); });
  y += after;
}

void Sheet::rule(double at_y, double thickness, std::uint32_t colour, bool dashed) {
  if (measuring_) {
    return;
  }
  constexpr double dash[] = {3, 2.5};
  set_colour(colour);
  cairo_set_line_width(cairo_, thickness);
  cairo_set_dash(cairo_, dash, dashed ? 2 : 0, 0);
  cairo_move_to(cairo_, left(), at_y);
  cairo_line_to(cairo_, right(), at_y);
  cairo_stroke(cairo_);
}

void Sheet::box(const Spot& corner, double height, std::uint32_t colour) {
  if (!measuring_) {
    set_colour(colour);
    cairo_rectangle(cairo_, corner.x, corner.y, corner.width, height);
    cairo_fill(cairo_);
  }
}

// Runs of dark modules as one rectangle each, without the hairlines between neighbours.
void Sheet::qr(const Spot& corner, const port::QrModules& modules) {
  if (measuring_ || modules.width == 0) {
    return;
  }
  const double module = corner.width / static_cast<double>(modules.width);
  set_colour(0);
  const cairo_antialias_t before = cairo_get_antialias(cairo_);
  cairo_set_antialias(cairo_, CAIRO_ANTIALIAS_NONE);
  for (std::size_t row = 0; row < modules.width; ++row) {
    for (std::size_t from = 0; from < modules.width;) {
      std::size_t to = from;
      while (to < modules.width && modules.at(to, row)) {
        ++to;
      }
      if (to > from) {
        cairo_rectangle(cairo_, corner.x + module * static_cast<double>(from),
                        corner.y + module * static_cast<double>(row),
                        module * static_cast<double>(to - from), module);
      }
      from = to + 1;
    }
  }
  cairo_fill(cairo_);
  cairo_set_antialias(cairo_, before);
}

void Sheet::set_colour(std::uint32_t colour) {
  constexpr double full = 255;
  cairo_set_source_rgb(cairo_, static_cast<double>(colour >> 16U & 0xFFU) / full,
                       static_cast<double>(colour >> 8U & 0xFFU) / full,
                       static_cast<double>(colour & 0xFFU) / full);
}

}  // namespace lobby::letter
