// Out of service: what a guest can do instead, and that the kiosk comes back by itself. There may
// be no catalogue at all, so nothing here depends on one. UI thread.
#include <cmath>

#include "app/kiosk/screens/screens.h"
#include "app/ui/label.h"
#include "app/ui/widgets.h"

namespace lobby::kiosk {
namespace {

using ui::Rect;

constexpr std::string_view picture = "empty-state";

struct Advice {
  ui::Icon icon;
  std::string_view title;
  std::string_view line;
};

// A white row with an icon in a disc, a bold line and a second one.
void draw_advice(ui::Frame& frame, Rect rect, const Advice& advice) {
  const ui::Theme& theme = frame.theme();
  ui::card(frame, rect);
  constexpr float disc = 88;
  const float disc_y = rect.y + (rect.h - disc) / 2;
  frame.canvas().rect({rect.x + 24, disc_y, disc, disc},
                      {.fill = theme.selected, .radius = disc / 2});
  frame.canvas().icon({rect.x + 44, disc_y + 20}, 48, advice.icon, theme.accent);
  const float room = rect.w - 160;
  const float title_h = theme.size(ui::type::button) + 6;
  const float y = rect.y + std::round((rect.h - title_h - theme.size(ui::type::body)) / 2) - 2;
  ui::Canvas& canvas = frame.canvas();
  const ui::TextStyle title{.size = ui::type::button, .weight = ui::Weight::bold};
  const ui::TextStyle line{.colour = theme.second};
  frame.in_one_breath([&] {
    frame.text({rect.x + 136, y}, advice.title, ui::fitting(canvas, advice.title, title, room));
    frame.text({rect.x + 136, y + title_h}, advice.line,
               ui::fitting(canvas, advice.line, line, room));
  });
}

// The picture's panel, under the top bar.
void draw_panel(ui::Frame& frame, Rect panel, Rect image) {
  const ui::Theme& theme = frame.theme();
  frame.canvas().rect(panel, {.fill = theme.sand_light});
  frame.image(image, picture, frame.tr("An empty luggage cart"), {.radius = 24});
}

struct OutOfServicePlaces {
  Rect panel;
  Rect image;
  ui::Point title;
  float width;
  float rows_y;
  float row_height;
  float row_pitch;
  Rect note;
  Rect call;
};

OutOfServicePlaces out_of_service_places(const ui::Frame& frame) {
  const bool large = frame.theme().large_text();
  if (frame.portrait() && large) {
    return {{0, 192, 1080, 640}, {240, 232, 600, 560}, {48, 856}, 984, 1092, 160, 176,
            {48, 1440, 984, 96}, {48, 1560, 984, 120}};
  }
  if (frame.portrait()) {
    return {{0, 176, 1080, 800},  {90, 276, 900, 600}, {48, 1008}, 984, 1184, 136, 152,
            {48, 1488, 984, 104}, {48, 1640, 984, 120}};
  }
  return {{0, 112, 900, 848},
          {60, 276, 780, 520},
          {948, large ? 132.F : 160.F},
          924,
          352,
          large ? 148.F : 136.F,
          large ? 160.F : 152.F,
          {948, large ? 676.F : 656.F, 924, 104},
          {948, 824, 924, 120}};
}

void draw_words(ui::Frame& frame, const KioskView& view, const OutOfServicePlaces& at) {
  ui::Canvas& canvas = frame.canvas();
  const float x = at.title.x;
  const std::string_view title = frame.tr("This kiosk takes a short break");
  frame.heading(at.title, title, ui::fitting(canvas, title, {.size = ui::type::title}, at.width));
  frame.text_block({x, at.title.y + frame.theme().size(ui::type::title) + 12},
                   frame.tr("It cannot take bookings right now. We are sorry."),
                   {.colour = frame.theme().second, .max_width = at.width}, 4, 2);
  draw_advice(frame, {x, at.rows_y, at.width, at.row_height},
              {"verified_user", frame.tr("Your bookings are safe"),
               frame.tr("Confirmed ones are on record.")});
  const std::string& phone = view.site().phone;
  draw_advice(frame, {x, at.rows_y + at.row_pitch, at.width, at.row_height},
              {"room_service", frame.tr("Reception books for you"),
               phone.empty() ? frame.tr("Please ask at the counter.") : std::string_view(phone)});
  const std::string_view note = frame.tr("It opens again by itself.");
  ui::note(frame, {.rect = at.note, .tone = ui::Tone::success, .icon = "sync", .lines = {note}});
}

}  // namespace

Touch draw_out_of_service(ui::Frame& frame, const KioskView& view) {
  ui::top_bar(frame, {.hotel = view.site().name.in(view.language()),
                      .logo = view.site().logo.empty() ? "logo-mark" : view.site().logo,
                      .title = frame.tr("Out of service")});
  const OutOfServicePlaces at = out_of_service_places(frame);
  draw_panel(frame, at.panel, at.image);
  draw_words(frame, view, at);
  if (ui::primary_button(frame, {.id = "action.primary",
                                 .rect = at.call,
                                 .label = frame.tr("Call staff"),
                                 .icon = "support_agent"})) {
    return flow::OverlayOpened{flow::KioskOverlay::call_staff};
  }
  return std::nullopt;
}

}  // namespace lobby::kiosk
