// Window: one SDL window with its renderer (the software renderer where there is no GPU or no
// display), its events as neutral values, and a wake-up another thread may send. SDL is initialised
// by open() and left by the destructor; one Window exists at a time.
// UI thread, except wake().
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/base/result.h"

struct SDL_Renderer;
struct SDL_Window;
union SDL_Event;

namespace lobby::sdl {

enum class EventKind : std::uint8_t {
  pointer_down,
  pointer_move,
  pointer_up,
  pointer_cancel,
  key_down,
  text,
  wake,
  resized,
  quit,
  file_dropped,  // text is its path
};

struct Event {
  EventKind kind = EventKind::wake;
  float x = 0;  // window pixels
  float y = 0;
  bool touch = false;
  std::string key;  // SDL's name: "Tab", "Return", "F2", "A"
  bool shift = false;
  bool control = false;
  bool alt = false;
  std::string text;  // UTF-8
  std::int64_t at_ms = 0;
};

struct WindowOptions {
  std::string title = "Lobby";
  int width_px = 1080;
  int height_px = 1920;
  bool full_screen = false;  // also grabs input and hides the pointer
  bool software = false;     // do not even try a GPU
};

struct Pixels {
  int width_px = 0;
  int height_px = 0;
  std::vector<std::uint8_t> rgba;
};

class Window {
 public:
  // Errors: unavailable (no video driver, no window), naming what SDL said.
  static Result<Window> open(const WindowOptions& options);
  Window(Window&& other) noexcept;
  Window& operator=(Window&&) = delete;
  Window(const Window&) = delete;
  Window& operator=(const Window&) = delete;
  ~Window();

  // The next event; waits up to `timeout_ms` for it (0: no wait, -1: for ever).
  std::optional<Event> wait(std::int64_t timeout_ms);
  // Makes wait() return an EventKind::wake. Any thread.
  static void wake();
  std::int64_t now_ms() const;
  // Overwrites what SDL keeps of events that were handled, with the text in them. What waits stays.
  void forget_events();

  int width_px() const;
  int height_px() const;
  void clear();
  void present();
  // What the renderer holds after the last draw; call before the next clear().
  Result<Pixels> read_pixels();

  SDL_Renderer* renderer() const { return renderer_; }
  std::string renderer_name() const;

 private:
  Window() = default;
  std::optional<Event> translate(const SDL_Event& event);

  SDL_Window* window_ = nullptr;
  SDL_Renderer* renderer_ = nullptr;
  std::int64_t finger_ = -1;  // the one finger that is followed; others are ignored
};

}  // namespace lobby::sdl
