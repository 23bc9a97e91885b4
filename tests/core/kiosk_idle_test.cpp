// Goal: an abandoned kiosk asks, counts down and wipes, by boot time alone; nobody's words,
// language or contrast reach the next guest.
// Method: a guest walks away in each screen; the program's own next_tick() drives the time.
#include <gtest/gtest.h>

#include "core/flow/kiosk_flow.h"
#include "tests/fakes/kiosk_guest.h"

namespace lobby::flow {
namespace {

using tests::KioskGuest;

// Lets the ticks come that the kiosk asks for, up to `until`; returns how many came.
int run_ticks(KioskGuest& guest, Duration until) {
  constexpr int ticks_max = 1'000;
  int ticks = 0;
  while (ticks < ticks_max) {
    const std::optional<Duration> due = next_tick(guest.state, guest.now);
    if (!due || *due > until) {
      return ticks;
    }
    guest.wait(std::max(Duration{}, *due - guest.now.boot));
    ++ticks;
  }
  ADD_FAILURE() << "next_tick() never rests";
  return ticks;
}

TEST(KioskFlow, idle_shows_still_there_and_then_wipes) {
  struct Case {
    const char* name;
    void (*walk)(KioskGuest&);
    Duration idle;
  };
  const Case cases[] = {
      {"services", [](KioskGuest& guest) { guest.go_to_services(); }, idle_after},
      {"options", [](KioskGuest& guest) { guest.go_to_options(); }, idle_after},
      {"details", [](KioskGuest& guest) { guest.go_to_details(); }, idle_after_on_forms},
      {"review", [](KioskGuest& guest) { guest.go_to_review(); }, idle_after},
  };
  for (const Case& c : cases) {
    SCOPED_TRACE(c.name);
    KioskGuest guest;
    c.walk(guest);
    guest.take(LanguageChosen{"en"});
    guest.take(ContrastToggled{});
    EXPECT_EQ(next_tick(guest.state, guest.now), guest.now.boot + c.idle);
    guest.wait(c.idle - Duration::milliseconds(1));
    EXPECT_EQ(guest.state.overlay, KioskOverlay::none);
    guest.wait(Duration::milliseconds(1));
    EXPECT_EQ(guest.state.overlay, KioskOverlay::still_there);
    EXPECT_EQ(seconds_left(guest.state, guest.now), 30);
    guest.wait(still_there_for - Duration::milliseconds(1));
    EXPECT_EQ(guest.state.overlay, KioskOverlay::still_there);
    EXPECT_EQ(seconds_left(guest.state, guest.now), 1);
    guest.wait(Duration::milliseconds(1));
    EXPECT_EQ(guest.state.screen, KioskScreen::attract);
    EXPECT_NE(guest.effect<WipeScreen>(), nullptr);
    EXPECT_EQ(guest.state.phone + guest.state.name, "");
    EXPECT_EQ(guest.state.language, "zh-CN");
    EXPECT_FALSE(guest.state.high_contrast);
    EXPECT_EQ(next_tick(guest.state, guest.now), std::nullopt);
  }
}

TEST(KioskFlow, i_am_still_here_goes_on_where_the_guest_was) {
  for (const KioskEvent& here : {KioskEvent{OverlayClosed{}}, KioskEvent{Touched{}}}) {
    KioskGuest guest;
    guest.go_to_review();
    const KioskState before = guest.state;
    for (int extension = 0; extension < 10; ++extension) {
      guest.wait(idle_after);
      ASSERT_EQ(guest.state.overlay, KioskOverlay::still_there);
      guest.wait(Duration::seconds(29));
      guest.take(here);
      ASSERT_EQ(guest.state.overlay, KioskOverlay::none);
    }
    EXPECT_EQ(guest.state.screen, before.screen);
    EXPECT_EQ(guest.state.phone, before.phone);
    EXPECT_EQ(guest.state.selection, before.selection);
  }
}

TEST(KioskFlow, a_sheet_left_open_does_not_stop_the_wipe) {
  for (const KioskOverlay overlay : {KioskOverlay::language, KioskOverlay::start_over,
                                     KioskOverlay::call_staff, KioskOverlay::privacy}) {
    KioskGuest guest;
    guest.go_to_options();
    guest.take(OverlayOpened{overlay});
    guest.wait(idle_after);
    EXPECT_EQ(guest.state.overlay, KioskOverlay::still_there);
    guest.wait(still_there_for);
    EXPECT_EQ(guest.state.screen, KioskScreen::attract);
  }
}

TEST(KioskFlow, the_countdown_ticks_once_a_second) {
  KioskGuest guest;
  guest.go_to_options();
  guest.wait(idle_after + Duration::milliseconds(137));
  const Duration from = guest.now.boot;
  EXPECT_EQ(run_ticks(guest, from + still_there_for), 30);
  EXPECT_EQ(guest.state.screen, KioskScreen::attract);
  EXPECT_EQ(guest.now.boot, from + still_there_for);
}

TEST(KioskFlow, the_question_and_its_last_seconds_are_heard) {
  KioskGuest guest;
  guest.go_to_options();
  guest.wait(idle_after);
  ASSERT_NE(guest.effect<RingBell>(), nullptr);
  EXPECT_EQ(guest.effect<RingBell>()->bell, Bell::question);
  int rings = 0;
  for (int second = 1; second < 30; ++second) {
    guest.wait(Duration::seconds(1));
    const RingBell* ring = guest.effect<RingBell>();
    EXPECT_EQ(ring != nullptr, second >= 20) << second;
    rings += ring != nullptr && ring->bell == Bell::last_seconds ? 1 : 0;
  }
  EXPECT_EQ(rings, 10);
  guest.take(Touched{});
  guest.wait(Duration::seconds(1));
  EXPECT_EQ(guest.effect<RingBell>(), nullptr);
}

TEST(KioskFlow, who_listens_has_three_times_as_long) {
  KioskGuest guest;
  guest.go_to_options();
  guest.take(SpeechSet{true});
  guest.wait(Duration::milliseconds(3 * idle_after.ms - 1));
  EXPECT_EQ(guest.state.overlay, KioskOverlay::none);
  guest.wait(Duration::milliseconds(1));
  EXPECT_EQ(guest.state.overlay, KioskOverlay::still_there);
  const Duration from = guest.now.boot;
  EXPECT_EQ(run_ticks(guest, from + Duration::seconds(90)), 90);
  EXPECT_EQ(guest.state.screen, KioskScreen::attract);
  EXPECT_FALSE(guest.state.speech);  // the next guest turns it on
}

TEST(KioskFlow, the_ticket_stays_a_minute_after_the_last_touch) {
  KioskGuest guest;
  guest.go_to_ticket();
  EXPECT_EQ(seconds_left(guest.state, guest.now), 60);
  guest.wait(Duration::seconds(50));
  guest.take(Touched{});
  EXPECT_EQ(seconds_left(guest.state, guest.now), 60);
  const Duration from = guest.now.boot;
  EXPECT_EQ(run_ticks(guest, from + Duration::seconds(59)), 59);
  EXPECT_EQ(guest.state.screen, KioskScreen::ticket);
  EXPECT_EQ(run_ticks(guest, from + ticket_shown_for), 1);
  EXPECT_EQ(guest.state.screen, KioskScreen::attract);
  EXPECT_NE(guest.effect<TicketLeft>(), nullptr);
  EXPECT_NE(guest.effect<WipeScreen>(), nullptr);
}

TEST(KioskFlow, a_wall_clock_that_jumps_changes_no_waiting) {
  for (const std::int64_t days : {-4'000, -3, 3, 400}) {
    SCOPED_TRACE(days);
    KioskGuest guest;
    guest.go_to_details();
    guest.now.wall = guest.now.wall + Duration::days(days);
    EXPECT_EQ(next_tick(guest.state, guest.now), guest.now.boot + idle_after_on_forms);
    guest.wait(idle_after_on_forms - Duration::seconds(1));
    EXPECT_EQ(guest.state.overlay, KioskOverlay::none);
    guest.wait(Duration::seconds(1));
    EXPECT_EQ(guest.state.overlay, KioskOverlay::still_there);
    guest.now.wall = guest.now.wall - Duration::days(2 * days);
    EXPECT_EQ(seconds_left(guest.state, guest.now), 30);

    KioskGuest holder;
    holder.go_to_ticket();
    holder.now.wall = holder.now.wall + Duration::days(days);
    EXPECT_EQ(seconds_left(holder.state, holder.now), 60);
    holder.wait(ticket_shown_for - Duration::milliseconds(1));
    EXPECT_EQ(holder.state.screen, KioskScreen::ticket);
    holder.wait(Duration::milliseconds(1));
    EXPECT_EQ(holder.state.screen, KioskScreen::attract);
  }
}

TEST(KioskFlow, an_untouched_first_screen_asks_for_no_tick) {
  KioskGuest guest;
  EXPECT_EQ(next_tick(guest.state, guest.now), std::nullopt);
  guest.take(ServiceOpened{});
  EXPECT_EQ(next_tick(guest.state, guest.now), std::nullopt);
  guest.take(StockChanged{});
  guest.wait(Duration::days(3));
  EXPECT_EQ(guest.state.screen, KioskScreen::attract);
  EXPECT_EQ(next_tick(guest.state, guest.now), std::nullopt);
}

TEST(KioskFlow, what_a_passer_by_left_on_the_first_screen_is_tidied_up) {
  struct Case {
    const char* name;
    KioskEvent event;
    bool open;
  };
  const Case cases[] = {
      {"language", LanguageChosen{"en"}, true},
      {"contrast", ContrastToggled{}, true},
      {"call staff", OverlayOpened{KioskOverlay::call_staff}, true},
      {"call staff while closed", OverlayOpened{KioskOverlay::call_staff}, false},
  };
  for (const Case& c : cases) {
    SCOPED_TRACE(c.name);
    KioskGuest guest;
    if (c.open) {
      guest.take(ServiceOpened{});
    }
    const KioskState before = guest.state;
    guest.take(c.event);
    EXPECT_NE(guest.state, before);
    EXPECT_EQ(next_tick(guest.state, guest.now), guest.now.boot + idle_after);
    guest.wait(idle_after);
    EXPECT_NE(guest.effect<WipeScreen>(), nullptr);
    EXPECT_EQ(next_tick(guest.state, guest.now), std::nullopt);
    guest.state.last_touch = before.last_touch;
    EXPECT_EQ(guest.state, before);
  }
}

}  // namespace
}  // namespace lobby::flow
