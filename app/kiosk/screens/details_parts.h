// What both layouts of the details are made of, each part drawn into the place it is given.
// Private to the details.
// UI thread.
#pragma once

#include <string_view>

#include "app/kiosk/screens/screens.h"
#include "app/ui/choices.h"

namespace lobby::kiosk {

Touch draw_phone_field(ui::Frame& frame, const flow::KioskState& state, ui::Rect rect,
                       float value_x);
Touch draw_name_field(ui::Frame& frame, const flow::KioskState& state, ui::Rect rect,
                      float value_x);

// The wishes a service takes; `pills` says where.
Touch draw_wish_pills(ui::Frame& frame, const KioskView& view, const catalog::Service& service,
                      ui::PillsSpec pills);

// Why a phone number, why a name, and that nothing more is kept.
void draw_reasons(ui::Frame& frame, ui::Rect aside);

// What the primary says: what is missing, or what comes next.
std::string_view details_primary(const ui::Frame& frame, flow::Obstacle obstacle);

// details_roomy.cpp
Touch draw_roomy_details(ui::Frame& frame, const KioskView& view, const catalog::Service& service);

}  // namespace lobby::kiosk
