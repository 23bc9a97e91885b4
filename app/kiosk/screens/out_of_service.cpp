// Out of service: what a guest can do instead, and that the kiosk comes back by itself. There may
// be no catalogue at all, so nothing here depends on one. UI thread.
#include "app/kiosk/screens/screens.h"
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
  frame.canvas().rect({rect.x + 24, rect.y + 24, 88, 88}, {.fill = theme.selected, .radius = 44});
  frame.canvas().icon({rect.x + 44, rect.y + 44}, 48, advice.icon, theme.accent);
  const float room = rect.w - 160;
  frame.in_one_breath([&] {
    frame.text({rect.x + 136, rect.y + 16}, advice.title,
               {.size = ui::type::button, .weight = ui::Weight::bold, .max_width = room});
    frame.text({rect.x + 136, rect.y + 74}, advice.line,
               {.colour = theme.second, .max_width = room});
  });
}

// The picture's panel, under the top bar.
void draw_panel(ui::Frame& frame, Rect panel, Rect image) {
  const ui::Theme& theme = frame.theme();
  frame.canvas().rect(panel, {.fill = theme.sand_light});
  frame.image(image, picture, frame.tr("An empty luggage cart"), {.radius = 24});
}

struct OutOfServicePlaces {
  ui::Point title;
  float width;
  float rows_y;
  float row_pitch;
  float note_y;
};

void draw_words(ui::Frame& frame, const KioskView& view, const OutOfServicePlaces& at) {
  const float x = at.title.x;
  frame.heading(at.title, frame.tr("This kiosk takes a short break"),
                {.size = ui::type::title, .max_width = at.width});
  frame.text_block({x, at.title.y + 84},
                   frame.tr("It cannot take bookings right now. We are sorry."),
                   {.colour = frame.theme().second, .max_width = at.width}, 4, 2);
  draw_advice(frame, {x, at.rows_y, at.width, 136},
              {"verified_user", frame.tr("Your bookings are safe"),
               frame.tr("Confirmed ones are on record.")});
  const std::string& phone = view.site().phone;
  draw_advice(frame, {x, at.rows_y + at.row_pitch, at.width, 136},
              {"room_service", frame.tr("Reception books for you"),
               phone.empty() ? frame.tr("Please ask at the counter.") : std::string_view(phone)});
  const std::string_view note = frame.tr("It opens again by itself.");
  ui::note(frame, {.rect = {x, at.note_y, at.width, 104},
                   .tone = ui::Tone::success,
                   .icon = "sync",
                   .lines = {note}});
}

}  // namespace

Touch draw_out_of_service(ui::Frame& frame, const KioskView& view) {
  ui::top_bar(frame, {.hotel = view.site().name.in(view.language()),
                      .logo = view.site().logo.empty() ? "logo-mark" : view.site().logo,
                      .title = frame.tr("Out of service")});
  if (frame.portrait()) {
    draw_panel(frame, {0, 176, 1080, 800}, {90, 276, 900, 600});
    draw_words(frame, view, {{48, 1008}, 984, 1184, 152, 1488});
  } else {
    draw_panel(frame, {0, 112, 900, 848}, {60, 276, 780, 520});
    draw_words(frame, view, {{948, 160}, 924, 352, 152, 656});
  }
  const bool landscape = !frame.portrait();
  const Rect call = landscape ? Rect{948, 824, 924, 120} : Rect{48, 1640, 984, 120};
  if (ui::primary_button(frame, {.id = "action.primary",
                                 .rect = call,
                                 .label = frame.tr("Call staff"),
                                 .icon = "support_agent"})) {
    return flow::OverlayOpened{flow::KioskOverlay::call_staff};
  }
  return std::nullopt;
}

}  // namespace lobby::kiosk
