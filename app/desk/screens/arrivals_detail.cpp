// Beside the table: the selected booking, or how to scan. Names show in full to staff.
// UI thread.
#include <string>

#include "app/common/words.h"
#include "app/desk/screens/arrivals.h"

namespace lobby::desk {
namespace {

constexpr ui::Rect panel{1296, 200, 600, 712};

const flow::Arrival* selected_arrival(const DeskView& view) {
  for (const flow::Arrival& arrival : view.state.arrivals) {
    if (view.state.selected == arrival.booking.code) {
      return &arrival;
    }
  }
  return nullptr;
}

void draw_head(ui::Frame& frame, ui::Icon icon, std::string_view title) {
  ui::Canvas& canvas = frame.canvas();
  canvas.icon({panel.x + 20, panel.y + 16}, 24, icon, frame.theme().text);
  frame.heading({panel.x + 54, canvas.centred_y(panel.y, 56, text_size(20), false)}, title,
                {.size = text_size(20), .weight = ui::Weight::bold, .scaled = false});
  canvas.rect({panel.x + 1, panel.y + 56, panel.w - 2, 1}, {.fill = frame.theme().line});
}

void draw_fact(ui::Frame& frame, float& y, std::string_view label, std::string_view value) {
  const ui::Theme& theme = frame.theme();
  frame.text({panel.x + 24, y}, label,
             {.size = text_size(16), .colour = theme.second, .max_width = 150, .scaled = false});
  frame.text({panel.x + 184, y}, value,
             {.size = text_size(16),
              .weight = ui::Weight::bold,
              .max_width = panel.w - 208,
              .scaled = false});
  y += 44;
}

void draw_how_to_scan(ui::Frame& frame) {
  draw_head(frame, "center_focus_strong", frame.tr("Scan a ticket"));
  ui::Canvas& canvas = frame.canvas();
  canvas.image({panel.x + 24, panel.y + 80, panel.w - 48, 280}, "hero-lobby", {.radius = 12});
  const ui::Extents how =
      frame.text_block({panel.x + 24, panel.y + 388},
                       frame.tr("Hold the guest's QR under the scanner. It works on every screen, "
                                "also while the server is away."),
                       {.size = text_size(20),
                        .weight = ui::Weight::bold,
                        .max_width = panel.w - 48,
                        .scaled = false});
  frame.text_block({panel.x + 24, how.bottom() + 16},
                   frame.tr("No scanner? Drop a picture of the ticket on this window. Select a "
                            "row to see its booking here."),
                   {.size = text_size(16),
                    .colour = frame.theme().second,
                    .max_width = panel.w - 48,
                    .scaled = false});
}

std::string stay_text(const ui::Frame& frame, const DeskView& view,
                      const protocol::BookingNotice& booking) {
  const ZoneRules& zone = view.context.zone;
  return words::clock_on_day(frame.texts(), zone, booking.window.from) + " – " +
         words::clock_on_day(frame.texts(), zone, booking.window.until);
}

}  // namespace

Touch draw_detail(ui::Frame& frame, const DeskView& view) {
  card(frame, panel);
  const flow::Arrival* arrival = selected_arrival(view);
  if (arrival == nullptr) {
    draw_how_to_scan(frame);
    return std::nullopt;
  }
  const protocol::BookingNotice& booking = arrival->booking;
  const ArrivalState state = state_of(frame, view, *arrival);
  draw_head(frame, "event_note", frame.tr("Booking {0}", booking.code.spaced_text()));
  ui::Canvas& canvas = frame.canvas();
  const catalog::Service* service = view.catalog().service(booking.service);
  canvas.image({panel.x + 24, panel.y + 80, panel.w - 48, 200},
               service == nullptr ? "hero-lobby" : std::string_view(service->picture),
               {.radius = 12});
  frame.text({panel.x + 24, panel.y + 296}, booking.guest_name,
             {.size = text_size(28),
              .weight = ui::Weight::bold,
              .max_width = panel.w - 220,
              .scaled = false});
  chip(frame, {.at = {panel.right() - 24 - chip_width(frame, state.text), panel.y + 304},
               .tone = state.tone,
               .icon = state.icon,
               .text = state.text});
  float y = panel.y + 356;
  draw_fact(frame, y, frame.tr("Service"), service_line(frame, view, booking));
  draw_fact(frame, y, frame.tr("Time"), stay_text(frame, view, booking));
  draw_fact(frame, y, frame.tr("People"), std::to_string(booking.party));
  draw_fact(frame, y, frame.tr("Price"), money_text(booking.total));
  draw_fact(frame, y, frame.tr("Booked at"), booking.made_at);
  if (arrival->admission) {
    draw_fact(frame, y, frame.tr("Admitted"),
              words::clock_on_day(frame.texts(), view.context.zone, arrival->admission->at) + ", " +
                  arrival->admission->place);
  } else {
    frame.text_block({panel.x + 24, y + 12}, frame.tr("Scan the guest's ticket to check in."),
                     {.size = text_size(16),
                      .colour = frame.theme().second,
                      .max_width = panel.w - 48,
                      .scaled = false});
  }
  return std::nullopt;
}

}  // namespace lobby::desk
