// Tells waiting readers that the feed has grown: at once when this process was told by nudge(),
// within `interval` when another process wrote (an admin command, a second server).
// Owns its thread; nudge() from any thread.
#pragma once

#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <functional>
#include <mutex>
#include <thread>

namespace lobby::server {

struct FeedWatchOptions {
  std::function<std::int64_t()> head;  // of the feed; negative when it cannot be read
  std::function<bool()> anyone_waits;
  std::function<void()> changed;
  std::chrono::milliseconds interval{50};
};

class FeedWatch {
 public:
  explicit FeedWatch(FeedWatchOptions options);
  ~FeedWatch();
  FeedWatch(const FeedWatch&) = delete;
  FeedWatch& operator=(const FeedWatch&) = delete;

  void nudge();

 private:
  void run();

  const FeedWatchOptions options_;
  std::mutex mutex_;
  std::condition_variable awake_;
  bool nudged_ = false;
  bool ending_ = false;
  std::thread thread_;
};

}  // namespace lobby::server
