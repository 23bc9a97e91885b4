// The thread that asks gateway and terminal about payments: at once when one was started, else once
// a second for those whose time has come.
#pragma once

#include <condition_variable>
#include <functional>
#include <mutex>
#include <thread>

namespace lobby::server {

class Cashier {
 public:
  // `tend` runs on this thread alone, and never throws.
  explicit Cashier(std::function<void()> tend);
  ~Cashier();  // waits for the question under way
  Cashier(const Cashier&) = delete;
  Cashier& operator=(const Cashier&) = delete;

  // A payment was started or moved. Any thread.
  void nudge();

 private:
  void run();

  std::function<void()> tend_;
  std::mutex mutex_;
  std::condition_variable changed_;
  bool nudged_ = false;
  bool ends_ = false;
  std::thread thread_;  // the last: it uses the others
};

}  // namespace lobby::server
