// Goal: the kiosk does what ui.md says for every touch and every wait, and no event in any screen
// breaks it or leaves a guest's words behind.
// Method: a guest drives step(); every screen × overlay × event, then a seeded random walk, is
// checked against the invariants.
#include "core/flow/kiosk_flow.h"

#include <algorithm>
#include <iterator>
#include <set>

#include <gtest/gtest.h>

#include "core/base/limits.h"
#include "core/base/text.h"
#include "core/flow/kiosk_entry.h"
#include "core/flow/kiosk_finding.h"
#include "core/guest/guest.h"
#include "tests/core/kiosk_events.h"
#include "tests/fakes/few_characters.h"
#include "tests/fakes/kiosk_guest.h"
#include "tests/fakes/seeded_entropy.h"

namespace lobby::flow {
namespace kiosk_flow_test {

using tests::KioskGuest;

constexpr std::string_view services[] = {"lake-view-king", "yunting-hall", "lake-spa", "lake-tour"};

bool waits(KioskScreen screen) {
  return screen == KioskScreen::attract || screen == KioskScreen::out_of_service;
}

bool is_issued(KioskScreen screen) {
  return screen == KioskScreen::ticket || screen == KioskScreen::request;
}

// What holds in every state, whatever came before.
void check(const KioskGuest& guest, const std::string& trace) {
  const KioskState& state = guest.state;
  EXPECT_EQ(state.issued.has_value(), is_issued(state.screen)) << trace;
  EXPECT_TRUE(!state.print || state.issued) << trace;
  EXPECT_TRUE(!state.committing || state.screen == KioskScreen::review) << trace;
  EXPECT_TRUE(state.staff.pin.empty() || state.overlay == KioskOverlay::staff_pin) << trace;
  EXPECT_LE(code_point_count(state.name), limits::guest_name_code_points) << trace;
  EXPECT_LE(state.composing.letters.size(), port::composing_letters_max) << trace;
  EXPECT_TRUE(state.composing.letters.empty() || is_composing(state, guest.context())) << trace;
  if (waits(state.screen)) {
    EXPECT_TRUE(state.phone.empty() && state.name.empty() && state.notes.empty()) << trace;
    EXPECT_FALSE(state.data_consent || state.terms_consent || state.focus) << trace;
    EXPECT_EQ(state.composing, Composing{}) << trace;
    EXPECT_EQ(state.selection, booking::Selection{}) << trace;
    Finding nothing;
    nothing.asked = state.finding.asked;
    EXPECT_EQ(state.finding, nothing) << trace;
  }
  EXPECT_NE(std::ranges::find(guest.hotel.site.languages, state.language),
            guest.hotel.site.languages.end())
      << trace;
  EXPECT_TRUE(state.part >= 0 && state.part < 100) << trace;
  EXPECT_TRUE(state.page >= 0 && state.page < page_count(state, guest.hotel)) << trace;
  if (const auto* order = guest.effect<CommitOrder>()) {
    EXPECT_TRUE(state.committing && state.data_consent && state.terms_consent) << trace;
    EXPECT_TRUE(guest::parse_phone(order->order.guest.phone).ok()) << trace;
    EXPECT_TRUE(guest::parse_name(order->order.guest.name).ok()) << trace;
    EXPECT_TRUE(
        booking::check_selection(guest.hotel, order->order.selection, guest.zone, guest.now.wall)
            .ok())
        << trace;
  }
  // Questions a screen asks of any state.
  const KioskContext context = guest.context();
  obstacle(state, context);
  find_obstacle(state, context);
  quote(state, context);
  policy(state, context);
  as_request(state, context);
  EXPECT_GE(seconds_left(state, guest.now), 0) << trace;
  const std::optional<Duration> tick = next_tick(state, guest.now);
  EXPECT_TRUE(tick || state.committing || !state.disturbed) << trace;
}

KioskGuest at(KioskScreen screen, std::string_view service) {
  KioskGuest guest;
  switch (screen) {
    case KioskScreen::out_of_service:
      break;
    case KioskScreen::attract:
      guest.take(ServiceOpened{});
      break;
    case KioskScreen::services:
      guest.go_to_services();
      break;
    case KioskScreen::options:
      guest.go_to_options(service);
      break;
    case KioskScreen::details:
      guest.go_to_details(service);
      break;
    case KioskScreen::review:
      guest.go_to_review(service);
      break;
    case KioskScreen::request:
      guest.units = 0;
      guest.go_to_options(service);
      guest.take(DateChosen{LocalDate::of(2026, 12, 4)});
      guest.take(BlockToggled{18 * 60});
      guest.take(NextTouched{});
      guest.fill_details();
      guest.take(NextTouched{});
      guest.take(TermsConsentToggled{});
      guest.take(NextTouched{});
      guest.take(Committed{guest.issued()});
      break;
    case KioskScreen::ticket:
      guest.go_to_ticket(service);
      break;
    case KioskScreen::find:
      guest.go_to_find();
      break;
    case KioskScreen::my_booking:
      guest.go_to_my_booking(0, "HTTPS://YUNTING.EXAMPLE/T/TEXT");
      break;
    case KioskScreen::cancel:
      guest.go_to_cancel(50'000);
      break;
    case KioskScreen::cancelled:
      guest.go_to_cancelled();
      break;
    case KioskScreen::maintenance:
      guest.take(ServiceOpened{});
      guest.take(StaffTouched{LogoTapped{5}});
      guest.take(StaffTold{PinLooked{{true, 0, {}}}});
      for (const char digit : std::string_view("482913")) {
        guest.take(StaffTouched{PinKeyed{digit}});
      }
      guest.take(StaffTouched{PinEntered{}});
      guest.take(StaffTold{PinJudged{guest.now.boot, PinVerdict::right, {}}});
      break;
  }
  EXPECT_EQ(guest.state.screen, screen) << service;
  return guest;
}

constexpr KioskScreen every_screen[] = {
    KioskScreen::out_of_service, KioskScreen::attract, KioskScreen::services,
    KioskScreen::options,        KioskScreen::details, KioskScreen::review,
    KioskScreen::ticket,         KioskScreen::request, KioskScreen::find,
    KioskScreen::my_booking,     KioskScreen::cancel,  KioskScreen::cancelled,
    KioskScreen::maintenance};

TEST(KioskFlow, the_table_of_events_misses_none) {
  std::set<std::size_t> kinds;
  for (const KioskEvent& event : every_event()) {
    kinds.insert(event.index());
  }
  EXPECT_EQ(kinds.size(), std::variant_size_v<KioskEvent>);
}

TEST(KioskFlow, every_event_in_every_screen_is_safe) {
  const std::vector<KioskEvent> events = every_event();
  for (const std::string_view service : services) {
    for (const KioskScreen screen : every_screen) {
      KioskGuest guest = at(screen, service);
      const KioskState start = guest.state;
      for (int overlay = 0; overlay <= static_cast<int>(KioskOverlay::staff_pin); ++overlay) {
        for (std::size_t index = 0; index < events.size(); ++index) {
          guest.state = start;
          guest.state.overlay = static_cast<KioskOverlay>(overlay);
          guest.take(events[index]);
          check(guest, std::string(service) + ", screen " +
                           std::to_string(static_cast<int>(screen)) + ", overlay " +
                           std::to_string(overlay) + ", event " + std::to_string(index));
        }
      }
    }
  }
}

TEST(KioskFlow, no_sequence_of_events_breaks_it) {
  constexpr std::uint64_t seeds = 40;
  constexpr int steps = 400;
  const std::vector<KioskEvent> events = every_event();
  for (std::uint64_t seed = 1; seed <= seeds; ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    tests::SeededEntropy random(seed);
    KioskGuest guest = at(every_screen[random.below(std::size(every_screen))],
                          services[random.below(std::size(services))]);
    tests::FewCharacters pinyin;
    guest.pinyin = seed % 2 == 0 ? &pinyin : nullptr;
    for (int step_number = 0; step_number < steps && !testing::Test::HasFailure(); ++step_number) {
      guest.units = static_cast<std::int32_t>(random.between(0, 3));
      const Duration passes = Duration::seconds(random.between(0, 20));
      guest.now = {guest.now.wall + passes, guest.now.boot + passes};
      const bool forward = random.chance(3);
      const std::size_t index = random.below(events.size());
      // The store answers an order; it does not come from nowhere.
      const bool from_store = std::holds_alternative<Committed>(events[index]) ||
                              std::holds_alternative<CommitFailed>(events[index]);
      if (from_store != guest.state.committing) {
        continue;
      }
      guest.take(forward && !guest.state.committing ? KioskEvent{NextTouched{}} : events[index]);
      check(guest, "step " + std::to_string(step_number));
    }
  }
}

TEST(KioskFlow, a_guest_books_and_leaves_no_trace) {
  for (const std::string_view service : services) {
    SCOPED_TRACE(service);
    KioskGuest guest;
    guest.confirm(service);
    const auto* commit = guest.effect<CommitOrder>();
    ASSERT_NE(commit, nullptr);
    EXPECT_TRUE(guest.state.committing);
    EXPECT_EQ(guest.state.screen, KioskScreen::review) << "nobody says yes before the commit";
    EXPECT_FALSE(commit->order.as_request);
    EXPECT_EQ(commit->order.guest.phone, "13800005678");
    EXPECT_EQ(commit->order.guest.name, "Lin Yi");
    EXPECT_EQ(commit->order.selection.service.text(), service);

    const device::Issued issued = guest.issued();
    guest.take(Committed{issued});
    EXPECT_EQ(guest.state.screen, KioskScreen::ticket);
    EXPECT_EQ(guest.state.issued, issued);

    guest.take(NextTouched{});
    EXPECT_EQ(guest.state.screen, KioskScreen::attract);
    ASSERT_NE(guest.effect<TicketLeft>(), nullptr);
    EXPECT_EQ(guest.effect<TicketLeft>()->booking, issued.booking.id);
    EXPECT_NE(guest.effect<WipeScreen>(), nullptr);
    KioskState fresh = first_state(guest.hotel, guest.now);
    fresh.screen = KioskScreen::attract;
    EXPECT_EQ(guest.state, fresh);
  }
}

TEST(KioskFlow, back_keeps_everything) {
  KioskGuest guest;
  guest.go_to_options("yunting-hall");
  guest.take(DateChosen{LocalDate::of(2026, 12, 4)});
  guest.take(BlockToggled{14 * 60});
  guest.take(BlockToggled{16 * 60});
  guest.take(AdultsChanged{10});
  guest.take(AddOnChanged{AddOnId::literal("tea-break"), 12});
  guest.take(NextTouched{});
  guest.fill_details();
  guest.take(NextTouched{});
  const KioskState review = guest.state;
  ASSERT_EQ(review.screen, KioskScreen::review);

  for (const KioskScreen screen :
       {KioskScreen::details, KioskScreen::options, KioskScreen::services}) {
    guest.take(BackTouched{});
    EXPECT_EQ(guest.state.screen, screen);
  }
  guest.take(ServiceChosen{review.selection.service});
  for (int screen = 0; screen < 3; ++screen) {
    guest.take(NextTouched{});
  }
  EXPECT_EQ(guest.state, review);
}

TEST(KioskFlow, back_from_the_first_choice_asks_only_when_something_would_be_lost) {
  KioskGuest guest;
  guest.go_to_services();
  guest.take(BackTouched{});
  EXPECT_EQ(guest.state.screen, KioskScreen::attract);

  guest.go_to_options();
  guest.take(BackTouched{});
  guest.take(BackTouched{});
  EXPECT_EQ(guest.state.screen, KioskScreen::services);
  EXPECT_EQ(guest.state.overlay, KioskOverlay::start_over);
  guest.take(OverlayClosed{});
  EXPECT_FALSE(guest.state.selection.service.empty());
  guest.take(OverlayOpened{KioskOverlay::start_over});
  guest.take(StartOverConfirmed{});
  EXPECT_EQ(guest.state.screen, KioskScreen::attract);
  EXPECT_TRUE(guest.state.selection.service.empty());
}

TEST(KioskFlow, without_a_unit_the_guest_leaves_a_request) {
  KioskGuest guest = at(KioskScreen::request, "lake-view-king");
  EXPECT_EQ(guest.state.issued->booking.state, booking::BookingState::requested);
  guest.wait(ticket_shown_for);
  EXPECT_EQ(guest.state.screen, KioskScreen::attract);
}

TEST(KioskFlow, sold_out_at_the_commit_turns_into_a_request) {
  KioskGuest guest;
  guest.confirm();
  guest.units = 0;
  guest.take(CommitFailed{fail(ErrorCode::sold_out, "no unit left")});
  EXPECT_EQ(guest.state.screen, KioskScreen::review);
  EXPECT_FALSE(guest.state.committing);
  ASSERT_TRUE(guest.state.failure.has_value());
  EXPECT_EQ(guest.state.failure->code, ErrorCode::sold_out);
  EXPECT_TRUE(as_request(guest.state, guest.context()));

  guest.take(NextTouched{});
  ASSERT_NE(guest.effect<CommitOrder>(), nullptr);
  EXPECT_TRUE(guest.effect<CommitOrder>()->order.as_request);
  EXPECT_FALSE(guest.state.failure.has_value());
  guest.take(Committed{guest.issued()});
  EXPECT_EQ(guest.state.screen, KioskScreen::request);
}

TEST(KioskFlow, a_failure_is_forgotten_when_the_guest_goes_back_to_change_something) {
  KioskGuest guest;
  guest.confirm();
  guest.take(CommitFailed{fail(ErrorCode::sold_out, "no unit left")});
  guest.take(BackTouched{});
  EXPECT_FALSE(guest.state.failure.has_value());
}

TEST(KioskFlow, an_order_under_way_is_neither_changed_nor_left_nor_sent_twice) {
  KioskGuest start;
  start.confirm();
  for (const KioskEvent& event : every_touch()) {
    KioskGuest guest = start;
    guest.wait(Duration::hours(1));
    guest.take(event);
    EXPECT_EQ(guest.state.screen, KioskScreen::review) << event.index();
    EXPECT_TRUE(guest.state.committing) << event.index();
    EXPECT_EQ(guest.effect<CommitOrder>(), nullptr) << event.index();
    EXPECT_EQ(guest.state.selection, start.state.selection) << event.index();
    EXPECT_EQ(guest.state.phone, start.state.phone) << event.index();
  }
}

TEST(KioskFlow, review_cannot_be_confirmed_without_details) {
  KioskGuest guest;
  guest.go_to_review();
  guest.take(TermsConsentToggled{});
  guest.take(FieldFocused{FieldId::phone});
  guest.take(KeyErased{});
  guest.take(NextTouched{});
  EXPECT_FALSE(guest.state.committing);
  EXPECT_EQ(obstacle(guest.state, guest.context()), Obstacle::phone_wrong);
}

TEST(KioskFlow, a_wish_of_another_service_is_not_sent) {
  KioskGuest guest;
  guest.go_to_details();
  guest.take(NoteToggled{NoteId::literal("quiet-floor")});
  guest.take(BackTouched{});
  guest.take(BackTouched{});
  guest.take(CategoryChosen{catalog::Category::travel});
  guest.take(ServiceChosen{ServiceId::literal("lake-tour")});
  guest.take(NextTouched{});
  guest.take(NextTouched{});
  guest.fill_details();
  guest.take(NextTouched{});
  guest.take(TermsConsentToggled{});
  guest.take(NextTouched{});
  ASSERT_NE(guest.effect<CommitOrder>(), nullptr);
  EXPECT_TRUE(guest.effect<CommitOrder>()->order.guest.notes.empty());
}

TEST(KioskFlow, booking_more_keeps_the_guest_and_leaves_the_ticket) {
  KioskGuest guest;
  guest.go_to_ticket();
  guest.take(BookMoreTouched{});
  EXPECT_EQ(guest.state.screen, KioskScreen::services);
  EXPECT_NE(guest.effect<TicketLeft>(), nullptr);
  EXPECT_EQ(guest.effect<WipeScreen>(), nullptr);
  EXPECT_EQ(guest.state.phone, "13800005678");
  EXPECT_TRUE(guest.state.selection.service.empty());
  EXPECT_FALSE(guest.state.terms_consent || guest.state.data_consent);
}

TEST(KioskFlow, closing_waits_for_the_guest) {
  KioskGuest guest;
  guest.go_to_services();
  guest.take(ServiceClosed{});
  EXPECT_EQ(guest.state.screen, KioskScreen::services);
  guest.take(StartOverConfirmed{});
  guest.take(ServiceClosed{});
  EXPECT_EQ(guest.state.screen, KioskScreen::out_of_service);
  guest.take(StartOverConfirmed{});
  EXPECT_EQ(guest.state.screen, KioskScreen::out_of_service) << "no touch opens a closed kiosk";
}

}  // namespace kiosk_flow_test
}  // namespace lobby::flow
