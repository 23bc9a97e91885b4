// Request: received, not a booking. Never green, never "confirmed": amber, with what happens next
// and that nothing is charged until the hotel and the guest agree.
#include <array>
#include <cmath>
#include <string>

#include "app/common/words.h"
#include "app/kiosk/screens/screens.h"
#include "app/kiosk/screens/ticket_parts.h"
#include "app/ui/widgets.h"
#include "core/guest/guest.h"

namespace lobby::kiosk {
namespace {

using ui::Rect;
using ui::Weight;

constexpr std::size_t request_step_count = 4;
constexpr Rect print_landscape{376, 708, 248, 88};  // below the code, beside the mark

ui::BannerSpec received_banner(const ui::Frame& frame) {
  return {.rect = issued_banner_place(frame),
          .tone = ui::Tone::warn,
          .icon = "hourglass_top",
          .title = frame.tr("Request received"),
          .line = frame.tr("Not a confirmed booking yet.")};
}

// The mark under the code: whoever sees only the picture of it knows what it is.
void draw_mark(ui::Frame& frame, float centre_x, float y) {
  const std::string_view mark = frame.tr("Request only");
  const float width = ui::chip_width(frame, mark, true);
  ui::chip(frame, {.at = {centre_x - width / 2, y}, .label = mark, .icon = "hourglass_top"});
}

std::string price_text(const ui::Frame& frame, const IssuedWords& issued) {
  return frame.tr("{0} if confirmed, nothing now", money_text(issued.booking.quote.total));
}

void draw_request_portrait(ui::Frame& frame, const KioskView& view, const IssuedWords& issued) {
  const ui::Theme& theme = frame.theme();
  ui::lined_card(frame, {48, 384, 984, 484});
  draw_ticket_code(frame, view, {48, 392, 412, 399}, 343, frame.tr("Request code"));
  draw_mark(frame, 254, 796);
  frame.canvas().rect({460, 416, 2, 420}, {.fill = theme.line});
  constexpr float x = 492;
  constexpr float room = 516;
  frame.in_one_breath([&] {
    frame.text({x, 404}, frame.tr("Request code"), {.colour = theme.second});
    frame.text({x, 452}, issued.booking.code.spaced_text(),
               {.size = ui::type::title, .weight = Weight::bold});
  });
  frame.text({x, 548}, issued.chosen.title, {.weight = Weight::bold, .max_width = room});
  const bool stay =
      issued.service != nullptr && issued.service->kind == catalog::ServiceKind::nightly;
  const std::string& name = issued.booking.guest.name;
  std::string who = joined(frame.texts(), issued.chosen.party, name);
  if (frame.canvas().text_width(who) > room) {
    who = joined(frame.texts(), issued.chosen.party, guest::short_name(name));
  }
  float y = 600;
  for (const std::string& row : stay ? std::vector{issued.chosen.first, issued.chosen.last, who}
                                     : std::vector{issued.chosen.when, who}) {
    frame.text({x, y}, row, {.max_width = room});
    y += 52;
  }
  frame.text({x, y + 16}, price_text(frame, issued), {.colour = theme.second, .max_width = room});
}

void draw_request_landscape(ui::Frame& frame, const KioskView& view, const IssuedWords& issued) {
  const ui::Theme& theme = frame.theme();
  ui::lined_card(frame, {48, 136, 592, 672});
  draw_ticket_code(frame, view, {48, 136, 592, 588}, 490, frame.tr("Request code"));
  draw_mark(frame, view.has_printer ? 212.F : 344.F, 724);
  ui::lined_card(frame, {664, 284, 1208, 204});
  frame.in_one_breath([&] {
    frame.text({692, 304}, frame.tr("Request code"), {.colour = theme.second});
    frame.text({692, 358}, issued.booking.code.spaced_text(),
               {.size = ui::type::display, .weight = Weight::bold});
  });
  frame.canvas().rect({1124, 308, 2, 156}, {.fill = theme.line});
  constexpr float x = 1156;
  constexpr float room = 692;
  frame.text({x, 304}, issued.chosen.title,
             {.size = ui::type::button, .weight = Weight::bold, .max_width = room});
  frame.text({x, 362}, joined(frame.texts(), issued.chosen.when, issued.chosen.party),
             {.max_width = room});
  frame.text({x, 412}, price_text(frame, issued), {.colour = theme.second, .max_width = room});
}

std::array<NextStep, request_step_count> request_steps(const ui::Frame& frame,
                                                       const KioskView& view,
                                                       const booking::Booking& booking) {
  const UtcTime made =
      booking.history.empty() ? view.context.now.wall : booking.history.back().act.at;
  return {
      {{"check", frame.tr("{0} Stored safely on this kiosk", words::clock(view.context.zone, made)),
        std::string(frame.tr("It has none left to promise")), true},
       {"sync", std::string(frame.tr("It goes to the hotel by itself")),
        std::string(view.online ? frame.tr("In a moment; nothing for you to do")
                                : frame.tr("Once the network is back; nothing for you to do"))},
       {"phone", std::string(frame.tr("Reception will call you")),
        frame.tr("On {0}", guest::phone_text(booking.guest.phone))},
       {"payment", std::string(frame.tr("Nothing is charged until then")),
        std::string(frame.tr("Another time needs your yes"))}}};
}

void draw_disc(ui::Frame& frame, ui::Point at, float size, const NextStep& step) {
  const ui::Theme& theme = frame.theme();
  if (step.done) {
    draw_step_disc(frame, at, size, step);
    return;
  }
  const float icon = std::round(size * 0.625F);
  const float inset = std::round((size - icon) / 2);
  frame.canvas().rect(
      {at.x, at.y, size, size},
      {.fill = theme.surface, .border = theme.accent, .border_width = 4, .radius = size / 2});
  frame.canvas().icon({at.x + inset, at.y + inset}, icon, step.icon, theme.accent);
}

void draw_steps_portrait(ui::Frame& frame, const std::array<NextStep, request_step_count>& steps) {
  constexpr float first = 946;
  constexpr float pitch = 104;
  frame.heading({48, 880}, frame.tr("What happens next"), {.size = ui::type::button});
  frame.canvas().rect({78, first + 28, 4, pitch * (request_step_count - 1)},
                      {.fill = frame.theme().line});
  float y = first;
  for (const NextStep& step : steps) {
    draw_disc(frame, {48, y}, 64, step);
    frame.in_one_breath([&] {
      frame.text({136, y - 6}, step.title, {.weight = Weight::bold, .max_width = 896});
      frame.text({136, y + 42}, step.line, {.colour = frame.theme().second, .max_width = 896});
    });
    y += pitch;
  }
}

void draw_steps_landscape(ui::Frame& frame, const std::array<NextStep, request_step_count>& steps) {
  constexpr float first = 510;
  constexpr float pitch = 76;
  frame.canvas().rect({690, first + 28, 4, pitch * (request_step_count - 1)},
                      {.fill = frame.theme().line});
  float y = first;
  for (const NextStep& step : steps) {
    draw_disc(frame, {664, y}, 56, step);
    const float text_y = frame.canvas().centred_y(y, 56);
    frame.in_one_breath([&] {
      const float end = frame.text({740, text_y}, step.title, {.weight = Weight::bold}).right();
      const ui::TextStyle second{.colour = frame.theme().second};
      // The second words stand beside the first where there is room for both.
      if (end + 24 + frame.canvas().text_width(step.line, second) <= 1872) {
        frame.text({end + 24, text_y}, step.line, second);
      }
    });
    y += pitch;
  }
}

}  // namespace

Touch draw_request(ui::Frame& frame, const KioskView& view) {
  const IssuedWords issued = issued_words(frame, view);
  const auto steps = request_steps(frame, view, issued.booking);
  if (frame.theme().large_text()) {
    const Touch print = draw_large_issued(frame, view,
                                          {.step = 5,
                                           .banner = received_banner(frame),
                                           .code_label = frame.tr("Request code"),
                                           .price = price_text(frame, issued),
                                           .next = {steps.begin() + 1, steps.end()}});
    const Touch leaving = draw_leaving(frame, view);
    return leaving ? leaving : print;
  }
  draw_step_bar(frame, view, 5);
  ui::banner(frame, received_banner(frame));
  Touch print;
  if (frame.portrait()) {
    draw_request_portrait(frame, view, issued);
    draw_steps_portrait(frame, steps);
    print = draw_keep(frame, view, {48, 1360, 984, 120});
  } else {
    draw_request_landscape(frame, view, issued);
    draw_steps_landscape(frame, steps);
    print = view.has_printer ? draw_print_button(frame, view, print_landscape) : std::nullopt;
  }
  const Touch leaving = draw_leaving(frame, view);
  return leaving ? leaving : print;
}

}  // namespace lobby::kiosk
