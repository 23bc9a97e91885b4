// Session: the render loop's body, shared by the programs and the test driver. One turn waits for
// input or a deadline, feeds the interaction model and draws what is due; a still screen draws
// nothing. Window is platform/sdl's, Host is platform/imgui's, known here by shape only:
//   window.wait(milliseconds) -> optional event; window.now_ms(); window.width_px(), height_px();
//   window.forget_events(); window.clear(), present(); host.draw(width, height, function of a
//   paint).
// UI thread.
#pragma once

#include <algorithm>
#include <functional>
#include <utility>

#include "app/ui/adapt.h"
#include "app/ui/frame.h"
#include "app/ui/frame_pacer.h"
#include "app/ui/self_check.h"
#include "core/base/scrub.h"

namespace lobby::ui {

template <class Window, class Host>
class Session {
 public:
  using Draw = std::function<void(Frame&)>;
  struct Turn {
    bool quit = false;
    bool drew = false;
    bool events = false;  // something happened: the idle clock starts again
  };

  Session(Window& window, Host& host) : window_(window), host_(host) {}

  // Waits at most `longest_wait_ms` (-1: as the pacer allows), then draws at most one frame.
  Turn turn(const Theme& theme, const TextCatalog& texts, const Draw& draw,
            std::int64_t longest_wait_ms = -1) {
    Turn turn;
    std::int64_t wait_ms = pacer_.wait_ms(window_.now_ms());
    if (longest_wait_ms >= 0) {
      wait_ms = wait_ms < 0 ? longest_wait_ms : std::min(wait_ms, longest_wait_ms);
    }
    for (auto event = window_.wait(wait_ms); event; event = window_.wait(0)) {
      Event adapted = adapt_event(*event);
      pacer_.note_event();
      if (adapted.kind == EventKind::quit) turn.quit = true;
      if (adapted.kind != EventKind::wake && adapted.kind != EventKind::resized) turn.events = true;
      interaction_.push(std::move(adapted));
    }
    if (!pacer_.due(window_.now_ms())) return turn;
    draw_frame(theme, texts, draw);
    turn.drew = true;
    return turn;
  }

  // The model behind the screen changed (a mailbox, a timer): draw again.
  void invalidate() { pacer_.note_event(); }
  bool still() const { return !pacer_.due(window_.now_ms()) && !interaction_.has_pending(); }
  // Forgets press, focus, queued input and the texts last drawn, and what functions left on the
  // stack.
  void wipe() {
    replace_scrubbed(interaction_, {});
    replace_scrubbed(drawn_, {});
    window_.forget_events();
    scrub_stack();
    pacer_.note_event();
  }

  const Drawn& drawn() const { return drawn_; }
  Fit fit() const { return fit_; }
  Interaction& interaction() { return interaction_; }
  const FramePacer& pacer() const { return pacer_; }
  std::int64_t frames_drawn() const { return frames_drawn_; }

 private:
  void draw_frame(const Theme& theme, const TextCatalog& texts, const Draw& draw) {
    const Size window{static_cast<float>(window_.width_px()),
                      static_cast<float>(window_.height_px())};
    const Orientation orientation = orientation_of(window);
    fit_ = fit_canvas(canvas_size(orientation), window);
    interaction_.begin(drawn_.nodes, fit_);
    Wants wants;
    window_.clear();
    host_.draw(window_.width_px(), window_.height_px(), [&](const auto& paint) {
      Frame frame({theme, texts, interaction_, orientation, window_.now_ms()}, adapt_surface(paint),
                  fit_);
      draw(frame);
      frame.finish();
      wants = frame.wants();
      drawn_ = {frame.size(), frame.nodes(), frame.canvas().texts(), frame.canvas().edges()};
    });
    window_.present();
    ++frames_drawn_;
    pacer_.note_frame(window_.now_ms(), interaction_.has_pending(), wants.animate,
                      wants.wake_at_ms);
  }

  Window& window_;
  Host& host_;
  Interaction interaction_;
  FramePacer pacer_;
  Drawn drawn_;
  Fit fit_;
  std::int64_t frames_drawn_ = 0;
};

}  // namespace lobby::ui
