// Events in, effects out.
#include "app/kiosk/kiosk.h"

#include <utility>

#include "app/common/text_loader.h"
#include "core/base/limits.h"
#include "core/base/scrub.h"
#include "core/device/allotment.h"

namespace lobby::kiosk {

ui::AccessSettings access_of(const flow::KioskState& state) {
  return {.large_text = state.large_text,
          .high_contrast = state.high_contrast,
          .reach = state.reach,
          .speech = state.speech};
}

Kiosk::Kiosk(KioskParts parts, port::Clock& clock) : parts_(std::move(parts)), clock_(clock) {
  state_ = flow::first_state(offer_.catalog, now());
  adopt_offer();
  follow_state();
}

flow::Moment Kiosk::now() const {
  return {clock_.now() + clock_offset_.value_or(Duration{}), clock_.boot_time()};
}

device::DeviceTime Kiosk::device_time() {
  return {clock_.now(), clock_offset_, clock_.boot_time(), clock_.boot_id()};
}

void Kiosk::draw(ui::Frame& frame) {
  const flow::KioskContext shown = context();
  const KioskView view{state_,     shown,       ticket_qr_ ? &*ticket_qr_ : nullptr, online_,
                       &keyboard_, has_voice(), static_cast<bool>(parts_.print),     &staff_facts_};
  const bool touched = !frame.events().empty();
  frame.set_reading(state_.speech);
  const Touch touch = draw_kiosk(frame, view);
  narrate(frame);
  hear_keys(frame.events());
  const flow::KioskScreen screen = state_.screen;
  const flow::KioskOverlay overlay = state_.overlay;
  if (hear_scan(frame.events())) {
    // Its Enter was no touch of a guest.
  } else if (touch) {
    take(*touch);
  } else if (touched && state_.screen != flow::KioskScreen::attract) {
    take(flow::Touched{});
  }
  if (state_.speech && (state_.screen != screen || state_.overlay != overlay)) {
    frame.set_focus({});  // a guest who listens begins at the top of what is new
  }
}

bool Kiosk::has_voice() const {
  return parts_.speech != nullptr && parts_.speech->available();
}

void Kiosk::hear_keys(const std::vector<ui::Event>& events) {
  if (!has_voice()) {
    return;
  }
  for (const ui::Event& event : events) {
    if (event.kind != ui::EventKind::key_down) {
      continue;
    }
    if (event.key == ui::Key::headset_in || event.key == ui::Key::headset_out) {
      take(flow::SpeechSet{event.key == ui::Key::headset_in});
    } else if (state_.speech && event.key == ui::Key::f2) {
      say(narrator_.last());
    } else if (state_.speech && event.key == ui::Key::f3) {
      take(flow::SpeechSlowed{});
      say(narrator_.last());
    }
  }
}

void Kiosk::narrate(const ui::Frame& frame) {
  if (!has_voice() || !state_.speech) {
    return;
  }
  std::vector<std::string> said = narrator_.look(frame.nodes(), parts_.texts);
  if (said.empty()) {
    return;
  }
  if (greeting_due_) {
    greeting_due_ = false;
    said.emplace(
        said.begin(),
        parts_.texts.tr(
            "Speech is on. Down and up read on, right and left go from control to control, "
            "Enter chooses, F2 says it again, F3 speaks slower."));
  }
  say(said);
}

// What was begun before is out of date.
void Kiosk::say(const std::vector<std::string>& sentences) {
  parts_.speech->stop();
  for (const std::string& sentence : sentences) {
    parts_.speech->say(sentence, state_.language);
  }
}

void Kiosk::take(const flow::KioskEvent& event) {
  flow::KioskState before = state_;
  flow::KioskStep next = flow::step(std::move(state_), event, context());
  state_ = std::move(next.state);
  for (const flow::KioskEffect& effect : next.effects) {
    std::visit([this](const auto& wanted) { run(wanted); }, effect);
  }
  if (state_ != before) {
    changed_ = true;
    follow_state();
    follow_speech(before);
  }
  if (before.overlay == flow::KioskOverlay::staff_pin) {
    scrub_pin(before);
    scrub_stack();
  }
}

void Kiosk::read_mail() {
  changed_ = changed_ || voice_shown_ != has_voice();
  voice_shown_ = has_voice();
  for (const SyncNews& news : parts_.news.take()) {
    changed_ = changed_ || online_ != news.online;
    online_ = news.online;
    offer_due_ = offer_due_ || news.report.new_catalog || !has_offer_;
    if (news.report.bad_catalog) {
      parts_.log_error(*news.report.bad_catalog);
    }
    if (news.report.units_refused) {
      take(flow::UnitsRefused{});
    }
    if (news.report.feed_items > 0) {
      take(flow::StockChanged{});
    }
  }
  if (const Result<port::SyncState> sync = parts_.counter.store.sync_state()) {
    clock_offset_ = sync->clock_offset;
  }
  read_print_news();
  read_inquiry_news();
  read_staff_news();
  adopt_offer();
}

std::optional<Duration> Kiosk::tick_at() {
  return flow::next_tick(state_, now());
}

// A guest keeps the catalogue they began with; the next one gets the new one. Staff are not put
// out of maintenance by it either.
void Kiosk::adopt_offer() {
  const bool in_use = has_offer_ ? state_.screen != flow::KioskScreen::attract
                                 : state_.screen == flow::KioskScreen::maintenance;
  if (!offer_due_ || in_use) {
    return;
  }
  offer_due_ = false;
  Result<Offer> offer = parts_.load_offer();
  if (!offer) {
    parts_.log_error(offer.error());
    return;
  }
  offer_ = *std::move(offer);
  has_offer_ = true;
  state_ = flow::fresh_state(state_, offer_.catalog, now());
  take(flow::ServiceOpened{});
  run(flow::ReturnSurplus{});  // what a guest before a restart left behind
}

// Theme and language are what the state says.
void Kiosk::follow_state() {
  parts_.texts.select(text_tag(state_.language));
  const Result<ui::Colour> brand = ui::parse_colour(offer_.catalog.site.brand_colour);
  const ui::AccessSettings access = access_of(state_);
  Result<ui::Theme> theme = ui::make_theme(brand ? *brand : ui::demo_brand, access);
  if (!theme) {
    parts_.log_error(theme.error());
    theme = ui::make_theme(ui::demo_brand, access);
  }
  CHECK(theme.ok());
  theme_ = *theme;
}

void Kiosk::follow_speech(const flow::KioskState& before) {
  if (parts_.speech == nullptr) {
    return;
  }
  if (state_.slower != before.slower) {
    parts_.speech->set_pace(static_cast<port::SpeechPace>(state_.slower));
  }
  if (state_.speech != before.speech) {
    narrator_.clear();
    parts_.speech->stop();
    greeting_due_ = state_.speech;
  }
}

void Kiosk::run(const flow::FindCandidates& effect) {
  flow::CandidatesFound answer{effect.letters, {}};
  if (parts_.pinyin != nullptr) {
    Result<std::vector<port::Candidate>> found =
        parts_.pinyin->candidates(effect.letters, port::candidates_max);
    if (found) {
      answer.candidates = *std::move(found);
    } else {
      parts_.log_error(found.error());
    }
  }
  take(answer);
}

void Kiosk::run(const flow::LoadAvailability& effect) {
  Result<inventory::Availability> availability = device::availability(
      parts_.counter.store, offer_.catalog, effect.pools, effect.first, effect.last, device_time());
  if (!availability) {
    parts_.log_error(availability.error());
    availability = inventory::Availability{};
  }
  take(flow::AvailabilityLoaded{*std::move(availability)});
}

void Kiosk::run(const flow::AskUnits& effect) {
  const Result<bool> asked = device::request_units(parts_.counter, effect.demand, device_time());
  if (!asked) {
    parts_.log_error(asked.error());
    take(flow::UnitsRefused{});
    return;
  }
  parts_.nudge();
}

void Kiosk::run(const flow::ReturnSurplus& effect) {
  const LocalDate today = offer_.zone.to_local(now().wall).date;
  const Result<bool> returned =
      device::return_surplus(parts_.counter, effect.needed, today, device_time());
  if (!returned) {
    parts_.log_error(returned.error());
  } else if (*returned) {
    parts_.nudge();
  }
}

void Kiosk::run(const flow::CommitOrder& effect) {
  Result<device::Issued> issued =
      device::sell(parts_.counter, offer_.catalog, offer_.zone, effect.order, device_time());
  if (!issued) {
    parts_.log_error(issued.error());
    take(flow::CommitFailed{issued.error()});
    return;
  }
  Result<port::QrModules> qr = parts_.qr.encode(issued->ticket_text);
  CHECK(qr.ok());  // ticket_text() keeps within QR version 8
  ticket_qr_ = *std::move(qr);
  parts_.nudge();
  take(flow::Committed{*std::move(issued)});
  warn_of_full_outbox();
}

// Long before nothing more can be sold.
void Kiosk::warn_of_full_outbox() {
  const Result<port::OutboxSummary> outbox = parts_.counter.store.outbox_summary();
  if (outbox && outbox->filling()) {
    parts_.log_error(
        fail(ErrorCode::too_large, std::to_string(outbox->pending) + " of at most " +
                                       std::to_string(limits::outbox_operations_max) +
                                       " operations wait for the server; connect this device"));
  }
}

void Kiosk::run(const flow::TicketLeft& effect) {
  ticket_qr_.reset();
  if (effect.owed) {
    return;  // `lobby-kiosk tickets` lists it
  }
  if (Status seen = parts_.counter.store.mark_ticket_seen(effect.booking); !seen) {
    parts_.log_error(seen.error());
  }
}

void Kiosk::run(const flow::RingBell& effect) {
  if (parts_.ring) {
    parts_.ring(effect.bell);
  }
}

void Kiosk::run(const flow::WipeScreen&) {
  wiped_ = true;
  replace_scrubbed(state_, flow::KioskState(state_));
  replace_scrubbed(keyboard_, {});
  replace_scrubbed(narrator_, {});
  replace_scrubbed(scanner_, {});
  replace_scrubbed(cancel_command_, {});
  staff_facts_ = {};
  if (parts_.speech != nullptr) {
    parts_.speech->stop();
  }
  adopt_offer();
}

}  // namespace lobby::kiosk
