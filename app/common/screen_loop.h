// The render loop of kiosk and desk: one window, one program. Draws when something happened, waits
// otherwise; a still screen costs no frame.
// UI thread.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <string>

#include "app/common/device_settings.h"
#include "app/common/screen_program.h"
#include "app/ui/self_check.h"
#include "core/base/result.h"
#include "core/port/clock.h"

namespace lobby {

struct ScreenLoopOptions {
  std::string title;
  ScreenSettings screen;
  std::filesystem::path pictures;  // PNG files by name
  ui::Rules rules;                 // floors the panel must keep
};

class ScreenLoop {
 public:
  // Errors: those of the window and the fonts; configuration, naming the number, when a target or
  // a text would fall under its floor on this panel.
  static Result<std::unique_ptr<ScreenLoop>> open(const ScreenLoopOptions& options);
  ~ScreenLoop();

  // Until the window is closed or `stop` says so. Where a service manager watches, it hears of each
  // turn of this loop.
  void run(ScreenProgram& program, port::Clock& clock, const std::function<bool()>& stop);

  // Makes run() look at its mail. Any thread.
  static void wake();

  std::int64_t frames_drawn() const;

 private:
  struct Parts;
  explicit ScreenLoop(std::unique_ptr<Parts> parts);
  std::unique_ptr<Parts> parts_;
};

// What on this panel would fall under a floor; empty when it may be used. 20 mm targets and 7.6 mm
// capitals at the design's sizes (ui.md).
std::string panel_fault(const ScreenSettings& screen, const ui::Rules& rules);

}  // namespace lobby
