// The loop of the sync thread.
#include "app/common/sync_worker.h"

#include <algorithm>
#include <array>
#include <chrono>

namespace lobby {
namespace {

std::uint32_t random_number(port::Entropy& entropy) {
  std::array<std::uint8_t, 4> bytes{};
  entropy.fill(bytes);
  return static_cast<std::uint32_t>(bytes[0]) << 24U | static_cast<std::uint32_t>(bytes[1]) << 16U |
         static_cast<std::uint32_t>(bytes[2]) << 8U | bytes[3];
}

bool has_news(const device::RoundReport& report) {
  return report.applied + report.refused + report.feed_items > 0 || report.units_refused ||
         report.bad_catalog;
}

void add(device::RoundReport& pulled, const device::RoundReport& next) {
  pulled.feed_items += next.feed_items;
  pulled.new_catalog = pulled.new_catalog || next.new_catalog;
  pulled.bad_catalog = next.bad_catalog ? next.bad_catalog : pulled.bad_catalog;
}

}  // namespace

SyncWorker::SyncWorker(SyncWorkerOptions options)
    : options_(std::move(options)), thread_([this](const std::stop_token& stop) { run(stop); }) {}

SyncWorker::~SyncWorker() {
  thread_.request_stop();
  options_.parts.transport.cancel();
  wake_.notify_all();
}

void SyncWorker::nudge() {
  const std::lock_guard lock(mutex_);
  if (polling_ && !nudged_) {
    options_.parts.transport.cancel();
  }
  nudged_ = true;
}

bool SyncWorker::was_nudged() {
  const std::lock_guard lock(mutex_);
  return nudged_;
}

void SyncWorker::run(const std::stop_token& stop) {
  while (!stop.stop_requested()) {
    options_.before_round(trouble_);
    // It may have used up the cancel that ends this thread's last request.
    if (stop.stop_requested()) {
      return;
    }
    const Result<device::RoundReport> done_round = round();
    if (stop.stop_requested()) {
      return;
    }
    // A wait that a nudge ended says nothing about the server.
    if (!done_round && was_nudged() && online_) {
      continue;
    }
    report(done_round);
    if (!done_round || idle_) {
      rest(stop);
    }
  }
}

Result<device::RoundReport> SyncWorker::round() {
  {
    const std::lock_guard lock(mutex_);
    nudged_ = false;
  }
  idle_ = false;
  Result<device::RoundReport> pushed = device::push(options_.parts);
  // What was sent is told before the wait, which may be long.
  const bool tell = !pushed || pushed->more || has_news(*pushed);
  return tell ? pushed : poll();
}

Result<device::RoundReport> SyncWorker::poll() {
  const Duration wait = poll_for();
  {
    const std::lock_guard lock(mutex_);
    if (nudged_ && online_) {
      return device::RoundReport{};
    }
    polling_ = true;
  }
  const auto asked_at = std::chrono::steady_clock::now();
  Result<device::RoundReport> pulled = device::pull(options_.parts, wait);
  const auto taken = std::chrono::steady_clock::now() - asked_at;
  bool nudged = false;
  {
    const std::lock_guard lock(mutex_);
    polling_ = false;
    nudged = nudged_;
  }
  if (pulled && nudged) {
    // The answer came before the cancel, which would now end the sending of an operation.
    if (const Result<device::RoundReport> next = device::pull(options_.parts, Duration{})) {
      add(*pulled, *next);
    }
  }
  idle_ = pulled && !nudged && !has_news(*pulled) && wait.ms > 0 &&
          taken < std::chrono::milliseconds(wait.ms / 2);
  return pulled;
}

// Operations that wait for a later attempt must not wait for the end of a long poll.
Duration SyncWorker::poll_for() {
  if (!online_) {
    return Duration{};
  }
  const Result<port::OutboxSummary> outbox = options_.parts.store.outbox_summary();
  const bool waiting = outbox && outbox->pending > 0;
  return waiting ? Duration::seconds(1) : options_.long_poll;
}

void SyncWorker::report(const Result<device::RoundReport>& round) {
  SyncNews news;
  news.online = round.ok();
  if (round) {
    news.report = *round;
  } else {
    news.trouble = round.error();
  }
  online_ = news.online;
  trouble_ = news.trouble;
  failures_ = news.online ? 0 : failures_ + 1;
  const bool changed = !told_ || told_->online != news.online || told_->trouble != news.trouble;
  if (changed || (round && has_news(*round))) {
    told_ = news;
    options_.news.put(std::move(news));
    options_.on_news();
  }
}

void SyncWorker::rest(const std::stop_token& stop) {
  const Duration delay = device::retry_delay(std::max(0, failures_ - 1),
                                             random_number(options_.parts.entropy), std::nullopt);
  std::unique_lock lock(mutex_);
  // A nudge does not shorten the rest: a server that is away is not asked for every booking.
  wake_.wait_for(lock, stop, std::chrono::milliseconds(delay.ms),
                 [&] { return stop.stop_requested(); });
}

}  // namespace lobby
