// Days, slots and the chosen day of slot_options.h. UI thread.
#include <algorithm>
#include <cmath>
#include <string>

#include "app/common/words.h"
#include "app/kiosk/screens/slot_options.h"
#include "app/ui/label.h"
#include "app/ui/widgets.h"

namespace lobby::kiosk {
namespace {

using catalog::Service;
using catalog::ServiceKind;
using ui::Rect;

// A day on which something can still be booked by the clock.
bool is_day_open(const KioskView& view, const Service& service, LocalDate date) {
  if (service.kind != ServiceKind::time_slot) {
    return flow::is_open(view.context, service, date, std::nullopt);
  }
  return std::ranges::any_of(service.blocks, [&](const catalog::Block& block) {
    return flow::is_open(view.context, service, date, block.start_minute);
  });
}

// Hours of every block where all last equally long, in whole hours; 0 elsewhere.
std::int32_t equal_hours(const Service& service) {
  std::int32_t minutes = 0;
  for (const catalog::Block& block : service.blocks) {
    const std::int32_t length = block.end_minute - block.start_minute;
    if (minutes != 0 && length != minutes) {
      return 0;
    }
    minutes = length;
  }
  return minutes % minutes_per_hour == 0 ? minutes / minutes_per_hour : 0;
}

// The words of one slot; the toolkit's spec points into it.
struct SlotWords {
  std::string id;
  std::string time;
  std::string note;
  std::string few;
};

// Stock counts bookings of the chosen party; where each guest takes a place of their own, the
// number of places is another, so it is told in words.
bool counts_places(const Service& service, const booking::Party& party) {
  return party.total() > 1 && std::ranges::any_of(service.uses, [](const catalog::PoolUse& use) {
           return use.per == catalog::UnitsPer::person;
         });
}

std::string few_text(const ui::Frame& frame, const Service& service, const booking::Party& party,
                     std::int32_t left) {
  return counts_places(service, party) ? std::string(frame.tr("Few")) : frame.tr("×{0}", left);
}

std::string days_left(const ui::Frame& frame, const Service& service, const booking::Party& party,
                      std::int32_t left) {
  return counts_places(service, party) ? std::string(frame.tr("Few places left"))
                                       : frame.tr("{0} left", left);
}

std::string block_price(const ui::Frame& frame, const KioskView& view, const Service& service,
                        const catalog::Block& block) {
  const auto kind = catalog::date_kind(view.site(), view.state.selection.date);
  const std::string price = money_text(block.rates[static_cast<std::size_t>(kind)]);
  return service.priced_per == catalog::UnitsPer::person ? frame.tr("{0} each", price) : price;
}

ui::Slot slot_of(const ui::Frame& frame, const KioskView& view, const Service& service,
                 const catalog::Block& block, SlotWords& said) {
  const booking::Selection& chosen = view.state.selection;
  const flow::StockView stock =
      flow::stock_at(view.state, view.context, service, chosen.date, block.start_minute);
  const bool taken =
      std::ranges::find(chosen.block_starts, block.start_minute) != chosen.block_starts.end();
  ui::Slot slot;
  said.id = "slot." + clock_text(block.start_minute);
  said.time = words::time_range(block.start_minute, block.end_minute);
  said.note = block_price(frame, view, service, block);
  if (!flow::is_open(view.context, service, chosen.date, block.start_minute)) {
    slot.state = ui::SlotState::closed;
    said.note = frame.tr("Too late");
  } else if (taken) {
    slot.state = ui::SlotState::held;
    if (stock.stock == flow::Stock::none) said.note = frame.tr("On request");
  } else if (stock.stock == flow::Stock::none) {
    slot.state = ui::SlotState::full;
    said.note = frame.tr("Full: ask us");
  } else if (stock.stock == flow::Stock::few) {
    slot.state = ui::SlotState::few;
    said.few = few_text(frame, service, view.state.selection.party, stock.left);
  }
  slot.id = said.id;
  slot.time = said.time;
  slot.note = said.note;
  slot.few = said.few;
  return slot;
}

}  // namespace

Touch draw_days(ui::Frame& frame, const KioskView& view, const Service& service, Rect rect) {
  struct DayWords {
    std::string id;
    std::string weekday;
    std::string date;
  };
  std::vector<DayWords> said(static_cast<std::size_t>(flow::strip_days));
  ui::DateStripSpec spec{.y = rect.y, .x = rect.x, .width = rect.w, .height = rect.h};
  const LocalDate first = view.state.shown_from;
  for (std::int32_t day = 0; day < flow::strip_days; ++day) {
    const LocalDate date = first.plus_days(day);
    DayWords& name = said[static_cast<std::size_t>(day)];
    name = {"day." + date.text(), words::weekday_short(frame.texts(), date.weekday()),
            words::day_short(frame.texts(), date)};
    spec.days.push_back({name.id, name.weekday, name.date, date == view.state.selection.date,
                         is_day_open(view, service, date)});
  }
  const LocalDate today = flow::today(view.context);
  spec.earlier_enabled = first > today;
  spec.later_enabled = first.plus_days(flow::strip_days) <= today.plus_days(service.horizon_days);
  const ui::StripTap tap = ui::date_strip(frame, spec);
  switch (tap.what) {
    case ui::StripTap::What::none:
      return std::nullopt;
    case ui::StripTap::What::day:
      return flow::DateChosen{first.plus_days(tap.index)};
    case ui::StripTap::What::earlier:
      return flow::DatesTurned{-1};
    case ui::StripTap::What::later:
      return flow::DatesTurned{1};
  }
  return std::nullopt;
}

void draw_slots_caption(ui::Frame& frame, const Service& service, ui::Point at, float room) {
  const std::int32_t hours = equal_hours(service);
  const ui::TextStyle style{.weight = ui::Weight::bold};
  std::string text(frame.tr("Choose a time"));
  if (hours > 0) {
    const std::string longer = frame.tr("{0}-hour blocks, in a row", hours);
    text = frame.tr("{0}-hour blocks", hours);
    if (service.blocks_max > 1 && frame.canvas().text_width(longer, style) <= room) {
      text = longer;
    }
  }
  frame.text(at, text, ui::fitting(frame.canvas(), text, style, room));
}

Touch draw_slots(ui::Frame& frame, const KioskView& view, const Service& service,
                 const SlotPlaces& places) {
  std::vector<SlotWords> said(service.blocks.size());
  ui::SlotGridSpec spec{.at = places.at,
                        .columns = places.columns,
                        .cell = places.cell,
                        .gap_x = places.gap_x,
                        .gap_y = places.gap_y};
  spec.full_icon = request_icon;
  const std::size_t end = std::min(service.blocks.size(), places.first + places.count_max);
  for (std::size_t index = places.first; index < end; ++index) {
    spec.slots.push_back(slot_of(frame, view, service, service.blocks[index], said[index]));
  }
  const int tapped = ui::slot_grid(frame, spec);
  if (tapped < 0) {
    return std::nullopt;
  }
  const std::size_t block = places.first + static_cast<std::size_t>(tapped);
  return flow::BlockToggled{service.blocks[block].start_minute};
}

void draw_day(ui::Frame& frame, const KioskView& view, const Service& service, Rect rect) {
  const LocalDate date = view.state.selection.date;
  ui::card(frame, rect);
  const float right = rect.right() - 24;
  if (date == LocalDate{}) {
    frame.text({rect.x + 24, frame.canvas().centred_y(rect.y, rect.h)},
               frame.tr("Choose a date and see the price"), {.max_width = rect.w - 48});
    return;
  }
  const std::string price = money_text(booking::price_on(view.site(), service, date));
  const std::string shown =
      service.priced_per == catalog::UnitsPer::person ? frame.tr("{0} each", price) : price;
  const ui::Extents cost = frame.text({right, rect.y + 14}, shown,
                                      {.size = ui::type::button,
                                       .weight = ui::Weight::bold,
                                       .colour = frame.theme().accent,
                                       .align = ui::Align::right,
                                       .max_width = 400});
  const std::string day = words::weekday_day(frame.texts(), date);
  frame.text({rect.x + 24, rect.y + 14}, day,
             {.size = ui::type::button,
              .weight = ui::Weight::bold,
              .max_width = cost.box.x - 24 - rect.x - 24});
  const flow::StockView stock = flow::stock_on(view.state, view.context, service, date);
  const float second_y = rect.y + std::round(rect.h * 0.53F);
  float room_right = right;
  if (stock.stock != flow::Stock::free) {
    const bool none = stock.stock == flow::Stock::none;
    const std::string left =
        none ? std::string(frame.tr("Full: ask us"))
             : days_left(frame, service, view.state.selection.party, stock.left);
    const Rect chip = ui::chip(frame, {.at = {right, second_y - 2},
                                       .label = left,
                                       .icon = none ? request_icon : ui::Icon("hourglass_bottom"),
                                       .kind = none ? ui::ChipKind::plain : ui::ChipKind::warn,
                                       .align = ui::Align::right});
    room_right = chip.x - 24;
  }
  const float room = room_right - rect.x - 24;
  const ui::TextStyle second{.colour = frame.theme().second};
  std::string from = frame.tr("All day from {0}", clock_text(service.check_in_minute));
  if (frame.canvas().text_width(from, second) > room) {
    from = frame.tr("from {0}", clock_text(service.check_in_minute));
  }
  frame.text({rect.x + 24, second_y}, from, ui::fitting(frame.canvas(), from, second, room));
}

}  // namespace lobby::kiosk
