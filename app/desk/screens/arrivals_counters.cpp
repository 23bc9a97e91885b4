// The day in numbers: counters, arrivals by hour, and below the table the states staff look for.
// UI thread.
#include <algorithm>
#include <array>
#include <string>

#include "app/common/words.h"
#include "app/desk/screens/arrivals.h"

namespace lobby::desk {
namespace {

constexpr ui::Rect counters{120, 88, 1776, 96};
constexpr std::int32_t first_hour = 8;
constexpr std::size_t hours_shown = 12;

struct Counts {
  int all = 0;
  int in = 0;
  int expected = 0;
  int late = 0;
  int requests = 0;
  int guests = 0;  // people still to come
};

Counts count(const DeskView& view) {
  Counts counts;
  for (const flow::Arrival& arrival : view.state.arrivals) {
    if (is_called_off(arrival.booking.state)) {
      continue;
    }
    if (arrival.booking.state == booking::BookingState::requested ||
        arrival.booking.state == booking::BookingState::awaiting_approval) {
      counts.requests += 1;
      continue;
    }
    counts.all += 1;
    const bool in =
        arrival.admission.has_value() || arrival.booking.state == booking::BookingState::checked_in;
    counts.in += in ? 1 : 0;
    counts.expected += in ? 0 : 1;
    counts.guests += in ? 0 : arrival.booking.party;
    counts.late += flow::is_late(arrival, view.context.now.wall) ? 1 : 0;
  }
  return counts;
}

void draw_counter(ui::Frame& frame, float x, int number, std::string_view label,
                  ui::Colour colour) {
  ui::Canvas& canvas = frame.canvas();
  frame.text(
      {x + 22, counters.y + 8}, std::to_string(number),
      {.size = text_size(32), .weight = ui::Weight::bold, .colour = colour, .scaled = false});
  frame.text(
      {x + 22, counters.y + 56}, label,
      {.size = text_size(16), .colour = frame.theme().second, .max_width = 106, .scaled = false});
  canvas.rect({x + 132, counters.y + 1, 1, counters.h - 2}, {.fill = frame.theme().line});
}

struct Hour {
  int in = 0;
  int to_come = 0;
};

std::array<Hour, hours_shown> by_hour(const DeskView& view) {
  std::array<Hour, hours_shown> hours{};
  for (const flow::Arrival& arrival : view.state.arrivals) {
    const bool counted = arrival.booking.state == booking::BookingState::confirmed ||
                         arrival.booking.state == booking::BookingState::checked_in;
    if (!counted) {
      continue;
    }
    const std::int32_t hour =
        view.context.zone.to_local(arrival.booking.window.from).minute_of_day / 60;
    const auto index = static_cast<std::size_t>(
        std::clamp(hour - first_hour, 0, static_cast<std::int32_t>(hours_shown) - 1));
    const bool in =
        arrival.admission.has_value() || arrival.booking.state == booking::BookingState::checked_in;
    (in ? hours[index].in : hours[index].to_come) += 1;
  }
  return hours;
}

void draw_hours(ui::Frame& frame, const DeskView& view) {
  constexpr float pitch = 62;
  constexpr float bar_width = 34;
  constexpr float tallest = 56;
  ui::Canvas& canvas = frame.canvas();
  const ui::Theme& theme = frame.theme();
  const std::array<Hour, hours_shown> hours = by_hour(view);
  int most = 1;
  for (const Hour& hour : hours) {
    most = std::max(most, hour.in + hour.to_come);
  }
  const std::int32_t now_hour =
      view.context.zone.to_local(view.context.now.wall).minute_of_day / 60;
  const float base = counters.y + 68;
  for (std::size_t index = 0; index < hours_shown; ++index) {
    const float x = 1136 + static_cast<float>(index) * pitch;
    const auto height = [&](int bookings) {
      return tallest * static_cast<float>(bookings) / static_cast<float>(most);
    };
    const float all = height(hours[index].in + hours[index].to_come);
    const float in = height(hours[index].in);
    canvas.rect({x + 14, base - all, bar_width, all}, {.fill = theme.step_to_come, .radius = 4});
    canvas.rect({x + 14, base - in, bar_width, in}, {.fill = theme.primary, .radius = 4});
    const std::int32_t hour = first_hour + static_cast<std::int32_t>(index);
    const bool now = hour == now_hour;
    canvas.text({x + 14 + bar_width / 2, base + 4}, std::to_string(hour),
                {.size = text_size(14),
                 .weight = now ? ui::Weight::bold : ui::Weight::regular,
                 .colour = now ? theme.danger : theme.second,
                 .align = ui::Align::centre,
                 .scaled = false});
  }
}

void draw_state(ui::Frame& frame, float x, float width, ui::Icon icon, ui::Colour fill,
                ui::Colour colour, std::string_view title, std::string_view line) {
  ui::Canvas& canvas = frame.canvas();
  const ui::Rect box{x, 928, width, 80};
  card(frame, box);
  canvas.rect({box.x + 16, box.y + 18, 44, 44}, {.fill = fill, .radius = 12});
  canvas.icon({box.x + 25, box.y + 27}, 26, icon, colour);
  frame.text({box.x + 76, box.y + 14}, title,
             {.size = text_size(16),
              .weight = ui::Weight::bold,
              .max_width = box.w - 92,
              .scaled = false});
  frame.text({box.x + 76, box.y + 43}, line,
             {.size = text_size(14),
              .colour = frame.theme().second,
              .max_width = box.w - 92,
              .scaled = false});
}

}  // namespace

void draw_counters(ui::Frame& frame, const DeskView& view) {
  const ui::Theme& theme = frame.theme();
  const Counts counts = count(view);
  card(frame, counters);
  struct Item {
    int number;
    std::string_view label;
    ui::Colour colour;
  };
  const std::array<Item, 6> items = {{
      {counts.all, frame.tr("Arrivals"), theme.text},
      {counts.in, frame.tr("Arrived"), theme.success},
      {counts.expected, frame.tr("Expected"), theme.text},
      {counts.late, frame.tr("Late"), counts.late > 0 ? theme.danger : theme.text},
      {counts.guests, frame.tr("Guests due"), theme.text},
      {counts.requests, frame.tr("Requests"), theme.text},
  }};
  float x = counters.x;
  for (const Item& item : items) {
    draw_counter(frame, x, item.number, item.label, item.colour);
    x += 132;
  }
  frame.text({x + 24, counters.y + 22}, frame.tr("Arrivals by hour"),
             {.size = text_size(16), .weight = ui::Weight::bold, .scaled = false});
  ui::Canvas& canvas = frame.canvas();
  canvas.rect({x + 24, counters.y + 57, 12, 12}, {.fill = theme.primary, .radius = 3});
  const ui::TextStyle legend{.size = text_size(14), .colour = theme.second, .scaled = false};
  const ui::Extents in = frame.text({x + 42, counters.y + 53}, frame.tr("In"), legend);
  canvas.rect({in.right() + 14, counters.y + 57, 12, 12},
              {.fill = theme.step_to_come, .radius = 3});
  frame.text({in.right() + 32, counters.y + 53}, frame.tr("To come"), legend);
  draw_hours(frame, view);
}

void draw_states(ui::Frame& frame, const DeskView& view) {
  constexpr float gap = 12;
  constexpr float width = (1776 - 2 * gap) / 3;
  const ui::Theme& theme = frame.theme();
  const flow::Contact& contact = view.state.contact;
  const bool online = contact.online;
  const std::string since =
      contact.last_contact
          ? frame.tr("Last contact {0}", words::clock(view.context.zone, *contact.last_contact))
          : std::string(frame.tr("No contact yet"));
  draw_state(frame, 120, width, online ? ui::Icon("dns") : ui::Icon("cloud_off"),
             online ? theme.success_tint : theme.warn_tint, online ? theme.success : theme.on_warn,
             online ? frame.tr("Server connected") : frame.tr("Server away: check-in goes on"),
             since);
  draw_state(frame, 120 + width + gap, width, "cloud_upload", theme.selected, theme.primary,
             frame.trn("{0} check-in to send", "{0} check-ins to send", contact.pending),
             contact.pending == 0 ? frame.tr("Everything is with the server")
                                  : frame.tr("Kept on this desk until the server has them"));
  draw_state(frame, 120 + 2 * (width + gap), width,
             contact.refused > 0 ? ui::Icon("warning") : ui::Icon("verified_user"),
             contact.refused > 0 ? theme.danger_tint : theme.success_tint,
             contact.refused > 0 ? theme.danger : theme.success,
             contact.refused > 0 ? frame.trn("{0} refused by the server",
                                             "{0} refused by the server", contact.refused)
                                 : std::string(frame.tr("Nothing refused")),
             frame.tr("Two desks that admit one ticket are both told"));
}

}  // namespace lobby::desk
