// ScreenProgram: what the render loop needs of a program with a screen. The kiosk and the desk are
// two; the tour and the tests run the same objects under their own loop.
// UI thread.
#pragma once

#include <optional>

#include "app/ui/frame.h"
#include "app/ui/text_catalog.h"
#include "app/ui/theme.h"
#include "core/base/time.h"

namespace lobby {

class ScreenProgram {
 public:
  virtual ~ScreenProgram() = default;

  virtual const ui::Theme& theme() const = 0;
  virtual const ui::TextCatalog& texts() const = 0;
  // Draws the state and acts on what was touched; effects run before it returns.
  virtual void draw(ui::Frame& frame) = 0;
  // Reads the mail of the other threads.
  virtual void read_mail() = 0;
  // Boot time of the next tick(); nothing when no one waits.
  virtual std::optional<Duration> tick_at() = 0;
  virtual void tick() = 0;
  // True once after a guest left: the loop forgets input and textures too.
  virtual bool take_wipe() = 0;
  // True once after the state changed outside draw().
  virtual bool take_change() = 0;
};

}  // namespace lobby
