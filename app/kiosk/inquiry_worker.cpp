// One question after the other, each over a connection of its own.
#include "app/kiosk/inquiry_worker.h"

#include <utility>

#include "core/base/scrub.h"

namespace lobby::kiosk {

InquiryWorker::InquiryWorker(InquiryWorkerOptions options)
    : options_(std::move(options)), thread_([this](const std::stop_token& stop) { run(stop); }) {}

InquiryWorker::~InquiryWorker() {
  thread_.request_stop();
  wake_.notify_all();
  const std::lock_guard lock(mutex_);
  if (under_way_ != nullptr) {
    under_way_->cancel();
  }
}

void InquiryWorker::ask(InquiryOrder order) {
  orders_.put(std::move(order));
  {
    const std::lock_guard lock(mutex_);
    ordered_ = true;
  }
  wake_.notify_all();
}

void InquiryWorker::run(const std::stop_token& stop) {
  while (!stop.stop_requested()) {
    {
      std::unique_lock lock(mutex_);
      wake_.wait(lock, stop, [this] { return ordered_; });
      ordered_ = false;
    }
    for (InquiryOrder& order : orders_.take()) {
      if (!stop.stop_requested()) {
        answer(order, stop);
      }
      replace_scrubbed(order, {});
    }
    scrub_stack();
  }
}

void InquiryWorker::answer(const InquiryOrder& order, const std::stop_token& stop) {
  const Result<std::unique_ptr<port::Transport>> server = options_.open();
  if (!server) {
    tell({order.number, server.error()});
    return;
  }
  {
    const std::lock_guard lock(mutex_);
    if (stop.stop_requested()) {
      return;
    }
    under_way_ = server->get();
  }
  Result<device::InquiryAnswer> answer = device::inquire(**server, order.inquiry);
  {
    const std::lock_guard lock(mutex_);
    under_way_ = nullptr;
  }
  tell({order.number, std::move(answer)});
}

void InquiryWorker::tell(InquiryNews news) {
  options_.news.put(std::move(news));
  if (options_.on_news) {
    options_.on_news();
  }
}

}  // namespace lobby::kiosk
