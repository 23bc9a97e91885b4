// Measures, then draws.
#include "platform/letter/writer.h"

#include <cmath>
#include <string>

#include <cairo/cairo-pdf.h>

#include "core/base/limits.h"
#include "platform/letter/handles.h"
#include "platform/letter/layouts.h"
#include "platform/letter/reading.h"

namespace lobby::letter {
namespace {

// Pango takes another font in silence, and a letter with boxes for characters is worse than none.
Status look_for_font() {
  PangoFontMap* fonts = pango_cairo_font_map_get_default();
  const Owned<PangoContext> context(pango_font_map_create_context(fonts));
  const Owned<PangoFontDescription> wanted(pango_font_description_new());
  pango_font_description_set_family_static(wanted.get(), font_family);
  const Owned<PangoFont> font(pango_font_map_load_font(fonts, context.get(), wanted.get()));
  const Owned<PangoFontDescription> found(font ? pango_font_describe(font.get()) : nullptr);
  const char* family = found ? pango_font_description_get_family(found.get()) : nullptr;
  if (family == nullptr || std::string_view(family) != font_family) {
    return fail(ErrorCode::configuration,
                std::string("the font ") + font_family + " is missing; install fonts-noto-cjk");
  }
  return done();
}

cairo_status_t keep(void* pdf, const unsigned char* bytes, unsigned int count) {
  static_cast<std::string*>(pdf)->append(reinterpret_cast<const char*>(bytes), count);
  return CAIRO_STATUS_SUCCESS;
}

void set(Sheet& sheet, const port::Letter& letter, port::Paper paper, int pages) {
  switch (paper) {
    case port::Paper::a4:
      set_page(sheet, letter, pages);
      return;
    case port::Paper::roll_80mm:
      set_roll(sheet, letter);
      return;
  }
}

struct Extent {
  int pages = 0;
  double end = 0;  // of what is on the last one
};

Extent measure(const port::Letter& letter, port::Paper paper, const Shape& shape) {
  // A PDF too, since text is as wide and as high as the kind of surface makes it.
  const Owned<cairo_surface_t> nowhere(
      cairo_pdf_surface_create_for_stream(nullptr, nullptr, shape.width, a4_shape.height));
  const Owned<cairo_t> cairo(cairo_create(nowhere.get()));
  Sheet sheet(cairo.get(), shape, letter.language, true);
  set(sheet, letter, paper, 0);
  return {sheet.page(), sheet.y};
}

Result<std::string> draw(const port::Letter& letter, port::Paper paper, const Shape& shape,
                         int pages) {
  std::string pdf;
  const Owned<cairo_surface_t> surface(
      cairo_pdf_surface_create_for_stream(&keep, &pdf, shape.width, shape.height));
  // Later versions put objects into streams, which with_reading() would have to open.
  cairo_pdf_surface_restrict_to_version(surface.get(), CAIRO_PDF_VERSION_1_4);
  const std::string title = letter.hotel + ": " + letter.title;
  cairo_pdf_surface_set_metadata(surface.get(), CAIRO_PDF_METADATA_TITLE, title.c_str());
  cairo_pdf_surface_set_metadata(surface.get(), CAIRO_PDF_METADATA_AUTHOR, letter.hotel.c_str());
  const Owned<cairo_t> cairo(cairo_create(surface.get()));
  Sheet sheet(cairo.get(), shape, letter.language, false);
  set(sheet, letter, paper, pages);
  cairo_surface_finish(surface.get());
  if (const cairo_status_t status = cairo_surface_status(surface.get());
      status != CAIRO_STATUS_SUCCESS) {
    return fail(ErrorCode::internal,
                std::string("Cairo cannot write the letter: ") + cairo_status_to_string(status));
  }
  return with_reading(std::move(pdf), {letter.language, letter.qr_label});
}

}  // namespace

Result<port::LetterDocument> Writer::write(const port::Letter& letter, port::Paper paper) {
  if (Status font = look_for_font(); !font) {
    return font.error();
  }
  Shape shape = paper == port::Paper::a4 ? a4_shape : roll_shape;
  const Extent extent = measure(letter, paper, shape);
  if (extent.pages > limits::letter_pages_max) {
    return fail(ErrorCode::too_large,
                "the letter has more than " + std::to_string(limits::letter_pages_max) + " pages");
  }
  if (shape.height <= 0) {
    shape.height = extent.end + shape.bottom;
  }
  Result<std::string> pdf = draw(letter, paper, shape, extent.pages);
  if (!pdf) {
    return pdf.error();
  }
  return port::LetterDocument{*std::move(pdf),
                              static_cast<std::int32_t>(std::ceil(shape.width / mm)),
                              static_cast<std::int32_t>(std::ceil(shape.height / mm))};
}

}  // namespace lobby::letter
