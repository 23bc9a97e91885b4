// One connection: handshake, then requests one after another, each under a deadline. Reading never
// goes on while a request is being answered, so a client cannot queue up more than one.
// No co_await stands in a conditional expression or beside a capturing lambda (g++ 12).
#include "platform/http/connection.h"

#include <algorithm>
#include <chrono>
#include <exception>
#include <optional>
#include <string>
#include <utility>

#include <boost/asio/post.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/use_awaitable.hpp>

#include "platform/http/coding.h"
#include "platform/http/stream.h"
#include "platform/http/tls.h"

namespace lobby::http {
namespace {

namespace asio = boost::asio;
using boost::system::error_code;
using Clock = std::chrono::steady_clock;

constexpr Duration busy_retry_after = Duration::seconds(1);
constexpr Duration busy_poll_delay = Duration::milliseconds(50);

std::chrono::milliseconds milliseconds(Duration duration) {
  return std::chrono::milliseconds(duration.ms);
}

port::Response busy() {
  port::Response response =
      refusal(503, ErrorCode::unavailable, "the server is busy; try again in a second");
  response.retry_after = busy_retry_after;
  return response;
}

// A handler that throws is a bug, but one request must not end the server.
template <class Answer, class Work>
void guarded(const Options& options, Answer& answer, const Work& work) {
  try {
    answer = work();
  } catch (const std::exception& error) {
    options.log(std::string("a request handler failed: ") + error.what());
    answer = refusal(500, ErrorCode::internal, "the server could not answer; see its log");
  }
}

}  // namespace

class Connection {
 public:
  Connection(asio::ip::tcp::socket socket, Shared& shared)
      : shared_(shared),
        stream_(std::move(socket), shared.tls, shared.options),
        done_(shared.io),
        wake_(shared.io) {
    shared_.connections.insert(this);
    shared_.connection_count = shared_.connections.size();
  }
  ~Connection() {
    keep_session(stream_.tls());
    shared_.connections.erase(this);
    shared_.connection_count = shared_.connections.size();
  }
  Connection(const Connection&) = delete;
  Connection& operator=(const Connection&) = delete;

  asio::awaitable<void> run();
  void stop_if_idle() {
    if (idle_) {
      close();
    }
  }
  void close() { stream_.close(); }

 private:
  void identify();
  asio::awaitable<bool> wait_for_request();
  asio::awaitable<bool> serve_one();
  asio::awaitable<port::Response> answer(port::Request& request, const Codings& codings);
  asio::awaitable<port::Response> wait_for(const port::Deferred& deferred, const Codings& codings);
  asio::awaitable<bool> run_on_pool(const std::function<void()>& work);
  asio::awaitable<void> wait_for_wake(Clock::time_point until);

