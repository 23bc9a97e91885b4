// Ticket and request in large text. UI thread.
#include <algorithm>
#include <cmath>

#include "app/kiosk/screens/roomy.h"
#include "app/kiosk/screens/ticket_parts.h"
#include "app/ui/cards.h"
#include "app/ui/label.h"
#include "core/guest/guest.h"

namespace lobby::kiosk {
namespace {

using ui::Rect;

struct LargeIssuedPlaces {
  Rect card;
  Rect code;  // in the card
  float code_px;
  Rect words;
  Rect steps;
  Rect print;  // empty without a printer
};

LargeIssuedPlaces large_issued_places(const ui::Frame& frame, bool printer) {
  if (frame.portrait()) {
    return {{48, 392, 984, 508},
            {48, 392, 460, 508},
            376,
            {524, 412, 484, 476},
            {48, 924, 984, printer ? 368.F : 488.F},
            printer ? Rect{48, 1304, 984, 104} : Rect{}};
  }
  const Rect code{48, 136, 592, printer ? 552.F : 672.F};
  return {code,
          code,
          printer ? 440.F : 490.F,
          {664, 288, 1208, 300},
          {664, 600, 1208, 208},
          printer ? Rect{48, 704, 592, 104} : Rect{}};
}

void tell_booking(ui::Frame& frame, const LargeIssued& shown, const IssuedWords& issued,
                  Rect place) {
  InfoColumn told(frame, place);
  const bool portrait = frame.portrait();
  const std::string code = issued.booking.code.spaced_text();
  if (portrait) {
    told.text(shown.code_label, 1);
    told.heading(code);
    told.text(issued.chosen.service, 1);
    told.text(issued.chosen.first, 1);
    told.text(issued.chosen.last, 1);
    told.text(
        joined(frame.texts(), issued.chosen.party, guest::short_name(issued.booking.guest.name)),
        1);
    told.text(shown.price, 1);
    return;
  }
  told.heading(code, shown.code_label);
  told.pair(issued.chosen.title, shown.price);
  told.pair(issued.chosen.when, issued.chosen.party);
}

void draw_step(ui::Frame& frame, const NextStep& step, Rect row) {
  ui::Canvas& canvas = frame.canvas();
  const float disc = std::min(80.F, row.h - 4);
  draw_step_disc(frame, {row.x, row.y + std::round((row.h - disc) / 2)}, disc, step);
  const float x = row.x + disc + 24;
  const float room = row.right() - x;
  const float line = frame.theme().size(ui::type::body);
  frame.in_one_breath([&] {
    const bool two = !step.line.empty() && row.h >= 2 * line + 8;
    if (!two) {
      const ui::TextStyle style = ui::fitting(canvas, step.title, {}, room);
      frame.text({x, canvas.centred_y(row.y, row.h, style.size, style.scaled)}, step.title, style);
      return;
    }
    const float y = row.y + (row.h - 2 * line - 8) / 2;
    const ui::TextStyle bold{.weight = ui::Weight::bold};
    const ui::TextStyle second{.colour = frame.theme().second};
    frame.text({x, y}, step.title, ui::fitting(canvas, step.title, bold, room));
    frame.text({x, y + line + 8}, step.line, ui::fitting(canvas, step.line, second, room));
  });
}

}  // namespace

Touch draw_large_issued(ui::Frame& frame, const KioskView& view, const LargeIssued& shown) {
  const IssuedWords issued = issued_words(frame, view);
  const bool prints = shown.prints && view.has_printer;
  const LargeIssuedPlaces places = large_issued_places(frame, prints);
  draw_step_bar(frame, view, shown.step);
  ui::banner(frame, shown.banner);
  ui::lined_card(frame, places.card);
  draw_ticket_code(frame, view, places.code, places.code_px, shown.code_label);
  tell_booking(frame, shown, issued, places.words);
  const auto count = static_cast<float>(std::max<std::size_t>(1, shown.next.size()));
  const float pitch = std::min(160.F, places.steps.h / count);
  float y = places.steps.y;
  for (const NextStep& step : shown.next) {
    draw_step(frame, step, {places.steps.x, y, places.steps.w, pitch - 8});
    y += pitch;
  }
  return prints ? draw_print_button(frame, view, places.print) : std::nullopt;
}

}  // namespace lobby::kiosk
