// SyncWorker: the sync thread of a device. Sends what is due, then waits in a long poll for news;
// a new operation ends the wait. Away from the server it tries again with full jitter.
// Owns its thread: started by the constructor, ended and joined by the destructor. Other members
// may be called from any thread.
#pragma once

#include <condition_variable>
#include <functional>
#include <mutex>
#include <optional>
#include <thread>

#include "app/common/mailbox.h"
#include "core/base/result.h"
#include "core/device/synchroniser.h"

namespace lobby {

// What a round brought; a value for the UI thread.
struct SyncNews {
  bool online = false;
  std::optional<Error> trouble;  // why not online
  device::RoundReport report;

  bool operator==(const SyncNews&) const = default;
};

struct SyncWorkerOptions {
  device::SyncParts parts;        // borrowed; outlives the worker
  Mailbox<SyncNews>& news;        // borrowed
  std::function<void()> on_news;  // called on the sync thread after a letter was put
  Duration long_poll = Duration::seconds(20);
  // Called on the sync thread before each round with what the last one ran into; keeps the means of
  // talking to the server in order.
  std::function<void(const std::optional<Error>& trouble)> before_round =
      [](const std::optional<Error>&) {};
};

class SyncWorker {
 public:
  explicit SyncWorker(SyncWorkerOptions options);
  SyncWorker(const SyncWorker&) = delete;
  SyncWorker& operator=(const SyncWorker&) = delete;
  ~SyncWorker();

  // There is an operation to send.
  void nudge();

 private:
  void run(const std::stop_token& stop);
  Result<device::RoundReport> round();
  Result<device::RoundReport> poll();
  bool was_nudged();
  Duration poll_for();
  void report(const Result<device::RoundReport>& round);
  void rest(const std::stop_token& stop);

  SyncWorkerOptions options_;
  std::mutex mutex_;
  std::condition_variable_any wake_;
  bool nudged_ = false;           // guarded by mutex_: something to send came up
  bool polling_ = false;          // guarded by mutex_: a wait that a nudge may end
  bool online_ = false;           // sync thread
  bool idle_ = false;             // sync thread: a long poll was answered early, without news
  std::int32_t failures_ = 0;     // sync thread
  std::optional<Error> trouble_;  // sync thread: of the last round
  std::optional<SyncNews> told_;  // sync thread
  std::jthread thread_;           // last: starts when everything else is there
};

}  // namespace lobby
