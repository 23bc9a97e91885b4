// Options of slots and whole days: day, slots, party, add-ons, terms, total. Services differ in
// what they have of these, so the layouts measure first and share out the room. UI thread.
#include "app/kiosk/screens/slot_options.h"

#include <algorithm>
#include <cmath>

#include "app/kiosk/screens/roomy.h"
#include "app/ui/prices.h"

namespace lobby::kiosk {
namespace {

using catalog::Service;
using ui::Rect;

constexpr float left_edge = 48;
constexpr float row_height = 80;
constexpr float slot_height = 128;
constexpr float caption_gap = 12;

// What a service has to choose.
struct Parts {
  const Service& service;
  std::vector<PartyCount> counts;
  bool slots;
  bool add_ons;

  float slot_rows(int columns) const {
    return std::ceil(static_cast<float>(service.blocks.size()) / static_cast<float>(columns));
  }
  bool party_in_row() const { return counts.size() <= 1; }
};

Parts parts_of(const ui::Frame& frame, const KioskView& view, const Service& service) {
  return {service, party_counts(frame, service, view.state.selection.party),
          service.kind == catalog::ServiceKind::time_slot, !service.add_ons.empty()};
}

float grid_height(float rows, float cell, float gap) {
  return rows * (cell + gap) - gap;
}

// Keeps the touch that was made, whichever part it came from.
struct Taps {
  Touch touch;
  void take(const Touch& tap) {
    if (tap) {
      touch = tap;
    }
  }
};

// Caption and, where the party is one number, its stepper in the same row.
Touch draw_slots_head(ui::Frame& frame, const Parts& parts, Rect row) {
  if (parts.counts.empty() || !parts.party_in_row()) {
    draw_slots_caption(frame, parts.service, {row.x, row.y}, row.w);
    return std::nullopt;
  }
  const PartyCount& count = parts.counts.front();
  const Touch touch = draw_party_row(frame, count, row);
  const float label = frame.canvas().text_width(count.label);
  const float box = count.tens ? 480.F : 312.F;
  draw_slots_caption(frame, parts.service, {row.x, frame.canvas().centred_y(row.y, row.h)},
                     row.w - box - label - 64);
  return touch;
}

Touch draw_add_on_section(ui::Frame& frame, const KioskView& view, const Service& service,
                          Rect rect) {
  frame.text({rect.x, rect.y}, frame.tr("Add services"),
             {.weight = ui::Weight::bold, .max_width = rect.w});
  const float below = caption_height + 8;
  return draw_add_ons(frame, view, service, {rect.x, rect.y + below, rect.w, rect.h - below});
}

// ---- portrait: one column between the days and the total

class Column {
 public:
  Column(float top, float bottom) : y_(top), bottom_(bottom) {}

  // Room for one section more.
  float room() const { return bottom_ - y_ - needed_ - least_gap; }
  void plan(float height) {
    needed_ += height + least_gap;
    ++sections_;
  }
  // What is left over goes between the sections.
  void share_out() {
    const float spare = bottom_ - y_ - needed_ + least_gap * static_cast<float>(sections_);
    gap_ = std::clamp(std::floor(spare / static_cast<float>(sections_ + 1)), least_gap, most_gap);
    y_ += gap_;
  }
  Rect next(float height) {
    const Rect rect{left_edge, y_, 984, height};
    y_ += height + gap_;
    return rect;
  }

