// What the maintenance screen is made of: tiles of health, the queue, the units, the log. They are
// for staff, who read them from near, so their words give way to their places. UI thread.
#pragma once

#include "app/kiosk/screens/screens.h"

namespace lobby::kiosk {

inline constexpr std::size_t health_tiles = 6;

// How the six tiles stand: `first`, and from one to the next.
struct TileGrid {
  ui::Rect first;
  ui::Point pitch;
  std::size_t columns = 3;
};
void draw_health(ui::Frame& frame, const KioskView& view, const TileGrid& grid);

struct RowGrid {
  ui::Rect card;
  float row_y = 76;  // from the card's top
  float pitch = 58;
  float size = ui::type::body;
  std::size_t rows = 4;
};
void draw_queue(ui::Frame& frame, const KioskView& view, const RowGrid& grid);
// The pools of which this kiosk has least for today.
void draw_units(ui::Frame& frame, const KioskView& view, const RowGrid& grid);
void draw_log(ui::Frame& frame, const KioskView& view, const RowGrid& grid);

}  // namespace lobby::kiosk
