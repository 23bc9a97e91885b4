// Self-check: holds what a screen drew against the floors of the design: target sizes in pixels and
// millimetres, overlap, off-screen and clipped text, controls out of reach, contrast. Run at
// start-up and by the UI tests on every screen. Pure. Any thread.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "app/ui/canvas.h"
#include "app/ui/node.h"

namespace lobby::ui {

enum class Fault : std::uint8_t {
  duplicate_id,
  unlabelled,
  target_small,
  target_small_mm,
  primary_low,
  controls_overlap,
  off_screen,
  control_high,
  text_clipped,
  text_off_screen,
  text_overlaps,
  text_crosses_control,
  text_small,
  contrast_text,
  contrast_large,
  contrast_edge,
  background_unknown,
};

std::string_view name_of(Fault fault);

struct Finding {
  Fault fault = Fault::duplicate_id;
  std::string what;  // label or text, what was measured and what is asked
  Rect rect;
  bool operator==(const Finding&) const = default;
};

std::string to_string(const Finding& finding);

// The panel a screen is shown on.
struct Panel {
  float width_px = 1080;
  float height_px = 1920;
  float diagonal_in = 27;
  bool operator==(const Panel&) const = default;
};

double pixels_per_mm(const Panel& panel);

// The floors. kiosk_rules: ui.md; desk_rules: DESK.md (mouse and keyboard first).
struct Rules {
  float target_px = 72;
  double target_mm = 20;
  float primary_height_px = 120;
  float controls_from_y = 576;  // canvas pixels
  float text_floor = type::legal;
  double text_contrast = 4.5;
  double large_contrast = 3.0;  // bold and at least type::button
  double edge_contrast = 3.0;
};

Rules kiosk_rules(Orientation orientation, bool reach);
Rules desk_rules();

// What one frame left behind, kept for the check, the tests and speech.
struct Drawn {
  Size canvas;
  std::vector<Node> nodes;
  std::vector<TextRecord> texts;
  std::vector<EdgeRecord> edges;
};

std::vector<Finding> check_drawn(const Drawn& drawn, const Panel& panel, const Rules& rules);

}  // namespace lobby::ui
