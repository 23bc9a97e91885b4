// Services: one kind at a time, four cards a page, each with price and what is left. Where a page
// has fewer cards, reception offers its help in the free place. UI thread.
#include <array>
#include <cmath>
#include <string>

#include "app/common/words.h"
#include "app/kiosk/screens/choosing.h"
#include "app/ui/label.h"
#include "app/ui/widgets.h"

namespace lobby::kiosk {
namespace {

using ui::Rect;

constexpr std::int32_t days_ahead = 7;

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

Touch draw_tabs(ui::Frame& frame, const KioskView& view) {
  std::array<std::string, catalog::categories.size()> labels;
  ui::TabRowSpec spec;
  for (std::size_t index = 0; index < catalog::categories.size(); ++index) {
    labels[index] = words::category(frame.texts(), catalog::categories[index]);
    spec.items.push_back(
        {catalog::name_of(catalog::categories[index]),
         ui::find_icon(words::category_icon(catalog::categories[index])).value_or(ui::Icon{}),
         labels[index]});
    if (catalog::categories[index] == view.state.category) {
      spec.selected = static_cast<int>(index);
    }
  }
  spec.rect = frame.portrait() ? Rect{48, 576, 984, 120} : Rect{48, 332, 1824, 96};
  spec.gap = frame.portrait() ? 16.F : 26.F;
  spec.icon_beside = !frame.portrait();
  const int tapped = ui::tab_row(frame, spec);
  if (tapped < 0) {
    return std::nullopt;
  }
  return flow::CategoryChosen{catalog::categories[static_cast<std::size_t>(tapped)]};
}

struct CardStock {
  ui::ServiceState state = ui::ServiceState::free;
  std::string chip;
};

// Nothing in the coming week: full. Rooms also tell what tonight holds.
CardStock card_stock(const ui::Frame& frame, const KioskView& view,
                     const catalog::Service& service) {
  const LocalDate today = flow::today(view.context);
  const auto on = [&](std::int32_t day) {
    return flow::stock_on(view.state, view.context, service, today.plus_days(day));
  };
  bool any = false;
  for (std::int32_t day = 0; day < days_ahead && !any; ++day) {
    any = on(day).stock != flow::Stock::none;
  }
  if (!any) {
    return {ui::ServiceState::full, std::string(frame.tr("Full this week"))};
  }
  if (service.kind != catalog::ServiceKind::nightly) {
    return {};
  }
  const flow::StockView tonight = on(0);
  switch (tonight.stock) {
    case flow::Stock::free:
      return {};
    case flow::Stock::few:
      return {ui::ServiceState::few,
              frame.tr("{0} left tonight", tonight.left, service.unit_name.in(view.language()))};
    case flow::Stock::none:
      return {ui::ServiceState::few, std::string(frame.tr("Full tonight"))};
  }
  return {};
}

Touch draw_card(ui::Frame& frame, const KioskView& view, const catalog::Service& service,
                Rect rect) {
  const CardStock stock = card_stock(frame, view, service);
  const std::string price = money_text(booking::price_from(view.catalog(), service));
  const catalog::Language& language = view.language();
  const bool chosen = view.state.selection.service == service.id;
  if (!ui::service_card(frame, {.id = service.id.text(),
                                .rect = rect,
                                .picture = service.picture,
                                .name = service.name.in(language),
                                .benefit = service.benefit.in(language),
                                .price = price,
                                .price_unit = service.price_unit.in(language),
                                .chip = stock.chip,
                                .join = chosen ? std::string_view() : frame.tr("Ask"),
                                .join_icon = request_icon,
                                .state = stock.state,
                                .selected = chosen})) {
    return std::nullopt;
  }
  return flow::ServiceChosen{service.id};
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
  CardPlaces places;
  for (std::size_t index = 0; index < count; ++index) {
    places.cards.push_back({48 + 462 * static_cast<float>(index), 440, 438, 368});
  }
  if (count < static_cast<std::size_t>(flow::cards_per_page)) {
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

Touch draw_pager(ui::Frame& frame, const KioskView& view, std::int32_t pages) {
  if (pages <= 1) {
    return std::nullopt;
  }
  ui::PagerSpec spec{.page = view.state.page + 1, .pages = pages};
  if (!frame.portrait()) {
    spec.rect = {396, 836, 556, 96};
    spec.end_width = 120;
    spec.arrows_only = true;
  }
  const int by = ui::pager(frame, spec);
  if (by == 0) {
    return std::nullopt;
  }
  return flow::PageTurned{by};
}

}  // namespace

Touch draw_services(ui::Frame& frame, const KioskView& view) {
  draw_step_bar(frame, view, 1);
  draw_header(frame, view);
  Touch touch = draw_tabs(frame, view);
  const auto services = flow::services_in(view.catalog(), view.state.category);
  const std::int32_t pages = flow::page_count(view.catalog(), view.state.category);
  const auto first = static_cast<std::size_t>(view.state.page * flow::cards_per_page);
  const std::size_t count = std::min(services.size() - std::min(first, services.size()),
                                     static_cast<std::size_t>(flow::cards_per_page));
  const CardPlaces places = frame.portrait() ? places_portrait(count, pages > 1 ? 1520.F : 1608.F)
                                             : places_landscape(count);
  for (std::size_t index = 0; index < count; ++index) {
    if (const Touch tap = draw_card(frame, view, *services[first + index], places.cards[index])) {
      touch = tap;
    }
  }
  if (places.help) {
    draw_help(frame, view, *places.help);
  }
  if (const Touch tap = draw_pager(frame, view, pages)) {
    touch = tap;
  }
  const catalog::Service* chosen = flow::chosen_service(view.state, view.context);
  const bool slots = chosen != nullptr && chosen->kind == catalog::ServiceKind::time_slot;
  if (const Touch tap = draw_way_on(
          frame, view, slots ? frame.tr("Next: choose a time") : frame.tr("Next: choose dates"))) {
    touch = tap;
  }
  return touch;
}

}  // namespace lobby::kiosk
