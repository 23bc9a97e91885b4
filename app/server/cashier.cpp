// Waits, then tends, until it is told to end.
#include "app/server/cashier.h"

#include <chrono>
#include <utility>

namespace lobby::server {
namespace {

constexpr std::chrono::seconds looks_every{1};

}  // namespace

Cashier::Cashier(std::function<void()> tend) : tend_(std::move(tend)), thread_([this] { run(); }) {}

Cashier::~Cashier() {
  {
    const std::lock_guard lock(mutex_);
    ends_ = true;
  }
  changed_.notify_all();
  thread_.join();
}

void Cashier::nudge() {
  {
    const std::lock_guard lock(mutex_);
    nudged_ = true;
  }
  changed_.notify_all();
}

void Cashier::run() {
  std::unique_lock lock(mutex_);
  while (!ends_) {
    changed_.wait_for(lock, looks_every, [this] { return nudged_ || ends_; });
    if (ends_) {
      return;
    }
    nudged_ = false;
    lock.unlock();
    tend_();
    lock.lock();
  }
}

}  // namespace lobby::server
