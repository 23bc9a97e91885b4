// PriceLines, PolicyBox, TotalBar, QrPanel. UI thread.
#include "app/ui/prices.h"

#include <algorithm>
#include <cmath>
#include <string>

#include "app/ui/cards.h"
#include "app/ui/label.h"

namespace lobby::ui {

namespace {

struct TierLook {
  Colour bar;
  Colour text;
};

TierLook tier_look(const Theme& theme, Tone tone) {
  switch (tone) {
    case Tone::success:
      return {theme.success, theme.success};
    case Tone::danger:
      return {theme.danger, theme.danger};
    case Tone::warn:
    case Tone::info:
    case Tone::plain:
      return {theme.sun, theme.text};
  }
  return {};
}

}  // namespace

void price_lines(Frame& frame, const PriceLinesSpec& spec) {
  Canvas& canvas = frame.canvas();
  const Theme& theme = frame.theme();
  const Rect& rect = spec.rect;
  const float scale = theme.text_scale;
  card(frame, rect);
  const float left = rect.x + 24;
  const float right = rect.right() - 24;
  const float how_x = rect.x + std::round(rect.w * 0.39F);
  frame.text({left, rect.y + 12}, spec.title,
             {.weight = Weight::bold, .colour = theme.second, .max_width = rect.w - 48});
  float y = rect.y + 12 + 52 * scale;
  for (const PriceLine& line : spec.lines) {
    TextStyle amount{.colour = line.included ? theme.second : theme.text, .align = Align::right};
    amount = fitting(canvas, line.amount, amount, 260);
    const float amount_x = right - canvas.text_width(line.amount, amount);
    const float what_room = line.how.empty() ? amount_x - 16 - left : how_x - 8 - left;
    const TextStyle how{.colour = theme.second};
    frame.in_one_breath([&] {
      frame.text({left, y}, line.what, fitting(canvas, line.what, {}, what_room));
      frame.text({how_x, y}, line.how, fitting(canvas, line.how, how, amount_x - 16 - how_x));
      frame.text({right, y}, line.amount, amount);
    });
    y += spec.pitch * scale;
  }
  canvas.rect({left, rect.bottom() - 88, rect.w - 48, 2}, {.fill = theme.line});
  TextStyle total{
      .size = type::title, .weight = Weight::bold, .colour = theme.accent, .align = Align::right};
  total = fitting(canvas, spec.total, total, rect.w * 0.5F);
  const float total_x = right - canvas.text_width(spec.total, total);
  TextStyle label{.size = type::button, .weight = Weight::bold};
  label = fitting(canvas, spec.total_label, label, total_x - 16 - left);
  frame.in_one_breath([&] {
    frame.text({left, canvas.centred_y(rect.bottom() - 86, 88, label.size, label.scaled)},
               spec.total_label, label);
    frame.text({right, canvas.centred_y(rect.bottom() - 88, 88, total.size, total.scaled)},
               spec.total, total);
  });
}

void policy_box(Frame& frame, const PolicyBoxSpec& spec) {
  Canvas& canvas = frame.canvas();
  const Theme& theme = frame.theme();
  const Rect& rect = spec.rect;
  card(frame, rect);
  const float right = rect.right() - 24;
  const TextStyle title{.weight = Weight::bold, .colour = theme.second};
  frame.in_one_breath([&] {
    const Extents heading = frame.text({rect.x + 24, rect.y + 14}, spec.title,
                                       fitting(canvas, spec.title, title, rect.w * 0.5F));
    const TextStyle aside{.colour = theme.second, .align = Align::right};
    frame.text({right, rect.y + 14}, spec.right,
               fitting(canvas, spec.right, aside, right - heading.right() - 24));
  });
  if (spec.tiers.empty()) return;
  const float pitch = (rect.w - 48) / static_cast<float>(spec.tiers.size());
  const float bar_y = rect.y + 18 + std::max(60.F, theme.size(type::body) + 4);
  for (std::size_t index = 0; index < spec.tiers.size(); ++index) {
    const PolicyTier& tier = spec.tiers[index];
    const TierLook look = tier_look(theme, tier.tone);
    const bool last = index + 1 == spec.tiers.size();
    const float x = rect.x + 24 + static_cast<float>(index) * pitch;
    const float width = last ? pitch : pitch - 8;
    if (tier.current) {
      canvas.rect({x - 8, bar_y - 8, width + 4, rect.bottom() - bar_y},
                  {.fill = theme.selected, .radius = 16});
    }
    canvas.rect({x, bar_y + 12, width, 12}, {.fill = look.bar, .radius = 6});
    canvas.rect({x, bar_y, 36, 36},
                {.fill = theme.surface, .border = look.bar, .border_width = 6, .radius = 18});
    float y = bar_y + 48;
    frame.in_one_breath([&] {
      for (const std::string_view line : {tier.cost, tier.until_one, tier.until_two}) {
        const bool first = y <= bar_y + 48;
        const TextStyle style{.weight = first ? Weight::bold : Weight::regular,
                              .colour = first ? look.text : theme.text,
                              .scaled = false};
        frame.text({x, y}, line, fitting(canvas, line, style, pitch - 10));
        y += 50;
      }
    });
  }
}

void total_bar(Frame& frame, const TotalBarSpec& spec) {
  Canvas& canvas = frame.canvas();
  const Theme& theme = frame.theme();
  const Rect& rect = spec.rect;
  RectStyle box{.fill = theme.selected, .radius = 24};
  if (theme.high_contrast) box.border = theme.line;
  canvas.rect(rect, box);
  TextStyle total{
      .size = type::title, .weight = Weight::bold, .colour = theme.accent, .align = Align::right};
  total = fitting(canvas, spec.total, total, rect.w * 0.45F);
  const float total_x = rect.right() - 24 - canvas.text_width(spec.total, total);
  const auto count = static_cast<float>(spec.lines.size());
  const bool scaled = count * 52 * theme.text_scale <= rect.h;
  const float pitch = 52 * (scaled ? theme.text_scale : 1.F);
  float line_y = rect.y + std::round((rect.h - count * pitch) / 2) + 2;
  frame.in_one_breath([&] {
    for (std::size_t index = 0; index < spec.lines.size(); ++index, line_y += pitch) {
      const TextStyle style{.colour = index == 0 ? theme.text : theme.second, .scaled = scaled};
      frame.text({rect.x + 24, line_y}, spec.lines[index],
                 fitting(canvas, spec.lines[index], style, total_x - 16 - rect.x - 24));
    }
    frame.text({rect.right() - 24, canvas.centred_y(rect.y, rect.h, total.size, total.scaled)},
               spec.total, total);
  });
}

Rect qr_panel(Frame& frame, const QrPanelSpec& spec) {
  if (spec.modules == nullptr) return {};
  const float side = static_cast<float>(spec.modules->width) * spec.module_px;
  const Rect square{spec.at.x, spec.at.y, side, side};
  // ISO/IEC 18004: a quiet zone of four modules.
  frame.canvas().rect(square.grown(4 * spec.module_px), {.fill = rgb(0xFFFFFF), .radius = 8});
  frame.canvas().qr(square, *spec.modules);
  frame.note_node(Role::image, "qr", spec.label, square);
  return square;
}

}  // namespace lobby::ui
