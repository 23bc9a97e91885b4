// Still there?: thirty seconds in a ring, as many extensions as a guest likes, help on the way.
#include "app/kiosk/screens/screens.h"
#include "app/ui/widgets.h"
#include "core/flow/kiosk_timing.h"

namespace lobby::kiosk {

Touch draw_still_there(ui::Frame& frame, const KioskView& view) {
  constexpr std::int64_t ms_per_second = 1'000;
  switch (ui::timeout_overlay(
      frame, {.title = frame.tr("Are you still there?"),
              .line_one = frame.tr("Otherwise this screen clears what you entered."),
              .line_two = frame.tr("Take all the time you need."),
              .staff = frame.tr("I need help"),
              .leave = frame.tr("Leave"),
              .stay = frame.tr("Yes, carry on"),
              .unit = frame.tr("seconds"),
              .seconds_left = flow::seconds_left(view.state, view.context.now),
              .seconds_of = static_cast<int>(flow::answer_limit(view.state).ms / ms_per_second)})) {
    case ui::TimeoutTap::none:
      return std::nullopt;
    case ui::TimeoutTap::leave:
      return flow::StartOverConfirmed{};
    case ui::TimeoutTap::staff:
      return flow::OverlayOpened{flow::KioskOverlay::call_staff};
    case ui::TimeoutTap::stay:
      return flow::OverlayClosed{};
  }
  return std::nullopt;
}

}  // namespace lobby::kiosk
