// Keyboard: the kiosk's own on-screen keys on a tray: Latin with shift and symbol pages, and number
// pads. Returns what was typed; the caller applies it to its TextModel. The keyboard's own page and
// shift are the caller's state. UI thread.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "app/ui/frame.h"
#include "app/ui/text_model.h"

namespace lobby::ui {

enum class KeyPage : std::uint8_t { letters, symbols, more_symbols };
enum class Shift : std::uint8_t { off, once, locked };

struct KeyboardState {
  KeyPage page = KeyPage::letters;
  Shift shift = Shift::off;
  bool operator==(const KeyboardState&) const = default;
};

struct KeyTap {
  enum class What : std::uint8_t { none, text, backspace, hide, next, language };
  What what = What::none;
  std::string text{};  // What::text
};
// Applies text and backspace; true if the model changed.
bool apply_key(const KeyTap& tap, TextModel& model);

struct KeyboardSpec {
  float y = 1056;                     // top of the tray, 560 high; landscape 392 (five rows of 64)
  std::optional<Rect> tray{};         // stands here instead: five rows share its height, 1080 wide
  std::string_view hide_label{};      // empty: the built-in word
  std::string_view language_key{};    // "中文": shown when another input method exists
  std::string_view language_label{};  // of its node, where its words are not for the ear
  // Letters are composed: a candidate bar stands in place of the digits, which the other page has,
  // and a mark between syllables (') in place of shift. In a tray only.
  bool composes = false;
};
KeyTap keyboard(Frame& frame, KeyboardState& state, const KeyboardSpec& spec);

struct NumberPadSpec {
  float y = 1000;               // top of the tray (portrait 616 high)
  std::optional<Rect> tray{};   // stands here instead: keys share its width and height
  std::string_view low_left{};  // "Next field", "+", "X"; empty: no key there
  KeyTap::What low_left_does = KeyTap::What::next;
};
KeyTap number_pad(Frame& frame, const NumberPadSpec& spec);

// The staff PIN's pad: the digits, a key that takes all of them away (KeyTap::What::hide) and one
// that takes the last.
struct PinPadSpec {
  Rect first{150, 992, 244, 128};  // the key 1
  Point pitch{268, 152};
  std::size_t columns = 3;  // 6 in landscape, where there is room for two rows
  std::string_view clear_label{};
  bool enabled = true;
};
KeyTap pin_pad(Frame& frame, const PinPadSpec& spec);

}  // namespace lobby::ui
