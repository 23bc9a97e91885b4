// Pushing real SDL events. UI thread.
#include "platform/sdl/inject.h"

#include <algorithm>
#include <cstring>
#include <string>

#include <SDL.h>

namespace lobby::sdl {

namespace {

constexpr SDL_TouchID test_touch_device = 7;
constexpr SDL_FingerID test_finger = 1;

}  // namespace

void push_finger(PointerAct act, float x, float y, int width_px, int height_px) {
  SDL_Event event{};
  event.type = act == PointerAct::down ? SDL_FINGERDOWN
               : act == PointerAct::up ? SDL_FINGERUP
                                       : SDL_FINGERMOTION;
  event.tfinger.timestamp = SDL_GetTicks();
  event.tfinger.touchId = test_touch_device;
  event.tfinger.fingerId = test_finger;
  event.tfinger.x = x / static_cast<float>(width_px);
  event.tfinger.y = y / static_cast<float>(height_px);
  event.tfinger.pressure = act == PointerAct::up ? 0.F : 1.F;
  SDL_PushEvent(&event);
}

void push_mouse(PointerAct act, float x, float y) {
  SDL_Event event{};
  if (act == PointerAct::move) {
    event.type = SDL_MOUSEMOTION;
    event.motion.timestamp = SDL_GetTicks();
    event.motion.x = static_cast<int>(x);
    event.motion.y = static_cast<int>(y);
  } else {
    const bool down = act == PointerAct::down;
    event.type = down ? SDL_MOUSEBUTTONDOWN : SDL_MOUSEBUTTONUP;
    event.button.timestamp = SDL_GetTicks();
    event.button.button = SDL_BUTTON_LEFT;
    event.button.state = down ? SDL_PRESSED : SDL_RELEASED;
    event.button.clicks = 1;
    event.button.x = static_cast<int>(x);
    event.button.y = static_cast<int>(y);
  }
  SDL_PushEvent(&event);
}

bool push_key(std::string_view name, bool shift, bool control) {
  const SDL_Keycode code = SDL_GetKeyFromName(std::string(name).c_str());
  if (code == SDLK_UNKNOWN) return false;
  for (const std::uint32_t type : {SDL_KEYDOWN, SDL_KEYUP}) {
    SDL_Event event{};
    event.type = type;
    event.key.timestamp = SDL_GetTicks();
    event.key.state = type == SDL_KEYDOWN ? SDL_PRESSED : SDL_RELEASED;
    event.key.keysym.sym = code;
    event.key.keysym.scancode = SDL_GetScancodeFromKey(code);
    int modifiers = KMOD_NONE;
    if (shift) modifiers |= KMOD_LSHIFT;
    if (control) modifiers |= KMOD_LCTRL;
    event.key.keysym.mod = static_cast<std::uint16_t>(modifiers);
    SDL_PushEvent(&event);
  }
  return true;
}

void push_text(std::string_view utf8) {
  while (!utf8.empty()) {
    std::size_t bytes = std::min(utf8.size(), sizeof(SDL_TextInputEvent::text) - 1);
    while (bytes < utf8.size() && bytes > 0 &&
           (static_cast<unsigned char>(utf8[bytes]) & 0xC0U) == 0x80U) {
      --bytes;
    }
    SDL_Event event{};
    event.type = SDL_TEXTINPUT;
    event.text.timestamp = SDL_GetTicks();
    std::memcpy(event.text.text, utf8.data(), bytes);
    SDL_PushEvent(&event);
    utf8.remove_prefix(bytes);
  }
}

}  // namespace lobby::sdl
