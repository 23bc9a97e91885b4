// Window, host and session round a program.
#include "app/common/screen_loop.h"

#include <algorithm>
#include <array>
#include <cstdio>
#include <utility>

#include "app/ui/session.h"
#include "platform/image/png.h"
#include "platform/imgui/host.h"
#include "platform/sdl/window.h"
#include "platform/system/service_notice.h"

namespace lobby {
namespace {

constexpr std::int64_t stop_check_ms = 1'000;  // how late a signal may be noticed

Result<imgui::LoadedPicture> load_picture(const std::filesystem::path& pictures,
                                          std::string_view name) {
  Result<image::Pixels> pixels = image::read_png(pictures / (std::string(name) + ".png"));
  if (!pixels) {
    return pixels.error();
  }
  return imgui::LoadedPicture{pixels->width_px, pixels->height_px, std::move(pixels->rgba)};
}

}  // namespace

struct ScreenLoop::Parts {
  sdl::Window window;
  std::unique_ptr<imgui::Host> host;
  ui::Session<sdl::Window, imgui::Host> session;

  Parts(sdl::Window its_window, std::unique_ptr<imgui::Host> its_host)
      : window(std::move(its_window)), host(std::move(its_host)), session(window, *host) {}
};

ScreenLoop::ScreenLoop(std::unique_ptr<Parts> parts) : parts_(std::move(parts)) {}
ScreenLoop::~ScreenLoop() = default;

std::string panel_fault(const ScreenSettings& screen, const ui::Rules& rules) {
  constexpr double mm_per_inch = 25.4;
  const ui::Panel panel{static_cast<float>(screen.width_px), static_cast<float>(screen.height_px),
                        static_cast<float>(screen.diagonal_mm / mm_per_inch)};
  const ui::Size window{panel.width_px, panel.height_px};
  const ui::Fit fit = ui::fit_canvas(ui::canvas_size(ui::orientation_of(window)), window);
  const double target_mm = rules.target_px * fit.scale / ui::pixels_per_mm(panel);
  if (target_mm >= rules.target_mm) {
    return {};
  }
  std::array<char, 200> text{};
  std::snprintf(text.data(), text.size(),
                "a touch target would be %.1f mm on this panel (%d x %d px, %d mm diagonal) and "
                "must be at least %.0f mm; use a larger panel or correct [screen] in device.toml",
                target_mm, screen.width_px, screen.height_px, screen.diagonal_mm, rules.target_mm);
  return text.data();
}

Result<std::unique_ptr<ScreenLoop>> ScreenLoop::open(const ScreenLoopOptions& options) {
  if (const std::string fault = panel_fault(options.screen, options.rules); !fault.empty()) {
    return fail(ErrorCode::configuration, fault);
  }
  Result<sdl::Window> window = sdl::Window::open({.title = options.title,
                                                  .width_px = options.screen.width_px,
                                                  .height_px = options.screen.height_px,
                                                  .full_screen = options.screen.full_screen});
  if (!window) {
    return window.error();
  }
  imgui::HostOptions host_options;
  host_options.renderer = window->renderer();
  host_options.load_picture = [pictures = options.pictures](std::string_view name) {
    return load_picture(pictures, name);
  };
  Result<std::unique_ptr<imgui::Host>> host = imgui::Host::open(std::move(host_options));
  if (!host) {
    return host.error();
  }
  auto parts = std::make_unique<Parts>(*std::move(window), *std::move(host));
  return std::unique_ptr<ScreenLoop>(new ScreenLoop(std::move(parts)));
}

void ScreenLoop::run(ScreenProgram& program, port::Clock& clock,
                     const std::function<bool()>& stop) {
  auto& session = parts_->session;
  const auto draw = [&program](ui::Frame& frame) { program.draw(frame); };
  system::ServiceNotice notice = system::ServiceNotice::from_environment();
  notice.ready();
  while (!stop()) {
    notice.alive();
    std::int64_t wait_ms = stop_check_ms;
    if (const std::optional<Duration> due = program.tick_at()) {
      wait_ms = std::clamp<std::int64_t>((*due - clock.boot_time()).ms, 0, stop_check_ms);
    }
    const auto turn = session.turn(program.theme(), program.texts(), draw, wait_ms);
    if (turn.quit) {
      break;
    }
    program.read_mail();
    if (const std::optional<Duration> due = program.tick_at(); due && clock.boot_time() >= *due) {
      program.tick();
      session.invalidate();
    }
    if (program.take_wipe()) {
      session.wipe();
      parts_->host->forget_pictures();
    }
    if (program.take_change()) {
      session.invalidate();
    }
  }
  notice.stopping();
}

void ScreenLoop::wake() {
  sdl::Window::wake();
}

std::int64_t ScreenLoop::frames_drawn() const {
  return parts_->session.frames_drawn();
}

}  // namespace lobby
