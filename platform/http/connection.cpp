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

#include <boost/asio/buffer.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>
#include <boost/beast/core.hpp>
#include <boost/beast/http.hpp>
#include <boost/beast/ssl.hpp>

#include "core/protocol/codec.h"
#include "platform/http/tls.h"

namespace lobby::http {
namespace {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace bhttp = boost::beast::http;
using boost::system::error_code;
using Clock = std::chrono::steady_clock;

constexpr Duration busy_retry_after = Duration::seconds(1);
constexpr Duration busy_poll_delay = Duration::milliseconds(50);
constexpr Duration drain_timeout = Duration::seconds(2);
// For the peer's part of closing TLS; a client that keeps its connection sends none.
constexpr Duration goodbye_timeout = Duration::milliseconds(300);
constexpr std::string_view page_policy =
    "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; "
    "frame-ancestors 'none'";

std::chrono::milliseconds milliseconds(Duration duration) {
  return std::chrono::milliseconds(duration.ms);
}

port::Response refusal(std::int32_t status, ErrorCode code, std::string detail) {
  port::Response response;
  response.status = status;
  response.body = protocol::to_json(fail(code, std::move(detail)));
  return response;
}

port::Response busy() {
  port::Response response =
      refusal(503, ErrorCode::unavailable, "the server is busy; try again in a second");
  response.retry_after = busy_retry_after;
  return response;
}

// What a broken request is told; nullopt where there is nobody to tell.
std::optional<port::Response> refusal_of(error_code error, const Options& options) {
  if (error == bhttp::error::body_limit) {
    return refusal(413, ErrorCode::too_large,
                   "the body is larger than " + std::to_string(options.body_bytes_max) + " bytes");
  }
  if (error == bhttp::error::header_limit) {
    return refusal(
        431, ErrorCode::too_large,
        "the header is larger than " + std::to_string(options.header_bytes_max) + " bytes");
  }
  const bool parse_error = error.category() == make_error_code(bhttp::error::bad_method).category();
  if (parse_error && error != bhttp::error::end_of_stream &&
      error != bhttp::error::partial_message) {
    return refusal(400, ErrorCode::malformed, "this is not HTTP/1.1: " + error.message());
  }
  return std::nullopt;
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
        stream_(std::move(socket), shared.tls),
        done_(shared.io),
        wake_(shared.io) {
    shared_.connections.insert(this);
    shared_.connection_count = shared_.connections.size();
  }
  ~Connection() {
    keep_session(stream_.native_handle());
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
  void close() { beast::get_lowest_layer(stream_).close(); }

 private:
  using Parser = bhttp::request_parser<bhttp::string_body>;
  enum class Read { request, refused, gone };

  asio::awaitable<bool> handshake();
  asio::awaitable<bool> wait_for_request();
  asio::awaitable<Read> read_request(Parser& parser, std::optional<port::Response>& refused);
  asio::awaitable<bool> allow_body(const Parser& parser);
  port::Request request_of(Parser& parser) const;
  asio::awaitable<port::Response> answer(const port::Request& request);
  asio::awaitable<port::Response> wait_for(const port::Deferred& deferred);
  asio::awaitable<bool> run_on_pool(const std::function<void()>& work);
  asio::awaitable<void> wait_for_wake(Clock::time_point until);
  asio::awaitable<bool> write(port::Response response, bool keep_alive);
  asio::awaitable<void> drain();
  asio::awaitable<void> shut_down();

  void expires_after(Duration duration) {
    beast::get_lowest_layer(stream_).expires_after(milliseconds(duration));
  }

  Shared& shared_;
  beast::ssl_stream<beast::tcp_stream> stream_;
  beast::flat_buffer buffer_;
  asio::steady_timer done_;  // wakes this coroutine when the pool has finished
  asio::steady_timer wake_;  // wakes it while an answer is deferred
  std::string remote_address_;
  std::optional<DeviceId> device_;
  std::optional<Error> problem_;
  bool idle_ = true;  // nothing of a request has arrived
  bool first_request_ = true;
};

asio::awaitable<void> Connection::run() {
  const bool secure = co_await handshake();
  if (!secure) {
    co_return;
  }
  bool keep_alive = true;
  while (keep_alive) {
    const bool arrived = co_await wait_for_request();
    if (!arrived) {
      break;
    }
    Parser parser;
    std::optional<port::Response> refused;
    const Read read = co_await read_request(parser, refused);
    if (read == Read::gone) {
      co_return;
    }
    if (read == Read::refused) {
      co_await write(std::move(*refused), false);
      co_await drain();
      break;
    }
    const bool head = parser.get().method() == bhttp::verb::head;
    keep_alive = parser.get().keep_alive();
    const port::Request request = request_of(parser);
    port::Response response = co_await answer(request);
    if (head) {
      response.body.clear();
    }
    keep_alive = keep_alive && !shared_.stopping;
    const bool written = co_await write(std::move(response), keep_alive);
    if (!written) {
      co_return;
    }
  }
  co_await shut_down();
}

asio::awaitable<bool> Connection::handshake() {
  error_code error;
  const auto remote = beast::get_lowest_layer(stream_).socket().remote_endpoint(error);
  if (error) {
    co_return false;
  }
  remote_address_ = remote.address().to_string();
  expires_after(shared_.options.deadlines.handshake);
  co_await stream_.async_handshake(asio::ssl::stream_base::server,
                                   asio::redirect_error(asio::use_awaitable, error));
  if (error) {
    co_return false;
  }
  Peer peer = peer_of(stream_.native_handle());
  problem_ = std::move(peer.problem);
  if (!peer.certificate_der.empty() && shared_.options.identify) {
    const Result<DeviceId> device = shared_.options.identify(peer.certificate_der);
    if (device) {
      device_ = *device;
    } else {
      problem_ = device.error();
    }
  }
  co_return true;
}

// Waits for the first byte, so that an idle connection and a slow header have their own deadlines.
asio::awaitable<bool> Connection::wait_for_request() {
  const Deadlines& deadlines = shared_.options.deadlines;
  if (shared_.stopping) {
    co_return false;
  }
  expires_after(first_request_ ? deadlines.header : deadlines.idle);
  first_request_ = false;
  if (buffer_.size() == 0) {
    constexpr std::size_t first_read = 4'096;
    idle_ = true;
    error_code error;
    const std::size_t count = co_await stream_.async_read_some(
        buffer_.prepare(first_read), asio::redirect_error(asio::use_awaitable, error));
    idle_ = false;
    if (error) {
      co_return false;
    }
    buffer_.commit(count);
  }
  idle_ = false;
  co_return true;
}

asio::awaitable<Connection::Read> Connection::read_request(Parser& parser,
                                                           std::optional<port::Response>& refused) {
  parser.header_limit(static_cast<std::uint32_t>(shared_.options.header_bytes_max));
  parser.body_limit(shared_.options.body_bytes_max);
  error_code error;
  expires_after(shared_.options.deadlines.header);
  co_await bhttp::async_read_header(stream_, buffer_, parser,
                                    asio::redirect_error(asio::use_awaitable, error));
  if (!error) {
    expires_after(shared_.options.deadlines.body);
    const bool allowed = co_await allow_body(parser);
    if (!allowed) {
      co_return Read::gone;
    }
    co_await bhttp::async_read(stream_, buffer_, parser,
                               asio::redirect_error(asio::use_awaitable, error));
  }
  if (!error) {
    co_return Read::request;
  }
  refused = refusal_of(error, shared_.options);
  co_return refused.has_value() ? Read::refused : Read::gone;
}

// RFC 9110 §10.1.1: some clients wait for this before they send a body.
asio::awaitable<bool> Connection::allow_body(const Parser& parser) {
  const auto expect = parser.get()[bhttp::field::expect];
  if (!beast::iequals(expect, "100-continue") || parser.is_done()) {
    co_return true;
  }
  constexpr std::string_view go_on = "HTTP/1.1 100 Continue\r\n\r\n";
  error_code error;
  co_await asio::async_write(stream_, asio::buffer(go_on),
                             asio::redirect_error(asio::use_awaitable, error));
  co_return !error;
}

port::Request Connection::request_of(Parser& parser) const {
  auto& message = parser.get();
  port::Request request;
  request.method = std::string(message.method_string());
  request.target = std::string(message.target());
  request.content_type = std::string(message[bhttp::field::content_type]);
  request.body = std::move(message.body());
  request.remote_address = remote_address_;
  request.peer_device = device_;
  request.peer_problem = problem_;
  return request;
}

asio::awaitable<port::Response> Connection::answer(const port::Request& request) {
  beast::get_lowest_layer(stream_).expires_never();
  port::Answer answer;
  const std::function<void()> work = [this, &request, &answer] {
    guarded(shared_.options, answer, [&] { return shared_.handler(request); });
  };
  const bool ran = co_await run_on_pool(work);
  if (!ran) {
    co_return busy();
  }
  if (auto* response = std::get_if<port::Response>(&answer)) {
    co_return std::move(*response);
  }
  const port::Deferred deferred = std::move(std::get<port::Deferred>(answer));
  port::Response response = co_await wait_for(deferred);
  co_return response;
}

asio::awaitable<port::Response> Connection::wait_for(const port::Deferred& deferred) {
  const Clock::time_point deadline = Clock::now() + milliseconds(deferred.wait);
  for (;;) {
    const bool last = shared_.stopping || Clock::now() >= deadline;
    const std::uint64_t wakes_before = shared_.wake_count;
    std::optional<port::Response> response;
    const std::function<void()> work = [this, &deferred, &response, last] {
      guarded(shared_.options, response, [&] { return deferred.poll(last); });
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

asio::awaitable<bool> Connection::write(port::Response response, bool keep_alive) {
  constexpr unsigned http_1_1 = 11;
  bhttp::response<bhttp::string_body> message(static_cast<bhttp::status>(response.status),
                                              http_1_1);
  message.set(bhttp::field::content_type, response.content_type);
  message.set(bhttp::field::cache_control, "no-store");
  message.set("X-Content-Type-Options", "nosniff");
  if (response.content_type.starts_with("text/html")) {
    message.set("Content-Security-Policy", page_policy);
    message.set("Referrer-Policy", "no-referrer");
  }
  if (!response.allow.empty()) {
    message.set(bhttp::field::allow, response.allow);
  }
  if (response.retry_after) {
    const std::int64_t seconds = std::max<std::int64_t>(1, (response.retry_after->ms + 999) / 1000);
    message.set(bhttp::field::retry_after, std::to_string(seconds));
  }
  message.keep_alive(keep_alive);
  message.body() = std::move(response.body);
  message.prepare_payload();
  expires_after(shared_.options.deadlines.write);
  error_code error;
  co_await bhttp::async_write(stream_, message, asio::redirect_error(asio::use_awaitable, error));
  co_return !error;
}

// Reads on for a moment after a refusal: closing with unread bytes resets the connection, and the
// client would lose the answer.
asio::awaitable<void> Connection::drain() {
  expires_after(drain_timeout);
  std::size_t left = 2 * shared_.options.body_bytes_max;
  error_code error;
  while (!error && left > 0) {
    buffer_.clear();
    constexpr std::size_t step = 16'384;
    const std::size_t count = co_await stream_.async_read_some(
        buffer_.prepare(step), asio::redirect_error(asio::use_awaitable, error));
    left -= std::min(left, count);
  }
}

asio::awaitable<void> Connection::shut_down() {
  if (!beast::get_lowest_layer(stream_).socket().is_open()) {
    co_return;
  }
  expires_after(goodbye_timeout);
  error_code ignored;
  co_await stream_.async_shutdown(asio::redirect_error(asio::use_awaitable, ignored));
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
