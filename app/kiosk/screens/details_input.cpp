// Fields in words, and the keys below them.
#include "app/kiosk/screens/details_input.h"

#include <algorithm>

#include "app/kiosk/screens/details_chinese.h"
#include "app/ui/keyboard.h"
#include "core/base/limits.h"
#include "core/flow/kiosk_entry.h"
#include "core/guest/guest.h"

namespace lobby::kiosk {
namespace {

constexpr std::size_t mainland_digits = 11;
constexpr std::size_t hint_letters_max = 6;  // composed letters leave room for a hint so long

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}
bool is_phone_key(char c) {
  return is_digit(c) || c == '+';
}

std::size_t digits_in(std::string_view text) {
  return static_cast<std::size_t>(std::ranges::count_if(text, is_digit));
}

// "8 of 11 digits" while typing; a number of another country may end anywhere from 6 to 15.
std::string digits_text(const ui::Frame& frame, std::string_view phone) {
  const std::size_t digits = digits_in(phone);
  if (phone.starts_with('1')) {
    return frame.tr("{0} of {1} digits", digits, mainland_digits);
  }
  return frame.trn("{0} digit", "{0} digits", static_cast<std::int64_t>(digits));
}

std::string phone_fault(const ui::Frame& frame, std::string_view phone) {
  const std::size_t digits = digits_in(phone);
  if (phone.starts_with('1')) {
    return digits < mainland_digits ? digits_text(frame, phone)
                                    : frame.tr("{0} digits, need {1}", digits, mainland_digits);
  }
  return digits < limits::phone_digits_min
             ? frame.tr("{0} digits, {1} or more", digits, limits::phone_digits_min)
             : frame.tr("{0} digits, at most {1}", digits, limits::phone_digits_max);
}

bool starts_word(std::string_view name) {
  return name.empty() || name.back() == ' ' || name.back() == '-';
}

flow::KioskEvent other_field(flow::FieldId field, flow::KioskScreen screen) {
  const flow::FieldId other =
      screen == flow::KioskScreen::find ? flow::FieldId::code : flow::FieldId::name;
  return flow::FieldFocused{field == flow::FieldId::phone ? other : flow::FieldId::phone};
}

Touch touch_of(const ui::KeyTap& tap, const flow::KioskState& state) {
  switch (tap.what) {
    case ui::KeyTap::What::none:
      return std::nullopt;
    case ui::KeyTap::What::language:
      return flow::ScriptSwitched{};
    case ui::KeyTap::What::text:
      return flow::KeyTyped{tap.text};
    case ui::KeyTap::What::backspace:
      return flow::KeyErased{};
    case ui::KeyTap::What::hide:
      return flow::KeyboardHidden{};
    case ui::KeyTap::What::next:
      return other_field(*state.focus, state.screen);
  }
  return std::nullopt;
}

// A name's words begin with a capital unless the guest says otherwise.
ui::KeyTap name_keyboard(ui::Frame& frame, const KioskView& view, ui::Rect tray) {
  ui::KeyboardState passing;
  ui::KeyboardState& keys = view.keyboard != nullptr ? *view.keyboard : passing;
  if (view.state.name.empty() && keys.shift == ui::Shift::off) {
    keys.shift = ui::Shift::once;
  }
  ui::KeyboardSpec spec{.tray = tray};
  if (view.context.chinese) {
    spec.language_key = "中文";
    spec.language_label = frame.tr("Chinese characters");
  }
  ui::KeyTap tap = ui::keyboard(frame, keys, spec);
  if (tap.what == ui::KeyTap::What::text && keys.shift == ui::Shift::off && starts_word(tap.text)) {
    keys.shift = ui::Shift::once;
  }
  return tap;
}

// A code is printed in capitals.
ui::KeyTap code_keyboard(ui::Frame& frame, const KioskView& view, ui::Rect tray) {
  ui::KeyboardState capitals{.shift = ui::Shift::locked};
  if (view.keyboard != nullptr) {
    capitals.page = view.keyboard->page;
  }
  ui::KeyTap tap = ui::keyboard(frame, capitals, {.tray = tray});
  if (view.keyboard != nullptr) {
    view.keyboard->page = capitals.page;
  }
  return tap;
}

}  // namespace

FieldWords phone_words(const ui::Frame& frame, const flow::KioskState& state) {
  const bool focused = state.focus == flow::FieldId::phone;
  FieldWords words{guest::phone_text(state.phone),
                   {},
                   {},
                   focused ? ui::FieldState::typing : ui::FieldState::idle};
  if (state.phone.empty()) {
    words.hint = focused ? frame.tr("to find your booking") : frame.tr("touch to fill in");
  } else if (guest::parse_phone(state.phone)) {
    words.message = frame.tr("Number valid");
    words.state = focused ? ui::FieldState::typing : ui::FieldState::valid;
  } else if (focused && digits_in(state.phone) <= mainland_digits) {
    words.hint = digits_text(frame, state.phone);
  } else {
    words.message = phone_fault(frame, state.phone);
    words.state = ui::FieldState::wrong;
  }
  return words;
}

FieldWords name_words(const ui::Frame& frame, const flow::KioskState& state) {
  const bool focused = state.focus == flow::FieldId::name;
  FieldWords words{state.name,
                   std::string(frame.tr("as on your ID")),
                   {},
                   focused ? ui::FieldState::typing : ui::FieldState::idle,
                   state.composing.letters};
  if (state.composing.letters.size() > hint_letters_max) {
    words.hint.clear();
  }
  if (!focused && !state.name.empty() && !guest::parse_name(state.name)) {
    words.hint.clear();
    words.message = frame.tr("a name has letters");
    words.state = ui::FieldState::wrong;
  }
  return words;
}

Touch draw_keyboard(ui::Frame& frame, const KioskView& view, ui::Rect tray) {
  if (!view.state.focus) {
    return std::nullopt;
  }
  const flow::FieldId field = *view.state.focus;
  if (field == flow::FieldId::name && flow::is_composing(view.state, view.context)) {
    return draw_chinese_keys(frame, view, tray);
  }
  if (field == flow::FieldId::name) {
    return touch_of(name_keyboard(frame, view, tray), view.state);
  }
  if (field == flow::FieldId::code) {
    return touch_of(code_keyboard(frame, view, tray), view.state);
  }
  return touch_of(
      ui::number_pad(frame,
                     {.tray = tray, .low_left = "+", .low_left_does = ui::KeyTap::What::text}),
      view.state);
}

Touch typed_touch(const ui::Frame& frame, const flow::KioskState& state) {
  if (!state.focus) {
    return std::nullopt;
  }
  const bool phone = *state.focus == flow::FieldId::phone;
  // A space on a focused button presses the button; it is not part of a name.
  const bool on_button = std::ranges::any_of(frame.nodes(), [](const ui::Node& node) {
    return node.state.focused && node.role != ui::Role::field;
  });
  std::string typed;
  for (const ui::Event& event : frame.events()) {
    if (event.kind == ui::EventKind::key_down && event.key == ui::Key::backspace) {
      return flow::KeyErased{};
    }
    if (event.kind == ui::EventKind::text && !(on_button && event.text == " ")) {
      typed += event.text;
    }
  }
  if (phone) {
    std::erase_if(typed, [](char c) { return !is_phone_key(c); });
  }
  return typed.empty() ? Touch{} : Touch{flow::KeyTyped{std::move(typed)}};
}

}  // namespace lobby::kiosk
