// Values of staff_facts.h in words.
#include "app/kiosk/screens/maintenance_parts.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <vector>

#include "app/common/words.h"
#include "app/ui/label.h"
#include "app/ui/widgets.h"

namespace lobby::kiosk {
namespace {

using ui::Rect;
using ui::Weight;

enum class Condition : std::uint8_t { well, lacking, bad };

struct HealthTile {
  ui::Icon icon;
  std::string_view label;
  std::string value;
  Condition condition = Condition::well;
};

// As large as it fits, and no smaller than what may be read on a kiosk.
ui::TextStyle staff_style(const ui::Canvas& canvas, std::string_view text, ui::TextStyle style,
                          float room) {
  style.scaled = false;
  while (style.size > ui::type::legal && canvas.text_width(text, style) > room) {
    style.size -= 2;
  }
  return style;
}

// The beginning of what is too long, between two characters.
std::string beginning(const ui::Canvas& canvas, std::string_view text, const ui::TextStyle& style,
                      float room) {
  if (canvas.text_width(text, style) <= room) {
    return std::string(text);
  }
  std::string shown(text);
  do {
    do {
      shown.pop_back();
    } while (!shown.empty() && (text[shown.size()] & '\xC0') == '\x80');
  } while (!shown.empty() && canvas.text_width(shown + "…", style) > room);
  return shown + "…";
}

std::string_view printer_words(const ui::Frame& frame, const MachineHealth& machine) {
  if (!machine.has_printer) {
    return frame.tr("None set");
  }
  if (!machine.printer) {
    return frame.tr("Ready (device)");
  }
  switch (*machine.printer) {
    case port::PrintFault::no_printer:
      return frame.tr("Not found");
    case port::PrintFault::offline:
      return frame.tr("No answer");
    case port::PrintFault::cover_open:
      return frame.tr("Cover open");
    case port::PrintFault::jammed:
      return frame.tr("Paper jam");
    case port::PrintFault::out_of_paper:
      return frame.tr("Out of paper");
    case port::PrintFault::refused:
      return frame.tr("Takes no jobs");
  }
  return {};
}

HealthTile printer_tile(const ui::Frame& frame, const MachineHealth& machine) {
  const Condition condition = !machine.has_printer ? Condition::lacking
                              : machine.printer    ? Condition::bad
                                                   : Condition::well;
  return {"print", frame.tr("Printer"), std::string(printer_words(frame, machine)), condition};
}

HealthTile keyboard_tile(const ui::Frame& frame, const MachineHealth& machine) {
  const std::int32_t count = machine.keyboards;
  return {"qr_code_scanner", frame.tr("Keypad"),
          count > 0 ? frame.tr("{0} plugged in", std::to_string(count))
                    : std::string(frame.tr("None (device)")),
          count > 0 ? Condition::well : Condition::lacking};
}

HealthTile disk_tile(const ui::Frame& frame, const MachineHealth& machine) {
  if (!machine.disk_free_mb) {
    return {"storage", frame.tr("Storage"), std::string(frame.tr("No answer")), Condition::bad};
  }
  constexpr std::int64_t mb_per_gb = 1'000;
  constexpr std::int64_t in_gb_from = 10 * mb_per_gb;
  const std::int64_t free_mb = *machine.disk_free_mb;
  return {"storage", frame.tr("Storage"),
          free_mb >= in_gb_from ? frame.tr("{0} GB free", std::to_string(free_mb / mb_per_gb))
                                : frame.tr("{0} MB free", std::to_string(free_mb)),
          free_mb >= disk_free_mb_min ? Condition::well : Condition::bad};
}

HealthTile clock_tile(const ui::Frame& frame, const std::optional<Duration>& offset) {
  if (!offset) {
    return {"schedule", frame.tr("Clock"), std::string(frame.tr("Not compared")),
            Condition::lacking};
  }
  constexpr double ms_per_second = 1'000;
  std::array<char, 32> seconds{};
  std::snprintf(seconds.data(), seconds.size(), "%+.1f",
                static_cast<double>(-offset->ms) / ms_per_second);
  return {"schedule", frame.tr("Clock"), frame.tr("{0} s off", std::string(seconds.data())),
          std::abs(offset->ms) <= clock_offset_max.ms ? Condition::well : Condition::bad};
}

std::array<HealthTile, health_tiles> tiles_of(const ui::Frame& frame, const KioskView& view) {
  const StaffFacts none;
  const StaffFacts& facts = view.staff != nullptr ? *view.staff : none;
  const std::string looking(frame.tr("Looking"));
  HealthTile server{"wifi", frame.tr("Server"), std::string(frame.tr("Answers")), Condition::well};
  if (!view.online) {
    server.value = frame.tr("No answer");
    server.condition = Condition::bad;
  }
  HealthTile speech{"record_voice_over", frame.tr("Speech"),
                    std::string(frame.tr("Ready (device)")), Condition::well};
  if (!view.has_speech) {
    speech.value = frame.tr("No voice");
    speech.condition = Condition::lacking;
  }
  const std::optional<MachineHealth>& machine = facts.machine;
  const auto unknown = [&](ui::Icon icon, std::string_view label) {
    return HealthTile{icon, label, looking, Condition::lacking};
  };
  return {server,
          machine ? printer_tile(frame, *machine) : unknown("print", frame.tr("Printer")),
          machine ? keyboard_tile(frame, *machine) : unknown("qr_code_scanner", frame.tr("Keypad")),
          machine ? disk_tile(frame, *machine) : unknown("storage", frame.tr("Storage")),
          speech,
          clock_tile(frame, facts.clock_offset)};
}

void draw_health_tile(ui::Frame& frame, const HealthTile& tile, Rect rect) {
  const ui::Theme& theme = frame.theme();
  ui::Canvas& canvas = frame.canvas();
  const bool bad = tile.condition == Condition::bad;
  const bool well = tile.condition == Condition::well;
  ui::RectStyle box{.fill = theme.surface, .radius = 20, .shadow = true};
  if (bad || theme.high_contrast) {
    box.border = bad ? theme.danger : theme.line;
    box.border_width = bad ? 4.F : 2.F;
  }
  canvas.rect(rect, box);
  canvas.icon({rect.x + 24, rect.y + 20}, 48, tile.icon, bad ? theme.danger : theme.accent);
  canvas.icon({rect.right() - 72, rect.y + 22}, 44,
              bad    ? ui::Icon("error")
              : well ? ui::Icon("check_circle")
                     : ui::Icon("info"),
              bad    ? theme.danger
              : well ? theme.success
                     : theme.second);
  const float label_room = rect.w - 88 - 80;
  const float value_room = rect.w - 48;
  const ui::TextStyle label = staff_style(canvas, tile.label, {.colour = theme.second}, label_room);
  const ui::TextStyle value =
      staff_style(canvas, tile.value,
                  {.weight = Weight::bold, .colour = bad ? theme.danger : theme.text}, value_room);
  frame.in_one_breath([&] {
    frame.text({rect.x + 88, canvas.centred_y(rect.y + 16, 56, label.size, false)}, tile.label,
               label);
    frame.text({rect.x + 24, canvas.centred_y(rect.bottom() - 70, 56, value.size, false)},
               tile.value, value);
  });
}

void draw_facts_head(ui::Frame& frame, const RowGrid& grid, std::string_view title,
                     std::string_view right, ui::TextStyle right_style) {
  const Rect& card = grid.card;
  ui::card(frame, card);
  right_style.align = ui::Align::right;
  right_style.size = grid.size;
  const float half = (card.w - 64) / 2;
  right_style = staff_style(frame.canvas(), right, right_style, half);
  frame.in_one_breath([&] {
    frame.text(
        {card.x + 24, card.y + 12}, title,
        staff_style(frame.canvas(), title,
                    {.size = grid.size, .weight = Weight::bold, .colour = frame.theme().second},
                    half));
    frame.text({card.right() - 24, card.y + 12}, right, right_style);
  });
}

// Down to the line on which larger text of the row stands.
float baseline_shift(const RowGrid& grid, const ui::TextStyle& style) {
  return (grid.size - style.size) * ui::type::baseline;
}

// A label on the left, a value on the right.
void draw_fact_row(ui::Frame& frame, const RowGrid& grid, std::size_t row, std::string_view label,
                   std::string_view value) {
  const Rect& card = grid.card;
  const ui::Canvas& canvas = frame.canvas();
  const float y = card.y + grid.row_y + static_cast<float>(row) * grid.pitch;
  const float room = card.w / 2 - 32;
  const ui::TextStyle left =
      staff_style(canvas, label, {.size = grid.size, .colour = frame.theme().second}, room);
  const ui::TextStyle right =
      staff_style(canvas, value, {.size = grid.size, .align = ui::Align::right}, room);
  frame.in_one_breath([&] {
    frame.text({card.x + 24, y + baseline_shift(grid, left)}, label, left);
    frame.text({card.right() - 24, y + baseline_shift(grid, right)},
               beginning(canvas, value, right, room), right);
  });
}

std::string age_words(const ui::Frame& frame, Duration age) {
  const std::int64_t seconds = std::max<std::int64_t>(0, age.ms / 1'000);
  constexpr std::int64_t per_minute = 60;
  constexpr std::int64_t per_hour = 3'600;
  if (seconds < per_minute) {
    return frame.tr("{0} s", std::to_string(seconds));
  }
  return seconds < per_hour ? frame.tr("{0} min", std::to_string(seconds / per_minute))
                            : frame.tr("{0} h", std::to_string(seconds / per_hour));
}

void draw_pool(ui::Frame& frame, const PoolUnits& pool, const RowGrid& grid, std::size_t row) {
  const ui::Theme& theme = frame.theme();
  ui::Canvas& canvas = frame.canvas();
  const Rect& card = grid.card;
  const float y = card.y + grid.row_y + static_cast<float>(row) * grid.pitch;
  const bool held = pool.granted > 0;
  const std::string units = held ? std::to_string(pool.free) + "/" + std::to_string(pool.granted)
                                 : std::string(frame.tr("on request (units)"));
  ui::TextStyle number{.size = grid.size,
                       .weight = held ? Weight::bold : Weight::regular,
                       .colour = held ? theme.text : theme.second,
                       .align = ui::Align::right};
  number = staff_style(canvas, units, number, 160);
  const float right = card.right() - 24 - std::max(96.F, canvas.text_width(units, number));
  const Rect bar{right - 16 - 104, y + grid.size / 2 - 6, 104, 12};
  const ui::TextStyle name =
      staff_style(canvas, pool.name, {.size = grid.size}, bar.x - card.x - 40);
  const bool with_bar = held && canvas.text_width(pool.name, name) <= bar.x - card.x - 40;
  const float room = (with_bar ? bar.x : right) - card.x - 40;
  if (with_bar) {
    const float part = static_cast<float>(pool.free) / static_cast<float>(pool.granted);
    canvas.rect(bar, {.fill = theme.step_to_come, .radius = 6});
    canvas.rect({bar.x, bar.y, std::round(bar.w * std::clamp(part, 0.F, 1.F)), bar.h},
                {.fill = theme.primary, .radius = 6});
  }
  frame.in_one_breath([&] {
    frame.text({card.x + 24, y + baseline_shift(grid, name)},
               beginning(canvas, pool.name, name, room), name);
    frame.text({card.right() - 24, y + baseline_shift(grid, number)}, units, number);
  });
}

std::string log_clock(const ZoneRules& zone, UtcTime at) {
  std::array<char, 16> text{};
  std::snprintf(text.data(), text.size(), "%s:%02lld", words::clock(zone, at).c_str(),
                static_cast<long long>(at.ms / 1'000 % 60));
  return text.data();
}

}  // namespace

void draw_health(ui::Frame& frame, const KioskView& view, const TileGrid& grid) {
  const std::array<HealthTile, health_tiles> tiles = tiles_of(frame, view);
  for (std::size_t index = 0; index < tiles.size(); ++index) {
    const std::size_t row = index / grid.columns;
    draw_health_tile(frame, tiles[index],
                     grid.first.moved(static_cast<float>(index % grid.columns) * grid.pitch.x,
                                      static_cast<float>(row) * grid.pitch.y));
  }
}

void draw_queue(ui::Frame& frame, const KioskView& view, const RowGrid& grid) {
  const bool known = view.staff != nullptr && view.staff->outbox;
  const port::OutboxSummary outbox = known ? *view.staff->outbox : port::OutboxSummary{};
  const std::string waiting = known ? frame.tr("{0} wait", std::to_string(outbox.pending))
                                    : std::string(frame.tr("No answer"));
  draw_facts_head(
      frame, grid, frame.tr("Queue"), waiting,
      {.weight = Weight::bold,
       .colour = known && !outbox.filling() ? frame.theme().accent : frame.theme().danger});
  const std::string oldest = outbox.oldest_pending
                                 ? age_words(frame, view.context.now.wall - *outbox.oldest_pending)
                                 : std::string(frame.tr("None (queue)"));
  draw_fact_row(frame, grid, 0, frame.tr("Oldest"), oldest);
  draw_fact_row(frame, grid, 1, frame.tr("Refused (queue)"),
                known ? std::to_string(outbox.refused) : "–");
  draw_fact_row(frame, grid, 2, frame.tr("Server"),
                view.online ? frame.tr("Answers") : frame.tr("No answer"));
  draw_fact_row(frame, grid, 3, frame.tr("Device"),
                view.staff != nullptr ? std::string_view(view.staff->device) : std::string_view());
}

void draw_units(ui::Frame& frame, const KioskView& view, const RowGrid& grid) {
  draw_facts_head(frame, grid, frame.tr("Units here"), frame.tr("today (units)"),
                  {.colour = frame.theme().second});
  std::vector<PoolUnits> pools =
      view.staff != nullptr ? view.staff->pools : std::vector<PoolUnits>{};
  std::ranges::stable_sort(pools, [](const PoolUnits& one, const PoolUnits& other) {
    const bool held = one.granted > 0;
    return held != (other.granted > 0) ? held : one.free < other.free;
  });
  for (std::size_t row = 0; row < std::min(grid.rows, pools.size()); ++row) {
    draw_pool(frame, pools[row], grid, row);
  }
}

void draw_log(ui::Frame& frame, const KioskView& view, const RowGrid& grid) {
  const ui::Theme& theme = frame.theme();
  ui::Canvas& canvas = frame.canvas();
  RowGrid head = grid;
  head.size = frame.portrait() ? ui::type::body : 40.F;  // as the cards beside it
  draw_facts_head(frame, head, frame.tr("Latest log"), frame.tr("nothing of guests"),
                  {.colour = theme.second});
  const Rect& card = grid.card;
  float y = card.y + grid.row_y;
  std::size_t left = grid.rows;
  for (const StaffLogLine& line :
       view.staff != nullptr ? view.staff->log : std::vector<StaffLogLine>{}) {
    if (left-- == 0) {
      return;
    }
    const ui::Colour ink = line.trouble ? theme.danger : theme.text;
    const ui::TextStyle plain{.size = grid.size, .colour = ink, .scaled = false};
    const ui::TextStyle area{
        .size = grid.size, .weight = Weight::bold, .colour = ink, .scaled = false};
    frame.in_one_breath([&] {
      frame.text({card.x + 24, y}, log_clock(view.context.zone, line.at),
                 {.size = grid.size,
                  .colour = line.trouble ? theme.danger : theme.second,
                  .scaled = false});
      const float area_x = card.x + 176;
      const float text_x = std::max(card.x + 280, area_x + canvas.text_width(line.area, area) + 16);
      frame.text({area_x, y}, line.area, area);
      frame.text({text_x, y}, beginning(canvas, line.text, plain, card.right() - 24 - text_x),
                 plain);
    });
    y += grid.pitch;
  }
}

}  // namespace lobby::kiosk
