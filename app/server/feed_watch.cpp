// Compares the head of the feed with the one last told. Telling too often costs a poll; telling
// too seldom would cost a guest, so a head that went back (a restored backup) is told as well.
#include "app/server/feed_watch.h"

#include <utility>

namespace lobby::server {

FeedWatch::FeedWatch(FeedWatchOptions options)
    : options_(std::move(options)), thread_([this] { run(); }) {}

FeedWatch::~FeedWatch() {
  {
    const std::lock_guard lock(mutex_);
    ending_ = true;
  }
  awake_.notify_one();
  thread_.join();
}

void FeedWatch::nudge() {
  {
    const std::lock_guard lock(mutex_);
    nudged_ = true;
  }
  awake_.notify_one();
}

void FeedWatch::run() {
  std::int64_t told = 0;
  for (;;) {
    {
      std::unique_lock lock(mutex_);
      awake_.wait_for(lock, options_.interval, [this] { return nudged_ || ending_; });
      if (ending_) {
        return;
      }
      nudged_ = false;
    }
    if (!options_.anyone_waits()) {
      continue;
    }
    const std::int64_t head = options_.head();
    if (head >= 0 && head != told) {
      told = head;
      options_.changed();
    }
  }
}

}  // namespace lobby::server
