// How a selection changes under a guest's hand: defaults that need no decision, party and night
// limits, blocks that stay one visit. Pure edits of a KioskState, used by kiosk_flow.
// Any thread.
#pragma once

#include "core/flow/kiosk_flow.h"

namespace lobby::flow {

// A fresh selection of `service`: two adults where it takes two, one night, no date.
void choose_service(KioskState& state, const catalog::Service& service,
                    const KioskContext& context);
// Takes the first day that can be sold when the guest has chosen none.
void choose_first_day(KioskState& state, const catalog::Service& service,
                      const KioskContext& context);
void change_party(KioskState& state, const catalog::Service& service, std::int32_t adults_by,
                  std::int32_t children_by);
void change_nights(KioskState& state, const catalog::Service& service, std::int32_t by);
// Adds a block next to the chosen ones, takes one off an end, or starts anew.
void toggle_block(KioskState& state, const catalog::Service& service, std::int32_t start_minute);
void change_add_on(KioskState& state, const catalog::Catalog& catalog, const AddOnChanged& change);

// What a touch on the options does. True where units of other days have to be looked at.
bool choose(KioskState& state, const KioskContext& context, const DatesTurned& turned);
bool choose(KioskState& state, const KioskContext& context, const DateChosen& chosen);
bool choose(KioskState& state, const KioskContext& context, const NightsChanged& changed);
bool choose(KioskState& state, const KioskContext& context, const AdultsChanged& changed);
bool choose(KioskState& state, const KioskContext& context, const ChildrenChanged& changed);
bool choose(KioskState& state, const KioskContext& context, const BlockToggled& toggled);
bool choose(KioskState& state, const KioskContext& context, const AddOnChanged& changed);

// The days of the options screen: a whole month, two weeks in the roomy layout, or the strip.
LocalDate last_shown(const KioskState& state, const catalog::Service& service);
void turn_dates(KioskState& state, const catalog::Service& service, const KioskContext& context,
                std::int32_t by);

// Units of the pools on the screen, for the days on the screen and of the selection; no pools where
// none is shown.
LoadAvailability shown_units(const KioskState& state, const KioskContext& context);

// REQUIRES: no obstacle at the review.
device::Order order_of(const KioskState& state, const KioskContext& context);

// The field whose keys are shown, and in the roomy layout the part that holds it.
void focus_field(KioskState& state, FieldId field);
void turn_part(KioskState& state, std::int32_t by);
// After the layout became roomy or usual again: the guest sees what they saw before, as much of it
// as the layout shows at a time. `last_seen`: the last day shown before, where days are shown.
void fit_to_room(KioskState& state, LocalDate last_seen, const KioskContext& context);

}  // namespace lobby::flow
