// Numbers of screen 05: the bar is 8 above the row of digits that it stands for; mode 136, cells 96
// at a pitch of 100 from 176, the last 168 for the key that opens. A cell of a word is as wide as
// the word. A page has columns of keys, or fewer and wider ones where a candidate is a word.
#include "app/ui/candidate_bar.h"

#include <algorithm>
#include <string>

#include "app/ui/key_face.h"
#include "app/ui/label.h"

namespace lobby::ui {
namespace {

constexpr float inset = 8;
constexpr float mode_width = 152;  // with what parts it from the candidates
constexpr float open_width = 168;
constexpr float cell_pitch = 100;
constexpr float word_margin = 24;

Rect bar_of(Rect tray) {
  const TrayRows rows = tray_rows(tray);
  return rows.first.moved(0, -std::min(inset, (rows.first.y - tray.y) / 3));
}

// What is to be seen of a touch target: a little inside it.
Rect face_of(Rect target) {
  return {target.x, target.y + inset, target.w - 4, target.h - 2 * inset};
}

void draw_centred(Frame& frame, Rect where, std::string_view text, TextStyle style) {
  Canvas& canvas = frame.canvas();
  style.align = Align::centre;
  style.scaled = false;
  style = fitting(canvas, text, style, where.w - 8);
  canvas.text({where.centre().x, canvas.centred_y(where.y, where.h, style.size, false)}, text,
              style);
}

bool draw_mode(Frame& frame, Rect bar, std::string_view mode) {
  const Theme& theme = frame.theme();
  const Rect target{bar.x, bar.y, mode_width, bar.h};
  const Press press = frame.press(
      {.id = "candidates.mode", .role = Role::key, .label = mode, .rect = target, .radius = 12});
  const Rect face{bar.x + inset, bar.y + inset, 136, bar.h - 2 * inset};
  RectStyle style{.fill = press.pressed ? theme.pressed : theme.sand, .radius = 12};
  if (theme.high_contrast) {
    style.border = theme.line;
  }
  frame.canvas().rect(face, style);
  draw_centred(frame, face, mode,
               {.weight = Weight::bold, .colour = press.pressed ? theme.on_pressed : theme.text});
  return press.activated;
}

struct Cell {
  Rect target;
  std::size_t place = 0;
  bool framed = false;  // a key of its own, outside the bar
};

// The first is what a space takes, and looks like it.
bool draw_candidate(Frame& frame, const Cell& cell, std::string_view text, std::size_t count) {
  const Theme& theme = frame.theme();
  const std::string id = "candidate." + std::to_string(cell.place);
  const std::string value = frame.tr("candidate {0} of {1}", cell.place + 1, count);
  const bool first = cell.place == 0;
  const Press press = frame.press({.id = id,
                                   .role = Role::key,
                                   .label = text,
                                   .value = value,
                                   .rect = cell.target,
                                   .radius = 12,
                                   .selected = first});
  const Rect face = cell.framed ? cell.target : face_of(cell.target);
  RectStyle style{.radius = 12};
  if (press.pressed) {
    style.fill = theme.pressed;
  } else if (first) {
    style = {.fill = theme.selected,
             .border = theme.selected_border,
             .border_width = theme.selected_width_px,
             .radius = 12};
  } else if (cell.framed) {
    style.fill = theme.key;
    style.border = theme.high_contrast ? std::optional(theme.line) : std::nullopt;
  }
  frame.canvas().rect(face, style);
  const Colour colour = press.pressed ? theme.on_pressed : first ? theme.accent : theme.text;
  draw_centred(
      frame, face, text,
      {.size = type::heading, .weight = first ? Weight::bold : Weight::regular, .colour = colour});
  return press.activated;
}

struct EndKey {
  std::string_view words;
  Icon icon;
};

bool draw_end(Frame& frame, Rect bar, const EndKey& key) {
  const Theme& theme = frame.theme();
  const Rect target{bar.right() - open_width, bar.y, open_width, bar.h};
  const Press press = frame.press({.id = "candidates.more",
                                   .role = Role::key,
                                   .label = key.words,
                                   .rect = target,
                                   .radius = 12});
  if (press.pressed) {
    frame.canvas().rect(face_of(target), {.fill = theme.pressed, .radius = 12});
  } else {
    frame.canvas().rect({target.x - 4, bar.y + 16, 2, bar.h - 32}, {.fill = theme.line});
  }
  const Colour colour = press.pressed ? theme.on_pressed : theme.accent;
  // The words may go nearer to its edge than a button's.
  draw_label(frame, {.rect = {target.x - 12, target.y, target.w + 24, target.h},
                     .text = key.words,
                     .icon_right = key.icon,
                     .icon_size = 40,
                     .gap = 4,
                     .colour = colour,
                     .icon_colour = colour,
                     .style = {.weight = Weight::bold, .scaled = false}});
  return press.activated;
}

void draw_bar(Frame& frame, Rect bar) {
  const Theme& theme = frame.theme();
  RectStyle style{.fill = theme.surface, .radius = 16};
  if (theme.high_contrast) {
    style.border = theme.line;
  }
  frame.canvas().rect(bar, style);
}

void draw_hint(Frame& frame, Rect bar, std::string_view hint) {
  const float x = bar.x + mode_width + 16;
  const float room = bar.right() - 24 - x;
  TextStyle style{.colour = frame.theme().second, .scaled = false};
  style = fitting(frame.canvas(), hint, style, room);
  frame.text({x, frame.canvas().centred_y(bar.y, bar.h, style.size, false)}, hint, style);
}

float cell_width(Frame& frame, std::string_view text) {
  const float drawn = frame.canvas().text_width(text, {.size = type::heading, .scaled = false});
  return std::max(cell_pitch, drawn + 2 * word_margin);
}

// The cells that a bar has room for.
std::vector<Cell> bar_cells(Frame& frame, Rect bar, const CandidateBarSpec& spec) {
  const auto fill = [&](float end) {
    std::vector<Cell> cells;
    float x = bar.x + mode_width;
    for (std::size_t place = 0; place < spec.candidates.size(); ++place) {
      const float width = std::min(cell_width(frame, spec.candidates[place]), end - x);
      if (width < cell_pitch || (place > 0 && width < cell_width(frame, spec.candidates[place]))) {
        break;
      }
      cells.push_back({{x, bar.y, width, bar.h}, place, false});
      x += width;
    }
    return cells;
  };
  std::vector<Cell> all = fill(bar.right() - inset);
  return all.size() == spec.candidates.size() ? all : fill(bar.right() - open_width - 4);
}

struct PageGrid {
  TrayRows rows;
  float pitch = 104;
  std::size_t columns = 10;
  std::size_t size() const { return 3 * columns; }
  Cell cell(std::size_t index, std::size_t place) const {
    const Rect row = rows.row(1 + static_cast<int>(index / columns));
    const float x = row.x + static_cast<float>(index % columns) * pitch;
    return {{x, row.y, pitch - 8, row.h}, place, true};
  }
};

// As many columns as the longest word leaves; a key is 96 wide, and takes a character.
PageGrid grid_of(const CandidateBarSpec& spec) {
  constexpr std::size_t bytes_of_one = 4;  // a character of Chinese is three bytes, or four
  constexpr std::size_t bytes_of_few = 3 * 5;
  std::size_t longest = 0;
  for (const std::string_view text : spec.candidates) {
    longest = std::max(longest, text.size());
  }
  const TrayRows rows = tray_rows(spec.tray);
  if (longest <= bytes_of_one) {
    return {.rows = rows};
  }
  return longest <= bytes_of_few ? PageGrid{.rows = rows, .pitch = 260, .columns = 4}
                                 : PageGrid{.rows = rows, .pitch = 1040, .columns = 1};
}

CandidateTap draw_page_keys(Frame& frame, const PageGrid& grid, const CandidateBarSpec& spec) {
  const Rect row = grid.rows.row(4);
  CandidateTap tap;
  const bool has_before = spec.first > 0;
  const bool has_more = spec.first + grid.size() < spec.candidates.size();
  if (draw_key(frame, {.rect = {row.x, row.y, 408, row.h},
                       .text = frame.tr("Previous"),
                       .label = frame.tr("Previous"),
                       .icon = "chevron_left",
                       .act = KeyFace::Act::page,
                       .size = type::body,
                       .enabled = has_before})) {
    tap = {CandidateTap::What::open, spec.first - std::min(spec.first, grid.size())};
  }
  if (draw_key(frame, {.rect = {row.x + 416, row.y, 408, row.h},
                       .text = frame.tr("Next page"),
                       .label = frame.tr("Next page"),
                       .icon = "chevron_right",
                       .act = KeyFace::Act::page,
                       .size = type::body,
                       .enabled = has_more})) {
    tap = {CandidateTap::What::open, spec.first + grid.size()};
  }
  if (draw_key(frame, {.rect = {row.right() - 200, row.y, 200, row.h},
                       .label = frame.tr("Delete"),
                       .icon = "backspace",
                       .act = KeyFace::Act::backspace})) {
    tap.what = CandidateTap::What::erase;
  }
  return tap;
}

}  // namespace

CandidateTap candidate_bar(Frame& frame, const CandidateBarSpec& spec) {
  const Rect bar = bar_of(spec.tray);
  draw_bar(frame, bar);
  CandidateTap tap;
  if (draw_mode(frame, bar, spec.mode)) {
    tap.what = CandidateTap::What::mode;
  }
  if (spec.candidates.empty()) {
    draw_hint(frame, bar, spec.hint);
    return tap;
  }
  const std::vector<Cell> cells = bar_cells(frame, bar, spec);
  for (const Cell& cell : cells) {
    if (draw_candidate(frame, cell, spec.candidates[cell.place], spec.candidates.size())) {
      tap = {CandidateTap::What::candidate, cell.place};
    }
  }
  if (cells.size() < spec.candidates.size() &&
      draw_end(frame, bar, {frame.tr("More"), "expand_more"})) {
    tap = {CandidateTap::What::open, 0};
  }
  return tap;
}

CandidateTap candidate_page(Frame& frame, const CandidateBarSpec& spec) {
  const Rect bar = bar_of(spec.tray);
  const PageGrid grid = grid_of(spec);
  frame.canvas().rect(spec.tray, {.fill = frame.theme().tray});
  draw_bar(frame, bar);
  CandidateTap tap;
  if (draw_mode(frame, bar, spec.mode)) {
    tap.what = CandidateTap::What::mode;
  }
  const std::size_t pages = (spec.candidates.size() + grid.size() - 1) / grid.size();
  const float x = bar.x + mode_width + 16;
  frame.text({x, frame.canvas().centred_y(bar.y, bar.h, type::body, false)},
             frame.tr("Page {0} of {1}", spec.first / grid.size() + 1, pages),
             {.colour = frame.theme().second, .scaled = false});
  if (draw_end(frame, bar, {frame.tr("Keys"), "expand_less"})) {
    tap.what = CandidateTap::What::close;
  }
  const std::size_t count = spec.candidates.size();
  for (std::size_t index = 0; index < grid.size() && spec.first + index < count; ++index) {
    const std::size_t place = spec.first + index;
    if (draw_candidate(frame, grid.cell(index, place), spec.candidates[place], count)) {
      tap = {CandidateTap::What::candidate, place};
    }
  }
  const CandidateTap turned = draw_page_keys(frame, grid, spec);
  return turned.what == CandidateTap::What::none ? tap : turned;
}

}  // namespace lobby::ui
