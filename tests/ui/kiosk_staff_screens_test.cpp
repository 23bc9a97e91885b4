// Goal: the staff's PIN sheet and the maintenance screen hold the floors of the design and fit
// their words in every look, and by real touches staff get in with the PIN and nobody without it.
// Method: scenes on the stage; a kiosk whose files are a directory of the test.
// $LOBBY_GALLERY keeps the pictures.
#include <algorithm>
#include <filesystem>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include <gtest/gtest.h>
#include <unistd.h>

#include "core/flow/kiosk_staff.h"
#include "tests/fakes/kiosk_order.h"
#include "tests/fakes/plain_pin.h"
#include "tests/ui/kiosk_finish_stage.h"
#include "tests/ui/lone_kiosk.h"

namespace lobby::tests {
namespace kiosk_staff_screens_test {

namespace fs = std::filesystem;
using flow::KioskOverlay;
using flow::KioskScreen;
using flow::KioskState;
using flow::PinVerdict;
using ui::Role;

constexpr ui::Point logo{80, 56};
constexpr std::string_view right_pin = "482913";
constexpr flow::PinRecord has_pin{true, 0, {}};

KioskState waiting(KioskScreen screen) {
  KioskState state = flow::first_state(demo_catalog(), demo_now());
  state.screen = screen;
  return state;
}

KioskState sheet(std::size_t digits, flow::PinRecord record, std::optional<PinVerdict> verdict = {},
                 KioskScreen screen = KioskScreen::attract) {
  KioskState state = waiting(screen);
  state.overlay = KioskOverlay::staff_pin;
  state.overlay_since = demo_now().boot;
  state.staff.pin = std::string(digits, '7');
  state.staff.record = record;
  state.staff.verdict = verdict;
  return state;
}

KioskState checking() {
  KioskState state = sheet(0, has_pin);
  state.staff.asked_at = demo_now().boot;
  return state;
}

KioskState maintenance() {
  KioskState state = waiting(KioskScreen::maintenance);
  state.staff.looked_at = demo_now().boot;
  return state;
}

KioskState armed() {
  KioskState state = maintenance();
  state.staff.restart_armed = true;
  return state;
}

KioskState tested(flow::PrintStage stage) {
  KioskState state = maintenance();
  state.staff.test_print = flow::TestPrint{stage, {}};
  return state;
}

kiosk::StaffFacts some_facts(const std::string& language) {
  kiosk::StaffFacts facts;
  facts.device = "Lobby kiosk 2, by the east lift";
  facts.machine = kiosk::MachineHealth{.has_printer = true,
                                       .printer = port::PrintFault::out_of_paper,
                                       .keyboards = 2,
                                       .disk_free_mb = 41'300};
  facts.clock_offset = Duration{-200};
  facts.outbox = port::OutboxSummary{
      .pending = 3, .refused = 1, .oldest_pending = demo_now().wall - Duration::seconds(110)};
  std::int32_t free = 0;
  for (const catalog::Pool& pool : demo_catalog().pools) {
    facts.pools.push_back({pool.name.in(language), 3 + free % 6, free % 7 == 0 ? 0 : 8});
    ++free;
  }
  const UtcTime now = demo_now().wall;
  facts.log = {{now, false, "sync", "3 operations waiting, retry in 8 s"},
               {now - Duration::seconds(12), true, "print", "media-empty, job 2071 kept"},
               {now - Duration::seconds(19), false, "certificate",
                "a line that is far too long for the screen of a kiosk and is therefore cut off "
                "before it reaches the edge of its card"},
               {now - Duration::seconds(80), false, "grant", "湖景大床房 2026-12-10 +2，现在 5 间"},
               {now - Duration::seconds(90), false, "grant", "not seen any more"}};
  return facts;
}

kiosk::StaffFacts bad_facts() {
  kiosk::StaffFacts facts = some_facts("en");
  facts.machine = kiosk::MachineHealth{.has_printer = true,
                                       .printer = port::PrintFault::offline,
                                       .keyboards = 0,
                                       .disk_free_mb = 120};
  facts.clock_offset = Duration::minutes(200);
  facts.outbox = port::OutboxSummary{
      .pending = 99'000, .refused = 120, .oldest_pending = demo_now().wall - Duration::days(20)};
  return facts;
}

class EveryStaffLook : public testing::TestWithParam<Look> {
 protected:
  void expect_clean(const std::string& name, KioskState state) {
    stage_.show(std::move(state));
    EXPECT_EQ(stage_.faults(name, true), "");
  }

  Stage stage_{GetParam(), waiting(KioskScreen::attract)};
};

TEST_P(EveryStaffLook, the_pin_sheet_passes_the_self_check) {
  const UtcTime now = demo_now().wall;
  expect_clean("staff-pin", sheet(4, has_pin));
  expect_clean("staff-pin-closed", sheet(0, has_pin, {}, KioskScreen::out_of_service));
  expect_clean("staff-pin-full", sheet(6, has_pin));
  expect_clean("staff-pin-wrong", sheet(0, {true, 2, {}}, PinVerdict::wrong));
  expect_clean("staff-pin-last", sheet(1, {true, 4, {}}));
  expect_clean("staff-pin-locked",
               sheet(0, {true, 5, now + Duration::seconds(60)}, PinVerdict::wrong));
  expect_clean("staff-pin-none", sheet(0, {}));
  expect_clean("staff-pin-unreadable", sheet(0, has_pin, PinVerdict::unreadable));
  expect_clean("staff-pin-checking", checking());
}

TEST_P(EveryStaffLook, maintenance_passes_the_self_check) {
  const kiosk::StaffFacts facts = some_facts(GetParam().language);
  const kiosk::StaffFacts bad = bad_facts();
  const kiosk::StaffFacts none;
  stage_.staff = &none;
  expect_clean("maintenance-looking", maintenance());
  stage_.staff = &bad;
  stage_.online = false;
  expect_clean("maintenance-bad", maintenance());
  stage_.staff = &facts;
  stage_.online = true;
  stage_.has_printer = true;
  expect_clean("maintenance", maintenance());
  expect_clean("maintenance-armed", armed());
  for (const flow::PrintStage stage :
       {flow::PrintStage::sending, flow::PrintStage::done, flow::PrintStage::failed}) {
    expect_clean("maintenance-test-" + std::to_string(static_cast<int>(stage)), tested(stage));
  }
}

INSTANTIATE_TEST_SUITE_P(KioskStaff, EveryStaffLook, testing::ValuesIn(every_look()),
                         [](const auto& look) {
                           std::string name = name_of(look.param);
                           std::ranges::replace(name, '-', '_');
                           return name;
                         });

// A kiosk whose staff thread is this test.
class StaffedKiosk : public testing::Test {
 protected:
  StaffedKiosk() {
    fs::remove_all(data_);
    fs::create_directories(data_);
    lone_.emplace(LoneKioskOptions{
        .print = [this](kiosk::PrintOrder order) { orders_.push_back(std::move(order)); },
        .staff = {.order = [this](kiosk::StaffOrder order) { carry_out(order); },
                  .news = &news_,
                  .log = [] { return std::vector<kiosk::StaffLogLine>{}; },
                  .end_program = [this] { ++ended_; }}});
    speak_english();
  }
  ~StaffedKiosk() override { fs::remove_all(data_); }

  void speak_english() {
    kiosk().take(flow::LanguageChosen{"en"});
    lone_->settle();
  }
  void carry_out(const kiosk::StaffOrder& order) {
    if (const auto* look = std::get_if<kiosk::PinLookOrder>(&order)) {
      news_.put(flow::PinLooked{pin_.record(look->now)});
    } else if (const auto* check = std::get_if<kiosk::PinCheckOrder>(&order)) {
      const PinCheck checked = pin_.check(check->pin, check->at.wall);
      news_.put(flow::PinJudged{check->at.boot, checked.verdict, checked.record});
    } else {
      news_.put(kiosk::MachineHealth{true, {}, 1, 41'000});
    }
  }

  kiosk::Kiosk& kiosk() { return lone_->kiosk(); }
  UiDriver& driver() { return lone_->driver(); }
  bool shows(std::string_view text) { return driver().has_text(text); }
  void tap(std::string_view label) {
    driver().tap(Role::button, label);
    lone_->settle();
  }
  void tap_logo(int times = 5) {
    for (int count = 0; count < times; ++count) {
      driver().tap_at(logo);
    }
    lone_->settle();
  }
  void enter(std::string_view pin) {
    driver().tap_keys(pin);
    tap("Enter");
  }

  fs::path data_ = fs::temp_directory_path() / ("lobby-staff-" + std::to_string(::getpid()));
  PlainPin hash_;
  StaffPin pin_{{.data = data_, .hash = hash_}};
  Mailbox<kiosk::StaffNews> news_;
  std::vector<kiosk::PrintOrder> orders_;
  int ended_ = 0;
  std::optional<LoneKiosk> lone_;
};

TEST_F(StaffedKiosk, five_taps_and_the_pin_lead_to_maintenance_and_back) {
  ASSERT_TRUE(pin_.set(right_pin).ok());
  tap_logo(4);
  EXPECT_EQ(kiosk().state().overlay, KioskOverlay::none);
  tap_logo(1);
  ASSERT_EQ(kiosk().state().overlay, KioskOverlay::staff_pin);
  EXPECT_TRUE(shows("Enter the staff PIN"));
  EXPECT_FALSE(shows("482913"));
  enter(right_pin);
  ASSERT_EQ(kiosk().state().screen, KioskScreen::maintenance);
  lone_->settle();  // what was asked of the machine comes by mail
  EXPECT_TRUE(shows("Units here"));
  EXPECT_TRUE(shows("41 GB free"));
  tap("Leave maintenance");
  EXPECT_EQ(kiosk().state().screen, KioskScreen::attract);
  place_order(kiosk(), {});  // and guests book as before
  EXPECT_EQ(kiosk().state().screen, KioskScreen::ticket);
}

TEST_F(StaffedKiosk, wrong_pins_are_counted_and_lock) {
  ASSERT_TRUE(pin_.set(right_pin).ok());
  tap_logo();
  for (int left = 4; left >= 1; --left) {
    enter("111222");
    EXPECT_TRUE(shows("Wrong PIN"));
    EXPECT_TRUE(shows(std::to_string(left) + " attempt")) << left;
  }
  enter("111222");
  EXPECT_TRUE(shows("Too many wrong PINs"));
  EXPECT_TRUE(shows("Try again at 14:03"));
  EXPECT_TRUE(driver().find(Role::key, "4").state.disabled);
  lone_->clock().pass(Duration::seconds(29));
  lone_->settle();
  EXPECT_EQ(kiosk().state().overlay, KioskOverlay::staff_pin);
  lone_->clock().pass(Duration::seconds(1));
  lone_->settle();
  EXPECT_EQ(kiosk().state().overlay, KioskOverlay::none) << "nobody is there";
  speak_english();
  tap_logo();
  EXPECT_TRUE(shows("Too many wrong PINs"));
  lone_->clock().pass(Duration::seconds(29));
  lone_->settle();
  tap("Close");
  lone_->clock().pass(Duration::seconds(2));
  tap_logo();
  enter(right_pin);
  EXPECT_EQ(kiosk().state().screen, KioskScreen::maintenance);
}

TEST_F(StaffedKiosk, without_a_pin_the_sheet_says_how_to_set_one) {
  tap_logo();
  EXPECT_TRUE(shows("This kiosk has no staff PIN"));
  EXPECT_TRUE(shows("lobby-kiosk --data DIR pin"));
  EXPECT_TRUE(driver().find(Role::key, "1").state.disabled);
  tap("Close");
  EXPECT_EQ(kiosk().state().overlay, KioskOverlay::none);
}

TEST_F(StaffedKiosk, a_test_page_is_ordered_and_told_of) {
  ASSERT_TRUE(pin_.set(right_pin).ok());
  tap_logo();
  enter(right_pin);
  tap("Printer test");
  ASSERT_EQ(orders_.size(), 1U);
  EXPECT_EQ(orders_.front().letter.title, "Printer test");
  EXPECT_TRUE(orders_.front().letter.code.empty());
  EXPECT_TRUE(shows("The test page is on its way."));
  lone_->hear_print(
      {orders_.front().number, orders_.front().booking, flow::PrintStage::done, {}, {}});
  lone_->settle();
  EXPECT_TRUE(shows("The test page is printed."));
}

TEST_F(StaffedKiosk, a_restart_ends_the_program_at_the_second_touch) {
  ASSERT_TRUE(pin_.set(right_pin).ok());
  tap_logo();
  enter(right_pin);
  driver().tap_at(
      std::ranges::find(driver().nodes(), "staff.restart", &ui::Node::id)->rect.centre());
  lone_->settle();
  EXPECT_EQ(ended_, 0);
  EXPECT_TRUE(shows("Touch Restart again to restart."));
  driver().tap_at(
      std::ranges::find(driver().nodes(), "staff.restart", &ui::Node::id)->rect.centre());
  EXPECT_EQ(ended_, 1);
}

TEST_F(StaffedKiosk, maintenance_left_alone_goes_back_to_guests) {
  ASSERT_TRUE(pin_.set(right_pin).ok());
  tap_logo();
  enter(right_pin);
  EXPECT_TRUE(shows("Closes in 2:00"));
  lone_->clock().pass(flow::maintenance_for);
  lone_->settle();
  EXPECT_EQ(kiosk().state().screen, KioskScreen::attract);
}

TEST_F(StaffedKiosk, a_guest_at_work_is_not_interrupted) {
  ASSERT_TRUE(pin_.set(right_pin).ok());
  tap("Touch to start");
  ASSERT_EQ(kiosk().state().screen, KioskScreen::services);
  tap_logo(10);
  EXPECT_EQ(kiosk().state().overlay, KioskOverlay::none);
}

}  // namespace kiosk_staff_screens_test
}  // namespace lobby::tests
