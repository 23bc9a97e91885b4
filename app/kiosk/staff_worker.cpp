// One order after the other.
#include "app/kiosk/staff_worker.h"

#include <utility>

#include "core/base/scrub.h"

namespace lobby::kiosk {

StaffWorker::StaffWorker(StaffWorkerOptions options)
    : options_(std::move(options)), thread_([this](const std::stop_token& stop) { run(stop); }) {}

StaffWorker::~StaffWorker() {
  thread_.request_stop();
  wake_.notify_all();
}

void StaffWorker::order(StaffOrder order) {
  orders_.put(std::move(order));
  {
    const std::lock_guard lock(mutex_);
    ordered_ = true;
  }
  wake_.notify_all();
}

void StaffWorker::run(const std::stop_token& stop) {
  while (!stop.stop_requested()) {
    {
      std::unique_lock lock(mutex_);
      wake_.wait(lock, stop, [this] { return ordered_; });
      ordered_ = false;
    }
    for (StaffOrder& order : orders_.take()) {
      if (!stop.stop_requested()) {
        options_.news.put(std::visit([this](const auto& kind) { return answer(kind); }, order));
        if (options_.on_news) {
          options_.on_news();
        }
      }
      replace_scrubbed(order, {});
    }
    scrub_stack();
  }
}

StaffNews StaffWorker::answer(const PinLookOrder& order) {
  return flow::PinLooked{options_.look_at_pin(order.now)};
}

StaffNews StaffWorker::answer(const PinCheckOrder& order) {
  const PinCheck checked = options_.check_pin(order.pin, order.at.wall);
  return flow::PinJudged{order.at.boot, checked.verdict, checked.record};
}

StaffNews StaffWorker::answer(const MachineLookOrder& /*order*/) {
  return options_.look_at_machine();
}

}  // namespace lobby::kiosk
