// Events in, effects out; scans caught before any field sees them.
#include "app/desk/desk.h"

#include "app/common/text_loader.h"
#include "core/flow/kiosk_view.h"

namespace lobby::desk {

Desk::Desk(DeskParts parts, port::Clock& clock) : parts_(std::move(parts)), clock_(clock) {
  const Result<ui::Theme> theme = ui::make_theme(ui::demo_brand, {});
  CHECK(theme.ok());
  theme_ = *theme;
  state_ = flow::first_desk_state(offer_.catalog);
  read_mail();
  adopt_offer();
}

flow::Moment Desk::now() const {
  return {clock_.now() + clock_offset_.value_or(Duration{}), clock_.boot_time()};
}

device::DeviceTime Desk::device_time() const {
  return {clock_.now(), clock_offset_, clock_.boot_time(), clock_.boot_id()};
}

device::Gate Desk::gate() const {
  return {parts_.store,   parts_.verifier, parts_.hasher,
          parts_.entropy, parts_.identity, offer_.catalog.site.number};
}

void Desk::draw(ui::Frame& frame) {
  for (const ui::Event& event : frame.events()) {
    listen(event);
  }
  const flow::KioskContext context{offer_.catalog, offer_.zone, now()};
  const DeskView view{state_, context, parts_.identity.name};
  if (const Touch touch = draw_desk(frame, view)) {
    take(*touch);
  }
}

void Desk::take(const flow::DeskEvent& event) {
  const flow::DeskState before = state_;
  const flow::KioskContext context{offer_.catalog, offer_.zone, now()};
  flow::DeskStep next = flow::step(std::move(state_), event, context);
  state_ = std::move(next.state);
  for (const flow::DeskEffect& effect : next.effects) {
    std::visit([this](const auto& wanted) { run(wanted); }, effect);
  }
  if (state_ != before) {
    changed_ = true;
    parts_.texts.select(text_tag(state_.language));
  }
}

void Desk::scan_image(const std::string& path) {
  const Result<port::GreyImage> image = parts_.load_image(path);
  if (!image) {
    take(flow::ScanFailed{image.error()});
    return;
  }
  const Result<std::vector<std::string>> texts = parts_.qr.decode(*image);
  if (!texts) {
    take(flow::ScanFailed{texts.error()});
    return;
  }
  take(flow::ScanRead{texts->front()});
}

// A scanner is a keyboard that types fast; what a person types goes to the keys of the screen.
void Desk::listen(const ui::Event& event) {
  // When it happened, not when it is read: a slow frame must not tear a scan apart.
  const Duration at = Duration::milliseconds(event.at_ms);
  if (event.kind == ui::EventKind::text) {
    scanner_.typed(event.text, at);
    if (state_.searching) {
      take(flow::SearchTyped{event.text});
    }
    return;
  }
  if (event.kind == ui::EventKind::file_dropped) {
    scan_image(event.text);
    return;
  }
  if (event.kind != ui::EventKind::key_down) {
    return;
  }
  if (event.key == ui::Key::enter) {
    if (const std::optional<std::string> scan = scanner_.entered(at)) {
      take(flow::ScanRead{*scan});
      return;
    }
  }
  key_pressed(event);
}

void Desk::key_pressed(const ui::Event& event) {
  const bool verdict = state_.screen == flow::DeskScreen::verdict;
  switch (event.key) {
    case ui::Key::space:
    case ui::Key::escape:
      if (verdict || event.key == ui::Key::escape) {
        take(flow::VerdictClosed{});
      }
      return;
    case ui::Key::up:
    case ui::Key::down:
      take(flow::SelectionMoved{event.key == ui::Key::down ? 1 : -1});
      return;
    case ui::Key::page_up:
    case ui::Key::page_down:
      take(flow::RowsScrolled{event.key == ui::Key::page_down ? flow::arrival_rows_shown
                                                              : -flow::arrival_rows_shown});
      return;
    case ui::Key::backspace:
      take(flow::SearchErased{});
      return;
    case ui::Key::character:
      if (event.control && event.character == U'k') {
        take(flow::SearchOpened{});
      } else if (verdict && event.character == U'u') {
        take(flow::UndoTouched{});
      }
      return;
    default:
      return;
  }
}

void Desk::read_mail() {
  bool news_came = false;
  for (const SyncNews& news : parts_.news.take()) {
    news_came = true;
    online_ = news.online;
    if (news.report.bad_catalog) {
      parts_.log_error(*news.report.bad_catalog);
    }
    if (news.report.new_catalog || offer_.catalog.services.empty()) {
      adopt_offer();
    }
  }
  if (const Result<port::SyncState> sync = parts_.store.sync_state()) {
    clock_offset_ = sync->clock_offset;
  }
  if (news_came) {
    refresh_contact();
    take(flow::DayTurned{});
  }
}

std::optional<Duration> Desk::tick_at() {
  return flow::next_tick(state_, now());
}

void Desk::tick() {
  const flow::KioskContext context{offer_.catalog, offer_.zone, now()};
  if (flow::today(context) != shown_day_) {
    take(flow::DayTurned{});
  }
  refresh_contact();
  take(flow::Tick{});
  changed_ = true;  // the clock and the admit bar move
}

void Desk::adopt_offer() {
  Result<Offer> offer = parts_.load_offer();
  if (!offer) {
    parts_.log_error(offer.error());
    return;
  }
  offer_ = *std::move(offer);
  if (const Result<ui::Colour> brand = ui::parse_colour(offer_.catalog.site.brand_colour)) {
    if (const Result<ui::Theme> theme = ui::make_theme(*brand, {})) {
      theme_ = *theme;
    }
  }
  state_ = flow::first_desk_state(offer_.catalog);
  parts_.texts.select(text_tag(state_.language));
  refresh_contact();
  take(flow::DayTurned{});
}

void Desk::refresh_contact() {
  flow::Contact contact;
  contact.online = online_;
  if (const auto sync = parts_.store.sync_state()) {
    contact.last_contact = sync->last_contact;
  }
  if (const auto outbox = parts_.store.outbox_summary()) {
    contact.pending = outbox->pending;
    contact.refused = outbox->refused;
  }
  if (const auto keys = parts_.store.key_count()) {
    contact.key_count = *keys;
  }
  take(flow::ContactChanged{contact});
}

void Desk::run(const flow::JudgeScan& effect) {
  Result<ticket::Verdict> verdict = device::scan(gate(), effect.text, device_time());
  if (!verdict) {
    parts_.log_error(verdict.error());
    take(flow::ScanNotRecorded{verdict.error()});
    return;
  }
  if (verdict->admits()) {
    parts_.nudge();
  }
  take(flow::ScanJudged{*std::move(verdict)});
  refresh_contact();
}

void Desk::run(const flow::UndoAdmission& effect) {
  const Status undone = device::undo_admission(gate(), effect.admission, device_time());
  if (!undone) {
    parts_.log_error(undone.error());
    return;
  }
  parts_.nudge();
  take(flow::AdmissionUndone{});
}

void Desk::run(const flow::LoadArrivals&) {
  const flow::KioskContext context{offer_.catalog, offer_.zone, now()};
  shown_day_ = flow::today(context);
  // The day's arrivals: bookings whose first day is today.
  const auto bookings = parts_.store.bookings_between(
      offer_.zone.start_of(shown_day_), offer_.zone.start_of(shown_day_.plus_days(1)));
  if (!bookings) {
    parts_.log_error(bookings.error());
    return;
  }
  std::vector<ticket::BookingCode> codes;
  for (const protocol::BookingNotice& booking : *bookings) {
    codes.push_back(booking.code);
  }
  const auto admissions = parts_.store.admissions_of(codes);
  std::vector<flow::Arrival> arrivals;
  for (const protocol::BookingNotice& booking : *bookings) {
    if (booking.window.valid_from < offer_.zone.start_of(shown_day_)) {
      continue;  // in the house since an earlier day
    }
    flow::Arrival arrival{booking, std::nullopt};
    if (admissions && admissions->contains(booking.code)) {
      arrival.admission = admissions->at(booking.code);
    }
    arrivals.push_back(std::move(arrival));
  }
  take(flow::ArrivalsLoaded{std::move(arrivals)});
}

void Desk::run(const flow::PlaySound& effect) {
  parts_.play(effect.sound);
}

}  // namespace lobby::desk
