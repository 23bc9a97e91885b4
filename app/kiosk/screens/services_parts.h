// What both layouts of the services are made of, each part drawn into the place it is given.
// Private to the services.
// UI thread.
#pragma once

#include <span>
#include <string_view>
#include <vector>

#include "app/kiosk/screens/screens.h"
#include "app/ui/pager.h"

namespace lobby::kiosk {

// Of the services of a category those on the shown page.
std::span<const catalog::Service* const> services_on_page(
    const KioskView& view, const std::vector<const catalog::Service*>& services);

Touch draw_category_tabs(ui::Frame& frame, const KioskView& view, ui::Rect rect);
// A card, or a row where the rectangle is wide, with price and what is left.
Touch draw_service_card(ui::Frame& frame, const KioskView& view, const catalog::Service& service,
                        ui::Rect rect);
// Nothing where all cards fit one page. The page is the state's.
Touch draw_service_pager(ui::Frame& frame, const KioskView& view, ui::PagerSpec spec);
// What the primary action leads to.
std::string_view way_to_options(const ui::Frame& frame, const KioskView& view);

// services_roomy.cpp
Touch draw_roomy_services(ui::Frame& frame, const KioskView& view);

}  // namespace lobby::kiosk
