// Tabs, cards and pager of the services, and which cards a page holds. UI thread.
#include "app/kiosk/screens/services_parts.h"

#include <algorithm>
#include <array>
#include <string>

#include "app/common/words.h"
#include "app/kiosk/screens/choosing.h"
#include "app/ui/widgets.h"

namespace lobby::kiosk {
namespace {

constexpr std::int32_t days_ahead = 7;

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

}  // namespace

std::span<const catalog::Service* const> services_on_page(
    const KioskView& view, const std::vector<const catalog::Service*>& services) {
  const auto a_page = static_cast<std::size_t>(flow::cards_per_page(view.state));
  const std::size_t first =
      std::min(services.size(), static_cast<std::size_t>(view.state.page) * a_page);
  return std::span(services).subspan(first, std::min(a_page, services.size() - first));
}

Touch draw_category_tabs(ui::Frame& frame, const KioskView& view, ui::Rect rect) {
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
  spec.rect = rect;
  spec.gap = frame.portrait() ? 16.F : 26.F;
  spec.icon_beside = !frame.portrait();
  const int tapped = ui::tab_row(frame, spec);
  if (tapped < 0) {
    return std::nullopt;
  }
  return flow::CategoryChosen{catalog::categories[static_cast<std::size_t>(tapped)]};
}

Touch draw_service_card(ui::Frame& frame, const KioskView& view, const catalog::Service& service,
                        ui::Rect rect) {
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

Touch draw_service_pager(ui::Frame& frame, const KioskView& view, ui::PagerSpec spec) {
  if (spec.pages <= 1) {
    return std::nullopt;
  }
  spec.page = view.state.page + 1;
  const int by = ui::pager(frame, spec);
  if (by == 0) {
    return std::nullopt;
  }
  return flow::PageTurned{by};
}

std::string_view way_to_options(const ui::Frame& frame, const KioskView& view) {
  const catalog::Service* chosen = flow::chosen_service(view.state, view.context);
  const bool slots = chosen != nullptr && chosen->kind == catalog::ServiceKind::time_slot;
  return slots ? frame.tr("Next: choose a time") : frame.tr("Next: choose dates");
}

}  // namespace lobby::kiosk
