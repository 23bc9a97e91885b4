// Services: one kind at a time, four cards a page, each with price and what is left. Where a page
// has fewer cards, reception offers its help in the free place. UI thread.
#include <cmath>
#include <string>

#include "app/common/words.h"
#include "app/kiosk/screens/choosing.h"
#include "app/kiosk/screens/roomy.h"
#include "app/kiosk/screens/services_parts.h"
#include "app/ui/label.h"
#include "app/ui/widgets.h"

namespace lobby::kiosk {
namespace {

using ui::Rect;

void draw_header(ui::Frame& frame, const KioskView& view) {
  const std::string_view title = frame.tr("What would you like to book?");
  constexpr float portrait_room = 500;
  const ui::TextStyle style{
      .size = ui::type::title, .weight = ui::Weight::bold, .max_width = portrait_room};
  const bool one_line = !frame.portrait() || frame.canvas().line_count(title, style) == 1;
  std::vector<ui::IconText> rows;
  if (one_line) {
    rows = {{"sell", frame.tr("See price and stock first")},
            {"edit_note", frame.tr("Details only at the end")},
            {"undo", frame.tr("Go back at any step")}};
  } else {
    rows = {{"sell", frame.tr("Price first, details last")},
            {"undo", frame.tr("Go back at any step")}};
  }
  ui::header_panel(frame, {.title = title,
                           .title_size = frame.portrait() ? ui::type::title : ui::type::heading,
                           .rows = rows,
                           .picture = view.site().hero,
                           .picture_label = frame.tr("The hotel's lobby")});
}

// Reception's offer in a place no card needs; lines wrap to its width.
void draw_help(ui::Frame& frame, const KioskView& view, Rect rect) {
  ui::Canvas& canvas = frame.canvas();
  const ui::Theme& theme = frame.theme();
  ui::RectStyle box{.fill = theme.sand_light, .radius = 24};
  box.border = theme.high_contrast ? theme.line : theme.sand;
  canvas.rect(rect, box);
  const bool wide = rect.w > 600;
  constexpr float disc = 88;
  const ui::TextStyle title{.size = ui::type::button,
                            .weight = ui::Weight::bold,
                            .max_width = wide ? rect.w - 208 : rect.w - 64};
  const ui::TextStyle line{.colour = theme.second, .max_width = title.max_width};
  const std::string_view asks = frame.tr("Looking for something else?");
  const std::string& phone = view.site().phone;
  std::string help(frame.tr("Reception is glad to help."));
  if (!phone.empty()) {  // a number is never broken over two lines
    help = wide ? frame.tr("Reception is glad to help: {0}", phone) : help + "\n" + phone;
  }
  const float words_h = static_cast<float>(canvas.line_count(asks, title)) * 56 + 8 +
                        static_cast<float>(canvas.line_count(help, line)) * 52;
  const float block = wide ? words_h : disc + 24 + words_h;
  float y = rect.y + std::round((rect.h - block) / 2);
  const float disc_y = wide ? rect.y + std::round((rect.h - disc) / 2) : y;
  canvas.rect({rect.x + 32, disc_y, disc, disc}, {.fill = theme.surface, .radius = disc / 2});
  canvas.icon({rect.x + 32 + 20, disc_y + 20}, 48, "room_service", theme.accent);
  const float x = wide ? rect.x + 160 : rect.x + 32;
  y += wide ? 0 : disc + 24;
  y = frame.text_block({x, y}, asks, title, 4).bottom() + 12;
  frame.text_block({x, y}, help, line, 4);
}

// Where the cards of a page stand, and what is left of it for reception.
struct CardPlaces {
  std::vector<Rect> cards;
  std::optional<Rect> help;
};

CardPlaces places_landscape(std::size_t count) {
  constexpr std::size_t cards_in_row = 4;
  CardPlaces places;
  for (std::size_t index = 0; index < count; ++index) {
    places.cards.push_back({48 + 462 * static_cast<float>(index), 440, 438, 368});
  }
  if (count < cards_in_row) {
    const float x = 48 + 462 * static_cast<float>(count);
    places.help = Rect{x, 440, 1872 - x, 368};
  }
  return places;
}

CardPlaces places_portrait(std::size_t count, float bottom) {
  CardPlaces places;
  constexpr float top = 712;
  constexpr float gap = 16;
  constexpr float help_height = 224;
  const bool one_row = count <= 2;
  const float height = one_row ? bottom - help_height - 24 - top : (bottom - gap - top) / 2;
  for (std::size_t index = 0; index < count; ++index) {
    const std::size_t column = index % 2;
    const std::size_t row = index / 2;
    places.cards.push_back({48 + 504 * static_cast<float>(column),
                            top + static_cast<float>(row) * (height + gap), 480, height});
  }
  if (one_row) {
    const float y = top + height + 24;
    places.help = Rect{48, y, 984, bottom - y};
  } else if (count == 3) {
    places.help = Rect{552, top + height + gap, 480, height};
  }
  return places;
}

}  // namespace

Touch draw_services(ui::Frame& frame, const KioskView& view) {
  if (is_roomy(frame)) {
    return draw_roomy_services(frame, view);
  }
  draw_step_bar(frame, view, 1);
  draw_header(frame, view);
  Touch touch = draw_category_tabs(
      frame, view, frame.portrait() ? Rect{48, 576, 984, 120} : Rect{48, 332, 1824, 96});
  const auto services = flow::services_in(view.catalog(), view.state.category);
  const std::int32_t pages = flow::page_count(view.state, view.catalog());
  const std::span<const catalog::Service* const> shown = services_on_page(view, services);
  const std::size_t count = shown.size();
  const CardPlaces places = frame.portrait() ? places_portrait(count, pages > 1 ? 1520.F : 1608.F)
                                             : places_landscape(count);
  for (std::size_t index = 0; index < count; ++index) {
    if (const Touch tap = draw_service_card(frame, view, *shown[index], places.cards[index])) {
      touch = tap;
    }
  }
  if (places.help) {
    draw_help(frame, view, *places.help);
  }
  ui::PagerSpec pager{.pages = pages};
  if (!frame.portrait()) {
    pager.rect = {396, 836, 556, 96};
    pager.end_width = 120;
    pager.arrows_only = true;
  }
  if (const Touch tap = draw_service_pager(frame, view, pager)) {
    touch = tap;
  }
  if (const Touch tap = draw_way_on(frame, view, way_to_options(frame, view))) {
    touch = tap;
  }
  return touch;
}

}  // namespace lobby::kiosk
