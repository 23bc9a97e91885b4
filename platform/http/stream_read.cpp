// Requests, and what a client is told that sends something else.
#include <cstdint>
#include <string_view>
#include <utility>

#include <boost/asio/buffer.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>
#include <boost/beast/core/string.hpp>
#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/read.hpp>
#include <boost/beast/http/string_body.hpp>

#include "core/protocol/codec.h"
#include "platform/http/stream.h"

namespace lobby::http {
namespace {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace bhttp = boost::beast::http;
using boost::system::error_code;

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

}  // namespace

struct Stream::Parser : bhttp::request_parser<bhttp::string_body> {};

port::Response refusal(std::int32_t status, ErrorCode code, std::string detail) {
  port::Response response;
  response.status = status;
  response.body = protocol::to_json(fail(code, std::move(detail)));
  return response;
}

asio::awaitable<Received> Stream::read_request() {
  Received received;
  Parser parser;
  parser.header_limit(static_cast<std::uint32_t>(options_.header_bytes_max));
  parser.body_limit(options_.body_bytes_max);
  error_code error;
  expires_after(options_.deadlines.header);
  co_await bhttp::async_read_header(stream_, buffer_, parser,
                                    asio::redirect_error(asio::use_awaitable, error));
  if (!error) {
    expires_after(options_.deadlines.body);
    const bool allowed = co_await allow_body(parser);
    if (!allowed) {
      co_return received;
    }
    co_await bhttp::async_read(stream_, buffer_, parser,
                               asio::redirect_error(asio::use_awaitable, error));
  }
  if (error) {
    received.refused = refusal_of(error, options_);
    co_return received;
  }
  auto& message = parser.get();
  received.keep_alive = message.keep_alive();
  received.head = message.method() == bhttp::verb::head;
  received.codings.of_body = std::string(message[bhttp::field::content_encoding]);
  received.codings.acceptable = std::string(message[bhttp::field::accept_encoding]);
  port::Request& request = received.request.emplace();
  request.method = std::string(message.method_string());
  request.target = std::string(message.target());
  request.content_type = std::string(message[bhttp::field::content_type]);
  request.notice_signature = std::string(message["Lobby-Signature"]);
  request.body = std::move(message.body());
  co_return received;
}

// RFC 9110 §10.1.1: some clients wait for this before they send a body.
asio::awaitable<bool> Stream::allow_body(const Parser& parser) {
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

}  // namespace lobby::http
