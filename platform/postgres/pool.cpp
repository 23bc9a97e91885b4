// Taking and returning.
#include "platform/postgres/pool.h"

#include <chrono>

namespace lobby::postgres {
namespace {

constexpr std::chrono::seconds wait_max{5};

}  // namespace

Pool::Lease::~Lease() {
  if (connection_) {
    pool_->give_back(std::move(connection_));
  }
}

Result<Pool::Lease> Pool::take(const std::function<Status(Connection&)>& opening) {
  for (;;) {
    Result<std::unique_ptr<Connection>> idle = take_idle_or_room();
    if (!idle) {
      return idle.error();
    }
    const bool kept = *idle != nullptr;
    Result<std::unique_ptr<Connection>> connection =
        kept ? std::move(idle) : Connection::open(url_);
    if (!connection) {
      give_back(nullptr);
      return connection.error();
    }
    Lease lease(*this, *std::move(connection));
    lease.connection().forget_failure();
    const Status opened = opening(lease.connection());
    if (opened) {
      return lease;
    }
    if (!kept || !lease.connection().is_lost()) {
      return opened.error();
    }
  }
}

// Null where a new one may be opened.
Result<std::unique_ptr<Connection>> Pool::take_idle_or_room() {
  std::unique_lock lock(mutex_);
  const bool free = returned_.wait_for(lock, wait_max, [&] { return taken_ < connections_max_; });
  if (!free) {
    return fail(ErrorCode::unavailable, "all " + std::to_string(connections_max_) +
                                            " connections to the database are busy; try again");
  }
  ++taken_;
  if (idle_.empty()) {
    return std::unique_ptr<Connection>();
  }
  std::unique_ptr<Connection> connection = std::move(idle_.back());
  idle_.pop_back();
  return connection;
}

void Pool::give_back(std::unique_ptr<Connection> connection) {
  {
    const std::lock_guard lock(mutex_);
    --taken_;
    if (connection && connection->is_idle()) {
      idle_.push_back(std::move(connection));
    }
  }
  returned_.notify_one();
}

}  // namespace lobby::postgres
