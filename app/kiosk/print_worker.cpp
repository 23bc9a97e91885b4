// One order after the other: look at the printer, set the letter, hand it over, watch the job.
#include "app/kiosk/print_worker.h"

#include <utility>

#include "core/base/scrub.h"
#include "core/base/text.h"

namespace lobby::kiosk {
namespace {

using flow::PrintStage;
using port::JobState;
using port::PrintFault;

// Seen so often in a row: a lid that is closed again or a service that was busy is no failure.
constexpr int rounds_believed = 3;

}  // namespace

PrintWorker::PrintWorker(PrintWorkerOptions options)
    : options_(std::move(options)), thread_([this](const std::stop_token& stop) { run(stop); }) {}

PrintWorker::~PrintWorker() {
  thread_.request_stop();
  wake_.notify_all();
}

void PrintWorker::print(PrintOrder order) {
  orders_.put(std::move(order));
  {
    const std::lock_guard lock(mutex_);
    ordered_ = true;
  }
  wake_.notify_all();
}

void PrintWorker::run(const std::stop_token& stop) {
  while (!stop.stop_requested()) {
    {
      std::unique_lock lock(mutex_);
      wake_.wait(lock, stop, [this] { return ordered_; });
      ordered_ = false;
    }
    for (PrintOrder& order : orders_.take()) {
      if (!stop.stop_requested()) {
        carry_out(order, stop);
      }
      replace_scrubbed(order, {});
    }
    scrub_stack();
  }
}

void PrintWorker::carry_out(PrintOrder& order, const std::stop_token& stop) {
  if (const std::optional<PrintFault> fault = options_.printer.fault()) {
    fail_with(order.booking, *fault, {});
    return;
  }
  const std::optional<port::JobId> job = submit(order);
  replace_scrubbed(order.letter, {});  // a job may be watched long after its guest has left
  if (job) {
    watch(order.booking, *job, stop);
  }
}

std::optional<port::JobId> PrintWorker::submit(const PrintOrder& order) {
  Result<port::LetterDocument> document = options_.writer.write(order.letter, options_.paper);
  if (!document) {
    fail_with(order.booking, PrintFault::refused, to_string(document.error()));
    return std::nullopt;
  }
  const Result<port::JobId> job = options_.printer.submit(*document);
  wipe_text(document->pdf);
  if (!job) {
    fail_with(order.booking, options_.printer.fault().value_or(PrintFault::refused),
              to_string(job.error()));
    return std::nullopt;
  }
  return *job;
}

void PrintWorker::watch(const BookingId& booking, port::JobId job, const std::stop_token& stop) {
  const auto until = std::chrono::steady_clock::now() + options_.patience;
  std::optional<JobState> told;
  std::optional<PrintFault> suspected;
  int rounds = 0;
  while (std::chrono::steady_clock::now() < until) {
    const Result<JobState> state = options_.printer.job(job);
    std::optional<PrintFault> fault = state ? std::nullopt : std::optional(PrintFault::offline);
    if (state && *state == JobState::done) {
      end(booking, job, PrintStage::done, std::nullopt);
      return;
    }
    if (!fault) {
      fault = options_.printer.fault();
    }
    if (state && *state == JobState::lost) {
      end(booking, job, PrintStage::failed, fault.value_or(PrintFault::refused));
      return;
    }
    if (state && *state == JobState::printing && told != *state) {
      told = *state;
      tell({booking, PrintStage::printing, std::nullopt, {}});
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
  end(booking, job, PrintStage::failed, suspected.value_or(PrintFault::offline));
}

// First the job goes: a letter must not come out after its guest was told that it will not.
void PrintWorker::end(const BookingId& booking, port::JobId job, PrintStage stage,
                      std::optional<PrintFault> fault) {
  PrintNews news{booking, stage, fault, {}};
  if (const Status removed = options_.printer.remove(job); !removed) {
    news.note = "the letter may still be with the print service: " + to_string(removed.error());
  }
  tell(std::move(news));
}

void PrintWorker::fail_with(const BookingId& booking, PrintFault fault, const std::string& why) {
  tell({booking, PrintStage::failed, fault, why});
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
