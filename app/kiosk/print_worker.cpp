// One order after the other: look at the printer, set the letter, hand it over, watch the job.
#include "app/kiosk/print_worker.h"

#include <algorithm>
#include <utility>

#include "core/base/limits.h"
#include "core/base/scrub.h"
#include "core/base/text.h"

namespace lobby::kiosk {
namespace {

using flow::PrintStage;
using port::JobState;
using port::PrintFault;
using std::chrono::steady_clock;

// Seen so often in a row: a lid that is closed again or a service that was busy is no failure.
constexpr int rounds_believed = 3;

PrintOrder taken_from_front(std::deque<PrintOrder>& orders) {
  PrintOrder order = std::move(orders.front());
  replace_scrubbed(orders.front(), {});
  orders.pop_front();
  return order;
}

}  // namespace

PrintWorker::PrintWorker(PrintWorkerOptions options)
    : options_(std::move(options)), thread_([this](const std::stop_token& stop) { run(stop); }) {}

PrintWorker::~PrintWorker() {
  thread_.request_stop();
  wake_.notify_all();
}

void PrintWorker::print(PrintOrder order) {
  {
    const std::lock_guard lock(mutex_);
    if (orders_.size() < limits::mailbox_depth_max) {
      orders_.push_back(std::move(order));
      wake_.notify_all();
      return;
    }
  }
  fail_with({order.number, order.booking}, PrintFault::offline, "too many letters wait");
}

void PrintWorker::drop(const flow::PrintsDropped& dropped) {
  std::deque<PrintNews> gone;
  {
    const std::lock_guard lock(mutex_);
    if (!dropped.coming_may_come) {
      refused_ = std::max(refused_, dropped.last);
    } else if (dropped.last > left_) {
      left_ = dropped.last;
      left_at_ = steady_clock::now();
    }
    while (!orders_.empty() && orders_.front().number <= dropped.last) {
      PrintOrder& order = orders_.front();
      gone.push_back({order.number, order.booking, PrintStage::failed, std::nullopt, {}});
      replace_scrubbed(order, {});
      orders_.pop_front();
    }
  }
  for (PrintNews& news : gone) {
    tell(std::move(news));
  }
}

void PrintWorker::run(const std::stop_token& stop) {
  purge();
  while (!stop.stop_requested()) {
    std::optional<PrintOrder> order = next(stop);
    if (purge_due_ && !stop.stop_requested()) {
      purge();
    }
    if (order) {
      carry_out(*order, stop);
      replace_scrubbed(order, {});
      scrub_stack();
    }
  }
}

// Nothing where the program ends or a purge has been due for long enough.
std::optional<PrintOrder> PrintWorker::next(const std::stop_token& stop) {
  std::unique_lock lock(mutex_);
  const auto ordered = [this] { return !orders_.empty(); };
  if (purge_due_) {
    wake_.wait_for(lock, stop, options_.purge_pace, ordered);
  } else {
    wake_.wait(lock, stop, ordered);
  }
  return orders_.empty() || stop.stop_requested() ? std::nullopt
                                                  : std::optional(taken_from_front(orders_));
}

void PrintWorker::carry_out(PrintOrder& order, const std::stop_token& stop) {
  const Task task{order.number, order.booking};
  if (const std::optional<PrintFault> fault = options_.printer.fault()) {
    fail_with(task, *fault, {});
    return;
  }
  if (is_dropped(task.number, false)) {
    tell({task.number, task.booking, PrintStage::failed, std::nullopt, {}});
    return;
  }
  const std::optional<port::JobId> job = submit(order);
  replace_scrubbed(order.letter, {});  // a job may be watched long after its guest has left
  scrub_stack();
  if (job) {
    watch(task, *job, stop);
  }
}

std::optional<port::JobId> PrintWorker::submit(const PrintOrder& order) {
  const Task task{order.number, order.booking};
  Result<port::LetterDocument> document = options_.writer.write(order.letter, options_.paper);
  if (!document) {
    fail_with(task, PrintFault::refused, to_string(document.error()));
    return std::nullopt;
  }
  const Result<port::JobId> job = options_.printer.submit(*document);
  wipe_text(document->pdf);
  if (!job) {
    const PrintFault fault = options_.printer.fault().value_or(PrintFault::refused);
    // The service may have taken it without an answer, or be about to: once more a while later.
    purge();
    purge_due_ = true;
    fail_with(task, fault, to_string(job.error()));
    return std::nullopt;
  }
  return *job;
}

void PrintWorker::watch(const Task& task, port::JobId job, const std::stop_token& stop) {
  const auto since = steady_clock::now();
  std::optional<JobState> told;
  std::optional<PrintFault> suspected;
  int rounds = 0;
  while (steady_clock::now() - since < options_.patience) {
    const Result<JobState> state = options_.printer.job(job);
    std::optional<PrintFault> fault = state ? std::nullopt : std::optional(PrintFault::offline);
    if (state && *state == JobState::done) {
      end(task, job, PrintStage::done, std::nullopt);
      return;
    }
    if (!fault) {
      fault = fault_after(steady_clock::now() - since);
    }
    if (state && *state == JobState::lost) {
      end(task, job, PrintStage::failed, fault.value_or(PrintFault::refused));
      return;
    }
    if (is_dropped(task.number, state && *state == JobState::printing && !fault)) {
      end(task, job, PrintStage::failed, std::nullopt);
      return;
    }
    if (state && *state == JobState::printing && told != *state) {
      told = *state;
      tell({task.number, task.booking, PrintStage::printing, std::nullopt, {}});
    }
    rounds = fault && fault == suspected ? rounds + 1 : 1;
    suspected = fault;
    if (fault && rounds >= rounds_believed) {
      break;
    }
    if (!rest(stop)) {
      break;
    }
  }
  end(task, job, PrintStage::failed, suspected.value_or(PrintFault::offline));
}

std::optional<PrintFault> PrintWorker::fault_after(steady_clock::duration watched) {
  const std::optional<PrintFault> fault = options_.printer.fault();
  return fault || watched < options_.patience_for_page ? fault : options_.printer.warning();
}

// First the job goes: a letter must not come out after its guest was told that it will not.
void PrintWorker::end(const Task& task, port::JobId job, PrintStage stage,
                      std::optional<PrintFault> fault) {
  PrintNews news{task.number, task.booking, stage, fault, {}};
  if (const Status removed = options_.printer.remove(job); !removed) {
    news.note = "the letter may still be with the print service, which is asked again: " +
                to_string(removed.error());
    purge_due_ = true;
    purge_noted_ = true;
  }
  tell(std::move(news));
}

void PrintWorker::purge() {
  const Status purged = options_.printer.purge();
  if (!purged && !purge_noted_) {
    PrintNews news;
    news.note = "letters may be left with the print service, which is asked again: " +
                to_string(purged.error());
    tell(std::move(news));
  }
  purge_due_ = !purged;
  purge_noted_ = !purged;
}

// `coming`: its paper is on its way, and half of it in the tray would tell as much of the guest as
// all of it; on a roll it would hang on the next guest's.
bool PrintWorker::is_dropped(flow::PrintNumber number, bool coming) {
  const std::lock_guard lock(mutex_);
  const bool left = number <= left_;
  return number <= refused_ ||
         (left && (!coming || steady_clock::now() - left_at_ >= options_.patience_for_page));
}

void PrintWorker::fail_with(const Task& task, PrintFault fault, const std::string& why) {
  tell({task.number, task.booking, PrintStage::failed, fault, why});
}

void PrintWorker::tell(PrintNews news) {
  options_.news.put(std::move(news));
  if (options_.on_news) {
    options_.on_news();
  }
}

// False where the program ends.
bool PrintWorker::rest(const std::stop_token& stop) {
  std::unique_lock lock(mutex_);
  wake_.wait_for(lock, stop, options_.pace, [&] { return stop.stop_requested(); });
  return !stop.stop_requested();
}

}  // namespace lobby::kiosk
