// Mailbox: the only thing two threads of a device share. Values go in at one end and are taken
// out all at once at the other; the queue is swapped under the lock and read outside it. Bounded:
// a full mailbox drops the oldest, since every letter states a whole fact that a later one
// repeats.
// Any thread.
#pragma once

#include <deque>
#include <mutex>
#include <utility>

#include "core/base/limits.h"

namespace lobby {

template <class Letter>
class Mailbox {
 public:
  void put(Letter letter) {
    const std::lock_guard lock(mutex_);
    if (letters_.size() == limits::mailbox_depth_max) {
      letters_.pop_front();
    }
    letters_.push_back(std::move(letter));
  }

  std::deque<Letter> take() {
    std::deque<Letter> taken;
    const std::lock_guard lock(mutex_);
    taken.swap(letters_);
    return taken;
  }

 private:
  std::mutex mutex_;
  std::deque<Letter> letters_;
};

}  // namespace lobby
