// Listening, the I/O thread, and stopping. Members are declared so that what runs ends before what
// it uses: the coroutines have all returned before the pool and the TLS context go.
#include "platform/http/server.h"

#include <chrono>
#include <exception>
#include <future>
#include <thread>
#include <utility>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/use_awaitable.hpp>

#include "platform/http/connection.h"
#include "platform/http/tls.h"

namespace lobby::http {
namespace {

namespace asio = boost::asio;
using asio::ip::tcp;
using boost::system::error_code;

constexpr std::chrono::milliseconds accept_pause{100};
// What a wake may take for each that waits.
constexpr std::chrono::milliseconds poll_share{1};

using Clock = std::chrono::steady_clock;

Error listen_error(const Options& options, const error_code& error) {
  const ErrorCode code =
      error == asio::error::address_in_use ? ErrorCode::unavailable : ErrorCode::configuration;
  return fail(code, "cannot listen on " + options.address + " port " +
                        std::to_string(options.port) + ": " + error.message());
}

class BeastServer final : public Server {
 public:
  BeastServer(Options options, port::Handler handler, TlsContext tls)
      : options_(std::move(options)),
        handler_(std::move(handler)),
        tls_(tls.release()),
        pool_(options_.pool),
        shared_{options_, handler_, io_, tls_, pool_},
        acceptor_(io_) {}
  ~BeastServer() override { stop(); }

  Status listen();
  std::uint16_t port() const override { return port_; }
  void wake() override;
  Status reload_certificate() override;
  std::size_t waiting() const override { return shared_.waiting_count; }
  std::size_t connections() const override { return shared_.connection_count; }
  void stop() override;

 private:
  asio::awaitable<void> accept_all();
  void serve(tcp::socket socket);
  void wake_in_turn();
  void wake_waiting();

  const Options options_;
  const port::Handler handler_;
  asio::ssl::context tls_;
  asio::io_context io_{1};
  WorkerPool pool_;
  Shared shared_;
  tcp::acceptor acceptor_;
  std::uint16_t port_ = 0;
  std::atomic<bool> wake_pending_ = false;
  Clock::time_point woken_at_;
  asio::steady_timer wake_timer_{io_};
  std::thread thread_;
};

Status BeastServer::listen() {
  error_code error;
  const asio::ip::address address = asio::ip::make_address(options_.address, error);
  if (error) {
    return fail(ErrorCode::configuration, "'" + options_.address + "' is not an IP address");
  }
  const tcp::endpoint endpoint(address, options_.port);
  acceptor_.open(endpoint.protocol(), error);
  if (!error) {
    acceptor_.set_option(tcp::acceptor::reuse_address(true), error);
  }
  if (!error) {
    acceptor_.bind(endpoint, error);
  }
  if (!error) {
    acceptor_.listen(tcp::acceptor::max_listen_connections, error);
  }
  if (error) {
    return listen_error(options_, error);
  }
  port_ = acceptor_.local_endpoint().port();
  asio::co_spawn(io_, accept_all(), [this](const std::exception_ptr& failure) {
    if (failure) {
      options_.log("the server has stopped accepting connections");
    }
  });
  thread_ = std::thread([this] { io_.run(); });
  return done();
}

asio::awaitable<void> BeastServer::accept_all() {
  asio::steady_timer pause(io_);
  while (!shared_.stopping) {
    error_code error;
    tcp::socket socket =
        co_await acceptor_.async_accept(asio::redirect_error(asio::use_awaitable, error));
    if (shared_.stopping) {
      co_return;
    }
    if (error) {
      // Out of descriptors: the connections that end will free some.
      options_.log("cannot accept a connection: " + error.message());
      pause.expires_after(accept_pause);
      co_await pause.async_wait(asio::redirect_error(asio::use_awaitable, error));
      continue;
    }
    if (shared_.connections.size() < options_.connections_max) {
      serve(std::move(socket));
    }
  }
}

void BeastServer::serve(tcp::socket socket) {
  error_code ignored;
  socket.set_option(tcp::no_delay(true), ignored);
  asio::co_spawn(io_, serve_connection(std::move(socket), shared_),
                 [this](const std::exception_ptr& failure) {
                   if (failure) {
                     options_.log("a connection ended with an exception");
                   }
                 });
}

// A wake polls all that wait, and a site with a thousand devices must not spend its time on that:
// the more there are, the further apart wakes come.
void BeastServer::wake_in_turn() {
  const Clock::time_point due = woken_at_ + shared_.waiting.size() * poll_share;
  if (Clock::now() >= due) {
    wake_waiting();
    return;
  }
  wake_timer_.expires_at(due);
  wake_timer_.async_wait([this](error_code cancelled) {
    if (!cancelled) {
      wake_waiting();
    }
  });
}

void BeastServer::wake_waiting() {
  wake_pending_ = false;
  woken_at_ = Clock::now();
  ++shared_.wake_count;
  for (asio::steady_timer* timer : shared_.waiting) {
    timer->cancel();
  }
}

void BeastServer::wake() {
  if (!wake_pending_.exchange(true)) {
    asio::post(io_, [this] { wake_in_turn(); });
  }
}

// Connections hold what they began with, so the context may go while they live.
Status BeastServer::reload_certificate() {
  Result<TlsContext> renewed = make_tls_context(options_);
  if (!renewed) {
    return renewed.error();
  }
  asio::post(io_, [this, context = std::move(*renewed)]() mutable {
    tls_ = asio::ssl::context(context.release());
  });
  return done();
}

void BeastServer::stop() {
  if (!thread_.joinable()) {
    return;
  }
  asio::post(io_, [this] {
    shared_.stopping = true;
    error_code ignored;
    acceptor_.close(ignored);
    wake_timer_.cancel();
    wake_waiting();
    stop_idle(shared_);
  });
  // The I/O thread ends by itself once nothing is left to do.
  std::promise<void> ended;
  std::thread closer([this, finished = ended.get_future()] {
    if (finished.wait_for(std::chrono::milliseconds(options_.deadlines.stop.ms)) ==
        std::future_status::timeout) {
      asio::post(io_, [this] { stop_all(shared_); });
    }
  });
  thread_.join();
  ended.set_value();
  closer.join();
}

}  // namespace

Result<std::unique_ptr<Server>> Server::start(Options options, port::Handler handler) {
  try {
    Result<TlsContext> tls = make_tls_context(options);
    if (!tls) {
      return tls.error();
    }
    auto server =
        std::make_unique<BeastServer>(std::move(options), std::move(handler), std::move(*tls));
    if (Status listening = server->listen(); !listening) {
      return listening.error();
    }
    return std::unique_ptr<Server>(std::move(server));
  } catch (const std::exception& error) {
    return fail(ErrorCode::unavailable, std::string("cannot start the server: ") + error.what());
  }
}

}  // namespace lobby::http
