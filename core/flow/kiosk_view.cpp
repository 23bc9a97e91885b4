// Questions screens ask of a kiosk state.
#include "core/flow/kiosk_view.h"

#include <algorithm>

#include "core/flow/kiosk_print.h"
#include "core/flow/kiosk_timing.h"

namespace lobby::flow {
namespace {

using catalog::Service;
using catalog::ServiceKind;

bool has_date(const KioskState& state) {
  return state.selection.date != LocalDate{};
}

Obstacle options_obstacle(const KioskState& state, const KioskContext& context) {
  const Service* service = chosen_service(state, context);
  if (service == nullptr) {
    return Obstacle::choose_service;
  }
  if (!has_date(state)) {
    return Obstacle::choose_date;
  }
  if (service->by_block() && state.selection.block_starts.empty()) {
    return Obstacle::choose_time;
  }
  const Status allowed =
      booking::check_selection(context.catalog, state.selection, context.zone, context.now.wall);
  if (allowed) {
    return Obstacle::none;
  }
  return allowed.error().code == ErrorCode::out_of_range ? Obstacle::party_size
                                                         : Obstacle::not_offered;
}

Obstacle details_obstacle(const KioskState& state) {
  if (state.phone.empty()) {
    return Obstacle::phone_missing;
  }
  if (!guest::parse_phone(state.phone)) {
    return Obstacle::phone_wrong;
  }
  if (!state.composing.letters.empty()) {
    // Where the name is full no character can be chosen for them.
    return is_full_name(state.name) ? Obstacle::name_wrong : Obstacle::name_composing;
  }
  if (state.name.empty()) {
    return Obstacle::name_missing;
  }
  if (!guest::parse_name(state.name)) {
    return Obstacle::name_wrong;
  }
  return state.data_consent ? Obstacle::none : Obstacle::consent_missing;
}

StockView stock_of(const KioskState& state, const KioskContext& context, const Service& service,
                   const std::vector<inventory::SlotUnits>& demand) {
  // What is free elsewhere counts while it can be asked for.
  const std::int32_t left = state.availability.left(demand);
  if (left == 0 || (!context.online && state.availability.sellable(demand) == 0)) {
    return {Stock::none, 0};
  }
  std::int32_t few_left = 0;
  for (const catalog::PoolUse& use : service.uses) {
    const catalog::Pool* pool = context.catalog.pool(use.pool);
    few_left = std::max(few_left, pool == nullptr ? 0 : pool->few_left);
  }
  return {left <= few_left ? Stock::few : Stock::free, left};
}

}  // namespace

LocalDate today(const KioskContext& context) {
  return context.zone.to_local(context.now.wall).date;
}

const Service* chosen_service(const KioskState& state, const KioskContext& context) {
  return state.selection.service.empty() ? nullptr
                                         : context.catalog.service(state.selection.service);
}

std::optional<KioskScreen> screen_before(KioskScreen screen) {
  switch (screen) {
    case KioskScreen::options:
      return KioskScreen::services;
    case KioskScreen::details:
      return KioskScreen::options;
    case KioskScreen::review:
      return KioskScreen::details;
    case KioskScreen::my_booking:
      return KioskScreen::find;
    case KioskScreen::cancel:
      return KioskScreen::my_booking;
    default:
      return std::nullopt;
  }
}

bool has_begun(const KioskState& state) {
  return !state.selection.service.empty() || !state.phone.empty() || !state.name.empty() ||
         !state.composing.letters.empty() || !state.finding.code.empty();
}

Obstacle obstacle(const KioskState& state, const KioskContext& context) {
  if (state.committing) {
    return Obstacle::committing;
  }
  switch (state.screen) {
    case KioskScreen::services:
      return chosen_service(state, context) == nullptr ? Obstacle::choose_service : Obstacle::none;
    case KioskScreen::options:
      return options_obstacle(state, context);
    case KioskScreen::details:
      return details_obstacle(state);
    case KioskScreen::review: {
      const Obstacle options = options_obstacle(state, context);
      const Obstacle before = options != Obstacle::none ? options : details_obstacle(state);
      if (before != Obstacle::none) {
        return before;
      }
      if (!state.terms_consent) {
        return Obstacle::terms_missing;
      }
      return awaits_units(state, context) ? Obstacle::units_awaited : Obstacle::none;
    }
    default:
      return Obstacle::none;
  }
  return Obstacle::none;
}

std::vector<const Service*> services_in(const catalog::Catalog& catalog,
                                        catalog::Category category) {
  std::vector<const Service*> services;
  for (const Service& service : catalog.services) {
    if (service.category == category && service.sold_at(catalog::SalesChannel::kiosk)) {
      services.push_back(&service);
    }
  }
  return services;
}

bool is_roomy(const KioskState& state) {
  return state.large_text || state.reach;
}

std::int32_t cards_per_page(const KioskState& state) {
  constexpr std::int32_t usual = 4;
  constexpr std::int32_t roomy = 2;
  return is_roomy(state) ? roomy : usual;
}

std::int32_t page_count(const KioskState& state, const catalog::Catalog& catalog) {
  const auto cards = static_cast<std::int32_t>(services_in(catalog, state.category).size());
  const std::int32_t a_page = cards_per_page(state);
  return std::max(1, (cards + a_page - 1) / a_page);
}

StockView stock_on(const KioskState& state, const KioskContext& context, const Service& service,
                   LocalDate date) {
  StockView best{Stock::none, 0};
  for (const booking::Opening& opening :
       booking::openings_on(context.catalog, service, date, state.selection.party.total())) {
    const bool slotted = service.kind == ServiceKind::time_slot;
    if (!is_open(context, service, date,
                 slotted ? std::optional(opening.block_start) : std::nullopt)) {
      continue;
    }
    const StockView view = stock_of(state, context, service, opening.demand);
    if (view.stock < best.stock || (view.stock == best.stock && view.left > best.left)) {
      best = view;
    }
  }
  return best;
}

StockView stock_at(const KioskState& state, const KioskContext& context, const Service& service,
                   LocalDate date, std::int32_t block_start) {
  for (const booking::Opening& opening :
       booking::openings_on(context.catalog, service, date, state.selection.party.total())) {
    if (opening.block_start == block_start) {
      return stock_of(state, context, service, opening.demand);
    }
  }
  return {};
}

bool is_open(const KioskContext& context, const Service& service, LocalDate date,
             std::optional<std::int32_t> block_start) {
  const LocalDate first = today(context);
  if (date < first || date > first.plus_days(service.horizon_days)) {
    return false;
  }
  // A night or a day that wants no notice may have begun; of blocks one may be left.
  if (!block_start && (service.by_block() || service.notice_minutes == 0)) {
    return true;
  }
  return context.zone.to_utc({date, block_start.value_or(service.check_in_minute)}) >=
         context.now.wall + Duration::minutes(service.notice_minutes);
}

std::optional<booking::Quote> quote(const KioskState& state, const KioskContext& context) {
  if (options_obstacle(state, context) != Obstacle::none) {
    return std::nullopt;
  }
  return booking::quote_of(context.catalog, state.selection);
}

std::optional<booking::ResolvedPolicy> policy(const KioskState& state,
                                              const KioskContext& context) {
  const std::optional<booking::Quote> price = quote(state, context);
  const Service* service = chosen_service(state, context);
  const catalog::Policy* terms =
      service == nullptr ? nullptr : context.catalog.policy(service->policy);
  if (!price || terms == nullptr) {
    return std::nullopt;
  }
  const booking::Window window = booking::window_of(context.catalog, state.selection, context.zone);
  return booking::resolve(*terms, *price, state.selection.date, window.from, context.zone,
                          context.now.wall);
}

std::vector<inventory::SlotUnits> demand(const KioskState& state, const KioskContext& context) {
  return options_obstacle(state, context) == Obstacle::none
             ? booking::demand_of(context.catalog, state.selection)
             : std::vector<inventory::SlotUnits>{};
}

namespace {

// A kiosk takes no money: where some is due ahead, who takes it confirms (device::sell()).
bool is_money_due_ahead(const KioskState& state, const KioskContext& context) {
  const std::optional<booking::Quote> price = quote(state, context);
  const Service* service = chosen_service(state, context);
  const catalog::Policy* terms =
      service == nullptr ? nullptr : context.catalog.policy(service->policy);
  if (!price || terms == nullptr || !terms->deposit) {
    return false;
  }
  const booking::Window window = booking::window_of(context.catalog, state.selection, context.zone);
  return !booking::plan_of(*terms->deposit, *price, state.selection, window, context.now.wall)
              .empty();
}

}  // namespace

bool as_request(const KioskState& state, const KioskContext& context) {
  const std::vector<inventory::SlotUnits> needed = demand(state, context);
  if (is_money_due_ahead(state, context)) {
    return true;
  }
  if (needed.empty() || state.availability.sellable(needed) > 0) {
    return false;
  }
  const bool still_to_be_asked =
      state.screen != KioskScreen::review && context.online && state.availability.left(needed) > 0;
  return !still_to_be_asked && !awaits_units(state, context);
}

bool awaits_units(const KioskState& state, const KioskContext& context) {
  return state.asked && context.now.boot - state.asked->at < units_awaited_for &&
         state.availability.sellable(state.asked->demand) == 0;
}

std::int32_t seconds_left(const KioskState& state, Moment now) {
  constexpr std::int64_t ms_per_second = 1'000;
  std::optional<Duration> ends;
  if (state.overlay == KioskOverlay::still_there) {
    ends = state.overlay_since + answer_limit(state);
  } else if (state.screen == KioskScreen::ticket || state.screen == KioskScreen::request) {
    // While it is printed nothing counts.
    ends = (is_printing(state) ? now.boot : state.issued_at) + ticket_limit(state);
  }
  if (!ends || *ends <= now.boot) {
    return 0;
  }
  return static_cast<std::int32_t>(((*ends - now.boot).ms + ms_per_second - 1) / ms_per_second);
}

}  // namespace lobby::flow
