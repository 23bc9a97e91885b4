// Fields, wishes and reasons of the details. UI thread.
#include "app/kiosk/screens/details_parts.h"

#include <cmath>
#include <string>
#include <vector>

#include "app/kiosk/screens/details_input.h"
#include "app/ui/widgets.h"

namespace lobby::kiosk {
namespace {

struct FieldPlace {
  std::string_view id;
  std::string_view label;
  ui::Rect rect;
  float value_x;
};

bool draw_field(ui::Frame& frame, const FieldPlace& place, const FieldWords& words) {
  return ui::field(frame, {.id = place.id,
                           .rect = place.rect,
                           .label = place.label,
                           .value = words.value,
                           .composing = words.composing,
                           .hint = words.hint,
                           .message = words.message,
                           .state = words.state,
                           .message_inside = true,
                           .value_x = place.value_x});
}

}  // namespace

Touch draw_phone_field(ui::Frame& frame, const flow::KioskState& state, ui::Rect rect,
                       float value_x) {
  const bool tapped =
      draw_field(frame, {"phone", frame.tr("Phone"), rect, value_x}, phone_words(frame, state));
  return tapped ? Touch{flow::FieldFocused{flow::FieldId::phone}} : std::nullopt;
}

Touch draw_name_field(ui::Frame& frame, const flow::KioskState& state, ui::Rect rect,
                      float value_x) {
  const bool tapped =
      draw_field(frame, {"name", frame.tr("Name"), rect, value_x}, name_words(frame, state));
  return tapped ? Touch{flow::FieldFocused{flow::FieldId::name}} : std::nullopt;
}

Touch draw_wish_pills(ui::Frame& frame, const KioskView& view, const catalog::Service& service,
                      ui::PillsSpec pills) {
  std::vector<std::string> ids;
  std::vector<const catalog::GuestNote*> notes;
  for (const NoteId& id : service.notes) {
    if (const catalog::GuestNote* note = view.catalog().note(id)) {
      ids.push_back("wish." + id.text());
      notes.push_back(note);
    }
  }
  for (std::size_t index = 0; index < notes.size(); ++index) {
    pills.items.push_back({.id = ids[index],
                           .label = notes[index]->name.in(view.language()),
                           .on = view.state.notes.contains(notes[index]->id)});
  }
  const ui::PillsTap tap = ui::pills(frame, pills);
  return tap.index < 0 ? Touch{}
                       : Touch{flow::NoteToggled{notes[static_cast<std::size_t>(tap.index)]->id}};
}

// With the keyboard put away its place tells what the details are for.
void draw_reasons(ui::Frame& frame, ui::Rect aside) {
  struct Reason {
    ui::Icon icon;
    std::string_view title;
    std::string_view line;
  };
  const Reason reasons[] = {
      {"phone_iphone", frame.tr("Your phone number"), frame.tr("holds and finds your booking")},
      {"person", frame.tr("Your name"), frame.tr("greets you at reception")},
      {"lock", frame.tr("Nothing more"), frame.tr("and it leaves this kiosk with you")},
  };
  ui::card(frame, aside);
  constexpr float disc = 96;
  const float pitch = aside.h / 3;
  float y = aside.y;
  for (const Reason& reason : reasons) {
    const ui::Rect place{aside.x + 32, y + (pitch - disc) / 2, disc, disc};
    frame.canvas().rect(place, {.fill = frame.theme().selected, .radius = disc / 2});
    frame.canvas().icon({place.x + 22, place.y + 22}, 52, reason.icon, frame.theme().accent);
    const float x = place.right() + 32;
    frame.in_one_breath([&] {
      frame.text({x, place.y - 4}, reason.title,
                 {.size = ui::type::button, .weight = ui::Weight::bold});
      frame.text({x, place.y + 52}, reason.line,
                 {.colour = frame.theme().second, .max_width = aside.right() - 24 - x});
    });
    y += pitch;
  }
}

std::string_view details_primary(const ui::Frame& frame, flow::Obstacle obstacle) {
  switch (obstacle) {
    case flow::Obstacle::phone_missing:
      return frame.tr("Type your phone number");
    case flow::Obstacle::phone_wrong:
      return frame.tr("Check the phone number");
    case flow::Obstacle::name_composing:
      return frame.tr("Choose the characters");
    case flow::Obstacle::name_missing:
      return frame.tr("Type your name");
    case flow::Obstacle::name_wrong:
      return frame.tr("Check the name");
    case flow::Obstacle::consent_missing:
      return frame.tr("Tick the box to go on");
    case flow::Obstacle::none:
    case flow::Obstacle::choose_service:
    case flow::Obstacle::choose_date:
    case flow::Obstacle::choose_time:
    case flow::Obstacle::party_size:
    case flow::Obstacle::not_offered:
    case flow::Obstacle::terms_missing:
    case flow::Obstacle::units_awaited:
    case flow::Obstacle::committing:
      return frame.tr("Next: review");
  }
  return {};
}

}  // namespace lobby::kiosk
