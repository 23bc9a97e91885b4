// SDL events to neutral values. UI thread.
#include <SDL.h>

#include "platform/sdl/window.h"

namespace lobby::sdl {

namespace {

Event pointer(EventKind kind, float x, float y, bool touch) {
  Event event;
  event.kind = kind;
  event.x = x;
  event.y = y;
  event.touch = touch;
  return event;
}

std::optional<Event> translate_mouse(const SDL_Event& from) {
  if (from.type == SDL_MOUSEMOTION) {
    if (from.motion.which == SDL_TOUCH_MOUSEID) return std::nullopt;
    return pointer(EventKind::pointer_move, static_cast<float>(from.motion.x),
                   static_cast<float>(from.motion.y), false);
  }
  if (from.button.button != SDL_BUTTON_LEFT || from.button.which == SDL_TOUCH_MOUSEID) {
    return std::nullopt;
  }
  const bool down = from.type == SDL_MOUSEBUTTONDOWN;
  return pointer(down ? EventKind::pointer_down : EventKind::pointer_up,
                 static_cast<float>(from.button.x), static_cast<float>(from.button.y), false);
}

Event translate_key(const SDL_KeyboardEvent& from) {
  Event event;
  event.kind = EventKind::key_down;
  event.key = SDL_GetKeyName(from.keysym.sym);
  event.shift = (from.keysym.mod & KMOD_SHIFT) != 0;
  event.control = (from.keysym.mod & KMOD_CTRL) != 0;
  event.alt = (from.keysym.mod & KMOD_ALT) != 0;
  return event;
}

std::optional<Event> translate_window(const SDL_WindowEvent& from) {
  Event event;
  switch (from.event) {
    case SDL_WINDOWEVENT_SIZE_CHANGED:
    case SDL_WINDOWEVENT_EXPOSED:
    case SDL_WINDOWEVENT_RESTORED:
      event.kind = EventKind::resized;
      return event;
    case SDL_WINDOWEVENT_LEAVE:
    case SDL_WINDOWEVENT_FOCUS_LOST:
      event.kind = EventKind::pointer_cancel;
      return event;
    default:
      return std::nullopt;
  }
}

}  // namespace

std::optional<Event> Window::translate(const SDL_Event& event) {
  std::optional<Event> result;
  switch (event.type) {
    case SDL_QUIT:
      result = Event{};
      result->kind = EventKind::quit;
      break;
    case SDL_WINDOWEVENT:
      result = translate_window(event.window);
      break;
    case SDL_MOUSEMOTION:
    case SDL_MOUSEBUTTONDOWN:
    case SDL_MOUSEBUTTONUP:
      result = translate_mouse(event);
      break;
    case SDL_FINGERDOWN:
    case SDL_FINGERMOTION:
    case SDL_FINGERUP: {
      const SDL_TouchFingerEvent& finger = event.tfinger;
      if (event.type == SDL_FINGERDOWN && finger_ < 0) finger_ = finger.fingerId;
      if (finger.fingerId != finger_) return std::nullopt;
      if (event.type == SDL_FINGERUP) finger_ = -1;
      const EventKind kind = event.type == SDL_FINGERDOWN ? EventKind::pointer_down
                             : event.type == SDL_FINGERUP ? EventKind::pointer_up
                                                          : EventKind::pointer_move;
      result = pointer(kind, finger.x * static_cast<float>(width_px()),
                       finger.y * static_cast<float>(height_px()), true);
      break;
    }
    case SDL_KEYDOWN:
      result = translate_key(event.key);
      break;
    case SDL_TEXTINPUT:
      result = Event{};
      result->kind = EventKind::text;
      result->text = event.text.text;
      break;
    case SDL_DROPFILE:
      result = Event{};
      result->kind = EventKind::file_dropped;
      result->text = event.drop.file;
      SDL_free(event.drop.file);
      break;
    case SDL_RENDER_TARGETS_RESET:
      result = Event{};
      result->kind = EventKind::resized;
      break;
    default:
      if (event.type >= SDL_USEREVENT) result = Event{};
      break;
  }
  if (result) result->at_ms = static_cast<std::int64_t>(event.common.timestamp);
  return result;
}

}  // namespace lobby::sdl
