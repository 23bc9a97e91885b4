// The kiosk's screens: each a function of a view that draws with app/ui and returns what the
// guest did. They keep nothing, decide nothing and know no store; flow::kiosk_view answers their
// questions. One file a screen, portrait and landscape together.
// UI thread.
#pragma once

#include <optional>

#include "app/kiosk/staff_facts.h"
#include "app/ui/frame.h"
#include "app/ui/keyboard.h"
#include "core/flow/kiosk_flow.h"
#include "core/flow/kiosk_view.h"
#include "core/port/qr.h"

namespace lobby::kiosk {

struct KioskView {
  const flow::KioskState& state;
  const flow::KioskContext& context;
  const port::QrModules* ticket_qr = nullptr;  // on ticket and request
  bool online = true;
  ui::KeyboardState* keyboard = nullptr;  // page and shift of the on-screen keys; not the guest's
  bool has_speech = false;                // this kiosk can read its screens aloud
  bool has_printer = false;               // and print tickets
  const StaffFacts* staff = nullptr;      // in maintenance

  const catalog::Catalog& catalog() const { return context.catalog; }
  const catalog::Site& site() const { return context.catalog.site; }
  const catalog::Language& language() const { return state.language; }
};

using Touch = std::optional<flow::KioskEvent>;

// The whole picture: the screen, its overlay, the AccessBar.
Touch draw_kiosk(ui::Frame& frame, const KioskView& view);

Touch draw_out_of_service(ui::Frame& frame, const KioskView& view);
Touch draw_attract(ui::Frame& frame, const KioskView& view);
Touch draw_services(ui::Frame& frame, const KioskView& view);
Touch draw_room_options(ui::Frame& frame, const KioskView& view);  // nightly: month grid
Touch draw_slot_options(ui::Frame& frame, const KioskView& view);  // time slots, whole days
Touch draw_details(ui::Frame& frame, const KioskView& view);
Touch draw_review(ui::Frame& frame, const KioskView& view);
Touch draw_ticket(ui::Frame& frame, const KioskView& view);
Touch draw_request(ui::Frame& frame, const KioskView& view);
Touch draw_find(ui::Frame& frame, const KioskView& view);
Touch draw_my_booking(ui::Frame& frame, const KioskView& view);
Touch draw_cancel(ui::Frame& frame, const KioskView& view);
Touch draw_cancelled(ui::Frame& frame, const KioskView& view);
Touch draw_unprinted(ui::Frame& frame, const KioskView& view);  // ticket or request without paper

// Sheets, drawn after the screen under them.
Touch draw_language_sheet(ui::Frame& frame, const KioskView& view);
Touch draw_start_over_sheet(ui::Frame& frame, const KioskView& view);
Touch draw_still_there(ui::Frame& frame, const KioskView& view);
Touch draw_call_staff_sheet(ui::Frame& frame, const KioskView& view);
Touch draw_privacy_sheet(ui::Frame& frame, const KioskView& view);
Touch draw_print_sheet(ui::Frame& frame, const KioskView& view);

// Staff's.
Touch draw_staff_pin_sheet(ui::Frame& frame, const KioskView& view);
Touch draw_maintenance(ui::Frame& frame, const KioskView& view);

// The frame of every step: top bar, and the AccessBar with what it opens.
void draw_step_bar(ui::Frame& frame, const KioskView& view, int step);
Touch draw_access_bar(ui::Frame& frame, const KioskView& view);

}  // namespace lobby::kiosk
