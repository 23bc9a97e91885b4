// Dear ImGui's FreeType loader, mended: each glyph is loaded at the size it is asked for. The
// loader of 1.92.2b remembers the active size by an address that the atlas gives to another size
// when it drops one in use no longer, and then draws a glyph too small or too large.
// UI thread.
#pragma once

struct ImFontLoader;

namespace lobby::imgui {

// Lives as long as the program.
const ImFontLoader* font_loader();

}  // namespace lobby::imgui
