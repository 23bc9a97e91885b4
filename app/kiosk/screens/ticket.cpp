// Ticket: confirmed, the code to scan, what happens next, and the screen that clears itself.
#include <optional>
#include <string>
#include <vector>

#include "app/common/words.h"
#include "app/kiosk/screens/screens.h"
#include "app/kiosk/screens/ticket_parts.h"
#include "app/ui/widgets.h"
#include "core/guest/guest.h"

namespace lobby::kiosk {
namespace {

using ui::Rect;
using ui::Weight;

ui::BannerSpec confirmed_banner(const ui::Frame& frame, const IssuedWords& issued) {
  const bool stay =
      issued.service != nullptr && issued.service->kind == catalog::ServiceKind::nightly;
  return {.rect = issued_banner_place(frame),
          .title = frame.tr("Booking confirmed"),
          .line = stay ? frame.tr("The room is set aside for you.")
                       : frame.tr("Your place is set aside for you.")};
}

// "YT7K 3MQ9" as two lines of four.
void draw_code_lines(ui::Frame& frame, const std::string& code, ui::Point at) {
  const std::size_t space = code.find(' ');
  const ui::TextStyle style{
      .size = ui::type::title, .weight = Weight::bold, .colour = frame.theme().accent};
  frame.text(at, code.substr(0, space), style);
  if (space != std::string::npos) {
    frame.text({at.x, at.y + 72}, code.substr(space + 1), style);
  }
}

void draw_ticket_portrait(ui::Frame& frame, const KioskView& view, const IssuedWords& issued) {
  const Rect rect{48, 384, 984, 600};
  ui::lined_card(frame, rect);
  draw_ticket_code(frame, view, {48, 384, 592, 600}, 490, frame.tr("Ticket code"));
  frame.canvas().rect({640, 432, 2, 504}, {.fill = frame.theme().line});
  constexpr float x = 672;
  constexpr float room = 344;
  frame.in_one_breath([&] {
    frame.text({x, 424}, frame.tr("Booking code"), {.colour = frame.theme().second});
    draw_code_lines(frame, issued.booking.code.spaced_text(), {x, 472});
  });
  float y = frame
                .text_block({x, 640}, issued.chosen.service,
                            {.weight = Weight::bold, .max_width = room}, 2, 2)
                .bottom() +
            4;
  std::vector<std::string> rows = {issued.chosen.first, issued.chosen.last};
  const std::string& name = issued.booking.guest.name;
  std::string who = joined(frame.texts(), issued.chosen.party, name);
  if (frame.canvas().text_width(who) > room) {
    who = joined(frame.texts(), issued.chosen.party, guest::short_name(name));
  }
  rows.push_back(std::move(who));
  const float pitch = y > 692 ? 48.F : 52.F;
  for (const std::string& row : rows) {
    frame.text({x, y}, row, {.max_width = room});
    y += pitch;
  }
  const float price_y = std::max(876.F, y + 8);
  frame.text({x, price_y}, frame.tr("{0} at hotel", money_text(issued.booking.quote.total)),
             {.weight = Weight::bold, .max_width = room});
}

void draw_ticket_landscape(ui::Frame& frame, const KioskView& view, const IssuedWords& issued) {
  const ui::Theme& theme = frame.theme();
  ui::lined_card(frame, {48, 136, 592, 672});
  draw_ticket_code(frame, view, {48, 136, 592, 588}, 490, frame.tr("Ticket code"));
  const std::string_view keep = frame.tr("Scan or photograph, and keep it");
  const float width = frame.canvas().text_width(keep) + 56;
  const float x = 344 - width / 2;
  frame.canvas().icon({x, 724}, 40, "smartphone", theme.accent);
  frame.text({x + 56, 720}, keep);
  ui::lined_card(frame, {664, 284, 1208, 204});
  frame.in_one_breath([&] {
    frame.text({692, 304}, frame.tr("Booking code"), {.colour = theme.second});
    frame.text({692, 358}, issued.booking.code.spaced_text(),
               {.size = ui::type::display, .weight = Weight::bold, .colour = theme.accent});
  });
  frame.canvas().rect({1124, 308, 2, 156}, {.fill = theme.line});
  const float right = 1844;
  const ui::TextStyle at_right{.align = ui::Align::right, .max_width = 330};
  frame.text({right, 308}, issued.chosen.party, at_right);
  ui::TextStyle price = at_right;
  price.size = ui::type::heading;
  price.weight = Weight::bold;
  frame.in_one_breath([&] {
    frame.text({right, 354}, money_text(issued.booking.quote.total), price);
    ui::TextStyle at_hotel = at_right;
    at_hotel.colour = theme.second;
    frame.text({right, 412}, frame.tr("pay at the hotel"), at_hotel);
  });
  constexpr float left = 1156;
  constexpr float room = 400;
  frame.text({left, 304}, issued.chosen.service,
             {.size = ui::type::button, .weight = Weight::bold, .max_width = room});
  frame.text({left, 362}, issued.chosen.first, {.max_width = room});
  frame.text({left, 412}, issued.chosen.last, {.max_width = room});
}

// What cancelling costs now, as the terms of this booking say.
std::optional<NextStep> cancel_step(const ui::Frame& frame, const KioskView& view,
                                    const booking::Booking& booking) {
  const UtcTime now = view.context.now.wall;
  for (const booking::ResolvedTier& tier : booking.policy.tiers) {
    if (tier.until && *tier.until <= now) {
      continue;
    }
    if (!tier.fee.is_zero()) {
      return NextStep{"event_busy", frame.tr("Cancelling costs {0}", money_text(tier.fee)), {}};
    }
    return NextStep{
        "event_available",
        tier.until ? frame.tr("Free to cancel until {0}",
                              words::clock_on_day(frame.texts(), view.context.zone, *tier.until))
                   : std::string(frame.tr("Free to cancel")),
        {}};
  }
  return std::nullopt;
}

std::vector<NextStep> ticket_steps(const ui::Frame& frame, const KioskView& view,
                                   const IssuedWords& issued) {
  std::vector<NextStep> steps;
  const std::string from =
      words::clock_on_day(frame.texts(), view.context.zone, issued.booking.window.from);
  const bool stay =
      issued.service != nullptr && issued.service->kind == catalog::ServiceKind::nightly;
  steps.push_back({"qr_code_scanner",
                   stay ? frame.tr("From {0}, show this at reception", from)
                        : frame.tr("At {0}, show this at reception", from),
                   {}});
  if (!view.site().phone.empty()) {
    steps.push_back({"phone", frame.tr("To change or cancel: {0}", view.site().phone), {}});
  }
  if (std::optional<NextStep> cancel = cancel_step(frame, view, issued.booking)) {
    steps.push_back(*std::move(cancel));
  }
  return steps;
}

}  // namespace

Touch draw_ticket(ui::Frame& frame, const KioskView& view) {
  const IssuedWords issued = issued_words(frame, view);
  if (frame.theme().large_text()) {
    const Touch print = draw_large_issued(
        frame, view,
        {.step = 6,
         .banner = confirmed_banner(frame, issued),
         .code_label = frame.tr("Booking code"),
         .price = frame.tr("{0} at hotel", money_text(issued.booking.quote.total)),
         .next = ticket_steps(frame, view, issued)});
    const Touch leaving = draw_leaving(frame, view);
    return leaving ? leaving : print;
  }
  const bool portrait = frame.portrait();
  draw_step_bar(frame, view, 6);
  ui::banner(frame, confirmed_banner(frame, issued));
  if (portrait) {
    draw_ticket_portrait(frame, view, issued);
    frame.heading({48, 1004}, frame.tr("What next"), {.size = ui::type::button});
  } else {
    draw_ticket_landscape(frame, view, issued);
  }
  const float disc = portrait ? 64.F : 52.F;
  const float pitch = portrait ? 80.F : 62.F;
  const float x = portrait ? 48.F : 664.F;
  float y = portrait ? 1066.F : 507.F;
  for (const NextStep& step : ticket_steps(frame, view, issued)) {
    draw_step_disc(frame, {x, y}, disc, step);
    const float text_x = x + disc + (portrait ? 24.F : 20.F);
    frame.text({text_x, frame.canvas().centred_y(y, disc)}, step.title,
               {.max_width = frame.size().w - ui::margin_px - text_x});
    y += pitch;
  }
  const Rect keep = portrait ? Rect{48, 1328, 984, 144} : Rect{664, 704, 1208, 104};
  const Touch print = draw_keep(frame, view, keep);
  const Touch leaving = draw_leaving(frame, view);
  return leaving ? leaving : print;
}

}  // namespace lobby::kiosk
