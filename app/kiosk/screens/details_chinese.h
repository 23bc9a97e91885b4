// The name in Chinese: keys for pinyin and what it may mean. Private to the details screen.
// UI thread.
#pragma once

#include "app/kiosk/screens/screens.h"

namespace lobby::kiosk {

Touch draw_chinese_keys(ui::Frame& frame, const KioskView& view, ui::Rect tray);

}  // namespace lobby::kiosk
