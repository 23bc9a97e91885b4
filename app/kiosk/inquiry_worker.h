// InquiryWorker: the thread that asks the server for a guest who waits, so that neither the screen
// nor the sync thread's long poll stands in the way. Questions come in and answers go out as
// values, by two mailboxes; nothing of a guest stays here after its answer.
// Owns its thread: started by the constructor, ended and joined by the destructor, which breaks off
// the request under way. ask() may be called from any thread.
#pragma once

#include <condition_variable>
#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>
#include <thread>

#include "app/common/mailbox.h"
#include "core/base/result.h"
#include "core/device/inquiry.h"
#include "core/port/transport.h"

namespace lobby::kiosk {

struct InquiryOrder {
  std::int32_t number = 0;
  device::Inquiry inquiry;
};

// A value for the UI thread.
struct InquiryNews {
  std::int32_t number = 0;
  Result<device::InquiryAnswer> answer;
};

struct InquiryWorkerOptions {
  // A way to the server with the certificate of now; called on the thread, for each question.
  std::function<Result<std::unique_ptr<port::Transport>>()> open;
  Mailbox<InquiryNews>& news;       // borrowed
  std::function<void()> on_news{};  // called on the thread after a letter was put
};

class InquiryWorker {
 public:
  explicit InquiryWorker(InquiryWorkerOptions options);
  InquiryWorker(const InquiryWorker&) = delete;
  InquiryWorker& operator=(const InquiryWorker&) = delete;
  ~InquiryWorker();

  void ask(InquiryOrder order);

 private:
  void run(const std::stop_token& stop);
  void answer(const InquiryOrder& order, const std::stop_token& stop);
  void tell(InquiryNews news);

  InquiryWorkerOptions options_;
  std::mutex mutex_;
  std::condition_variable_any wake_;
  bool ordered_ = false;                  // guarded by mutex_
  port::Transport* under_way_ = nullptr;  // guarded by mutex_
  Mailbox<InquiryOrder> orders_;
  std::jthread thread_;  // last: starts when everything else is there
};

}  // namespace lobby::kiosk
