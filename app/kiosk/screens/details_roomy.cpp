// Details in the roomy layout, one thing a part: the phone with its digits, the name with its
// letters, then wishes and consent. The upper half tells what is being booked and why it is asked.
// UI thread.
#include <algorithm>
#include <string>

#include "app/kiosk/screens/details_input.h"
#include "app/kiosk/screens/details_parts.h"
#include "app/kiosk/screens/review_words.h"
#include "app/kiosk/screens/roomy.h"
#include "app/ui/widgets.h"

namespace lobby::kiosk {
namespace {

using flow::DetailsPart;
using flow::Obstacle;
using ui::Rect;

void tell_booking(ui::Frame& frame, const KioskView& view, const catalog::Service& service,
                  DetailsPart part) {
  const ChosenWords chosen =
      chosen_words(frame.texts(), service, view.state.selection, view.language());
  InfoColumn told = info_with_picture(frame, service.picture, chosen.service, 4);
  const bool stay = service.kind == catalog::ServiceKind::nightly;
  told.heading(stay ? frame.tr("Who is staying?") : frame.tr("Who is coming?"),
               part_text(frame, static_cast<std::int32_t>(part), flow::details_parts));
  switch (part) {
    case DetailsPart::phone:
      told.row("phone_iphone", frame.tr("Your phone number holds and finds your booking"));
      break;
    case DetailsPart::name:
      told.row("person", frame.tr("Your name greets you at reception"));
      break;
    case DetailsPart::consent:
      told.row("lock", frame.tr("Nothing more, and it leaves this kiosk with you"));
      break;
  }
  if (const std::optional<booking::Quote> quote = flow::quote(view.state, view.context)) {
    told.total(joined(frame.texts(), chosen.service, chosen.party), money_text(quote->total));
  }
  told.row("event", chosen.when);
}

Touch draw_keys_part(ui::Frame& frame, const KioskView& view, DetailsPart part) {
  const KeysPlaces places = keys_places(frame);
  const float value_x = frame.theme().large_text() ? 192.F : 168.F;
  Touch touch = part == DetailsPart::phone
                    ? draw_phone_field(frame, view.state, places.field, value_x)
                    : draw_name_field(frame, view.state, places.field, value_x);
  if (view.state.focus) {
    if (Touch key = draw_keyboard(frame, view, places.tray)) {
      touch = std::move(key);
    }
  }
  return touch;
}

// Wishes above, the consent framed below them, the privacy words beside it or under it.
Touch draw_consent_part(ui::Frame& frame, const KioskView& view, const catalog::Service& service) {
  const Rect all = roomy_places(frame).controls;
  const bool portrait = frame.portrait();
  Touch touch;
  const auto take = [&touch](Touch next) {
    if (next) {
      touch = std::move(next);
    }
  };
  const float line = frame.theme().size(ui::type::body) + 8;
  if (!service.notes.empty()) {
    frame.text({all.x, all.y}, frame.tr("Notes (optional)"), {.weight = ui::Weight::bold});
    take(
        draw_wish_pills(frame, view, service, {.at = {all.x, all.y + line}, .right = all.right()}));
  }
  const float height = portrait ? 144.F : 104.F;
  const float privacy_w = portrait ? all.w : 480.F;
  const float privacy_h = 104;
  const Rect privacy{all.right() - privacy_w, all.bottom() - privacy_h, privacy_w, privacy_h};
  const Rect consent = portrait
                           ? Rect{all.x, privacy.y - 16 - height, all.w, height}
                           : Rect{all.x, all.bottom() - height, all.w - privacy_w - 24, height};
  if (ui::checkbox(frame, {.id = "consent",
                           .rect = consent,
                           .label = frame.tr("Use these only for this booking"),
                           .on = view.state.data_consent,
                           .framed = true})) {
    take(flow::DataConsentToggled{});
  }
  if (ui::button(frame, {.id = "privacy",
                         .rect = privacy,
                         .label = frame.tr("Privacy"),
                         .icon = "info",
                         .size = ui::type::body})) {
    take(flow::OverlayOpened{flow::KioskOverlay::privacy});
  }
  return touch;
}

bool is_mended_on(DetailsPart part, Obstacle obstacle) {
  switch (part) {
    case DetailsPart::phone:
      return obstacle == Obstacle::phone_missing || obstacle == Obstacle::phone_wrong;
    case DetailsPart::name:
      return obstacle == Obstacle::name_composing || obstacle == Obstacle::name_missing ||
             obstacle == Obstacle::name_wrong;
    case DetailsPart::consent:
      return obstacle != Obstacle::none;
  }
  return false;
}

std::string_view next_words(const ui::Frame& frame, DetailsPart part) {
  switch (part) {
    case DetailsPart::phone:
      return frame.tr("Next: your name");
    case DetailsPart::name:
      return frame.tr("Next: consent");
    case DetailsPart::consent:
      break;
  }
  return frame.tr("Next: review");
}

}  // namespace

Touch draw_roomy_details(ui::Frame& frame, const KioskView& view, const catalog::Service& service) {
  const auto part =
      static_cast<DetailsPart>(std::clamp(view.state.part, 0, flow::details_parts - 1));
  draw_step_bar(frame, view, 3);
  draw_info_panel(frame);
  tell_booking(frame, view, service, part);
  const bool keys = part != DetailsPart::consent;
  Touch touch = keys ? draw_keys_part(frame, view, part) : draw_consent_part(frame, view, service);
  const Obstacle obstacle = flow::obstacle(view.state, view.context);
  const bool off = is_mended_on(part, obstacle);
  PartActions actions{.part = view.state.part,
                      .parts = flow::details_parts,
                      .primary = off ? details_primary(frame, obstacle) : next_words(frame, part),
                      .enabled = !off};
  if (keys && !frame.portrait()) {
    actions.right = keys_places(frame).field.right();
  }
  if (Touch action = draw_part_actions(frame, actions)) {
    touch = std::move(action);
  }
  if (!touch && view.state.overlay == flow::KioskOverlay::none) {
    touch = typed_touch(frame, view.state);
  }
  return touch;
}

}  // namespace lobby::kiosk
