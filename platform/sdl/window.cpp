// Window over SDL 2. Touch and mouse stay apart (SDL's synthetic events are off); the first finger
// down is the only one followed. UI thread, except wake().
#include "platform/sdl/window.h"

#include <utility>

#include <SDL.h>

namespace lobby::sdl {

namespace {

Error sdl_error(const std::string& what) {
  return fail(ErrorCode::unavailable, what + ": " + SDL_GetError());
}

// The one registered user event: somebody outside the UI thread has something for it.
std::uint32_t wake_event_type() {
  static const std::uint32_t type = SDL_RegisterEvents(1);
  return type;
}

void set_hints() {
  SDL_SetHint(SDL_HINT_TOUCH_MOUSE_EVENTS, "0");
  SDL_SetHint(SDL_HINT_MOUSE_TOUCH_EVENTS, "0");
  SDL_SetHint(SDL_HINT_RENDER_SCALE_QUALITY, "linear");
  SDL_SetHint(SDL_HINT_VIDEO_ALLOW_SCREENSAVER, "0");
  SDL_SetHint(SDL_HINT_NO_SIGNAL_HANDLERS, "1");
}

}  // namespace

Result<Window> Window::open(const WindowOptions& options) {
  set_hints();
  if (SDL_InitSubSystem(SDL_INIT_VIDEO | SDL_INIT_EVENTS) != 0) {
    return sdl_error("SDL cannot open a display (set SDL_VIDEODRIVER=dummy to run without one)");
  }
  Window window;
  std::uint32_t flags = SDL_WINDOW_RESIZABLE;
  if (options.full_screen) flags = SDL_WINDOW_FULLSCREEN_DESKTOP | SDL_WINDOW_INPUT_GRABBED;
  window.window_ =
      SDL_CreateWindow(options.title.c_str(), SDL_WINDOWPOS_CENTERED, SDL_WINDOWPOS_CENTERED,
                       options.width_px, options.height_px, flags);
  if (window.window_ == nullptr) return sdl_error("SDL cannot create a window");
  if (!options.software) {
    window.renderer_ = SDL_CreateRenderer(window.window_, -1,
                                          SDL_RENDERER_ACCELERATED | SDL_RENDERER_PRESENTVSYNC);
  }
  if (window.renderer_ == nullptr) {
    window.renderer_ = SDL_CreateRenderer(window.window_, -1, SDL_RENDERER_SOFTWARE);
  }
  if (window.renderer_ == nullptr) return sdl_error("SDL cannot create a renderer");
  if (options.full_screen) SDL_ShowCursor(SDL_DISABLE);
  SDL_StartTextInput();
  wake_event_type();
  return window;
}

Window::Window(Window&& other) noexcept
    : window_(std::exchange(other.window_, nullptr)),
      renderer_(std::exchange(other.renderer_, nullptr)),
      finger_(other.finger_) {}

Window::~Window() {
  if (renderer_ != nullptr) SDL_DestroyRenderer(renderer_);
  if (window_ == nullptr) return;
  SDL_DestroyWindow(window_);
  SDL_QuitSubSystem(SDL_INIT_VIDEO | SDL_INIT_EVENTS);
}

std::optional<Event> Window::wait(std::int64_t timeout_ms) {
  const std::int64_t deadline = timeout_ms < 0 ? -1 : now_ms() + timeout_ms;
  while (true) {
    SDL_Event event;
    int got = 0;
    if (timeout_ms == 0) {
      got = SDL_PollEvent(&event);
    } else if (timeout_ms < 0) {
      got = SDL_WaitEvent(&event);
    } else {
      const std::int64_t left = deadline - now_ms();
      got =
          left <= 0 ? SDL_PollEvent(&event) : SDL_WaitEventTimeout(&event, static_cast<int>(left));
    }
    if (got == 0) return std::nullopt;
    // Events without a meaning here (a moved window, a released key) do not end the wait.
    if (auto translated = translate(event)) return translated;
  }
}

// SDL keeps handled events in a list and takes new ones from it. More than a guest's longest burst
// of keys are pushed and taken off again.
void Window::forget_events() {
  constexpr int events_at_once = 2'048;
  static const std::uint32_t type = SDL_RegisterEvents(1);
  SDL_Event empty{};
  empty.type = type;
  for (int event = 0; event < events_at_once; ++event) {
    if (SDL_PushEvent(&empty) != 1) {
      break;
    }
  }
  SDL_FlushEvent(type);
}

void Window::wake() {
  SDL_Event event{};
  event.type = wake_event_type();
  SDL_PushEvent(&event);
}

std::int64_t Window::now_ms() const {
  return static_cast<std::int64_t>(SDL_GetTicks64());
}

int Window::width_px() const {
  int width = 0;
  int height = 0;
  SDL_GetRendererOutputSize(renderer_, &width, &height);
  return width;
}

int Window::height_px() const {
  int width = 0;
  int height = 0;
  SDL_GetRendererOutputSize(renderer_, &width, &height);
  return height;
}

void Window::clear() {
  SDL_SetRenderDrawColor(renderer_, 0, 0, 0, 255);
  SDL_RenderClear(renderer_);
}

void Window::present() {
  SDL_RenderPresent(renderer_);
}

Result<Pixels> Window::read_pixels() {
  Pixels pixels;
  pixels.width_px = width_px();
  pixels.height_px = height_px();
  pixels.rgba.resize(static_cast<std::size_t>(pixels.width_px) *
                     static_cast<std::size_t>(pixels.height_px) * 4);
  if (SDL_RenderReadPixels(renderer_, nullptr, SDL_PIXELFORMAT_RGBA32, pixels.rgba.data(),
                           pixels.width_px * 4) != 0) {
    return sdl_error("SDL cannot read the picture back");
  }
  for (std::size_t at = 3; at < pixels.rgba.size(); at += 4) pixels.rgba[at] = 255;
  return pixels;
}

std::string Window::renderer_name() const {
  SDL_RendererInfo info{};
  return SDL_GetRendererInfo(renderer_, &info) == 0 ? info.name : "unknown";
}

}  // namespace lobby::sdl
