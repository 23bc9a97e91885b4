// StaffWorker: the thread that does for staff what would stop the screen: a PIN is slow to check on
// purpose, and a print service may not answer. Orders come in and news go out as values, by two
// mailboxes; a PIN is wiped once it was looked at.
// Owns its thread: started by the constructor, ended and joined by the destructor, which waits for
// the order that is under way. order() may be called from any thread.
#pragma once

#include <condition_variable>
#include <functional>
#include <mutex>
#include <string>
#include <string_view>
#include <thread>
#include <variant>

#include "app/common/mailbox.h"
#include "app/common/staff_pin.h"
#include "app/kiosk/staff_facts.h"
#include "core/flow/kiosk_flow.h"

namespace lobby::kiosk {

struct PinLookOrder {
  UtcTime now;
};
struct PinCheckOrder {
  std::string pin;
  flow::Moment at;
};
struct MachineLookOrder {};
using StaffOrder = std::variant<PinLookOrder, PinCheckOrder, MachineLookOrder>;

using StaffNews = std::variant<flow::PinLooked, flow::PinJudged, MachineHealth>;

struct StaffWorkerOptions {
  // Called on the thread alone.
  std::function<flow::PinRecord(UtcTime now)> look_at_pin;
  std::function<PinCheck(std::string_view pin, UtcTime now)> check_pin;
  std::function<MachineHealth()> look_at_machine;
  Mailbox<StaffNews>& news;         // borrowed
  std::function<void()> on_news{};  // called on the thread after a letter was put
};

class StaffWorker {
 public:
  explicit StaffWorker(StaffWorkerOptions options);
  StaffWorker(const StaffWorker&) = delete;
  StaffWorker& operator=(const StaffWorker&) = delete;
  ~StaffWorker();

  void order(StaffOrder order);

 private:
  void run(const std::stop_token& stop);
  StaffNews answer(const PinLookOrder& order);
  StaffNews answer(const PinCheckOrder& order);
  StaffNews answer(const MachineLookOrder& order);

  StaffWorkerOptions options_;
  std::mutex mutex_;
  std::condition_variable_any wake_;
  bool ordered_ = false;  // guarded by mutex_
  Mailbox<StaffOrder> orders_;
  std::jthread thread_;  // last: starts when everything else is there
};

}  // namespace lobby::kiosk
