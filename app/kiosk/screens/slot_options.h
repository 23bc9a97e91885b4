// The parts of the options of slots and whole days, each drawn into the place it is given; the
// layouts of slot_options.cpp stack them. Private to that screen.
// UI thread.
#pragma once

#include "app/kiosk/screens/choosing.h"

namespace lobby::kiosk {

inline constexpr float strip_height = 128;
inline constexpr float caption_height = 48;
inline constexpr float columns_height = 136;  // party as labelled columns
inline constexpr float day_height = 136;
inline constexpr float add_ons_height = 336;
inline constexpr float policy_height = 296;
inline constexpr float note_height = 136;

// Five days to choose from.
Touch draw_days(ui::Frame& frame, const KioskView& view, const catalog::Service& service,
                ui::Rect rect);

// "2-hour blocks": bold, at the left of its row.
void draw_slots_caption(ui::Frame& frame, const catalog::Service& service, ui::Point at,
                        float room);
struct SlotPlaces {
  ui::Point at;
  int columns = 3;
  ui::Size cell{312, 128};
  float gap_x = 24;
  float gap_y = 16;
  std::size_t first = 0;  // of the service's blocks
  std::size_t count_max = 100;
};
Touch draw_slots(ui::Frame& frame, const KioskView& view, const catalog::Service& service,
                 const SlotPlaces& places);

// A whole day has no slots: what the chosen day costs, from when it holds, what is left.
void draw_day(ui::Frame& frame, const KioskView& view, const catalog::Service& service,
              ui::Rect rect);

// One number: label beside the box, the box at the right end of the row.
Touch draw_party_row(ui::Frame& frame, const PartyCount& count, ui::Rect row);
// Several: columns with the label above the box.
Touch draw_party_columns(ui::Frame& frame, const std::vector<PartyCount>& counts, ui::Rect rect);

// Up to three cards side by side.
Touch draw_add_ons(ui::Frame& frame, const KioskView& view, const catalog::Service& service,
                   ui::Rect row);

// One add-on as a row of a form.
Touch draw_add_on_row(ui::Frame& frame, const KioskView& view, const catalog::AddOn& add_on,
                      ui::Rect row);

// The cancellation terms, with real dates once they are known, and below them what the house owes
// when it cannot keep its word: as much of it as `room` holds, 0 when there is no room at all.
float terms_height(ui::Frame& frame, const KioskView& view, const catalog::Service& service,
                   float width, float room);
void draw_terms(ui::Frame& frame, const KioskView& view, const catalog::Service& service,
                ui::Rect rect);

// slot_options_roomy.cpp
Touch draw_roomy_slot_options(ui::Frame& frame, const KioskView& view);

}  // namespace lobby::kiosk
