// SDL's key names to Key. UI thread.
#include "app/ui/adapt.h"

#include <algorithm>
#include <array>
#include <utility>

namespace lobby::ui {

KeyName key_from_name(std::string_view name) {
  static constexpr std::array<std::pair<std::string_view, Key>, 33> names = {{
      {"Tab", Key::tab},
      {"Return", Key::enter},
      {"Keypad Enter", Key::enter},
      {"Space", Key::space},
      {"Escape", Key::escape},
      {"Backspace", Key::backspace},
      {"Delete", Key::erase},
      {"Left", Key::left},
      {"Right", Key::right},
      {"Up", Key::up},
      {"Down", Key::down},
      {"Home", Key::home},
      {"End", Key::end},
      {"PageUp", Key::page_up},
      {"PageDown", Key::page_down},
      {"F1", Key::f1},
      {"F2", Key::f2},
      {"F3", Key::f3},
      {"F4", Key::f4},
      {"F5", Key::f5},
      {"F6", Key::f6},
      {"F7", Key::f7},
      {"F8", Key::f8},
      {"F9", Key::f9},
      {"F10", Key::f10},
      {"F11", Key::f11},
      {"F12", Key::f12},
      {"F15", Key::headset_in},
      {"F16", Key::headset_out},
      {"Keypad Tab", Key::tab},
      {"Keypad Space", Key::space},
      {"Select", Key::enter},
      {"Keypad Backspace", Key::backspace},
  }};
  const auto found =
      std::find_if(names.begin(), names.end(), [&](const auto& row) { return row.first == name; });
  if (found != names.end()) return {found->second, 0};
  if (name.size() != 1) return {};
  const char letter = name.front();
  const bool upper = letter >= 'A' && letter <= 'Z';
  return {Key::character, static_cast<char32_t>(upper ? letter - 'A' + 'a' : letter)};
}

}  // namespace lobby::ui
