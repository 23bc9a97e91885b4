// The desk's screens: functions of a view that draw with app/ui and return what staff did.
// Landscape, 1920×1080. They keep nothing and decide nothing.
// UI thread.
#pragma once

#include <optional>
#include <string_view>

#include "app/ui/frame.h"
#include "core/flow/desk_flow.h"

namespace lobby::desk {

struct DeskView {
  const flow::DeskState& state;
  const flow::KioskContext& context;
  std::string_view desk_name;

  const catalog::Catalog& catalog() const { return context.catalog; }
  const catalog::Language& language() const { return state.language; }
};

using Touch = std::optional<flow::DeskEvent>;

Touch draw_desk(ui::Frame& frame, const DeskView& view);

Touch draw_arrivals(ui::Frame& frame, const DeskView& view);
Touch draw_verdict(ui::Frame& frame, const DeskView& view);

}  // namespace lobby::desk
