// Nothing came out of the printer: why, that the booking stands all the same, and what does as well
// as paper. A request stays one.
#include <array>
#include <string>

#include "app/kiosk/screens/review_actions.h"
#include "app/kiosk/screens/ticket_parts.h"
#include "app/ui/widgets.h"
#include "core/flow/kiosk_print.h"
#include "core/flow/kiosk_timing.h"

namespace lobby::kiosk {
namespace {

using port::PrintFault;
using ui::Rect;
using ui::Weight;

std::string_view fault_title(const ui::Frame& frame, PrintFault fault, bool request) {
  switch (fault) {
    case PrintFault::out_of_paper:
      return request ? frame.tr("Out of paper; your request is safe")
                     : frame.tr("Out of paper; your booking is safe");
    case PrintFault::jammed:
      return request ? frame.tr("Paper jam; your request is safe")
                     : frame.tr("Paper jam; your booking is safe");
    case PrintFault::cover_open:
      return request ? frame.tr("Printer open; your request is safe")
                     : frame.tr("Printer open; your booking is safe");
    case PrintFault::offline:
      return request ? frame.tr("Printer off; your request is safe")
                     : frame.tr("Printer off; your booking is safe");
    case PrintFault::no_printer:
    case PrintFault::refused:
      break;
  }
  return request ? frame.tr("Not printed; your request is safe")
                 : frame.tr("Not printed; your booking is safe");
}

ui::BannerSpec fault_banner(const ui::Frame& frame, const KioskView& view, bool request) {
  const PrintFault fault = view.state.print->fault.value_or(PrintFault::refused);
  return {.rect = issued_banner_place(frame),
          .tone = ui::Tone::warn,
          .icon = "print_disabled",
          .title = fault_title(frame, fault, request),
          .line = request ? frame.tr("Stored, not confirmed yet; the paper is only a copy.")
                          : frame.tr("Confirmed and stored; the paper is only a copy.")};
}

void draw_unprinted_code(ui::Frame& frame, const IssuedWords& issued, ui::Point at, float room,
                         bool request) {
  frame.in_one_breath([&] {
    frame.text(at, request ? frame.tr("Request code") : frame.tr("Booking code"),
               {.colour = frame.theme().second});
    frame.text({at.x, at.y + 48}, issued.booking.code.spaced_text(),
               {.size = ui::type::title, .weight = Weight::bold, .max_width = room});
  });
}

void draw_card_portrait(ui::Frame& frame, const KioskView& view, const IssuedWords& issued,
                        bool request) {
  constexpr float x = 552;
  constexpr float room = 456;
  ui::lined_card(frame, {48, 384, 984, 488});
  draw_ticket_code(frame, view, {64, 408, 440, 440}, 392,
                   request ? frame.tr("Request code") : frame.tr("Ticket code"));
  frame.canvas().rect({520, 424, 2, 408}, {.fill = frame.theme().line});
  frame.text({x, 404}, request ? frame.tr("Request only") : frame.tr("Photograph this code"),
             {.size = request ? ui::type::heading : ui::type::button,
              .weight = Weight::bold,
              .colour = frame.theme().accent,
              .max_width = room});
  draw_unprinted_code(frame, issued, {x, 484}, room, request);
  const std::string price = request
                                ? money_text(issued.booking.quote.total)
                                : frame.tr("{0} at hotel", money_text(issued.booking.quote.total));
  frame.text({x, 628}, issued.chosen.service, {.weight = Weight::bold, .max_width = room});
  float y = 682;
  for (const std::string& row : {issued.chosen.first, issued.chosen.last, price}) {
    frame.text({x, y}, row, {.max_width = room});
    y += 54;
  }
}

void draw_card_landscape(ui::Frame& frame, const KioskView& view, const IssuedWords& issued,
                         bool request) {
  ui::lined_card(frame, {48, 136, 592, 672});
  draw_ticket_code(frame, view, {48, 136, 592, 588}, 490,
                   request ? frame.tr("Request code") : frame.tr("Ticket code"));
  frame.text({344, 720}, request ? frame.tr("Request only") : frame.tr("Photograph this code"),
             {.size = ui::type::button,
              .weight = Weight::bold,
              .colour = frame.theme().accent,
              .align = ui::Align::centre,
              .max_width = 560});
  ui::lined_card(frame, {664, 284, 1208, 196});
  draw_unprinted_code(frame, issued, {692, 314}, 420, request);
  frame.canvas().rect({1124, 308, 2, 148}, {.fill = frame.theme().line});
  constexpr float x = 1156;
  constexpr float room = 692;
  frame.text({x, 300}, issued.chosen.service, {.weight = Weight::bold, .max_width = room});
  frame.text({x, 354}, issued.chosen.when, {.max_width = room});
  frame.text({x, 408}, money_text(issued.booking.quote.total),
             {.colour = frame.theme().second, .max_width = room});
}

struct Way {
  ui::Icon icon;
  std::string_view title;
  std::string_view line;
};

void draw_way(ui::Frame& frame, const Way& way, Rect rect) {
  const bool portrait = frame.portrait();
  const float disc = portrait ? 88.F : 64.F;
  ui::card(frame, rect);
  const float disc_y = rect.y + (rect.h - disc) / 2;
  frame.canvas().rect({rect.x + 24, disc_y, disc, disc},
                      {.fill = frame.theme().selected, .radius = disc / 2});
  const float icon = portrait ? 48.F : 40.F;
  const float inset = (disc - icon) / 2;
  frame.canvas().icon({rect.x + 24 + inset, disc_y + inset}, icon, way.icon, frame.theme().accent);
  const float x = rect.x + 48 + disc;
  const float room = rect.right() - 24 - x;
  frame.in_one_breath([&] {
    frame.text({x, rect.y + (portrait ? 16.F : 2.F)}, way.title,
               {.size = portrait ? ui::type::button : ui::type::body,
                .weight = Weight::bold,
                .max_width = room});
    frame.text({x, rect.y + (portrait ? 76.F : 50.F)}, way.line,
               {.colour = frame.theme().second, .max_width = room});
  });
}

std::array<Way, 3> ways_out(const ui::Frame& frame) {
  return {{
      {"photo_camera", frame.tr("Photograph this screen"),
       frame.tr("The picture is as good as the paper")},
      {"smartphone", frame.tr("Keep it on your phone"), frame.tr("Scan the code with your phone")},
      {"support_agent", frame.tr("Staff can print it"), frame.tr("We kept it; ask at reception")},
  }};
}

void draw_ways(ui::Frame& frame) {
  const bool portrait = frame.portrait();
  Rect rect = portrait ? Rect{48, 960, 984, 136} : Rect{664, 496, 1208, 100};
  if (portrait) {
    frame.heading({48, 896}, frame.tr("Three ways, any one will do"), {.size = ui::type::button});
    frame.text({48, 1424}, frame.tr("Printing again costs nothing and books nothing twice."),
               {.colour = frame.theme().second, .max_width = 984});
  }
  for (const Way& way : ways_out(frame)) {
    draw_way(frame, way, rect);
    rect.y += portrait ? 152.F : 104.F;
  }
}

Touch draw_last_actions(ui::Frame& frame, const KioskView& view) {
  constexpr std::int64_t ms_per_second = 1'000;
  const std::int32_t seconds = flow::seconds_left(view.state, view.context.now);
  const std::string clears = frame.portrait()
                                 ? frame.tr("This screen clears itself in {0} s; no hurry", seconds)
                                 : frame.tr("This screen clears itself in {0} s", seconds);
  const float bottom = ui::layout_of(frame).content_bottom;
  ui::countdown_bar(frame,
                    {.rect = frame.portrait() ? Rect{48, bottom - 112, 984, 112} : action_middle,
                     .text = clears,
                     .left_ms = seconds * ms_per_second,
                     .of_ms = flow::ticket_limit(view.state).ms});
  const std::string have = frame.tr("I have it ({0})", seconds);
  switch (finish_actions(frame, {.back = frame.tr("Try again"),
                                 .back_icon = "print",
                                 .back_width = 336,
                                 .back_enabled = flow::can_print(view.state),
                                 .primary = have,
                                 .primary_icon = "check"})) {
    case ui::ActionTap::none:
      return std::nullopt;
    case ui::ActionTap::back:
      return flow::PrintTouched{};
    case ui::ActionTap::primary:
      return flow::NextTouched{};
  }
  return std::nullopt;
}

}  // namespace

Touch draw_unprinted(ui::Frame& frame, const KioskView& view) {
  const IssuedWords issued = issued_words(frame, view);
  const bool request = view.state.screen == flow::KioskScreen::request;
  const int step = request ? 5 : 6;
  if (frame.theme().large_text()) {
    std::vector<NextStep> next;
    for (const Way& way : ways_out(frame)) {
      next.push_back({way.icon, std::string(way.title), std::string(way.line)});
    }
    draw_large_issued(
        frame, view,
        {.step = step,
         .banner = fault_banner(frame, view, request),
         .code_label = request ? frame.tr("Request only") : frame.tr("Photograph this code"),
         .price = money_text(issued.booking.quote.total),
         .next = std::move(next),
         .prints = false});
    return draw_last_actions(frame, view);
  }
  draw_step_bar(frame, view, step);
  ui::banner(frame, fault_banner(frame, view, request));
  if (frame.portrait()) {
    draw_card_portrait(frame, view, issued, request);
  } else {
    draw_card_landscape(frame, view, issued, request);
  }
  draw_ways(frame);
  return draw_last_actions(frame, view);
}

}  // namespace lobby::kiosk
