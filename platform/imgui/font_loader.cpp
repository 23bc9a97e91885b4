// The upstream loader with one function in front of it. What it keeps for a size of a font
// (`loader_data`, ImGui_ImplFreeType_FontSrcBakedData) begins with that size's FT_Size.
#include "platform/imgui/font_loader.h"

#include <ft2build.h>
#include FT_FREETYPE_H
#include FT_SIZES_H

#include <imgui.h>
#include <imgui_freetype.h>
#include <imgui_internal.h>

namespace lobby::imgui {
namespace {

bool load_glyph(ImFontAtlas* atlas, ImFontConfig* source, ImFontBaked* baked, void* loader_data,
                ImWchar code_point, ImFontGlyph* glyph, float* advance) {
  FT_Activate_Size(*static_cast<FT_Size*>(loader_data));
  return ImGuiFreeType::GetFontLoader()->FontBakedLoadGlyph(atlas, source, baked, loader_data,
                                                            code_point, glyph, advance);
}

ImFontLoader mended() {
  ImFontLoader loader = *ImGuiFreeType::GetFontLoader();
  loader.FontBakedLoadGlyph = load_glyph;
  return loader;
}

}  // namespace

const ImFontLoader* font_loader() {
  static const ImFontLoader loader = mended();
  return &loader;
}

}  // namespace lobby::imgui
