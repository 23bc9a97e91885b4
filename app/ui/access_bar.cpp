// The AccessBar: the same targets on every screen, at the same place. All seven stand as drawn in
// the design; a program that has fewer names them and they share the width evenly. UI thread.
#include <algorithm>
#include <cmath>
#include <vector>

#include "app/ui/bars.h"
#include "app/ui/label.h"

namespace lobby::ui {

namespace {

struct Item {
  AccessTap tap;
  std::string_view id;
  Icon icon;
  std::string_view label;
  bool on;
  bool enabled;
};

constexpr std::size_t item_count = 7;
constexpr std::size_t first_toggle = 3;

bool is_toggle(AccessTap tap) {
  return tap >= AccessTap::large_text;
}

std::vector<Item> items_of(const Frame& frame, const AccessBarSpec& spec) {
  std::vector<Item> items = {
      {AccessTap::language, "access.language", "language", spec.other_language, false, true},
      {AccessTap::call_staff, "access.call_staff", "support_agent", frame.tr("Call staff"),
       spec.staff_called, true},
      {AccessTap::start_over, "access.start_over", "restart_alt", frame.tr("Restart"), false,
       spec.start_over_enabled},
      {AccessTap::large_text, "access.large_text", "format_size", frame.tr("Big text"),
       spec.on.large_text, true},
      {AccessTap::contrast, "access.contrast", "contrast", frame.tr("Contrast"),
       spec.on.high_contrast, true},
      {AccessTap::reach, "access.reach", "swipe_down", frame.tr("Reach"), spec.on.reach, true},
      {AccessTap::speech, "access.speech", "record_voice_over", frame.tr("Speech"), spec.on.speech,
       spec.speech_enabled},
  };
  if (spec.items.empty()) return items;
  std::erase_if(items, [&](const Item& item) {
    return std::ranges::find(spec.items, item.tap) == spec.items.end();
  });
  return items;
}

// Of fewer than all items: the width that each takes, between equal edges.
float edge_of(const Frame& frame) {
  return frame.portrait() ? 8.F : 36.F;
}
float even_width(const Frame& frame, std::size_t count) {
  return (frame.size().w - 2 * edge_of(frame)) / static_cast<float>(count);
}

// Where a line parts what is done once from what stays switched on.
float divider_x(const Frame& frame, const std::vector<Item>& items) {
  if (items.size() == item_count) return frame.portrait() ? 477.F : 816.F;
  const auto toggle = std::ranges::find_if(items, is_toggle, &Item::tap);
  return edge_of(frame) +
         even_width(frame, items.size()) * static_cast<float>(toggle - items.begin()) - 1;
}

// Large text in portrait: what is done once above, what stays switched on below it.
Rect place_in_rows(const Frame& frame, const std::vector<Item>& items, std::size_t index) {
  const auto once =
      static_cast<std::size_t>(std::ranges::find_if(items, is_toggle, &Item::tap) - items.begin());
  const bool above = index < once;
  const auto count = static_cast<float>(above ? once : items.size() - once);
  const float width = std::floor((frame.size().w - 2 * margin_px) / count);
  const auto at = static_cast<float>(above ? index : index - once);
  return {margin_px + width * at, above ? 1716.F : 1812.F, width, 92};
}

Rect place_of(const Frame& frame, const std::vector<Item>& items, std::size_t index) {
  const auto at = static_cast<float>(index);
  const std::size_t count = items.size();
  if (frame.portrait() && frame.theme().large_text()) return place_in_rows(frame, items, index);
  if (count != item_count) {
    const float width = even_width(frame, count);
    const float y = layout_of(frame).access_y;
    const float x = edge_of(frame) + width * at;
    if (!frame.portrait()) return {x, y + 12, width, 96};
    return {x, y, width, frame.size().h - y};
  }
  if (!frame.portrait()) {
    return {index < first_toggle ? 36 + 256 * at : 836 + 268 * (at - 3), 972, 252, 96};
  }
  if (index < first_toggle) return {8 + 156 * at, 1784, 156, 136};
  return {480 + 148 * (at - 3), 1784, 148, 136};
}

void draw_tick(Frame& frame, Point at) {
  const Theme& theme = frame.theme();
  frame.canvas().rect({at.x, at.y, 36, 36}, {.fill = theme.primary, .radius = 18});
  frame.canvas().icon({at.x + 4, at.y + 4}, 28, "check", theme.on_primary);
}

void draw_stacked(Frame& frame, const Item& item, Rect rect, Colour icon, Colour text) {
  Canvas& canvas = frame.canvas();
  const float middle = rect.x + rect.w / 2;
  canvas.icon({middle - 24, rect.y + 16}, 48, item.icon, icon);
  if (item.on) draw_tick(frame, {middle + 28, rect.y + 16});
  TextStyle style{.colour = text, .align = Align::centre};
  canvas.text({middle, rect.y + 70}, item.label, fitting(canvas, item.label, style, rect.w - 8));
}

// Icon, word, and the tick after it; where the word needs that room, the tick lies on the icon.
void draw_beside(Frame& frame, const Item& item, Rect rect, Colour icon, Colour text) {
  Canvas& canvas = frame.canvas();
  constexpr float tick = 44;
  constexpr float inset = 12;
  const bool portrait = frame.portrait();
  const float word = canvas.text_width(item.label, {.scaled = false});
  const bool tight = word + 72 + (item.on ? tick : 0) > rect.w - 16;
  const float size = tight || !portrait ? 44.F : 56.F;
  const float gap = tight ? 8.F : portrait ? 16.F : 14.F;
  const bool tick_after = item.on && !tight;
  const float extra = size + gap + (tick_after ? tick : 0);
  TextStyle style = fitting(canvas, item.label, {.colour = text}, rect.w - inset - extra);
  const float width = std::min(canvas.text_width(item.label, style), style.max_width);
  const float x = rect.x + std::round((rect.w - width - extra) / 2);
  const float icon_y = rect.y + std::round((rect.h - size) / 2);
  canvas.icon({x, icon_y}, size, item.icon, icon);
  const float line = style.scaled ? frame.theme().size(style.size) : style.size;
  const Extents drawn =
      canvas.text({x + size + gap, rect.y + std::round((rect.h - line) / 2)}, item.label, style);
  if (tick_after) {
    draw_tick(frame, {drawn.right() + 8, rect.y + rect.h / 2 - 18});
  } else if (item.on) {
    draw_tick(frame, {x - 10, icon_y - 16});
  }
}

}  // namespace

AccessTap access_bar(Frame& frame, const AccessBarSpec& spec) {
  const Theme& theme = frame.theme();
  Canvas& canvas = frame.canvas();
  const Layout layout = layout_of(frame);
  const float y = layout.access_y;
  const Size size = frame.size();
  canvas.rect({0, y, size.w, size.h - y}, {.fill = theme.surface});
  canvas.rect({0, y, size.w, 2}, {.fill = theme.line});
  const bool stacked = frame.portrait() && !theme.large_text();
  const std::vector<Item> items = items_of(frame, spec);
  const float divider = divider_x(frame, items);
  if (stacked) canvas.rect({divider, y + 24, 2, 88}, {.fill = theme.line});
  if (!frame.portrait()) canvas.rect({divider, y + 24, 2, 72}, {.fill = theme.line});
  AccessTap tap = AccessTap::none;
  std::size_t index = 0;
  for (const Item& item : items) {
    const Rect rect = place_of(frame, items, index);
    const Press press = frame.press({.id = item.id,
                                     .role = is_toggle(item.tap) ? Role::toggle : Role::button,
                                     .label = item.label,
                                     .rect = rect,
                                     .radius = 20,
                                     .enabled = item.enabled,
                                     .selected = item.on});
    if (press.activated) tap = item.tap;
    if (item.on || press.pressed) {
      // Wider items keep clear of the divider beside them.
      const float side = items.size() == item_count ? 2 : 16;
      const Rect inner =
          stacked ? Rect{rect.x + side, rect.y + 8, rect.w - 2 * side, 120}
                  : Rect{rect.x + side + 2, rect.y + 4, rect.w - 2 * side - 4, rect.h - 8};
      canvas.rect(inner, {.fill = theme.selected,
                          .border = theme.selected_border,
                          .border_width = 4,
                          .radius = 20});
    }
    canvas.set_disabled(!item.enabled);
    const Colour icon = icon_colour(theme, item.enabled);
    const Colour text = item.enabled ? theme.text : icon_colour(theme, false);
    if (stacked)
      draw_stacked(frame, item, rect, icon, text);
    else
      draw_beside(frame, item, rect, icon, text);
    canvas.set_disabled(false);
    ++index;
  }
  return tap;
}

}  // namespace lobby::ui
