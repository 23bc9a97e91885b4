// A bounded set of connections to one database. Who takes one returns it at the end of its lease;
// one that is lost or inside a transaction is closed then. A server that restarted leaves dead
// connections behind: they are found when they are taken, and replaced.
// Any thread; a lease belongs to one.
#pragma once

#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "core/base/result.h"
#include "platform/postgres/connection.h"

namespace lobby::postgres {

class Pool {
 public:
  class Lease {
   public:
    Lease(Pool& pool, std::unique_ptr<Connection> connection)
        : pool_(&pool), connection_(std::move(connection)) {}
    Lease(Lease&&) = default;
    Lease& operator=(Lease&&) = delete;
    ~Lease();
    Connection& connection() { return *connection_; }
    const Connection& connection() const { return *connection_; }

   private:
    Pool* pool_;
    std::unique_ptr<Connection> connection_;
  };

  // `connections_max` ≥ 1. None is opened before it is needed.
  Pool(std::string url, std::size_t connections_max)
      : url_(std::move(url)), connections_max_(connections_max) {}

  // A connection on which `opening` has succeeded. Where that fails because a kept connection was
  // dead, it runs again on another: it must be the first of a transaction.
  // Errors: unavailable (none free for five seconds), those of Connection::open and `opening`.
  Result<Lease> take(const std::function<Status(Connection&)>& opening);

 private:
  Result<std::unique_ptr<Connection>> take_idle_or_room();
  void give_back(std::unique_ptr<Connection> connection);

  const std::string url_;
  const std::size_t connections_max_;
  std::mutex mutex_;  // guards all below
  std::condition_variable returned_;
  std::vector<std::unique_ptr<Connection>> idle_;
  std::size_t taken_ = 0;
};

}  // namespace lobby::postgres
