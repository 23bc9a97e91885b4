// Pager: earlier, "Page 1 of 2", later. Preferred to scrolling. UI thread.
#pragma once

#include "app/ui/frame.h"

namespace lobby::ui {

struct PagerSpec {
  Rect rect{48, 1536, 984, 80};  // landscape 396,836 556x96: arrows only
  int page = 1;                  // from 1
  int pages = 1;
  float end_width = 240;  // landscape 120
  bool arrows_only = false;
};
// -1 earlier, +1 later, 0 nothing.
int pager(Frame& frame, const PagerSpec& spec);

}  // namespace lobby::ui
