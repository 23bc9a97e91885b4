// The table of arrivals: filters with their counts, rows by time, the red line of now.
// UI thread.
#include <algorithm>
#include <array>
#include <string>
#include <vector>

#include "app/common/words.h"
#include "app/desk/screens/arrivals.h"

namespace lobby::desk {
namespace {

constexpr ui::Rect table{120, 200, 1160, 712};
constexpr float filters_height = 56;
constexpr float head_height = 36;
constexpr float row_height = 48;
constexpr float now_height = 28;
constexpr float pad = 20;

struct Column {
  float x = 0;
  float width = 0;
};
// Time, guest, service, party, payment, state, booked at.
constexpr std::array<Column, 7> columns = {
    {{140, 68}, {208, 236}, {456, 268}, {724, 56}, {804, 132}, {944, 164}, {1116, 148}}};

Touch draw_filters(ui::Frame& frame, const DeskView& view) {
  ui::Canvas& canvas = frame.canvas();
  const ui::Theme& theme = frame.theme();
  const std::array<std::string_view, flow::arrival_filter_count> labels = {
      frame.tr("All"), frame.tr("Expected"), frame.tr("Rooms"),   frame.tr("Events"),
      frame.tr("Spa"), frame.tr("Travel"),   frame.tr("Requests")};
  Touch touch;
  float x = table.x + 12;
  for (std::size_t index = 0; index < labels.size(); ++index) {
    const auto filter = static_cast<flow::ArrivalFilter>(index);
    const auto matching =
        std::ranges::count_if(view.state.arrivals, [&](const flow::Arrival& arrival) {
          return flow::matches(arrival, filter, view.catalog());
        });
    const bool on = view.state.filter == filter;
    const std::string number = std::to_string(matching);
    const ui::TextStyle name{.size = text_size(16),
                             .weight = on ? ui::Weight::bold : ui::Weight::regular,
                             .colour = on ? theme.primary : theme.text,
                             .scaled = false};
    const ui::TextStyle tally{
        .size = text_size(16), .colour = on ? theme.primary : theme.second, .scaled = false};
    const float width =
        28 + canvas.text_width(labels[index], name) + 6 + canvas.text_width(number, tally);
    const ui::Rect tab{x, table.y + 8, width, 40};
    if (frame
            .press({.id = "filter." + std::to_string(index),
                    .role = ui::Role::tab,
                    .label = labels[index],
                    .value = number,
                    .rect = tab,
                    .radius = 10,
                    .selected = on})
            .activated) {
      touch = flow::FilterChosen{filter};
    }
    if (on) {
      canvas.rect(
          tab, {.fill = theme.selected, .border = theme.primary, .border_width = 1, .radius = 10});
    }
    const float y = canvas.centred_y(tab.y, tab.h, name.size, false);
    const ui::Extents word = canvas.text({tab.x + 14, y}, labels[index], name);
    canvas.text({word.right() + 6, y}, number, tally);
    x += width + 8;
  }
  return touch;
}

void draw_head(ui::Frame& frame) {
  ui::Canvas& canvas = frame.canvas();
  const ui::Theme& theme = frame.theme();
  const ui::Rect head{table.x + 1, table.y + filters_height, table.w - 2, head_height};
  canvas.rect(head, {.fill = ui::rgb(0xFAFBFC)});
  canvas.rect({head.x, head.y, head.w, 1}, {.fill = theme.line});
  canvas.rect({head.x, head.bottom() - 1, head.w, 1}, {.fill = theme.line});
  const std::array<std::string_view, 7> names = {
      frame.tr("Time"),    frame.tr("Guest"), frame.tr("Service"),  frame.tr("People"),
      frame.tr("Payment"), frame.tr("State"), frame.tr("Booked at")};
  for (std::size_t index = 0; index < names.size(); ++index) {
    cell(frame, {columns[index].x, head.y, columns[index].width, head.h},
         {.text = names[index],
          .css_px = 14,
          .colour = theme.second,
          .align = index == 3 ? ui::Align::right : ui::Align::left});
  }
}

bool draw_row(ui::Frame& frame, const DeskView& view, const flow::Arrival& arrival, float y) {
  ui::Canvas& canvas = frame.canvas();
  const ui::Theme& theme = frame.theme();
  const protocol::BookingNotice& booking = arrival.booking;
  const ArrivalState state = state_of(frame, view, arrival);
  const bool selected = view.state.selected == booking.code;
  const ui::Rect row{table.x + 1, y, table.w - 2, row_height};
  const std::string time = words::clock(view.context.zone, booking.window.from);
  const std::string service = service_line(frame, view, booking);
  const bool pressed = frame
                           .press({.id = "row." + booking.code.text(),
                                   .role = ui::Role::radio,
                                   .label = time + " " + booking.guest_name + ", " + service,
                                   .value = state.text,
                                   .rect = row,
                                   .radius = 0,
                                   .selected = selected})
                           .activated;
  if (selected) {
    canvas.rect(row, {.fill = theme.selected});
    canvas.rect({row.x, row.y, row.w, 2}, {.fill = theme.primary});
    canvas.rect({row.x, row.bottom() - 2, row.w, 2}, {.fill = theme.primary});
  } else {
    canvas.rect({row.x, row.bottom() - 1, row.w, 1}, {.fill = ui::rgb(0xEBEDF1)});
  }
  const ui::Colour ink = state.done ? theme.second : theme.text;
  const auto put = [&](std::size_t column, CellText text) {
    cell(frame, {columns[column].x, row.y, columns[column].width, row.h}, text);
  };
  put(0, {.text = time, .css_px = 18, .weight = ui::Weight::bold, .colour = ink});
  put(1, {.text = booking.guest_name, .weight = ui::Weight::bold, .colour = ink});
  canvas.icon({columns[2].x, row.y + 14}, 20, service_icon(view, booking), theme.second);
  cell(frame, {columns[2].x + 28, row.y, columns[2].width - 28, row.h},
       {.text = service, .colour = ink});
  put(3, {.text = std::to_string(booking.party), .colour = ink, .align = ui::Align::right});
  const std::string due = booking.state == booking::BookingState::confirmed ||
                                  booking.state == booking::BookingState::checked_in
                              ? frame.tr("Due {0}", money_text(booking.total))
                              : std::string(frame.tr("Not charged"));
  put(4, {.text = due, .colour = ink});
  chip(frame, {.at = {columns[5].x, row.y + 10},
               .tone = state.tone,
               .icon = state.icon,
               .text = state.text});
  put(6, {.text = booking.made_at, .colour = theme.second});
  return pressed;
}

void draw_now(ui::Frame& frame, const DeskView& view, float y, int to_come) {
  ui::Canvas& canvas = frame.canvas();
  const ui::Theme& theme = frame.theme();
  const ui::TextStyle bold{
      .size = text_size(16), .weight = ui::Weight::bold, .colour = theme.danger, .scaled = false};
  const ui::Extents time =
      canvas.text({table.x + pad, canvas.centred_y(y, now_height, bold.size, false)},
                  words::clock(view.context.zone, view.context.now.wall), bold);
  const ui::Extents words = canvas.text(
      {table.right() - pad, canvas.centred_y(y, now_height, text_size(14), false)},
      frame.trn("Now · {0} more to come", "Now · {0} more to come", to_come),
      {.size = text_size(14), .colour = theme.danger, .align = ui::Align::right, .scaled = false});
  canvas.rect({time.right() + 12, y + now_height / 2 - 1, words.box.x - time.right() - 24, 2},
              {.fill = theme.danger});
}

void draw_empty(ui::Frame& frame, const DeskView& view) {
  const bool none_today = view.state.arrivals.empty();
  frame.canvas().image({table.centre().x - 120, table.y + 190, 240, 180}, "empty-state",
                       {.contain = true});
  frame.text({table.centre().x, table.y + 400},
             none_today ? frame.tr("No arrivals today yet") : frame.tr("Nothing matches"),
             {.size = text_size(20),
              .weight = ui::Weight::bold,
              .align = ui::Align::centre,
              .scaled = false});
  frame.text({table.centre().x, table.y + 438},
             none_today ? frame.tr("Bookings appear here as kiosks send them")
                        : frame.tr("Press Esc to clear the search, or choose All"),
             {.size = text_size(16),
              .colour = frame.theme().second,
              .align = ui::Align::centre,
              .scaled = false});
}

}  // namespace

Touch draw_table(ui::Frame& frame, const DeskView& view) {
  card(frame, table);
  Touch touch = draw_filters(frame, view);
  draw_head(frame);
  const auto rows = flow::visible_arrivals(view.state, view.catalog());
  if (rows.empty()) {
    draw_empty(frame, view);
    return touch;
  }
  const UtcTime now = view.context.now.wall;
  const auto is_past = [&](const flow::Arrival* row) { return row->booking.window.from <= now; };
  const auto past = static_cast<std::size_t>(std::ranges::count_if(rows, is_past));
  float y = table.y + filters_height + head_height;
  const auto first = static_cast<std::size_t>(view.state.top_row);
  const std::size_t last =
      std::min(rows.size(), first + static_cast<std::size_t>(flow::arrival_rows_shown));
  for (std::size_t index = first; index < last; ++index) {
    if (index == past && index > first) {
      draw_now(frame, view, y, static_cast<int>(rows.size() - past));
      y += now_height;
    }
    if (draw_row(frame, view, *rows[index], y)) {
      touch = flow::RowSelected{rows[index]->booking.code};
    }
    y += row_height;
  }
  return touch;
}

}  // namespace lobby::desk
