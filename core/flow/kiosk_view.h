// What a screen needs to know beyond the state itself, computed from values: can the guest go on,
// and if not why; what would it cost; how many are left. Screens and tests ask the same functions.
// Any thread.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "core/booking/policy.h"
#include "core/booking/quote.h"
#include "core/catalog/catalog.h"
#include "core/flow/kiosk_flow.h"

namespace lobby::flow {

// Why the primary action is off. The first that applies is told.
enum class Obstacle : std::uint8_t {
  none,
  choose_service,
  choose_date,
  choose_time,
  party_size,   // outside what the service takes
  not_offered,  // notice, horizon or opening hours
  phone_missing,
  phone_wrong,
  name_composing,  // letters wait for their characters
  name_missing,
  name_wrong,
  consent_missing,
  terms_missing,
  units_awaited,  // asked for a moment ago
  committing,
};
Obstacle obstacle(const KioskState& state, const KioskContext& context);

// Where Back leads inside a guest's steps; nothing from the first of them and from what is done.
std::optional<KioskScreen> screen_before(KioskScreen screen);
// The guest has chosen or typed something.
bool has_begun(const KioskState& state);

// The chosen service; nullptr before one is chosen.
const catalog::Service* chosen_service(const KioskState& state, const KioskContext& context);

// Large text or reach: the guest sees the layout that has every control in the lower half and
// spreads a step over parts.
bool is_roomy(const KioskState& state);

// The services of the shown category, in catalogue order, and how many pages of cards they fill.
std::vector<const catalog::Service*> services_in(const catalog::Catalog& catalog,
                                                 catalog::Category category);
std::int32_t cards_per_page(const KioskState& state);
std::int32_t page_count(const KioskState& state, const catalog::Catalog& catalog);

// The parts of the details in the roomy layout.
enum class DetailsPart : std::uint8_t { phone, name, consent };
inline constexpr std::int32_t details_parts = 3;

enum class Stock : std::uint8_t { free, few, none };
struct StockView {
  Stock stock = Stock::none;
  std::int32_t left = 0;  // what a guest may be told when few

  bool operator==(const StockView&) const = default;
};
// One day of a nightly or whole-day service, one block of a time-slot service.
StockView stock_on(const KioskState& state, const KioskContext& context,
                   const catalog::Service& service, LocalDate date);
StockView stock_at(const KioskState& state, const KioskContext& context,
                   const catalog::Service& service, LocalDate date, std::int32_t block_start);
// The day or block can still be booked by the clock (not past, notice kept, within the horizon).
bool is_open(const KioskContext& context, const catalog::Service& service, LocalDate date,
             std::optional<std::int32_t> block_start);

// Nothing until the selection is complete and allowed.
std::optional<booking::Quote> quote(const KioskState& state, const KioskContext& context);
std::optional<booking::ResolvedPolicy> policy(const KioskState& state, const KioskContext& context);
// What the selection needs; empty until it is complete and allowed.
std::vector<inventory::SlotUnits> demand(const KioskState& state, const KioskContext& context);
// No units for the selection can be had now: confirming leaves a request.
bool as_request(const KioskState& state, const KioskContext& context);
// Units for the selection were asked for a moment ago and may be there in the next.
bool awaits_units(const KioskState& state, const KioskContext& context);

// Whole seconds left of the still-there overlay or of the ticket; 0 when neither counts.
std::int32_t seconds_left(const KioskState& state, Moment now);

LocalDate today(const KioskContext& context);

}  // namespace lobby::flow