  Shared& shared_;
  Stream stream_;
  asio::steady_timer done_;  // wakes this coroutine when the pool has finished
  asio::steady_timer wake_;  // wakes it while an answer is deferred
  std::optional<DeviceId> device_;
  std::optional<DeviceId> expired_device_;
  std::optional<Error> problem_;
  bool idle_ = true;  // nothing of a request has arrived
  bool first_request_ = true;
};

asio::awaitable<void> Connection::run() {
  const bool secure = co_await stream_.handshake();
  if (!secure) {
    co_return;
  }
  identify();
  bool more = true;
  while (more) {
    const bool arrived = co_await wait_for_request();
    if (!arrived) {
      break;
    }
    more = co_await serve_one();
  }
  co_await stream_.shut_down();
}

void Connection::identify() {
  Peer peer = peer_of(stream_.tls());
  problem_ = std::move(peer.problem);
  if (!peer.certificate_der.empty() && shared_.options.identify) {
    const Result<DeviceId> device = shared_.options.identify(peer.certificate_der);
    if (!device) {
      problem_ = device.error();
    } else if (peer.expired) {
      expired_device_ = *device;
    } else {
      device_ = *device;
    }
  }
}

asio::awaitable<bool> Connection::wait_for_request() {
  if (shared_.stopping) {
    co_return false;
  }
  const Deadlines& deadlines = shared_.options.deadlines;
  const Duration limit = first_request_ ? deadlines.header : deadlines.idle;
  first_request_ = false;
  idle_ = true;
  const bool arrived = co_await stream_.wait_for_request(limit);
  idle_ = false;
  co_return arrived;
}

// True when the connection is good for another request.
asio::awaitable<bool> Connection::serve_one() {
  Received received = co_await stream_.read_request();
  if (received.refused) {
    co_await stream_.write(std::move(*received.refused), false);
    co_await stream_.drain();
    co_return false;
  }
  if (!received.request) {
    close();
    co_return false;
  }
  port::Request& request = *received.request;
  request.remote_address = stream_.remote_address();
  request.peer_device = device_;
  request.expired_device = expired_device_;
  request.peer_problem = problem_;
  stream_.expires_never();
  if (received.head) {
    received.codings.acceptable.clear();
  }
  port::Response response = co_await answer(request, received.codings);
  if (received.head) {
    response.body.clear();
  }
  const bool keep_alive = received.keep_alive && !shared_.stopping;
  const bool written = co_await stream_.write(std::move(response), keep_alive);
  if (!written) {
    close();
    co_return false;
  }
  co_return keep_alive;
}

asio::awaitable<port::Response> Connection::answer(port::Request& request, const Codings& codings) {
  port::Answer answer;
  const std::function<void()> work = [this, &request, &codings, &answer] {
    guarded(shared_.options, answer, [&] {
      std::optional<port::Response> refused = undo_coding(request, codings, shared_.options);
      port::Answer made = refused ? port::Answer(std::move(*refused)) : shared_.handler(request);
      if (auto* response = std::get_if<port::Response>(&made)) {
        apply_coding(*response, codings, shared_.options);
      }
      return made;
    });
  };
  const bool ran = co_await run_on_pool(work);
  if (!ran) {
    co_return busy();
  }
  if (auto* response = std::get_if<port::Response>(&answer)) {
    co_return std::move(*response);
  }
  const port::Deferred deferred = std::move(std::get<port::Deferred>(answer));
  port::Response response = co_await wait_for(deferred, codings);
  co_return response;
}

asio::awaitable<port::Response> Connection::wait_for(const port::Deferred& deferred,
                                                     const Codings& codings) {
  const Clock::time_point deadline = Clock::now() + milliseconds(deferred.wait);
  for (;;) {
    const bool last = shared_.stopping || Clock::now() >= deadline;
    const std::uint64_t wakes_before = shared_.wake_count;
    std::optional<port::Response> response;
    const std::function<void()> work = [this, &deferred, &codings, &response, last] {
      guarded(shared_.options, response, [&] {
        std::optional<port::Response> made = deferred.poll(last);
        if (made) {
          apply_coding(*made, codings, shared_.options);
        }
        return made;
      });
    };
    const bool ran = co_await run_on_pool(work);
    if (response) {
      co_return std::move(*response);
    }
    if (last) {
      co_return busy();
    }
    if (!ran) {
      const Clock::time_point retry = Clock::now() + milliseconds(busy_poll_delay);
      co_await wait_for_wake(std::min(retry, deadline));
    } else if (wakes_before == shared_.wake_count && !shared_.stopping) {
      co_await wait_for_wake(deadline);
    }
  }
}

// False when the pool is full. `work` has run on a pool thread otherwise.
asio::awaitable<bool> Connection::run_on_pool(const std::function<void()>& work) {
  bool finished = false;
  done_.expires_at(Clock::time_point::max());
  const std::function<void()> finish = [this, &finished] {
    finished = true;
    done_.cancel();
  };
  const bool taken = shared_.pool.submit([this, &work, &finish] {
    work();
    asio::post(shared_.io, finish);
  });
  if (!taken) {
    co_return false;
  }
  while (!finished) {
    error_code ignored;
    co_await done_.async_wait(asio::redirect_error(asio::use_awaitable, ignored));
  }
  co_return true;
}

asio::awaitable<void> Connection::wait_for_wake(Clock::time_point until) {
  wake_.expires_at(until);
  shared_.waiting.insert(&wake_);
  shared_.waiting_count = shared_.waiting.size();
  error_code ignored;
  co_await wake_.async_wait(asio::redirect_error(asio::use_awaitable, ignored));
  shared_.waiting.erase(&wake_);
  shared_.waiting_count = shared_.waiting.size();
}

asio::awaitable<void> serve_connection(asio::ip::tcp::socket socket, Shared& shared) {
  Connection connection(std::move(socket), shared);
  co_await connection.run();
}

void stop_idle(Shared& shared) {
  for (Connection* connection : shared.connections) {
    connection->stop_if_idle();
  }
}

void stop_all(Shared& shared) {
  for (Connection* connection : shared.connections) {
    connection->close();
  }
}

}  // namespace lobby::http
