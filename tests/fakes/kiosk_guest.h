// A guest at a kiosk without a kiosk: events in, effects kept, availability answered as the wiring
// would, in the sample hotel.
// One thread.
#pragma once

#include <algorithm>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "core/flow/kiosk_flow.h"
#include "core/flow/kiosk_view.h"
#include "tests/fakes/found_booking.h"
#include "tests/fakes/sample.h"
#include "tests/fakes/store_facts.h"

namespace lobby::tests {

struct KioskGuest {
  catalog::Catalog hotel = sample_catalog();
  ZoneRules zone = sample_zone();
  flow::Moment now{sample_now, Duration::hours(1)};
  std::int32_t units = 2;      // of this kiosk in every slot
  std::int32_t elsewhere = 0;  // at the site
  bool online = false;
  port::InputMethod* pinyin = nullptr;  // answers at once; nullptr: this kiosk has none
  flow::KioskState state = flow::first_state(hotel, now);
  std::vector<flow::KioskEffect> effects;  // of the last event, loads answered

  flow::KioskContext context() const { return {hotel, zone, now, online, pinyin != nullptr}; }

  void take(const flow::KioskEvent& event) {
    flow::KioskStep next = flow::step(state, event, context());
    state = std::move(next.state);
    effects = next.effects;
    for (const flow::KioskEffect& effect : next.effects) {
      if (const auto* load = std::get_if<flow::LoadAvailability>(&effect)) {
        const std::vector<flow::KioskEffect> kept = effects;
        state = flow::step(state, flow::AvailabilityLoaded{units_of(*load)}, context()).state;
        effects = kept;
      }
      if (const auto* find = std::get_if<flow::FindCandidates>(&effect); find && pinyin) {
        const auto found = pinyin->candidates(find->letters, port::candidates_max);
        const std::vector<flow::KioskEffect> kept = effects;
        take(flow::CandidatesFound{find->letters, found ? *found : std::vector<port::Candidate>{}});
        effects = kept;
      }
    }
  }
  // Time passes, and the tick that is due comes.
  void wait(Duration by) {
    now = {now.wall + by, now.boot + by};
    take(flow::Tick{});
  }

  template <class Effect>
  const Effect* effect() const {
    for (const flow::KioskEffect& one : effects) {
      if (const auto* found = std::get_if<Effect>(&one)) {
        return found;
      }
    }
    return nullptr;
  }

  inventory::Availability units_of(const flow::LoadAvailability& load) const {
    inventory::Availability availability;
    for (const PoolId& pool : load.pools) {
      for (LocalDate date = load.first; date <= load.last; date = date.plus_days(1)) {
        for (const inventory::Slot& slot : inventory::slots_on(*hotel.pool(pool), date)) {
          availability.balances[slot] = {.granted = units, .elsewhere = elsewhere};
        }
      }
    }
    return availability;
  }

  void go_to_services() {
    take(flow::ServiceOpened{});
    take(flow::StartTouched{});
  }
  // The options of `service`; blocks are not chosen.
  void go_to_options(std::string_view service = "lake-view-king") {
    go_to_services();
    take(flow::CategoryChosen{hotel.service(ServiceId::literal(service))->category});
    take(flow::ServiceChosen{ServiceId::literal(service)});
    take(flow::NextTouched{});
  }
  void go_to_details(std::string_view service = "lake-view-king") {
    go_to_options(service);
    const auto& blocks = hotel.service(ServiceId::literal(service))->blocks;
    if (!blocks.empty()) {
      take(flow::BlockToggled{blocks.back().start_minute});
    }
    take(flow::NextTouched{});
  }
  void fill_details() {
    take(flow::KeyTyped{"13800005678"});
    take(flow::FieldFocused{flow::FieldId::name});
    take(flow::KeyTyped{"Lin Yi"});
    take(flow::DataConsentToggled{});
  }
  void go_to_review(std::string_view service = "lake-view-king") {
    go_to_details(service);
    fill_details();
    take(flow::NextTouched{});
  }
  void confirm(std::string_view service = "lake-view-king") {
    go_to_review(service);
    take(flow::TermsConsentToggled{});
    take(flow::NextTouched{});
  }
  // What the store answers to the confirmed order.
  device::Issued issued() const {
    const bool request = flow::as_request(state, context());
    return {sample_booking({.selection = state.selection, .device = {}, .as_request = request}),
            "HTTPS://YUNTING.EXAMPLE/T/TEXT"};
  }
  // The booking that a guest of this hotel looks for, with what was paid of it.
  device::FoundBooking found(std::int64_t paid_minor = 0) const {
    return found_of(
        sample_booking({.selection = king_stay(LocalDate::of(2026, 12, 3), 1), .device = {}}),
        paid_minor);
  }
  booking::CancellationOffer offer(std::int64_t paid_minor = 0) const {
    return offer_of(found(paid_minor), 10'000);
  }
  void answer(Result<device::InquiryAnswer> said, std::string kept_ticket = {}) {
    take(flow::ServerAnswered{state.finding.asked, std::move(said), std::move(kept_ticket)});
  }
  void go_to_find() {
    online = true;
    take(flow::ServiceOpened{});
    take(flow::FindTouched{});
  }
  void go_to_my_booking(std::int64_t paid_minor = 0, std::string kept_ticket = {}) {
    go_to_find();
    take(flow::KeyTyped{"yt7k3mq9"});
    take(flow::FieldFocused{flow::FieldId::phone});
    take(flow::KeyTyped{"13800005678"});
    take(flow::NextTouched{});
    answer(device::InquiryAnswer(found(paid_minor)), std::move(kept_ticket));
  }
  void go_to_cancel(std::int64_t paid_minor = 0) {
    go_to_my_booking(paid_minor);
    take(flow::CancelTouched{});
    answer(device::InquiryAnswer(offer(paid_minor)));
  }
  void go_to_cancelled() {
    go_to_cancel();
    take(flow::NextTouched{});
    protocol::EndedBooking ended;
    ended.booking = found().booking;
    ended.booking.state = booking::BookingState::cancelled;
    answer(device::InquiryAnswer(ended));
  }
  void go_to_ticket(std::string_view service = "lake-view-king") {
    confirm(service);
    take(flow::Committed{issued()});
  }
};

}  // namespace lobby::tests
