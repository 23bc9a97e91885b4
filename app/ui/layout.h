// Layout: where the parts every screen shares stand, in canvas pixels, for the frame's orientation
// and access settings. Screens place their own content between these lines. Any thread.
#pragma once

#include "app/ui/frame.h"

namespace lobby::ui {

inline constexpr float margin_px = 48;

struct Layout {
  Size canvas;
  float top_bar_bottom = 0;  // the TopBar ends here
  float header_bottom = 0;   // the HeaderPanel ends here
  float controls_from = 0;   // no control above this line (30%; 50% in reach mode)
  float content_bottom = 0;  // content ends here, above the ActionBar
  float action_y = 0;        // the ActionBar, 120 high
  float access_y = 0;        // the AccessBar, to the end of the canvas
  float content_width = 0;   // between the margins
};

inline Layout layout_of(const Frame& frame) {
  const bool large = frame.theme().large_text();
  const bool reach = frame.theme().reach;
  if (frame.portrait()) {
    return {{1080, 1920},
            large ? 192.F : 176.F,
            552,
            reach ? 960.F : 576.F,
            large ? 1536.F : 1608.F,
            large ? 1560.F : 1640.F,
            large ? 1704.F : 1784.F,
            984};
  }
  return {{1920, 1080}, 112, 322, reach ? 540.F : 324.F, 808, 824, 960, 1824};
}

}  // namespace lobby::ui
