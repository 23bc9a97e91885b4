// States by the flow, drawings by the dispatch of the program.
#include "tests/ui/kiosk_finish_stage.h"

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <stdexcept>
#include <utility>

#include "core/booking/policy.h"
#include "core/booking/quote.h"
#include "core/flow/kiosk_finding.h"
#include "core/guest/guest.h"
#include "core/inventory/slot.h"
#include "core/ticket/ticket.h"
#include "platform/qr/writer.h"
#include "platform/toml/catalog_file.h"
#include "tests/fakes/found_booking.h"
#include "tests/ui/pictures.h"

namespace lobby::tests {
namespace {

constexpr std::int32_t plenty_units = 400;
constexpr std::int32_t days_known = 40;
constexpr std::int32_t china_offset_minutes = 480;

catalog::Catalog load_catalog() {
  const std::string path = std::string(LOBBY_SOURCE_DIR) + "/assets/site/yunting.toml";
  std::ifstream file(path);
  const std::string text((std::istreambuf_iterator<char>(file)), std::istreambuf_iterator<char>());
  Result<catalog::Catalog> catalog = toml::parse_catalog(text, "yunting.toml");
  if (!catalog) {
    throw std::runtime_error(to_string(catalog.error()));
  }
  return *std::move(catalog);
}

flow::KioskContext context_at(flow::Moment now) {
  return {demo_catalog(), demo_zone(), now};
}

// The server can be asked.
flow::KioskContext online_at(flow::Moment now) {
  flow::KioskContext context = context_at(now);
  context.online = true;
  return context;
}

flow::KioskState after(flow::KioskState state, const flow::KioskEvent& event) {
  return flow::step(std::move(state), event, context_at(demo_now())).state;
}

flow::KioskState heard(flow::KioskState state, const flow::KioskEvent& event) {
  return flow::step(std::move(state), event, online_at(demo_now())).state;
}

inventory::Availability units_of(const catalog::Service& service, Stock stock) {
  inventory::Availability availability;
  const LocalDate first = demo_zone().to_local(demo_now().wall).date;
  for (const catalog::PoolUse& use : service.uses) {
    const catalog::Pool* pool = demo_catalog().pool(use.pool);
    for (std::int32_t day = 0; day < days_known; ++day) {
      for (const inventory::Slot& slot : inventory::slots_on(*pool, first.plus_days(day))) {
        availability.balances[slot] = {stock == Stock::plenty ? plenty_units : 0, 0, 0};
      }
    }
  }
  return availability;
}

flow::KioskState with_time(flow::KioskState state, const catalog::Service& service) {
  state = after(std::move(state), flow::DateChosen{LocalDate::of(2026, 12, 11)});
  if (service.kind == catalog::ServiceKind::nightly) {
    state = after(std::move(state), flow::NightsChanged{1});
  }
  const std::size_t blocks = std::min<std::size_t>(
      {service.blocks.size(), static_cast<std::size_t>(service.blocks_max), 2});
  for (std::size_t index = 0; index < blocks; ++index) {
    state = after(std::move(state), flow::BlockToggled{service.blocks[index].start_minute});
  }
  return state;
}

}  // namespace

std::string name_of(const Look& look) {
  return look.language +
         (look.orientation == ui::Orientation::portrait ? "-portrait" : "-landscape") +
         (look.high_contrast ? "-contrast" : "-light") + (look.large_text ? "-large" : "") +
         (look.reach ? "-reach" : "");
}

std::vector<Look> every_look() {
  using enum ui::Orientation;
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
  // Ten times as slow, and after other things: every layout, orientation, language and theme once.
  return {{portrait, "zh-CN"},
          {landscape, "en", true},
          {landscape, "zh-CN", false, true, true},
          {portrait, "en", true, true}};
#endif
  std::vector<Look> looks;
  for (const ui::Orientation orientation : {portrait, landscape}) {
    for (const char* language : {"zh-CN", "en"}) {
      for (const bool high_contrast : {false, true}) {
        looks.push_back({orientation, language, high_contrast});
      }
      looks.push_back({orientation, language, false, true, true});
    }
    looks.push_back({orientation, "en", true, true, false});
    looks.push_back({orientation, "zh-CN", false, false, true});
  }
  return looks;
}

const catalog::Catalog& demo_catalog() {
  static const catalog::Catalog catalog = load_catalog();
  return catalog;
}

const ZoneRules& demo_zone() {
  static const ZoneRules zone = ZoneRules::fixed("Asia/Shanghai", china_offset_minutes);
  return zone;
}

flow::Moment demo_now() {
  constexpr std::int32_t two_past_two = 14 * 60 + 2;
  return {demo_zone().to_utc({LocalDate::of(2026, 12, 7), two_past_two}), Duration::hours(1)};
}

flow::KioskState at_options(const ServiceId& id, Stock stock) {
  const catalog::Service* service = demo_catalog().service(id);
  if (service == nullptr) {
    throw std::runtime_error("no service " + id.text());
  }
  flow::KioskState state = flow::first_state(demo_catalog(), demo_now());
  state = after(std::move(state), flow::ServiceOpened{});
  state = after(std::move(state), flow::StartTouched{});
  state = after(std::move(state), flow::CategoryChosen{service->category});
  state = after(std::move(state), flow::ServiceChosen{id});
  state = after(std::move(state), flow::NextTouched{});
  state = after(std::move(state), flow::AvailabilityLoaded{units_of(*service, stock)});
  return with_time(std::move(state), *service);
}

flow::KioskState at_details(const ServiceId& id, Stock stock) {
  return after(at_options(id, stock), flow::NextTouched{});
}

flow::KioskState filled_details(const ServiceId& id, Stock stock) {
  flow::KioskState state = at_details(id, stock);
  state = after(std::move(state), flow::KeyTyped{"13800005678"});
  state = after(std::move(state), flow::FieldFocused{flow::FieldId::name});
  state = after(std::move(state), flow::KeyTyped{"Lin Yi"});
  const std::vector<NoteId>& notes = demo_catalog().service(id)->notes;
  if (!notes.empty()) {
    state = after(std::move(state), flow::NoteToggled{notes.front()});
  }
  return after(std::move(state), flow::DataConsentToggled{});
}

flow::KioskState at_review(const ServiceId& id, Stock stock) {
  return after(filled_details(id, stock), flow::NextTouched{});
}

flow::KioskState at_issued(const ServiceId& id, Stock stock) {
  flow::KioskState state = at_review(id, stock);
  state = after(std::move(state), flow::TermsConsentToggled{});
  const flow::KioskContext context = context_at(demo_now());
  const catalog::Service& service = *demo_catalog().service(id);
  device::Issued issued;
  booking::Booking& booking = issued.booking;
  booking.code = *ticket::BookingCode::parse("YT7K 3MQ9");
  booking.site = demo_catalog().site.id;
  booking.state =
      stock == Stock::plenty ? booking::BookingState::confirmed : booking::BookingState::requested;
  booking.version = 1;
  booking.selection = state.selection;
  booking.quote = booking::quote_of(demo_catalog(), state.selection);
  booking.window = booking::window_of(demo_catalog(), state.selection, demo_zone());
  booking.policy = flow::policy(state, context).value();
  booking.guest = {
      *guest::parse_name(state.name), *guest::parse_phone(state.phone), {}, state.language};
  booking.history = {{1, booking::Command::place, demo_now().wall, {}}};
  ticket::SignedTicket ticket;
  ticket.ticket.site_number = demo_catalog().site.number;
  ticket.ticket.code = booking.code;
  ticket.ticket.service_number = service.number;
  ticket.ticket.valid_from = booking.window.valid_from;
  ticket.ticket.valid_until = booking.window.until;
  ticket.ticket.request_only = stock == Stock::none;
  for (std::size_t index = 0; index < ticket.signature.size(); ++index) {
    ticket.signature[index] = static_cast<std::uint8_t>(index * 37 + 11);
  }
  issued.ticket_text = ticket::ticket_text(ticket, demo_catalog().site.ticket_host);
  return after(after(std::move(state), flow::NextTouched{}), flow::Committed{std::move(issued)});
}

flow::KioskState at_find() {
  flow::KioskState state = flow::first_state(demo_catalog(), demo_now());
  state = heard(std::move(state), flow::ServiceOpened{});
  return heard(std::move(state), flow::FindTouched{});
}

flow::KioskState at_found(const ServiceId& id, std::int64_t paid_minor) {
  const device::Issued issued = *at_issued(id).issued;
  flow::KioskState state = heard(at_find(), flow::TicketScanned{issued.ticket_text});
  const std::int32_t number = state.finding.asked;
  return heard(
      std::move(state),
      flow::ServerAnswered{number, device::InquiryAnswer(found_of(issued.booking, paid_minor))});
}

flow::KioskState at_cancel(const ServiceId& id, std::int64_t paid_minor, std::int64_t fee_minor) {
  flow::KioskState state = heard(at_found(id, paid_minor), flow::CancelTouched{});
  booking::CancellationOffer offer = offer_of(*state.finding.found, fee_minor);
  for (const int day : {16, 18, 25}) {
    booking::Vacancy move;
    move.selection = state.finding.found->booking.selection;
    move.selection.date = LocalDate::of(2026, 12, day);
    move.left = 3;
    offer.moves.push_back(move);
  }
  const std::int32_t number = state.finding.asked;
  return heard(std::move(state), flow::ServerAnswered{number, device::InquiryAnswer(offer)});
}

flow::KioskState at_cancelled(const ServiceId& id, std::int64_t paid_minor) {
  flow::KioskState state = at_cancel(id, paid_minor, 37'400);
  state = heard(std::move(state), flow::SettlementChosen{booking::Settlement::voucher});
  state = heard(std::move(state), flow::NextTouched{});
  protocol::EndedBooking ended;
  ended.booking = state.finding.found->booking;
  ended.booking.state = booking::BookingState::cancelled;
  if (paid_minor > 0) {
    ended.voucher_code = "K7PM-2QXW-9FHD-4TRB";
    ended.voucher_amount = {paid_minor, ended.booking.quote.total.currency};
    ended.voucher_last_day = LocalDate::of(2027, 12, 7);
  }
  const std::int32_t number = state.finding.asked;
  return heard(std::move(state), flow::ServerAnswered{number, device::InquiryAnswer(ended)});
}

Stage::Stage(const Look& look, flow::KioskState first)
    : look_(look),
      state_(std::move(first)),
      driver_({.orientation = look.orientation,
               .language = look.language == "en" ? "en" : "zh_CN",
               .access = look.access()},
              [this](ui::Frame& frame) { draw(frame); }) {}

void Stage::show(flow::KioskState next) {
  state_ = std::move(next);
  if (state_.large_text != look_.large_text) {
    state_ = after(std::move(state_), flow::LargeTextToggled{});
  }
  if (state_.reach != look_.reach) {
    state_ = after(std::move(state_), flow::ReachToggled{});
  }
  events_.clear();
  keyboard_ = {};
  driver_.invalidate();
  driver_.settle();
}

bool Stage::turn_part() {
  const bool has_parts =
      state_.screen == flow::KioskScreen::options || state_.screen == flow::KioskScreen::details ||
      state_.screen == flow::KioskScreen::find || state_.screen == flow::KioskScreen::review;
  if (!look_.roomy() || !has_parts || state_.overlay != flow::KioskOverlay::none) {
    return false;
  }
  const auto primary = std::ranges::find(driver_.nodes(), "action.primary", &ui::Node::id);
  if (primary == driver_.nodes().end() || primary->state.disabled) {
    return false;
  }
  const flow::KioskState before = state_;
  driver_.tap_at(primary->rect.centre());
  if (last<flow::PartTurned>() != nullptr) {
    return true;
  }
  show(before);
  return false;
}

void Stage::pass(Duration by) {
  passed_ = passed_ + by;
  driver_.invalidate();
  driver_.advance_ms(by.ms);
}

std::string Stage::ticket_text() const {
  return state_.issued ? state_.issued->ticket_text : std::string();
}

void Stage::draw(ui::Frame& frame) {
  // The window's own look is fixed; the state follows it.
  state_.language = look_.language;
  state_.high_contrast = look_.high_contrast;
  flow::Moment now = demo_now();
  now.boot = now.boot + passed_;
  flow::KioskContext context = context_at(now);
  context.chinese = pinyin != nullptr;
  context.online = online && flow::is_finding_screen(state_.screen);
  if (state_.issued) {
    qr_ = *qr::Writer().encode(state_.issued->ticket_text);
  }
  kiosk::KioskView view{state_, context, state_.issued ? &qr_ : nullptr, online, &keyboard_};
  view.has_printer = has_printer;
  view.staff = staff;
  if (const kiosk::Touch touch = kiosk::draw_kiosk(frame, view)) {
    events_.push_back(*touch);
    take(*touch, context);
  }
}

void Stage::take(const flow::KioskEvent& event, const flow::KioskContext& context) {
  flow::KioskStep next = flow::step(state_, event, context);
  state_ = std::move(next.state);
  for (const flow::KioskEffect& effect : next.effects) {
    const auto* find = std::get_if<flow::FindCandidates>(&effect);
    if (find != nullptr && pinyin != nullptr) {
      take(flow::CandidatesFound{find->letters,
                                 *pinyin->candidates(find->letters, port::candidates_max)},
           context);
    }
  }
}

std::string Stage::faults(const std::string& scene, bool compared) {
  std::string all;
  int part = 1;
  do {
    const std::string name = part == 1 ? scene : scene + "-" + std::to_string(part);
    save(name);
    std::string found = findings();
    if (compared) {
      found += picture_fault(driver_, name + "-" + name_of(look_));
    }
    all += found.empty() ? found : name + ": " + found;
    ++part;
  } while (turn_part());
  return all;
}

void Stage::save(std::string_view name) {
  if (const char* folder = std::getenv("LOBBY_GALLERY")) {
    driver_.save_png(std::string(folder) + "/" + std::string(name) + "-" + name_of(look_) + ".png");
  }
}

}  // namespace lobby::tests
