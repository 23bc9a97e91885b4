// Goal: what staff ask for is done on the worker's thread and answered, each order once, with the
// PIN and the time it was given. Method: functions of the test in place of files and print service.
#include "app/kiosk/staff_worker.h"

#include <atomic>
#include <chrono>
#include <thread>
#include <vector>

#include <gtest/gtest.h>

namespace lobby::kiosk {
namespace staff_worker_test {

class StaffWorkerTest : public testing::Test {
 protected:
  StaffWorkerOptions options() {
    return {.look_at_pin = [](UtcTime now) { return flow::PinRecord{true, 2, now}; },
            .check_pin =
                [this](std::string_view pin, UtcTime now) {
                  ++checks_;
                  const bool right = pin == "482913" && now == UtcTime{7};
                  return PinCheck{right ? flow::PinVerdict::right : flow::PinVerdict::wrong, {}};
                },
            .look_at_machine =
                [this] {
                  screen_thread_ = std::this_thread::get_id() == test_thread_;
                  return MachineHealth{false, {}, 3, {}};
                },
            .news = news_,
            .on_news = [this] { ++told_; }};
  }
  StaffNews next_news() {
    for (int tries = 0; tries < 5'000; ++tries) {
      for (StaffNews& one : news_.take()) {
        return std::move(one);
      }
      std::this_thread::sleep_for(std::chrono::milliseconds(1));
    }
    ADD_FAILURE() << "no answer came";
    return {};
  }

  Mailbox<StaffNews> news_;
  std::atomic<int> checks_ = 0;
  std::atomic<int> told_ = 0;
  std::atomic<bool> screen_thread_ = true;
  std::thread::id test_thread_ = std::this_thread::get_id();
};

TEST_F(StaffWorkerTest, every_order_has_its_answer) {
  StaffWorker worker(options());
  worker.order(PinLookOrder{UtcTime{7}});
  const StaffNews looked = next_news();
  ASSERT_NE(std::get_if<flow::PinLooked>(&looked), nullptr);
  EXPECT_EQ(std::get<flow::PinLooked>(looked).record, (flow::PinRecord{true, 2, UtcTime{7}}));
  worker.order(PinCheckOrder{"482913", {UtcTime{7}, Duration{11}}});
  const StaffNews judged = next_news();
  ASSERT_NE(std::get_if<flow::PinJudged>(&judged), nullptr);
  EXPECT_EQ(std::get<flow::PinJudged>(judged).verdict, flow::PinVerdict::right);
  EXPECT_EQ(std::get<flow::PinJudged>(judged).asked_at, Duration{11});
  worker.order(MachineLookOrder{});
  const StaffNews health = next_news();
  ASSERT_NE(std::get_if<MachineHealth>(&health), nullptr);
  EXPECT_EQ(std::get<MachineHealth>(health).keyboards, 3);
  EXPECT_FALSE(screen_thread_);
}

TEST_F(StaffWorkerTest, an_order_is_carried_out_once) {
  {
    StaffWorker worker(options());
    worker.order(PinCheckOrder{"000000", {UtcTime{7}, Duration{1}}});
    const StaffNews judged = next_news();
    EXPECT_EQ(std::get<flow::PinJudged>(judged).verdict, flow::PinVerdict::wrong);
    worker.order(MachineLookOrder{});
    next_news();
  }
  EXPECT_EQ(checks_, 1);
  EXPECT_EQ(told_, 2);
}

}  // namespace staff_worker_test
}  // namespace lobby::kiosk
