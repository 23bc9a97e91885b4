// Privacy: what is asked and why, where it goes, and the consent itself. Only what the program
// does is said here.
#include <cmath>

#include "app/kiosk/screens/screens.h"
#include "app/ui/label.h"
#include "app/ui/widgets.h"

namespace lobby::kiosk {
namespace {

using ui::Rect;

struct PrivacyRow {
  ui::Icon icon;
  std::string_view what;
  std::string_view why;
};

void draw_row(ui::Frame& frame, const PrivacyRow& row, Rect where, bool rule) {
  const ui::Theme& theme = frame.theme();
  constexpr float disc = 80;
  const float disc_y = where.y + (where.h - disc) / 2 - 6;
  frame.canvas().rect({where.x, disc_y, disc, disc}, {.fill = theme.selected, .radius = disc / 2});
  frame.canvas().icon({where.x + 18, disc_y + 18}, 44, row.icon, theme.accent);
  const float x = where.x + 104;
  const float room = where.right() - x;
  ui::Canvas& canvas = frame.canvas();
  const bool scaled = where.h >= 116 * theme.text_scale;
  const ui::TextStyle what{.size = ui::type::button, .weight = ui::Weight::bold, .scaled = scaled};
  const float line = scaled ? 54 * theme.text_scale : 54.F;
  frame.in_one_breath([&] {
    frame.text({x, where.y}, row.what, ui::fitting(canvas, row.what, what, room));
    frame.text({x, where.y + line}, row.why,
               ui::fitting(canvas, row.why, {.scaled = scaled}, room));
  });
  if (rule) {
    canvas.rect({x, where.bottom() - 5, room, 2}, {.fill = theme.line});
  }
}

}  // namespace

Touch draw_privacy_sheet(ui::Frame& frame, const KioskView& view) {
  const PrivacyRow rows[] = {
      {"phone_iphone", frame.tr("Phone number"),
       frame.tr("To hold your booking and reach you about it")},
      {"badge", frame.tr("Name"), frame.tr("To find your booking when you arrive")},
      {"room_service", frame.tr("Notes"), frame.tr("So that staff can prepare before you come")},
      {"lock", frame.tr("Where they are kept"),
       frame.tr("Sent to the hotel, then cleared from this kiosk")},
  };
  const bool portrait = frame.portrait();
  const ui::Layout layout = ui::layout_of(frame);
  const float pitch = portrait ? std::round(116 * frame.theme().text_scale) : 116.F;
  const Rect consent =
      portrait ? Rect{48, layout.content_bottom - 112, 984, 104} : Rect{48, 704, 1824, 104};
  const float top = portrait ? consent.y - 4 * pitch - 168 : 332.F;
  ui::sheet(frame, top);
  const std::string_view title = frame.tr("How your details are used");
  frame.heading(
      {48, top + 32}, title,
      ui::fitting(frame.canvas(), title, {.size = ui::type::title}, layout.content_width));
  const Rect first = portrait ? Rect{48, top + 136, 984, pitch} : Rect{48, top + 128, 888, pitch};
  for (std::size_t index = 0; index < 4; ++index) {
    const bool second_column = !portrait && index % 2 == 1;
    const auto line = static_cast<float>(portrait ? index : index / 2);
    const bool rule = portrait ? index < 3 : index < 2;
    draw_row(frame, rows[index], first.moved(second_column ? 936.F : 0.F, line * pitch), rule);
  }
  Touch touch;
  if (ui::toggle(frame, {.id = "privacy.consent",
                         .rect = consent,
                         .label = frame.tr("Use these only for this booking"),
                         .on = view.state.data_consent,
                         .framed = true})) {
    touch = flow::DataConsentToggled{};
  }
  if (ui::action_bar(frame, {.primary = frame.tr("Back to my details"),
                             .primary_icon = "check",
                             .primary_icon_right = {}}) == ui::ActionTap::primary) {
    touch = flow::OverlayClosed{};
  }
  return touch;
}

}  // namespace lobby::kiosk
