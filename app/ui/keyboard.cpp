// The on-screen keyboards. Portrait keys are 96 with a gap of 8 (screen 05); in landscape, where no
// control may stand above y 324, rows are 72 high and the digits form a block at the right. A
// screen may give a tray of its own: its rows share the height. UI thread.
#include "app/ui/keyboard.h"

#include <array>
#include <cmath>
#include <vector>

#include "app/ui/key_face.h"

namespace lobby::ui {

namespace {

using Act = KeyFace::Act;

constexpr std::array<std::string_view, 3> letter_rows = {"qwertyuiop", "asdfghjkl", "zxcvbnm"};
constexpr std::array<std::string_view, 3> capital_rows = {"QWERTYUIOP", "ASDFGHJKL", "ZXCVBNM"};
constexpr std::array<std::string_view, 3> symbol_rows = {"@#&*()'\"+-", "!?,.:;/_=", "%~^<>[]"};
// With the digits that have no row of their own.
constexpr std::array<std::string_view, 3> number_rows = {"1234567890", "-'.,&()@/", "#*+\":;_"};

struct Board {
  Point at;  // of the first letter key
  float key_w;
  float key_h;
  float pitch_x;
  float pitch_y;
  float side;  // width of shift and backspace
};

std::string_view row_text(const KeyboardState& state, const KeyboardSpec& spec, std::size_t row) {
  if (state.page != KeyPage::letters) return spec.composes ? number_rows[row] : symbol_rows[row];
  return state.shift == Shift::off || spec.composes ? letter_rows[row] : capital_rows[row];
}

void add_row(std::vector<KeyFace>& keys, const Board& board, std::string_view text, Point at) {
  for (std::size_t index = 0; index < text.size(); ++index) {
    const std::string_view letter = text.substr(index, 1);
    keys.push_back(
        {.rect = {at.x + static_cast<float>(index) * board.pitch_x, at.y, board.key_w, board.key_h},
         .text = letter,
         .label = letter});
  }
}

void add_left_of_letters(std::vector<KeyFace>& keys, const Frame& frame, const KeyboardState& state,
                         const KeyboardSpec& spec, Rect where) {
  if (spec.composes) {
    keys.push_back({.rect = where,
                    .text = frame.tr("Split"),
                    .label = frame.tr("Split"),
                    .act = Act::mark,
                    .size = type::body});
  } else {
    keys.push_back({.rect = where,
                    .label = frame.tr("Shift"),
                    .icon = "arrow_upward",
                    .act = Act::shift,
                    .lit = state.shift != Shift::off});
  }
}

void add_letters(std::vector<KeyFace>& keys, const Frame& frame, const KeyboardState& state,
                 const KeyboardSpec& spec, const Board& board) {
  const float indent = board.pitch_x / 2;
  add_row(keys, board, row_text(state, spec, 0), board.at);
  add_row(keys, board, row_text(state, spec, 1), {board.at.x + indent, board.at.y + board.pitch_y});
  const float third = board.at.y + 2 * board.pitch_y;
  const float gap = board.pitch_x - board.key_w;
  add_row(keys, board, row_text(state, spec, 2), {board.at.x + board.side + gap, third});
  const float right = board.at.x + 9 * board.pitch_x + board.key_w;
  if (state.page == KeyPage::letters) {
    add_left_of_letters(keys, frame, state, spec, {board.at.x, third, board.side, board.key_h});
  }
  keys.push_back({.rect = {right - board.side, third, board.side, board.key_h},
                  .label = frame.tr("Delete"),
                  .icon = "backspace",
                  .act = Act::backspace});
}

void add_bottom(std::vector<KeyFace>& keys, const Frame& frame, const KeyboardState& state,
                const KeyboardSpec& spec, const Board& board) {
  const float y = board.at.y + 3 * board.pitch_y;
  const float gap = board.pitch_x - board.key_w;
  const float right = board.at.x + 9 * board.pitch_x + board.key_w;
  const bool letters = state.page == KeyPage::letters;
  float x = board.at.x;
  keys.push_back({.rect = {x, y, board.side, board.key_h},
                  .text = !letters        ? "abc"
                          : spec.composes ? "123"
                                          : "#+@",
                  .label = letters ? frame.tr("Symbols") : frame.tr("Letters"),
                  .act = Act::page,
                  .size = type::body});
  x += board.side + gap;
  if (!spec.language_key.empty()) {
    keys.push_back({.rect = {x, y, board.side, board.key_h},
                    .text = spec.language_key,
                    .label = spec.language_label.empty() ? spec.language_key : spec.language_label,
                    .act = Act::language,
                    .size = type::body});
    x += board.side + gap;
  }
  const float hide_w = 2 * board.side + gap;
  const float hide_x = right - hide_w;
  keys.push_back({.rect = {x, y, hide_x - gap - x, board.key_h},
                  .text = " ",
                  .label = frame.tr("Space"),
                  .size = type::body});
  const std::string_view hide = spec.hide_label.empty() ? frame.tr("Hide") : spec.hide_label;
  keys.push_back({.rect = {hide_x, y, hide_w, board.key_h},
                  .text = hide,
                  .label = hide,
                  .icon = "keyboard_hide",
                  .act = Act::hide,
                  .size = type::body});
}

void add_digit_block(std::vector<KeyFace>& keys, const Board& board, float x) {
  constexpr std::string_view digits = "1234567890";
  for (std::size_t index = 0; index < digits.size(); ++index) {
    const auto column = index == 9 ? 1.F : static_cast<float>(index % 3);
    const std::size_t row = index / 3;
    keys.push_back(
        {.rect = {x + column * board.pitch_x, board.at.y + static_cast<float>(row) * board.pitch_y,
                  board.key_w, board.key_h},
         .text = digits.substr(index, 1),
         .label = digits.substr(index, 1)});
  }
}

KeyTap tap_of(const KeyFace& key, KeyboardState& state) {
  KeyTap tap;
  switch (key.act) {
    case Act::text:
      tap = {KeyTap::What::text, std::string(key.text)};
      if (state.shift == Shift::once) state.shift = Shift::off;
      break;
    case Act::backspace:
      tap.what = KeyTap::What::backspace;
      break;
    case Act::hide:
      tap.what = KeyTap::What::hide;
      break;
    case Act::next:
      tap.what = KeyTap::What::next;
      break;
    case Act::language:
      tap.what = KeyTap::What::language;
      break;
    case Act::mark:
      tap = {KeyTap::What::text, "'"};
      break;
    case Act::shift:  // off, one capital, capitals, off
      state.shift = state.shift == Shift::off    ? Shift::once
                    : state.shift == Shift::once ? Shift::locked
                                                 : Shift::off;
      break;
    case Act::page:
      state.page = state.page == KeyPage::letters ? KeyPage::symbols : KeyPage::letters;
      break;
  }
  return tap;
}

// Five rows in a tray of the screen's choice, digits or candidates on top.
Board tray_board(Rect tray) {
  const TrayRows rows = tray_rows(tray);
  const Rect letters = rows.row(1);
  return {{letters.x, letters.y}, 96, letters.h, 104, rows.pitch, 148};
}

struct PadPlace {
  Rect tray;
  Rect first;
  float pitch_x;
  float pitch_y;
};

PadPlace pad_place(const Frame& frame, const NumberPadSpec& spec) {
  if (spec.tray) {
    const Rect& tray = *spec.tray;
    const float pad = tray.h < 520 ? 12.F : 24.F;
    constexpr float gap_x = 36;
    constexpr float gap_y = 16;
    const float width = std::floor((tray.w - 2 * 48 - 2 * gap_x) / 3);
    const float height = std::floor((tray.h - 2 * pad - 3 * gap_y) / 4);
    return {tray, {tray.x + 48, tray.y + pad, width, height}, width + gap_x, height + gap_y};
  }
  const bool portrait = frame.portrait();
  const Rect tray{0, spec.y, frame.size().w, portrait ? 616.F : 332.F};
  return {tray, portrait ? Rect{48, spec.y + 24, 304, 128} : Rect{468, spec.y + 12, 304, 72}, 340,
          portrait ? 146.F : 79.F};
}

KeyTap pad_keys(Frame& frame, const std::vector<KeyFace>& keys) {
  KeyboardState none;
  KeyTap tap;
  for (const KeyFace& key : keys) {
    if (draw_key(frame, key)) tap = tap_of(key, none);
  }
  return tap;
}

std::vector<KeyFace> digit_faces(const Frame& frame, Rect first, float pitch_x, float pitch_y) {
  std::vector<KeyFace> keys;
  constexpr std::string_view digits = "1234567890";
  const auto place = [&](std::size_t column, std::size_t row) {
    return first.moved(static_cast<float>(column) * pitch_x, static_cast<float>(row) * pitch_y);
  };
  for (std::size_t index = 0; index < digits.size(); ++index) {
    const std::string_view digit = digits.substr(index, 1);
    keys.push_back({.rect = index == 9 ? place(1, 3) : place(index % 3, index / 3),
                    .text = digit,
                    .label = digit,
                    .size = type::title,
                    .weight = Weight::bold});
  }
  keys.push_back({.rect = place(2, 3),
                  .label = frame.tr("Delete"),
                  .icon = "backspace",
                  .act = Act::backspace});
  return keys;
}

}  // namespace

bool apply_key(const KeyTap& tap, TextModel& model) {
  if (tap.what == KeyTap::What::text) {
    const std::size_t before = model.text().size();
    model.insert(tap.text);
    return model.text().size() != before;
  }
  return tap.what == KeyTap::What::backspace && model.backspace();
}

KeyTap keyboard(Frame& frame, KeyboardState& state, const KeyboardSpec& spec) {
  const bool portrait = frame.portrait();
  const float y = spec.y;
  std::vector<KeyFace> keys;
  keys.reserve(48);
  if (spec.tray) {
    const Board board = tray_board(*spec.tray);
    frame.canvas().rect(*spec.tray, {.fill = frame.theme().tray});
    if (!spec.composes) {
      add_row(keys, board, "1234567890", {board.at.x, board.at.y - board.pitch_y});
    }
    add_letters(keys, frame, state, spec, board);
    add_bottom(keys, frame, state, spec, board);
  } else if (portrait) {
    const Board board{{24, y + 128}, 96, 96, 104, 104, 148};
    frame.canvas().rect({0, y, 1080, 560}, {.fill = frame.theme().tray});
    add_row(keys, board, "1234567890", {24, y + 24});
    add_letters(keys, frame, state, spec, board);
    add_bottom(keys, frame, state, spec, board);
  } else {
    const Board board{{56, y + 12}, 124, 72, 132, 79, 188};
    frame.canvas().rect({0, y, 1920, 332}, {.fill = frame.theme().tray});
    add_letters(keys, frame, state, spec, board);
    add_bottom(keys, frame, state, spec, board);
    add_digit_block(keys, board, 1476);
  }
  KeyTap tap;
  KeyboardState after = state;
  for (KeyFace key : keys) {
    const std::string_view drawn = key.text;
    if (key.act == Act::text && drawn == " ") key.text = key.label;  // the space bar says its name
    if (!draw_key(frame, key)) continue;
    key.text = drawn;
    tap = tap_of(key, after);
  }
  state = after;
  return tap;
}

KeyTap number_pad(Frame& frame, const NumberPadSpec& spec) {
  const PadPlace place = pad_place(frame, spec);
  frame.canvas().rect(place.tray, {.fill = frame.theme().tray});
  std::vector<KeyFace> keys = digit_faces(frame, place.first, place.pitch_x, place.pitch_y);
  if (!spec.low_left.empty()) {
    const bool types = spec.low_left_does == KeyTap::What::text;
    keys.push_back({.rect = place.first.moved(0, 3 * place.pitch_y),
                    .text = spec.low_left,
                    .label = spec.low_left,
                    .act = types ? Act::text : Act::next,
                    .size = type::button,
                    .weight = Weight::bold});
  }
  return pad_keys(frame, keys);
}

KeyTap pin_pad(Frame& frame, const PinPadSpec& spec) {
  // The 0 stands between the two function keys below three columns, before them in two rows.
  const std::string_view order = spec.columns == 3 ? "123456789c0d" : "1234567890cd";
  std::vector<KeyFace> keys;
  for (std::size_t index = 0; index < order.size(); ++index) {
    const std::size_t row = index / spec.columns;
    const Rect rect = spec.first.moved(static_cast<float>(index % spec.columns) * spec.pitch.x,
                                       static_cast<float>(row) * spec.pitch.y);
    const std::string_view sign = order.substr(index, 1);
    KeyFace key{.rect = rect,
                .text = sign,
                .label = sign,
                .size = type::title,
                .weight = Weight::bold,
                .enabled = spec.enabled,
                .outlined = true};
    if (sign == "c") {
      key.text = key.label = spec.clear_label;
      key.act = Act::hide;
      key.size = type::button;
    } else if (sign == "d") {
      key.text = {};
      key.label = frame.tr("Delete");
      key.icon = "backspace";
      key.act = Act::backspace;
    }
    keys.push_back(key);
  }
  return pad_keys(frame, keys);
}

}  // namespace lobby::ui
