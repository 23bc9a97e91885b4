// Services in the roomy layout: above, the chosen service with what it offers; below, two a page.
// UI thread.
#include "app/kiosk/screens/choosing.h"
#include "app/kiosk/screens/roomy.h"
#include "app/kiosk/screens/services_parts.h"

namespace lobby::kiosk {
namespace {

using ui::Rect;

void tell_service(ui::Frame& frame, const KioskView& view, const catalog::Service& service) {
  const catalog::Language& language = view.language();
  const std::string& name = service.name.in(language);
  InfoColumn told = info_with_picture(frame, service.picture, name, 4);
  const std::string price = money_text(booking::price_from(view.catalog(), service)) + " " +
                            service.price_unit.in(language);
  told.heading(name);
  told.row("sell", price);
  for (const ui::IconText& fact : service_facts(view, service)) {
    told.row(fact.icon, fact.text);
  }
}

void tell_welcome(ui::Frame& frame, const KioskView& view) {
  InfoColumn told = info_with_picture(frame, view.site().hero, frame.tr("The hotel's lobby"), 3);
  told.heading(frame.tr("What would you like to book?"));
  told.row("sell", frame.tr("Price first, details last"));
  told.row("undo", frame.tr("Go back at any step"));
  told.row("swipe_down", frame.tr("Buttons are in the lower half, two to a page"));
}

// Tabs, rows and pager: stacked in portrait; in landscape the rows stand side by side and the pager
// beside the way on.
struct ControlPlaces {
  Rect tabs;
  Rect rows[2];
  ui::PagerSpec pager;
};

ControlPlaces service_places(const ui::Frame& frame) {
  const Rect all = roomy_places(frame).controls;
  constexpr float bar = 96;
  constexpr float gap = 16;
  if (frame.portrait()) {
    const float top = all.y + bar + gap;
    const float height = (all.bottom() - bar - 2 * gap - top) / 2;
    return {{all.x, all.y, all.w, bar},
            {{all.x, top, all.w, height}, {all.x, top + height + gap, all.w, height}},
            {.rect = {all.x, all.bottom() - bar, all.w, bar}, .end_width = 300}};
  }
  const float top = all.y + bar + gap;
  const float width = (all.w - 24) / 2;
  const float height = all.bottom() - top;
  return {{all.x, all.y, all.w, bar},
          {{all.x, top, width, height}, {all.x + width + 24, top, width, height}},
          {.rect = {396, 836, 556, 96}, .end_width = 120, .arrows_only = true}};
}

}  // namespace

Touch draw_roomy_services(ui::Frame& frame, const KioskView& view) {
  const ControlPlaces places = service_places(frame);
  const auto services = flow::services_in(view.catalog(), view.state.category);
  draw_step_bar(frame, view, 1);
  draw_info_panel(frame);
  if (const catalog::Service* chosen = flow::chosen_service(view.state, view.context)) {
    tell_service(frame, view, *chosen);
  } else {
    tell_welcome(frame, view);
  }
  Touch touch = draw_category_tabs(frame, view, places.tabs);
  std::size_t row = 0;
  for (const catalog::Service* service : services_on_page(view, services)) {
    if (const Touch tap = draw_service_card(frame, view, *service, places.rows[row++])) {
      touch = tap;
    }
  }
  ui::PagerSpec pager = places.pager;
  pager.pages = flow::page_count(view.state, view.catalog());
  if (const Touch tap = draw_service_pager(frame, view, pager)) {
    touch = tap;
  }
  if (const Touch tap = draw_way_on(frame, view, way_to_options(frame, view))) {
    touch = tap;
  }
  return touch;
}

}  // namespace lobby::kiosk
