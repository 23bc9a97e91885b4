// Field: label, value with caret, hint or message. Touching it asks for the keyboard; typing goes
// through apply_key and apply_typed into the caller's TextModel. UI thread.
#pragma once

#include <string_view>

#include "app/ui/frame.h"
#include "app/ui/text_model.h"

namespace lobby::ui {

enum class FieldState : std::uint8_t { idle, typing, wrong, valid };
struct FieldSpec {
  std::string_view id{};
  Rect rect{};  // 96 high
  std::string_view label{};
  std::string_view value{};        // as displayed: "138 0000 5678", or masked
  std::string_view composing{};    // underlined, after the value (pinyin)
  std::string_view placeholder{};  // "touch to fill in"
  std::string_view hint{};         // right, second colour
  std::string_view message{};      // wrong: below the field; valid or typing: right, with a tick
  FieldState state = FieldState::idle;
  bool message_inside = false;  // wrong: at the right too, where there is no room below
  float value_x = 168;          // from the field's left; 144 to 264 by the label's length
};
bool field(Frame& frame, const FieldSpec& spec);

// Text and editing keys of a real keyboard (frame.events()) into a model. True if it changed.
bool apply_typed(const Frame& frame, TextModel& model);

}  // namespace lobby::ui
