// Canvas: lines, blocks and icons through Dear ImGui's dynamic fonts, with the text records the
// self-check reads. UI thread.
#include <cfloat>
#include <cmath>

#include <imgui.h>

#include "app/ui/canvas.h"
#include "app/ui/text_model.h"
#include "app/ui/text_wrap.h"

namespace lobby::ui {

namespace {

constexpr std::string_view ellipsis = "…";

ImU32 text_colour(Colour colour) {
  return IM_COL32(colour.r, colour.g, colour.b, colour.a);
}

float real_size(const Theme& theme, const TextStyle& style) {
  return style.scaled ? theme.size(style.size) : style.size;
}

// Dear ImGui rounds a font's ascent up; the design's baseline is the nearest pixel to 0.801 x size.
float baseline_shift(ImFont* font, float size_px) {
  return std::round(type::baseline * size_px) - font->GetFontBaked(size_px)->Ascent;
}

float width_of(ImFont* font, float size_px, std::string_view text) {
  if (text.empty()) return 0;
  return font->CalcTextSizeA(size_px, FLT_MAX, 0, text.data(), text.data() + text.size()).x;
}

}  // namespace

float Canvas::text_width(std::string_view text, const TextStyle& style) const {
  ImFont* font = style.weight == Weight::bold ? surface_.bold : surface_.regular;
  return width_of(font, real_size(theme_, style) * fit_.scale, text) / fit_.scale;
}

// `text`, or as much of it as fits with an ellipsis.
std::string Canvas::fitted(std::string_view text, const TextStyle& style, bool& clipped) const {
  clipped = style.max_width > 0 && text_width(text, style) > style.max_width + 0.5F;
  if (!clipped) return std::string(text);
  const float room = style.max_width - text_width(ellipsis, style);
  std::size_t end = 0;
  while (end < text.size()) {
    const std::size_t next = end + decode_at(text, end).bytes;
    if (text_width(text.substr(0, next), style) > room) break;
    end = next;
  }
  return std::string(text.substr(0, end)) + std::string(ellipsis);
}

Extents Canvas::text(Point at, std::string_view text, const TextStyle& style) {
  Extents extents;
  const std::string shown = fitted(text, style, extents.clipped);
  const float size = real_size(theme_, style);
  const float width = std::ceil(text_width(shown, style));
  float x = at.x;
  if (style.align == Align::centre) x = std::round(at.x - width / 2);
  if (style.align == Align::right) x = at.x - width;
  extents.box = {x, at.y, width, size};
  if (shown.empty()) return extents;

  ImFont* font = style.weight == Weight::bold ? surface_.bold : surface_.regular;
  const Colour colour = style.colour.value_or(theme_.text);
  const Point window = to_window(fit_, {x, at.y});
  const float size_px = size * fit_.scale;
  const float y_px = std::round(window.y) + baseline_shift(font, size_px);
  surface_.list->AddText(font, size_px, {std::round(window.x), y_px}, text_colour(colour),
                         shown.data(), shown.data() + shown.size());
  if (style.underline) {
    const float y = at.y + size;
    line({x, y}, {x + width, y}, 3, colour);
  }
  if (style.strike) {
    const float y = at.y + size * 0.56F;
    line({x, y}, {x + width, y}, 3, colour);
  }
  record_text(extents, text, style);
  return extents;
}

void Canvas::record_text(const Extents& extents, std::string_view text, const TextStyle& style) {
  TextRecord record;
  record.text = std::string(text);
  record.box = extents.box;
  record.size = extents.box.h;
  record.weight = style.weight;
  record.colour = style.colour.value_or(theme_.text);
  record.clipped = extents.clipped;
  record.disabled = disabled_;
  record.background = style.over;
  if (!style.over) {
    const float y = extents.box.y + extents.box.h / 2;
    bool known = true;
    double worst = 22;
    for (const float part : {0.05F, 0.5F, 0.95F}) {
      const auto beneath = colour_at({extents.box.x + extents.box.w * part, y});
      known = known && beneath.has_value();
      if (!beneath) continue;
      const double ratio = contrast(record.colour, *beneath);
      if (ratio >= worst) continue;
      worst = ratio;
      record.background = beneath;
    }
    if (!known) record.background.reset();
  }
  texts_.push_back(std::move(record));
}

Extents Canvas::text_block(Point at, std::string_view text, const TextStyle& style, float gap,
                           int max_lines) {
  const auto measure = [&](std::string_view piece) { return text_width(piece, style); };
  const auto lines = wrap_text(text, style.max_width, measure);
  const float pitch = real_size(theme_, style) + gap;
  const std::size_t limit = max_lines > 0 ? static_cast<std::size_t>(max_lines) : lines.size();
  Extents block{{at.x, at.y, 0, 0}, false};
  bool first = true;
  for (std::size_t index = 0; index < lines.size() && index < limit; ++index) {
    std::string_view line = lines[index];
    const bool cut = index + 1 == limit && lines.size() > limit;
    // A cut line takes the whole rest, so that text() shortens and records it.
    if (cut) line = text.substr(static_cast<std::size_t>(line.data() - text.data()));
    const Extents drawn = this->text({at.x, at.y + static_cast<float>(index) * pitch}, line, style);
    block.clipped = block.clipped || drawn.clipped;
    if (first) block.box.x = drawn.box.x;
    block.box.x = std::min(block.box.x, drawn.box.x);
    block.box.w = std::max(block.box.w, drawn.box.w);
    block.box.h = drawn.bottom() - at.y;
    first = false;
  }
  return block;
}

int Canvas::line_count(std::string_view text, const TextStyle& style) const {
  const auto measure = [&](std::string_view piece) { return text_width(piece, style); };
  return static_cast<int>(wrap_text(text, style.max_width, measure).size());
}

float Canvas::centred_y(float y, float h, float type_size, bool scaled) const {
  return y + std::round((h - (scaled ? theme_.size(type_size) : type_size)) / 2);
}

void Canvas::icon(Point at, float size, Icon icon, Colour colour) {
  if (!icon) return;
  const std::string glyph = encode(icon.code_point());
  const Point window = to_window(fit_, at);
  const float side = size * fit_.scale;
  // The font's line box is one em high, so its Dear ImGui size is the box's side.
  const float width = width_of(surface_.icons, side, glyph);
  surface_.list->AddText(surface_.icons, side,
                         {std::round(window.x + (side - width) / 2), std::round(window.y)},
                         text_colour(colour), glyph.data(), glyph.data() + glyph.size());
}

}  // namespace lobby::ui
