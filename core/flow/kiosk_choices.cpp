// Edits of a selection.
#include "core/flow/kiosk_choices.h"

#include <algorithm>
#include <iterator>

#include "core/base/check.h"
#include "core/flow/kiosk_finding.h"
#include "core/flow/kiosk_timing.h"
#include "core/flow/kiosk_view.h"

namespace lobby::flow {
namespace {

using catalog::Service;
using catalog::ServiceKind;

constexpr std::int32_t card_stock_days = 7;  // cards tell whether the coming week is sold out
constexpr std::int32_t parts_max = 16;       // more than any step has

bool is_nightly(const Service& service) {
  return service.kind == ServiceKind::nightly;
}

// Where what is shown around `date` begins: its month, its week, itself.
LocalDate shown_around(const KioskState& state, const Service& service, LocalDate date) {
  if (!is_nightly(service)) {
    return date;
  }
  return is_roomy(state) ? date.plus_days(-static_cast<std::int32_t>(date.weekday()))
                         : date.first_of_month();
}

std::int32_t block_end(const Service& service, std::int32_t start_minute) {
  const auto block = std::ranges::find(service.blocks, start_minute, &catalog::Block::start_minute);
  return block == service.blocks.end() ? -1 : block->end_minute;
}

}  // namespace

void choose_service(KioskState& state, const Service& service, const KioskContext& context) {
  if (state.selection.service == service.id) {
    return;
  }
  state.selection = booking::Selection{};
  state.selection.service = service.id;
  state.selection.party.adults = std::clamp(2, service.party_min, service.party_max);
  state.shown_from = shown_around(state, service, today(context));
  state.terms_consent = false;
  state.failure.reset();
}

LocalDate last_shown(const KioskState& state, const Service& service) {
  if (!is_nightly(service)) {
    return state.shown_from.plus_days(strip_days - 1);
  }
  const std::int32_t days =
      is_roomy(state) ? weeks_days : static_cast<std::int32_t>(state.shown_from.days_in_month());
  return state.shown_from.plus_days(days - 1);
}

void turn_dates(KioskState& state, const Service& service, const KioskContext& context,
                std::int32_t by) {
  const LocalDate first = today(context);
  const LocalDate last = first.plus_days(service.horizon_days);
  const std::int32_t days = is_nightly(service) ? weeks_days : strip_days;
  const bool months = is_nightly(service) && !is_roomy(state);
  const LocalDate turned =
      months ? state.shown_from.plus_months_first(by) : state.shown_from.plus_days(by * days);
  const LocalDate earliest = shown_around(state, service, first);
  state.shown_from = std::clamp(turned, earliest, std::max(earliest, last));
}

void choose_first_day(KioskState& state, const Service& service, const KioskContext& context) {
  if (state.selection.date != LocalDate{}) {
    return;
  }
  for (LocalDate date = std::max(state.shown_from, today(context));
       date <= last_shown(state, service); date = date.plus_days(1)) {
    if (stock_on(state, context, service, date).stock != Stock::none) {
      state.selection.date = date;
      return;
    }
  }
}

void change_party(KioskState& state, const Service& service, std::int32_t adults_by,
                  std::int32_t children_by) {
  booking::Party party = state.selection.party;
  party.adults += adults_by;
  party.children += children_by;
  const bool children_fit =
      party.children >= 0 && (party.children == 0 || service.children_allowed);
  if (party.adults >= 1 && children_fit && party.total() >= service.party_min &&
      party.total() <= service.party_max) {
    state.selection.party = party;
  }
}

void change_nights(KioskState& state, const Service& service, std::int32_t by) {
  state.selection.nights = std::clamp(state.selection.nights + by, 1, service.nights_max);
}

void toggle_block(KioskState& state, const Service& service, std::int32_t start_minute) {
  const std::int32_t end_minute = block_end(service, start_minute);
  if (end_minute < 0) {
    return;
  }
  std::vector<std::int32_t>& starts = state.selection.block_starts;
  if (!starts.empty() && starts.back() == start_minute) {
    starts.pop_back();
    return;
  }
  if (!starts.empty() && starts.front() == start_minute) {
    starts.erase(starts.begin());
    return;
  }
  const bool room_for_more = starts.size() < static_cast<std::size_t>(service.blocks_max);
  if (!starts.empty() && room_for_more && block_end(service, starts.back()) == start_minute) {
    starts.push_back(start_minute);
  } else if (!starts.empty() && room_for_more && end_minute == starts.front()) {
    starts.insert(starts.begin(), start_minute);
  } else {
    starts = {start_minute};
  }
}

void change_add_on(KioskState& state, const catalog::Catalog& catalog, const AddOnChanged& change) {
  const catalog::AddOn* add_on = catalog.add_on(change.id);
  if (add_on == nullptr) {
    return;
  }
  std::vector<booking::AddOnChoice>& chosen = state.selection.add_ons;
  const std::int32_t count = std::clamp(change.count, 0, add_on->count_max);
  const auto found = std::ranges::find(chosen, change.id, &booking::AddOnChoice::id);
  if (count == 0) {
    std::erase_if(chosen, [&](const auto& choice) { return choice.id == change.id; });
  } else if (found == chosen.end()) {
    chosen.push_back({change.id, count});
  } else {
    found->count = count;
  }
}

LoadAvailability shown_units(const KioskState& state, const KioskContext& context) {
  LoadAvailability load;
  const auto add_pools = [&](const Service& wanted) {
    for (const PoolId& pool : catalog::pools_of(context.catalog, wanted)) {
      if (std::ranges::find(load.pools, pool) == load.pools.end()) {
        load.pools.push_back(pool);
      }
    }
  };
  load.first = today(context);
  load.last = load.first.plus_days(card_stock_days - 1);
  const Service* chosen = chosen_service(state, context);
  if (state.screen == KioskScreen::services) {
    for (const Service* shown : services_in(context.catalog, state.category)) {
      add_pools(*shown);
    }
  } else if (chosen != nullptr && has_guest(state.screen)) {
    add_pools(*chosen);
    load.last = last_shown(state, *chosen);
    if (state.selection.date != LocalDate{}) {
      load.first = std::min({load.first, state.shown_from, state.selection.date});
      load.last = std::max(load.last, state.selection.date.plus_days(state.selection.nights));
    }
  }
  return load;
}

device::Order order_of(const KioskState& state, const KioskContext& context) {
  device::Order order;
  order.selection = state.selection;
  order.as_request = as_request(state, context);
  const Result<std::string> phone = guest::parse_phone(state.phone);
  const Result<std::string> name = guest::parse_name(state.name);
  CHECK(phone.ok() && name.ok());  // obstacle() holds those of options and details too
  order.guest.phone = *phone;
  order.guest.name = *name;
  // Ticked for a service chosen before, a wish may not exist here.
  const std::vector<NoteId>& offered = chosen_service(state, context)->notes;
  std::ranges::copy_if(state.notes, std::back_inserter(order.guest.notes), [&](const auto& note) {
    return std::ranges::find(offered, note) != offered.end();
  });
  order.guest.language = state.language;
  return order;
}

void focus_field(KioskState& state, FieldId field) {
  state.focus = field;
  if (!is_roomy(state)) {
    return;
  }
  if (state.screen == KioskScreen::details) {
    state.part =
        static_cast<std::int32_t>(field == FieldId::phone ? DetailsPart::phone : DetailsPart::name);
  } else if (state.screen == KioskScreen::find) {
    state.part =
        static_cast<std::int32_t>(field == FieldId::phone ? FindPart::phone : FindPart::code);
  }
}

namespace {

void focus_details(KioskState& state, DetailsPart part) {
  switch (part) {
    case DetailsPart::phone:
      state.focus = FieldId::phone;
      return;
    case DetailsPart::name:
      state.focus = FieldId::name;
      return;
    case DetailsPart::consent:
      state.focus.reset();
      return;
  }
}

std::int32_t parts_of(KioskScreen screen) {
  switch (screen) {
    case KioskScreen::details:
      return details_parts;
    case KioskScreen::find:
      return find_parts;
    default:
      return parts_max;
  }
}

}  // namespace

void turn_part(KioskState& state, std::int32_t by) {
  state.part = std::clamp(state.part + by, 0, parts_of(state.screen) - 1);
  if (state.screen == KioskScreen::details) {
    focus_details(state, static_cast<DetailsPart>(state.part));
  } else if (state.screen == KioskScreen::find) {
    const bool code = static_cast<FindPart>(state.part) == FindPart::code;
    state.focus = code ? FieldId::code : FieldId::phone;
  }
}

void fit_to_room(KioskState& state, LocalDate last_seen, const KioskContext& context) {
  state.page = is_roomy(state) ? state.page * 2 : state.page / 2;  // half as many cards a page
  state.part = 0;
  if (state.screen == KioskScreen::find) {
    focus_field(state, state.focus.value_or(FieldId::code));
  }
  if (is_roomy(state) && state.screen == KioskScreen::details) {
    const bool filled = !state.phone.empty() && !state.name.empty();
    if (state.focus) {
      focus_field(state, *state.focus);
    } else {
      turn_part(state, filled ? details_parts - 1 : 0);
    }
  }
  if (const Service* service = chosen_service(state, context)) {
    const LocalDate date = state.selection.date;
    const bool seen = date >= state.shown_from && date <= last_seen;
    const LocalDate anchor = seen ? date : std::max(state.shown_from, today(context));
    state.shown_from = shown_around(state, *service, anchor);
  }
}

bool choose(KioskState& state, const KioskContext& context, const DatesTurned& turned) {
  const Service* service = chosen_service(state, context);
  if (service == nullptr) {
    return false;
  }
  turn_dates(state, *service, context, turned.by);
  return true;
}

bool choose(KioskState& state, const KioskContext& context, const DateChosen& chosen) {
  const Service* service = chosen_service(state, context);
  if (service == nullptr || !is_open(context, *service, chosen.date, std::nullopt)) {
    return false;
  }
  state.selection.date = chosen.date;
  state.selection.block_starts.clear();
  return true;
}

bool choose(KioskState& state, const KioskContext& context, const NightsChanged& changed) {
  const Service* service = chosen_service(state, context);
  if (service == nullptr) {
    return false;
  }
  change_nights(state, *service, changed.by);
  return true;
}

bool choose(KioskState& state, const KioskContext& context, const AdultsChanged& changed) {
  if (const Service* service = chosen_service(state, context)) {
    change_party(state, *service, changed.by, 0);
  }
  return false;
}

bool choose(KioskState& state, const KioskContext& context, const ChildrenChanged& changed) {
  if (const Service* service = chosen_service(state, context)) {
    change_party(state, *service, 0, changed.by);
  }
  return false;
}

bool choose(KioskState& state, const KioskContext& context, const BlockToggled& toggled) {
  const Service* service = chosen_service(state, context);
  if (service != nullptr &&
      is_open(context, *service, state.selection.date, toggled.start_minute)) {
    toggle_block(state, *service, toggled.start_minute);
  }
  return false;
}

bool choose(KioskState& state, const KioskContext& context, const AddOnChanged& changed) {
  const Service* service = chosen_service(state, context);
  if (service != nullptr &&
      std::ranges::find(service->add_ons, changed.id) != service->add_ons.end()) {
    change_add_on(state, context.catalog, changed);
  }
  return false;
}

}  // namespace lobby::flow
