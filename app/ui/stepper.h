// Stepper: minus, value, plus; label above. UI thread.
#pragma once

#include <string_view>

#include "app/ui/frame.h"

namespace lobby::ui {

enum class StepperTap : std::uint8_t { none, minus, plus, minus_ten, plus_ten };
struct StepperSpec {
  std::string_view id{};
  Point at{};  // of the label; the box follows 56 below it
  float width = 312;
  std::string_view label{};
  std::string_view value{};  // "2 nights", already worded
  bool at_min = false;
  bool at_max = false;
  bool tens = false;
};
StepperTap stepper(Frame& frame, const StepperSpec& spec);

// The box alone, any height from 76 (add-on cards, landscape rows).
struct StepperBoxSpec {
  std::string_view id{};
  Rect rect{};
  std::string_view label{};  // spoken
  std::string_view value{};
  bool at_min = false;
  bool at_max = false;
  float button_width = 96;
  bool dividers = true;
  bool tens = false;  // for large parties: -10 and +10 outside minus and plus
};
StepperTap stepper_box(Frame& frame, const StepperBoxSpec& spec);

// A whole row of a form (screen 31): label and a quieter note left, the stepper right.
struct StepperRowSpec {
  std::string_view id{};
  Rect rect{};  // 984 x 144
  std::string_view label{};
  std::string_view note{};
  std::string_view value{};
  bool at_min = false;
  bool at_max = false;
  bool tens = false;
};
StepperTap stepper_row(Frame& frame, const StepperRowSpec& spec);

}  // namespace lobby::ui
