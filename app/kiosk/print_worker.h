// PrintWorker: the thread that prints, so that a printer that hangs stops no screen. Orders come in
// and news go out as values, by two mailboxes. A job that is done or given up is removed from the
// print service; nothing of a guest stays here after it.
// Owns its thread: started by the constructor, ended and joined by the destructor, which waits for
// the answer of the printer that is awaited. print() may be called from any thread.
#pragma once

#include <chrono>
#include <condition_variable>
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
  BookingId booking;
  port::Letter letter;
};

// What became of an order; a value for the UI thread.
struct PrintNews {
  BookingId booking;
  flow::PrintStage stage = flow::PrintStage::sending;
  std::optional<port::PrintFault> fault;  // failed
  std::string note;                       // for the log; no personal data

  bool operator==(const PrintNews&) const = default;
};

struct PrintWorkerOptions {
  port::LetterWriter& writer;  // borrowed, like the next two; used on the thread alone
  port::Printer& printer;
  Mailbox<PrintNews>& news;
  port::Paper paper = port::Paper::roll_80mm;
  std::function<void()> on_news{};             // called on the thread after a letter was put
  std::chrono::milliseconds pace{500};         // between two looks at a job
  std::chrono::milliseconds patience{60'000};  // until a job is given up
};

class PrintWorker {
 public:
  explicit PrintWorker(PrintWorkerOptions options);
  PrintWorker(const PrintWorker&) = delete;
  PrintWorker& operator=(const PrintWorker&) = delete;
  ~PrintWorker();

  void print(PrintOrder order);

 private:
  void run(const std::stop_token& stop);
  void carry_out(PrintOrder& order, const std::stop_token& stop);
  std::optional<port::JobId> submit(const PrintOrder& order);
  void watch(const BookingId& booking, port::JobId job, const std::stop_token& stop);
  void end(const BookingId& booking, port::JobId job, flow::PrintStage stage,
           std::optional<port::PrintFault> fault);
  void tell(PrintNews news);
  void fail_with(const BookingId& booking, port::PrintFault fault, const std::string& why);
  bool rest(const std::stop_token& stop);

  PrintWorkerOptions options_;
  std::mutex mutex_;
  std::condition_variable_any wake_;
  bool ordered_ = false;  // guarded by mutex_
  Mailbox<PrintOrder> orders_;
  std::jthread thread_;  // last: starts when everything else is there
};

}  // namespace lobby::kiosk
