// Details: phone, name, wishes and consent, with the keyboard the focused field needs.
// Portrait: summary, fields, tray. Landscape: fields left, keys right, consent in the action row.
#include <string>

#include "app/kiosk/screens/details_input.h"
#include "app/kiosk/screens/details_parts.h"
#include "app/kiosk/screens/review_actions.h"
#include "app/kiosk/screens/review_words.h"
#include "app/kiosk/screens/roomy.h"
#include "app/kiosk/screens/screens.h"
#include "app/ui/widgets.h"

namespace lobby::kiosk {
namespace {

using ui::Rect;

struct DetailsPlaces {
  Rect summary;
  Rect summary_picture;
  Rect phone;
  Rect name;
  float wishes_y;
  float right;  // of the fields' column
  Rect consent;
  float privacy_right;
  Rect tray;   // of the keyboard
  Rect aside;  // what stands in its place while it is hidden
};

DetailsPlaces details_places(const ui::Frame& frame) {
  if (frame.portrait()) {
    return {{48, 340, 984, 188},
            {64, 356, 224, 156},
            {48, 576, 984, 96},
            {48, 688, 984, 96},
            800,
            1032,
            {48, 952, 740, 88},
            1032,
            {0, 1056, 1080, 560},
            {48, 1088, 984, 496}};
  }
  return {{972, 128, 900, 178},
          {988, 144, 204, 146},
          {48, 340, 760, 96},
          {48, 452, 760, 96},
          564,
          808,
          {432, 840, 560, 88},
          1216,
          {840, 322, 1080, 486},
          {856, 340, 1016, 456}};
}

void draw_header(ui::Frame& frame, const catalog::Service& service) {
  const ui::Theme& theme = frame.theme();
  const ui::Layout layout = ui::layout_of(frame);
  const float top = layout.top_bar_bottom;
  const float width = frame.size().w;
  frame.canvas().rect({0, top, width, layout.header_bottom - top}, {.fill = theme.sand_light});
  if (!theme.high_contrast) {
    frame.canvas().rect({0, layout.header_bottom - 2, width, 2}, {.fill = theme.sand});
  }
  const bool stay = service.kind == catalog::ServiceKind::nightly;
  const float y = frame.portrait() ? 196.F : 136.F;
  frame.heading({ui::margin_px, y}, stay ? frame.tr("Who is staying?") : frame.tr("Who is coming?"),
                {.size = ui::type::title});
  frame.text({ui::margin_px, y + 80},
             frame.tr("Only what this booking needs, cleared after your ticket."),
             {.colour = theme.second, .max_width = frame.portrait() ? 984.F : 900.F});
}

void draw_summary(ui::Frame& frame, const KioskView& view, const catalog::Service& service,
                  const DetailsPlaces& places) {
  const ui::Theme& theme = frame.theme();
  const ChosenWords chosen =
      chosen_words(frame.texts(), service, view.state.selection, view.language());
  ui::card(frame, places.summary);
  frame.image(places.summary_picture, service.picture, chosen.service, {.radius = 16});
  const float x = places.summary_picture.right() + 24;
  const float y = places.summary.y + 14;
  float right = places.summary.right() - 24;
  if (const std::optional<booking::Quote> quote = flow::quote(view.state, view.context)) {
    const float price_y = places.summary.y + 8;
    right = frame
                .text({right, price_y}, money_text(quote->total),
                      {.size = ui::type::heading,
                       .weight = ui::Weight::bold,
                       .colour = theme.accent,
                       .align = ui::Align::right})
                .box.x -
            16;
  }
  frame.in_one_breath([&] {
    frame.text({x, y}, chosen.title,
               {.size = ui::type::button, .weight = ui::Weight::bold, .max_width = right - x});
    const float room = places.summary.right() - 24 - x;
    frame.text({x, y + 58}, chosen.when, {.colour = theme.second, .max_width = room});
    frame.text({x, y + (frame.portrait() ? 110.F : 108.F)}, chosen.party,
               {.colour = theme.second, .max_width = room});
  });
}

Touch draw_fields(ui::Frame& frame, const flow::KioskState& state, const DetailsPlaces& places) {
  const float value_x = frame.portrait() ? 168.F : 144.F;
  Touch touch = draw_phone_field(frame, state, places.phone, value_x);
  if (Touch name = draw_name_field(frame, state, places.name, value_x)) {
    touch = std::move(name);
  }
  return touch;
}

Touch draw_wishes(ui::Frame& frame, const KioskView& view, const catalog::Service& service,
                  const DetailsPlaces& places) {
  if (service.notes.empty()) {
    return std::nullopt;
  }
  const float x = ui::margin_px;
  const float label_end =
      frame.text({x, places.wishes_y}, frame.tr("Notes (optional)"), {.weight = ui::Weight::bold})
          .right();
  frame.text({places.right, places.wishes_y}, frame.tr("We prepare before you arrive"),
             {.colour = frame.theme().second,
              .align = ui::Align::right,
              .max_width = places.right - label_end - 16});
  return draw_wish_pills(
      frame, view, service,
      {.at = {x, places.wishes_y + 56}, .right = places.right, .one_row = frame.portrait()});
}

Touch draw_consent(ui::Frame& frame, const flow::KioskState& state, const DetailsPlaces& places) {
  Touch touch;
  if (ui::checkbox(frame, {.id = "consent",
                           .rect = places.consent,
                           .label = frame.tr("Use these only for this booking"),
                           .on = state.data_consent})) {
    touch = flow::DataConsentToggled{};
  }
  if (ui::link_button(frame, {.id = "privacy",
                              .right = places.privacy_right,
                              .y = places.consent.y,
                              .label = frame.tr("Privacy")})) {
    touch = flow::OverlayOpened{flow::KioskOverlay::privacy};
  }
  return touch;
}

Touch draw_actions(ui::Frame& frame, const KioskView& view) {
  const flow::Obstacle obstacle = flow::obstacle(view.state, view.context);
  return step_touch(finish_actions(frame, {.back = frame.tr("Back"),
                                           .primary = details_primary(frame, obstacle),
                                           .primary_icon_right = "arrow_forward",
                                           .enabled = obstacle == flow::Obstacle::none}));
}

}  // namespace

Touch draw_details(ui::Frame& frame, const KioskView& view) {
  const catalog::Service* service = flow::chosen_service(view.state, view.context);
  CHECK(service != nullptr);  // details is behind options
  if (is_roomy(frame)) {
    return draw_roomy_details(frame, view, *service);
  }
  const DetailsPlaces places = details_places(frame);
  draw_step_bar(frame, view, 3);
  draw_header(frame, *service);
  draw_summary(frame, view, *service, places);
  Touch touch = draw_fields(frame, view.state, places);
  const auto take = [&touch](Touch next) {
    if (next) {
      touch = std::move(next);
    }
  };
  take(draw_wishes(frame, view, *service, places));
  take(draw_consent(frame, view.state, places));
  if (view.state.focus) {
    take(draw_keyboard(frame, view, places.tray));
  } else {
    draw_reasons(frame, places.aside);
  }
  take(draw_actions(frame, view));
  if (!touch && view.state.overlay == flow::KioskOverlay::none) {
    touch = typed_touch(frame, view.state);
  }
  return touch;
}

}  // namespace lobby::kiosk
