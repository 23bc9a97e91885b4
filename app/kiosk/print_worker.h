// PrintWorker: the thread that prints, so that a printer that hangs stops no screen. Orders come in
// and news go out as values. A job that is done, given up or dropped is removed from the print
// service; nothing of a guest stays here after it. What an earlier run left with the service, or a
// service that was away kept, is purged at the start and until that has worked.
// Owns its thread: started by the constructor, ended and joined by the destructor, which waits for
// the answer of the printer that is awaited. print() and drop() may be called from any thread.
#pragma once

#include <chrono>
#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <optional>
#include <string>
#include <thread>

#include "app/common/mailbox.h"
#include "core/base/id.h"
#include "core/flow/print_state.h"
#include "core/port/letter.h"
#include "core/port/printer.h"

namespace lobby::kiosk {

struct PrintOrder {
  flow::PrintNumber number = 0;  // higher than that of any order before
  BookingId booking;
  port::Letter letter;
};

// What became of an order; a value for the UI thread.
struct PrintNews {
  flow::PrintNumber number = 0;  // 0: the news are about no order
  BookingId booking;
  flow::PrintStage stage = flow::PrintStage::sending;
  std::optional<port::PrintFault> fault;  // failed; nothing: the order was dropped
  std::string note;                       // for the log; no personal data

  bool operator==(const PrintNews&) const = default;
};

struct PrintWorkerOptions {
  port::LetterWriter& writer;  // borrowed, like the next two; used on the thread alone
  port::Printer& printer;
  Mailbox<PrintNews>& news;
  port::Paper paper = port::Paper::roll_80mm;
  std::function<void()> on_news{};             // called after a letter was put
  std::chrono::milliseconds pace{500};         // between two looks at a job
  std::chrono::milliseconds patience{60'000};  // until a job is given up
  // What a cold laser printer takes for a page. A printer that warns of something and has printed
  // nothing for so long prints nothing; a guest who has left waits no longer at the tray.
  std::chrono::milliseconds patience_for_page{20'000};
  std::chrono::milliseconds purge_pace{30'000};  // between two attempts
};

class PrintWorker {
 public:
  explicit PrintWorker(PrintWorkerOptions options);
  PrintWorker(const PrintWorker&) = delete;
  PrintWorker& operator=(const PrintWorker&) = delete;
  ~PrintWorker();

  void print(PrintOrder order);
  // Orders that wait go at once, with their letters; a watched job at the next look at it.
  void drop(const flow::PrintsDropped& dropped);

 private:
  // Of the order that is carried out.
  struct Task {
    flow::PrintNumber number = 0;
    BookingId booking;
  };

  void run(const std::stop_token& stop);
  std::optional<PrintOrder> next(const std::stop_token& stop);
  void carry_out(PrintOrder& order, const std::stop_token& stop);
  std::optional<port::JobId> submit(const PrintOrder& order);
  void watch(const Task& task, port::JobId job, const std::stop_token& stop);
  std::optional<port::PrintFault> fault_after(std::chrono::steady_clock::duration watched);
  void end(const Task& task, port::JobId job, flow::PrintStage stage,
           std::optional<port::PrintFault> fault);
  void purge();
  bool is_dropped(flow::PrintNumber number, bool coming);
  void tell(PrintNews news);
  void fail_with(const Task& task, port::PrintFault fault, const std::string& why);
  bool rest(const std::stop_token& stop);

  PrintWorkerOptions options_;
  std::mutex mutex_;  // guards what stands below, but for the thread's own
  std::condition_variable_any wake_;
  std::deque<PrintOrder> orders_;
  flow::PrintNumber left_ = 0;  // the guests of orders up to this one have gone
  std::chrono::steady_clock::time_point left_at_;
  flow::PrintNumber refused_ = 0;  // orders up to this one must not come any more
  bool purge_due_ = true;          // the thread's own, like the next
  bool purge_noted_ = false;
  std::jthread thread_;  // last: starts when everything else is there
};

}  // namespace lobby::kiosk
