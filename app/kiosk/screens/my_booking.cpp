// My booking: what it is, what is paid, and what can be done about it here. What this kiosk cannot
// do itself leads to staff.
// UI thread.
#include <array>
#include <string>
#include <vector>

#include "app/common/words.h"
#include "app/kiosk/screens/find_parts.h"
#include "app/kiosk/screens/review_actions.h"
#include "app/kiosk/screens/review_parts.h"
#include "app/kiosk/screens/roomy.h"
#include "app/ui/label.h"
#include "app/ui/widgets.h"

namespace lobby::kiosk {
namespace {

using ui::Rect;
using ui::Weight;

constexpr std::size_t my_price_rows_max = 3;

// Three figures side by side: total, paid, still to pay.
void draw_sums(ui::Frame& frame, const FoundWords& words, Rect rect) {
  const ui::Theme& theme = frame.theme();
  struct Sum {
    std::string_view label;
    std::string_view amount;
    ui::Colour colour;
  };
  const std::array<Sum, 3> sums = {{{frame.tr("Total"), words.total, theme.text},
                                    {frame.tr("Paid"), words.paid, theme.success},
                                    {words.balance_label, words.balance, theme.accent}}};
  ui::card(frame, rect);
  const float third = rect.w / static_cast<float>(sums.size());
  float x = rect.x;
  for (const Sum& sum : sums) {
    if (x > rect.x) {
      frame.canvas().rect({x, rect.y + 24, 2, rect.h - 48}, {.fill = theme.line});
    }
    const ui::TextStyle amount{
        .size = ui::type::heading, .weight = Weight::bold, .colour = sum.colour};
    frame.in_one_breath([&] {
      frame.text({x + 24, rect.y + 12}, sum.label, {.colour = theme.second});
      frame.text({x + 24, rect.y + 62}, sum.amount,
                 ui::fitting(frame.canvas(), sum.amount, amount, third - 40));
    });
    x += third;
  }
}

struct Deed {
  std::string_view id;
  ui::Icon icon;
  std::string_view title;
  std::string_view second;
  bool enabled;
  flow::KioskEvent touch;
};

std::vector<Deed> deeds(const ui::Frame& frame, const KioskView& view) {
  const bool asking = view.state.finding.asking != flow::Asking::nothing;
  const bool shows = flow::can_show_ticket(view.state);
  const bool cancels = flow::can_cancel(view.state);
  return {
      {"my.ticket", "qr_code_2", frame.tr("Ticket and paper"),
       shows ? frame.tr("See the QR code, print it") : frame.tr("Scan your ticket, or ask staff"),
       shows && !asking, flow::TicketShown{}},
      {"my.cancel", "event_busy", frame.tr("Cancel the booking"),
       asking    ? frame.tr("Asking the hotel…")
       : cancels ? frame.tr("See the cost first")
                 : frame.tr("No longer possible here"),
       cancels && !asking && view.online, flow::CancelTouched{}},
      {"my.staff", "support_agent", frame.tr("Change it or pay"), frame.tr("Staff do it with you"),
       true, flow::OverlayOpened{flow::KioskOverlay::call_staff}}};
}

Touch draw_deed(ui::Frame& frame, const Deed& deed, Rect rect) {
  return ui::row_button(frame, {.id = deed.id,
                                .rect = rect,
                                .icon = deed.icon,
                                .title = deed.title,
                                .second = deed.second,
                                .enabled = deed.enabled})
             ? Touch{deed.touch}
             : std::nullopt;
}

// Until when it costs nothing; empty where that is over.
std::string free_until(const ui::Frame& frame, const KioskView& view,
                       const booking::Booking& booking) {
  for (const booking::ResolvedTier& tier : booking.policy.tiers) {
    if (tier.fee.is_zero() && tier.until && *tier.until > view.context.now.wall) {
      return frame.tr("Cancel free {0}",
                      frame.tr("until {0} (one line)",
                               words::clock_on_day(frame.texts(), view.context.zone, *tier.until)));
    }
  }
  return {};
}

void draw_terms_note(ui::Frame& frame, const KioskView& view, const FoundWords& words, Rect rect) {
  if (view.state.finding.failure) {
    draw_find_failure(frame, view, rect);
    return;
  }
  const std::string until = free_until(frame, view, words.booking);
  if (flow::can_cancel(view.state)) {
    ui::note(frame, {.rect = rect,
                     .icon = "event_available",
                     .lines = {until.empty() ? frame.tr("Cancelling may cost; you see it first.")
                                             : std::string_view(until)}});
  }
}

void draw_my_prices(ui::Frame& frame, const KioskView& view, const FoundWords& words, Rect rect) {
  if (words.service == nullptr) {
    return;
  }
  const std::vector<PriceRow> rows =
      price_rows(frame, view, *words.service, words.booking.quote, my_price_rows_max);
  ui::PriceLinesSpec spec{.rect = rect,
                          .title = frame.tr("How the price adds up"),
                          .total_label = frame.tr("Total"),
                          .total = words.total};
  for (const PriceRow& row : rows) {
    spec.lines.push_back({row.what, row.how, row.amount, row.included});
  }
  ui::price_lines(frame, spec);
}

Touch draw_my_actions(ui::Frame& frame) {
  return step_touch(ui::action_bar(frame, {.back = frame.tr("Back"),
                                           .primary = frame.tr("Done, close"),
                                           .primary_icon_right = "logout"}));
}

Touch draw_usual_booking(ui::Frame& frame, const KioskView& view, const FoundWords& words) {
  constexpr float row_room = 440;
  const bool fits = frame.canvas().text_width(words.who) <= row_room;
  ui::HeaderPanelSpec panel{.title = words.chosen.service};
  panel.rows = {{"login", words.chosen.begins},
                {"logout", words.chosen.ends},
                {"person", fits ? words.who : words.who_short}};
  if (words.service != nullptr) {
    panel.picture = words.service->picture;
    panel.picture_label = words.chosen.service;
  }
  ui::header_panel(frame, panel);
  ui::chip(
      frame,
      {.at = {580, 224}, .label = words.state, .icon = words.state_icon, .kind = words.state_kind});
  draw_sums(frame, words, {48, 576, 984, 136});
  const std::vector<Deed> all = deeds(frame, view);
  constexpr std::array<Rect, 3> places = {
      {{48, 736, 984, 120}, {48, 872, 984, 120}, {48, 1008, 984, 120}}};
  Touch touch;
  for (std::size_t index = 0; index < all.size(); ++index) {
    if (Touch deed = draw_deed(frame, all[index], places[index])) {
      touch = std::move(deed);
    }
  }
  const bool failed = view.state.finding.failure.has_value();
  draw_terms_note(frame, view, words, {48, 1144, 984, failed ? 152.F : 88.F});
  if (!failed) {
    draw_my_prices(frame, view, words, {48, 1248, 984, 360});
  }
  return touch;
}

// The told half beside or under the picture; every control below the middle.
Touch draw_roomy_booking(ui::Frame& frame, const KioskView& view, const FoundWords& words) {
  draw_info_panel(frame);
  InfoColumn told = words.service != nullptr
                        ? info_with_picture(frame, words.service->picture, words.chosen.service, 6)
                        : InfoColumn(frame, roomy_places(frame).info);
  told.heading(words.chosen.service, words.state);
  told.total(words.balance_label, words.balance);
  told.row("event", words.chosen.when);
  told.row("person", words.who);
  if (view.state.finding.failure) {
    told.row("error", find_failure(frame, view).title);
  } else {
    told.pair(frame.tr("Total"), words.total);
    told.pair(frame.tr("Paid"), words.paid);
  }
  const Rect all = roomy_places(frame).controls;
  const std::vector<Deed> list = deeds(frame, view);
  const auto count = static_cast<float>(list.size());
  constexpr float gap = 16;
  const bool column = frame.portrait();
  Touch touch;
  for (std::size_t index = 0; index < list.size(); ++index) {
    const auto at = static_cast<float>(index);
    const float height = column ? (all.h - gap * (count - 1)) / count : std::min(all.h, 168.F);
    const float width = column ? all.w : (all.w - gap * (count - 1)) / count;
    const Rect place = column ? Rect{all.x, all.y + at * (height + gap), width, height}
                              : Rect{all.x + at * (width + gap), all.y, width, height};
    if (Touch deed = draw_deed(frame, list[index], place)) {
      touch = std::move(deed);
    }
  }
  return touch;
}

}  // namespace

Touch draw_my_booking(ui::Frame& frame, const KioskView& view) {
  const FoundWords words = found_words(frame, view);
  draw_find_bar(frame, view, frame.tr("My booking"));
  const bool usual = frame.portrait() && !is_roomy(frame);
  const Touch touch =
      usual ? draw_usual_booking(frame, view, words) : draw_roomy_booking(frame, view, words);
  const Touch action = draw_my_actions(frame);
  return action ? action : touch;
}

}  // namespace lobby::kiosk
