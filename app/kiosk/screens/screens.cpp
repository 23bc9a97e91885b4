// The kiosk's picture: the screen of the state, the sheet that may lie over it, the AccessBar.
// UI thread.
#include "app/kiosk/screens/screens.h"

#include "core/flow/kiosk_print.h"
#include "core/flow/kiosk_timing.h"

namespace lobby::kiosk {
namespace {

Touch draw_options(ui::Frame& frame, const KioskView& view) {
  const catalog::Service* service = flow::chosen_service(view.state, view.context);
  const bool nightly = service != nullptr && service->kind == catalog::ServiceKind::nightly;
  return nightly ? draw_room_options(frame, view) : draw_slot_options(frame, view);
}

Touch draw_screen(ui::Frame& frame, const KioskView& view) {
  if (flow::is_unprinted(view.state)) {
    return draw_unprinted(frame, view);
  }
  switch (view.state.screen) {
    case flow::KioskScreen::out_of_service:
      return draw_out_of_service(frame, view);
    case flow::KioskScreen::attract:
      return draw_attract(frame, view);
    case flow::KioskScreen::services:
      return draw_services(frame, view);
    case flow::KioskScreen::options:
      return draw_options(frame, view);
    case flow::KioskScreen::details:
      return draw_details(frame, view);
    case flow::KioskScreen::review:
      return draw_review(frame, view);
    case flow::KioskScreen::ticket:
      return draw_ticket(frame, view);
    case flow::KioskScreen::request:
      return draw_request(frame, view);
    case flow::KioskScreen::find:
      return draw_find(frame, view);
    case flow::KioskScreen::my_booking:
      return draw_my_booking(frame, view);
    case flow::KioskScreen::cancel:
      return draw_cancel(frame, view);
    case flow::KioskScreen::cancelled:
      return draw_cancelled(frame, view);
    case flow::KioskScreen::maintenance:
      return draw_maintenance(frame, view);
  }
  return std::nullopt;
}

Touch draw_overlay(ui::Frame& frame, const KioskView& view) {
  switch (view.state.overlay) {
    case flow::KioskOverlay::none:
      return std::nullopt;
    case flow::KioskOverlay::language:
      return draw_language_sheet(frame, view);
    case flow::KioskOverlay::start_over:
      return draw_start_over_sheet(frame, view);
    case flow::KioskOverlay::still_there:
      return draw_still_there(frame, view);
    case flow::KioskOverlay::call_staff:
      return draw_call_staff_sheet(frame, view);
    case flow::KioskOverlay::privacy:
      return draw_privacy_sheet(frame, view);
    case flow::KioskOverlay::printing:
      return draw_print_sheet(frame, view);
    case flow::KioskOverlay::staff_pin:
      return draw_staff_pin_sheet(frame, view);
  }
  return std::nullopt;
}

// Round the logo of every top bar: nothing to see, no control, and so nothing that speech reads.
constexpr ui::Rect logo_corner{0, 0, 136, 112};

Touch logo_touch(ui::Frame& frame, const KioskView& view) {
  const bool waits =
      flow::is_waiting_screen(view.state.screen) && view.state.overlay == flow::KioskOverlay::none;
  const std::int32_t times = waits ? frame.presses_in(logo_corner) : 0;
  return times > 0 ? Touch{flow::StaffTouched{flow::LogoTapped{times}}} : std::nullopt;
}

}  // namespace

Touch draw_kiosk(ui::Frame& frame, const KioskView& view) {
  Touch touch = draw_screen(frame, view);
  if (const Touch over = draw_overlay(frame, view)) {
    touch = over;
  }
  if (const Touch access = draw_access_bar(frame, view)) {
    touch = access;
  }
  if (const Touch logo = logo_touch(frame, view)) {
    touch = logo;
  }
  return touch;
}

}  // namespace lobby::kiosk
