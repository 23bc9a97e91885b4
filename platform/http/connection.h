// What the server's connections share, and the coroutine that serves one of them. Private to this
// adapter; everything here belongs to the I/O thread except what is atomic.
#pragma once

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <set>

#include <boost/asio/awaitable.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/ssl/context.hpp>
#include <boost/asio/steady_timer.hpp>

#include "core/port/http.h"
#include "platform/http/server.h"
#include "platform/http/worker_pool.h"

namespace lobby::http {

class Connection;

struct Shared {
  const Options& options;
  const port::Handler& handler;
  boost::asio::io_context& io;
  boost::asio::ssl::context& tls;
  WorkerPool& pool;

  std::set<Connection*> connections{};
  std::set<boost::asio::steady_timer*> waiting{};
  std::uint64_t wake_count = 0;
  bool stopping = false;
  std::atomic<std::size_t> connection_count = 0;
  std::atomic<std::size_t> waiting_count = 0;
};

// Ends when the connection does. REQUIRES: `shared` outlives it.
boost::asio::awaitable<void> serve_connection(boost::asio::ip::tcp::socket socket, Shared& shared);

// Closes what waits for a client; what is answering finishes first.
void stop_idle(Shared& shared);
// Closes everything.
void stop_all(Shared& shared);

}  // namespace lobby::http
