// What a guest types on the details screen: the state of the two fields in words, the right
// keyboard under them, and keys of a real keyboard. Private to the details screen.
// UI thread.
#pragma once

#include <string>

#include "app/kiosk/screens/screens.h"
#include "app/ui/field.h"

namespace lobby::kiosk {

// How a field stands: its text as shown and what is said beside it.
struct FieldWords {
  std::string value;
  std::string hint;     // neutral, at the right
  std::string message;  // a mistake, or that it is right
  ui::FieldState state = ui::FieldState::idle;
  std::string composing{};  // letters without their characters yet
};
FieldWords phone_words(const ui::Frame& frame, const flow::KioskState& state);
FieldWords name_words(const ui::Frame& frame, const flow::KioskState& state);

// The keys of the focused field; nothing while no field has the focus.
Touch draw_keyboard(ui::Frame& frame, const KioskView& view, ui::Rect tray);

// Keys of a real keyboard for the focused field.
Touch typed_touch(const ui::Frame& frame, const flow::KioskState& state);

}  // namespace lobby::kiosk
