// A fixed number of threads behind a bounded queue: work that touches the store runs here, never
// on the thread that owns the sockets.
// submit() from any thread; jobs must not throw.
#pragma once

#include <condition_variable>
#include <cstddef>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

namespace lobby::http {

struct PoolSize {
  std::size_t threads = 4;
  std::size_t queue_depth = 256;  // jobs that may wait
};

class WorkerPool {
 public:
  explicit WorkerPool(PoolSize size);
  ~WorkerPool();  // runs what is queued, then ends
  WorkerPool(const WorkerPool&) = delete;
  WorkerPool& operator=(const WorkerPool&) = delete;

  // False when the queue is full; the job was not taken.
  bool submit(std::function<void()> job);

 private:
  void run();

  const std::size_t queue_depth_;
  std::mutex mutex_;
  std::condition_variable ready_;
  std::deque<std::function<void()>> queue_;
  bool ending_ = false;
  std::vector<std::thread> threads_;
};

}  // namespace lobby::http
