// Call staff: what this kiosk can truly do today, which is to give reception's number in large
// type. It claims no answer, no time and no opening hours.
#include "app/kiosk/screens/screens.h"
#include "app/ui/label.h"
#include "app/ui/widgets.h"

namespace lobby::kiosk {

Touch draw_call_staff_sheet(ui::Frame& frame, const KioskView& view) {
  using ui::Rect;
  const ui::Theme& theme = frame.theme();
  const bool portrait = frame.portrait();
  const float end = ui::layout_of(frame).action_y;
  const float top = portrait ? end - 632 : 344.F;
  const Rect number = portrait ? Rect{48, end - 424, 984, 208} : Rect{48, 552, 1000, 208};
  const Rect stays = portrait ? Rect{48, end - 184, 984, 152} : Rect{1072, 552, 800, 208};
  ui::sheet(frame, top);
  frame.heading({48, top + 40}, frame.tr("We are glad to help"), {.size = ui::type::title});
  const std::string_view please = frame.tr("Please call reception or ask any member of staff.");
  frame.text({48, top + 132}, please,
             ui::fitting(frame.canvas(), please, {}, frame.size().w - 2 * ui::margin_px));
  ui::RectStyle box{.fill = theme.selected, .radius = 24};
  if (theme.high_contrast) {
    box.border = theme.line;
  }
  frame.canvas().rect(number, box);
  constexpr float disc = 128;
  const float disc_y = number.y + (number.h - disc) / 2;
  frame.canvas().rect({number.x + 32, disc_y, disc, disc},
                      {.fill = theme.primary, .radius = disc / 2});
  frame.canvas().icon({number.x + 64, disc_y + 32}, 64, "phone", theme.on_primary);
  const float x = number.x + 192;
  const float room = number.right() - 24 - x;
  ui::TextStyle digits{.size = ui::type::display,
                       .weight = ui::Weight::bold,
                       .colour = theme.accent,
                       .max_width = room};
  digits.scaled = false;  // as large as the place allows in any case
  while (digits.size > ui::type::body &&
         frame.canvas().text_width(view.site().phone, digits) > room) {
    digits.size -= 4;
  }
  const float digits_y = number.y + 76 + (ui::type::display - digits.size) / 2;
  frame.in_one_breath([&] {
    frame.text({x, number.y + 24}, frame.tr("Reception"), {.colour = theme.second});
    frame.text({x, digits_y}, view.site().phone, digits);
  });
  ui::note(frame, {.rect = stays,
                   .icon = "lock_clock",
                   .lines = {frame.tr("What you have chosen stays here."),
                             frame.tr("You can carry on while you wait.")}});
  if (ui::action_bar(frame, {.primary = frame.tr("Close and carry on"),
                             .primary_icon = "check",
                             .primary_icon_right = {}}) == ui::ActionTap::primary) {
    return flow::OverlayClosed{};
  }
  return std::nullopt;
}

}  // namespace lobby::kiosk
