// The adapters as the kiosk opens them, and nothing else.
#include "tests/bench/bare_window.h"

#include <cstdio>
#include <memory>

#include "app/ui/session.h"
#include "core/base/check.h"
#include "platform/imgui/host.h"
#include "platform/sdl/window.h"
#include "platform/system/process.h"

namespace lobby::bench {
namespace {

void show_fonts(ui::Frame& frame) {
  constexpr float left = 100;
  constexpr float size = 48;
  frame.canvas().text({left, left}, "Lobby 云庭酒店", {.size = size});
  frame.canvas().text({left, 2 * left}, "Lobby 云庭酒店",
                      {.size = size, .weight = ui::Weight::bold});
  frame.canvas().icon({left, 3 * left}, size, ui::Icon("check"), {});
}

}  // namespace

int run_bare(std::string_view kind) {
  auto stop = system::TerminationSignal::open();
  auto window = sdl::Window::open({});
  CHECK(stop.ok() && window.ok());
  std::unique_ptr<imgui::Host> host;
  if (kind == "fonts") {
    imgui::HostOptions options;
    options.renderer = window->renderer();
    auto opened = imgui::Host::open(std::move(options));
    CHECK(opened.ok());
    host = *std::move(opened);
    ui::Session<sdl::Window, imgui::Host> session(*window, *host);
    const ui::TextCatalog texts;
    session.turn(*ui::make_theme(ui::demo_brand, {}), texts, show_fonts, 0);
  } else {
    window->clear();
    window->present();
  }
  std::printf("frames 1\n");
  std::fflush(stdout);
  while (!stop->arrived()) {
    window->wait(1'000);  // as the kiosk's loop does
  }
  return 0;
}

}  // namespace lobby::bench
