// Owners of what Cairo and Pango hand out. Private to this folder.
#pragma once

#include <memory>

#include <cairo/cairo.h>
#include <pango/pangocairo.h>

namespace lobby::letter {

struct Release {
  void operator()(cairo_surface_t* surface) const { cairo_surface_destroy(surface); }
  void operator()(cairo_t* cairo) const { cairo_destroy(cairo); }
  void operator()(PangoLayout* layout) const { g_object_unref(layout); }
  void operator()(PangoContext* context) const { g_object_unref(context); }
  void operator()(PangoAttrList* list) const { pango_attr_list_unref(list); }
  void operator()(PangoFont* font) const { g_object_unref(font); }
  void operator()(PangoFontDescription* font) const { pango_font_description_free(font); }
};
template <class T>
using Owned = std::unique_ptr<T, Release>;

// Simplified Chinese forms and, in the same drawing, Latin letters.
inline constexpr char font_family[] = "Noto Sans CJK SC";

}  // namespace lobby::letter
