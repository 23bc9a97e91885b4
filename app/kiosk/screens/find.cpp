// Find my booking: the ticket's code under the scanner, or code and phone on the keys. A miss never
// says which of the two was wrong. Portrait: panel, fields, tray. Landscape: fields left, keys
// right. Roomy: one field a part.
// UI thread.
#include <algorithm>
#include <array>
#include <string>

#include "app/kiosk/screens/details_input.h"
#include "app/kiosk/screens/details_parts.h"
#include "app/kiosk/screens/find_parts.h"
#include "app/kiosk/screens/review_actions.h"
#include "app/kiosk/screens/roomy.h"
#include "app/ui/label.h"
#include "app/ui/widgets.h"

namespace lobby::kiosk {
namespace {

using flow::FindObstacle;
using flow::FindPart;
using ui::Rect;

struct FindPlaces {
  Rect scan;
  Rect code;
  Rect phone;
  ui::Point rule;
  float rule_room;
  Rect failure;
  Rect tray;
};

FindPlaces find_places(const ui::Frame& frame) {
  if (frame.portrait()) {
    return {{564, 208, 468, 312}, {48, 576, 984, 96},  {48, 688, 984, 96}, {48, 804}, 984,
            {48, 880, 984, 152},  {0, 1056, 1080, 560}};
  }
  return {{1392, 130, 480, 174}, {48, 340, 760, 96},   {48, 452, 760, 96}, {48, 568}, 760,
          {48, 636, 760, 172},   {840, 322, 1080, 486}};
}

// In groups of four, as it is printed.
std::string grouped(std::string_view code) {
  constexpr std::size_t group = 4;
  std::string out(code.substr(0, group));
  if (code.size() > group) {
    out += ' ';
    out += code.substr(group);
  }
  return out;
}

Touch draw_code_field(ui::Frame& frame, const flow::KioskState& state, Rect rect, float value_x) {
  const std::string& code = state.finding.code;
  const bool focused = state.focus == flow::FieldId::code;
  const bool whole = code.size() == flow::code_characters;
  const std::string value = grouped(code);
  std::string hint;
  if (code.empty()) {
    hint = focused ? frame.tr("8 letters and digits") : frame.tr("touch to fill in");
  } else if (!whole) {
    hint = frame.tr("{0} of {1} characters", code.size(), flow::code_characters);
  }
  if (ui::field(frame, {.id = "code",
                        .rect = rect,
                        .label = frame.tr("Booking code"),
                        .value = value,
                        .hint = hint,
                        .state = focused ? ui::FieldState::typing : ui::FieldState::idle,
                        .value_x = value_x})) {
    return flow::FieldFocused{flow::FieldId::code};
  }
  return std::nullopt;
}

Touch draw_find_keys(ui::Frame& frame, const KioskView& view, Rect tray) {
  return view.state.focus && view.state.finding.asking == flow::Asking::nothing
             ? draw_keyboard(frame, view, tray)
             : std::nullopt;
}

std::array<ui::IconText, 3> scan_rows(const ui::Frame& frame) {
  return {{{"receipt_long", frame.tr("On your slip or your phone")},
           {"south", frame.tr("Hold it to the lit window")},
           {"bolt", frame.tr("No need to press anything")}}};
}

// A window with a code in it and the light that reads it.
void draw_scan_window(ui::Frame& frame, Rect rect) {
  const ui::Theme& theme = frame.theme();
  ui::card(frame, rect);
  const float icon = std::min(rect.h - 72, 176.F);
  const float x = rect.centre().x - icon / 2;
  frame.canvas().icon({x, rect.y + 16}, icon, "qr_code_scanner", theme.accent);
  const float width = rect.w * 0.7F;
  frame.canvas().rect({rect.centre().x - width / 2, rect.bottom() - 40, width, 8},
                      {.fill = theme.high_contrast ? theme.accent : theme.sun, .radius = 4});
}

std::string_view find_primary(const ui::Frame& frame, FindObstacle obstacle) {
  switch (obstacle) {
    case FindObstacle::asking:
      return frame.tr("Looking…");
    case FindObstacle::offline:
      return frame.tr("No connection");
    case FindObstacle::code_missing:
      return frame.tr("Type the booking code");
    case FindObstacle::code_wrong:
      return frame.tr("Check the booking code");
    case FindObstacle::phone_missing:
      return frame.tr("Type your phone number");
    case FindObstacle::phone_wrong:
      return frame.tr("Check the phone number");
    case FindObstacle::none:
    case FindObstacle::nothing_chosen:
      break;
  }
  return frame.tr("Find");
}

// What is told below the fields: that both must match, or why nothing can be found.
void draw_rule(ui::Frame& frame, const KioskView& view, const FindPlaces& places) {
  const ui::Theme& theme = frame.theme();
  if (!view.online) {
    ui::note(frame, {.rect = places.failure,
                     .tone = ui::Tone::warn,
                     .icon = "cloud_off",
                     .lines = {frame.tr("No connection to the hotel just now."),
                               frame.tr("Your booking stands; reception can see it.")}});
    return;
  }
  const std::string_view rule = frame.tr("Code and phone number must both match.");
  frame.canvas().icon({places.rule.x, places.rule.y + 2}, 44, "lock", theme.accent);
  const float x = places.rule.x + 60;
  frame.text({x, places.rule.y}, rule,
             ui::fitting(frame.canvas(), rule, {.colour = theme.second},
                         places.rule.x + places.rule_room - x));
  draw_find_failure(frame, view, places.failure);
}

Touch draw_find_actions(ui::Frame& frame, FindObstacle obstacle) {
  return step_touch(finish_actions(frame, {.back = frame.tr("Back"),
                                           .primary = find_primary(frame, obstacle),
                                           .primary_icon = "search",
                                           .enabled = obstacle == FindObstacle::none,
                                           .busy = obstacle == FindObstacle::asking}));
}

Touch draw_usual_find(ui::Frame& frame, const KioskView& view, FindObstacle obstacle) {
  const FindPlaces places = find_places(frame);
  const auto rows = scan_rows(frame);
  ui::HeaderPanelSpec panel{.title = frame.tr("Have a QR code?")};
  panel.rows.assign(rows.begin(), frame.portrait() ? rows.end() : rows.begin() + 2);
  ui::header_panel(frame, panel);
  draw_scan_window(frame, places.scan);
  const bool portrait = frame.portrait();
  Touch touch = draw_code_field(frame, view.state, places.code, portrait ? 320.F : 296.F);
  if (Touch phone = draw_phone_field(frame, view.state, places.phone, portrait ? 320.F : 144.F)) {
    touch = std::move(phone);
  }
  draw_rule(frame, view, places);
  if (Touch key = draw_find_keys(frame, view, places.tray)) {
    touch = std::move(key);
  }
  if (Touch action = draw_find_actions(frame, obstacle)) {
    touch = std::move(action);
  }
  return touch;
}

void tell_find(ui::Frame& frame, const KioskView& view, FindPart part) {
  InfoColumn told(frame, roomy_places(frame).info);
  told.heading(frame.tr("Have a QR code?"),
               part_text(frame, static_cast<std::int32_t>(part), flow::find_parts));
  for (const ui::IconText& row : scan_rows(frame)) {
    told.row(row.icon, row.text);
  }
  if (!view.online) {
    told.row("cloud_off", frame.tr("No connection to the hotel just now."));
    told.text(frame.tr("Your booking stands; reception can see it."));
  } else if (view.state.finding.failure) {
    const FindFailure failure = find_failure(frame, view);
    told.row("error", failure.title);
    told.text(failure.line);
  } else {
    told.row("lock", frame.tr("Code and phone number must both match."));
  }
}

Touch draw_roomy_find(ui::Frame& frame, const KioskView& view, FindObstacle obstacle) {
  const auto part = static_cast<FindPart>(std::clamp(view.state.part, 0, flow::find_parts - 1));
  const KeysPlaces places = keys_places(frame);
  draw_info_panel(frame);
  tell_find(frame, view, part);
  const bool large = frame.theme().large_text();
  Touch touch = part == FindPart::code
                    ? draw_code_field(frame, view.state, places.field, large ? 376.F : 320.F)
                    : draw_phone_field(frame, view.state, places.field, large ? 192.F : 168.F);
  if (Touch key = draw_find_keys(frame, view, places.tray)) {
    touch = std::move(key);
  }
  const bool here = part == FindPart::phone || obstacle == FindObstacle::code_missing ||
                    obstacle == FindObstacle::code_wrong || obstacle == FindObstacle::offline ||
                    obstacle == FindObstacle::asking;
  const bool off = here && obstacle != FindObstacle::none;
  PartActions actions{.part = view.state.part,
                      .parts = flow::find_parts,
                      .primary = part == FindPart::code && !off ? frame.tr("Next: your phone")
                                                                : find_primary(frame, obstacle),
                      .enabled = !off,
                      .busy = obstacle == FindObstacle::asking};
  if (!frame.portrait()) {
    actions.right = places.field.right();
  }
  if (Touch action = draw_part_actions(frame, actions)) {
    touch = std::move(action);
  }
  return touch;
}

}  // namespace

Touch draw_find(ui::Frame& frame, const KioskView& view) {
  const FindObstacle obstacle = flow::find_obstacle(view.state, view.context);
  draw_find_bar(frame, view, frame.tr("Find my booking"));
  Touch touch = is_roomy(frame) ? draw_roomy_find(frame, view, obstacle)
                                : draw_usual_find(frame, view, obstacle);
  if (!touch && view.state.overlay == flow::KioskOverlay::none) {
    touch = typed_touch(frame, view.state);
  }
  return touch;
}

}  // namespace lobby::kiosk