 private:
  static constexpr float least_gap = 12;
  static constexpr float most_gap = 56;
  float y_;
  float bottom_;
  float needed_ = least_gap;
  float gap_ = least_gap;
  int sections_ = 0;
};

Touch draw_portrait(ui::Frame& frame, const KioskView& view, const Parts& parts) {
  const Service& service = parts.service;
  const std::string& name = service.name.in(view.language());
  ui::header_panel(frame, {.title = name,
                           .rows = service_facts(view, service),
                           .picture = service.picture,
                           .picture_label = name});
  Taps taps;
  taps.take(draw_days(frame, view, service, {left_edge, 576, 984, strip_height}));
  const bool columns = !parts.party_in_row() || !parts.slots;
  const float head = columns ? caption_height + caption_gap : row_height + 16;
  const float grid = grid_height(parts.slot_rows(3), slot_height, 16);
  const Rect total =
      parts.add_ons ? Rect{left_edge, 1504, 984, 120} : Rect{left_edge, 1496, 984, 128};
  Column column(576 + strip_height, total.y);
  if (columns && !parts.counts.empty()) column.plan(columns_height);
  column.plan(parts.slots ? head + grid : day_height);
  if (parts.add_ons) column.plan(caption_height + 8 + add_ons_height);
  const float terms = terms_height(frame, view, service, 984, column.room());
  if (terms > 0) column.plan(terms);
  column.share_out();

  if (!parts.slots) draw_day(frame, view, service, column.next(day_height));
  if (columns && !parts.counts.empty()) {
    taps.take(draw_party_columns(frame, parts.counts, column.next(columns_height)));
  }
  if (parts.slots) {
    const Rect rect = column.next(head + grid);
    taps.take(draw_slots_head(frame, parts,
                              {rect.x, rect.y, rect.w, columns ? caption_height : row_height}));
    taps.take(draw_slots(frame, view, service, {.at = {rect.x, rect.y + head}}));
  }
  if (parts.add_ons) {
    taps.take(draw_add_on_section(frame, view, service,
                                  column.next(caption_height + 8 + add_ons_height)));
  }
  if (terms > 0) draw_terms(frame, view, service, column.next(terms));
  draw_total(frame, view, service, total);
  return taps.touch;
}

// ---- landscape: days and slots left; party, add-ons or terms, and the total right

constexpr Rect left_days{left_edge, 332, 888, strip_height};
constexpr float right_edge = 960;
constexpr float right_width = 912;
constexpr float top = 332;
constexpr float bottom = 808;

// More slots than two rows of three: they take the whole width under days and total.
Touch draw_many_slots(ui::Frame& frame, const KioskView& view, const Parts& parts) {
  Taps taps;
  taps.take(draw_days(frame, view, parts.service, left_days));
  draw_total(frame, view, parts.service, {right_edge, top, right_width, strip_height});
  if (parts.party_in_row()) {
    taps.take(draw_slots_head(frame, parts, {left_edge, 472, 1824, 76}));
  } else {
    taps.take(draw_party_columns(frame, parts.counts, {left_edge, 416, 1824, columns_height}));
  }
  const float rows = parts.slot_rows(6);
  constexpr float gap = 8;
  const float cell = (bottom - 556 + gap) / rows - gap;
  taps.take(draw_slots(
      frame, view, parts.service,
      {.at = {left_edge, 556}, .columns = 6, .cell = {284, cell}, .gap_x = 24, .gap_y = gap}));
  return taps.touch;
}

// Party: in the column that has the room. One number stands in a row, several in columns.
Touch draw_party(ui::Frame& frame, const Parts& parts, Rect rect) {
  if (parts.counts.empty()) {
    return std::nullopt;
  }
  if (parts.party_in_row() && rect.h < columns_height) {
    return draw_party_row(frame, parts.counts.front(), rect);
  }
  return draw_party_columns(frame, parts.counts, rect);
}

float party_height(const Parts& parts) {
  if (parts.counts.empty()) {
    return 0;
  }
  return parts.party_in_row() ? 76.F : columns_height;
}

// True when days and slots leave room for the party under them.
bool party_left(const Parts& parts) {
  return !parts.slots || parts.slot_rows(3) <= 1;
}

Touch draw_left(ui::Frame& frame, const KioskView& view, const Parts& parts) {
  Taps taps;
  taps.take(draw_days(frame, view, parts.service, left_days));
  if (parts.slots) {
    draw_slots_caption(frame, parts.service, {left_edge, 472}, left_days.w);
    taps.take(draw_slots(frame, view, parts.service,
                         {.at = {left_edge, 532}, .cell = {288, slot_height}, .gap_x = 12}));
  } else {
    draw_day(frame, view, parts.service, {left_edge, 496, left_days.w, day_height});
  }
  if (party_left(parts)) {
    taps.take(draw_party(frame, parts,
                         {left_edge, bottom - columns_height, left_days.w, columns_height}));
  }
  return taps.touch;
}

Touch draw_right(ui::Frame& frame, const KioskView& view, const Parts& parts) {
  Taps taps;
  constexpr float gap = 12;
  const bool dense = parts.add_ons && !party_left(parts);
  float total_y = bottom - (dense ? 116.F : 128.F);
  float y = top;
  if (!party_left(parts) && !parts.counts.empty()) {
    const float height = party_height(parts);
    taps.take(draw_party(frame, parts, {right_edge, y, right_width, height}));
    y += height + gap;
  }
  const Rect rest{right_edge, y, right_width, total_y - gap - y};
  if (parts.add_ons && dense) {
    taps.take(draw_add_ons(frame, view, parts.service, rest));
  } else if (parts.add_ons) {
    taps.take(draw_add_on_section(frame, view, parts.service, rest));
  } else {
    // The total takes what the terms leave, up to a height that still reads as one bar.
    const float terms = terms_height(frame, view, parts.service, right_width, rest.h);
    constexpr float total_most = 168;
    draw_terms(frame, view, parts.service, {rest.x, rest.y, rest.w, terms});
    total_y = std::max(bottom - total_most, y + terms + gap);
  }
  draw_total(frame, view, parts.service, {right_edge, total_y, right_width, bottom - total_y});
  return taps.touch;
}

Touch draw_landscape(ui::Frame& frame, const KioskView& view, const Parts& parts) {
  const std::string& name = parts.service.name.in(view.language());
  ui::header_panel(frame, {.title = name,
                           .rows = service_facts(view, parts.service),
                           .picture = parts.service.picture,
                           .picture_label = name});
  if (parts.slots && parts.slot_rows(3) > 2) {
    return draw_many_slots(frame, view, parts);
  }
  Taps taps;
  taps.take(draw_left(frame, view, parts));
  taps.take(draw_right(frame, view, parts));
  return taps.touch;
}

}  // namespace

Touch draw_slot_options(ui::Frame& frame, const KioskView& view) {
  if (is_roomy(frame)) {
    return draw_roomy_slot_options(frame, view);
  }
  draw_step_bar(frame, view, 2);
  Taps taps;
  if (const Service* service = flow::chosen_service(view.state, view.context)) {
    const Parts parts = parts_of(frame, view, *service);
    taps.take(frame.portrait() ? draw_portrait(frame, view, parts)
                               : draw_landscape(frame, view, parts));
  }
  taps.take(draw_way_to_details(frame, view));
  return taps.touch;
}

}  // namespace lobby::kiosk
