// Goal: staff get into maintenance by five taps and a PIN, from a screen that waits for guests and
// from no other; what they leave open closes by itself. Method: tables of events, the flow's own
// next_tick() where time is the point.
#include "core/flow/kiosk_staff.h"

#include <gtest/gtest.h>

#include "core/flow/kiosk_flow.h"
#include "core/flow/kiosk_timing.h"
#include "tests/fakes/kiosk_guest.h"

namespace lobby::flow {
namespace kiosk_staff_test {

using tests::KioskGuest;

constexpr std::int32_t half_second = 500;
constexpr PinRecord has_pin{true, 0, {}};

KioskGuest at_attract() {
  KioskGuest kiosk;
  kiosk.take(ServiceOpened{});
  return kiosk;
}

void touch(KioskGuest& kiosk, const StaffTouched& touched) {
  kiosk.take(touched);
}

void tap_logo(KioskGuest& kiosk, std::size_t times = logo_taps,
              Duration apart = Duration{half_second}) {
  for (std::size_t tap = 0; tap < times; ++tap) {
    if (tap > 0) {
      kiosk.now = {kiosk.now.wall + apart, kiosk.now.boot + apart};
    }
    touch(kiosk, LogoTapped{});
  }
}

void type(KioskGuest& kiosk, std::string_view digits) {
  for (const char digit : digits) {
    touch(kiosk, PinKeyed{digit});
  }
}

KioskGuest at_sheet(PinRecord record = has_pin) {
  KioskGuest kiosk = at_attract();
  tap_logo(kiosk);
  kiosk.take(StaffTold{PinLooked{record}});
  return kiosk;
}

void judge(KioskGuest& kiosk, PinVerdict verdict, PinRecord record = has_pin) {
  kiosk.take(
      StaffTold{PinJudged{kiosk.state.staff.asked_at.value_or(Duration{}), verdict, record}});
}

KioskGuest in_maintenance() {
  KioskGuest kiosk = at_sheet();
  type(kiosk, "482913");
  touch(kiosk, PinEntered{});
  judge(kiosk, PinVerdict::right);
  return kiosk;
}

TEST(KioskStaff, five_taps_within_three_seconds_open_the_sheet) {
  struct Case {
    const char* name;
    std::size_t taps;
    std::int64_t apart_ms;
    bool opens;
  };
  for (const Case& c :
       {Case{"five at once", 5, 0, true}, Case{"five in two seconds", 5, 500, true},
        Case{"five in three seconds", 5, 750, true}, Case{"five too slowly", 5, 800, false},
        Case{"four", 4, 100, false}, Case{"many, but slowly", 30, 900, false}}) {
    SCOPED_TRACE(c.name);
    KioskGuest kiosk = at_attract();
    tap_logo(kiosk, c.taps, Duration{c.apart_ms});
    EXPECT_EQ(kiosk.state.overlay == KioskOverlay::staff_pin, c.opens);
    EXPECT_EQ(kiosk.effect<LookAtPin>() != nullptr, c.opens);
  }
}

TEST(KioskStaff, taps_of_one_frame_count_each) {
  KioskGuest kiosk = at_attract();
  touch(kiosk, LogoTapped{2});
  touch(kiosk, LogoTapped{2});
  EXPECT_EQ(kiosk.state.overlay, KioskOverlay::none);
  touch(kiosk, LogoTapped{1});
  EXPECT_EQ(kiosk.state.overlay, KioskOverlay::staff_pin);
}

TEST(KioskStaff, no_guest_is_interrupted) {
  void (*const walks[])(KioskGuest&) = {[](KioskGuest& guest) { guest.go_to_services(); },
                                        [](KioskGuest& guest) { guest.go_to_options(); },
                                        [](KioskGuest& guest) { guest.go_to_details(); },
                                        [](KioskGuest& guest) { guest.go_to_review(); },
                                        [](KioskGuest& guest) { guest.go_to_ticket(); },
                                        [](KioskGuest& guest) {
                                          guest.take(ServiceOpened{});
                                          guest.take(OverlayOpened{KioskOverlay::language});
                                        }};
  for (const auto walk : walks) {
    KioskGuest guest;
    walk(guest);
    const KioskScreen screen = guest.state.screen;
    tap_logo(guest);
    guest.take(OverlayOpened{KioskOverlay::staff_pin});
    judge(guest, PinVerdict::right);
    EXPECT_EQ(guest.state.screen, screen);
    EXPECT_NE(guest.state.overlay, KioskOverlay::staff_pin);
  }
}

TEST(KioskStaff, digits_are_typed_erased_and_cleared_up_to_six) {
  KioskGuest kiosk = at_sheet();
  type(kiosk, "4829135");
  EXPECT_EQ(kiosk.state.staff.pin, "482913");
  touch(kiosk, PinErased{});
  EXPECT_EQ(kiosk.state.staff.pin, "48291");
  touch(kiosk, PinKeyed{'x'});
  EXPECT_EQ(kiosk.state.staff.pin, "48291");
  touch(kiosk, PinEntered{});
  EXPECT_EQ(kiosk.effect<CheckPin>(), nullptr) << "five digits are none";
  touch(kiosk, PinCleared{});
  EXPECT_EQ(kiosk.state.staff.pin, "");
}

TEST(KioskStaff, keys_do_nothing_before_the_record_without_a_pin_and_while_locked) {
  KioskGuest kiosk = at_attract();
  tap_logo(kiosk);
  type(kiosk, "482913");
  EXPECT_EQ(kiosk.state.staff.pin, "") << "not looked at yet";
  for (const PinRecord& record :
       {PinRecord{}, PinRecord{true, 5, kiosk.now.wall + Duration::seconds(9)}}) {
    KioskGuest other = at_sheet(record);
    other.state.staff.record->locked_until =
        record.wrong > 0 ? other.now.wall + Duration::seconds(9) : UtcTime{};
    type(other, "482913");
    EXPECT_EQ(other.state.staff.pin, "");
  }
}

TEST(KioskStaff, a_pin_is_asked_once_and_wiped) {
  KioskGuest kiosk = at_sheet();
  type(kiosk, "482913");
  touch(kiosk, PinEntered{});
  ASSERT_NE(kiosk.effect<CheckPin>(), nullptr);
  EXPECT_EQ(kiosk.effect<CheckPin>()->pin, "482913");
  EXPECT_EQ(kiosk.state.staff.pin, "");
  type(kiosk, "482913");
  touch(kiosk, PinEntered{});
  EXPECT_EQ(kiosk.effect<CheckPin>(), nullptr) << "one is being checked";
}

TEST(KioskStaff, the_right_pin_opens_maintenance_and_looks_at_the_machine) {
  const KioskGuest kiosk = in_maintenance();
  EXPECT_EQ(kiosk.state.screen, KioskScreen::maintenance);
  EXPECT_EQ(kiosk.state.overlay, KioskOverlay::none);
  EXPECT_NE(kiosk.effect<LookAtMachine>(), nullptr);
}

TEST(KioskStaff, a_wrong_pin_opens_nothing_and_says_how_many_are_left) {
  for (const PinVerdict verdict :
       {PinVerdict::wrong, PinVerdict::locked, PinVerdict::not_set, PinVerdict::unreadable}) {
    KioskGuest kiosk = at_sheet();
    type(kiosk, "111222");
    touch(kiosk, PinEntered{});
    judge(kiosk, verdict, {true, 3, {}});
    EXPECT_EQ(kiosk.state.screen, KioskScreen::attract);
    EXPECT_EQ(kiosk.state.staff.verdict, verdict);
    EXPECT_EQ(pins_left(*kiosk.state.staff.record), 2);
  }
}

TEST(KioskStaff, an_answer_to_an_earlier_question_opens_nothing) {
  KioskGuest kiosk = at_sheet();
  type(kiosk, "482913");
  touch(kiosk, PinEntered{});
  const Duration asked_at = *kiosk.state.staff.asked_at;
  kiosk.take(OverlayClosed{});
  EXPECT_FALSE(kiosk.state.staff.asked_at.has_value());
  kiosk.take(StaffTold{PinJudged{asked_at, PinVerdict::right, has_pin}});
  EXPECT_EQ(kiosk.state.screen, KioskScreen::attract);
  kiosk.now.boot = kiosk.now.boot + Duration::seconds(1);
  tap_logo(kiosk);
  kiosk.take(StaffTold{PinLooked{has_pin}});
  type(kiosk, "000111");
  touch(kiosk, PinEntered{});
  kiosk.take(StaffTold{PinJudged{asked_at, PinVerdict::right, has_pin}});
  EXPECT_EQ(kiosk.state.screen, KioskScreen::attract);
}

TEST(KioskStaff, closing_the_sheet_or_opening_another_forgets_the_digits) {
  for (const KioskEvent& event :
       {KioskEvent{OverlayClosed{}}, KioskEvent{OverlayOpened{KioskOverlay::call_staff}}}) {
    KioskGuest kiosk = at_sheet();
    type(kiosk, "4829");
    kiosk.take(event);
    EXPECT_EQ(kiosk.state.staff.pin, "");
    EXPECT_FALSE(kiosk.state.staff.record.has_value());
  }
}

TEST(KioskStaff, the_sheet_closes_after_half_a_minute_without_a_touch) {
  KioskGuest kiosk = at_sheet();
  type(kiosk, "48");
  EXPECT_EQ(next_tick(kiosk.state, kiosk.now), kiosk.now.boot + pin_sheet_for);
  kiosk.wait(pin_sheet_for - Duration{1});
  EXPECT_EQ(kiosk.state.overlay, KioskOverlay::staff_pin);
  kiosk.wait(Duration{1});
  EXPECT_EQ(kiosk.state.overlay, KioskOverlay::none);
  EXPECT_EQ(kiosk.state.screen, KioskScreen::attract);
  EXPECT_EQ(kiosk.state.staff, StaffState{});
}

TEST(KioskStaff, the_end_of_a_lock_is_drawn_when_it_comes) {
  KioskGuest kiosk = at_sheet();
  kiosk.take(StaffTold{PinLooked{{true, 5, kiosk.now.wall + Duration::seconds(7)}}});
  EXPECT_EQ(next_tick(kiosk.state, kiosk.now), kiosk.now.boot + Duration::seconds(7));
  kiosk.wait(Duration::seconds(7));
  type(kiosk, "4");
  EXPECT_EQ(kiosk.state.staff.pin, "4");
}

TEST(KioskStaff, maintenance_is_left_to_where_it_was_opened) {
  KioskGuest open = in_maintenance();
  touch(open, MaintenanceLeft{});
  EXPECT_EQ(open.state.screen, KioskScreen::attract);
  EXPECT_NE(open.effect<WipeScreen>(), nullptr);

  KioskGuest closed;
  ASSERT_EQ(closed.state.screen, KioskScreen::out_of_service);
  tap_logo(closed);
  closed.take(StaffTold{PinLooked{has_pin}});
  type(closed, "482913");
  touch(closed, PinEntered{});
  judge(closed, PinVerdict::right);
  ASSERT_EQ(closed.state.screen, KioskScreen::maintenance);
  touch(closed, MaintenanceLeft{});
  EXPECT_EQ(closed.state.screen, KioskScreen::out_of_service);
}

TEST(KioskStaff, maintenance_ends_after_two_minutes_and_looks_every_ten_seconds) {
  KioskGuest kiosk = in_maintenance();
  int looks = 0;
  const Duration until = kiosk.now.boot + maintenance_for;
  while (kiosk.state.screen == KioskScreen::maintenance && kiosk.now.boot < until) {
    const std::optional<Duration> due = next_tick(kiosk.state, kiosk.now);
    ASSERT_TRUE(due.has_value());
    ASSERT_GT(*due, kiosk.now.boot);
    kiosk.wait(*due - kiosk.now.boot);
    looks += kiosk.effect<LookAtMachine>() != nullptr ? 1 : 0;
  }
  EXPECT_EQ(kiosk.now.boot, until);
  EXPECT_EQ(kiosk.state.screen, KioskScreen::attract);
  EXPECT_EQ(looks, 11);
  KioskGuest touched = in_maintenance();
  touched.wait(maintenance_for - Duration{1});
  touched.take(Touched{});
  touched.wait(Duration::seconds(1));
  EXPECT_EQ(touched.state.screen, KioskScreen::maintenance);
}

TEST(KioskStaff, a_restart_takes_two_touches_with_nothing_between) {
  KioskGuest kiosk = in_maintenance();
  touch(kiosk, RestartTouched{});
  EXPECT_EQ(kiosk.effect<EndProgram>(), nullptr);
  touch(kiosk, SyncTouched{});
  EXPECT_NE(kiosk.effect<SyncNow>(), nullptr);
  touch(kiosk, RestartTouched{});
  EXPECT_EQ(kiosk.effect<EndProgram>(), nullptr);
  touch(kiosk, RestartTouched{});
  EXPECT_NE(kiosk.effect<EndProgram>(), nullptr);
}

TEST(KioskStaff, one_test_page_at_a_time) {
  KioskGuest kiosk = in_maintenance();
  touch(kiosk, TestPrintTouched{});
  EXPECT_NE(kiosk.effect<PrintTestPage>(), nullptr);
  touch(kiosk, TestPrintTouched{});
  EXPECT_EQ(kiosk.effect<PrintTestPage>(), nullptr);
  kiosk.take(StaffTold{TestPrintTold{PrintStage::failed, port::PrintFault::jammed}});
  EXPECT_EQ(kiosk.state.staff.test_print->fault, port::PrintFault::jammed);
  touch(kiosk, TestPrintTouched{});
  EXPECT_NE(kiosk.effect<PrintTestPage>(), nullptr);
}

TEST(KioskStaff, outside_maintenance_its_actions_do_nothing) {
  KioskGuest kiosk = at_attract();
  for (const StaffTouched& touched :
       {StaffTouched{TestPrintTouched{}}, StaffTouched{SyncTouched{}},
        StaffTouched{RestartTouched{}}, StaffTouched{RestartTouched{}},
        StaffTouched{MaintenanceLeft{}}, StaffTouched{PinEntered{}}}) {
    touch(kiosk, touched);
    EXPECT_TRUE(kiosk.effects.empty());
    EXPECT_EQ(kiosk.state.screen, KioskScreen::attract);
  }
}

TEST(KioskStaff, what_a_guest_does_does_nothing_in_maintenance) {
  KioskGuest kiosk = in_maintenance();
  for (const KioskEvent& event :
       {KioskEvent{StartTouched{}}, KioskEvent{NextTouched{}}, KioskEvent{BackTouched{}},
        KioskEvent{KeyTyped{"1"}}, KioskEvent{StartOverConfirmed{}},
        KioskEvent{OverlayOpened{KioskOverlay::start_over}}}) {
    kiosk.take(event);
    EXPECT_EQ(kiosk.state.screen, KioskScreen::maintenance);
    EXPECT_EQ(kiosk.state.overlay, KioskOverlay::none);
    EXPECT_EQ(kiosk.state.phone, "");
  }
}

TEST(KioskStaff, guessable_pins_are_known) {
  for (const char* pin : {"000000", "123456", "654321", "234567"}) {
    EXPECT_TRUE(is_guessable_pin(pin)) << pin;
  }
  for (const char* pin : {"482913", "123455", "112233"}) {
    EXPECT_FALSE(is_guessable_pin(pin)) << pin;
  }
}

}  // namespace kiosk_staff_test
}  // namespace lobby::flow
