// Privacy: what is asked and why, where it goes, and the consent itself. Only what the program
// does is said here.
#include "app/kiosk/screens/screens.h"
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
  frame.canvas().rect({where.x, where.y + 12, disc, disc},
                      {.fill = theme.selected, .radius = disc / 2});
  frame.canvas().icon({where.x + 18, where.y + 30}, 44, row.icon, theme.accent);
  const float x = where.x + 104;
  const float room = where.right() - x;
  frame.in_one_breath([&] {
    frame.text({x, where.y}, row.what,
               {.size = ui::type::button, .weight = ui::Weight::bold, .max_width = room});
    frame.text({x, where.y + 54}, row.why, {.max_width = room});
  });
  if (rule) {
    frame.canvas().rect({x, where.y + 108, room, 2}, {.fill = theme.line});
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
  constexpr float pitch = 116;
  const bool portrait = frame.portrait();
  const float top = portrait ? 856.F : 332.F;
  ui::sheet(frame, top);
  frame.heading({48, top + 32}, frame.tr("How your details are used"), {.size = ui::type::title});
  const Rect first = portrait ? Rect{48, top + 124, 984, pitch} : Rect{48, top + 124, 888, pitch};
  for (std::size_t index = 0; index < 4; ++index) {
    const bool second_column = !portrait && index % 2 == 1;
    const auto line = static_cast<float>(portrait ? index : index / 2);
    const bool rule = portrait ? index < 3 : index < 2;
    draw_row(frame, rows[index], first.moved(second_column ? 936.F : 0.F, line * pitch), rule);
  }
  const Rect consent = portrait ? Rect{48, 1488, 984, 104} : Rect{48, 704, 1824, 104};
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
