// HTTP/1.1 over one TLS connection: bytes in, requests out; responses in, bytes out. Each step has
// a deadline, after which the connection is closed. Private to this adapter; on the I/O thread.
// In three parts, because each makes the compiler write out a good share of Asio and Beast:
// stream.cpp is about the connection, stream_read.cpp and stream_write.cpp about the messages on
// it.
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>

#include <boost/asio/awaitable.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/ssl/context.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/core/tcp_stream.hpp>
#include <boost/beast/ssl/ssl_stream.hpp>

#include "core/base/result.h"
#include "core/base/time.h"
#include "core/port/http.h"
#include "platform/http/coding.h"
#include "platform/http/server.h"

struct ssl_st;

namespace lobby::http {

port::Response refusal(std::int32_t status, ErrorCode code, std::string detail);

// A request, or what to tell a client that sent none, or neither when it is gone.
struct Received {
  std::optional<port::Request> request;  // without what the connection knows of its peer
  Codings codings;
  std::optional<port::Response> refused;
  bool keep_alive = false;
  bool head = false;  // wants the header alone
};

class Stream {
 public:
  Stream(boost::asio::ip::tcp::socket socket, boost::asio::ssl::context& tls,
         const Options& options)
      : options_(options), stream_(std::move(socket), tls) {}

  // Those that answer a bool: false when the client is gone.
  boost::asio::awaitable<bool> handshake();
  // Waits for the first byte, so that an idle connection and a slow header have their own
  // deadlines.
  boost::asio::awaitable<bool> wait_for_request(Duration limit);
  boost::asio::awaitable<Received> read_request();
  boost::asio::awaitable<bool> write(port::Response response, bool keep_alive);
  // Reads on for a moment after a refusal: closing with unread bytes resets the connection, and the
  // client would lose the answer.
  boost::asio::awaitable<void> drain();
  boost::asio::awaitable<void> shut_down();

  // No deadline while a request is being answered.
  void expires_never() { boost::beast::get_lowest_layer(stream_).expires_never(); }
  // Ends whatever waits above.
  void close() { boost::beast::get_lowest_layer(stream_).close(); }

  const std::string& remote_address() const { return remote_address_; }
  ssl_st* tls() { return stream_.native_handle(); }

 private:
  struct Parser;

  boost::asio::awaitable<bool> allow_body(const Parser& parser);
  void expires_after(Duration duration) {
    boost::beast::get_lowest_layer(stream_).expires_after(std::chrono::milliseconds(duration.ms));
  }

  const Options& options_;
  boost::beast::ssl_stream<boost::beast::tcp_stream> stream_;
  boost::beast::flat_buffer buffer_;
  std::string remote_address_;
};

}  // namespace lobby::http
