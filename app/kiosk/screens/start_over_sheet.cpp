// Start over: says what goes and what stays before anything is cleared. The way on is the primary;
// clearing is outlined in red, 56 px clear of it.
#include <cmath>
#include <string>
#include <vector>

#include "app/kiosk/screens/review_words.h"
#include "app/kiosk/screens/screens.h"
#include "app/ui/label.h"
#include "app/ui/widgets.h"
#include "core/guest/guest.h"

namespace lobby::kiosk {
namespace {

using ui::Rect;

struct ChosenRow {
  ui::Icon icon;
  std::string text;
};

struct StartOverPlaces {
  float top;
  Rect what;
  Rect note;
  Rect clear;
  Rect carry_on;
};

StartOverPlaces start_over_places(const ui::Frame& frame, bool has_what) {
  if (frame.portrait()) {
    const float carry_on = ui::layout_of(frame).action_y;
    const float what_h = frame.theme().large_text() ? 320.F : 248.F;
    const float note = carry_on - 328;
    const float top = has_what ? note - what_h - 240 : note - 216;
    return {top,
            {48, top + 200, 984, what_h},
            {48, note, 984, 104},
            {48, carry_on - 176, 984, 120},
            {48, carry_on, 984, 120}};
  }
  const float top = has_what ? 344.F : 488.F;
  return {top,
          {48, top + 192, 984, 248},
          has_what ? Rect{1056, top + 192, 816, 104} : Rect{48, 696, 1824, 104},
          {48, 824, 884, 120},
          {988, 824, 884, 120}};
}

std::vector<ChosenRow> rows_of(const ui::Frame& frame, const KioskView& view,
                               const ChosenWords& chosen) {
  const flow::KioskState& state = view.state;
  std::vector<ChosenRow> rows;
  if (!chosen.when.empty()) {
    rows.push_back({"event", chosen.when});
  }
  const std::string guest = joined(frame.texts(), state.name, guest::phone_text(state.phone));
  if (!guest.empty()) {
    rows.push_back({"person", guest});
  }
  const std::string wishes = wishes_text(frame.texts(), view.catalog(),
                                         {state.notes.begin(), state.notes.end()}, view.language());
  if (!wishes.empty()) {
    rows.push_back({"edit_note", wishes});
  }
  return rows;
}

void draw_what(ui::Frame& frame, const KioskView& view, const catalog::Service& service,
               Rect rect) {
  const ChosenWords chosen =
      chosen_words(frame.texts(), service, view.state.selection, view.language());
  frame.canvas().rect(rect, {.fill = frame.theme().bg, .radius = 24});
  const bool large = frame.theme().large_text();
  const Rect picture{rect.x + 16, rect.y + 16, large ? 200.F : 280.F, rect.h - 32};
  frame.image(picture, service.picture, chosen.service, {.radius = 16});
  const float x = picture.right() + 24;
  const float room = rect.right() - 16 - x;
  std::string title = chosen.title;
  if (const auto quote = flow::quote(view.state, view.context)) {
    title = joined(frame.texts(), title, money_text(quote->total));
  }
  ui::TextStyle heading{.size = ui::type::button, .weight = ui::Weight::bold, .max_width = room};
  if (frame.canvas().text_width(title, heading) > room) {
    title = chosen.title;
  }
  frame.text({x, rect.y + 16}, title, ui::fitting(frame.canvas(), title, heading, room));
  const float pitch = std::round(56 * (frame.portrait() ? frame.theme().text_scale : 1.F));
  float y = rect.y + 24 + pitch;
  for (const ChosenRow& row : rows_of(frame, view, chosen)) {
    frame.canvas().icon({x, y + (pitch - 48) / 2}, 40, row.icon, frame.theme().accent);
    const ui::TextStyle style = {.max_width = room - 56, .scaled = frame.portrait()};
    frame.text({x + 56, y}, row.text, ui::fitting(frame.canvas(), row.text, style, room - 56));
    y += pitch;
  }
}

}  // namespace

Touch draw_start_over_sheet(ui::Frame& frame, const KioskView& view) {
  const bool issued = view.state.issued.has_value();
  const catalog::Service* service =
      issued ? nullptr : flow::chosen_service(view.state, view.context);
  const StartOverPlaces places = start_over_places(frame, service != nullptr);
  ui::sheet(frame, places.top);
  frame.heading({ui::margin_px, places.top + 40}, frame.tr("Start over?"),
                {.size = ui::type::title});
  const std::string_view goes = service != nullptr
                                    ? frame.tr("This will be cleared from this kiosk:")
                                    : frame.tr("This screen goes back to the first one.");
  frame.text({ui::margin_px, places.top + 128}, goes,
             ui::fitting(frame.canvas(), goes, {.colour = frame.theme().second},
                         frame.size().w - 2 * ui::margin_px));
  if (service != nullptr) {
    draw_what(frame, view, *service, places.what);
  }
  const bool request = view.state.screen == flow::KioskScreen::request;
  ui::note(frame, {.rect = places.note,
                   .tone = request ? ui::Tone::info : ui::Tone::success,
                   .icon = "check_circle",
                   .lines = {request  ? frame.tr("Your request stays with the hotel.")
                             : issued ? frame.tr("Your booking stays confirmed.")
                                      : frame.tr("Confirmed bookings stay as they are.")}});
  if (ui::button(frame, {.id = "start_over.clear",
                         .rect = places.clear,
                         .label = frame.tr("Clear and start over"),
                         .kind = ui::ButtonKind::danger,
                         .icon = "delete_sweep"})) {
    return flow::StartOverConfirmed{};
  }
  if (ui::primary_button(frame, {.id = "action.primary",
                                 .rect = places.carry_on,
                                 .label = frame.tr("No, carry on"),
                                 .icon = "check"})) {
    return flow::OverlayClosed{};
  }
  return std::nullopt;
}

}  // namespace lobby::kiosk
