// The connection under the messages: TLS, the wait for a request, closing well.
#include "platform/http/stream.h"

#include <algorithm>
#include <cstddef>

#include <boost/asio/redirect_error.hpp>
#include <boost/asio/use_awaitable.hpp>

namespace lobby::http {
namespace {

namespace asio = boost::asio;
namespace beast = boost::beast;
using boost::system::error_code;

constexpr Duration drain_timeout = Duration::seconds(2);
// For the peer's part of closing TLS; a client that keeps its connection sends none.
constexpr Duration goodbye_timeout = Duration::milliseconds(300);
constexpr std::size_t read_step = 16'384;

}  // namespace

asio::awaitable<bool> Stream::handshake() {
  error_code error;
  const auto remote = beast::get_lowest_layer(stream_).socket().remote_endpoint(error);
  if (error) {
    co_return false;
  }
  remote_address_ = remote.address().to_string();
  expires_after(options_.deadlines.handshake);
  co_await stream_.async_handshake(asio::ssl::stream_base::server,
                                   asio::redirect_error(asio::use_awaitable, error));
  co_return !error;
}

asio::awaitable<bool> Stream::wait_for_request(Duration limit) {
  if (buffer_.size() > 0) {
    co_return true;
  }
  expires_after(limit);
  error_code error;
  const std::size_t count = co_await stream_.async_read_some(
      buffer_.prepare(read_step), asio::redirect_error(asio::use_awaitable, error));
  buffer_.commit(count);
  co_return !error;
}

asio::awaitable<void> Stream::drain() {
  expires_after(drain_timeout);
  std::size_t left = 2 * options_.body_bytes_max;
  error_code error;
  while (!error && left > 0) {
    buffer_.clear();
    const std::size_t count = co_await stream_.async_read_some(
        buffer_.prepare(read_step), asio::redirect_error(asio::use_awaitable, error));
    left -= std::min(left, count);
  }
}

asio::awaitable<void> Stream::shut_down() {
  if (!beast::get_lowest_layer(stream_).socket().is_open()) {
    co_return;
  }
  expires_after(goodbye_timeout);
  error_code ignored;
  co_await stream_.async_shutdown(asio::redirect_error(asio::use_awaitable, ignored));
}

}  // namespace lobby::http
