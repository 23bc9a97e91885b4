// Inject: pushes real SDL events, as a touch panel, a mouse, a keypad or a scanner would. Used by
// the tour and the UI tests; they take the same way as a guest's. UI thread.
#pragma once

#include <string_view>

namespace lobby::sdl {

enum class PointerAct : unsigned char { down, move, up };

// Window pixels; `width_px` and `height_px` are the window's.
void push_finger(PointerAct act, float x, float y, int width_px, int height_px);
void push_mouse(PointerAct act, float x, float y);
// SDL's key name ("Tab", "Return", "Escape", "A"); false when there is no such key.
bool push_key(std::string_view name, bool shift = false, bool control = false);
// UTF-8, split as SDL does (at most 31 bytes an event).
void push_text(std::string_view utf8);

}  // namespace lobby::sdl
